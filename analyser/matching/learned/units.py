"""What is scored: one block of a contract, with the heading above it and the words that introduce it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Span

from analyser.model import BlockKind, ClauseKind, Document
from analyser.reading.tree import Leads, ancestors, innermost_clauses

_FEWEST = 5  # words; shorter blocks are headings, labels and cells that say nothing alone


@dataclass(frozen=True, eq=False)
class Unit:
    """A block with its context. ``context`` holds spans of the same Doc: heading, lead-in."""

    block: Span
    context: tuple[Span, ...]

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the block."""
        return tuple(self.block.sents)  # type: ignore[attr-defined] # missing from spaCy's stubs

    @property
    def start(self) -> int:
        """Offset of the block's first character."""
        return int(self.block.start_char)

    @property
    def end(self) -> int:
        """Offset behind its last character."""
        return int(self.block.end_char)


def units_of(document: Document, doc: Doc) -> tuple[Unit, ...]:
    """The units of ``document`` in reading order; ``doc`` is its text after the language pipeline."""
    found = []
    clauses, leads = innermost_clauses(document), Leads(document)
    for block in document.blocks:
        clause = clauses.get(block.start)
        if block.kind in (BlockKind.HEADING, BlockKind.HEADER, BlockKind.FOOTER):
            continue
        if clause is not None and document.clauses[clause].kind is ClauseKind.FURNITURE:
            continue
        span = doc.char_span(block.start, block.end, alignment_mode="expand")
        if span is None or sum(token.is_alpha for token in span) < _FEWEST:
            continue
        found.append(Unit(span, tuple(_context(document, doc, clause, span, leads))))
    return tuple(found)


def _context(document: Document, doc: Doc, clause: int | None, block: Span, leads: Leads) -> list[Span]:
    if clause is None:
        return []
    found = []
    for index in (clause, *ancestors(document, clause)):
        node = document.clauses[index]
        if node.heading:
            at = document.text.find(node.heading, node.start, node.end)
            span = doc.char_span(at, at + len(node.heading), alignment_mode="expand") if at >= 0 else None
            if span is not None and not block.start <= span.start < block.end:
                found.append(span)
            break
    lead = leads.of(clause)
    span = doc.char_span(*lead, alignment_mode="expand") if lead else None
    if span is not None and not block.start <= span.start < block.end:
        found.append(span)
    return found
