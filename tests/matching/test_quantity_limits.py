"""A quantity against a test: units, comparators, and what counts as the same."""

from __future__ import annotations

import pytest

from analyser.library import QuantityTest
from analyser.matching.language import build_nlp
from analyser.matching.limits import passes

NLP = build_nlp()


@pytest.mark.parametrize(
    ("why", "text", "operator", "value", "unit", "expected"),
    [
        ("well within", "Melding binnen 24 uur.", "<=", 48, "hours", True),
        ("exactly the bound", "Melding binnen 48 uur.", "<=", 48, "hours", True),
        ("beyond", "Melding binnen 72 uur.", "<=", 48, "hours", False),
        ("two days are 48 hours", "Melding binnen twee dagen.", "<=", 48, "hours", True),
        ("two working days may span a weekend", "Melding binnen 2 werkdagen.", "<=", 48, "hours", False),
        ("more than is never at most", "Dit duurt meer dan 30 dagen.", "<=", 30, "days", False),
        ("at least, longer", "Aankondiging 60 dagen vooraf.", ">=", 30, "days", True),
        ("at least, shorter", "Aankondiging 14 dagen vooraf.", ">=", 30, "days", False),
        ("one year is twelve months", "Garantie van een jaar.", ">=", 12, "months", True),
        ("equality of durations", "Betaling binnen 30 dagen.", "=", 30, "days", True),
        ("another term", "Betaling binnen 14 dagen.", "=", 30, "days", False),
        ("percentage", "Beschikbaarheid van 99,9%.", ">=", 99.5, "percent per month", True),
        ("percentage below", "Beschikbaarheid van 99%.", ">=", 99.5, "percent per month", False),
        ("money", "Een boete van € 50.000,- per overtreding.", ">=", 50000, "EUR per breach", True),
        ("frequency", "Eenmaal per jaar een rapport.", ">=", 1, "per year", True),
    ],
)
def test_passes(why: str, text: str, operator: str, value: float, unit: str, expected: bool) -> None:
    doc = NLP(text)
    (span,) = doc.spans["quantities"]
    test = QuantityTest(
        metric="m",
        operator=operator,
        value=value,
        unit=unit,
        basis="x",
        confidence="verified",  # type: ignore[arg-type]
    )
    assert passes(span._.quantity, test) is expected


def test_every_duration_of_the_library_has_a_known_unit(library: object) -> None:
    from analyser.library import ClauseLibrary
    from analyser.matching.limits import unit_hours

    assert isinstance(library, ClauseLibrary)
    units = {
        requirement.test(element.limit.metric).unit
        for requirement in library.requirements
        for element in requirement.elements
        if element.limit and element.limit.kind == "duration"
    }
    assert {unit for unit in units if unit_hours(unit) <= 0} == set()
