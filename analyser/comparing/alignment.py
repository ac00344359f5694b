"""Which passages of the old version became which of the new one.

From sure to less sure, as one does by hand. Passages with the same words are tied as far as they stand in
the same order, so that most words are tied (a contract may say the same twice, so what occurs once is no
anchor of itself); then the same words elsewhere: they moved. What is left is tied by likeness (words and
pairs of neighbouring words that two passages share), the best first, and between the same neighbours
sooner than elsewhere. Last, a passage whose words went into a neighbour's clause joins it: a clause was
split, or two became one.

A plain diff of all words knows no moves and gets lost in repeated phrases; a diff of paragraphs calls each
reworded clause removed and added. Whole passages are compared as keys and only what is left by its words,
so that long contracts stay quick; difflib sees no more than one clause at a time.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from analyser.comparing.changes import Passage
from analyser.model import ClauseKind

Row = tuple[list[int], list[int]]  # indexes of old and of new passages, ascending; one may be empty
Features = frozenset[str | tuple[str, str]]

_ALIKE: Final = 0.55  # likeness from which two passages are versions of one clause
_SAME_GAP: Final = 0.2  # what standing between the same neighbours adds to it
_REPEATED: Final = 50  # times the same words may stand in a version for their order to be weighed
_COMMON: Final = 20  # passages that share a word, from where it says little about which is meant
_CANDIDATES: Final = 6  # passages looked at closely, for each passage
_INSIDE: Final = 0.7  # share of a passage that went into another clause
_TELLING: Final = 4  # words and marks; what is shorter is alike by chance
_ASIDE: Final = frozenset({ClauseKind.NOTE, ClauseKind.FURNITURE})  # the printer gives them their place


def align(
    old: Sequence[Passage], new: Sequence[Passage], twins: Mapping[int, int]
) -> tuple[tuple[Row, bool], ...]:
    """Every passage in one row, with whether the row moved; in the order of the new version.

    ``twins`` gives the new document that each old one became. What is only in the old version stands
    after what it stood after there.
    """
    return _Alignment(old, new, twins).rows()


class _Alignment:
    """The rows while they are found; a row that is not here yet has one passage, and is free."""

    def __init__(self, old: Sequence[Passage], new: Sequence[Passage], twins: Mapping[int, int]) -> None:
        self._sides = (old, new)
        self._same = tuple([(p.keys, p.kind is ClauseKind.FURNITURE) for p in side] for side in (old, new))
        self._row_of: tuple[dict[int, Row], dict[int, Row]] = ({}, {})
        self._features: tuple[dict[int, Features], dict[int, Features]] = ({}, {})
        self._tie_in_order()
        self._tie_unique([[twins.get(passage.document) for passage in old], [p.document for p in new]])
        self._tie_unique([[None] * len(old), [None] * len(new)])
        self._tie_elsewhere()
        self._tie_alike()
        for side in (0, 1):
            self._join_split(side)

    def rows(self) -> tuple[tuple[Row, bool], ...]:
        steady = self._steady()
        kept = {id(row) for row in steady}
        placed: list[tuple[tuple[int, int, int], Row, bool]] = []
        for row in self._tied():
            moved = id(row) not in kept and self._has_place(row)
            placed.append(((row[1][0], 0, 0), row, moved))
        placed += [((at, 0, 0), ([], [at]), False) for at in self._free(1)]
        starts = [row[0][0] for row in steady]
        for at in self._free(0):
            before = bisect_left(starts, at)
            after = steady[before - 1][1][-1] if before else -1
            placed.append(((after, 1, at), ([at], []), False))
        return tuple((row, moved) for _, row, moved in sorted(placed, key=lambda entry: entry[0]))

    def _tied(self) -> list[Row]:
        """The rows with passages on both sides, in the order of the old version."""
        rows = {id(row): row for row in self._row_of[0].values()}
        return sorted(rows.values(), key=lambda row: row[0][0])

    def _free(self, side: int) -> list[int]:
        return [at for at in range(len(self._sides[side])) if at not in self._row_of[side]]

    def _tie(self, old: int, new: int) -> None:
        row = ([old], [new])
        self._row_of[0][old] = self._row_of[1][new] = row

    def _has_place(self, row: Row) -> bool:
        """Whether it can move at all."""
        both = [self._sides[side][row[side][0]] for side in (0, 1)]
        return all(passage.keys and passage.kind not in _ASIDE for passage in both)

    def _steady(self) -> list[Row]:
        """The rows that stayed in one order; what moved is what has the fewest words."""
        rows = {row[0][0]: row for row in self._tied() if self._has_place(row)}
        weighed = [
            (at, row[1][0], sum(len(self._sides[0][old].keys) for old in row[0])) for at, row in rows.items()
        ]
        return [rows[at] for at, _ in _heaviest(weighed)]

    def _gaps(self) -> list[Row]:
        """The free passages between two steady rows, for each gap, the outermost gaps included."""
        steady = self._steady()
        gaps: list[Row] = [([], []) for _ in range(len(steady) + 1)]
        for side in (0, 1):
            starts = [row[side][0] for row in steady]
            for at in self._free(side):
                gaps[bisect_left(starts, at)][side].append(at)
        return gaps

    # -- the same words -----------------------------------------------------------------------

    def _tie_in_order(self) -> None:
        """Tie the same words as far as they stand in the same order, so that most words are tied."""
        places: dict[Hashable, list[int]] = defaultdict(list)
        for at, same in reversed([*enumerate(self._same[1])]):
            places[same].append(at)
        pairs = [
            (old, new, len(same[0]))
            for old, same in enumerate(self._same[0])
            if same[0] and len(places[same]) <= _REPEATED
            for new in places[same]
        ]
        for old, new in _heaviest(pairs):
            self._tie(old, new)

    def _tie_unique(self, groups: Sequence[Sequence[Hashable]]) -> None:
        """Tie what occurs once in each version of a group of documents."""
        found: tuple[dict[Hashable, list[int]], ...] = (defaultdict(list), defaultdict(list))
        for side in (0, 1):
            for at in self._free(side):
                if self._sides[side][at].keys:
                    found[side][self._same[side][at], groups[side][at]].append(at)
        for identity, places in found[0].items():
            others = found[1].get(identity, [])
            if len(places) == len(others) == 1:
                self._tie(places[0], others[0])

    def _tie_elsewhere(self) -> None:
        """Tie what occurs more often and tells enough to be known again, in its order."""
        same: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for at in reversed(self._free(1)):
            same[self._sides[1][at].keys].append(at)
        for at in self._free(0):
            keys = self._sides[0][at].keys
            if len(keys) >= _TELLING and same[keys]:
                self._tie(at, same[keys].pop())

    # -- alike --------------------------------------------------------------------------------

    def _tie_alike(self) -> None:
        gaps = self._gaps()
        gap_of, new_gap_of = (
            {at: number for number, gap in enumerate(gaps) for at in gap[side]} for side in (0, 1)
        )
        holders: dict[object, list[int]] = defaultdict(list)
        for new in self._free(1):
            for feature in self._features_of(1, new):
                holders[feature].append(new)
        scored = []
        for old, gap in gap_of.items():
            for new in {*self._sharing(old, holders), *gaps[gap][1][:_CANDIDATES]}:
                score = self._likeness(old, new) + (_SAME_GAP if new_gap_of[new] == gap else 0.0)
                if self._same[0][old][1] is self._same[1][new][1] and score >= _ALIKE:
                    scored.append((-round(score, 6), abs(old - new), old, new))
        for _, _, old, new in sorted(scored):
            if old not in self._row_of[0] and new not in self._row_of[1]:
                self._tie(old, new)

    def _sharing(self, old: int, holders: dict[object, list[int]]) -> list[int]:
        """The new passages that share most of the rarer words of an old one."""
        shared: Counter[int] = Counter()
        for feature in self._features_of(0, old):
            held = holders.get(feature, [])
            if len(held) <= _COMMON:
                shared.update(held)
        most = sorted(shared.items(), key=lambda entry: (-entry[1], entry[0]))
        return [new for new, _ in most[:_CANDIDATES]]

    def _likeness(self, old: int, new: int) -> float:
        """Share of words and pairs that two passages have in common, 0..1."""
        left, right = self._features_of(0, old), self._features_of(1, new)
        return 2 * len(left & right) / (len(left) + len(right)) if left or right else 0.0

    def _features_of(self, side: int, at: int) -> Features:
        """The words of a passage and its pairs of neighbouring words, capitals and marks left out."""
        held = self._features[side].get(at)
        if held is None:
            words = [key.casefold() for key in self._sides[side][at].keys if key[0].isalnum()]
            held = self._features[side][at] = frozenset([*words, *pairwise(words)])
        return held

    # -- split and joined ---------------------------------------------------------------------

    def _join_split(self, side: int) -> None:
        """Let passages of one version join the clause of the other that took up their words."""
        gaps = self._gaps()
        gap_of = {at: gap for gap in gaps for at in gap[side]}
        for step in (1, -1):  # the parts after the one that was tied, then those before it
            for at in self._free(side)[::step]:
                row = self._row_of[side].get(at - step)
                if row is not None and (self._took_up(side, at, row) or self._within(side, at, row)):
                    row[side][slice(len(row[side]), None) if step == 1 else slice(0, 0)] = [at]
                    self._row_of[side][at] = row
                    continue
                for other in gap_of[at][1 - side][:_CANDIDATES]:
                    alone: Row = ([], [other]) if side == 0 else ([other], [])
                    if other not in self._row_of[1 - side] and self._took_up(side, at, alone):
                        self._tie(*((at, other) if side == 0 else (other, at)))
                        break

    def _took_up(self, side: int, at: int, row: Row) -> bool:
        """Whether the other side of ``row`` holds most of a passage that its own side does not hold."""
        taken = set().union(*(self._features_of(1 - side, other) for other in row[1 - side]))
        for own in row[side]:
            taken -= self._features_of(side, own)
        features = self._features_of(side, at)
        is_telling = len(self._sides[side][at].keys) >= _TELLING
        return is_telling and len(features & taken) >= _INSIDE * len(features)

    def _within(self, side: int, at: int, row: Row) -> bool:
        """Whether just these words stand in the clause's other side and not in its own."""
        passage, *sides = (
            f" {' '.join(key for other in places for key in self._sides[s][other].keys)} "
            for s, places in ((side, [at]), (1 - side, row[1 - side]), (side, row[side]))
        )
        return bool(self._sides[side][at].keys) and passage in sides[0] and passage not in sides[1]


def _heaviest(pairs: Sequence[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """Of pairs (old, new, weight) those that rise on both sides and weigh most together.

    ``pairs`` are sorted by old, and with the same old by new, falling; weights are 1 or more.
    """
    chains: list[tuple[int, int, int]] = []  # new place, weight and last pair of a chain; all rise
    before: list[int | None] = []
    for last, (_, new, weight) in enumerate(pairs):
        at = bisect_left(chains, new, key=lambda chain: chain[0])
        before.append(chains[at - 1][2] if at else None)
        weight += chains[at - 1][1] if at else 0
        end = at
        while end < len(chains) and chains[end][1] <= weight:
            end += 1
        chains[at:end] = [(new, weight, last)]
    heaviest: list[tuple[int, int]] = []
    step = chains[-1][2] if chains else None
    while step is not None:
        heaviest.append(pairs[step][:2])
        step = before[step]
    return heaviest[::-1]
