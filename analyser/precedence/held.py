"""Which papers the files of a dossier are, and which annexes stand inside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from analyser.model import BlockKind, ClauseKind, Document
from analyser.papers import PaperKind
from analyser.precedence.mentions import Mention, mentions, published

_TITLE_BLOCKS: Final = 8  # in which a file says what it is
_LONGEST_TITLE: Final = 160  # characters; what is longer is a sentence
_AT_START: Final = 4  # characters before a title that begins with "Bijlage 2"
_BESIDE: Final = re.compile(
    r"\b(?:bij|behorend\w*\sbij|to|for|of|op|onder|under|van)\s(?:de|het|the)?\s?$", re.I
)
_FURNITURE: Final = frozenset({BlockKind.HEADER, BlockKind.FOOTER, BlockKind.FOOTNOTE})


_PLAIN_KINDS: Final = frozenset(PaperKind) - {PaperKind.ANNEX, PaperKind.OTHER}
_NUMBERED: Final = frozenset({PaperKind.ANNEX, PaperKind.AMENDMENT})


@dataclass(frozen=True, slots=True)
class Held:
    """A paper that the dossier holds: a whole document, or an annex inside one."""

    kind: PaperKind
    key: str
    name: str
    document: int
    start: int
    end: int
    is_file: bool

    def holds(self, document: int, offset: int) -> bool:
        """Whether it holds the character at ``offset`` of ``document``."""
        return self.document == document and self.start <= offset < self.end


def held_papers(documents: Sequence[Document]) -> tuple[Held, ...]:
    """The papers of a dossier: for each document itself, then the annexes inside it."""
    found: list[Held] = []
    for number, document in enumerate(documents):
        found.append(_whole(number, document))
        found.extend(_annexes(number, document))
    return tuple(found)


def _whole(number: int, document: Document) -> Held:
    """The file itself, by its first lines, else by its name. "Bijlage 2" may stand above "Service levels"."""
    title = list(_title_lines(document))
    by_name = re.sub(r"[._-]+", " ", document.name.rsplit(".", 1)[0])
    found = [(line if line in title else document.name, *_named(line)) for line in (*title, by_name)]
    key = next((key for _, _, key in found if key), "")
    for kinds in (_PLAIN_KINDS, {PaperKind.ANNEX}):
        for name, kind, _ in found:
            if kind in kinds:
                return Held(kind, key, name, number, 0, len(document.text), is_file=True)
    return Held(PaperKind.OTHER, key, document.name, number, 0, len(document.text), is_file=True)


def _title_lines(document: Document) -> Iterator[str]:
    blocks = [block for block in document.blocks if block.kind not in _FURNITURE][:_TITLE_BLOCKS]
    for block in blocks:
        line = " ".join(document.text[block.start : block.end].split()).lstrip("# ")
        if line.endswith((".", ";", ":")) or len(line) > _LONGEST_TITLE:
            return  # the text itself has begun
        yield line


def _named(title: str) -> tuple[PaperKind, str]:
    """What a title calls its paper. "Bijlage 2: SLA bij de overeenkomst" is service levels, annex 2."""
    kind, key = PaperKind.OTHER, ""
    for mention in mentions(title):
        if mention.kind in _NUMBERED:
            if mention.start < _AT_START:
                kind, key = mention.kind, mention.key
        elif not (_BESIDE.search(title[: mention.start]) or _is_amended(kind, mention)):
            return mention.kind, key
    return kind, key


def _is_amended(kind: PaperKind, mention: Mention) -> bool:
    """Whether a title names what it changes ("Allonge Overeenkomst"), and not what it is ("Addendum DPA")."""
    return kind is PaperKind.AMENDMENT and mention.kind is PaperKind.AGREEMENT


def _annexes(number: int, document: Document) -> Iterator[Held]:
    for clause in document.clauses:
        if clause.kind is not ClauseKind.ANNEX or clause.number is None:
            continue
        if clause.start == 0 and clause.end == len(document.text):
            continue  # the file is the annex
        title = " ".join(f"{clause.label} {clause.heading or ''}".split())
        kind, _ = _named(title)
        named = kind if kind not in (PaperKind.OTHER, PaperKind.AMENDMENT) else PaperKind.ANNEX
        yield Held(
            named, clause.number.upper(), clause.label, number, clause.start, clause.end, is_file=False
        )


class Shelf:
    """The held papers, asked which one a mention means."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.papers = held_papers(documents)
        self._around: dict[tuple[int, int], tuple[int, ...]] = {}

    def around(self, document: int, offset: int) -> tuple[int, ...]:
        """The papers that hold a place, the innermost first, as indexes in ``papers``."""
        if (document, offset) not in self._around:
            found = [i for i, paper in enumerate(self.papers) if paper.holds(document, offset)]
            found.sort(key=lambda i: self.papers[i].end - self.papers[i].start)
            self._around[document, offset] = tuple(found)
        return self._around[document, offset]

    def meant(self, mention: Mention, document: int) -> tuple[int, ...]:
        """The held papers that ``mention``, made in ``document``, means; () where the dossier has none."""
        around = self.around(document, mention.start)
        if mention.own:
            fitting = (i for i in around if self.papers[i].kind is mention.kind)
            return (next(fitting, around[0] if mention.kind is PaperKind.ANNEX else around[-1]),)
        if mention.key:
            return self._numbered(mention, document)
        if mention.kind is PaperKind.ANNEX:
            return self._annexes(document)
        if mention.kind is PaperKind.SUPPLIER_PAPERS:
            return tuple(i for i, paper in enumerate(self.papers) if paper.kind in _OF_SUPPLIER)
        return self._named(mention, around)

    def files(self, kind: PaperKind) -> tuple[int, ...]:
        """The files of the dossier that are of a kind."""
        return tuple(i for i, paper in enumerate(self.papers) if paper.is_file and paper.kind is kind)

    def _numbered(self, mention: Mention, document: int) -> tuple[int, ...]:
        """The annex of this document, else a file that calls itself so: another file's annex 1 is its own."""
        is_amendment = mention.kind is PaperKind.AMENDMENT
        keyed = [
            (i, paper)
            for i, paper in enumerate(self.papers)
            if paper.key == mention.key and (paper.kind is not PaperKind.AMENDMENT or is_amendment)
        ]
        inside = tuple(i for i, paper in keyed if paper.document == document)
        return inside or tuple(i for i, paper in keyed if paper.is_file)

    def _annexes(self, document: int) -> tuple[int, ...]:
        """All annexes that a document may call "the annexes": its own, and files that are one."""
        keyed = [(i, p) for i, p in enumerate(self.papers) if p.key and p.kind is not PaperKind.AMENDMENT]
        return tuple(i for i, paper in keyed if paper.is_file or paper.document == document)

    def _named(self, mention: Mention, around: Sequence[int]) -> tuple[int, ...]:
        """By kind, and by name where several are of that kind; a paper also calls itself by its name."""
        same = [i for i, paper in enumerate(self.papers) if paper.kind is mention.kind]
        if mention.published:
            same = [i for i in same if published(self.papers[i].name) == mention.published]
        word = re.compile(rf"(?<!\w){re.escape(mention.name)}(?!\w)", re.I)
        named = [i for i in same if word.search(self.papers[i].name)] if len(same) > 1 else []
        own = [i for i in around if i in (named or same)]
        return tuple(own[:1] or named or same)


_OF_SUPPLIER: Final = frozenset({PaperKind.SUPPLIER_TERMS, PaperKind.OFFER, PaperKind.POLICY})
