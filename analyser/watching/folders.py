"""Versions kept as files or subfolders with a date in their name: "2024-05-01.md", "2024-05-01/terms.pdf"."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Final, NoReturn

from analyser.comparing.timeline import Stamp
from analyser.errors import FileMissing, FileTooLarge, UsageError
from analyser.reading.limits import BYTES_PER_MB, Limits
from analyser.reading.terms import FORMATS
from analyser.watching.versions import Version, Watched, dated

_DATE: Final = re.compile(r"(?<!\d)(\d{4})(-?)(\d{2})\2(\d{2})(?!\d)")
_EDGES: Final = " -_.,()[]"  # what parts a name from its date
_READ: Final = frozenset({*FORMATS, ".pdf", ".docx", ".odt", ".doc", ".rtf", ".docm"})


def would_be_read(folder: Path, path: Path) -> bool:
    """Whether a file at ``path`` is a version in ``folder``, or would be one if it were there."""
    try:
        place = PurePosixPath(path.resolve().relative_to(folder.resolve()).as_posix())
    except ValueError:  # it lies elsewhere
        return False
    return place.suffix.lower() in _READ and _dated(place) is not None


class DatedFolder:
    """A folder of dated files."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self._folder = folder
        self._most = limits.max_file_mb
        self.skipped: tuple[str, ...] = ()

    def close(self) -> None:
        """Nothing is open."""

    def documents(self) -> tuple[Watched, ...]:
        """The documents. Raises UsageError where no file has a date."""
        found: dict[str, list[tuple[str, Version]]] = defaultdict(list)
        skipped = []
        for path in sorted(self._files()):
            place = PurePosixPath(path)
            named = _dated(place)
            if named is None or place.suffix.lower() not in _READ:
                skipped.append(path)
                continue
            moment, name = named
            stamp = Stamp(moment, path)
            found[name or self._folder.resolve().name].append(
                (place.suffix.lower(), Version(stamp, place.name, path))
            )
        if not found:
            raise UsageError(
                what_nl=f"In {self._folder} staat geen versie met een datum. Geef elk bestand of elke submap "
                "een naam als 2024-05-01, of geef een git-archief.",
                what_en=f"{self._folder} holds no version with a date. Name each file or subfolder like "
                "2024-05-01, or give a git repository.",
            )
        self.skipped = tuple(skipped)
        return tuple(
            dated(name, versions)
            for name in sorted(found)
            for name, versions in _told_apart(name, found[name])
        )

    def fetch(self, version: Version) -> bytes:
        """The file of a version. Raises FileMissing and FileTooLarge."""
        path = self._folder / (version.content or "")
        try:
            size = path.stat().st_size
            if size > self._most * BYTES_PER_MB:
                raise FileTooLarge(version.name, size_mb=-(-size // BYTES_PER_MB), limit_mb=self._most)
            return path.read_bytes()
        except OSError as error:
            raise FileMissing(version.name) from error

    def _files(self) -> Iterator[str]:
        """Paths from the folder, with slashes; what is hidden, a link or no file is left out.

        Raises UsageError for a folder that may not be read: its versions would be missing without a word.
        """
        for folder, below, names in os.walk(self._folder, onerror=_refuse):
            below[:] = [name for name in below if not name.startswith(".")]
            for name in names:
                path = Path(folder) / name
                if not name.startswith((".", "~$")) and path.is_file() and not path.is_symlink():
                    yield path.relative_to(self._folder).as_posix()


def _refuse(error: OSError) -> NoReturn:
    raise UsageError(
        what_nl=f"De map {error.filename} mag niet worden gelezen. Controleer de rechten.",
        what_en=f"The folder {error.filename} may not be read. Check the permissions.",
    ) from error


def _dated(path: PurePosixPath) -> tuple[datetime, str] | None:
    """When a version came, and the document's name without that date; None where no part has a date."""
    parts = [*path.parts[:-1], path.stem]
    for at, part in enumerate(parts):
        for match in _DATE.finditer(part):
            try:
                moment = datetime(int(match[1]), int(match[3]), int(match[4]), tzinfo=UTC)
            except ValueError:  # the 45th of a month is a number of another kind
                continue
            before, after = part[: match.start()].rstrip(_EDGES), part[match.end() :].lstrip(_EDGES)
            parts[at] = f"{before} {after}".strip()
            return moment, "/".join(filter(None, parts))
    return None


def _told_apart(name: str, versions: list[tuple[str, Version]]) -> Iterator[tuple[str, list[Version]]]:
    """One document, or one for each kind of file where a day has two: a page and its PDF, say."""
    days = [version.stamp.moment for _, version in versions]
    if len(days) == len(set(days)) or len({suffix for suffix, _ in versions}) == 1:
        yield name, [version for _, version in versions]
        return
    for suffix in sorted({suffix for suffix, _ in versions}):
        yield f"{name}{suffix}", [version for other, version in versions if other == suffix]
