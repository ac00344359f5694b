"""The stack of a dossier put together: papers held and named, and which goes before which."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from analyser.model import Document
from analyser.papers import Citation, Holding, Paper, PaperKind, Precedence, Stack
from analyser.precedence.held import Shelf
from analyser.precedence.mentions import Mention, mentions
from analyser.precedence.order import Claim, claims

_CITED: Final = 3  # places kept of each paper
_QUOTED: Final = 600  # characters of a citation
_MOST_DISPUTES: Final = 5
_GROUPS: Final = frozenset({PaperKind.ANNEX, PaperKind.SUPPLIER_PAPERS})
# General terms speak of "the order" and "the offer" as such; only an agreement means one of its own.
_OF_AN_AGREEMENT: Final = frozenset(
    {PaperKind.AGREEMENT, PaperKind.ORDER, PaperKind.OFFER, PaperKind.REQUEST}
)
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)[^\s)>\]”\"'|]{3,200}", re.I)
_NEAR_ADDRESS: Final = 160  # characters between a paper's name and the address where it stands
_DEFINITE: Final = re.compile(r"\b(?:de|het|onze|ons|the|our|its|zijn|haar|diens|and|en|in)\s$", re.I)


class Ranks:
    """The papers of a dossier in their order; asked which of two places goes before the other."""

    def __init__(
        self, documents: Sequence[Document], exclusions: Sequence[tuple[int, int, int]] = ()
    ) -> None:
        """``exclusions`` are sentences that turn the supplier's terms down: document and characters."""
        self._documents = documents
        self._exclusions = exclusions
        self._shelf = Shelf(documents)
        self._nodes = _Nodes(self._shelf, documents)
        self._edges = tuple(self._all_edges())
        self._nodes.add_references()
        self._ahead: dict[bool, dict[int, list[_Edge]]] = {False: defaultdict(list), True: defaultdict(list)}
        for edge in self._edges:
            self._ahead[edge.personal_data_only][edge.higher].append(edge)
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
            Precedence(place[e.higher], place[e.lower], e.personal_data_only, e.cited) for e in self._edges
        )
        return Stack(
            tuple(papers[i] for i in order), tuple(precedences), tuple(self._disputes()), tuple(rejected)
        )

    def _all_edges(self) -> Iterator[_Edge]:
        for number, document in enumerate(self._documents):
            for claim in claims(document):
                cited = cite(document, claim.start, claim.end)
                for higher, lower in self._pairs(claim, number):
                    yield _Edge(higher, lower, claim.personal_data_only, cited)
        terms = self._shelf.files(PaperKind.SUPPLIER_TERMS)
        for number, start, end in self._exclusions:
            excluding = self._shelf.around(number, start)[-1]
            cited = cite(self._documents[number], start, end)
            yield from (
                _Edge(excluding, paper, personal_data_only=False, cited=cited, excludes=True)
                for paper in terms
                if paper != excluding
            )

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
            tiers.append([i for i in range(len(self._shelf.papers)) if i not in named])
        for at, higher in enumerate(tiers):
            for lower in tiers[at + 1 :]:
                yield from ((h, low) for h in higher for low in lower)

    def _tiers(self, claim: Claim, document: int) -> list[list[int]]:
        """The papers of each tier, each in the highest that names it; "other annexes" are what is left."""
        taken: set[int] = set()
        named: list[list[int]] = []
        for tier in claim.tiers:
            single = [m for m in tier if m.kind not in _GROUPS or m.key]
            found = [i for m in single for i in self._nodes.of(m, document) if i not in taken]
            named.append(list(dict.fromkeys(found)))
            taken.update(found)
        for at, tier in enumerate(claim.tiers):
            groups = [m for m in tier if m.kind in _GROUPS and not m.key]
            found = [i for m in groups for i in self._shelf.meant(m, document) if i not in taken]
            named[at].extend(dict.fromkeys(found))
            taken.update(found)
        return named

    def _path(self, start: int, goal: int, only: bool) -> Citation | None:
        """The first clause on a way from ``start`` down to ``goal``."""
        seen = {start}
        ways = [(edge.lower, edge.cited) for edge in self._ahead[only][start]]
        for node, cited in ways:
            if node == goal:
                return cited
            if node not in seen:
                seen.add(node)
                ways.extend((edge.lower, cited) for edge in self._ahead[only][node])
        return None

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


@dataclass(slots=True)
class _Nodes:
    """Papers as nodes: those of the shelf by their number there, and behind them what is only named."""

    shelf: Shelf
    documents: Sequence[Document]
    papers: list[Paper] = field(default_factory=list)
    _named: dict[tuple[PaperKind, str], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for held in self.shelf.papers:
            name = self.documents[held.document].name
            self.papers.append(
                Paper(held.kind, held.name, held.key, file=name, start=held.start, end=held.end)
            )

    def of(self, mention: Mention, document: int) -> tuple[int, ...]:
        """The nodes that a mention means; one is made for a paper that the dossier does not hold."""
        return self.shelf.meant(mention, document) or (self._absent(mention, document),)

    def add_references(self) -> None:
        """Add the papers that the text refers to and the dossier lacks, with the places that name them."""
        for number, document in enumerate(self.documents):
            for mention in mentions(document.text):
                if mention.own:
                    continue
                held = self.shelf.meant(mention, number)
                known = self._named.get(_key(mention))
                if held:
                    continue
                if known is None and not self._is_reference(mention, number):
                    continue
                self._cite(known if known is not None else self._absent(mention, number), mention, number)

    def _absent(self, mention: Mention, document: int) -> int:
        key = _key(mention)
        if key not in self._named:
            self._named[key] = len(self.papers)
            holding = Holding.PUBLIC if mention.published else Holding.ABSENT
            self.papers.append(Paper(mention.kind, mention.name, mention.key, holding))
            self._cite(self._named[key], mention, document)
        return self._named[key]

    def _cite(self, node: int, mention: Mention, document: int) -> None:
        paper, text = self.papers[node], self.documents[document].text
        cited = cite(self.documents[document], *_line(text, mention.start))
        if len(paper.cited) < _CITED and cited not in paper.cited:
            paper = replace(paper, cited=(*paper.cited, cited))
        address = _ADDRESS.search(text, mention.end, mention.end + _NEAR_ADDRESS)
        if address is not None and "\n" not in text[mention.end : address.start()] and not paper.address:
            holding = Holding.ONLINE if paper.holding is Holding.ABSENT else paper.holding
            paper = replace(paper, holding=holding, address=address.group().rstrip(".,;:"))
        self.papers[node] = paper

    def _is_reference(self, mention: Mention, document: int) -> bool:
        """Whether the text means a certain paper, and not that kind of paper in general."""
        if mention.key or mention.published:
            return True
        text = self.documents[document].text
        kind = self.shelf.papers[self.shelf.around(document, mention.start)[-1]].kind
        if mention.kind in _GROUPS:
            return False
        if mention.kind in _OF_AN_AGREEMENT and kind is not PaperKind.AGREEMENT:
            return False
        before = text[max(0, mention.start - 8) : mention.start]
        return text[mention.start].isupper() and _DEFINITE.search(before) is not None


def _key(mention: Mention) -> tuple[PaperKind, str]:
    return mention.kind, mention.published or mention.key


def _line(text: str, offset: int) -> tuple[int, int]:
    """The line of the text around an offset: a paragraph, an item."""
    start, end = text.rfind("\n", 0, offset) + 1, text.find("\n", offset)
    return start, len(text) if end < 0 else end


def cite(document: Document, start: int, end: int) -> Citation:
    """The words at a place, shortened where they are many."""
    clause = document.clause_at(start)
    words = " ".join(document.text[start : min(end, start + _QUOTED)].split())
    text = f"{words} …" if end - start > _QUOTED else words
    return Citation(document.name, clause.label if clause else "", document.page_at(start), start, end, text)
