"""Processes of their own for reading and drawing: a contract that brings one down takes nothing along.

``spawn`` and not ``fork``: a server has threads, and pdfium is not made to be forked. No
``ProcessPoolExecutor`` either: that holds both ends of its result pipe, so where a process is killed halfway
its answer, the parent waits for the rest for ever. Here a process has a pipe of its own and nobody else its
end of it; its death, at whatever moment, ends the pipe.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Final, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_SPAWN: Final = multiprocessing.get_context("spawn")


class ProcessDied(Exception):  # noqa: N818 - it died; whose fault that is, is not known here
    """The process ended before its job was done."""


@dataclass(frozen=True, slots=True)
class _Job:
    call: tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]
    future: Future[Any]


class Processes:
    """One worker process, renewed when it dies. Jobs run in the order in which they came."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._jobs: deque[_Job] = deque()
        self._serving: threading.Thread | None = None
        self._held: tuple[BaseProcess, Connection] | None = None  # the serving thread's alone

    def submit(self, job: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """Queue ``job``, a function of a module. Its future fails with ProcessDied where the process does."""
        future: Future[R] = Future()
        with self._lock:
            self._jobs.append(_Job((job, args, kwargs), future))
            if self._serving is None:
                self._serving = threading.Thread(target=self._serve, name="process", daemon=True)
                self._serving.start()
        return future

    def close(self) -> None:
        """Drop what waits, let the job in hand end, and end the process."""
        with self._lock:
            for job in self._jobs:
                job.future.cancel()
            serving = self._serving
        if serving is not None:
            serving.join()
        if self._held is not None:
            self._end(*self._held)
            self._held = None

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
        process, pipe = self._started()
        try:
            pipe.send(job.call)
            done, outcome = pipe.recv()
        except (EOFError, OSError):  # the pipe ended, between two messages or within one
            self._end(process, pipe)
            self._held = None
            job.future.set_exception(ProcessDied())
        except Exception as error:  # the job cannot travel: nothing of it was sent
            job.future.set_exception(error)
        else:
            (job.future.set_result if done else job.future.set_exception)(outcome)

    def _started(self) -> tuple[BaseProcess, Connection]:
        """The process that is there, or a new one where that died meanwhile."""
        if self._held is not None and self._held[0].is_alive():
            return self._held
        if self._held is not None:
            self._end(*self._held)
        ours, theirs = _SPAWN.Pipe()
        process = _SPAWN.Process(target=_work, args=(theirs,), daemon=True)
        process.start()
        theirs.close()  # from here on its death ends the pipe
        self._held = process, ours
        return self._held

    @staticmethod
    def _end(process: BaseProcess, pipe: Connection) -> None:
        pipe.close()
        process.join()


def _work(pipe: Connection) -> None:
    """What the process does: one job after another, until the pipe ends."""
    _end_with_parent()
    while True:
        try:
            job, args, kwargs = pipe.recv()
        except EOFError:
            return
        try:
            outcome = True, job(*args, **kwargs)
        except Exception as error:
            outcome = False, error
        try:
            pipe.send(outcome)
        except OSError:
            return  # nobody waits any more
        except Exception as error:  # what cannot travel; nothing of it was sent
            pipe.send((False, RuntimeError(f"{type(error).__name__} while sending the outcome")))


def _end_with_parent() -> None:
    """A server that is killed takes its processes along: they would work on for nobody."""
    parent = multiprocessing.parent_process()
    assert parent is not None  # this runs in a process that was spawned

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
