"""The uploaded files, each under the hash of its content: the same file is kept once.

A file is written beside its place and moved there when it is whole, so a crash leaves either all of it
or nothing that anyone would read. Files that a transaction adds or removes are marked until both are done:
a mark that is still there belongs to a server that was killed, and ``Dossiers.tidy`` settles it.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from analyser.errors import StoreBroken

_HASH: Final = 64  # characters of a SHA-256


class Files:
    """Files of a folder, by the SHA-256 of their content."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._marks = folder / "unsettled"  # marks, and drafts of files that are being written
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._marks.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise StoreBroken(
                reason_nl="de map voor bestanden kan niet worden gemaakt",
                reason_en="the folder for files cannot be made",
            ) from error

    def put(self, data: bytes) -> str:
        """Keep ``data``; returns its hash. Raises StoreBroken where the disk refuses it."""
        sha256 = hash_of(data)
        place = self._place(sha256)
        try:
            place.parent.mkdir(mode=0o700, exist_ok=True)
            while not place.exists():
                self._write(place, data)
        except OSError as error:
            raise _refused() from error
        return sha256

    def holds(self, sha256: str) -> bool:
        """Whether the file is there."""
        return self._place(sha256).exists()

    def get(self, sha256: str) -> bytes:
        """The content. Raises StoreBroken where it is gone or was changed on disk."""
        try:
            data = self._place(sha256).read_bytes()
        except OSError as error:
            raise _lost() from error
        if hash_of(data) != sha256:
            raise _lost()
        return data

    def drop(self, sha256: str) -> None:
        """Remove a file; nothing happens where it is gone already."""
        self._place(sha256).unlink(missing_ok=True)

    @contextmanager
    def unsettled(self, hashes: Iterable[str]) -> Iterator[None]:
        """Mark these files until the block has ended without an error."""
        try:
            marks = [self._new(sha256) for sha256 in hashes]
            for handle, _ in marks:
                os.close(handle)
            _sync(self._marks)
        except OSError as error:
            raise _refused() from error
        yield
        self.unmark(mark for _, mark in marks)

    def marks(self) -> dict[Path, str]:
        """What is marked now, and the hash that each mark is about."""
        return {mark: mark.name[:_HASH] for mark in self._marks.iterdir()}

    @staticmethod
    def unmark(marks: Iterable[Path]) -> None:
        """Take marks away; nothing happens where one is gone already."""
        for mark in marks:
            mark.unlink(missing_ok=True)

    def _write(self, place: Path, data: bytes) -> None:
        handle, draft = self._new(place.name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            with suppress(FileNotFoundError):  # tidying took the draft: the caller looks, and writes anew
                draft.replace(place)
            _sync(place.parent)
        finally:
            draft.unlink(missing_ok=True)

    def _new(self, sha256: str) -> tuple[int, Path]:
        handle, name = tempfile.mkstemp(prefix=f"{sha256}.", dir=self._marks)
        return handle, Path(name)

    def _place(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256


def hash_of(data: bytes) -> str:
    """The SHA-256 by which a file is found."""
    return hashlib.sha256(data).hexdigest()


def _sync(folder: Path) -> None:
    """Have the names in a folder survive a power cut, as the content does."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refused() -> StoreBroken:
    return StoreBroken(
        reason_nl="een bestand kan niet worden bewaard; misschien is de schijf vol",
        reason_en="a file cannot be kept; the disk may be full",
    )


def _lost() -> StoreBroken:
    return StoreBroken(
        reason_nl="een bestand is weg of is buiten dit programma om veranderd",
        reason_en="a file is gone or was changed outside this program",
    )
