"""Processes of their own for reading and drawing: a contract that brings one down takes nothing along.

A job has bounds. When its time is over, the process is killed; when it asks for more memory than it may
have, it gets a MemoryError, or dies where a C library cannot bear that. A process that a job left large is
replaced, so that the next one does not pay for it.

``spawn`` and not ``fork``: a server has threads, and pdfium is not made to be forked. No pool of another's
making either: in ``ProcessPoolExecutor`` and in pebble 5.2, processes share the pipe of their results, so
where one is killed halfway its answer, all wait for the rest for ever. Here a process has a pipe of its own
and nobody else its end of it; its death, at whatever moment, ends the pipe.
"""

from __future__ import annotations

import contextlib
import math
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Final, ParamSpec, TypeVar

try:
    import resource
except ImportError:  # Windows: time is bounded there, memory is not
    resource = None  # type: ignore[assignment]

P = ParamSpec("P")
R = TypeVar("R")

_SPAWN: Final = multiprocessing.get_context("spawn")


_WAKING: Final = 120.0  # seconds a process may take to start; no job's clock runs then
_CPU_SECONDS: Final = 10  # on top of what a job may take: waking up and ending
_THREADS: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")
"""One thread a process: processes share the machine, and each thread of OpenBLAS takes address space."""


class ProcessDied(Exception):  # noqa: N818 - it died; whose fault that is, is not known here
    """The process ended before its job was done. ``step`` is what it was at, "" where it did not say."""

    def __init__(self, step: str = "") -> None:
        self.step = step
        super().__init__(step)


class TookTooLong(ProcessDied):
    """It was killed, since its job's time was over."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one job may take. None: as much as it likes."""

    seconds: float | None = None  # of the clock, for each of its steps
    memory_mb: int | None = None  # address space of its process, in MB of 1024 * 1024 bytes


class _Said(Enum):
    """What a process tells of its job."""

    AWAKE = auto()  # before its first job
    DONE = auto()
    FAILED = auto()
    BUSY = auto()  # it needs some seconds more


@dataclass(slots=True)
class _Job:
    call: tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]] | None  # None: sent
    future: Future[Any]


class Processes:
    """One worker process, renewed when it dies. Jobs run in the order in which they came."""

    def __init__(self, bounds: Bounds | None = None) -> None:
        self._bounds = bounds or Bounds()
        self._lock = threading.Lock()
        self._jobs: deque[_Job] = deque()
        self._serving: threading.Thread | None = None
        self._ended = False
        self._held: tuple[BaseProcess, Connection] | None = None  # the serving thread's alone

    def submit(self, job: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """Queue ``job``, a function of a module. Its future fails with what the job raises, and with
        ProcessDied or TookTooLong where the process ends first; after ``kill`` it is cancelled."""
        future: Future[R] = Future()
        with self._lock:
            if self._ended:
                future.cancel()
                return future
            self._jobs.append(_Job((job, args, kwargs), future))
            if self._serving is None:
                self._serving = threading.Thread(target=self._serve, name="process", daemon=True)
                self._serving.start()
        return future

    def close(self) -> None:
        """Drop what waits, let the job in hand end, and end the process."""
        self._cancel()
        serving = self._serving
        if serving is not None:
            serving.join()
        self._drop()

    def kill(self) -> None:
        """As ``close`` and for good, without waiting for the job in hand: that fails with ProcessDied."""
        with self._lock:
            self._ended = True
        self._cancel()
        held = self._held
        if held is not None:
            held[0].kill()
        self.close()

    def _cancel(self) -> None:
        with self._lock:
            for job in self._jobs:
                job.future.cancel()

    def _serve(self) -> None:
        """Do what waits; the thread ends where nothing does, the process stays."""
        while True:
            with self._lock:
                if not self._jobs:
                    self._serving = None
                    return
                job = self._jobs.popleft()
            if job.future.set_running_or_notify_cancel():
                self._do(job)

    def _do(self, job: _Job) -> None:
        try:
            said, outcome, stays = self._answer(job, *self._started())
        except ProcessDied as error:
            self._drop()
            job.future.set_exception(error)
        except Exception as error:  # the job cannot travel: nothing of it was sent
            job.future.set_exception(error)
        else:
            if not stays:
                self._drop()
            (job.future.set_result if said is _Said.DONE else job.future.set_exception)(outcome)

    def _answer(self, job: _Job, process: BaseProcess, pipe: Connection) -> tuple[_Said, Any, bool]:
        """What came of the job, and whether the process stays. Raises ProcessDied, TookTooLong."""
        step, more = "", 0.0
        while True:
            with _clock(process, self._bounds.seconds, more) as over:
                try:
                    if job.call is not None:
                        pipe.send(job.call)
                        job.call = None
                    said, outcome, stays = pipe.recv()
                except (EOFError, OSError):  # the pipe ended, between two messages or within one
                    raise (TookTooLong if over.is_set() else ProcessDied)(step) from None
            if said is not _Said.BUSY:
                return said, outcome, stays and not over.is_set()
            step, more = outcome

    def _started(self) -> tuple[BaseProcess, Connection]:
        """The process that is there, or a new one where that died meanwhile, awake. Raises ProcessDied."""
        if self._held is not None and self._held[0].is_alive():
            return self._held
        self._drop()
        ours, theirs = _SPAWN.Pipe()
        process = _SPAWN.Process(target=_work, args=(theirs, self._bounds), daemon=True)
        process.start()
        theirs.close()  # from here on its death ends the pipe
        self._held = process, ours
        with _clock(process, _WAKING, 0.0):
            try:
                ours.recv()
            except (EOFError, OSError):
                raise ProcessDied from None
        return self._held

    def _drop(self) -> None:
        """Let the process that is there end, if there is one."""
        if self._held is not None:
            process, pipe = self._held
            self._held = None
            pipe.close()
            process.join()


@contextmanager
def _clock(process: BaseProcess, seconds: float | None, more: float) -> Iterator[threading.Event]:
    """Kill the process when these seconds are over; the event tells that they were."""
    over = threading.Event()
    if seconds is None:
        yield over
        return

    def end() -> None:
        over.set()
        process.kill()

    timer = threading.Timer(seconds + more, end)
    timer.daemon = True
    timer.start()
    try:
        yield over
    finally:
        timer.cancel()


_busy: list[Callable[[str | None, float], None]] = []  # of a worker process: filled once, at its start


def begin_step(name: str) -> None:
    """Name what the job in hand is at, and start its clock anew. Nothing happens outside a job."""
    for tell in _busy:
        tell(name, 0.0)


def more_time(seconds: float) -> None:
    """Start the clock of the job in hand anew, with these seconds on top. Nothing happens outside a job."""
    for tell in _busy:
        tell(None, seconds)


def _work(pipe: Connection, bounds: Bounds) -> None:
    """What the process does: one job after another, until the pipe ends."""
    _end_with_parent()
    for variable in _THREADS:
        os.environ.setdefault(variable, "1")
    _bound_memory(bounds)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the whole group; the parent decides
    step = ""

    def tell(name: str | None, seconds: float) -> None:
        nonlocal step
        step = step if name is None else name
        _bound_computing(bounds, seconds)
        pipe.send((_Said.BUSY, (step, seconds), True))

    _busy[:] = [tell]
    with contextlib.suppress(OSError):
        pipe.send((_Said.AWAKE, None, True))
    while True:
        try:
            job, args, kwargs = pipe.recv()
        except EOFError:
            return
        step = ""
        _bound_computing(bounds)
        said, outcome = _done(job, args, kwargs)
        stays = not _is_large(bounds)
        try:
            pipe.send((said, outcome, stays))
        except OSError:
            return  # nobody waits any more
        except Exception as error:  # what cannot travel; nothing of it was sent
            sorry = RuntimeError(f"{type(error).__name__} while sending the outcome")
            pipe.send((_Said.FAILED, sorry, stays))
        del job, args, kwargs, outcome  # the next one finds the memory free


def _done(job: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[_Said, Any]:
    try:
        return _Said.DONE, job(*args, **kwargs)
    except Exception as error:
        return _Said.FAILED, error


def _bound_memory(bounds: Bounds) -> None:
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core dump would hold the contract
    if resource is not None and bounds.memory_mb is not None:
        most = bounds.memory_mb * 1024 * 1024
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with contextlib.suppress(OSError, ValueError):  # a system without this limit
            resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _bound_computing(bounds: Bounds, more: float = 0.0) -> None:
    """Should the parent be killed while C code holds Python's lock, the kernel ends this process later on."""
    if resource is not None and bounds.seconds is not None:
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        most = math.ceil(time.process_time() + _CPU_SECONDS + more + 2 * bounds.seconds)
        if hard == resource.RLIM_INFINITY or most < hard:
            resource.setrlimit(resource.RLIMIT_CPU, (most, hard))


def _is_large(bounds: Bounds) -> bool:
    """Whether what is left behind takes more than half of the memory that a job may have."""
    if bounds.memory_mb is None:
        return False
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except OSError:
        return False
    return pages * os.sysconf("SC_PAGE_SIZE") > bounds.memory_mb * 1024 * 1024 / 2


def _end_with_parent() -> None:
    """A server that is killed takes its processes along: they would work on for nobody."""
    parent = multiprocessing.parent_process()
    assert parent is not None  # this runs in a process that was spawned

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
