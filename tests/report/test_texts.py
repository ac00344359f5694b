"""Both languages say everything."""

from __future__ import annotations

from datetime import date
from string import Formatter
from typing import Any, get_args

import pytest

from analyser.library import ClauseLibrary
from analyser.library.schema import Sureness
from analyser.model import Certainty, Severity, Verdict, View
from analyser.report.texts import ICONS, TEXTS, Texts
from analyser.report.texts.portfolio import PORTFOLIO_TEXTS, PortfolioTexts
from analyser.report.texts.review import REVIEW_TEXTS, ReviewTexts, long_day
from analyser.review import Outcome


def test_both_languages_hold_the_keys_of_the_type() -> None:
    kinds = ((Texts, TEXTS), (ReviewTexts, REVIEW_TEXTS), (PortfolioTexts, PORTFOLIO_TEXTS))
    for kind, held in kinds:
        keys = list(kind.__annotations__)
        assert list(held["nl"]) == keys
        assert list(held["en"]) == keys


@pytest.mark.parametrize(
    ("held", "key"),
    [
        *((TEXTS, key) for key in Texts.__annotations__),
        *((REVIEW_TEXTS, key) for key in ReviewTexts.__annotations__),
        *((PORTFOLIO_TEXTS, key) for key in PortfolioTexts.__annotations__),
    ],
)
def test_a_text_leaves_the_same_places_open_in_both_languages(held: Any, key: str) -> None:
    def places(value: object) -> object:
        if isinstance(value, dict):
            return list(value)
        return sorted(name for _, name, _, _ in Formatter().parse(str(value)) if name)

    nl, en = (held[language][key] for language in ("nl", "en"))
    assert places(nl) == places(en)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_value_of_the_model_has_a_word(language: str) -> None:
    words = TEXTS[language]  # type: ignore[index]
    assert list(words["verdict"]) == list(Verdict) == list(ICONS)
    assert list(words["severity"]) == list(Severity)
    assert list(words["view"]) == list(View)
    assert list(words["certainty"]) == list(Certainty)
    assert tuple(words["sureness"]) == get_args(Sureness)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_unit_of_the_library_has_a_word(language: str, library: ClauseLibrary) -> None:
    units = {test.unit for requirement in library.requirements for test in requirement.tests}
    assert units - set(TEXTS[language]["unit"]) == set()  # type: ignore[index]


def test_words_and_icons_tell_verdicts_apart() -> None:
    assert len(set(ICONS.values())) == len(Verdict)
    assert len(set(TEXTS["nl"]["verdict"].values())) == len(Verdict)
    assert len(set(TEXTS["en"]["verdict"].values())) == len(Verdict)
    assert len(set(TEXTS["nl"]["certainty"].values())) == len(Certainty)
    assert len(set(TEXTS["en"]["certainty"].values())) == len(Certainty)


def test_every_outcome_has_a_word_of_its_own() -> None:
    for words in REVIEW_TEXTS.values():
        assert list(words["outcome"]) == list(Outcome)
        assert len({*words["outcome"].values(), words["undecided"]}) == len(Outcome) + 1
        assert len(set(words["months"])) == 12


@pytest.mark.parametrize(
    ("language", "day"), [("nl", "1 maart 2027"), ("en", "1 March 2027")], ids=["nl", "en"]
)
def test_a_day_as_a_letter_writes_it(language: str, day: str) -> None:
    assert long_day(date(2027, 3, 1), language) == day  # type: ignore[arg-type]
