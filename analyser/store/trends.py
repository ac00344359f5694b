"""How dossiers stood at the end of every month: by the last analysis of each that had finished then.

The past is told of the dossiers that are here now: one that was deleted is gone from it too. Files of a
dossier never change, so where a later analysis says otherwise, the library or the subjects were others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, func, select

from analyser.comparing import Turn, turn_of
from analyser.model import GAPS, Severity, Verdict
from analyser.portfolio import Run, Tally
from analyser.store import schema
from analyser.store.records import State


@dataclass(frozen=True, slots=True)
class Month:
    """The state at a month's end, or today in the month that runs, and what happened in it.

    ``fresh`` are the dossiers whose first analysis ended in it, by the last one of that month. ``turned``
    counts verdicts that differ from those of the analysis before.
    """

    run: Run
    fresh: Tally
    turned: Mapping[Turn, int]


@dataclass(slots=True)
class _Counts:
    """What one analysis found."""

    open_knock_outs: int = 0
    verdicts: Counter[Verdict] = field(default_factory=Counter)


@dataclass(slots=True)
class _Standing:
    """Where each dossier is, as the months go by."""

    analyses: dict[str, Row[Any]] = field(default_factory=dict)  # by dossier; a finished one stays

    def take(self, analysis: Row[Any]) -> None:
        """An analysis ended: it holds, unless a finished one stands that was asked for later."""
        before = self.analyses.get(analysis.dossier)
        if before is None or (analysis.state == State.DONE, analysis.id) > (
            before.state == State.DONE, before.id,
        ):  # fmt: skip
            self.analyses[analysis.dossier] = analysis

    def tally(self, counted: Mapping[int, _Counts], dossiers: Iterable[str]) -> Tally:
        """The dossiers' counts together."""
        whole = Tally()
        for dossier in dossiers:
            analysis = self.analyses[dossier]
            counts = counted.get(analysis.id, _Counts())
            whole.contracts += 1
            whole.refused += analysis.state != State.DONE
            whole.open_knock_outs += counts.open_knock_outs
            whole.verdicts.update(counts.verdicts)
        return whole


def months(connection: Connection, dossiers: Select[Any], now: datetime) -> tuple[Month, ...]:
    """Every month from the first analysis of these dossiers (a query for their ids) to now, oldest first."""
    ended = _ended(connection, dossiers)
    counted, turned = _counted(connection, dossiers), _turned(connection, dossiers)
    by_month = defaultdict[tuple[int, int], list[Row[Any]]](list)
    for analysis in ended:
        day = analysis.ended.astimezone()
        by_month[day.year, day.month].append(analysis)
    standing, found = _Standing(), []
    for first in _first_days(min(by_month), now.astimezone().date()) if by_month else ():
        known = {*standing.analyses}
        here = by_month[first.year, first.month]
        for analysis in here:
            standing.take(analysis)
        whole = standing.tally(counted, standing.analyses)
        fresh = standing.tally(counted, standing.analyses.keys() - known)
        turns = sum((turned.get(analysis.id, Counter()) for analysis in here), Counter[Turn]())
        day = min(_next(first) - timedelta(days=1), now.astimezone().date())
        found.append(Month(_run(day, whole, standing), fresh, turns))
    return tuple(found)


def _run(day: date, whole: Tally, standing: _Standing) -> Run:
    versions = sorted({a.library_version for a in standing.analyses.values() if a.library_version})
    verdicts = tuple((verdict, whole.verdicts[verdict]) for verdict in Verdict)
    return Run(
        day.isoformat(), ", ".join(versions), whole.contracts, whole.refused, whole.open_knock_outs, verdicts
    )


def _first_days(start: tuple[int, int], end: date) -> Iterator[date]:
    first = date(*start, 1)
    while first <= end:
        yield first
        first = _next(first)


def _next(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def _ended(connection: Connection, dossiers: Select[Any]) -> list[Row[Any]]:
    """Their analyses that came to an end, as they were asked for."""
    table = schema.analyses
    asked = (
        select(table.c.id, table.c.dossier, table.c.state, table.c.ended, table.c.library_version)
        .where(table.c.dossier.in_(dossiers), table.c.ended.is_not(None))
        .order_by(table.c.id)
    )
    return [*connection.execute(asked)]


def _counted(connection: Connection, dossiers: Select[Any]) -> Mapping[int, _Counts]:
    """What each analysis found, by its id."""
    analyses, findings = schema.analyses, schema.findings
    knock_out = (findings.c.severity == Severity.KNOCK_OUT).label("knock_out")
    found = defaultdict[int, _Counts](_Counts)
    asked = (
        select(findings.c.analysis, findings.c.verdict, knock_out, func.count())
        .join(analyses, analyses.c.id == findings.c.analysis)
        .where(analyses.c.dossier.in_(dossiers))
        .group_by(findings.c.analysis, findings.c.verdict, knock_out)
    )
    for analysis, word, is_knock_out, count in connection.execute(asked).all():
        verdict, counts = Verdict(word), found[analysis]
        counts.verdicts[verdict] += count
        counts.open_knock_outs += count if is_knock_out and verdict in GAPS else 0
    return found


def _turned(connection: Connection, dossiers: Select[Any]) -> Mapping[int, Counter[Turn]]:
    """How each analysis judged other than the one before it of the same dossier, by its id."""
    analyses, new = schema.analyses, schema.findings
    old = new.alias("old")
    earlier = func.lag(analyses.c.id).over(partition_by=analyses.c.dossier, order_by=analyses.c.id)
    pairs = (
        select(analyses.c.id, earlier.label("before"))
        .where(analyses.c.dossier.in_(dossiers), analyses.c.state == State.DONE)
        .subquery()
    )
    found = defaultdict[int, Counter[Turn]](Counter)
    asked = (
        select(pairs.c.id, old.c.verdict, new.c.verdict, func.count())
        .join(new, new.c.analysis == pairs.c.id)
        .join(old, and_(old.c.analysis == pairs.c.before, old.c.requirement == new.c.requirement))
        .where(old.c.verdict != new.c.verdict)
        .group_by(pairs.c.id, old.c.verdict, new.c.verdict)
    )
    for analysis, was, now, count in connection.execute(asked).all():
        found[analysis][turn_of(Verdict(was), Verdict(now))] += count
    return found
