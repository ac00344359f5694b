"""Versions kept in a git repository, as Open Terms Archive does: "Service/Document type.md", a commit each.

The program ``git`` reads the objects, and nothing else of the repository is believed: it runs with a folder
of ours for its settings, so that no configuration, hook, filter, attribute or promise of a remote counts.
Nothing is fetched; what is not there is a version that could not be read.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO, Final

from analyser.comparing.timeline import Stamp
from analyser.errors import FileMissing, FileTooLarge, UsageError
from analyser.reading.limits import BYTES_PER_MB, Limits
from analyser.reading.terms import FORMATS
from analyser.watching.versions import Version, Watched, dated

_COMMIT: Final = re.compile(r"\x01([0-9a-f]{40,64}) (\d+) (.*)")
_TECHNICAL: Final = "Apply technical"  # how Open Terms Archive begins the message of such a version
_CHANGED: Final = re.compile(r"\n?:\d{6} (\d{6}) [0-9a-f]+ ([0-9a-f]+) ([A-Z])\d*")
_FILES: Final = frozenset({"100644", "100755"})  # and no links, nor repositories in a repository
_READ: Final = frozenset({*FORMATS, ".pdf", ".docx", ".odt"})
_CHUNK: Final = 1 << 20


def git_folder(folder: Path) -> Path | None:
    """The git directory of a work tree or of a bare repository; None where ``folder`` is neither."""
    inner = folder / ".git"
    if inner.is_dir():
        return inner
    if inner.is_file():  # a work tree beside its repository
        said = inner.read_text(encoding="utf-8", errors="replace").strip().removeprefix("gitdir:").strip()
        return (folder / said).resolve()
    is_bare = (folder / "HEAD").is_file() and (folder / "objects").is_dir() and (folder / "refs").is_dir()
    return folder if is_bare else None


class History:
    """A repository that is open. ``close`` it."""

    def __init__(self, repository: Path, limits: Limits) -> None:
        """Raises UsageError where git is not installed, or ``repository`` holds no commit."""
        program = shutil.which("git")
        if program is None:
            raise UsageError(
                what_nl="Deze map is een git-archief, en het programma git is hier niet geïnstalleerd. "
                "Installeer git, of zet de versies als bestanden met een datum in een map.",
                what_en="This folder is a git repository, and the program git is not installed here. "
                "Install git, or put the versions in a folder as files with a date.",
            )
        self._git = program
        self._name = str(repository)
        self._most = limits.max_file_mb
        self._batch: subprocess.Popen[bytes] | None = None
        self._edge: frozenset[str] = frozenset()  # commits whose parents are not here
        self._settings = tempfile.TemporaryDirectory(prefix="analyser-watch-")
        try:
            self._head, self._environment = self._isolated(repository)
        except BaseException:
            self.close()
            raise
        self.skipped: tuple[str, ...] = ()

    def close(self) -> None:
        """End the program and remove our folder."""
        self._end_batch()
        self._settings.cleanup()

    def documents(self) -> tuple[Watched, ...]:
        """The documents of the main line of history. Raises UsageError where there is none."""
        found: dict[str, list[Version]] = defaultdict(list)
        skipped: set[str] = set()
        for stamp, path, content in reversed([*self._changes()]):
            place = PurePosixPath(path)
            if place.suffix.lower() in _READ and len(place.parts) > 1:
                found[str(place.with_suffix(""))].append(Version(stamp, place.name, content))
            else:
                skipped.add(path)
        if not found:
            raise UsageError(
                what_nl=f"In het git-archief {self._name} staan geen versies van voorwaarden, zoals "
                "'Dienst/Voorwaarden.md'.",
                what_en=f"The git repository {self._name} holds no versions of terms, such as "
                "'Service/Terms.md'.",
            )
        self.skipped = tuple(sorted(skipped))
        return tuple(
            dated(name, found[name], is_cut=any(v.stamp.source in self._edge for v in found[name]))
            for name in sorted(found)
        )

    def fetch(self, version: Version) -> bytes:
        """The file of a version. Raises FileMissing and FileTooLarge."""
        if version.content is None:
            raise FileMissing(version.name)
        for _ in range(2):  # a damaged object ends the program; the next one is asked anew
            with contextlib.suppress(OSError):
                return self._asked(version)
            self._end_batch()
        raise FileMissing(version.name)

    # -- the program ----------------------------------------------------------------------------

    def _isolated(self, repository: Path) -> tuple[str, dict[str, str]]:
        """The newest commit, and an environment in which git sees the repository's objects alone."""
        bare = {
            "PATH": os.environ.get("PATH", ""),
            "LC_ALL": "C",
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_OPTIONAL_LOCKS": "0",
            "GIT_NO_REPLACE_OBJECTS": "1",
            "GIT_NO_LAZY_FETCH": "1",
            "GIT_ALLOW_PROTOCOL": "none",
        }
        asked = ["rev-parse", "HEAD", "--git-path", "objects", "--git-path", "shallow"]
        outcome = self._run([f"--git-dir={repository}", *asked], bare)
        lines = os.fsdecode(outcome).splitlines()
        if len(lines) != 3 or not re.fullmatch("[0-9a-f]{40,64}", lines[0]):
            raise self._no_history()
        head, objects, shallow = lines
        own = Path(self._settings.name)
        for folder in ("refs", "objects"):
            (own / folder).mkdir()
        (own / "HEAD").write_text(f"{head}\n", encoding="ascii")
        kind = "sha256" if len(head) == 64 else "sha1"
        (own / "config").write_text(
            f"[core]\n\trepositoryformatversion = 1\n\tbare = true\n[extensions]\n\tobjectformat = {kind}\n",
            encoding="ascii",
        )
        if Path(shallow).is_file():
            shutil.copyfile(shallow, own / "shallow")
            self._edge = frozenset(Path(shallow).read_text(encoding="ascii", errors="replace").split())
        return head, {**bare, "GIT_DIR": str(own), "GIT_OBJECT_DIRECTORY": str(Path(objects).resolve())}

    def _run(self, arguments: list[str], environment: dict[str, str]) -> bytes:
        try:
            return subprocess.run(  # noqa: S603 - our own words and a checked commit
                [self._git, *arguments], env=environment, capture_output=True, check=True
            ).stdout
        except (OSError, subprocess.CalledProcessError) as error:
            raise self._no_history() from error

    def _no_history(self) -> UsageError:
        return UsageError(
            what_nl=f"Het git-archief {self._name} heeft geen versies, of is beschadigd.",
            what_en=f"The git repository {self._name} has no versions, or is damaged.",
        )

    def _changes(self) -> Iterator[tuple[Stamp, str, str | None]]:
        """Each change of a file, newest first: when, which, and the object it became; None: taken away."""
        command = [self._git, "log", "-z", "--first-parent", "-m", "--raw", "--no-abbrev", "--no-renames",
                   "--no-ext-diff", "--no-textconv", "--no-show-signature", "--format=%x01%H %at %s",
                   self._head, "--"]  # fmt: skip
        with subprocess.Popen(  # noqa: S603
            command, env=self._environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as process:
            assert process.stdout is not None
            stamp, change = None, None
            for part in _parts(process.stdout):
                text = os.fsdecode(part)
                if change is not None and stamp is not None:
                    if change[1] in _FILES or change[3] == "D":
                        yield stamp, text, None if change[3] == "D" else change[2]
                    change = None
                elif commit := _COMMIT.fullmatch(text):
                    moment = datetime.fromtimestamp(min(int(commit[2]), 253402300799), UTC)
                    stamp = Stamp(moment, commit[1], True, commit[3].startswith(_TECHNICAL))
                else:
                    change = _CHANGED.fullmatch(text)
        if process.returncode:
            raise self._no_history()

    def _asked(self, version: Version) -> bytes:
        """Raises OSError where the program ended, FileMissing and FileTooLarge."""
        if self._batch is None:
            self._batch = subprocess.Popen(  # noqa: S603
                [self._git, "cat-file", "--batch"], env=self._environment,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            )  # fmt: skip
        assert self._batch.stdin is not None
        assert self._batch.stdout is not None
        self._batch.stdin.write(f"{version.content}\n".encode())
        self._batch.stdin.flush()
        answer = self._batch.stdout.readline().split()
        if not answer:
            raise OSError
        if len(answer) != 3 or answer[1] != b"blob":
            if len(answer) == 3:
                _pass_over(self._batch.stdout, int(answer[2]) + 1)
            raise FileMissing(version.name)
        size = int(answer[2])
        if size > self._most * BYTES_PER_MB:
            _pass_over(self._batch.stdout, size + 1)
            raise FileTooLarge(version.name, size_mb=-(-size // BYTES_PER_MB), limit_mb=self._most)
        data = self._batch.stdout.read(size + 1)
        if len(data) <= size:
            raise OSError
        return data[:size]

    def _end_batch(self) -> None:
        if self._batch is not None:
            self._batch.kill()
            self._batch.communicate()
            self._batch = None


def _parts(stream: IO[bytes]) -> Iterator[bytes]:
    """What stands between null bytes."""
    rest = b""
    while chunk := stream.read(_CHUNK):
        *parts, rest = (rest + chunk).split(b"\0")
        yield from parts
    if rest:
        yield rest


def _pass_over(stream: IO[bytes], size: int) -> None:
    while size > 0 and (chunk := stream.read(min(size, _CHUNK))):
        size -= len(chunk)
