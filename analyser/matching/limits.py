"""A quantity in a contract held against a requirement's test."""

from __future__ import annotations

from analyser.library import QuantityTest
from analyser.library.schema import HOURS
from analyser.matching.quantities import Quantity


def passes(quantity: Quantity, test: QuantityTest) -> bool:
    """Whether ``quantity`` satisfies ``test``.

    Durations are compared in hours, a working day counting as seven fifths of a day, since a term
    of working days runs on over a weekend. "Meer dan 30 dagen" never satisfies "at most 30 days".
    """
    value = quantity.hours() if quantity.kind == "duration" else quantity.value
    bound = test.value * unit_hours(test.unit) if quantity.kind == "duration" else test.value
    slack = 0.01 * bound if quantity.kind == "duration" else 0.0  # 12 months and one year are the same
    if test.operator == "=":
        return abs(value - bound) <= slack
    if test.operator == "<=":
        return value <= bound + slack and not (quantity.comparator == "over" and value >= bound)
    return value >= bound - slack and not (quantity.comparator == "under" and value <= bound)


def unit_hours(unit: str) -> float:
    """Hours in a test's unit ("hours", "working days"). Raises KeyError for one that is no duration."""
    return HOURS[unit.strip().removesuffix("s")]
