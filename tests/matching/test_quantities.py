"""Quantities of a sentence; the cases stand in data/quantities.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from analyser.matching.language import build_nlp
from analyser.matching.numerals import figures, word_value
from analyser.matching.quantities import Quantity

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "quantities.yaml").read_text(encoding="utf-8")
)
NLP = build_nlp()


def described(quantity: Quantity) -> str:
    """As the cases write it: "duration 5 days at_most working"."""
    words = f"{quantity.kind} {round(quantity.value, 3):g} {quantity.unit} {quantity.comparator}"
    if quantity.value >= 1e5:
        words = f"{quantity.kind} {quantity.value:.0f} {quantity.unit} {quantity.comparator}"
    return words + " working" * quantity.working + (f" per {quantity.per}" if quantity.per else "")


def found(text: str) -> list[Quantity]:
    doc = NLP(text)  # held here: spans do not keep their Doc alive
    return [span._.quantity for span in doc.spans["quantities"]]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in CASES])
def test_quantities(case: dict[str, Any]) -> None:
    assert [described(quantity) for quantity in found(case["text"])] == case["want"], case["why"]


def test_a_span_holds_the_words_of_its_quantity() -> None:
    doc = NLP("Inleiding.\nDe boete is € 500,- (zegge: vijfhonderd euro).")
    (span,) = doc.spans["quantities"]
    assert span.text == span._.quantity.text == "€ 500,- (zegge: vijfhonderd euro)"
    assert doc[0:1]._.quantity is None


def test_a_number_and_a_unit_on_two_lines_are_no_quantity() -> None:
    assert found("Termijn: 30\ndagen") == []


def test_white_space_inside_a_quantity_is_read_over() -> None:
    assert [described(q) for q in found("binnen 30\u00a0 dagen, € \u00a0500")] == [
        "duration 30 days at_most",
        "money 500 EUR exact",
    ]


@pytest.mark.parametrize(
    ("text", "hours", "days"),
    [
        ("24 uur", 24.0, 1.0),
        ("5 werkdagen", 168.0, 7.0),
        ("8 werkuren", 33.6, 1.4),
        ("2 weken", 336.0, 14.0),
        ("12 maanden", 8766.0, 365.25),
        ("1 jaar", 8766.0, 365.25),
    ],
)
def test_durations_in_hours_and_days(text: str, hours: float, days: float) -> None:
    (quantity,) = found(text)
    assert quantity.hours() == pytest.approx(hours)
    assert quantity.days() == pytest.approx(days)


def test_only_durations_last() -> None:
    (quantity,) = found("5%")
    with pytest.raises(ValueError, match="a percentage lasts no time"):
        quantity.hours()


@pytest.mark.parametrize(
    ("token", "value"),
    [
        ("1.250.000,-", 1_250_000.0),
        ("1,250,000.00", 1_250_000.0),
        ("1.000", 1000.0),
        ("99,5", 99.5),
        ("0,125", 0.125),
        ("2024", 2024.0),
        ("1.25", 1.25),
        ("7.3.1", None),
        ("12:00", None),
        ("2016/679", None),
        ("1.25.000", None),
    ],
)
def test_figures(token: str, value: float | None) -> None:
    assert figures(token) == value


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("nul", 0),
        ("zestien", 16),
        ("achtenveertig", 48),
        ("negenennegentig", 99),
        ("honderd", 100),
        ("honderdtwintig", 120),
        ("tweehonderdvijftig", 250),
        ("vijftienhonderd", 1500),
        ("vijftigduizend", 50_000),
        ("tweehonderdvijftigduizend", 250_000),
        ("tweeënhalf", 2.5),
        ("forty-eight", 48),
        ("ninety", 90),
        ("hond", None),
        ("tweede", None),
        ("eenheid", None),
    ],
)
def test_number_words(word: str, value: float | None) -> None:
    assert word_value(word) == value
