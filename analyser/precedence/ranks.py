"""The stack of a dossier put together: papers held and named, and which goes before which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Final

from analyser.model import Document
from analyser.papers import Citation, Holding, Paper, PaperKind, Precedence, Stack
from analyser.precedence.amendments import changes
from analyser.precedence.held import Held, Shelf
from analyser.precedence.nodes import GROUPS, Nodes, cite
from analyser.precedence.order import Claim, claims

_MOST_DISPUTES: Final = 5


class Ranks:
    """The papers of a dossier in their order; asked which of two places goes before the other."""

    def __init__(
        self, documents: Sequence[Document], exclusions: Sequence[tuple[int, int, int]] = ()
    ) -> None:
        """``exclusions`` are sentences that turn the supplier's terms down: document and characters."""
        self._documents = documents
        self._exclusions = exclusions
        self._shelf = Shelf(documents)
        self._nodes = Nodes(self._shelf, documents)
        said: dict[
            tuple[object, ...], _Edge
        ] = {}  # a clause that repeats what one before it says adds nothing
        for edge in self._all_edges():
            said.setdefault(
                (edge.higher, edge.lower, edge.personal_data_only, edge.excludes, edge.excepting), edge
            )
        self._edges = tuple(said.values())
        self._nodes.add_references()
        # Lower paper and first clause by higher paper: many clauses may say the same of two papers.
        self._ahead: dict[bool, dict[int, dict[int, Citation]]] = {
            only: defaultdict(dict) for only in (False, True)
        }
        self._excepting: dict[tuple[int, int], Citation] = {}
        self._paths: dict[tuple[int, bool], dict[int, Citation]] = {}
        for edge in self._edges:
            if edge.excepting:
                self._excepting.setdefault((edge.higher, edge.lower), edge.cited)
            else:
                self._ahead[edge.personal_data_only][edge.higher].setdefault(edge.lower, edge.cited)
        self._out = self._excluded()

    def above(self, one: tuple[int, int], other: tuple[int, int], *, personal_data: bool) -> Citation | None:
        """The clause by which the place ``one`` goes before ``other``; None where it does not.

        A place is a document of the dossier and an offset in its text. What a clause says of the
        processing of personal data alone comes first where ``personal_data`` is at stake.
        """
        if not self._edges:
            return None
        for left in self._shelf.around(*one):
            for right in self._shelf.around(*other):
                if left == right:
                    continue
                for only in (True, False) if personal_data else (False,):
                    ahead, behind = self._path(left, right, only), self._path(right, left, only)
                    if ahead is not None and behind is None:
                        return ahead
                    if ahead is not None or behind is not None:
                        return None
        return None

    def exception(self, one: tuple[int, int], other: tuple[int, int]) -> Citation | None:
        """The clause that puts the place ``one`` before ``other``, with an exception for the lower paper."""
        pairs = product(self._shelf.around(*one), self._shelf.around(*other)) if self._excepting else ()
        return next((self._excepting[pair] for pair in pairs if pair in self._excepting), None)

    def around(self, document: int, offset: int) -> tuple[int, ...]:
        """Numbers of the papers that hold a place, the innermost first: all that its rank depends on."""
        return self._shelf.around(document, offset)

    def exclusion(self, document: int, offset: int) -> Citation | None:
        """The clause by which the paper that holds a place does not apply; None where it does."""
        around = self._shelf.around(document, offset) if self._out else ()
        return next((self._out[paper] for paper in around if paper in self._out), None)

    def _is_out(self, paper: int) -> bool:
        """Whether a paper, or the file that it is an annex in, is excluded."""
        if paper >= len(self._shelf.papers):
            return False
        held = self._shelf.papers[paper]
        return self.exclusion(held.document, held.start) is not None

    def paper(self, document: int, offset: int) -> Paper:
        """The innermost paper that holds a place."""
        return self._nodes.papers[self._shelf.around(document, offset)[0]]

    def stack(self, rejected: Sequence[Citation] = ()) -> Stack:
        """All of it for a reader, the highest paper first."""
        levels = self._levels()
        papers = [
            replace(paper, level=levels.get(i), excluded=self._is_out(i))
            for i, paper in enumerate(self._nodes.papers)
        ]
        order = sorted(
            range(len(papers)),
            key=lambda i: (
                papers[i].excluded,
                papers[i].level or len(papers) + 1,
                papers[i].holding is not Holding.HELD,
                i,
            ),
        )
        place = {node: at for at, node in enumerate(order)}
        precedences = dict.fromkeys(
            Precedence(place[e.higher], place[e.lower], e.personal_data_only, e.cited, e.excepting)
            for e in self._edges
        )
        return Stack(
            tuple(papers[i] for i in order), tuple(precedences), tuple(self._disputes()), tuple(rejected)
        )

    def _all_edges(self) -> Iterator[_Edge]:
        for number, document in enumerate(self._documents):
            for claim in claims(document):
                cited = cite(document, claim.start, claim.end)
                excepted = {i for m in claim.excepted for i in self._shelf.meant(m, number)}
                for higher, lower in self._pairs(claim, number):
                    excepting = claim.excepts_lower or lower in excepted
                    yield _Edge(higher, lower, claim.personal_data_only, cited, excepting=excepting)
        yield from self._amending()
        terms = self._shelf.files(PaperKind.SUPPLIER_TERMS)
        for number, start, end in self._exclusions:
            excluding = self._shelf.around(number, start)[-1]
            cited = cite(self._documents[number], start, end)
            yield from (
                _Edge(excluding, paper, personal_data_only=False, cited=cited, excludes=True)
                for paper in terms
                if paper != excluding
            )

    def _amending(self) -> Iterator[_Edge]:
        """A paper that changes articles of another goes before it, and an amendment before an earlier one."""
        papers = self._shelf.papers
        for number, paper in enumerate(papers):
            is_amendment = paper.kind is PaperKind.AMENDMENT
            if not (paper.is_file and (is_amendment or paper.kind is PaperKind.ANNEX)):
                continue
            lower: dict[int, Citation] = {}
            for start, end, named in changes(self._documents[paper.document], paper.start, paper.end):
                meant = [i for mention in named for i in self._shelf.meant(mention, paper.document)]
                if is_amendment:
                    meant += self._shelf.files(PaperKind.AGREEMENT)
                    meant += [i for i, other in enumerate(papers) if _is_earlier(other, paper)]
                cited = cite(self._documents[paper.document], start, end)
                lower |= {i: cited for i in meant if i not in lower and papers[i].is_file and i != number}
            yield from (_Edge(number, i, personal_data_only=False, cited=c) for i, c in lower.items())

    def _excluded(self) -> dict[int, Citation]:
        """Papers that a clause of another one excludes, and that do not rank themselves above that one."""
        return {
            edge.lower: edge.cited
            for edge in self._edges
            if edge.excludes and self._path(edge.lower, edge.higher, only=False) is None
        }

    def _pairs(self, claim: Claim, document: int) -> Iterator[tuple[int, int]]:
        tiers = self._tiers(claim, document)
        if claim.others:
            named = set().union(*tiers)
            rest = (i for i, paper in enumerate(self._shelf.papers) if paper.kind is not PaperKind.AMENDMENT)
            tiers.append([i for i in rest if i not in named])
        for at, higher in enumerate(tiers):
            for lower in tiers[at + 1 :]:
                yield from ((h, low) for h in higher for low in lower)

    def _tiers(self, claim: Claim, document: int) -> list[list[int]]:
        """The papers of each tier, each in the highest that names it; "other annexes" are what is left."""
        taken: set[int] = set()
        named: list[list[int]] = []
        for tier in claim.tiers:
            single = [m for m in tier if m.kind not in GROUPS or m.key]
            found = [i for m in single for i in self._nodes.of(m, document) if i not in taken]
            named.append(list(dict.fromkeys(found)))
            taken.update(found)
        for at, tier in enumerate(claim.tiers):
            groups = [m for m in tier if m.kind in GROUPS and not m.key]
            found = [i for m in groups for i in self._shelf.meant(m, document) if i not in taken]
            named[at].extend(dict.fromkeys(found))
            taken.update(found)
        return named

    def _path(self, start: int, goal: int, only: bool) -> Citation | None:
        """The first clause on a way from ``start`` down to ``goal``."""
        if (start, only) not in self._paths:
            self._paths[start, only] = self._reached(start, only)
        return self._paths[start, only].get(goal)

    def _reached(self, start: int, only: bool) -> dict[int, Citation]:
        """Every paper below ``start``, the nearest first, with the first clause on the way to it."""
        found: dict[int, Citation] = {}
        ways = list(self._ahead[only][start].items())
        for node, cited in ways:
            if node not in found:
                found[node] = cited
                if node != start:
                    ways.extend((below, cited) for below in self._ahead[only][node] if below not in found)
        return found

    def _levels(self) -> dict[int, int]:
        """Ranks by the clauses that hold for everything; what is in dispute ranks nothing."""
        above: dict[int, set[int]] = defaultdict(set)
        for edge in self._edges:
            if edge.excludes or edge.higher in self._out or edge.lower in self._out:
                continue
            if not edge.personal_data_only and self._path(edge.lower, edge.higher, only=False) is None:
                above[edge.lower].add(edge.higher)
                above.setdefault(edge.higher, set())
        levels: dict[int, int] = {}
        while len(levels) < len(above):
            ready = [n for n, higher in above.items() if n not in levels and higher <= levels.keys()]
            levels |= {n: 1 + max((levels[h] for h in above[n]), default=0) for n in ready}
        return levels

    def _disputes(self) -> Iterator[tuple[Citation, Citation]]:
        said: dict[tuple[int, int, bool], Citation] = {}
        found: dict[tuple[Citation, Citation], None] = {}
        for edge in self._edges:
            other = said.get((edge.lower, edge.higher, edge.personal_data_only))
            said.setdefault((edge.higher, edge.lower, edge.personal_data_only), edge.cited)
            if other is not None:
                found[other, edge.cited] = None
        yield from list(found)[:_MOST_DISPUTES]


@dataclass(frozen=True, slots=True)
class _Edge:
    higher: int  # a node: the held papers first, then those that are only named
    lower: int
    personal_data_only: bool
    cited: Citation
    excludes: bool = False  # the lower one does not apply at all
    excepting: bool = False  # see ``Precedence.excepting``


def _is_earlier(amendment: Held, other: Held) -> bool:
    """Whether one amendment comes before another by its number."""
    is_numbered = amendment.kind is other.kind is PaperKind.AMENDMENT and amendment.key.isdigit()
    return is_numbered and other.key.isdigit() and int(amendment.key) < int(other.key)
