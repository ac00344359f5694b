"""Reading where it can do no harm: in a process that is killed when a file takes too long or too much.

Whatever a file does to its reader (a crash in a C library, a loop without end, memory without end), it ends
as a refusal with a reason, and the next file is read in a fresh process.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self, TypeVar

from analyser.errors import Crashed, OutOfTime
from analyser.model import Document, View
from analyser.processes import Bounds, ProcessDied, Processes, TookTooLong, more_time
from analyser.reading.limits import Limits

if TYPE_CHECKING:
    from analyser.reading.ocr import Ocr

R = TypeVar("R")

_TRIES: Final = 2  # a process may also be killed from outside, which is not the file's fault


class IsolatedReader:
    """Reads files one after another in a process of its own. ``close`` it, or use it as a context manager."""

    def __init__(self, limits: Limits | None = None, *, thorough: bool = False) -> None:
        self._limits = limits or Limits()
        self._thorough = thorough
        self._processes = Processes(bounds_of(self._limits))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            self._processes.kill()

    def close(self) -> None:
        """Let the file in hand end, and then the process."""
        self._processes.close()

    def read(self, data: bytes, name: str, view: View = View.ACCEPTED) -> Document:
        """As ``reading.read_bytes``; also raises OutOfTime, OutOfMemory and Crashed."""
        return self._insist(name, read_here, data, name, view)

    def read_file(self, path: Path, view: View = View.ACCEPTED) -> Document:
        """As ``reading.read``, with the same errors besides."""
        return self._insist(path.name, read_file_here, path, view)

    def _insist(self, file: str, job: Callable[..., Document], *arguments: object) -> Document:
        return insist(
            lambda: self._processes.submit(job, *arguments, self._limits, thorough=self._thorough),
            file,
            self._limits,
        )


def bounds_of(limits: Limits) -> Bounds:
    """What one file may take of the machine."""
    return Bounds(limits.max_seconds, limits.max_memory_mb)


def insist(begin: Callable[[], Future[R]], name: str, limits: Limits) -> R:
    """What comes of a job on the file or contract ``name``, begun anew where the process dies.

    Raises OutOfTime and Crashed, which name the step that the job was at, where it said one.
    """
    step = ""
    for _ in range(_TRIES):
        try:
            return begin().result()
        except TookTooLong as error:
            raise OutOfTime(error.step or name, seconds=limits.max_seconds) from None
        except ProcessDied as error:
            step = error.step
    raise Crashed(step or name)


def judging_seconds(documents: Iterable[Document]) -> float:
    """What judging may take on top of the limit: ten times what it takes on a slow machine."""
    return sum(len(document.text) for document in documents) / 6000


def read_here(data: bytes, name: str, view: View, limits: Limits, *, thorough: bool = False) -> Document:
    """Read in the process that this runs in, with text recognition where it is installed."""
    from analyser.reading import read_bytes

    return read_bytes(data, name, view=view, limits=limits, ocr=_ocr(), thorough=thorough)


def read_file_here(path: Path, view: View, limits: Limits, *, thorough: bool = False) -> Document:
    """As ``read_here``, for a file on this machine."""
    from analyser.reading import read

    return read(path, view=view, limits=limits, ocr=_ocr(), thorough=thorough)


@cache
def _ocr() -> Ocr | None:
    from analyser.reading.ocr import Ocr

    found = Ocr.installed(os.environ)
    return None if found is None else replace(found, more_time=more_time)
