"""The pipeline as a whole: tokens, offsets and what each component declares."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from analyser.matching.language import COMPONENTS, build_nlp

NLP = build_nlp()


@pytest.mark.parametrize(
    ("text", "tokens", "why"),
    [
        ("AI-systeem sub-verwerker third-party", "AI-systeem|sub-verwerker|third-party", "inner hyphens"),
        (
            "m.u.v. Acme B.V. i.o.m. art. 7.",
            "m.u.v.|Acme|B.V.|i.o.m.|art.|7|.",
            "abbreviations keep their dot",
        ),
        ("art.28 max.5", "art.|28|max.|5", "abbreviation and number written together"),
        ("€ 1.250.000,- en 99,5%", "€|1.250.000,-|en|99,5|%", "amounts whole, signs apart"),
        ("€500k EUR2.500,00 US$100", "€|500k|EUR|2.500,00|US|$|100", "currency written against its amount"),
        ("12:00 24/7 2016/679 31-12-2025", "12:00|24/7|2016/679|31-12-2025", "numbers with inner signs"),
        ("30-60 dagen", "30|-|60|dagen", "a range is two numbers"),
        ("30-daagse 12-month 24-uurs", "30-daagse|12-month|24-uurs", "number in an adjective"),
        ("en/of and/or Opdrachtgever/Klant", "en/of|and/or|Opdrachtgever|/|Klant", "slash"),
        ("(zie 'bijlage' of \"annex\")", "(|zie|'|bijlage|'|of|\"|annex|\"|)", "brackets and quotes"),
        ("(sub)verwerkers dag(en) 7(b)", "(sub)verwerkers|dag(en)|7|(|b|)", "optional pieces of a word"),
        ("persoons- en bedrijfsgegevens", "persoons-|en|bedrijfsgegevens", "hanging hyphen"),
        (
            "https://a.nl/x?y=1. info@acme.nl, www.b.nl;",
            "https://a.nl/x?y=1|.|info@acme.nl|,|www.b.nl|;",
            "links",
        ),
        ("Customer's don't foto’s 's avonds", "Customer's|don't|foto’s|'s|avonds", "apostrophes"),
        ("The answer is no. See No. 5", "The|answer|is|no|.|See|No.|5", "no. only before a number"),
        ("a  b\n\n\tc", "a| |b|\n|\n|\t|c", "every line break is a token of its own"),
    ],
)
def test_tokens(text: str, tokens: str, why: str) -> None:
    assert [token.text for token in NLP.make_doc(text)] == tokens.split("|"), why


@settings(deadline=None)  # the first word of a language loads its dictionary
@given(st.text(max_size=80))
def test_no_character_is_lost_or_moved(text: str) -> None:
    doc = NLP(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


@settings(deadline=None)  # the first word of a language loads its dictionary
@given(st.text(alphabet="aB9.,-/('’) \n\t\u00a0€%:|é\u00ad", max_size=80))
def test_no_character_of_contracts_is_lost_or_moved(text: str) -> None:
    doc = NLP(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


def test_the_components_stand_in_their_order() -> None:
    assert tuple(NLP.pipe_names) == COMPONENTS


@pytest.mark.parametrize(
    ("component", "assigns", "requires"),
    [
        ("sentence_bounds", ["token.is_sent_start"], []),
        ("sentence_language", ["token._.language"], ["token.is_sent_start"]),
        ("canonical_forms", ["token.norm", "token.lemma"], ["token._.language"]),
        ("quantities", ["doc.spans", "span._.quantity"], ["token.is_sent_start"]),
    ],
)
def test_components_declare_what_they_need_and_give(
    component: str, assigns: list[str], requires: list[str]
) -> None:
    meta = Language.get_factory_meta(component)
    assert (list(meta.assigns), list(meta.requires)) == (assigns, requires)


def test_every_need_is_met_by_an_earlier_component() -> None:
    analysis = NLP.analyze_pipes()
    assert analysis is not None
    assert analysis["problems"] == {name: [] for name in COMPONENTS}


def test_two_pipelines_read_alike() -> None:
    text = "7.3 Leverancier meldt dit binnen 24 uur.\nThe supplier pays within 30 days."
    first, second = NLP(text), build_nlp()(text)
    assert [token.norm_ for token in first] == [token.norm_ for token in second]
    assert [span.text for span in first.spans["quantities"]] == ["24 uur", "30 days"]
    assert [span.text for span in second.spans["quantities"]] == ["24 uur", "30 days"]


def test_a_long_text_is_one_doc() -> None:
    text = "Leverancier meldt dit binnen 24 uur.\n" * 30_000  # above spaCy's own limit of a million
    assert NLP.make_doc(text).text == text
