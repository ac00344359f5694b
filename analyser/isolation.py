"""Reading where it can do no harm: in a process that is killed when a file takes too long or too much.

Whatever a file does to its reader (a crash in a C library, a loop without end, memory without end), it ends
as a refusal with a reason, and the next file is read in a fresh process.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from types import TracebackType
from typing import Final, Self, TypeVar

from analyser.errors import Crashed, OutOfTime
from analyser.model import Document, View
from analyser.processes import Bounds, ProcessDied, Processes, TookTooLong
from analyser.reading.limits import Limits

R = TypeVar("R")

_TRIES: Final = 2  # a process may also be killed from outside, which is not the file's fault


class IsolatedReader:
    """Reads files one after another in a process of its own. A context manager; ``close`` ends the process."""

    def __init__(self, limits: Limits | None = None, *, thorough: bool = False) -> None:
        self._limits = limits or Limits()
        self._thorough = thorough
        self._processes = Processes(bounds_of(self._limits))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the file in hand end, and then the process."""
        self._processes.close()

    def read(self, data: bytes, name: str, view: View = View.ACCEPTED) -> Document:
        """As ``reading.read_bytes``; also raises OutOfTime, OutOfMemory and Crashed."""
        return insist(
            lambda: self._processes.submit(
                read_here, data, name, view, self._limits, thorough=self._thorough
            ),
            name,
            self._limits,
        )


def bounds_of(limits: Limits) -> Bounds:
    """What one file may take of the machine."""
    return Bounds(limits.max_seconds, limits.max_memory_mb)


def insist(begin: Callable[[], Future[R]], file: str, limits: Limits) -> R:
    """What comes of work on ``file``, begun anew where the process dies. Raises OutOfTime and Crashed."""
    for _ in range(_TRIES):
        try:
            return begin().result()
        except TookTooLong:
            raise OutOfTime(file, seconds=limits.max_seconds) from None
        except ProcessDied:
            continue
    raise Crashed(file)


def read_here(data: bytes, name: str, view: View, limits: Limits, *, thorough: bool) -> Document:
    """Read in the process that this runs in; the readers are imported there alone."""
    from analyser.reading import read_bytes

    return read_bytes(data, name, view=view, limits=limits)
