"""The health route: whether the application can do its work, for a container or a proxy to ask.

The answer names the first part that is broken and says nothing else, since whoever reaches the address
may ask. Each part is asked in a thread of its own, so the pages wait for nothing, and questions that come
at the same time share one answer: a database that hangs holds one thread, however often it is asked.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from analyser.errors import AnalyserError
from analyser.store import Settings, Store, open_store
from analyser.store.engine import ask
from ui.visit import library

_SECONDS: Final = 5.0  # what has not answered by then is broken
_NOT_KEPT: Final = {"Cache-Control": "no-store"}


class _Part:
    """What the application cannot do without; ``check`` raises AnalyserError or OSError where it fails."""

    def __init__(self, name: str, check: Callable[[], object]) -> None:
        self.name = name
        self._check = check
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="health")
        self._asked: Future[bool] | None = None

    async def works(self) -> bool:
        """Whether the check passes, in time."""
        if self._asked is None or self._asked.done():
            self._asked = self._thread.submit(self._outcome)
        try:
            return await asyncio.wait_for(asyncio.wrap_future(self._asked), _SECONDS)
        except TimeoutError:
            return False

    def _outcome(self) -> bool:
        try:
            self._check()
        except (AnalyserError, OSError):
            return False
        return True


async def _health(_request: Request) -> JSONResponse:
    for part in _PARTS:
        if not await part.works():
            return JSONResponse({"status": "broken", "part": part.name}, 503, _NOT_KEPT)
    return JSONResponse({"status": "ok"}, 200, _NOT_KEPT)


def _write() -> None:
    """Write a nameless file where the store keeps its files: a full or read-only disk refuses."""
    folder = Settings.from_environment(os.environ).folder
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder) as file:
        file.write(b"\0")


def _ask_database() -> None:
    store = _store(Settings.from_environment(os.environ))
    try:
        ask(store.engine)
    finally:
        store.close()  # the connection, not the store: the next question sees whether a new one can be made


@lru_cache(maxsize=1)
def _store(settings: Settings) -> Store:
    """The store, opened once: that brings its tables up to date, which is no work for every question."""
    return open_store(settings)


_PARTS: Final = (_Part("data folder", _write), _Part("database", _ask_database), _Part("library", library))
HEALTH: Final = Route("/health", _health)
