"""Numbers as contracts write them: figures in Dutch and English, words, and both at once.

::

    "1.250.000,-"  "1,250,000.00"  "99,5"  "500k"  "zesendertig"  "forty-eight"  "anderhalf"
    "1,5 miljoen"  "one hundred and twenty"  "zes (6)"  "[30]"  "dertig (30)"
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple


class Number(NamedTuple):
    """A value and the token after its last one."""

    value: float
    end: int


_ONES_NL: Final = (
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien"
    " zeventien achttien negentien"
).split()
_TENS_NL: Final = "twintig dertig veertig vijftig zestig zeventig tachtig negentig".split()
_ONES_EN: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
).split()
_TENS_EN: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()

_SMALL: Final[dict[str, float]] = {
    **{word: value for value, word in enumerate(_ONES_NL)},
    **{word: 20 + 10 * value for value, word in enumerate(_TENS_NL)},
    **{
        f"{one}en{ten}": 20 + 10 * tens + ones
        for tens, ten in enumerate(_TENS_NL)
        for ones, one in enumerate(_ONES_NL[1:10], start=1)
    },
    **{word: value for value, word in enumerate(_ONES_EN)},
    **{word: 20 + 10 * value for value, word in enumerate(_TENS_EN)},
    **{
        f"{ten}-{one}": 20 + 10 * tens + ones
        for tens, ten in enumerate(_TENS_EN)
        for ones, one in enumerate(_ONES_EN[1:10], start=1)
    },
    **{f"{one}enhalf": ones + 0.5 for ones, one in enumerate(_ONES_NL[1:10], start=1)},
    "anderhalf": 1.5,
    "anderhalve": 1.5,
    "half": 0.5,
    "halve": 0.5,
}
_SCALES: Final[dict[str, float]] = {
    "hundred": 1e2,
    "honderd": 1e2,
    "thousand": 1e3,
    "duizend": 1e3,
    "million": 1e6,
    "mln": 1e6,
    "mln.": 1e6,
    "mio": 1e6,
    "miljoen": 1e6,
    "m": 1e6,
    "k": 1e3,
    "billion": 1e9,
    "bn": 1e9,
    "miljard": 1e9,
    "mld.": 1e9,
    "mld": 1e9,
}
_ONE: Final = frozenset({"een", "één", "a", "an"})  # a number only where a unit follows
_FIGURES: Final = re.compile(r"(\d+(?:[.,]\d+)*)(?:,(?:-{1,2}|[–—=]))?(k|m|mln|bn)?")
_CLOSING: Final = {"(": ")", "[": "]"}


@lru_cache(maxsize=4096)
def figures(token: str, *, fraction: bool = False) -> float | None:
    """The value of a number in figures, or None ("12:00", "2016/679", "7.3.1" are none).

    One separator before exactly three figures parts thousands in both languages ("1.000", "1,000"),
    unless ``fraction`` says that a fraction is likelier (percentages: "99.999").
    """
    match = _FIGURES.fullmatch(token)
    if not match:
        return None
    digits, scale = match.groups()
    groups = re.split(r"[.,]", digits)
    signs = [sign for sign in digits if sign in ".,"]
    if not _sound(groups, signs):
        return None
    thousands = len(groups) > 1 and len(groups[-1]) == 3 and groups[0].strip("0") != "" and len(groups[0]) < 4
    if len(signs) == 1 and fraction:
        thousands = False
    if len(signs) > 1 and signs[-1] != signs[-2]:
        thousands = False
    whole, part = (groups, "0") if thousands or len(groups) == 1 else (groups[:-1], groups[-1])
    return float("".join(whole) + "." + part) * (_SCALES[scale] if scale else 1.0)


def _sound(groups: list[str], signs: list[str]) -> bool:
    """Whether the separators can be those of one number: "1.250.000,00", not "7.3.1"."""
    if len(signs) < 2:
        return True
    if any(len(group) != 3 for group in groups[1:-1]) or len(set(signs[:-1])) > 1:
        return False
    return signs[-1] != signs[-2] or len(groups[-1]) == 3


@lru_cache(maxsize=16_384)
def word_value(word: str) -> float | None:
    """The value of one number word in lower case, Dutch compounds included; None for other words."""
    if len(word) < 3 or word[0].isdigit():
        return None
    plain = _unaccented(word)
    if plain in _SMALL:
        return _SMALL[plain]
    for name, value in (("duizend", 1000.0), ("honderd", 100.0)):
        left, found, right = plain.partition(name)
        if found:
            return _scaled(left, value, right)
    return None


def _scaled(left: str, scale: float, right: str) -> float | None:
    """ "tweehonderd" + 100 + "vijftig": what stands before is multiplied, what follows is added."""
    times = word_value(left) if left else 1.0
    if times is None or times < 1:
        return None
    if not right:
        return times * scale
    for rest in (right, right.removeprefix("en")):
        if (more := word_value(rest)) is not None:
            return times * scale + more
    return None


def _unaccented(word: str) -> str:
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def is_number(word: str) -> bool:
    """Whether a token in lower case can open a number."""
    return word[:1].isdigit() or word in _SCALES or word in _ONE or word_value(word) is not None


def read_number(words: Sequence[str], at: int, *, fraction: bool = False) -> Number | None:
    """The number that starts at token ``at``, a repetition in brackets included.

    Where words and figures differ, the words count: that is how contracts are construed.
    """
    if words[at] in _CLOSING:
        inner = _plain_number(words, at + 1, fraction)
        if inner and inner.end < len(words) and words[inner.end] == _CLOSING[words[at]] and words[at] == "[":
            return Number(inner.value, inner.end + 1)
        return None
    first = _plain_number(words, at, fraction)
    if first is None or first.end + 2 >= len(words) or words[first.end] not in _CLOSING:
        return first
    again = _plain_number(words, first.end + 1, fraction)
    if again is None or words[again.end : again.end + 1] != [_CLOSING[words[first.end]]]:
        return first
    return Number(again.value if words[at][0].isdigit() else first.value, again.end + 1)


def _plain_number(words: Sequence[str], at: int, fraction: bool) -> Number | None:
    """A number without brackets."""
    if at >= len(words):
        return None
    value = figures(words[at], fraction=fraction)
    if value is None:
        return _words(words, at)
    end = at + 1
    if end < len(words) and words[end] in _SCALES and len(words[end]) > 1:
        return Number(value * _SCALES[words[end]], end + 1)
    return Number(value, end)


def _words(words: Sequence[str], at: int) -> Number | None:
    """A number in words: "one hundred and twenty", "twee en een half", "een half", "vijf miljoen"."""
    total, current, end = 0.0, 0.0, at
    while end < len(words):
        word = words[end]
        if end > at and _half_follows(words, end):
            return Number(total + current + 0.5, end + 3)
        value = 1.0 if word in _ONE and end == at else word_value(word)
        scale = _SCALES.get(word) if len(word) > 1 else None
        if scale is not None and (end > at or word in ("honderd", "duizend")):
            current, total = (current or 1.0) * scale, total
            if scale >= 1e3:
                total, current = total + current, 0.0
        elif value is not None and (end == at or _joins(current, value)):
            current = value if value == 0.5 else current + value
        elif not (word == "and" and end + 1 < len(words) and current >= 100 and word_value(words[end + 1])):
            break
        end += 1
    return Number(total + current, end) if end > at else None


def _half_follows(words: Sequence[str], at: int) -> bool:
    """ "and a half", "en een half"."""
    return words[at] in ("and", "en") and list(words[at + 1 : at + 3]) in (
        ["a", "half"],
        ["een", "half"],
        ["een", "halve"],
    )


def _joins(current: float, value: float) -> bool:
    """Whether ``value`` carries on the number so far: "one hundred" + "twenty", "een" + "half"."""
    if value == 0.5:
        return current == 1.0
    after_hundreds = current >= 100 and value < 100
    after_tens = 20 <= current < 100 and current % 10 == 0 and value < 10
    return current == 0 or after_hundreds or after_tens
