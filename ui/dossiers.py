"""The dossiers of the review database, as the pages use them, and the worker that judges them.

The application works for one person on one machine: there is no sign-in, so whoever opens it acts as that
person, under the name of the account it runs on.
"""

from __future__ import annotations

import getpass
import os
import threading
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import CancelledError
from concurrent.futures import TimeoutError as FutureTimeout
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Final

from analyser.errors import NotThere
from analyser.library import ClauseLibrary
from analyser.model import Assessment, Box, Document, Subject, Text, Verdict, View
from analyser.processes import Processes
from analyser.report.texts import Tongue
from analyser.review import Outcome, Review, review_of
from analyser.store import Actor, Role, Settings, Store, Upload, open_store
from analyser.store.records import Progress, State, StoredDecision, StoredDocument
from analyser.store.work import Worker
from ui import worker

_PICTURE_SECONDS: Final = 30
_KEPT: Final = 8  # assessments at hand, unpacked


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a dossier: the assessment of the files that could be read, and why others not."""

    assessment: Assessment | None  # None: no file could be read, or judging failed
    problems: tuple[Text, ...]


class Dossiers:
    """The store with one worker beside it. ``close`` ends both."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.store: Store = open_store(settings or Settings.from_environment(os.environ))
        self.actor = Actor(_account(), Role.ALONE)
        self._assessments: OrderedDict[int, Assessment] = OrderedDict()
        self._lock = threading.Lock()
        self._judging = Processes()
        self._drawing = Processes()
        self._stop = threading.Event()
        self._thread = threading.Thread(
            target=Worker(self.store, self._judging).run, args=(self._stop,), name="worker", daemon=True
        )
        self._thread.start()

    def hand_in(self, uploads: Sequence[Upload], applies: Sequence[Subject], view: View) -> str:
        """Keep a dossier and have it judged; returns its key. Raises QuotaReached."""
        title = PurePath(uploads[0].name).stem.strip() or uploads[0].name
        return self.store.dossiers.create(self.actor, title, uploads, applies=applies, view=view)

    def find(self, key: str) -> Dossier | None:
        """The dossier with this key, or None where there is none."""
        try:
            documents = self.store.dossiers.get(self.actor, key).documents
        except NotThere:
            return None
        return Dossier(key, documents, self)

    def search(self, words: str, limit: int) -> tuple[Progress, ...]:
        """Dossiers whose title or file names hold all ``words``, changed last first."""
        return self.store.dossiers.find(self.actor, words=words, limit=limit)

    def forget(self, key: str) -> None:
        """Delete a dossier, its files and its findings; nothing happens where it is gone already."""
        try:
            self.store.dossiers.delete(self.actor, key)
        except NotThere:
            return

    def assessment(self, analysis: int) -> Assessment | None:
        """What a finished analysis found; the last few are kept at hand."""
        with self._lock:
            held = self._assessments.get(analysis)
            if held is None:
                held = self.store.queue.assessment(self.actor, analysis)
                if held is None:
                    return None
                self._assessments[analysis] = held
                if len(self._assessments) > _KEPT:
                    self._assessments.popitem(last=False)
            self._assessments.move_to_end(analysis)
            return held

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
        """Stop the worker, end the processes and let go of the database."""
        self._stop.set()
        self._judging.close()
        self._drawing.close()
        self._thread.join()
        self.store.close()


@dataclass(frozen=True, slots=True)
class Dossier:
    """The files of one contract, and what became of them."""

    key: str
    documents: tuple[StoredDocument, ...]
    held: Dossiers

    @property
    def seconds(self) -> int:
        """Whole seconds since its analysis was asked for."""
        asked = self.held.store.queue.last(self.held.actor, self.key).asked
        return int((datetime.now(UTC) - asked).total_seconds())

    def outcome(self) -> Judged | None:
        """What became of it, or None while it waits or is being judged."""
        analysis = self.held.store.queue.last(self.held.actor, self.key)
        problems = tuple(reading.problem for reading in analysis.readings if reading.problem is not None)
        if analysis.state is State.DONE:
            return Judged(self.held.assessment(analysis.id), problems)
        if analysis.state is State.FAILED:
            return Judged(None, problems or ((analysis.problem,) if analysis.problem else ()))
        return None

    def standing(self) -> dict[str, StoredDecision]:
        """The decision that holds, for each requirement decided on."""
        return self.held.store.reviews.standing(self.held.actor, self.key)

    def history(self, requirement: str) -> tuple[StoredDecision, ...]:
        """All decisions on one requirement, oldest first."""
        return self.held.store.reviews.history(self.held.actor, self.key, requirement)

    def decide(
        self,
        requirement: str,
        outcome: Outcome,
        reason: str,
        *,
        after: int,
        verdict: Verdict | None = None,
        proposal: str | None = None,
    ) -> None:
        """Add a decision; ``after`` is the number of the last one seen. Raises StoreError."""
        self.held.store.reviews.decide(
            self.held.actor, self.key, requirement, outcome, reason,
            after=after, verdict=verdict, proposal=proposal,
        )  # fmt: skip

    def review(self, assessment: Assessment, library: ClauseLibrary, language: Tongue) -> Review:
        """What of the decisions goes back to the supplier."""
        decisions = {name: stored.decision for name, stored in self.standing().items()}
        made, author = self.held.store.now(), self.held.actor.name
        title = self.held.store.dossiers.get(self.held.actor, self.key).title
        return review_of(
            assessment, library, decisions, dossier=title, language=language, author=author, made=made
        )

    def exported(self, kind: str, data: bytes) -> bytes:
        """Enter in the log that a file was made from the decisions; gives the file back."""
        self.held.store.reviews.exported(self.held.actor, self.key, kind, data)
        return data

    def judge_again(self) -> None:
        """Have it judged anew."""
        self.held.store.dossiers.analyse_again(self.held.actor, self.key)

    def data_of(self, document: Document) -> bytes:
        """The file that ``document`` was read from. Raises KeyError where it is another dossier's."""
        for stored in self.documents:
            if stored.sha256 == document.sha256:
                return self.held.store.dossiers.content(self.held.actor, stored)
        raise KeyError(document.sha256)


def _account() -> str:
    """The name of the account that runs the application; a container may have none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "gebruiker"
