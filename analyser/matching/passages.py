"""A contract cut into passages: one sentence each, with what the reader has in mind when reaching it.

A sentence in a contract leans on what stands above it: the words that introduce a list ("De Verwerker
zal:") belong to each item, and the heading ("Aansprakelijkheid") says what "beperkt tot het
factuurbedrag" is about.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from analyser.matching.leaning import Leaning, leaning_of
from analyser.matching.phrases import DocumentPhrases, Hits, PhraseFinder
from analyser.model import Clause, ClauseKind, Document
from analyser.reading.tree import Leads, innermost_clauses

_SKIPPED = {ClauseKind.FURNITURE}  # running headers and footers, tables of contents
_OPENING = 160  # characters in which a sentence shows that it leans on the one before
_CONTAINERS = {ClauseKind.ARTICLE, ClauseKind.ANNEX, ClauseKind.DEFINITIONS}


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """One sentence with its hits.

    ``hits`` are phrases of the sentence itself, ``lead_hits`` of the sentence that introduces its list
    (token ranges of their own place), ``heading_hits`` of the headings above. ``article`` is the index
    of the article, annex or unnumbered section it stands in (-1: none); ``is_heading`` marks a heading,
    which gives context and is never evidence.
    """

    index: int
    sentence: Span
    lead: Span | None
    language: str
    clause: int
    article: int
    is_heading: bool
    in_definitions: bool
    hits: Hits
    lead_hits: Hits
    heading_hits: frozenset[int]
    leaning: Leaning = Leaning.NOT

    def follows_up(self, other: Passage) -> bool:
        """Whether this is the next sentence of the same article of one document, and leans on ``other``."""
        return (
            self.leaning is not Leaning.NOT
            and self.index == other.index + 1
            and self.article == other.article
            and self.sentence.doc is other.sentence.doc
        )

    @property
    def start(self) -> int:
        """Offset of its first character in the document's text."""
        return int(self.sentence.start_char)

    @property
    def end(self) -> int:
        """Offset behind its last character."""
        return int(self.sentence.end_char)


def cut(
    document: Document, doc: Doc, finders: Mapping[str, PhraseFinder], own_words: Mapping[str, str]
) -> tuple[Passage, ...]:
    """All passages of ``document`` in reading order.

    ``doc`` is its text after the language pipeline; ``own_words`` are the names that the contract
    gives its parties, with their word class.
    """
    languages = sorted(set(doc.user_data["sentence_languages"]))
    phrases = {language: finders[language].in_document(doc, own_words) for language in languages}
    return tuple(_Cutter(document, doc, phrases).passages())


class _Cutter:
    """Carries the caches of one cut: leads and headings are read once a clause."""

    def __init__(self, document: Document, doc: Doc, phrases: dict[str, DocumentPhrases]) -> None:
        self._document = document
        self._doc = doc
        self._phrases = phrases
        self._lead_places = Leads(document)
        self._leads: dict[tuple[int, str], tuple[Span | None, Hits]] = {}
        self._headings: dict[tuple[int, str], frozenset[int]] = {}
        self._innermost = innermost_clauses(document)
        self._articles = [_article_of(document.clauses, i) for i in range(len(document.clauses))]
        self._in_definitions = [_in_definitions(document.clauses, i) for i in range(len(document.clauses))]

    def passages(self) -> list[Passage]:
        found: list[Passage] = []
        languages = self._doc.user_data["sentence_languages"]
        for sentence, language in zip(self._doc.sents, languages, strict=True):
            trimmed = _trimmed(sentence)
            if trimmed is None:
                continue
            clause = self._clause_at(trimmed.start_char)
            if clause >= 0 and self._document.clauses[clause].kind in _SKIPPED:
                continue
            lead, lead_hits = self._lead(clause, language, trimmed)
            found.append(
                Passage(
                    index=len(found),
                    sentence=trimmed,
                    lead=lead,
                    language=language,
                    clause=clause,
                    article=self._articles[clause] if clause >= 0 else -1,
                    is_heading=self._is_heading(clause, trimmed),
                    in_definitions=clause >= 0 and self._in_definitions[clause],
                    hits=self._phrases[language].in_sentence(trimmed),
                    lead_hits=lead_hits,
                    heading_hits=self._heading_hits(clause, language),
                    leaning=leaning_of(trimmed.text[:_OPENING]),
                )
            )
        return found

    def _clause_at(self, offset: int) -> int:
        block = self._document.block_at(offset)
        if block is None:
            return -1
        return self._innermost.get(block.start, -1)

    def _lead(self, clause: int, language: str, sentence: Span) -> tuple[Span | None, Hits]:
        if clause < 0:
            return None, {}
        if (clause, language) not in self._leads:
            place = self._lead_places.of(clause)
            span = self._doc.char_span(*place, alignment_mode="contract") if place else None
            hits = self._phrases[language].in_sentence(span) if span else {}
            self._leads[clause, language] = (span or None, hits)
        lead, hits = self._leads[clause, language]
        if lead is not None and lead.start <= sentence.start < lead.end:
            return None, {}  # the introducing sentence itself
        return lead, hits

    def _heading_hits(self, clause: int, language: str) -> frozenset[int]:
        if clause < 0:
            return frozenset()
        if (clause, language) not in self._headings:
            numbers: set[int] = set()
            index: int | None = clause
            while index is not None:
                node = self._document.clauses[index]
                if node.heading:
                    at = self._document.text.find(node.heading, node.start, node.end)
                    span = (
                        self._doc.char_span(at, at + len(node.heading), alignment_mode="expand")
                        if at >= 0
                        else None
                    )
                    if span is not None:
                        numbers.update(self._phrases[language].in_sentence(span))
                index = node.parent
            self._headings[clause, language] = frozenset(numbers)
        return self._headings[clause, language]

    def _is_heading(self, clause: int, sentence: Span) -> bool:
        if clause < 0:
            return False
        node = self._document.clauses[clause]
        if not node.heading:
            return False
        at = self._document.text.find(node.heading, node.start, node.end)
        return at >= 0 and sentence.end_char <= at + len(node.heading) and sentence.start_char >= node.start


def _article_of(clauses: tuple[Clause, ...], index: int) -> int:
    """The nearest article or annex above; else the outermost clause."""
    at = index
    while clauses[at].kind not in _CONTAINERS:
        parent = clauses[at].parent
        if parent is None:
            return at
        at = parent
    return at


def _in_definitions(clauses: tuple[Clause, ...], index: int) -> bool:
    at: int | None = index
    while at is not None:
        if clauses[at].kind is ClauseKind.DEFINITIONS:
            return True
        at = clauses[at].parent
    return False


def _trimmed(sentence: Span) -> Span | None:
    """The sentence without white space at its ends; None where nothing else is in it."""
    start, end = sentence.start, sentence.end
    while start < end and sentence.doc[start].is_space:
        start += 1
    while end > start and sentence.doc[end - 1].is_space:
        end -= 1
    return sentence.doc[start:end] if start < end else None
