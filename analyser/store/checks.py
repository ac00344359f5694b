"""What was done before award, as people record it: facts beside the verdicts, which follow from nothing here.

Facts are only added, as decisions are: who records says which fact was the last one they saw, and where a
colleague came in between, theirs is refused. Of a document its name and hash are kept and not the file: an
advice or a DPIA belongs in the buyer's own archive, and the hash proves which version was meant.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, insert, select
from sqlalchemy.exc import IntegrityError

from analyser.award import BeforeAward, Checklist, Fact, Proof, RiskClass, Stand, checked
from analyser.errors import Conflict
from analyser.store import audit, schema
from analyser.store.base import Part
from analyser.store.dossiers import moment, open_dossier
from analyser.store.people import Action, Actor


@dataclass(frozen=True, slots=True)
class StoredFact:
    """A fact with its place in the row of facts about the check, and who recorded it when."""

    id: int
    number: int
    fact: Fact
    author: str
    made: datetime


class Checks(Part):
    """Facts about the checks before award."""

    def record(
        self, actor: Actor, dossier: str, fact: Fact, checklist: Checklist, *, after: int
    ) -> StoredFact:
        """Add a fact. ``after`` is the number of the last one seen about this check, or 0.

        Raises NotAllowed, NotThere, DossierClosed, FactRefused for a fact that lacks something or contradicts
        itself, or Conflict where someone recorded one in between.
        """
        actor.require(Action.RECORD)
        now = self.now()
        checked(fact, checklist, now.astimezone().date())
        try:
            with self.writing() as connection:
                open_dossier(connection, dossier)
                last = _last(connection, dossier, fact.check)
                if last is not None and last.number != after:
                    raise _conflict(last)
                return _add(
                    connection, dossier, fact, checklist, StoredFact(0, after + 1, fact, actor.name, now)
                )
        except IntegrityError as error:  # someone's fact was written between our look and our write
            with self.writing() as connection:
                last = _last(connection, dossier, fact.check)
            if last is None:
                raise
            raise _conflict(last) from error

    def history(self, actor: Actor, dossier: str) -> Mapping[str, Sequence[StoredFact]]:
        """All facts by check, oldest first; the last one of each holds. Checks without any are not in it."""
        actor.require(Action.READ)
        with self.reading() as connection:
            return _history(connection, dossier)

    def standing(self, actor: Actor, dossier: str, checklist: Checklist) -> BeforeAward:
        """The facts that hold."""
        history = self.history(actor, dossier)
        return BeforeAward(checklist, {check: facts[-1].fact for check, facts in history.items()})


def facts_of(connection: Connection, dossiers: Sequence[str]) -> Mapping[str, dict[str, Fact]]:
    """The facts that hold, by dossier and check; dossiers without any have an empty one."""
    table = schema.award_checks
    found: dict[str, dict[str, Fact]] = {dossier: {} for dossier in dossiers}
    for row in connection.execute(
        select(table).where(table.c.dossier.in_(dossiers)).order_by(table.c.number)  # the last one holds
    ).mappings():
        found[row["dossier"]][row["item"]] = _fact(row)
    return found


def _add(
    connection: Connection, dossier: str, fact: Fact, checklist: Checklist, stored: StoredFact
) -> StoredFact:
    proof, risk = fact.proof, fact.risk_class
    row = {
        "dossier": dossier, "item": fact.check, "number": stored.number, "stand": fact.stand.value,
        "who": fact.who, "day": fact.day, "proof": proof.name if proof else None,
        "proof_sha256": proof.sha256 if proof else None, "note": fact.note,
        "risk_class": risk.value if risk else None, "checklist_sha256": checklist.sha256,
        "author": stored.author, "made": stored.made,
    }  # fmt: skip
    key = connection.execute(insert(schema.award_checks).values(row)).inserted_primary_key
    assert key is not None  # an integer key that the database gave out
    audit.enter(
        connection, actor=stored.author, action="check.recorded", made=stored.made, dossier=dossier,
        details={"fact": key[0], "check": fact.check, "stand": row["stand"], "sha256": audit.fact_hash(row)},
    )  # fmt: skip
    return StoredFact(key[0], stored.number, fact, stored.author, stored.made)


def _history(connection: Connection, dossier: str) -> dict[str, list[StoredFact]]:
    table = schema.award_checks
    found: dict[str, list[StoredFact]] = {}
    for row in connection.execute(
        select(table).where(table.c.dossier == dossier).order_by(table.c.number)
    ).mappings():
        stored = StoredFact(row["id"], row["number"], _fact(row), row["author"], row["made"])
        found.setdefault(row["item"], []).append(stored)
    return found


def _last(connection: Connection, dossier: str, check: str) -> StoredFact | None:
    return next(reversed(_history(connection, dossier).get(check, [])), None)


def _fact(row: RowMapping) -> Fact:
    proof = Proof(row["proof"], row["proof_sha256"]) if row["proof"] is not None else None
    risk = RiskClass(row["risk_class"]) if row["risk_class"] is not None else None
    return Fact(row["item"], Stand(row["stand"]), row["who"], row["day"], proof, row["note"], risk)


def _conflict(last: StoredFact) -> Conflict:
    return Conflict(who=last.author, when=moment(last.made))
