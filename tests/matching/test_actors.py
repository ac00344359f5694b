"""The names a contract gives its parties."""

from __future__ import annotations

import pytest

from analyser.matching.actors import Party, defined_names, find_parties
from analyser.matching.language import build_nlp

NLP = build_nlp()
SUPPLIER = frozenset({"leverancier", "verwerker"})
BUYER = frozenset({"opdrachtgever", "klant", "gebruiker"})


def parties(text: str) -> dict[str, Party]:
    return find_parties(NLP(text), SUPPLIER, BUYER).words


def test_a_name_that_acts_four_times_is_the_supplier() -> None:
    text = "Zolderkamp zal leveren. Zolderkamp mag factureren. Zolderkamp is open. Zolderkamp biedt hulp."
    assert parties(text).get("zolderkamp") is Party.SUPPLIER


def test_a_name_that_acts_once_is_nobody() -> None:
    assert parties("Zolderkamp zal leveren. De dienst van Zolderkamp wordt gehost.").get("zolderkamp") is None


def test_a_common_word_at_the_start_of_a_sentence_is_no_name() -> None:
    text = "Software mag worden gekopieerd. " * 6
    assert parties(text).get("software") is None


@pytest.mark.parametrize(
    ("why", "text", "side"),
    [
        (
            "beside Opdrachtgever the Wederpartij delivers, as in purchase conditions",
            "Wederpartij levert aan Opdrachtgever. Opdrachtgever betaalt. Opdrachtgever keurt goed.",
            Party.SUPPLIER,
        ),
        (
            "without another word for the buyer the Wederpartij buys",
            "Wederpartij betaalt binnen 14 dagen. Wederpartij vrijwaart ons.",
            Party.BUYER,
        ),
    ],
)
def test_wederpartij_changes_sides(why: str, text: str, side: Party) -> None:
    assert parties(text)["wederpartij"] is side


def test_gebruiker_of_the_terms_is_the_supplier() -> None:
    text = "Gebruiker: de gebruiker van deze algemene voorwaarden. Gebruiker zal leveren."
    assert parties(text)["gebruiker"] is Party.SUPPLIER
    assert parties("De gebruiker logt in.")["gebruiker"] is Party.BUYER


def test_both() -> None:
    assert parties("Partijen zullen overleggen.")["partijen"] is Party.BOTH


def test_a_name_of_two_words() -> None:
    text = " ".join(f"Zolderkamp AI {verb} leveren." for verb in ("zal", "mag", "kan", "moet"))
    assert parties(text).get("zolderkamp") is Party.SUPPLIER


@pytest.mark.parametrize(
    ("why", "text", "names"),
    [
        (
            "name, then role",
            'Zonnig Kantoor B.V., gevestigd te Delft, hierna: "Verwerker";',
            [(("zonnig", "kantoor"), Party.SUPPLIER)],
        ),
        ("role, then name", 'Verwerker ("Zonnig Kantoor")', [(("zonnig", "kantoor"), Party.SUPPLIER)]),
        (
            "role and colon",
            "Leverancier: Zolderkamp B.V., gevestigd te Delft",
            [(("zolderkamp",), Party.SUPPLIER)],
        ),
        (
            "the buyer has a name as well",
            "Gemeente Veldwijk, hierna te noemen “Opdrachtgever”,",
            [(("gemeente", "veldwijk"), Party.BUYER)],
        ),
        ("we and us", 'Acme Systems Inc. ("Acme", "we")', [(("acme",), Party.SUPPLIER)]),
        ("a defined thing is no party", 'De software ("Platform")', []),
    ],
)
def test_defined_names(why: str, text: str, names: list[tuple[tuple[str, ...], Party]]) -> None:
    assert list(defined_names(text, SUPPLIER, BUYER)) == names


def test_a_defined_name_of_two_common_words_is_a_party() -> None:
    doc = NLP('Verwerker ("Zonnig Kantoor") helpt. Zonnig Kantoor zal melden. Het is een zonnig kantoor.')
    found = find_parties(doc, SUPPLIER, BUYER)
    assert [found.of(token) for token in doc if token.lower_ == "zonnig"] == [
        Party.SUPPLIER,
        Party.SUPPLIER,
        None,
    ]


def test_where_only_the_supplier_has_a_role_the_name_is_the_buyers() -> None:
    text = "Leverancier levert aan Zolderkamp. " * 8 + "Zolderkamp mag weigeren. " * 4
    assert parties(text)["zolderkamp"] is Party.BUYER
