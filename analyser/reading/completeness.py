"""Whether the text of a page is all there is on it.

A reader that silently gives a tenth of a page is worse than one that fails: a requirement would
be called missing. So each page's text is weighed against what else can be seen of the page.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import simplemma

from analyser.reading.garble import garbled_share
from analyser.reading.pdf_repair import is_known

_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_SAMPLE: Final = 60  # words a page that are looked up
_ENOUGH: Final = 20  # fewer words than this say nothing about their share of known ones
_IMAGE_PAGE: Final = 0.5  # share of the page from which an image may be a scan of it
_IMAGE_SEEN: Final = 0.1  # below this an image is a logo
_FEW_WORDS: Final = 30  # on a scan: a stamp, a page number
_MANY_PATHS: Final = 300  # letters drawn as outlines
_MANY_TEXTS: Final = 20
_PRINT_DOUBT: Final = 0.05  # share of the page: some four lines of print across it
_UNMAPPED_DOUBT: Final = 0.05
_UNMAPPED_LOST: Final = 0.3
_KNOWN_DOUBT: Final = 0.35
_LONG: Final = 4  # letters; a shorter word is known by chance
_GARBLED_DOUBT: Final = 0.4
_GARBLED_LOST: Final = 0.7
_CLEARLY: Final = 1.1
_CLEARLY_LETTERS: Final = 20
_KNOWN_LOSS: Final = 0.1
_OTHER_LANGUAGES: Final = ("de", "fr")  # languages a Dutch buyer meets; looked at only in doubt


class Weight(StrEnum):
    """What the first reader's text of a page is worth."""

    WHOLE = "whole"
    DOUBTFUL = "doubtful"  # let a second reader try
    BLANK = "blank"  # nothing to read on the page
    LOST = "lost"  # something is there, and no text


@dataclass(frozen=True, slots=True)
class Signals:
    """What is seen of one page. ``known`` is None where too few words are there to tell."""

    words: int
    characters: int
    unmapped: int
    images: float  # share of the page under images, 0..1
    paths: int  # drawings
    texts: int  # pieces of text the page holds, read or not
    known: float | None  # share of known words, 0..1
    print: float = 0.0  # share of the page that looks like lines of print and is not among the words
    ink: bool = True  # whether anything is to be seen beside the words
    letters: int = 0  # letters and digits in the words
    garbled: float = 0.0  # share of the words that are no writing, 0..1; asked where ``known`` is None

    @property
    def unmapped_share(self) -> float:
        return self.unmapped / self.characters if self.characters else 0.0

    def is_better_than(self, other: Signals) -> bool:
        """Whether this reading of the same page says more: more letters, in words that can be known.

        By letters, since one reader tears words that the other keeps whole.
        """
        return self._worth > 1.05 * other._worth

    def says_clearly_more_than(self, other: Signals) -> bool:
        """Whether it holds so much more that the other reader must have dropped text.

        Not where its words say less of a language.
        """
        if self.unmapped_share > _UNMAPPED_DOUBT or (self.known or 1.0) < (other.known or 0.0) - _KNOWN_LOSS:
            return False
        return self.letters > max(_CLEARLY * other.letters, other.letters + _CLEARLY_LETTERS)

    @property
    def _worth(self) -> float:
        known = 0.5 if self.known is None else self.known
        return self.letters * known * (1 - self.unmapped_share) * (1 - self.garbled)


def weigh(signals: Signals) -> Weight:
    """Decide what a page's text is worth, from signals alone."""
    if signals.words == 0:
        shown = may_hold_print(signals.images, signals.paths) or signals.texts > 0
        return Weight.LOST if shown and signals.ink else Weight.BLANK
    if signals.images >= _IMAGE_PAGE and signals.words < _FEW_WORDS and signals.ink:
        return Weight.DOUBTFUL
    if signals.print >= _PRINT_DOUBT:
        return Weight.DOUBTFUL
    if signals.texts > _MANY_TEXTS and signals.characters < signals.texts / 2:
        return Weight.DOUBTFUL
    if signals.unmapped_share > _UNMAPPED_DOUBT:
        return Weight.DOUBTFUL
    if signals.garbled > _GARBLED_DOUBT or (signals.known is not None and signals.known < _KNOWN_DOUBT):
        return Weight.DOUBTFUL
    return Weight.WHOLE


def may_hold_print(images: float, paths: int) -> bool:
    """Whether what is drawn on a page, of which it covers the share ``images``, may be print."""
    return images >= _IMAGE_SEEN or paths >= _MANY_PATHS


def is_readable(signals: Signals) -> bool:
    """Whether a text can be judged at all: its letters are known and it reads as a language."""
    if signals.words == 0 or signals.unmapped_share > _UNMAPPED_LOST or signals.garbled > _GARBLED_LOST:
        return False
    return signals.known is None or signals.known >= _KNOWN_DOUBT


def language_of(words: list[str]) -> tuple[float | None, float]:
    """``Signals.known`` and ``Signals.garbled`` of a page's words."""
    known = known_share(words)
    return known, garbled_share(words) if known is None else 0.0


def known_share(words: Iterable[str]) -> float | None:
    """The share of known words in an even sample; None where there are too few to tell.

    Capitalised words are left out, since names are in no list; but where there are many and none is known,
    they are no names either.
    """
    bare = [found.group() for word in words if (found := _WORD.search(word))]
    small = [word for word in bare if word.islower()]
    if len(small) >= _ENOUGH:
        return _share_of(small)
    capitalised = [word.lower() for word in bare if word != word.lower() and len(word) >= _LONG]
    return 0.0 if len(capitalised) >= _ENOUGH and not _share_of(capitalised) else None


def _share_of(words: list[str]) -> float:
    sample = list(itertools.islice(words, 0, None, max(1, len(words) // _SAMPLE)))
    share = sum(map(is_known, sample)) / len(sample)
    if share >= _KNOWN_DOUBT:
        return share
    others = (sum(simplemma.is_known(word, lang=code) for word in sample) for code in _OTHER_LANGUAGES)
    return max(share, *(count / len(sample) for count in others))
