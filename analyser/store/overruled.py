"""How often people see a finding otherwise than the analysis, and why: what there is to learn from decisions.

Of each finding the decision that holds is counted, on the verdict that it was made on. Library versions and
profiles are kept apart: a requirement whose rules were mended begins anew.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, RowMapping, and_, func, select

from analyser.model import Verdict
from analyser.review import Outcome
from analyser.store import schema
from analyser.store.base import Part
from analyser.store.people import Action, Actor

_ENOUGH: Final = 5  # decisions of which a share is told


@dataclass(frozen=True, slots=True)
class Said:
    """A decision that holds, on one finding; ``own`` is the person's verdict where it is another."""

    dossier: str
    requirement: str
    analysis: int
    library_version: str
    profile: str  # "" where it was judged before there were profiles
    judged: Verdict
    own: Verdict | None
    outcome: Outcome
    reason: str
    author: str
    made: datetime

    @property
    def overrules(self) -> bool:
        """Whether the person gives another verdict."""
        return self.own is not None

    @property
    def sets_aside(self) -> bool:
        """Whether the person says that a requirement which was judged does not matter for this contract."""
        judged = self.judged is not Verdict.NOT_APPLICABLE
        return self.own is None and judged and self.outcome is Outcome.NOT_APPLICABLE


@dataclass(frozen=True, slots=True)
class Record:
    """What was decided on one requirement as one version of the library, under one profile, judged it.

    ``said`` are the decisions that overrule or set aside, oldest first.
    """

    requirement: str
    library_version: str
    profile: str
    decided: int
    turned: tuple[tuple[Verdict, Verdict, int], ...]  # from, to, how often; most often first
    set_aside: int
    said: tuple[Said, ...]

    @property
    def overruled(self) -> int:
        """How often another verdict was given."""
        return sum(count for _, _, count in self.turned)

    @property
    def share(self) -> float | None:
        """Overruled of all that was decided, 0..1; None below five, of which a share would say nothing."""
        return self.overruled / self.decided if self.decided >= _ENOUGH else None


class Overruled(Part):
    """What the decisions over all dossiers come to."""

    def records(self, actor: Actor, since: datetime | None = None) -> tuple[Record, ...]:
        """A record for each requirement, library version and profile; by requirement, newest version first.

        ``since`` leaves out decisions made before it. Raises NotAllowed.
        """
        actor.require(Action.LEARN)
        with self.reading() as connection:
            return tuple(records_of(standing(connection, since)))


def standing(connection: Connection, since: datetime | None = None) -> Iterator[Said]:
    """The decision that holds on every finding decided on, oldest first."""
    decisions, findings, analyses = schema.decisions, schema.findings, schema.analyses
    last = (
        select(decisions.c.dossier, decisions.c.requirement, func.max(decisions.c.number).label("number"))
        .group_by(decisions.c.dossier, decisions.c.requirement)
        .subquery()
    )
    holds = and_(
        last.c.dossier == decisions.c.dossier,
        last.c.requirement == decisions.c.requirement,
        last.c.number == decisions.c.number,
    )
    on = and_(findings.c.analysis == decisions.c.analysis, findings.c.requirement == decisions.c.requirement)
    asked = (
        select(decisions, findings.c.verdict.label("judged"), analyses.c.library_version, analyses.c.profile)
        .join(last, holds)
        .join(findings, on)
        .join(analyses, analyses.c.id == decisions.c.analysis)
        .order_by(decisions.c.id)
    )
    if since is not None:
        asked = asked.where(decisions.c.made >= since)
    yield from (_said(row) for row in connection.execute(asked).mappings())


def _said(row: RowMapping) -> Said:
    own, judged = Verdict(row["verdict"]) if row["verdict"] else None, Verdict(row["judged"])
    return Said(
        row["dossier"], row["requirement"], row["analysis"], row["library_version"] or "",
        row["profile"] or "", judged, None if own is judged else own, Outcome(row["outcome"]), row["reason"],
        row["author"], row["made"],
    )  # fmt: skip


def records_of(said: Iterable[Said]) -> Iterator[Record]:
    """The decisions as records."""
    grouped = defaultdict[tuple[str, str, str], list[Said]](list)
    for one in said:
        grouped[one.requirement, one.library_version, one.profile].append(one)
    newest = sorted(grouped, key=lambda key: (_number(key[1]), key[2]), reverse=True)
    for key in sorted(newest, key=lambda key: key[0]):
        turned = Counter((one.judged, one.own) for one in grouped[key] if one.own is not None)
        yield Record(
            *key,
            len(grouped[key]),
            tuple((was, own, count) for (was, own), count in turned.most_common()),
            sum(one.sets_aside for one in grouped[key]),
            tuple(one for one in grouped[key] if one.overrules or one.sets_aside),
        )


def _number(version: str) -> tuple[int, ...]:
    """A version as numbers, so that 1.10 comes after 1.9."""
    return tuple(int(part) if part.isdecimal() else -1 for part in version.split("."))
