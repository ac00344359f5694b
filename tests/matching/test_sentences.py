"""Sentence splitting and language of sentences; the cases stand in data/sentences.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from analyser.matching.language import build_nlp
from analyser.matching.sentences import sentence_starts, smoothed_languages, word_evidence

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "sentences.yaml").read_text(encoding="utf-8")
)
NLP = build_nlp()

DUTCH = "De leverancier meldt elk incident zonder onredelijke vertraging aan de opdrachtgever."
ENGLISH = "The supplier shall notify the customer of any incident without undue delay."


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in CASES])
def test_sentence_starts(case: dict[str, Any]) -> None:
    pieces = case["text"].split("¦")
    text = "".join(pieces)
    expected = [0, *np.cumsum([len(piece) for piece in pieces[:-1]]).tolist()]
    assert sentence_starts(text) == expected, case["why"]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in CASES])
def test_the_component_marks_the_same_places(case: dict[str, Any]) -> None:
    text = case["text"].replace("¦", "")
    doc = NLP(text)
    assert [sentence.start_char for sentence in doc.sents] == sentence_starts(text), case["why"]


@settings(deadline=None)  # the first word of a language loads its dictionary
@given(st.text(alphabet="aB1. \n;:!?()|-'€", max_size=60))
def test_no_sentence_crosses_a_line(text: str) -> None:
    for sentence in NLP(text).sents:
        assert "\n" not in sentence.text.strip()


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        (DUTCH, ("nl",), "plain Dutch"),
        (ENGLISH, ("en",), "plain English"),
        ("Privacy\n" + DUTCH, ("nl", "nl"), "a heading of both languages follows its neighbour"),
        ("Data\n" + ENGLISH, ("en", "en"), "a heading of both languages follows its neighbour"),
        (
            f"{DUTCH}\n{DUTCH}\nAnnex 1\n{ENGLISH}\n{ENGLISH}",
            ("nl", "nl", "en", "en", "en"),
            "a Dutch agreement with an English annex",
        ),
        (f"{ENGLISH}\n{ENGLISH}\n{DUTCH}", ("en", "en", "nl"), "a long sentence decides alone"),
        ("12.3", ("nl",), "nothing to go by: Dutch"),
        ("De provider host de data in de cloud.", ("nl",), "borrowed words do not make it English"),
    ],
)
def test_languages(text: str, expected: tuple[str, ...], why: str) -> None:
    assert NLP(text).user_data["sentence_languages"] == expected, why


def test_every_token_has_the_language_of_its_sentence() -> None:
    doc = NLP(f"{DUTCH}\n{ENGLISH}")
    languages = doc.user_data["sentence_languages"]
    for language, sentence in zip(languages, doc.sents, strict=True):
        assert {token._.language for token in sentence} == {language}


def test_empty_text_has_no_sentence() -> None:
    doc = NLP("")
    assert (sentence_starts(""), list(doc.sents), doc.user_data["sentence_languages"]) == ([], [], ())


def test_smoothing_leaves_a_clear_sentence_alone() -> None:
    assert smoothed_languages(np.array([6.0, 6.0, -5.0, 6.0, 6.0])) == ("nl", "nl", "en", "nl", "nl")


@pytest.mark.parametrize(
    ("word", "sign"),
    [("niet", 1), ("shall", -1), ("of", 0), ("beschikbaarheid", 1), ("confidentiality", -1), ("2024", 0)],
)
def test_word_evidence(word: str, sign: int) -> None:
    assert np.sign(word_evidence(word)) == sign
