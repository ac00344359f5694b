"""What a page's text is worth, decided from signals alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyser.reading.completeness import Signals, Weight, is_readable, known_share, weigh

GOOD = Signals(words=300, characters=1800, unmapped=0, images=0.0, paths=0, texts=300, known=0.8)


@pytest.mark.parametrize(
    ("signals", "weight"),
    [
        pytest.param(GOOD, Weight.WHOLE, id="plain text"),
        pytest.param(replace(GOOD, images=1.0), Weight.WHOLE, id="scan with a text layer"),
        pytest.param(replace(GOOD, words=0, characters=0, known=None), Weight.BLANK, id="nothing at all"),
        pytest.param(replace(GOOD, words=0, characters=0, images=0.02), Weight.BLANK, id="a logo"),
        pytest.param(replace(GOOD, words=0, characters=0, images=0.9), Weight.LOST, id="a scan"),
        pytest.param(replace(GOOD, words=0, characters=0, paths=900), Weight.LOST, id="letters as outlines"),
        pytest.param(replace(GOOD, words=4, images=0.9, known=None), Weight.DOUBTFUL, id="a stamped scan"),
        pytest.param(replace(GOOD, unmapped=200), Weight.DOUBTFUL, id="glyphs without letters"),
        pytest.param(replace(GOOD, known=0.1), Weight.DOUBTFUL, id="no language"),
        pytest.param(replace(GOOD, characters=60), Weight.DOUBTFUL, id="many pieces, few letters"),
    ],
)
def test_weigh(signals: Signals, weight: Weight) -> None:
    assert weigh(signals) is weight


@pytest.mark.parametrize(
    ("signals", "readable"),
    [
        (GOOD, True),
        (replace(GOOD, known=None), True),
        (replace(GOOD, known=0.1), False),
        (replace(GOOD, unmapped=900), False),
        (replace(GOOD, words=0), False),
    ],
)
def test_is_readable(signals: Signals, readable: bool) -> None:
    assert is_readable(signals) is readable


def test_the_reading_with_more_known_words_is_better() -> None:
    assert GOOD.is_better_than(replace(GOOD, words=30))
    assert GOOD.is_better_than(replace(GOOD, known=0.2))
    assert not GOOD.is_better_than(GOOD)


def test_known_share_tells_language_from_noise() -> None:
    dutch = "de leverancier levert de diensten aan de opdrachtgever en meldt elke storing aan hem " * 3
    noise = "qzx vrtk plmn wqsd hjkl zxcv bnmq rtyp sdfg ghjk lkjh mnbv cxzq poiu ytrw qwrt plkj hgfd sazx"
    assert known_share(dutch.split()) > 0.9
    assert known_share(noise.split() * 2) < 0.2
    assert known_share(["de", "leverancier"]) is None
