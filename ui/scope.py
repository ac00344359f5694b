"""Which dossiers the portfolio page is about, as its address says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from analyser.store.portfolios import Selection
from analyser.store.records import Status

UNKNOWN: Final = "?"
"""In place of a supplier: those dossiers of which none is known."""

_PERIOD: Final = re.compile(r"(2\d{3})(?:-Q([1-4]))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Scope:
    """What is "" or None lets everything through; ``theme`` is that of the heat map, "" the first.

    ``period`` is a year or a quarter, "2026" or "2026-Q4", in which the last analysis ended.
    """

    status: Status | None = None
    owner: str = ""
    supplier: str = ""
    period: str = ""
    theme: str = ""
    profile: str = ""  # that contracts are held against; a page about requirements shows them under it

    @property
    def narrowed(self) -> bool:
        """Whether dossiers are left out."""
        return bool(self.status or self.owner or self.supplier or self.period or self.profile)

    @property
    def selection(self) -> Selection:
        """What to ask the store."""
        since, until = _bounds(self.period) if self.period else (None, None)
        supplier = None if not self.supplier else "" if self.supplier == UNKNOWN else self.supplier
        return Selection(self.status, self.owner, supplier, since, until, self.profile)


def is_period(period: str) -> bool:
    """Whether it is a year or a quarter."""
    return _PERIOD.fullmatch(period) is not None


def periods(first: datetime, last: datetime) -> Iterator[str]:
    """The years and quarters back from ``last`` to ``first``, each year before its quarters."""
    start, end = first.astimezone(), last.astimezone()
    for year in range(end.year, start.year - 1, -1):
        yield f"{year}"
        newest = _quarter(end) if year == end.year else 4
        oldest = _quarter(start) if year == start.year else 1
        for quarter in range(newest, oldest - 1, -1):
            yield f"{year}-Q{quarter}"


def _quarter(time: datetime) -> int:
    return (time.month + 2) // 3


def _bounds(period: str) -> tuple[datetime, datetime]:
    """Its start, and the start of what follows, in local time."""
    found = _PERIOD.fullmatch(period)
    assert found is not None  # an address lets nothing else through
    year, quarter = int(found[1]), int(found[2] or 0)
    month = 3 * quarter - 2 if quarter else 1
    end_year, end_month = (year, month + 3) if quarter in (1, 2, 3) else (year + 1, 1)
    return datetime(year, month, 1).astimezone(), datetime(end_year, end_month, 1).astimezone()
