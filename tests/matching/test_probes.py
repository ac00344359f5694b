"""When a pattern matches a passage: groups together, near, excluded, and in the heading."""

from __future__ import annotations

import pytest
from documents import document_of

from analyser.matching.language import build_nlp
from analyser.matching.passages import Passage, cut
from analyser.matching.phrases import CompiledPattern, PhraseBook, PhraseFinder
from analyser.matching.probes import match
from analyser.patterns import parse_pattern

NLP = build_nlp()
FAR = "Leverancier meldt, na zorgvuldig onderzoek en overleg met alle betrokken partijen, elk datalek."


def matched(pattern: str, text: str) -> list[str] | None:
    """The words that satisfied ``pattern`` in the last passage of ``text``; None where it did not match."""
    books = {language: PhraseBook(language, {}) for language in ("nl", "en")}
    compiled: dict[str, CompiledPattern] = {
        language: book.compile(parse_pattern(pattern)) for language, book in books.items()
    }
    finders = {language: PhraseFinder(book, NLP.vocab) for language, book in books.items()}
    document = document_of(text)
    doc = NLP(document.text)
    passage: Passage = cut(document, doc, finders, {})[-1]
    ranges = match(compiled[passage.language], passage)
    return None if ranges is None else [doc[s:e].text for s, e in ranges]


@pytest.mark.parametrize(
    ("why", "pattern", "text", "words"),
    [
        ("both in any order", "datalek + melden", FAR, ["meldt", "datalek"]),
        ("one of the two", "datalek + wissen", FAR, None),
        ("too far apart for ~", "melden ~ datalek", FAR, None),
        ("near enough for ~", "zorgvuldig ~ overleg", FAR, ["zorgvuldig", "overleg"]),
        (
            "near picks the pair that is near",
            "melden ~ storing",
            "Leverancier meldt datalekken aan de klant en aan de toezichthouder en meldt elke storing.",
            ["meldt", "storing"],
        ),
        ("excluded word", "melden - onderzoek", FAR, None),
        ("excluded word that is not there", "melden - boete", FAR, ["meldt"]),
        (
            "the heading counts for @",
            "@aansprakelijkheid + beperkt",
            "Artikel 9 Aansprakelijkheid\n9.1 De vergoeding is beperkt.",
            ["beperkt"],
        ),
        (
            "the heading does not count without @",
            "aansprakelijkheid + beperkt",
            "Artikel 9 Aansprakelijkheid\n9.1 De vergoeding is beperkt.",
            None,
        ),
        (
            "@ is satisfied by the sentence itself too",
            "@aansprakelijkheid + beperkt",
            "De aansprakelijkheid is beperkt.",
            ["aansprakelijkheid", "beperkt"],
        ),
        (
            "the lead-in of the list counts",
            "leverancier + back-ups",
            "Artikel 1 Plichten\n1.1 Leverancier zal:\na) storingen melden;\nb) back-ups maken.",
            ["Leverancier", "back-ups"],
        ),
        (
            "a match wholly in the lead-in says nothing of the item",
            "leverancier",
            "Artikel 1 Plichten\n1.1 Leverancier zal:\na) storingen melden;\nb) back-ups maken.",
            None,
        ),
    ],
)
def test_match(why: str, pattern: str, text: str, words: list[str] | None) -> None:
    assert matched(pattern, text) == words
