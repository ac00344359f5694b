"""Which contracts a folder holds: its files and subfolders, here or at any address that fsspec knows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Any, Final

import fsspec

from analyser.batch.choices import Dossiers
from analyser.errors import UsageError

_CONTRACTS: Final = frozenset({".pdf", ".docx", ".odt", ".doc", ".rtf", ".docm"})
_EXTENSION: Final = re.compile(r"\.[a-z][a-z0-9]{0,4}", re.IGNORECASE)
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # by Windows
_CHANGED: Final = ("mtime", "LastModified", "last_modified", "ETag", "etag", "modified", "date_time")
"""Where the file systems of fsspec tell that a file is another one than before."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file of a contract. ``stamp`` changes when the file does; "" where its system does not tell."""

    path: str  # as its file system knows it
    name: str  # without folders
    size: int  # bytes
    stamp: str


@dataclass(frozen=True, slots=True)
class Contract:
    """Files that are judged together. ``report`` names its reports, without extension."""

    name: str
    report: str
    root: str  # address of the folder that was asked for: tells which file system
    sources: tuple[Source, ...]

    @property
    def stamp(self) -> str:
        """Changes when a file does; "" where that cannot be told."""
        if not all(source.stamp for source in self.sources):
            return ""
        return repr([(source.path, source.size, source.stamp) for source in self.sources])


@dataclass(frozen=True, slots=True)
class Selection:
    """What of a folder counts. Patterns as of a shell, of the path below the folder, in any case."""

    include: tuple[str, ...] = ()  # at least one of these, where there are any
    exclude: tuple[str, ...] = ()  # and none of these
    dossiers: Dossiers = Dossiers.SUBFOLDER

    def takes(self, path: str) -> bool:
        """Whether the file at ``path`` counts, by its path alone."""
        path = path.lower()
        if self.include and not any(_fits(path, pattern) for pattern in self.include):
            return False
        return not any(_fits(path, pattern) for pattern in self.exclude)


def find_contracts(
    root: str, output: Path, selection: Selection | None = None
) -> tuple[tuple[Contract, ...], tuple[str, ...]]:
    """The contracts of ``root`` in order of name, and the paths of files that are left aside.

    Left aside are hidden files, lock files of an open editor and files whose extension belongs to something
    else; a name without extension is tried, since readers go by content. ``output`` is no input. What the
    selection leaves out is not named: it was meant. Raises UsageError where the folder cannot be listed.
    """
    selection = selection or Selection()
    dossiers: dict[str, list[Source]] = {}
    skipped: list[str] = []
    for path, source in _files(root, output):
        if not selection.takes(path):
            continue
        if _is_contract(source.name):
            dossiers.setdefault(_dossier(path, selection.dossiers), []).append(source)
        else:
            skipped.append(path)
    names = sorted(dossiers)
    reports = _safe_names(names)
    contracts = (
        Contract(name, report, root, tuple(dossiers[name]))
        for name, report in zip(names, reports, strict=True)
    )
    return tuple(contracts), tuple(skipped)


def file_system(root: str) -> tuple[Any, str]:
    """The file system of an address, and the folder as that knows it. Raises UsageError for an odd kind."""
    try:
        return fsspec.core.url_to_fs(root)  # type: ignore[no-any-return]
    except (ImportError, ValueError, OSError) as error:
        raise UsageError(
            what_nl=f"Het adres {root} kan niet worden geopend: de soort is onbekend, of vraagt een pakket "
            "dat niet is geïnstalleerd (bijvoorbeeld s3fs of adlfs).",
            what_en=f"The address {root} cannot be opened: its kind is unknown, or needs a package that is "
            "not installed (s3fs or adlfs, for instance).",
        ) from error


def _files(root: str, output: Path) -> Iterator[tuple[str, Source]]:
    """All files below the folder with their path from there; hidden folders and ``output`` left out."""
    system, folder = file_system(root)
    away = output.resolve()
    is_local = "file" in _protocols(system)
    try:
        if not system.isdir(folder):
            raise _no_folder(root)
        found = system.find(folder, detail=True)
    except OSError as error:
        raise _no_folder(root) from error
    for path, place in sorted(((place[len(folder) :].lstrip("/"), place) for place in found), key=_order):
        if any(part.startswith(".") for part in PurePosixPath(path).parts[:-1]):
            continue
        if is_local and (away in Path(place).resolve().parents or not Path(place).is_file()):
            continue
        facts = found[place]
        yield path, Source(place, PurePosixPath(path).name, int(facts.get("size") or 0), _stamp(facts))


def _order(path_and_place: tuple[str, str]) -> list[tuple[bool, str]]:
    """A folder's own files before those of its subfolders: the agreement before its annexes."""
    *folders, name = path_and_place[0].split("/")
    return [*((True, folder) for folder in folders), (False, name)]


def _protocols(system: Any) -> tuple[str, ...]:
    return (system.protocol,) if isinstance(system.protocol, str) else tuple(system.protocol)


def _stamp(facts: dict[str, Any]) -> str:
    return next((str(facts[name]) for name in _CHANGED if facts.get(name)), "")


def _no_folder(root: str) -> UsageError:
    return UsageError(
        what_nl=f"{root} is geen map, of bestaat niet.",
        what_en=f"{root} is not a folder, or does not exist.",
    )


def _dossier(path: str, dossiers: Dossiers) -> str:
    parts = PurePosixPath(path).parts
    if dossiers is Dossiers.FILE or len(parts) == 1:
        return path
    return parts[0] if dossiers is Dossiers.SUBFOLDER else "/".join(parts[:-1])


def _fits(path: str, pattern: str) -> bool:
    """Whether a pattern fits the path, or the file's name alone where the pattern names no folder."""
    pattern = pattern.lower()
    return fnmatchcase(path if "/" in pattern else path.rpartition("/")[2], pattern)


def _is_contract(name: str) -> bool:
    if name.startswith((".", "~$")):
        return False
    suffix = PurePosixPath(name).suffix
    return suffix.lower() in _CONTRACTS or not _EXTENSION.fullmatch(suffix)


def _safe_names(names: Sequence[str]) -> Iterable[str]:
    """A file name for each, of letters, digits, dots and dashes, no two alike on any system."""
    taken: set[str] = set()
    for name in names:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
        plain = re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip("-.")[:80] or "contract"
        if _RESERVED.fullmatch(plain):
            plain = f"contract-{plain}"
        unique, count = plain, 1
        while unique.lower() in taken:
            count += 1
            unique = f"{plain}-{count}"
        taken.add(unique.lower())
        yield unique
