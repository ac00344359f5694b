"""Two versions of a contract: which verdicts turned, and what became of each clause.

``compare`` is the only door. It reads no files and judges nothing: two assessments go in.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import Final

from analyser.comparing.alignment import align
from analyser.comparing.changes import (
    Aligned,
    Change,
    Comparison,
    Mark,
    Passage,
    Run,
    Turn,
    VerdictTurn,
    Versions,
    changed_of,
    turn_of,
)
from analyser.comparing.passages import passages_of
from analyser.comparing.wording import renumbering, runs_of
from analyser.library import ClauseLibrary
from analyser.model import Assessment, ClauseKind, Document, Severity

__all__ = [
    "Aligned",
    "Change",
    "Comparison",
    "Mark",
    "Passage",
    "Run",
    "Turn",
    "VerdictTurn",
    "Versions",
    "changed_of",
    "compare",
    "turn_of",
]

_TURNS: Final = tuple(Turn)
_SEVERITIES: Final = tuple(Severity)


def compare(before: Assessment, after: Assessment, library: ClauseLibrary) -> Comparison:
    """What changed from ``before`` to ``after``.

    Every word of both versions stands in exactly one of the clauses. A requirement that neither was
    judged on is left out.
    """
    return Comparison(_verdicts(before, after, library), _clauses(before.documents, after.documents))


def _verdicts(before: Assessment, after: Assessment, library: ClauseLibrary) -> tuple[VerdictTurn, ...]:
    old = {finding.requirement: finding.verdict for finding in before.findings}
    new = {finding.requirement: finding.verdict for finding in after.findings}
    turns = [
        VerdictTurn(
            requirement.id,
            requirement.severity,
            old.get(requirement.id),
            new.get(requirement.id),
            turn_of(old.get(requirement.id), new.get(requirement.id)),
        )
        for requirement in library.requirements
        if requirement.id in old or requirement.id in new
    ]
    turns.sort(key=lambda t: (_TURNS.index(t.turn), _SEVERITIES.index(t.severity)))
    return tuple(turns)


def _clauses(before: Sequence[Document], after: Sequence[Document]) -> tuple[Aligned, ...]:
    old = [passages_of(document, index) for index, document in enumerate(before)]
    new = [passages_of(document, index) for index, document in enumerate(after)]
    twins = _twins(before, old, after, new)
    place = {twin: index for index, twin in twins.items()}
    order = sorted(range(len(new)), key=lambda index: (place.get(index, len(old)), index))
    olds = _layout_last([passage for passages in old for passage in passages])
    news = _layout_last([passage for index in order for passage in new[index]])
    rows = [
        (tuple(olds[at] for at in row[0]), tuple(news[at] for at in row[1]), moved)
        for row, moved in align(olds, news, twins)
    ]
    renumbered = renumbering((left, right) for left, right, _ in rows)
    return tuple(Aligned(left, right, runs_of(left, right, renumbered), moved) for left, right, moved in rows)


def _layout_last(passages: Sequence[Passage]) -> list[Passage]:
    """Running headers and the like at the end, so that none stands between two halves of a clause."""
    return sorted(passages, key=lambda passage: passage.kind is ClauseKind.FURNITURE)


def _twins(
    before: Sequence[Document],
    old: Sequence[Sequence[Passage]],
    after: Sequence[Document],
    new: Sequence[Sequence[Passage]],
) -> dict[int, int]:
    """The new document that each old one became: that of the same name, or else the one most alike."""
    twins: dict[int, int] = {}
    for name_of in (lambda d: d.name.casefold(), lambda d: PurePath(d.name).stem.casefold()):
        free = {
            name_of(document): index
            for index, document in reversed([*enumerate(after)])
            if index not in twins.values()
        }
        for index, document in enumerate(before):
            if index not in twins and name_of(document) in free:
                twins[index] = free.pop(name_of(document))
    words = [[{k for p in passages for k in p.keys} for passages in side] for side in (old, new)]
    likeness = sorted(
        (-_shared(words[0][a], words[1][b]), a, b) for a in range(len(old)) for b in range(len(new))
    )
    for _, a, b in likeness:
        if a not in twins and b not in twins.values():
            twins[a] = b
    return twins


def _shared(left: set[str], right: set[str]) -> float:
    return 2 * len(left & right) / (len(left) + len(right)) if left or right else 0.0
