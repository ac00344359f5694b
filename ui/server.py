"""What all visitors share: the review database, the workers that judge, and the process that draws pages."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from concurrent.futures import CancelledError
from concurrent.futures import TimeoutError as FutureTimeout
from typing import Final

from analyser.award import Checklist
from analyser.errors import UsageError
from analyser.library import ClauseLibrary
from analyser.model import Assessment, Box
from analyser.processes import Bounds, ProcessDied, Processes
from analyser.store import Actor, Settings, Store, open_store
from analyser.store.portfolios import Selection
from analyser.store.work import Worker, new_processes
from ui import worker
from ui.portfolio import Look

_WORKERS: Final = "ANALYSER_WORKERS"
_PICTURE_SECONDS: Final = 30
_KEPT: Final = 8  # assessments at hand, unpacked; as many looks at the portfolio


def workers_of(environment: Mapping[str, str]) -> int:
    """How many workers run beside the pages: ANALYSER_WORKERS, 1 unless it says so. Raises UsageError."""
    asked = environment.get(_WORKERS, "1")
    if not asked.isdecimal() or int(asked) > 64:
        raise UsageError(
            what_nl=f"{_WORKERS} moet een geheel getal van 0 tot en met 64 zijn, en is {asked!r}.",
            what_en=f"{_WORKERS} must be a whole number from 0 to 64, and is {asked!r}.",
        )
    return int(asked)


class Server:
    """The store with its workers beside it. ``close`` ends all of them.

    Raises StoreBroken where the store cannot be opened, and UsageError where the environment makes no sense.
    """

    def __init__(self, settings: Settings | None = None, workers: int | None = None) -> None:
        count = workers_of(os.environ) if workers is None else workers
        self.store: Store = open_store(settings or Settings.from_environment(os.environ))
        self._assessments: OrderedDict[int, Assessment] = OrderedDict()
        self._looks: OrderedDict[object, Look] = OrderedDict()
        self._lock = threading.Lock()
        self._drawing = Processes(Bounds(seconds=_PICTURE_SECONDS))
        self._judging = [new_processes() for _ in range(count)]
        self._stop = threading.Event()
        self._threads = [
            threading.Thread(
                target=Worker(self.store, judging).run, args=(self._stop,), name="worker", daemon=True
            )
            for judging in self._judging
        ]
        for thread in self._threads:
            thread.start()

    def assessment(self, actor: Actor, analysis: int) -> Assessment | None:
        """What a finished analysis found; the last few are kept at hand."""
        with self._lock:
            held = self._assessments.get(analysis)
            if held is None:
                held = self.store.queue.assessment(actor, analysis)
                if held is None:
                    return None
                self._assessments[analysis] = held
                if len(self._assessments) > _KEPT:
                    self._assessments.popitem(last=False)
            self._assessments.move_to_end(analysis)
            return held

    def look(
        self, actor: Actor, selection: Selection, library: ClauseLibrary, checklist: Checklist | None = None
    ) -> Look:
        """What a selection of the portfolio comes to; the last few are at hand until something happens."""
        portfolios = self.store.portfolios
        asked = (selection, library.sha256, portfolios.moment(actor), self.store.now().astimezone().date())
        with self._lock:
            held = self._looks.get(asked)
        if held is None:
            held = Look.at(portfolios, actor, selection, library, checklist)
            with self._lock:
                self._looks[asked] = held
                if len(self._looks) > _KEPT:
                    self._looks.popitem(last=False)
        return held

    def picture(
        self, data: bytes, page: int, passage: Sequence[Box], deciding: Sequence[Box]
    ) -> bytes | None:
        """A page as PNG with its marks, or None where it cannot be drawn."""
        try:
            drawn = self._drawing.submit(worker.picture, data, page, tuple(passage), tuple(deciding))
            return drawn.result(_PICTURE_SECONDS)
        except (ValueError, ProcessDied, FutureTimeout, CancelledError):
            return None

    def close(self) -> None:
        """Stop the workers, end the processes and let go of the database."""
        self._stop.set()
        for thread in self._threads:  # each ends what it has in hand
            thread.join()
        for processes in (*self._judging, self._drawing):
            processes.close()
        self.store.close()
