"""The uploaded files, each under the hash of its content: the same file is kept once.

A file is written beside its place and moved there when it is whole, so a crash leaves either all of it
or nothing that anyone would read.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from analyser.errors import StoreBroken


class Files:
    """Files of a folder, by the SHA-256 of their content."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise StoreBroken(
                reason_nl="de map voor bestanden kan niet worden gemaakt",
                reason_en="the folder for files cannot be made",
            ) from error

    def put(self, data: bytes) -> str:
        """Keep ``data``; returns its hash."""
        sha256 = hashlib.sha256(data).hexdigest()
        place = self._place(sha256)
        if place.exists():
            return sha256
        place.parent.mkdir(mode=0o700, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=place.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(place)
        return sha256

    def get(self, sha256: str) -> bytes:
        """The content. Raises StoreBroken where it is gone or was changed on disk."""
        try:
            data = self._place(sha256).read_bytes()
        except OSError as error:
            raise _lost() from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise _lost()
        return data

    def drop(self, sha256: str) -> None:
        """Remove a file; nothing happens where it is gone already."""
        self._place(sha256).unlink(missing_ok=True)

    def _place(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256


def _lost() -> StoreBroken:
    return StoreBroken(
        reason_nl="een bestand is weg of is buiten dit programma om veranderd",
        reason_en="a file is gone or was changed outside this program",
    )
