"""All dossiers side by side: what the last finished analysis of each says.

Everything comes from the rows of ``findings``; no assessment is unpacked. A dossier whose analyses all
failed is a refusal; one that waits for its first is counted apart and stands in nothing else.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, func, select

from analyser.award import BeforeAward, Checklist
from analyser.library import ClauseLibrary
from analyser.model import Severity, Verdict
from analyser.portfolio import File, Line, Outcome, Refusal
from analyser.report.texts import Tongue
from analyser.review import Outcome as Decided
from analyser.store import audit, schema
from analyser.store.base import Part
from analyser.store.checks import facts_of
from analyser.store.people import Action, Actor
from analyser.store.records import State, Status
from analyser.store.trends import Month, months

_AT_ONCE: Final = 200  # dossiers a query: few queries, and little in memory at a time
_SEVERITIES: Final = {severity.value: severity for severity in Severity}  # a portfolio has many lines
_VERDICTS: Final = {verdict.value: verdict for verdict in Verdict}


@dataclass(frozen=True, slots=True)
class Selection:
    """Which dossiers the portfolio is about; what is None or "" lets everything through.

    ``since`` and ``until`` (not included) are about the moment at which the last analysis ended.
    """

    status: Status | None = None
    owner: str = ""
    supplier: str | None = None  # "": those whose supplier is not known
    since: datetime | None = None
    until: datetime | None = None
    profile: str = ""  # whose conditions the dossier is held against


@dataclass(frozen=True, slots=True)
class Opinion:
    """The decision that holds on a finding; ``verdict`` is the reviewer's own where they gave one."""

    outcome: Decided
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class Contract:
    """One dossier of the portfolio. ``outcome`` holds the analyser's verdicts, ``opinions`` what people said.

    ``library_sha256`` is of the library that judged, "" for a refusal; ``opinions`` go by requirement.
    """

    dossier: str
    supplier_found: bool
    library_sha256: str
    outcome: Outcome
    opinions: Mapping[str, Opinion]


@dataclass(frozen=True, slots=True)
class Choices:
    """What dossiers can be selected by, in order; ``first`` and ``last`` are ends of analyses."""

    owners: tuple[str, ...]
    suppliers: tuple[str, ...]
    first: datetime | None
    last: datetime | None
    profiles: tuple[str, ...] = ()


@dataclass(frozen=True)  # no slots: the dossiers are looked up once
class Contracts:
    """The dossiers of a selection at one moment of the database, by title; to go through more than once."""

    connection: Connection
    selection: Selection
    library: ClauseLibrary
    language: Tongue
    requirement: str = ""  # only lines on this one; "": all
    checklist: Checklist | None = None  # None: leave out what was recorded before award

    def __len__(self) -> int:
        return len(self._ended)

    def __iter__(self) -> Iterator[Contract]:
        order = {requirement.id: place for place, requirement in enumerate(self.library.requirements)}
        for start in range(0, len(self._ended), _AT_ONCE):
            yield from self._read(self._ended[start : start + _AT_ONCE], order)

    def _read(self, heads: Sequence[Row[Any]], order: Mapping[str, int]) -> Iterator[Contract]:
        """Some of the dossiers, with what belongs to them."""
        analyses, keys = [head.analysis for head in heads], [head.id for head in heads]
        lines = _lines(self.connection, analyses, order, self.requirement)
        files = _files(self.connection, keys)
        problems = _problems(self.connection, analyses)
        opinions = _opinions(self.connection, keys)
        facts = facts_of(self.connection, keys) if self.checklist else {}
        for head in heads:
            refused = head.state == State.FAILED
            unread = problems[head.analysis]
            outcome = Outcome(
                head.title,
                tuple(files[head.id]),
                head.supplier,
                lines=tuple(lines[head.analysis]),
                unread=() if refused else tuple(problem[self.language] for problem in unread),
                refusal=_refusal(unread or [head.problem]) if refused else None,
                before=BeforeAward(self.checklist, facts[head.id]) if self.checklist else None,
            )
            yield Contract(
                head.id, head.supplier_found, head.library_sha256 or "", outcome, opinions.get(head.id, {})
            )

    @property
    def waiting(self) -> int:
        """Dossiers whose first analysis has not ended."""
        return len(self._heads) - len(self._ended)

    @cached_property
    def _ended(self) -> list[Row[Any]]:
        return [head for head in self._heads if head.state in (State.DONE, State.FAILED)]

    @cached_property
    def _heads(self) -> Sequence[Row[Any]]:
        heads = chosen(self.selection).subquery()
        return self.connection.execute(select(heads).order_by(func.lower(heads.c.title), heads.c.id)).all()


class Portfolios(Part):
    """What the dossiers of everyone who may read them come to."""

    @contextmanager
    def open(
        self,
        actor: Actor,
        selection: Selection,
        library: ClauseLibrary,
        language: Tongue,
        requirement: str = "",
        checklist: Checklist | None = None,
    ) -> Iterator[Contracts]:
        """The dossiers of a selection, to go through while the block lasts. Sentences are in ``language``.

        With a ``requirement`` their outcomes hold only the line on that one, with a ``checklist`` what was
        recorded before award.
        """
        actor.require(Action.READ)
        with self.reading() as connection:
            yield Contracts(connection, selection, library, language, requirement, checklist)

    def moment(self, actor: Actor) -> int:
        """A number that changes with whatever happens in the store: the last one of the log."""
        actor.require(Action.READ)
        with self.reading() as connection:
            number: int = connection.execute(select(schema.audit_head.c.number)).scalar_one()
        return number

    def choices(self, actor: Actor) -> Choices:
        """What there is to select by."""
        actor.require(Action.READ)
        dossiers, analyses = schema.dossiers, schema.analyses
        with self.reading() as connection:
            named = connection.execute(
                select(dossiers.c.owner, dossiers.c.supplier, dossiers.c.profile).distinct()
            ).all()
            ended = select(func.min(analyses.c.ended), func.max(analyses.c.ended))
            first, last = connection.execute(ended).one()
        return Choices(
            _in_order(row.owner for row in named), _in_order(row.supplier for row in named), first, last,
            _in_order(row.profile for row in named),
        )  # fmt: skip

    def trend(self, actor: Actor, selection: Selection) -> tuple[Month, ...]:
        """The dossiers of a selection at the end of every month since their first analysis, oldest first."""
        actor.require(Action.READ)
        with self.reading() as connection:
            return months(connection, select(chosen(selection).subquery().c.id), self.now())

    def exported(self, actor: Actor, kind: str, data: bytes, contracts: int) -> None:
        """Enter that a file was made of so many dossiers. What they were selected by is not entered."""
        actor.require(Action.EXPORT)
        sha256 = hashlib.sha256(data).hexdigest()
        with self.writing() as connection:
            audit.enter(
                connection, actor=actor.name, action="portfolio.exported", made=self.now(),
                details={"kind": kind, "sha256": sha256, "contracts": contracts},
            )  # fmt: skip


def chosen(selection: Selection) -> Select[Any]:
    """A row for each dossier of a selection, with the analysis that holds for it.

    That is the last finished one, and where none finished the last one of all.
    """
    dossiers, analyses = schema.dossiers, schema.analyses
    done = (
        select(analyses.c.dossier, func.max(analyses.c.id).label("id"))
        .where(analyses.c.state == State.DONE)
        .group_by(analyses.c.dossier)
        .subquery()
    )
    last = (
        select(analyses.c.dossier, func.max(analyses.c.id).label("id"))
        .group_by(analyses.c.dossier)
        .subquery()
    )
    found = (
        select(
            dossiers.c.id, dossiers.c.title, dossiers.c.supplier, dossiers.c.supplier_found,
            analyses.c.id.label("analysis"), analyses.c.state, analyses.c.problem, analyses.c.library_sha256,
        )
        .join(last, last.c.dossier == dossiers.c.id)
        .outerjoin(done, done.c.dossier == dossiers.c.id)
        .join(analyses, analyses.c.id == func.coalesce(done.c.id, last.c.id))
    )  # fmt: skip
    if selection.status is not None:
        found = found.where(dossiers.c.status == selection.status)
    if selection.owner:
        found = found.where(dossiers.c.owner == selection.owner)
    if selection.supplier is not None:
        found = found.where(dossiers.c.supplier == selection.supplier)
    if selection.profile:
        found = found.where(dossiers.c.profile == selection.profile)
    if selection.since is not None:
        found = found.where(analyses.c.ended >= selection.since)
    if selection.until is not None:
        found = found.where(analyses.c.ended < selection.until)
    return found


def _lines(
    connection: Connection, analyses: Sequence[int], order: Mapping[str, int], requirement: str
) -> Mapping[int, list[Line]]:
    """The findings of each analysis in the library's order; what it no longer knows comes last."""
    table = schema.findings
    found = defaultdict[int, list[Line]](list)
    columns = ("analysis", "requirement", "theme", "severity", "verdict", "confidence", "review")
    asked = select(*(table.c[name] for name in columns)).where(table.c.analysis.in_(analyses))
    if requirement:
        asked = asked.where(table.c.requirement == requirement)
    rows = connection.execute(asked).all()
    for analysis, requirement, theme, severity, verdict, confidence, review in rows:
        line = Line(requirement, theme, _SEVERITIES[severity], _VERDICTS[verdict], confidence, review)
        found[analysis].append(line)
    for lines in found.values():
        lines.sort(key=lambda line: (order.get(line.requirement, len(order)), line.requirement))
    return found


def _files(connection: Connection, keys: Sequence[str]) -> Mapping[str, list[File]]:
    table = schema.documents
    found = defaultdict[str, list[File]](list)
    for row in connection.execute(
        select(table.c.dossier, table.c.name, table.c.sha256)
        .where(table.c.dossier.in_(keys))
        .order_by(table.c.position)
    ):
        found[row.dossier].append(File(row.name, row.sha256))
    return found


def _problems(connection: Connection, analyses: Sequence[int]) -> Mapping[int, list[dict[str, str]]]:
    """Why files of each analysis were not read, in both languages."""
    readings, documents = schema.readings, schema.documents
    found = defaultdict[int, list[dict[str, str]]](list)
    for row in connection.execute(
        select(readings.c.analysis, readings.c.problem)
        .join(documents, documents.c.id == readings.c.document)
        .where(readings.c.analysis.in_(analyses), readings.c.state == State.FAILED)
        .order_by(documents.c.position)
    ):
        found[row.analysis].append(row.problem)
    return found


def _opinions(connection: Connection, keys: Sequence[str]) -> Mapping[str, dict[str, Opinion]]:
    """The decisions that hold, by dossier and requirement."""
    table = schema.decisions
    found = defaultdict[str, dict[str, Opinion]](dict)
    for row in connection.execute(
        select(table.c.dossier, table.c.requirement, table.c.outcome, table.c.verdict)
        .where(table.c.dossier.in_(keys))
        .order_by(table.c.number)  # the last one holds
    ):
        verdict = Verdict(row.verdict) if row.verdict else None
        found[row.dossier][row.requirement] = Opinion(Decided(row.outcome), verdict)
    return found


def _refusal(problems: Sequence[Mapping[str, str]]) -> Refusal:
    nl, en = (" ".join(problem[language] for problem in problems) for language in ("nl", "en"))
    return Refusal("not-judged", nl, en)


def _in_order(names: Iterator[str]) -> tuple[str, ...]:
    return tuple(sorted({name for name in names if name}, key=lambda name: (name.casefold(), name)))
