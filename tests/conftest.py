"""What most tests share: the real library and its matcher, built once a run."""

from __future__ import annotations

import pytest

from analyser.library import ClauseLibrary, load_library
from analyser.matching import LibraryMatcher
from analyser.model import BlockKind, Document, Format
from analyser.reading.draft import Draft
from analyser.reading.segment import segment


@pytest.fixture(scope="session")
def library() -> ClauseLibrary:
    return load_library()


@pytest.fixture(scope="session")
def matcher(library: ClauseLibrary) -> LibraryMatcher:
    return LibraryMatcher(library)


def document_of(text: str, name: str = "voorbeeld.docx") -> Document:
    """A document with a paragraph for each line of ``text``, cut into clauses as a file would be."""
    draft = Draft()
    for number, line in enumerate(filter(None, (line.strip() for line in text.splitlines())), 1):
        draft.add(line, BlockKind.PARAGRAPH, paragraph=number, section="body")
    return Document(name, "0" * 64, Format.DOCX, draft.text, tuple(draft.blocks), segment(draft))
