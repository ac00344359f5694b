"""The nouns of the analyser, from a contract's text to a verdict.

Conventions, said once and relied on everywhere:

* An offset is a half-open range of characters ``[start, end)`` in ``Document.text``.
* A box is in points (1/72 inch), origin at the top left of the page, y growing downwards.
* Pages count from 1. ``page is None`` means that the format has no pages (DOCX, ODT).
* Tuples are in reading order.
* "not found", "not looked for" and "could not be read" are three values, never one.

Every class refuses, at birth, values that break these rules.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from analyser.papers import Citation, Stack
from analyser.positions import Box, WordMap
from analyser.verdicts import GAPS, LEARNED, SET_ASIDE, Certainty, Role, Severity, Subject, Verdict

__all__ = [
    "GAPS",
    "LEARNED",
    "SET_ASIDE",
    "Assessment",
    "Block",
    "BlockKind",
    "Box",
    "Certainty",
    "Citation",
    "Clause",
    "ClauseKind",
    "Comment",
    "Document",
    "Evidence",
    "Finding",
    "Format",
    "Notice",
    "Page",
    "PageStatus",
    "Profile",
    "Receipt",
    "Revision",
    "Role",
    "Severity",
    "Stack",
    "Subject",
    "Text",
    "Verdict",
    "View",
    "WordMap",
]


class Format(StrEnum):
    """What a file is, decided by its content and never by its name."""

    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    MARKDOWN = "markdown"  # this and what follows: versions of online terms, see analyser.watching
    HTML = "html"
    TEXT = "text"


class View(StrEnum):
    """Which text of a document with tracked changes is judged."""

    ACCEPTED = "accepted"  # what the contract would say; the default
    REJECTED = "rejected"  # what it said before the open changes
    MARKED = "marked"  # both, insertions and deletions side by side


class BlockKind(StrEnum):
    """Where a block of text stands in its file."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"  # carries a list number or bullet
    TABLE_ROW = "table-row"  # cells joined by " | "
    TEXT_BOX = "text-box"
    FOOTNOTE = "footnote"
    HEADER = "header"
    FOOTER = "footer"


class ClauseKind(StrEnum):
    """The levels of a contract's tree."""

    PART = "part"  # chapter, module, or an agreement inside a bundle
    ARTICLE = "article"
    PARAGRAPH = "paragraph"  # 7.3, or an unnumbered paragraph
    ITEM = "item"  # a), (i), a bullet
    ANNEX = "annex"
    DEFINITIONS = "definitions"
    TABLE = "table"
    NOTE = "note"  # footnote, text box
    FURNITURE = "furniture"  # running header or footer


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or table row: the smallest unit a reader delivers.

    ``text[start:end]`` holds its words including the computed list number, so that
    "7.3 Leverancier meldt ..." reads the same from PDF, where the number is printed, and from
    DOCX, where Word computes it. ``number`` repeats that number as it stands in the text ("7.3",
    "Artikel 7", "a)"), or is None where the reader knows of none (segmentation may still find one).
    """

    start: int
    end: int
    kind: BlockKind
    page: int | None = None  # page on which it starts; None: the format has no pages
    paragraph: int | None = None  # ordinal in the body of a DOCX or ODT, from 1; None for PDF
    section: str = ""  # DOCX/ODT: part of the file ("body", "header", "footnotes", ...)
    number: str | None = None
    level: int | None = None  # outline or list depth, 0 the outermost; None: unknown

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"block has no sound range: {self.start}..{self.end}")


@dataclass(frozen=True, slots=True)
class Clause:
    """A node of the contract's tree.

    ``start..end`` covers the clause's own text and that of all its children;
    ``parent`` is an index in ``Document.clauses`` (None at the top). ``label`` is how a lawyer
    points at it: "artikel 7.3 onder b", "Bijlage 2, artikel 4".
    """

    start: int
    end: int
    kind: ClauseKind
    number: str | None
    heading: str | None
    parent: int | None
    label: str

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"clause has no sound range: {self.start}..{self.end}")


class PageStatus(StrEnum):
    """How the text of a page came to be known."""

    READ = "read"
    SECOND_READER = "second-reader"  # first reader looked incomplete; the second one's text was taken
    OCR = "ocr"
    EMPTY = "empty"  # nothing to read: no text, no image that could hold text
    UNREAD = "unread"  # something is there and it could not be read


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a PDF: size in points, how it was read, and what was found on it."""

    number: int
    width: float
    height: float
    status: PageStatus
    words: int
    start: int  # range of Document.text that stands on this page
    end: int


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader must know: a part that could not be read, or a doubt.

    ``code`` is one of ``analyser.reading.notices.NOTICES``, where its Dutch and English
    sentences stand; ``details`` fills their places. A notice with ``unread=True`` means text
    may be missing, so no requirement can be called missing without saying so.
    """

    code: str
    unread: bool = False
    page: int | None = None
    part: str = ""
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """One tracked change: who inserted or deleted which words, and when (ISO 8601, may be empty)."""

    kind: str  # "insertion", "deletion", "move-from", "move-to"
    author: str
    date: str
    text: str
    start: int | None  # place in Document.text; None where this view does not show the text
    end: int | None


@dataclass(frozen=True, slots=True)
class Comment:
    """A margin comment of the file, with the range it is anchored to (None: anchor not found)."""

    author: str
    date: str
    text: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Document:
    """One file, read. Nothing about it is judged yet."""

    name: str  # the file's own name, without folders
    sha256: str
    format: Format
    text: str
    blocks: tuple[Block, ...]
    clauses: tuple[Clause, ...]
    pages: tuple[Page, ...] = ()  # empty for formats without pages
    words: WordMap = field(default_factory=WordMap)  # empty for formats without pages
    notices: tuple[Notice, ...] = ()
    view: View = View.ACCEPTED
    revisions: tuple[Revision, ...] = ()
    comments: tuple[Comment, ...] = ()

    def __post_init__(self) -> None:
        _check_ranges("block", ((b.start, b.end) for b in self.blocks), len(self.text))
        for index, clause in enumerate(self.clauses):
            if clause.end > len(self.text):
                raise ValueError(f"clause {clause.label!r} ends outside the text")
            if clause.parent is not None and not 0 <= clause.parent < index:
                raise ValueError(f"clause {clause.label!r} stands before its parent")

    def clause_at(self, offset: int) -> Clause | None:
        """The innermost clause that holds ``offset``, or None where no clause does."""
        found = None
        for clause in self.clauses:  # parents stand before children
            if clause.start > offset:
                break
            if offset < clause.end:
                found = clause
        return found

    def block_at(self, offset: int) -> Block | None:
        """The block that holds ``offset``, or None between blocks."""
        index = bisect_right(self.blocks, offset, key=lambda block: block.start) - 1
        if index >= 0 and offset < self.blocks[index].end:
            return self.blocks[index]
        return None

    def page_at(self, offset: int) -> int | None:
        """The page on which ``offset`` stands; None for formats without pages."""
        index = bisect_right(self.pages, offset, key=lambda page: page.start) - 1
        return self.pages[index].number if index >= 0 else None

    @property
    def word_count(self) -> int:
        """Words of the text as white space parts them."""
        return len(self.text.split())

    @property
    def unread(self) -> tuple[Notice, ...]:
        """The notices that say text may be missing."""
        return tuple(notice for notice in self.notices if notice.unread)


def _check_ranges(what: str, ranges: Iterable[tuple[int, int]], length: int) -> None:
    """Refuse ranges that overlap, run backwards, or leave the text."""
    at = 0
    for start, end in ranges:
        if start < at:
            raise ValueError(f"{what} at {start} overlaps the one before it")
        if end > length:
            raise ValueError(f"{what} at {start}..{end} ends outside the text ({length})")
        at = end


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of a contract with their place, and why they count.

    ``text`` equals ``document.text[start:end]`` with white space folded; ``deciding`` are
    ranges inside ``start..end``: the words that decided.
    """

    file: str
    clause: str  # label of the innermost clause, "" where the text stands in none
    page: int | None
    text: str
    start: int
    end: int
    boxes: tuple[Box, ...]
    role: Role
    rule: str  # id of the rule that fired, LEARNED, SET_ASIDE, or "" for NEAREST
    deciding: tuple[tuple[int, int], ...] = ()
    score: float | None = None  # likeness 0..1; only for NEAREST and LEARNED

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError("evidence without words")
        for start, end in self.deciding:
            if not self.start <= start < end <= self.end:
                raise ValueError("deciding words stand outside their evidence")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was done before a requirement was called missing, so that "missing" can be checked."""

    passages: int  # sentences read for this requirement, over all files
    words: int
    nearest: tuple[Evidence, ...]  # closest first
    unread: tuple[str, ...]  # what could not be read: "contract.pdf, p. 3"
    absent: tuple[str, ...] = ()  # papers that the contract names and the dossier lacks


@dataclass(frozen=True, slots=True)
class Text:
    """The same sentence in the user's two languages."""

    nl: str
    en: str

    def __getitem__(self, language: str) -> str:
        """The sentence in ``language``, "nl" or "en"."""
        if language == "nl":
            return self.nl
        if language == "en":
            return self.en
        raise KeyError(language)


@dataclass(frozen=True, slots=True)
class Profile:
    """Whose conditions a contract is held against. ``sha256`` covers its file and those it builds on."""

    id: str
    title: Text
    organisation: Text
    sha256: str


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict on one requirement, with everything that led to it."""

    requirement: str
    theme: str
    severity: Severity
    verdict: Verdict
    confidence: float  # 0..1: the share of verdicts with this confidence that is right
    certainty: Certainty  # the same in words
    review: bool  # a person should look before relying on it
    explanation: Text
    evidence: tuple[Evidence, ...]
    found: tuple[str, ...]  # ids of the norm's elements that were found
    lacking: tuple[str, ...]  # ids of the elements that were not
    receipt: Receipt

    def __post_init__(self) -> None:
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence {self.confidence} is not between 0 and 1")
        if self.verdict in (Verdict.MET, Verdict.PARTIAL, Verdict.CONTRARY) and not self.evidence:
            raise ValueError(f"{self.requirement}: {self.verdict} without evidence")


@dataclass(frozen=True, slots=True)
class Assessment:
    """A dossier judged: one finding for each requirement, in the library's order."""

    library_version: str
    library_sha256: str
    model_sha256: str  # of the learned weights; "" where the library has none
    documents: tuple[Document, ...]
    languages: tuple[str, ...]  # of each document, by the language of most of its sentences: "nl", "en"
    applies: tuple[Subject, ...]
    applies_source: str  # "detected", "given" or "all"
    findings: tuple[Finding, ...]
    profile: Profile | None = None  # None: judged before there were profiles
    stack: Stack = field(default_factory=Stack)  # the dossier's papers and their order
