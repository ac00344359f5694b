"""The papers that a dossier holds and those that it only names, as nodes with numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from analyser.model import Document
from analyser.papers import Citation, Holding, Paper, PaperKind
from analyser.precedence.held import Shelf
from analyser.precedence.mentions import Mention, mentions

GROUPS: Final = frozenset({PaperKind.ANNEX, PaperKind.AMENDMENT, PaperKind.SUPPLIER_PAPERS})
"""Kinds that a text names together: "the annexes", "documents of the supplier"."""

_CITED: Final = 3  # places kept of each paper
_QUOTED: Final = 600  # characters of a citation
# General terms speak of "the order" and "the offer" as such; only an agreement means one of its own.
_OF_AN_AGREEMENT: Final = frozenset(
    {PaperKind.AGREEMENT, PaperKind.ORDER, PaperKind.OFFER, PaperKind.REQUEST}
)
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)[^\s)>\]”\"'|]{3,200}", re.I)
_NEAR_ADDRESS: Final = 160  # characters between a paper's name and the address where it stands
_SENTENCE_END: Final = re.compile(r"\n|[.;!?]\s")
_DEFINITE: Final = re.compile(r"\b(?:de|het|onze|ons|the|our|its|zijn|haar|diens|and|en|in)\s$", re.I)


@dataclass(slots=True)
class Nodes:
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
        if address is not None and not paper.address and _is_of(mention, address.start(), text):
            holding = Holding.ONLINE if paper.holding is Holding.ABSENT else paper.holding
            paper = replace(paper, holding=holding, address=address.group().rstrip(".,;:"))
        self.papers[node] = paper

    def _is_reference(self, mention: Mention, document: int) -> bool:
        """Whether the text means a certain paper, and not that kind of paper in general."""
        if mention.key or mention.published:
            return True
        text = self.documents[document].text
        kind = self.shelf.papers[self.shelf.around(document, mention.start)[-1]].kind
        if mention.kind in GROUPS:
            return False
        if mention.kind in _OF_AN_AGREEMENT and kind is not PaperKind.AGREEMENT:
            return False
        before = text[max(0, mention.start - 8) : mention.start]
        return text[mention.start].isupper() and _DEFINITE.search(before) is not None


def _key(mention: Mention) -> tuple[PaperKind, str]:
    return mention.kind, mention.published or mention.key


def _is_of(mention: Mention, address: int, text: str) -> bool:
    """Whether an address behind a mention is of that paper: in its sentence, with no other paper between."""
    if _SENTENCE_END.search(text, mention.end, address):
        return False
    return next(mentions(text, mention.end, address), None) is None


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
