"""What a dossier lacks, by its papers."""

from __future__ import annotations

import pytest

from analyser.papers import Holding, Paper, PaperKind, Stack


@pytest.mark.parametrize(
    ("holding", "is_lacking"),
    [(Holding.HELD, False), (Holding.PUBLIC, False), (Holding.ONLINE, True), (Holding.ABSENT, True)],
)
def test_what_is_published_or_held_is_not_lacking(holding: Holding, is_lacking: bool) -> None:
    paper = Paper(PaperKind.BUYER_TERMS, "ARBIT-2022", holding=holding)
    assert Stack((paper,)).lacking == ((paper,) if is_lacking else ())
