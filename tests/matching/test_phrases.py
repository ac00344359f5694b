"""Finding phrases: what matches, and that the shortcut finds what the long way finds."""

from __future__ import annotations

import pytest
from spacy.matcher import Matcher

from analyser.library import ClauseLibrary
from analyser.library.bank import load_examples
from analyser.matching import LANGUAGES
from analyser.matching.language import build_nlp
from analyser.matching.phrases import Hits, PhraseBook, PhraseFinder
from analyser.matching.probes import ProbeTable
from analyser.patterns import parse_pattern

NLP = build_nlp()


def hits(pattern: str, text: str, language: str = "nl", own: dict[str, str] | None = None) -> list[str]:
    book = PhraseBook(language, {"supplier": ["leverancier"]})
    numbers = book.compile(parse_pattern(pattern)).groups[0].phrases
    doc = NLP(text)
    found: Hits = PhraseFinder(book, NLP.vocab).in_document(doc, own or {}).in_sentence(doc[:])
    return [doc[s:e].text for number in sorted(numbers & found.keys()) for s, e in found[number]]


@pytest.mark.parametrize(
    ("why", "pattern", "text", "expected"),
    [
        ("inflection", "melden", "Verwerker meldt datalekken.", ["meldt"]),
        ("participle", "melden", "Het lek is gemeld.", ["gemeld"]),
        ("wildcard at the end", "datalek*", "De datalekprocedure geldt.", ["datalekprocedure"]),
        ("wildcard at the start", "*verwerker", "Een subverwerker helpt.", ["subverwerker"]),
        ("wildcard on both sides", "*verwerk*", "De subverwerkers helpen.", ["subverwerkers"]),
        ("wildcard with hyphen", "ai-*", "Het AI-systeem werkt.", ["AI-systeem"]),
        ("inner hyphens do not count", "subverwerker", "Een sub-verwerker helpt.", ["sub-verwerker"]),
        ("phrase", "grove schuld", "Bij opzet of grove schuld niet.", ["grove schuld"]),
        (
            "phrase with a gap",
            "inbreuk .. persoonsgegevens",
            "Een inbreuk in verband met persoonsgegevens.",
            ["inbreuk in verband met persoonsgegevens"],
        ),
        (
            "a gap of more than four words is another thing",
            "inbreuk .. persoonsgegevens",
            "Een inbreuk op de beveiliging die leidt tot verlies van persoonsgegevens.",
            [],
        ),
        ("words in another order are no phrase", "grove schuld", "De schuld was grove pech.", []),
        ("a part of a compound decides nothing", "energie", "De bodemenergie is warm.", []),
        ("word class", "{supplier}", "De Leverancier levert.", ["Leverancier"]),
    ],
)
def test_dutch(why: str, pattern: str, text: str, expected: list[str]) -> None:
    assert hits(pattern, text) == expected


def test_a_two_word_phrase_is_found_hyphenated() -> None:
    assert hits("third party", "A third-party tool is used by the third party.", "en") == [
        "third party",
        "third-party",
    ]


def test_names_of_the_contract_itself_count_for_their_class() -> None:
    assert hits("{supplier}", "Zolderkamp levert.", own={"zolderkamp": "supplier"}) == ["Zolderkamp"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shortcut_finds_what_every_pattern_on_every_sentence_finds(
    language: str, library: ClauseLibrary
) -> None:
    """Compiling only phrases whose words occur must change nothing but the time."""
    book = ProbeTable(library, language).book
    finder = PhraseFinder(book, NLP.vocab)
    text = "\n".join(
        example.text.replace("\n", " ")
        for requirement in library.requirements[::4]
        for example in load_examples(library.folder, requirement.id)[:3]
    )
    doc = NLP(text)
    shortcut = finder.in_document(doc, {})
    everything = _all_phrases(finder, doc)
    for sentence in doc.sents:
        naive = {
            number: tuple(sorted((sentence.start + s, sentence.start + e) for _, s, e in matcher(sentence)))
            for number, matcher in everything.items()
        }
        assert shortcut.in_sentence(sentence) == {number: found for number, found in naive.items() if found}


def _all_phrases(finder: PhraseFinder, doc: object) -> dict[int, Matcher]:
    matchers = {}
    prepared = finder.in_document(doc, {})  # type: ignore[arg-type]
    for number, phrase in enumerate(finder.book.phrases):
        if phrase is not None:
            matchers[number] = Matcher(NLP.vocab, validate=False)
            matchers[number].add("phrase", [prepared.token_patterns(phrase)], greedy="FIRST")
    return matchers
