"""Reading the number at the start of a line: "Artikel 7", "7.3", "a)", "(iv)", "Bijlage 2", "-".

A line may read in more than one way: "i." is the letter after "h." or the Roman one. This module
gives every reading and decides nothing; ``segment`` chooses by what stands around the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Style(StrEnum):
    """What sort of number it is."""

    ANNEX = "annex"  # Bijlage 2, Schedule A
    PART = "part"  # Hoofdstuk 2, Deel A, Module 3
    ARTICLE = "article"  # Artikel 7, Section 5, § 3
    LID = "lid"  # Lid 2
    DECIMAL = "decimal"  # 7 and 7.3 and 7.3.1
    LETTER = "letter"  # a) and aa)
    UPPER_LETTER = "upper-letter"
    ROMAN = "roman"
    UPPER_ROMAN = "upper-roman"
    ORDINAL = "ordinal"  # 1°
    BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class Marker:
    """One reading of the number a line starts with.

    ``values`` is what is counted, outermost first: (7, 3) for "7.3". ``suffix`` is the place of
    an inserted number, 1 for the a of "7a", else 0. ``rest`` is where the line's words start.
    """

    style: Style
    form: str  # punctuation, or the word in lower case: "#.", "(#)", "artikel", "-"
    values: tuple[int, ...]
    suffix: int
    number: str  # as a lawyer repeats it: "7.3", "a", "iv", "VII"; "" for bullets and a bare "Bijlage"
    word: str  # as printed: "Artikel", "Bijlage", "§"; "" where there is none
    rest: int

    @property
    def depth(self) -> int:
        """How many levels the number itself names: 2 for "7.3"."""
        return len(self.values)

    def steps_from(self, previous: Marker) -> int | None:
        """How far this one stands after ``previous`` in the same list; 1 is the very next.

        None where the two cannot stand in one list, or this one does not come later.
        """
        if self.style is not previous.style or self.values[:-1] != previous.values[:-1]:
            return None
        if self.style is Style.BULLET:
            return 1 if self.form == previous.form else None
        if not self.values or not previous.values:
            return None
        step = self.values[-1] - previous.values[-1]
        if step == 0:
            return 1 if self.suffix > previous.suffix else None
        return step if step > 0 else None

    @property
    def is_behind_bullet(self) -> bool:
        """Whether it still counts after a bullet: web pages print "• 1.1. Term"."""
        return self.depth >= 2 or self.style in (Style.LETTER, Style.ROMAN)

    @property
    def is_first(self) -> bool:
        """Whether a list may start with it."""
        return not self.values or (self.values[-1] == 1 and self.suffix == 0)


_ANNEX_WORDS = "bijlage|annex|appendix|schedule|exhibit|addendum|aanhangsel"
_PART_WORDS = "hoofdstuk|deel|module|titel|afdeling|part|chapter"
_ARTICLE_WORDS = "artikel|article|section|clause|art|paragraaf"
_CANONICAL_WORD: Final = {"art": "artikel"}

_WORDED: Final = re.compile(
    rf"(?:(?P<annex>{_ANNEX_WORDS})|(?P<part>{_PART_WORDS})|(?P<article>{_ARTICLE_WORDS})|(?P<lid>lid))"
    r"\b\.?[ \t\u00a0]*(?P<hash>nr\.?|no\.?|\#)?[ \t\u00a0]*"
    r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,6}[a-z]?(?!\.\d)|[IVXLC]{1,7}|[A-Z]\d{0,2})(?![\w°])(?P<end>[.:)]?)",
    re.IGNORECASE,
)
_BARE_ANNEX: Final = re.compile(rf"(?P<annex>{_ANNEX_WORDS})(?=\s*(?:[:\u2013\u2014-]|$))", re.IGNORECASE)
_PARAGRAPH_SIGN: Final = re.compile(r"§[ \t\u00a0]*(?P<number>\d{1,3}[a-z]?)(?!\w|\.\d)(?P<end>[.:)]?)")
_DECIMAL: Final = re.compile(
    r"(?P<open>\(?)(?P<number>\d{1,3}(?:\.\d{1,3}){0,4}[a-z]?)(?P<end>\.?\)|\.|:|)(?=[ \t\u00a0]|$)"
)
_LETTER_DECIMAL: Final = re.compile(
    r"(?P<number>[A-Z]\.?\d{1,2}(?:\.\d{1,2}){0,3})(?P<end>[.)]?)(?=[ \t\u00a0]|$)"
)
_LETTERED: Final = re.compile(r"(?P<open>\(?)(?P<number>[A-Za-z]{1,5})(?P<end>\.?\)|\.)(?=[ \t\u00a0]|$)")
_ORDINAL: Final = re.compile(r"(?P<number>\d{1,2})[°º]\.?(?=[ \t\u00a0]|$)")
_BULLET: Final = re.compile(
    "(?P<bullet>[-\u2010-\u2015\u2022\u2023\u25aa\u25cf\u25cb\u25a0\u25a1\u25e6\u2043\u00b7*"
    "\u27a2\u2192\u2713\u2714\uf0a7\uf0b7\uf0d8\uf02d]|o)(?=[ \t\u00a0])"
)
_LETTERS_FROM = 1000  # the A of "A.1" counts as 1001, so that it never equals article 1
_DASHES: Final = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015\uf02d")

# What follows a count rather than a clause number: "30 dagen", "5 procent", "1 januari 2025".
_COUNTED: Final = re.compile(
    r"(?:%|€|euro\b|eur\b|procent\b|percent\b|"
    r"(?:werk|kalender)?dag(?:en)?\b|(?:business |working |calendar )?days?\b|uur\b|uren\b|hours?\b|"
    r"we(?:e)?k(?:en)?\b|weeks?\b|maand(?:en)?\b|months?\b|ja(?:ar|ren)\b|years?\b|minuten\b|minutes\b|"
    r"jan|feb|maart|mrt|march|apr|mei\b|may\b|juni\b|june\b|juli\b|july\b|aug|sep|okt|oct|nov|dec)",
    re.IGNORECASE,
)
_OPENING: Final = re.compile(r"[ \t\u00a0]*(?:#{1,6}[ \t])?[ \t\u00a0]*")  # "## 7." is printed Markdown
_SPACE: Final = re.compile(r"[ \t\u00a0]*")
_SEPARATOR: Final = re.compile(r"[ \t\u00a0]*(?:[\u2013\u2014:|-][ \t\u00a0]+|[\u2013\u2014][ \t\u00a0]*)?")


def readings(text: str) -> tuple[Marker, ...]:
    """Every way in which the start of ``text`` can be a clause number; empty where it is none.

    >>> [marker.style.value for marker in readings("i. de leverancier")]
    ['letter', 'roman']
    """
    start = _end_of(_OPENING, text, 0)
    return tuple(_readings(text, start)) if start < len(text) else ()


def _readings(text: str, start: int) -> Iterator[Marker]:
    if match := _WORDED.match(text, start):
        worded = _worded(match, text)
        if worded is not None:
            yield worded
        return
    if match := _BARE_ANNEX.match(text, start):
        word = match["annex"]
        yield Marker(Style.ANNEX, word.lower(), (), 0, "", word, _end_of(_SEPARATOR, text, match.end()))
    elif match := _PARAGRAPH_SIGN.match(text, start):
        values, suffix = _decimal_values(match["number"])
        rest = _end_of(_SEPARATOR, text, match.end())
        yield Marker(Style.ARTICLE, "§", values, suffix, match["number"], "§", rest)
    elif match := _ORDINAL.match(text, start):
        rest = _end_of(_SPACE, text, match.end())
        yield Marker(Style.ORDINAL, "°", (int(match["number"]),), 0, match["number"], "", rest)
    elif match := _DECIMAL.match(text, start):
        decimal = _decimal(match, text)
        if decimal is not None:
            yield decimal
    elif match := _LETTER_DECIMAL.match(text, start):
        number = match["number"]
        counts = (int(part) for part in re.findall(r"\d+", number))
        values = (_LETTERS_FROM + ord(number[0]) - 64, *counts)
        rest = _end_of(_SEPARATOR, text, match.end())
        yield Marker(Style.DECIMAL, "A.#", values, 0, number, "", rest)
    elif match := _LETTERED.match(text, start):
        yield from _lettered(match, text)
    elif match := _BULLET.match(text, start):
        rest = _end_of(_SPACE, text, match.end())
        inner = [marker for marker in _readings(text, _behind_bullets(text, rest)) if marker.is_behind_bullet]
        bullet = "-" if match["bullet"] in _DASHES else match["bullet"]
        yield from inner or [Marker(Style.BULLET, bullet, (), 0, "", "", rest)]


def _behind_bullets(text: str, at: int) -> int:
    """Where the words behind a row of bullets begin: a line of dashes is one of a thousand of them."""
    while match := _BULLET.match(text, at):
        at = _end_of(_SPACE, text, match.end())
    return at


def _worded(match: re.Match[str], text: str) -> Marker | None:
    """ "Artikel 7", "Bijlage A", "Part II"; None where the word only starts a sentence."""
    style = next(s for s in (Style.ANNEX, Style.PART, Style.ARTICLE, Style.LID) if match[s.value])
    word, number = match[style.value], match["number"]
    if not number[0].isdigit() and not number.isupper():  # "Schedule a meeting"
        return None
    values, suffix = _worded_values(number)
    if not values:
        return None
    rest = _end_of(_SEPARATOR, text, match.end())
    form = _CANONICAL_WORD.get(word.lower(), word.lower())
    shown = number.lower() if number[0].isdigit() else number.upper()
    return Marker(style, form, values, suffix, shown, word.rstrip("."), rest)


def _worded_values(number: str) -> tuple[tuple[int, ...], int]:
    if number[0].isdigit():
        return _decimal_values(number)
    roman = roman_value(number.upper())
    if roman is not None and (len(number) > 1 or number.upper() in "IVX"):
        return (roman,), 0
    if len(number) == 1:
        return (ord(number.upper()) - 64,), 0
    if number[1:].isdigit():  # Annex A1
        return (ord(number[0].upper()) - 64, int(number[1:])), 0
    return (), 0


def _decimal(match: re.Match[str], text: str) -> Marker | None:
    """ "7.", "7.3", "7)", "(7)"; None for counts, dates, amounts and telephone numbers."""
    number, opened, end = match["number"], match["open"], match["end"]
    if opened and ")" not in end:
        return None
    parts = re.findall(r"\d+", number)
    if any(len(part) > 1 and part[0] == "0" for part in parts) or parts[0] == "0":
        return None  # 01.02.2024, 10.000, 06 12345678
    if len(parts[0]) == 3 and len(parts) == 1 and not end:
        return None
    rest = _end_of(_SPACE, text, match.end())
    if not (opened or end) and _COUNTED.match(text, rest):
        return None
    if end == "." and len(parts) == 1 and _COUNTED.match(text, rest) and text[rest : rest + 1].islower():
        return None
    values, suffix = _decimal_values(number)
    form = _form(opened, end) if len(parts) == 1 else "#.#"
    return Marker(Style.DECIMAL, form, values, suffix, number, "", _end_of(_SEPARATOR, text, rest))


def _decimal_values(number: str) -> tuple[tuple[int, ...], int]:
    suffix = ord(number[-1].lower()) - 96 if number[-1].isalpha() else 0
    return tuple(int(part) for part in re.findall(r"\d+", number)), suffix


def _lettered(match: re.Match[str], text: str) -> Iterator[Marker]:
    """ "a.", "(iv)", "B)": as a letter, as a Roman number, or both."""
    number, opened, end = match["number"], match["open"], match["end"]
    if opened and ")" not in end:
        return
    form = _form(opened, end)
    rest = _end_of(_SPACE, text, match.end())
    upper = number.isupper()
    if not upper and not number.islower():
        return
    if len(set(number)) == 1 and len(number) <= 2:
        letter = ord(number[0].lower()) - 96 + 26 * (len(number) - 1)
        style = Style.UPPER_LETTER if upper else Style.LETTER
        yield Marker(style, form, (letter,), 0, number, "", rest)
    roman = roman_value(number.upper())
    if roman is not None:
        style = Style.UPPER_ROMAN if upper else Style.ROMAN
        yield Marker(style, form, (roman,), 0, number, "", rest)


def _form(opened: str, end: str) -> str:
    return f"{opened}#{end.lstrip('.') or end}"


def _end_of(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


_ROMAN: Final = re.compile(r"(X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_UNITS: Final = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


def roman_value(number: str) -> int | None:
    """The value of an upper-case Roman number up to 39 (XXXIX); None where it is none.

    No contract counts further in Roman, and "C", "D", "L" and "M" are then letters only.
    """
    match = _ROMAN.fullmatch(number)
    if match is None or not number:
        return None
    return 10 * len(match[1]) + _ROMAN_UNITS.index(match[2])
