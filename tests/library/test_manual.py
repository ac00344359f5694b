"""The examples of patterns in the library's manual: each does what the manual says it does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from documents import document_of

from analyser.library import ClauseLibrary
from analyser.matching.language import build_nlp
from analyser.matching.passages import cut
from analyser.matching.phrases import PhraseBook, PhraseFinder
from analyser.matching.probes import match
from analyser.patterns import parse_pattern

MANUAL = Path(__file__).resolve().parents[2] / "clause_library" / "README.md"
NLP = build_nlp()


def examples() -> list[tuple[str, bool, str]]:
    """(pattern, whether it matches, sentence); " / " parts lines."""
    rows: list[tuple[str, bool, str]] = []
    for block in re.findall(r"^```patronen\n(.*?)^```", MANUAL.read_text(encoding="utf-8"), re.M | re.S):
        pattern = ""
        for line in block.splitlines():
            if found := re.fullmatch(r" {4}(ja|nee) +(.+)", line):
                rows.append((pattern, found[1] == "ja", found[2].replace(" / ", "\n")))
            else:
                pattern = line
    return rows


def test_the_manual_has_examples() -> None:
    assert len(examples()) > 20


@pytest.mark.parametrize(("pattern", "expected", "text"), examples())
def test_example(pattern: str, expected: bool, text: str, library: ClauseLibrary) -> None:
    books = {
        language: PhraseBook(language, {c.name: getattr(c, language) for c in library.word_classes})
        for language in ("nl", "en")
    }
    compiled = {language: book.compile(parse_pattern(pattern)) for language, book in books.items()}
    finders = {language: PhraseFinder(book, NLP.vocab) for language, book in books.items()}
    document = document_of(text)
    passages = [p for p in cut(document, NLP(document.text), finders, {}) if not p.is_heading]
    assert any(match(compiled[p.language], p) is not None for p in passages) is expected
