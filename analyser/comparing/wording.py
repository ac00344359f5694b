"""The words of a clause in two versions, cut into runs that were kept, deleted and inserted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from analyser.comparing.changes import Mark, Passage, Run
from analyser.model import ClauseKind

_LONG: Final = 1500  # words and marks; from here on difflib may pass over the commonest words
_ISLAND: Final = 2  # so many kept words between two changes read as part of the change
_DECIMAL: Final = re.compile(r"\d{1,3}(?:\.\d{1,3})*[a-z]?")
_REFERRING: Final = frozenset(
    "artikel artikelen art article articles section sections clause clauses paragraaf paragrafen §".split()
)

Pair = tuple[Sequence[Passage], Sequence[Passage]]


class Span(NamedTuple):
    """Keys ``old_start:old_end`` became ``new_start:new_end``; ``kept`` where they are alike."""

    kept: bool
    old_start: int
    old_end: int
    new_start: int
    new_end: int


def renumbering(pairs: Iterable[Pair]) -> Mapping[str, str]:
    """The new number of every article and paragraph whose old number leads to one clause only."""
    found: dict[str, set[str]] = defaultdict(set)
    for old, new in pairs:
        if not old or not new:
            continue
        before, after = _counted(old[0]), _counted(new[0])
        if len(before) == len(after):
            for depth in range(1, len(before) + 1):  # 7.3 that became 8.3 says that 7 became 8
                found[".".join(before[:depth])].add(".".join(after[:depth]))
    return {number: numbers.pop() for number, numbers in found.items() if len(numbers) == 1}


def _counted(passage: Passage) -> tuple[str, ...]:
    """The parts of a number that other clauses refer to; the "1." of a paragraph is none."""
    numbers = _DECIMAL.findall(passage.number)
    parts = tuple(numbers[-1].split(".")) if numbers else ()
    return parts if len(parts) > 1 or passage.kind is not ClauseKind.PARAGRAPH else ()


def runs_of(old: Sequence[Passage], new: Sequence[Passage], renumbered: Mapping[str, str]) -> tuple[Run, ...]:
    """The runs of a clause. A reference that followed ``renumbered`` counts as kept."""
    left, right = _Side(old), _Side(new)
    spans = _spans(left.keys, right.keys)
    spans = _joined(_settled(spans, left.keys, right.keys, renumbered))
    runs: list[Run] = []
    for span in spans or [Span(True, 0, 0, 0, 0)]:
        if span.kept:
            runs += _kept(left, right, span)
        else:
            runs += _one_sided(left, span.old_start, span.old_end, is_old=True)
            runs += _one_sided(right, span.new_start, span.new_end, is_old=False)
    return tuple(runs)


class _Side:
    """The words of one version of a clause, as one row over all its passages."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self.keys = [key for passage in passages for key in passage.keys]
        ends = [*accumulate(len(passage.keys) for passage in passages)]
        self._begins = dict(zip([0, *ends], passages, strict=False))  # passages by their first key
        self._places = [
            (passage, start, end)
            for passage in passages
            for start, end in pairwise((*passage.starts, len(passage.text)))
        ]

    def cuts(self, start: int, end: int) -> set[int]:
        """Where a passage begins in ``start:end``, as a distance from ``start``."""
        return {at - start for at in self._begins if start <= at < end}

    def number(self, at: int) -> str | None:
        """The number of the passage that begins here; None where none does."""
        passage = self._begins.get(at)
        return passage.number if passage is not None else None

    def text(self, start: int, end: int) -> str:
        """Words ``start:end`` of one passage, with the space after them."""
        passage, first, _ = self._places[start]
        return passage.text[first : self._places[end - 1][2]]


def _kept(left: _Side, right: _Side, span: Span) -> Iterable[Run]:
    length = span.old_end - span.old_start
    cuts = left.cuts(span.old_start, span.old_end) | right.cuts(span.new_start, span.new_end)
    if not length:  # clauses of a number alone
        cuts = {0}
    edges = sorted(cuts | {0, length})
    for start, end in zip(edges, [*edges[1:], length], strict=True):
        if start in cuts:
            old, new = left.number(span.old_start + start), right.number(span.new_start + start)
            if old is not None or new is not None:
                yield Run(Mark.NUMBER, old, new)
        if start < end:
            yield Run(
                Mark.KEPT,
                left.text(span.old_start + start, span.old_start + end),
                right.text(span.new_start + start, span.new_start + end),
            )


def _one_sided(side: _Side, start: int, end: int, *, is_old: bool) -> Iterable[Run]:
    cuts = side.cuts(start, end)
    edges = sorted(cuts | {0, end - start}) if start < end else []
    for first, last in pairwise(edges):
        if first in cuts:
            number = side.number(start + first)
            yield Run(Mark.NUMBER, number, None) if is_old else Run(Mark.NUMBER, None, number)
        text = side.text(start + first, start + last)
        yield Run(Mark.DELETED, text, None) if is_old else Run(Mark.INSERTED, None, text)


def _spans(old: Sequence[str], new: Sequence[str]) -> list[Span]:
    if old == new:
        return [Span(True, 0, len(old), 0, len(new))] if old else []
    if not old or not new:
        return [Span(False, 0, len(old), 0, len(new))]
    matcher = SequenceMatcher(None, old, new, autojunk=max(len(old), len(new)) > _LONG)
    return [Span(tag == "equal", *places) for tag, *places in matcher.get_opcodes()]


def _settled(
    spans: Iterable[Span], old: Sequence[str], new: Sequence[str], renumbered: Mapping[str, str]
) -> list[Span]:
    """The same spans, with references that followed their clause as kept, and small islands as changed."""
    followed = [
        span._replace(kept=True) if not span.kept and _follows(span, old, new, renumbered) else span
        for span in spans
    ]
    settled = []
    for at, span in enumerate(followed):
        inside = 0 < at < len(followed) - 1
        if span.kept and inside and span.old_end - span.old_start <= _ISLAND:
            around = (followed[at - 1], followed[at + 1])
            drowned = all(_size(other) > 2 * (span.old_end - span.old_start) for other in around)
            settled.append(span._replace(kept=not (drowned and not any(other.kept for other in around))))
        else:
            settled.append(span)
    return settled


def _size(span: Span) -> int:
    return max(span.old_end - span.old_start, span.new_end - span.new_start)


def _follows(span: Span, old: Sequence[str], new: Sequence[str], renumbered: Mapping[str, str]) -> bool:
    """Whether the change is a reference, "artikel 7.3", that followed the clause to its new number."""
    if (span.old_end - span.old_start, span.new_end - span.new_start) != (1, 1):
        return False
    before = [key.lower() for key in old[max(0, span.old_start - 2) : span.old_start] if key != "."]
    is_reference = bool(before) and before[-1] in _REFERRING
    return is_reference and renumbered.get(old[span.old_start]) == new[span.new_start]


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Neighbours to which the same happened, as one."""
    joined: list[Span] = []
    for span in spans:
        if joined and joined[-1].kept is span.kept:
            joined[-1] = joined[-1]._replace(old_end=span.old_end, new_end=span.new_end)
        else:
            joined.append(span)
    return joined
