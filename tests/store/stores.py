"""What the tests of the store share: people, a contract, and a clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from analyser.store import Actor, Role

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "contracts" / "vendor-terms.pdf"
BUYER = Actor("ines", Role.BUYER)
LAWYER = Actor("jan", Role.LAWYER)
COLLEAGUE = Actor("joke", Role.LAWYER)
ADMINISTRATOR = Actor("bea", Role.ADMINISTRATOR)


class Clock:
    """A time that moves when told to."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def later(self, **by: float) -> None:
        self.time += timedelta(**by)
