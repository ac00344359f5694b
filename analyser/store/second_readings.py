"""What the second reader was asked about findings, and what it said: entered, kept, and shown as it was.

A question is entered, with all that is sent, before it is sent: where a server is killed meanwhile, the log
still tells what left the house. Nothing here changes a finding or a decision, and nothing else in the store
looks at these rows.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, RowMapping, insert, select

from analyser.errors import BeingAsked, NotThere
from analyser.model import Verdict
from analyser.second_reader import Answer, Outcome, Question, Reader, Why, consult
from analyser.store import audit, schema
from analyser.store.base import Part
from analyser.store.dossiers import open_dossier
from analyser.store.people import Action, Actor
from analyser.store.records import State

_MARGIN: Final = timedelta(seconds=30)  # on top of the reader's time, for the database and a busy machine


@dataclass(frozen=True, slots=True)
class SecondReading:
    """One question and what came of it; ``answer`` is None while it is asked, or where that broke off."""

    id: int
    requirement: str
    analysis: int
    sent: str
    host: str
    model: str
    language: str
    author: str
    made: datetime
    answer: Answer | None


class SecondReadings(Part):
    """Questions to the second reader, and its answers."""

    def ask(self, actor: Actor, dossier: str, question: Question, reader: Reader) -> Answer:
        """Ask about a finding of the last finished analysis, once, and keep what comes of it.

        Raises NotAllowed, DossierClosed, BeingAsked, or NotThere where that analysis has no such finding that
        a person should check. Whatever goes wrong outside ends as an answer that says so.
        """
        actor.require(Action.SECOND_READ)
        sent = question.body(reader.model)
        asked = self._enter(actor, dossier, question, reader, sent)
        answer = consult(reader, question)
        now = self.now()
        row = {
            "reading": asked, "outcome": answer.outcome.value,
            "why": answer.why.value if answer.why else None,
            "verdict": answer.verdict.value if answer.verdict else None,
            "reason": answer.reason, "quote": answer.quote, "made": now,
        }  # fmt: skip
        with self.writing() as connection:
            table = schema.second_readings
            mine = (table.c.id == asked) & (table.c.dossier == dossier)  # SQLite gives numbers out again
            details = {"outcome": row["outcome"], "why": row["why"]}
            if connection.execute(select(table.c.id).where(mine).with_for_update()).first() is not None:
                connection.execute(insert(schema.second_answers).values(row))
                details |= {"second_answer": asked, "sha256": audit.answer_hash(row)}
            audit.enter(  # also where the dossier was deleted meanwhile, and the answer is kept nowhere
                connection, actor=actor.name, action="second-reading.ended", made=now, dossier=dossier,
                details=details,
            )  # fmt: skip
        return answer

    def of(self, actor: Actor, dossier: str, requirement: str) -> tuple[SecondReading, ...]:
        """What was asked about one requirement, oldest first."""
        actor.require(Action.READ)
        readings, answers = schema.second_readings, schema.second_answers
        columns = (answers.c[name] for name in ("outcome", "why", "verdict", "reason", "quote"))
        with self.reading() as connection:
            rows = connection.execute(
                select(readings, *columns)
                .outerjoin(answers, answers.c.reading == readings.c.id)
                .where(readings.c.dossier == dossier, readings.c.requirement == requirement)
                .order_by(readings.c.id)
            ).mappings()
            return tuple(_reading(row) for row in rows)

    def _enter(self, actor: Actor, dossier: str, question: Question, reader: Reader, sent: bytes) -> int:
        """Enter a question that is about to be sent; its number."""
        now, table = self.now(), schema.dossiers
        with self.writing() as connection:
            held = select(table.c.id).where(table.c.id == dossier)
            connection.execute(held.with_for_update(key_share=True))  # a second click waits here, then looks
            open_dossier(connection, dossier)
            analysis = _analysis(connection, dossier, question.requirement)
            since = now - timedelta(seconds=reader.seconds) - _MARGIN
            _refuse_twice(connection, dossier, question.requirement, since)
            row = {
                "dossier": dossier, "requirement": question.requirement, "analysis": analysis,
                "sent": sent.decode("utf-8"), "host": reader.name, "model": reader.model,
                "language": question.language, "author": actor.name, "made": now,
            }  # fmt: skip
            key = connection.execute(insert(schema.second_readings).values(row)).inserted_primary_key
            assert key is not None  # an integer key that the database gave out
            audit.enter(
                connection, actor=actor.name, action="second-reading.asked", made=now, dossier=dossier,
                details={
                    "second_reading": key[0], "sha256": audit.reading_hash(row),
                    "requirement": question.requirement, "host": reader.name, "model": reader.model,
                    "size": len(sent), "sent_sha256": hashlib.sha256(sent).hexdigest(),
                },
            )  # fmt: skip
        return int(key[0])


def _analysis(connection: Connection, dossier: str, requirement: str) -> int:
    """The last finished analysis, where it asks a person to check the finding. Raises NotThere."""
    analyses, findings = schema.analyses, schema.findings
    last = connection.execute(
        select(analyses.c.id, findings.c.review)
        .join(findings, findings.c.analysis == analyses.c.id)
        .where(
            analyses.c.dossier == dossier,
            analyses.c.state == State.DONE,
            findings.c.requirement == requirement,
        )
        .order_by(analyses.c.id.desc())
        .limit(1)
    ).one_or_none()
    if last is None or not last.review:
        raise NotThere()
    return int(last.id)


def _refuse_twice(connection: Connection, dossier: str, requirement: str, since: datetime) -> None:
    """Raises BeingAsked where the same question is on its way: a second click sends nothing."""
    readings, answers = schema.second_readings, schema.second_answers
    busy = connection.execute(
        select(readings.c.author)
        .outerjoin(answers, answers.c.reading == readings.c.id)
        .where(
            readings.c.dossier == dossier,
            readings.c.requirement == requirement,
            readings.c.made > since,
            answers.c.reading.is_(None),
        )
    ).first()
    if busy is not None:
        raise BeingAsked(who=busy.author)


def _reading(row: RowMapping) -> SecondReading:
    answer = None
    if row["outcome"] is not None:
        answer = Answer(
            Outcome(row["outcome"]),
            Why(row["why"]) if row["why"] else None,
            Verdict(row["verdict"]) if row["verdict"] else None,
            row["reason"],
            row["quote"],
        )
    return SecondReading(
        row["id"], row["requirement"], row["analysis"], row["sent"], row["host"], row["model"],
        row["language"], row["author"], row["made"], answer,
    )  # fmt: skip
