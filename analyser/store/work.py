"""A worker: takes analyses from the queue one by one, and does each in a process of its own.

Run one beside the application (``analyser worker``) or several; the application itself runs one in a
thread. Killed at any moment, it leaves the queue whole: another worker takes over (see ``queue``).
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import TimeoutError as NotYet
from typing import Final, ParamSpec, TypeVar

from sqlalchemy.exc import SQLAlchemyError

from analyser.errors import Crashed, OutOfTime, StoreBroken
from analyser.isolation import bounds_of
from analyser.model import Document, Text
from analyser.processes import ProcessDied, Processes, TookTooLong
from analyser.reading.limits import Limits
from analyser.store import tasks
from analyser.store.lives import new_name
from analyser.store.queue import Claim
from analyser.store.records import State, StoredDocument
from analyser.store.store import Store
from analyser.store.tasks import told

_BEAT: Final = 5.0  # seconds between signs of life; the lease is six of them
_PAUSE: Final = 0.5  # seconds between looks at an empty queue
_TIDY: Final = 3600.0  # seconds between looks for what killed servers left among the files
_WARM_UPS: Final = 3  # of a new process, before the analysis is let go
_TRIES: Final = 2  # of work on which the process dies, each in a process that was well before

P = ParamSpec("P")
R = TypeVar("R")

_JUDGING_BROKE: Final = Text(
    "Het beoordelen brak af: het dossier is te groot, of er is een fout in dit programma. Splits het "
    "dossier, of meld dit aan de beheerder.",
    "Judging broke off: the dossier is too large, or there is a fault in this program. Split the dossier, or "
    "report this to your administrator.",
)
_NOTHING_READ: Final = Text("Geen van de bestanden kon worden gelezen.", "None of the files could be read.")


def new_processes() -> Processes:
    """A process for a worker, within the limits that the environment sets. Raises UsageError."""
    return Processes(bounds_of(Limits.from_environment(os.environ)))


class LostClaim(Exception):  # noqa: N818 - no error: someone else took over
    """Another worker has the analysis now."""


class NoProcess(Exception):  # noqa: N818 - nothing that was asked is to blame
    """The processes die before they are given work, as on a machine without memory."""


class Worker:
    """Does what waits in the queue of one store."""

    def __init__(self, store: Store, processes: Processes) -> None:
        self._store = store
        self._processes = processes
        self._limits = Limits.from_environment(os.environ)
        self._name = new_name()

    def run(self, stop: threading.Event) -> None:
        """Work until ``stop`` is set; a database that is away for a while is waited for."""
        self._processes.submit(tasks.warm)
        tidied = -_TIDY
        while not stop.is_set():
            busy = False
            with contextlib.suppress(SQLAlchemyError, StoreBroken):
                if time.monotonic() - tidied >= _TIDY:
                    tidied = time.monotonic()
                    self._store.dossiers.tidy()
                busy = self.step()
            if not busy:
                stop.wait(_PAUSE)

    def step(self) -> bool:
        """Do one analysis, if one waits; False where none did."""
        claim = self._store.queue.claim(self._name)
        if claim is None:
            return False
        with contextlib.suppress(LostClaim, NoProcess):
            self._analyse(claim)
        return True

    def _analyse(self, claim: Claim) -> None:
        documents = tuple(
            document for stored in claim.documents if (document := self._read(claim, stored)) is not None
        )
        if not documents:
            self._store.queue.fail(claim, _NOTHING_READ)
            return
        try:
            result = self._insist(claim, tasks.judge, documents, claim.applies, claim.profile)
        except ProcessDied:
            self._store.queue.fail(claim, _JUDGING_BROKE)
            return
        if isinstance(result, Text):
            self._store.queue.fail(claim, result)
        else:
            self._store.queue.finish(claim, result, self._supplier(claim, documents))

    def _supplier(self, claim: Claim, documents: tuple[Document, ...]) -> str:
        try:
            return self._insist(claim, tasks.supplier, documents)
        except ProcessDied:
            return ""

    def _read(self, claim: Claim, stored: StoredDocument) -> Document | None:
        """One document read, or None after entering why it could not be."""
        self._warm_up(claim)
        self._report(claim, stored, State.RUNNING)
        result: Document | Text
        try:
            data = self._store.dossiers.files.get(stored.sha256)
            result = self._insist(claim, tasks.read_file, data, stored.name, claim.view)
        except TookTooLong:
            result = told(OutOfTime(stored.name, seconds=self._limits.max_seconds))
        except ProcessDied:
            result = told(Crashed(stored.name))
        except StoreBroken as error:
            result = told(error)
        if isinstance(result, Text):
            self._report(claim, stored, State.FAILED, result)
            return None
        self._report(claim, stored, State.DONE)
        return result

    def _insist(self, claim: Claim, task: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The outcome of a task, tried anew where the process dies. Raises as ``_await``, and NoProcess."""
        for _ in range(_TRIES - 1):
            self._warm_up(claim)
            try:
                return self._await(claim, task, *args, **kwargs)
            except TookTooLong:
                raise
            except ProcessDied:
                continue
        self._warm_up(claim)
        return self._await(claim, task, *args, **kwargs)

    def _warm_up(self, claim: Claim) -> None:
        """Have a process that works: one that was killed idle, or while loading, says nothing of a file."""
        for _ in range(_WARM_UPS):
            with contextlib.suppress(ProcessDied):
                return self._await(claim, tasks.warm)
        raise NoProcess

    def _await(self, claim: Claim, task: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The outcome of a task, with signs of life while it runs. Raises as its future, and LostClaim."""
        future = self._processes.submit(task, *args, **kwargs)
        while True:
            try:
                return future.result(_BEAT)
            except NotYet:
                if not self._store.queue.beat(claim):
                    future.cancel()
                    raise LostClaim from None

    def _report(
        self, claim: Claim, stored: StoredDocument, state: State, problem: Text | None = None
    ) -> None:
        if not self._store.queue.report(claim, stored, state, problem):
            raise LostClaim
