"""What a comparison of two versions says: verdicts that turned, and clauses side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from analyser.model import Assessment, ClauseKind, Severity, Verdict

_RISING: Final = (Verdict.CONTRARY, Verdict.MISSING, Verdict.PARTIAL, Verdict.MET)
"""The verdicts that judge a contract, as a buyer likes them, worst first."""


class Turn(StrEnum):
    """What became of the verdict on a requirement, as a buyer sees it; in the order of showing."""

    WORSE = "worse"
    BETTER = "better"
    OTHER = "other"  # it changed, and one of the two is no judgement: not applicable, unread, not asked
    SAME = "same"


class Change(StrEnum):
    """What became of a clause."""

    REWORDED = "reworded"  # its words changed, wherever it stands now
    MOVED = "moved"  # the same words in another place
    REMOVED = "removed"  # only in the old version
    ADDED = "added"  # only in the new version
    SAME = "same"  # the same words in the same order; its number or its paragraphs may differ


class Mark(StrEnum):
    """What became of a run of words."""

    NUMBER = "number"  # a clause begins here, with its number as printed ("" where it has none)
    KEPT = "kept"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class VerdictTurn:
    """One requirement in both versions; None where that version was not judged on it."""

    requirement: str
    severity: Severity
    before: Verdict | None
    after: Verdict | None
    turn: Turn


@dataclass(frozen=True, slots=True)
class Passage:
    """The own words of one clause, or one row of a table, white space folded.

    ``number`` is what is printed before the words ("7.3", "Artikel 7"), and is no part of ``text``.
    ``keys`` are what is compared, one for each word or mark of ``text``; ``starts`` says where each begins.
    """

    document: int  # index in Assessment.documents
    label: str  # how a lawyer points at the clause
    kind: ClauseKind
    page: int | None
    number: str
    text: str
    keys: tuple[str, ...] = field(repr=False)
    starts: tuple[int, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row to which the same happened, as printed in each version; None on a side without them.

    A KEPT run may read differently on the two sides: other quotation marks, or a reference that followed
    the clause it points at to its new number.
    """

    mark: Mark
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Aligned:
    """A clause in both versions, or in one. Several passages on a side: it was split or joined.

    The old sides of all runs, joined, are the words of ``old``; the new sides those of ``new``.
    """

    old: tuple[Passage, ...]
    new: tuple[Passage, ...]
    runs: tuple[Run, ...]
    moved: bool

    @property
    def change(self) -> Change:
        """What became of it; a clause of a number alone never changed."""
        marks = {run.mark for run in self.runs}
        if marks <= {Mark.NUMBER}:
            return Change.SAME
        if not self.old:
            return Change.ADDED
        if not self.new:
            return Change.REMOVED
        if Mark.DELETED in marks or Mark.INSERTED in marks:
            return Change.REWORDED
        return Change.MOVED if self.moved else Change.SAME

    @property
    def is_layout(self) -> bool:
        """Whether it is a running header or footer or a table of contents, and no clause."""
        return all(passage.kind is ClauseKind.FURNITURE for passage in (*self.old, *self.new))

    @property
    def is_renumbered(self) -> bool:
        """Whether it stands in both versions under different numbers."""
        if not self.old or not self.new:
            return False
        return _counts(self.old[0].number) != _counts(self.new[0].number)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of a contract.

    ``verdicts`` begin with what turned: worse, better, other, and in each the gravest severity first.
    ``clauses`` are in the order of the new version, layout last; what was removed stands after what it
    stood after.
    """

    verdicts: tuple[VerdictTurn, ...]
    clauses: tuple[Aligned, ...]

    @property
    def turned(self) -> tuple[VerdictTurn, ...]:
        """The requirements on which the verdict changed."""
        return tuple(verdict for verdict in self.verdicts if verdict.turn is not Turn.SAME)

    @property
    def changed(self) -> tuple[Aligned, ...]:
        """The clauses that changed; layout left out."""
        return tuple(changed_of(self.clauses))


@dataclass(frozen=True, slots=True)
class Versions:
    """Two assessments with what changed between them: all that a report on them needs."""

    old: Assessment
    new: Assessment
    comparison: Comparison
    aside: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())  # files of either dossier that nobody read


def turn_of(before: Verdict | None, after: Verdict | None) -> Turn:
    """What became of a verdict; None: not judged."""
    if before is after:
        return Turn.SAME
    if before not in _RISING or after not in _RISING:
        return Turn.OTHER
    return Turn.BETTER if _RISING.index(after) > _RISING.index(before) else Turn.WORSE


def _counts(number: str) -> list[str]:
    """What a number counts, however it is printed: "7.3." and "7.3" are one number, a bullet is none."""
    return re.findall(r"\w+", number.lower())


def changed_of(clauses: Iterable[Aligned]) -> Iterable[Aligned]:
    """Those of ``clauses`` that changed and are no layout."""
    return (clause for clause in clauses if clause.change is not Change.SAME and not clause.is_layout)
