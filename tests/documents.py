"""Contracts of a few sentences, made in memory."""

from __future__ import annotations

from analyser.model import BlockKind, Document, Format
from analyser.reading.draft import Draft
from analyser.reading.segment import segment


def document_of(text: str, name: str = "voorbeeld.docx") -> Document:
    """A document with a paragraph for each line of ``text``, cut into clauses as a file would be."""
    draft = Draft()
    for number, line in enumerate(filter(None, (line.strip() for line in text.splitlines())), 1):
        draft.add(line, BlockKind.PARAGRAPH, paragraph=number, section="body")
    return Document(name, "0" * 64, Format.DOCX, draft.text, tuple(draft.blocks), segment(draft))
