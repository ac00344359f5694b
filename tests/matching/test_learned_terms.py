"""The words of a passage as the learned scores see them, name by name and with the tokens they stand for."""

from __future__ import annotations

import pytest

from analyser.matching.actors import Parties, find_parties
from analyser.matching.language import build_nlp
from analyser.matching.learned.terms import stance_terms, subject_terms

NLP = build_nlp()
SUPPLIER, BUYER = frozenset({"leverancier"}), frozenset({"klant"})


@pytest.mark.parametrize(
    ("why", "text", "names"),
    [
        (
            "words by their canonical form, then pairs of neighbours",
            "Leverancier meldde datalekken",
            ["leverancier", "melden", "datalek", "leverancier melden", "melden datalek", "~data", "~lek"],
        ),
        (
            "every number is the same word, in figures and in letters",
            "binnen 48 of drie uur",
            ["binnen", "#", "of", "#", "uur", "binnen #", "# of", "of #", "# uur"],
        ),
        ("a percentage keeps its sign", "99,5 %", ["#", "%", "# %"]),
        ("punctuation is no word, and parts no pair", "prijs, order.", ["prijs", "order", "prijs order"]),
        ("an inner hyphen makes a word", "back-up", ["backup"]),
        (
            "what mixes letters and figures is no word",
            "norm NEN7510 geldt",
            ["norm", "gelden", "norm gelden"],
        ),
        ("a word that is no compound has no parts", "order", ["order"]),
        (
            "a compound gives its parts after all pairs",
            "omzetbelasting",
            ["omzetbelasting", "~omzet", "~belasting"],
        ),
        ("signs alone are nothing", "– ; | .", []),
        ("no text, no terms", "", []),
    ],
)
def test_subject_terms(why: str, text: str, names: list[str]) -> None:
    assert [term.name for term in subject_terms(NLP(text))] == names


@pytest.mark.parametrize(
    ("why", "text", "names"),
    [
        (
            "the parties by their side, in runs of up to three",
            "Leverancier factureert klant",
            [
                *("<supplier>", "factureren", "<buyer>"),
                *("<supplier> factureren", "factureren <buyer>"),
                "<supplier> factureren <buyer>",
            ],
        ),
        (
            "both parties together",
            "Partijen zullen",
            ["<party>", "zullen", "<party> zullen"],
        ),
        (
            "punctuation is no word of its own and stands in the runs",
            "prijs, order",
            ["prijs", "order", "prijs |", "| order", "prijs | order"],
        ),
        (
            "a quotation mark breaks nothing",
            "prijs “order”",
            ["prijs", "order", "prijs order"],
        ),
        ("a sign of money is a word", "€ 5", ["€", "#", "€ #"]),
        ("one break is no term", ";", []),
    ],
)
def test_stance_terms(why: str, text: str, names: list[str]) -> None:
    doc = NLP(text)
    assert [term.name for term in stance_terms(doc, find_parties(doc, SUPPLIER, BUYER))] == names


def test_a_term_knows_its_tokens_in_the_whole_contract() -> None:
    doc = NLP("De prijs is vast.\nKlant betaalt (zonder korting) omzetbelasting.")
    sentence = list(doc.sents)[1]
    places = {term.name: doc[term.first : term.end].text for term in subject_terms(sentence)}
    assert places == {
        "klant": "Klant",
        "betalen": "betaalt",
        "zonder": "zonder",
        "korting": "korting",
        "omzetbelasting": "omzetbelasting",
        "klant betalen": "Klant betaalt",
        "betalen zonder": "betaalt (zonder",  # a pair covers what stands between its words
        "zonder korting": "zonder korting",
        "korting omzetbelasting": "korting) omzetbelasting",
        "~omzet": "omzetbelasting",
        "~belasting": "omzetbelasting",
    }


def test_who_is_who_is_given_and_not_guessed() -> None:
    """The sides come from the whole contract; a passage alone does not tell them."""
    doc = NLP("Leverancier betaalt")
    nobody = Parties({})
    assert [t.name for t in stance_terms(doc, nobody)] == ["leverancier", "betalen", "leverancier betalen"]
