"""The audit log: who did what when, in a chain of hashes.

Each entry holds the hash of the one before it, and ``audit_head`` the hash of the last. Who changes,
removes or slips in an entry breaks the chain from there on; who cuts off the end leaves a head that
fits nothing. A decision, a fact before award, or a question to the second reader and its answer is entered
with the hash of its words, so a changed one shows too. No entry holds text of a contract.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, Select, insert, select, update

from analyser.store import schema

_START: Final = "0" * 64  # what the first entry follows


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the log, or what it vouches for, was changed afterwards.

    ``what`` is "changed" or "gone" (entry ``number`` of the log), "end" (entries were cut off or added behind
    the last one, ``number``), or what is not as it was entered: "decision", "fact", "second_reading" or
    "second_answer", with its ``number``.
    """

    number: int
    what: str


def enter(
    connection: Connection,
    *,
    actor: str,
    action: str,
    made: datetime,
    dossier: str | None = None,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Add an entry in the transaction of what it is about: both happen, or neither."""
    head = schema.audit_head
    # Writing the head first takes its lock: a second writer waits here and then reads our number.
    connection.execute(update(head).values(number=head.c.number + 1))
    number, previous = connection.execute(select(head.c.number, head.c.hash)).one()
    entry: dict[str, Any] = {
        "number": number,
        "made": made,
        "actor": actor,
        "action": action,
        "dossier": dossier,
        "details": dict(details or {}),
        "previous": previous,
    }
    entry["hash"] = _hash(entry)
    connection.execute(insert(schema.audit_log).values(entry))
    connection.execute(update(head).values(hash=entry["hash"]))


def verify(connection: Connection) -> tuple[Break, ...]:
    """Every break in the chain, by number; none where the log and all decisions are as entered."""
    return tuple(_breaks(connection))


def _breaks(connection: Connection) -> Iterator[Break]:
    previous, expected = _START, 1
    vouched: dict[str, dict[int, tuple[str, str]]] = {what: {} for what, _, _ in _vouched()}
    for row in connection.execute(select(schema.audit_log).order_by(schema.audit_log.c.number)).mappings():
        if row["number"] != expected:
            yield Break(expected, "gone")
        if row["hash"] != _hash(row) or row["previous"] != previous:
            yield Break(row["number"], "changed")
        for what, entered in vouched.items():
            if what in row["details"]:
                entered[row["details"][what]] = (row["dossier"], row["details"]["sha256"])
        previous, expected = row["hash"], row["number"] + 1
    number, last = connection.execute(select(schema.audit_head.c.number, schema.audit_head.c.hash)).one()
    if (number, last) != (expected - 1, previous):
        yield Break(number, "end")
    for what, kept, hashed in _vouched():
        rows = connection.execute(kept).mappings()
        held = {row["id"]: (row["dossier"], hashed(row)) for row in rows}
        yield from _not_as_entered(connection, what, held, vouched[what])


def _vouched() -> tuple[tuple[str, Select[Any], Callable[[RowMapping], str]], ...]:
    """What entries name with its hash: by which key of their details, the rows, and how a row is hashed."""
    readings, answers = schema.second_readings, schema.second_answers
    answered = select(answers, answers.c.reading.label("id"), readings.c.dossier).join(
        readings, readings.c.id == answers.c.reading
    )
    return (
        ("decision", select(schema.decisions), decision_hash),
        ("fact", select(schema.award_checks), fact_hash),
        ("second_reading", select(readings), reading_hash),
        ("second_answer", answered, answer_hash),
    )


def _not_as_entered(
    connection: Connection,
    what: str,
    held: Mapping[int, tuple[str, str]],
    vouched: Mapping[int, tuple[str, str]],
) -> Iterator[Break]:
    """What differs from what was entered, was slipped in, or vanished from a dossier still there."""
    dossiers = set(connection.scalars(select(schema.dossiers.c.id)))
    for number in sorted({*held, *(n for n, (dossier, _) in vouched.items() if dossier in dossiers)}):
        if held.get(number) != vouched.get(number):
            yield Break(number, what)


def decision_hash(row: RowMapping | Mapping[str, Any]) -> str:
    """The hash of everything a decision says."""
    names = (
        "dossier", "requirement", "number", "analysis", "outcome", "verdict", "proposal", "reason", "author",
        "made",
    )  # fmt: skip
    return _digest({name: row[name] for name in names})


def fact_hash(row: RowMapping | Mapping[str, Any]) -> str:
    """The hash of everything a fact before award says."""
    names = (
        "dossier", "item", "number", "stand", "who", "day", "proof", "proof_sha256", "note", "risk_class",
        "checklist_sha256", "author", "made",
    )  # fmt: skip
    return _digest({name: row[name] for name in names})


def reading_hash(row: RowMapping | Mapping[str, Any]) -> str:
    """The hash of a question to a second reader: what was sent, about what, where to, and who asked."""
    names = (
        "dossier", "requirement", "analysis", "sent", "host", "model", "language", "author", "made",
    )  # fmt: skip
    return _digest({name: row[name] for name in names})


def answer_hash(row: RowMapping | Mapping[str, Any]) -> str:
    """The hash of everything that is kept of a second reader's answer."""
    names = ("reading", "outcome", "why", "verdict", "reason", "quote", "made")
    return _digest({name: row[name] for name in names})


def _hash(row: RowMapping | Mapping[str, Any]) -> str:
    names = ("number", "made", "actor", "action", "dossier", "details", "previous")
    return _digest({name: row[name] for name in names})


def _digest(values: Mapping[str, Any]) -> str:
    plain = {name: v.isoformat() if isinstance(v, date) else v for name, v in values.items()}
    text = json.dumps(plain, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
