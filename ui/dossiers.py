"""The dossiers at hand: in memory only, the oldest leave first, none survives a restart.

A later store in a database takes this class's place; the views know no more than its methods.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as FutureTimeout
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from typing import Final

from analyser.model import Box, Document, Subject, View
from ui import texts, worker
from ui.jobs import Jobs
from ui.worker import Outcome, Upload

MAX_DOSSIERS: Final = 8
MAX_MEGABYTES: Final = 400  # of uploaded files together
_PICTURE_SECONDS: Final = 30


@dataclass(frozen=True, slots=True)
class Dossier:
    """The files of one contract, with what is to become of them."""

    key: str
    uploads: tuple[Upload, ...]
    result: Future[Outcome]
    started: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> int:
        """Whole seconds since it was handed in."""
        return int(time.monotonic() - self.started)

    @property
    def size(self) -> int:
        """Bytes of its files."""
        return sum(len(upload.data) for upload in self.uploads)

    def outcome(self) -> Outcome | None:
        """What became of it, or None while it is being judged."""
        if not self.result.done():
            return None
        try:
            return self.result.result()
        except (BrokenProcessPool, CancelledError):
            return Outcome(None, (texts.WORKER_DIED,))
        except Exception as error:
            # A fault of ours: only the error's type is named, since its message may quote the contract.
            kind = type(error).__name__
            return Outcome(None, (texts.filled(texts.FAULT, kind=kind),))

    def data_of(self, document: Document) -> bytes:
        """The file that ``document`` was read from. Raises KeyError where it is another dossier's."""
        for upload in self.uploads:
            if hashlib.sha256(upload.data).hexdigest() == document.sha256:
                return upload.data
        raise KeyError(document.sha256)


class Dossiers:
    """Every dossier handed in since the start, by the hash of its files and settings."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._dossiers: OrderedDict[str, Dossier] = OrderedDict()
        self._judging = Jobs()
        self._drawing = Jobs()
        self._judging.submit(worker.warm)

    def hand_in(self, uploads: Sequence[Upload], applies: Sequence[Subject], view: View) -> str:
        """Have a dossier judged; the same files and settings are judged once. Returns its key."""
        subjects = tuple(subject for subject in Subject if subject in applies)
        key = _key(uploads, subjects, view)
        with self._lock:
            held = self._dossiers.get(key)
            if held is None or _failed(held):
                result = self._judging.submit(worker.judge, tuple(uploads), subjects, view)
                self._dossiers[key] = Dossier(key, tuple(uploads), result)
            self._dossiers.move_to_end(key)
            self._drop_oldest()
        return key

    def find(self, key: str) -> Dossier | None:
        """The dossier with this key, or None where there is none or it had to make room."""
        with self._lock:
            return self._dossiers.get(key)

    def forget(self, key: str) -> None:
        """Drop a dossier, its files and its findings."""
        with self._lock:
            held = self._dossiers.pop(key, None)
        if held is not None:
            held.result.cancel()

    def picture(
        self, data: bytes, page: int, passage: Sequence[Box], deciding: Sequence[Box]
    ) -> bytes | None:
        """A page as PNG with its marks, or None where it cannot be drawn."""
        try:
            drawn = self._drawing.submit(worker.picture, data, page, tuple(passage), tuple(deciding))
            return drawn.result(_PICTURE_SECONDS)
        except (ValueError, BrokenProcessPool, FutureTimeout, CancelledError):
            return None

    def close(self) -> None:
        """End the worker processes."""
        self._judging.close()
        self._drawing.close()

    def _drop_oldest(self) -> None:
        while len(self._dossiers) > 1 and (
            len(self._dossiers) > MAX_DOSSIERS
            or sum(dossier.size for dossier in self._dossiers.values()) > MAX_MEGABYTES * 1_000_000
        ):
            _, oldest = self._dossiers.popitem(last=False)
            oldest.result.cancel()


def _key(uploads: Sequence[Upload], subjects: tuple[Subject, ...], view: View) -> str:
    """Names, contents and settings in one hash; lengths keep neighbours apart."""
    digest = hashlib.sha256(f"{view}|{','.join(subjects)}".encode())
    for upload in uploads:
        name = upload.name.encode("utf-8", errors="surrogatepass")
        digest.update(b"%d|%d|" % (len(name), len(upload.data)))
        digest.update(name + upload.data)
    return digest.hexdigest()[:32]


def _failed(dossier: Dossier) -> bool:
    outcome = dossier.outcome()
    return outcome is not None and outcome.assessment is None
