"""Lines of print from the words that text recognition found on a page's image.

A scan is seldom straight. So the lines are made in the coordinates of the page held straight, in which the
layout is worked out, and their words then get their boxes on the page as it is shown.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import median
from typing import Final

from analyser.reading.ocr import Recognised
from analyser.reading.pdf_layout import read_marker
from analyser.reading.pdf_words import Frame, Line, PageWords, Word, mend_letters

_WORD_ROW: Final = "5"  # the level of Tesseract's rows that hold a word
_COLUMNS: Final = 12
_NOISE: Final = 30.0  # per cent: of what is less sure and holds no letter or digit, specks were read
_AI_PART: Final = re.compile(r"\bAl(?=[-\u2010\u2013/])|(?<=[a-z])Al\b")  # Al-systeem, OpenAl
_AI_ALONE: Final = re.compile(r"\bAl\b")
_SENTENCE_ENDS: Final = ".:;!?"
_HYPHENS: Final = "-\u2010\u00ac"
_BELOW: Final = frozenset("gjpqyQJ,;()[]{}|/\\_€$§@—–-=~*'\"“”‘’•·^°")
"""Characters that tell nothing of the baseline: they reach below it, or stand above it."""
_SMALL: Final = frozenset("acemnorsuvwxz.:,;-–—•·'\"“”‘’_=~*^°")
_CAPITAL: Final = 0.72  # height of capitals in font sizes
_X_HEIGHT: Final = 0.52
_SAME_SIZE: Final = 0.18  # share by which measured sizes of one font differ
_STRAIGHT: Final = math.radians(0.15)  # a smaller slope is none
_LONG: Final = 8.0  # heights of print that words must lie apart to tell a slope
_NEAR: Final = 0.4  # font sizes by which the baselines of a number and its text may differ
_GAP: Final = 8.0  # font sizes that may lie between them


@dataclass(frozen=True, slots=True)
class Print:
    """A recognised word on the page as shown, in points; words with the same ``line`` stand on one."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: float  # 0..100
    line: tuple[int, int, int]

    @property
    def middle(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


def read_table(table: str, number: int, frame: Frame, width: int, angle: float) -> Recognised:
    """What Tesseract's table says of page ``number``, whose image is ``width`` pixels wide.

    ``angle`` is by how much the page slopes that was recognised straight: clockwise, in radians.
    """
    turn = _Turn(angle, frame.width, frame.height)
    found = (word for word in _printed(table, frame.width / width) if not _is_noise(word))
    printed = [turn.sloped(word) for word in _with_ai(found)]
    letters = sum(len(word.text) for word in printed)
    sure = sum(len(word.text) * word.confidence for word in printed)
    lines = into_lines(printed, number, frame.width, frame.height)
    return Recognised(PageWords(lines, letters), sure / letters if letters else 0.0)


def _printed(table: str, scale: float) -> Iterator[Print]:
    """The words of Tesseract's table; rows that are none are passed over. ``scale`` is points a pixel."""
    for row in table.splitlines():
        columns = row.split("\t")
        if len(columns) != _COLUMNS or columns[0] != _WORD_ROW:
            continue
        try:
            block, paragraph, line = (int(column) for column in columns[2:5])
            left, top, width, height = (int(column) * scale for column in columns[6:10])
            confidence = float(columns[10])
        except ValueError:
            continue
        text = mend_letters(columns[11].strip())
        if text and width > 0 and height > 0 and 0 <= confidence <= 100:
            yield Print(text, left, top, left + width, top + height, confidence, (block, paragraph, line))


def _with_ai(printed: Iterable[Print]) -> Iterator[Print]:
    """The words, with "AI" where recognition took its I for an l: within a sentence nobody writes "Al"."""
    before = ""
    for word in printed:
        text = _AI_PART.sub("AI", word.text)
        if before and before[-1] not in _SENTENCE_ENDS and not read_marker(before):
            text = _AI_ALONE.sub("AI", text)
        yield replace(word, text=text)
        before = text


def _is_noise(word: Print) -> bool:
    return word.confidence < _NOISE and not any(map(str.isalnum, word.text))


def into_lines(printed: Sequence[Print], number: int, width: float, height: float) -> list[Line]:
    """The lines of page ``number`` in the order given; a list number set apart gets its text back."""
    rows = [list(words) for _, words in groupby(printed, key=lambda word: word.line)]
    turn = _Turn(_angle(rows), width, height)
    measured = [_measured(row, turn) for row in rows]
    usual = median([size for _, size, _ in measured]) if measured else 0.0
    lines = [
        _line(number, words, usual if abs(size - usual) < _SAME_SIZE * usual else size, baseline)
        for words, size, baseline in measured
    ]
    lines = _with_numbers(lines)
    for line in lines:
        for word in line.words:
            word.x0, word.top, word.x1, word.bottom = turn.back(word)
    return lines


class _Turn:
    """From the page as shown to the page held straight, and back. ``angle`` is clockwise, in radians."""

    def __init__(self, angle: float, width: float, height: float) -> None:
        self._cos, self._sin = math.cos(angle), math.sin(angle)
        self._middle = width / 2, height / 2
        sideways = abs(self._sin) > abs(self._cos)
        self._straight = (height / 2, width / 2) if sideways else self._middle
        self._sideways = sideways
        self._slope = min(abs(self._sin), abs(self._cos))

    def straight(self, word: Print) -> Word:
        """The word on the straight page. A slanted word's box is too high by the slope of its length."""
        x, y = (at - middle for at, middle in zip(word.middle, self._middle, strict=True))
        x, y = self._cos * x + self._sin * y, self._cos * y - self._sin * x
        x, y = x + self._straight[0], y + self._straight[1]
        wide, high = word.x1 - word.x0, word.bottom - word.top
        if self._sideways:
            wide, high = high, wide
        high = max(high - self._slope * wide, 0.5 * high)
        return Word(word.text, x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)

    def sloped(self, word: Print) -> Print:
        """A word of the straight page on the page as shown."""
        x0, top, x1, bottom = self.back(Word(word.text, word.x0, word.top, word.x1, word.bottom))
        return replace(word, x0=x0, top=top, x1=x1, bottom=bottom)

    def back(self, word: Word) -> tuple[float, float, float, float]:
        """The box of a straight word on the page as shown: x0, top, x1, bottom."""
        x = (word.x0 + word.x1) / 2 - self._straight[0]
        y = (word.top + word.bottom) / 2 - self._straight[1]
        x, y = self._cos * x - self._sin * y, self._cos * y + self._sin * x
        x, y = x + self._middle[0], y + self._middle[1]
        wide, high = word.x1 - word.x0, word.bottom - word.top
        high += self._slope * wide
        if self._sideways:
            wide, high = high, wide
        return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


def _angle(rows: Iterable[Sequence[Print]]) -> float:
    """The direction in which the page's lines run, clockwise from left to right, in radians."""
    found: list[tuple[float, float]] = []
    for row in rows:
        (ax, ay), (bx, by) = row[0].middle, row[-1].middle
        tall = max(min(word.bottom - word.top, word.x1 - word.x0) for word in row)
        if math.hypot(bx - ax, by - ay) > _LONG * tall:
            found.append((math.atan2(by - ay, bx - ax), math.hypot(bx - ax, by - ay)))
    if not found:
        return 0.0
    quarters = [0.0] * 4
    for angle, length in found:
        quarters[round(angle / (math.pi / 2)) % 4] += length
    quarter = max(range(4), key=quarters.__getitem__)
    slopes = [
        math.remainder(angle - quarter * math.pi / 2, 2 * math.pi)
        for angle, _ in found
        if round(angle / (math.pi / 2)) % 4 == quarter
    ]
    slope = median(slopes)
    return quarter * math.pi / 2 + (slope if abs(slope) > _STRAIGHT else 0.0)


def _measured(row: Sequence[Print], turn: _Turn) -> tuple[list[Word], float, float]:
    """A row's words on the straight page, its font size and its baseline, by the shapes of its letters."""
    words = [turn.straight(word) for word in row]
    feet = [word.bottom for word in words if _BELOW.isdisjoint(word.text)]
    baseline = median(feet) if feet else median([word.bottom for word in words]) - 0.1 * _height(words)
    tops = [word.top for word in words if not _SMALL.issuperset(word.text)]
    if tops:
        size = (baseline - median(tops)) / _CAPITAL
    else:
        size = (baseline - median([word.top for word in words])) / _X_HEIGHT
    return words, max(size, 0.5 * _height(words), 1.0), baseline


def _height(words: Sequence[Word]) -> float:
    return max(word.bottom - word.top for word in words)


def _line(number: int, words: list[Word], size: float, baseline: float) -> Line:
    last = words[-1]
    hyphen = len(last.text) > 1 and last.text[-1] in _HYPHENS
    if hyphen:
        last.text = last.text[:-1]
    return Line(number, words, baseline, size, hyphen=hyphen)


def _with_numbers(lines: list[Line]) -> list[Line]:
    """The lines with list numbers, which recognition reads as a column of their own, before their text."""
    rest = [line for line in lines if not _is_number(line.text)]
    found: list[Line] = []
    for line in lines:
        beside = [other for other in rest if _belongs(line, other)] if _is_number(line.text) else []
        if beside:
            first = min(beside, key=lambda other: other.x0)
            first.words[:0] = line.words
            first.measure()
        else:
            found.append(line)
    return found


def _is_number(text: str) -> bool:
    marker = read_marker(text)
    return bool(marker) and (text == marker.number or (marker.bullet and len(text) == 1))


def _belongs(number: Line, line: Line) -> bool:
    near = abs(number.baseline - line.baseline) < _NEAR * line.size
    return near and 0 <= line.x0 - number.x1 < _GAP * line.size
