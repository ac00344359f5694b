"""Canonical forms and compounds; the word lists stand in data/lemmas_nl.yaml and lemmas_en.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from analyser.matching.canonical import canonical
from analyser.matching.compounds import parts
from analyser.matching.language import build_nlp
from analyser.matching.lexicon import lemma_overrides

DATA = Path(__file__).parent / "data"


def listed(language: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((DATA / f"lemmas_{language}.yaml").read_text(encoding="utf-8"))
    return content


FAMILIES = [
    pytest.param(language, lemma, form, id=f"{language}-{form}")
    for language in ("nl", "en")
    for kind in ("verbs", "nouns", "others")
    for lemma, forms in listed(language)[kind].items()
    for form in forms.split()
]
APART = [(language, words) for language in ("nl", "en") for words in listed(language)["apart"]]


@pytest.mark.parametrize(("language", "lemma", "form"), FAMILIES)
def test_inflections_meet(language: str, lemma: str, form: str) -> None:
    assert canonical(form, language) == lemma.replace("-", "")
    assert (
        canonical(form.capitalize(), language)
        == canonical(form.upper(), language)
        == canonical(form, language)
    )


def test_the_word_lists_are_long_enough_to_mean_something() -> None:
    assert sum(param.values[0] == "nl" for param in FAMILIES) >= 150
    assert sum(param.values[0] == "en" for param in FAMILIES) >= 80


@pytest.mark.parametrize(("language", "words"), APART)
def test_different_words_stay_apart(language: str, words: list[str]) -> None:
    assert len({canonical(word, language) for word in words}) == len(words)


@pytest.mark.parametrize(("language", "lemma", "form"), FAMILIES)
def test_a_canonical_form_is_its_own(language: str, lemma: str, form: str) -> None:
    assert canonical(canonical(form, language), language) == canonical(form, language)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_override_is_its_own(language: str) -> None:
    forms = {canonical(form, language) for form in lemma_overrides(language)}
    assert {form for form in forms if canonical(form, language) != form} == set()


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("7.3", "7.3"),
        ("€", "€"),
        ("24/7", "24/7"),
        ("-", "-"),
        ("(", "("),
        ("", ""),
        ("sub\u00adverwerkers", "subverwerker"),
        ("cate\u0301", "cate"),
        ("foto’s", "foto"),
        ("e-mail", "email"),
        ("persoons-", "persoon"),
        ("geldigheid", "geldigheid"),
        ("gevolgschade", "gevolgschade"),
        ("waaronder", "waaronder"),
        ("behoudens", "behoudens"),
    ],
)
def test_what_is_no_plain_dutch_word(word: str, form: str) -> None:
    assert canonical(word, "nl") == form


@pytest.mark.parametrize(
    ("word", "form"),
    [("don't", "don't"), ("we’ve", "we"), ("opted-out", "optout"), ("opt-out", "optout"), ("AI", "ai")],
)
def test_english_contractions_and_particles(word: str, form: str) -> None:
    assert canonical(word, "en") == form


def test_the_language_of_the_sentence_decides() -> None:
    doc = build_nlp()(
        "De verwerker meldt dat de data zijn gewist aan de klant.\n"
        "The processor notifies the customer that the data were deleted."
    )
    assert [token.norm_ for token in doc if token.is_alpha] == (
        "de verwerker melden dat de data zijn wissen aan de klant"
        " the processor notify the customer that the data be delete"
    ).split()
    assert [token.lemma_ for token in doc] == [token.norm_ for token in doc]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("verwerkingsverantwoordelijke", ("verwerking", "verantwoordelijke")),
        ("trainingsdata", ("training", "data")),
        ("beveiligingsmaatregelen", ("beveiliging", "maatregel")),
        ("subverwerkers", ("sub", "verwerker")),
        ("exitplan", ("exit", "plan")),
        ("dataportabiliteit", ("data", "portabiliteit")),
        ("persoonsgegevens", ("persoon", "gegevens")),
        ("AI-systemen", ("ai", "systeem")),
        ("geheimhoudingsplicht", ("geheimhouding", "plicht")),
        ("bodemenergie", ("bodem", "energie")),
        ("leverancier", ("leverancier",)),
        ("aansprakelijkheid", ("aansprakelijkheid",)),
        ("vertrouwelijkheid", ("vertrouwelijkheid",)),
        ("7.3", ("7.3",)),
        ("x" * 100, ("x" * 100,)),
    ],
)
def test_parts_of_a_compound(word: str, expected: tuple[str, ...]) -> None:
    assert parts(word) == expected
