"""Processes of their own for reading and drawing: a contract that brings one down takes nothing along.

``spawn`` and not ``fork``: a server has threads, and pdfium is not made to be forked.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class Processes:
    """One worker process, renewed when it dies. Jobs run in the order in which they came."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None

    def submit(self, job: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """Queue ``job``, a function of a module. Its future fails with BrokenProcessPool where it dies."""
        with self._lock:
            if self._pool is None:
                self._pool = _pool()
            try:
                return self._pool.submit(job, *args, **kwargs)
            except BrokenProcessPool:  # an earlier job took the process down
                self._pool.shutdown(wait=False)
                self._pool = _pool()
                return self._pool.submit(job, *args, **kwargs)

    def close(self) -> None:
        """Drop what waits and end the process."""
        with self._lock:
            if self._pool is not None:
                self._pool.shutdown(wait=True, cancel_futures=True)
                self._pool = None


def _pool() -> ProcessPoolExecutor:
    spawn = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(1, mp_context=spawn, initializer=_end_with_parent)


def _end_with_parent() -> None:
    """A server that is killed takes its processes along: they would wait for work for ever."""
    parent = multiprocessing.parent_process()
    assert parent is not None  # this runs in a process that was spawned

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
