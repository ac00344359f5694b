"""The audit log: who did what when, in a chain of hashes.

Each entry holds the hash of the one before it, and ``audit_head`` the hash of the last. Who changes,
removes or slips in an entry breaks the chain from there on; who cuts off the end leaves a head that
fits nothing. A decision is entered with the hash of its words, so a changed decision shows too. No
entry holds text of a contract.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, insert, select, update

from analyser.store import schema

_START: Final = "0" * 64  # what the first entry follows


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the log, or what it vouches for, was changed afterwards.

    ``what`` is "changed" or "gone" (entry ``number`` of the log), "end" (entries were cut off or added behind
    the last one, ``number``), or "decision" (decision ``number`` is not what was entered).
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
    vouched: dict[int, tuple[str, str]] = {}
    for row in connection.execute(select(schema.audit_log).order_by(schema.audit_log.c.number)).mappings():
        if row["number"] != expected:
            yield Break(expected, "gone")
        if row["hash"] != _hash(row) or row["previous"] != previous:
            yield Break(row["number"], "changed")
        if "decision" in row["details"]:
            vouched[row["details"]["decision"]] = (row["dossier"], row["details"]["sha256"])
        previous, expected = row["hash"], row["number"] + 1
    number, last = connection.execute(select(schema.audit_head.c.number, schema.audit_head.c.hash)).one()
    if (number, last) != (expected - 1, previous):
        yield Break(number, "end")
    yield from _broken_decisions(connection, vouched)


def _broken_decisions(connection: Connection, vouched: Mapping[int, tuple[str, str]]) -> Iterator[Break]:
    """Decisions that differ from what was entered, slipped in, or vanished from a dossier still there."""
    rows = connection.execute(select(schema.decisions)).mappings()
    held = {row["id"]: (row["dossier"], decision_hash(row)) for row in rows}
    dossiers = set(connection.scalars(select(schema.dossiers.c.id)))
    for number in sorted({*held, *(n for n, (dossier, _) in vouched.items() if dossier in dossiers)}):
        if held.get(number) != vouched.get(number):
            yield Break(number, "decision")


def decision_hash(row: RowMapping | Mapping[str, Any]) -> str:
    """The hash of everything a decision says."""
    names = (
        "dossier", "requirement", "number", "analysis", "outcome", "verdict", "proposal", "reason", "author",
        "made",
    )  # fmt: skip
    return _digest({name: row[name] for name in names})


def _hash(row: RowMapping | Mapping[str, Any]) -> str:
    names = ("number", "made", "actor", "action", "dossier", "details", "previous")
    return _digest({name: row[name] for name in names})


def _digest(values: Mapping[str, Any]) -> str:
    plain = {name: v.isoformat() if isinstance(v, datetime) else v for name, v in values.items()}
    text = json.dumps(plain, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
