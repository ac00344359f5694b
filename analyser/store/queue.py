"""The queue of analyses, kept in the database: nothing is lost when a tab, a worker or the server ends.

A worker claims an analysis and gives signs of life. One that stays silent longer than ``LEASE`` has
lost it: the next worker takes over, and what the silent one still writes is refused. Where the process of
a worker is certainly gone, the next one takes over at once, but once only: who kills worker after worker
gets a lease's rest in between, in which other analyses go on.

A document that was being read each time is given up after ``MAX_CRASHES``; the others go on. Fewer times
prove nothing: a server is also killed from outside, and that is not the fault of what it was reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, delete, insert, or_, select, update

from analyser.model import Assessment, Subject, Text, View
from analyser.store import audit, schema
from analyser.store.base import Part
from analyser.store.codec import decode, encode
from analyser.store.dossiers import document_of, dossier_of, fill_supplier
from analyser.store.lives import is_gone
from analyser.store.people import Action, Actor
from analyser.store.records import Analysis, Reading, State, StoredDocument

LEASE: Final = timedelta(seconds=30)  # a sign of life may wait for other writers and a busy machine
MAX_CRASHES: Final = 3  # of workers on one document
MAX_ATTEMPTS: Final = 5  # of workers on one analysis


@dataclass(frozen=True, slots=True)
class Claim:
    """An analysis that a worker has in hand."""

    analysis: int
    worker: str
    applies: tuple[Subject, ...]
    view: View
    profile: str
    documents: tuple[StoredDocument, ...]  # those given up are left out


class Queue(Part):
    """Analyses that wait, run and ended."""

    def claim(self, worker: str) -> Claim | None:
        """Take the analysis that waits longest, or one whose worker is gone; None where none waits.

        What ``worker`` itself still has in hand it let go of (the database was away): it gets that back.
        """
        table, now = schema.analyses, self.now()
        with self.writing() as connection:
            waits = _free(connection, worker, now)
            row = (
                connection.execute(
                    select(table).where(waits).order_by(table.c.id).limit(1).with_for_update(skip_locked=True)
                )
                .mappings()
                .one_or_none()
            )
            if row is None:
                return None
            _break_off(connection, row["id"], crashed=row["worker"] != worker)
            if row["attempts"] >= MAX_ATTEMPTS:
                _end(connection, row["id"], State.FAILED, now, problem=_GIVEN_UP)
                return None
            connection.execute(
                update(table)
                .where(table.c.id == row["id"])
                .values(state=State.RUNNING, worker=worker, beat=now, attempts=table.c.attempts + 1)
            )
            dossier = dossier_of(connection, row["dossier"])
            documents = tuple(
                reading.document
                for reading in _readings(connection, row["id"])
                if reading.state is not State.FAILED
            )
            return Claim(row["id"], worker, dossier.applies, dossier.view, dossier.profile, documents)

    def beat(self, claim: Claim) -> bool:
        """Give a sign of life; False where the claim was lost."""
        with self.writing() as connection:
            return self._holds(connection, claim)

    def report(
        self, claim: Claim, document: StoredDocument, state: State, problem: Text | None = None
    ) -> bool:
        """Say how far the reading of a document is; False where the claim was lost."""
        table = schema.readings
        with self.writing() as connection:
            if not self._holds(connection, claim):
                return False
            connection.execute(
                update(table)
                .where(table.c.analysis == claim.analysis, table.c.document == document.id)
                .values(state=state, problem=_stored(problem))
            )
            return True

    def finish(self, claim: Claim, assessment: Assessment, supplier: str = "") -> bool:
        """Keep the assessment; False, and nothing is written, where the claim was lost.

        Where nobody gave the dossier's supplier, it becomes ``supplier``, the one that the contract names.
        """
        now = self.now()
        with self.writing() as connection:
            if not self._holds(connection, claim):
                return False
            _write(connection, claim.analysis, assessment)
            _end(connection, claim.analysis, State.DONE, now, supplier=supplier)
            return True

    def fail(self, claim: Claim, problem: Text) -> bool:
        """End an analysis that cannot be done; False where the claim was lost."""
        now = self.now()
        with self.writing() as connection:
            if not self._holds(connection, claim):
                return False
            _end(connection, claim.analysis, State.FAILED, now, problem=problem)
            return True

    def last(self, actor: Actor, dossier: str) -> Analysis:
        """The newest analysis of a dossier. Raises NotThere."""
        actor.require(Action.READ)
        table = schema.analyses
        with self.reading() as connection:
            dossier_of(connection, dossier)
            row = (
                connection.execute(
                    select(table).where(table.c.dossier == dossier).order_by(table.c.id.desc()).limit(1)
                )
                .mappings()
                .one()
            )
            return Analysis(
                row["id"], row["dossier"], State(row["state"]), row["asked"], row["ended"],
                _text(row["problem"]), _readings(connection, row["id"]),
            )  # fmt: skip

    def assessment(self, actor: Actor, analysis: int) -> Assessment | None:
        """What an analysis found; None where it is not done."""
        actor.require(Action.READ)
        table = schema.analyses
        with self.reading() as connection:
            data = connection.execute(
                select(table.c.result).where(table.c.id == analysis)
            ).scalar_one_or_none()
        return decode(data) if data is not None else None

    def _holds(self, connection: Connection, claim: Claim) -> bool:
        """Whether the worker still has it; says so with a sign of life."""
        table = schema.analyses
        beaten = connection.execute(
            update(table)
            .where(
                table.c.id == claim.analysis,
                table.c.worker == claim.worker,
                table.c.state == State.RUNNING,
            )
            .values(beat=self.now())
        )
        return beaten.rowcount == 1


_CRASHED: Final = Text(
    "Het lezen van dit bestand brak telkens af; het is niet beoordeeld.",
    "Reading this file broke off each time; it was not judged.",
)
_GIVEN_UP: Final = Text(
    "De beoordeling brak telkens af. Meld dit aan de beheerder.",
    "The analysis broke off each time. Report this to your administrator.",
)


def _free(connection: Connection, worker: str, now: datetime) -> ColumnElement[bool]:
    """What ``worker`` may take: all that nobody living has in hand."""
    table = schema.analyses
    running = table.c.state == State.RUNNING
    holders = connection.scalars(select(table.c.worker).where(running).distinct())
    gone = [holder for holder in holders if is_gone(holder)]
    return or_(
        table.c.state == State.WAITING,
        and_(running, table.c.beat < now - LEASE),
        and_(running, table.c.worker == worker),
        and_(running, table.c.worker.in_(gone), table.c.attempts == 1),
    )


def _break_off(connection: Connection, analysis: int, *, crashed: bool) -> None:
    """Nothing is being read any more; a document that was is suspected where its worker crashed."""
    table = schema.readings
    of_it = and_(table.c.analysis == analysis, table.c.state == State.RUNNING)
    connection.execute(
        update(table).where(of_it).values(crashes=table.c.crashes + int(crashed), state=State.WAITING)
    )
    connection.execute(
        update(table)
        .where(table.c.analysis == analysis, table.c.crashes >= MAX_CRASHES)
        .values(state=State.FAILED, problem=_stored(_CRASHED))
    )


def _write(connection: Connection, analysis: int, assessment: Assessment) -> None:
    connection.execute(
        update(schema.analyses)
        .where(schema.analyses.c.id == analysis)
        .values(
            library_version=assessment.library_version,
            library_sha256=assessment.library_sha256,
            profile=assessment.profile.id if assessment.profile else None,
            model_sha256=assessment.model_sha256,
            result=encode(assessment),
        )
    )
    connection.execute(delete(schema.findings).where(schema.findings.c.analysis == analysis))
    connection.execute(
        insert(schema.findings),
        [
            {
                "analysis": analysis, "requirement": finding.requirement, "theme": finding.theme,
                "severity": finding.severity.value, "verdict": finding.verdict.value,
                "confidence": finding.confidence, "review": finding.review,
            }
            for finding in assessment.findings
        ],
    )  # fmt: skip


def _end(
    connection: Connection,
    analysis: int,
    state: State,
    now: datetime,
    problem: Text | None = None,
    supplier: str = "",
) -> None:
    table = schema.analyses
    connection.execute(
        update(table).where(table.c.id == analysis).values(state=state, ended=now, problem=_stored(problem))
    )
    dossier = connection.execute(select(table.c.dossier).where(table.c.id == analysis)).scalar_one()
    filled = {"fields": ["supplier"]} if fill_supplier(connection, dossier, supplier) else {}
    audit.enter(
        connection, actor="analyser", action=f"analysis.{state.value}", made=now, dossier=dossier,
        details={"analysis": analysis, **filled},
    )  # fmt: skip


def _readings(connection: Connection, analysis: int) -> tuple[Reading, ...]:
    readings, documents = schema.readings, schema.documents
    rows = connection.execute(
        select(documents, readings.c.state, readings.c.problem)
        .join(readings, readings.c.document == documents.c.id)
        .where(readings.c.analysis == analysis)
        .order_by(documents.c.position)
    ).mappings()
    return tuple(Reading(document_of(row), State(row["state"]), _text(row["problem"])) for row in rows)


def _stored(text: Text | None) -> dict[str, str] | None:
    return None if text is None else {"nl": text.nl, "en": text.en}


def _text(stored: RowMapping | dict[str, str] | None) -> Text | None:
    return None if stored is None else Text(stored["nl"], stored["en"])
