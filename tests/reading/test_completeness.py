"""What a page's text is worth, decided from signals alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyser.reading.completeness import (
    Signals,
    Weight,
    is_readable,
    known_share,
    language_of,
    weigh,
)

GOOD = Signals(
    words=300, characters=1800, unmapped=0, images=0.0, paths=0, texts=300, known=0.8, letters=1700
)
NONE = replace(GOOD, words=0, characters=0, texts=0, known=None, letters=0)


@pytest.mark.parametrize(
    ("signals", "weight"),
    [
        pytest.param(GOOD, Weight.WHOLE, id="plain text"),
        pytest.param(replace(GOOD, images=1.0), Weight.WHOLE, id="scan with a text layer"),
        pytest.param(NONE, Weight.BLANK, id="nothing at all"),
        pytest.param(replace(NONE, images=0.02), Weight.BLANK, id="a logo"),
        pytest.param(replace(NONE, images=0.9), Weight.LOST, id="a scan"),
        pytest.param(replace(NONE, images=0.9, ink=False), Weight.BLANK, id="a scan of an empty page"),
        pytest.param(replace(NONE, paths=900), Weight.LOST, id="letters as outlines"),
        pytest.param(replace(NONE, texts=3), Weight.LOST, id="text that no reader gives"),
        pytest.param(replace(NONE, texts=3, ink=False), Weight.BLANK, id="text that nobody sees"),
        pytest.param(replace(GOOD, images=0.4, print=0.2), Weight.DOUBTFUL, id="text and a scan of more"),
        pytest.param(replace(GOOD, images=0.4, print=0.02), Weight.WHOLE, id="text and a picture"),
        pytest.param(replace(GOOD, words=4, images=0.9, known=None), Weight.DOUBTFUL, id="a stamped scan"),
        pytest.param(replace(GOOD, unmapped=200), Weight.DOUBTFUL, id="glyphs without letters"),
        pytest.param(replace(GOOD, known=0.1), Weight.DOUBTFUL, id="no language"),
        pytest.param(replace(GOOD, words=3, known=None, garbled=0.5), Weight.DOUBTFUL, id="broken letters"),
        pytest.param(replace(GOOD, words=3, known=None, garbled=0.3), Weight.WHOLE, id="some odd signs"),
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
        (replace(GOOD, known=None, garbled=0.5), True),
        (replace(GOOD, known=None, garbled=0.9), False),
        (replace(GOOD, words=0), False),
    ],
)
def test_is_readable(signals: Signals, readable: bool) -> None:
    assert is_readable(signals) is readable


def test_the_reading_with_more_known_words_is_better() -> None:
    assert GOOD.is_better_than(replace(GOOD, letters=300))
    assert not replace(GOOD, words=1700).is_better_than(GOOD)
    assert GOOD.is_better_than(replace(GOOD, known=0.2))
    assert replace(GOOD, known=None).is_better_than(replace(GOOD, known=None, garbled=0.2))
    assert not GOOD.is_better_than(GOOD)


def test_clearly_more_is_more_than_another_way_of_parting_words() -> None:
    full = replace(GOOD, letters=1500)
    assert full.says_clearly_more_than(replace(full, letters=1200))
    assert not full.says_clearly_more_than(replace(full, letters=1400, words=150))
    assert not full.says_clearly_more_than(replace(full, letters=1200, known=1.0))
    assert not replace(full, unmapped=200).says_clearly_more_than(replace(full, letters=1200))
    assert not replace(NONE, letters=20).says_clearly_more_than(NONE)
    assert replace(NONE, letters=21).says_clearly_more_than(NONE)


def test_known_share_tells_language_from_noise() -> None:
    dutch = "de leverancier levert de diensten aan de opdrachtgever en meldt elke storing aan hem " * 3
    noise = "qzx vrtk plmn wqsd hjkl zxcv bnmq rtyp sdfg ghjk lkjh mnbv cxzq poiu ytrw qwrt plkj hgfd sazx"
    assert known_share(dutch.split()) > 0.9
    assert known_share(noise.split() * 2) < 0.2
    assert known_share(["de", "leverancier"]) is None


def test_capitals_tell_only_where_none_of_them_is_known() -> None:
    noise = "HYHUDQFLHU OHYHUW GLHQVWHQ DDQVSUDNHOLMN FRQWUDFW".split() * 5
    assert known_share(noise[:19]) is None
    assert known_share(noise) == 0.0
    assert known_share([*noise, "Gemeente"]) is None
    assert known_share(["DE", "LEVERANCIER", "LEVERT"] * 20) is None
    assert known_share(["契約書第一条"] * 40) is None


def test_signs_are_asked_where_words_are_too_few() -> None:
    assert language_of(["¦¦¦K", "Naam"]) == (None, 0.5)
    assert language_of(["leverancier", "¦¦¦K"] * 20) == (1.0, 0.0)
