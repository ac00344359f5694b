"""Which dossiers the portfolio is about: periods in local time, and what the store is asked."""

from __future__ import annotations

from datetime import datetime

import pytest

from analyser.store.portfolios import Selection
from analyser.store.records import Status
from ui.scope import UNKNOWN, Scope, is_period, periods


def local(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day).astimezone()


@pytest.mark.parametrize(
    ("scope", "selection", "narrowed"),
    [
        (Scope(), Selection(), False),
        (Scope(theme="privacy"), Selection(), False),
        (Scope(Status.OPEN, "ines", "Acme B.V."), Selection(Status.OPEN, "ines", "Acme B.V."), True),
        (Scope(supplier=UNKNOWN), Selection(supplier=""), True),
        (Scope(period="2026"), Selection(since=local(2026, 1, 1), until=local(2027, 1, 1)), True),
        (Scope(period="2026-Q1"), Selection(since=local(2026, 1, 1), until=local(2026, 4, 1)), True),
        (Scope(period="2026-Q3"), Selection(since=local(2026, 7, 1), until=local(2026, 10, 1)), True),
        (Scope(period="2026-Q4"), Selection(since=local(2026, 10, 1), until=local(2027, 1, 1)), True),
    ],
)
def test_what_the_store_is_asked(scope: Scope, selection: Selection, narrowed: bool) -> None:
    assert (scope.selection, scope.narrowed) == (selection, narrowed)


def test_years_and_quarters_newest_first() -> None:
    assert [*periods(local(2025, 9, 30), local(2027, 4, 1))] == [
        "2027", "2027-Q2", "2027-Q1",
        "2026", "2026-Q4", "2026-Q3", "2026-Q2", "2026-Q1",
        "2025", "2025-Q4", "2025-Q3",
    ]  # fmt: skip
    assert [*periods(local(2026, 5, 1), local(2026, 5, 1))] == ["2026", "2026-Q2"]


@pytest.mark.parametrize(
    ("period", "is_one"),
    [
        ("2026", True), ("2026-Q4", True), ("2026-Q5", False), ("2026-Q0", False), ("1999", False),
        ("2026-", False), ("", False), ("20266", False), ("٢026", False), ("2026\n", False),
    ],
)  # fmt: skip
def test_what_a_period_is(period: str, is_one: bool) -> None:
    assert is_period(period) is is_one
