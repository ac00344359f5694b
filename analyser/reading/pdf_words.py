"""Words and lines of one PDF page, with boxes, through pdfium's raw calls.

pdfium gives a page's characters in content order, in one call, with a line feed wherever it sees
a new line. A word's box comes from its text rectangles (two calls) instead of from every
character's box (one call each), which costs a third. Font and baseline are asked once a line.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import pypdfium2.raw as pdfium

UNMAPPED: Final = "\ufffd"
"""Stands in the text for a glyph whose letter the file does not tell."""

_HYPHEN_MARK: Final = "\ufffe"  # pdfium: a hyphen that ends a line, or a glyph without a letter
_TOKEN: Final = re.compile(r"[^\s\ufffe]+|[\n\ufffe]")
_ODD: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_BOLD: Final = re.compile(rb"bold|black|heavy|semibd|demi", re.IGNORECASE)
_FORCE_BOLD: Final = 1 << 18  # PDF 32000-1, table 123
_LETTERS: Final = {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st",
    0x00AD: None, 0x200B: None, 0x200C: None, 0x200D: None, 0x2060: None, 0xFEFF: None,
    **dict.fromkeys((0xF0B7, 0xF0A7, 0xF0D8, 0xF0FC, 0xF076, 0xF06E, 0xF0A8, 0xF071), "•"),
}  # fmt: skip
"""Ligatures to letters, invisible characters away, and Word's bullets, which Symbol and Wingdings
keep in the private use area."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Turns PDF coordinates (origin bottom left of the unturned page) into those of the page shown.

    ``rotation`` is clockwise, in degrees, one of 0, 90, 180, 270; the four sides are those of the
    part that is shown (the CropBox).
    """

    left: float
    bottom: float
    right: float
    top: float
    rotation: int = 0

    @property
    def width(self) -> float:
        return self.top - self.bottom if self.rotation in (90, 270) else self.right - self.left

    @property
    def height(self) -> float:
        return self.right - self.left if self.rotation in (90, 270) else self.top - self.bottom

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point, from the top left corner of the page as shown."""
        if self.rotation == 0:
            return x - self.left, self.top - y
        if self.rotation == 90:
            return y - self.bottom, x - self.left
        if self.rotation == 180:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """A rectangle as x0, top, x1, bottom, from the top left corner of the page as shown."""
        ax, ay = self.point(left, bottom)
        bx, by = self.point(right, top)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


@dataclass(slots=True)
class Word:
    """A word as printed, in points from the top left corner of the page as shown."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    index: int = 0  # of its first character in pdfium's text page


@dataclass(slots=True)
class Line:
    """Words on one baseline.

    ``size`` is the font's in points as shown; ``hyphen`` tells that the line ends in a hyphen that
    pdfium took away; ``upright`` is False for text at an angle, such as a watermark.
    """

    page: int
    words: list[Word]
    baseline: float
    size: float
    bold: bool = False
    upright: bool = True
    hyphen: bool = False
    x0: float = field(init=False)
    top: float = field(init=False)
    x1: float = field(init=False)
    bottom: float = field(init=False)

    def __post_init__(self) -> None:
        self.measure()

    def measure(self) -> None:
        """Take the line's sides from its words, which get the line's height where they are upright.

        One height for all makes a marked passage look like marked print, and keeps a full stop or a
        dash on the same line as its neighbours.
        """
        self.x0 = min(word.x0 for word in self.words)
        self.x1 = max(word.x1 for word in self.words)
        self.top = min(word.top for word in self.words)
        self.bottom = max(word.bottom for word in self.words)
        if self.upright:
            self.top = min(self.top, self.baseline - 0.72 * self.size)
            self.bottom = max(self.bottom, self.baseline + 0.2 * self.size)
            for word in self.words:
                word.top, word.bottom = self.top, self.bottom

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(slots=True)
class PageWords:
    """What pdfium reads on one page."""

    lines: list[Line]
    characters: int = 0  # without white space
    unmapped: int = 0  # of them, glyphs whose letter is not known


def page_frame(page: Any) -> Frame:
    """The frame of a loaded pdfium page."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    rotation = 90 * (pdfium.FPDFPage_GetRotation(page) % 4)
    left, right = sorted((box.left, box.right))
    bottom, top = sorted((box.bottom, box.top))
    return Frame(left, bottom, right, top, rotation)


def read_words(page: Any, number: int, frame: Frame) -> PageWords:
    """All words of a loaded pdfium page, as lines in content order. The caller holds the lock."""
    textpage = pdfium.FPDFText_LoadPage(page)
    if not textpage:
        return PageWords([])
    try:
        return _Collector(textpage, number, frame).collect()
    finally:
        pdfium.FPDFText_ClosePage(textpage)


def mend_letters(text: str) -> str:
    """A word with ligatures spelled out, invisible characters gone and accents in one character."""
    cleaned = text.translate(_LETTERS)
    return unicodedata.normalize("NFC", cleaned) if not cleaned.isascii() else cleaned


def is_unmapped(character: str) -> bool:
    """Whether a character says nothing: replaced, private or a control code."""
    return unicodedata.category(character) in ("Co", "Cs", "Cn", "Cc") or character == UNMAPPED


class _Collector:
    """Walks over a text page once. Holds the buffers that the raw calls write into."""

    def __init__(self, textpage: Any, number: int, frame: Frame) -> None:
        self._textpage = textpage
        self._number = number
        self._frame = frame
        self._sides = [ctypes.c_double() for _ in range(4)]  # left, top, right, bottom
        self._refs = [ctypes.byref(side) for side in self._sides]
        self._name = ctypes.create_string_buffer(96)
        self._flags = ctypes.c_int()
        self._matrix = pdfium.FS_MATRIX()

    def collect(self) -> PageWords:
        text = self._text()
        found = PageWords([])
        held: list[Word] = []
        for token in _TOKEN.finditer(text):
            piece = token.group()
            if piece == "\n" or piece == _HYPHEN_MARK:
                self._close(held, found, hyphen=piece == _HYPHEN_MARK)
                held = []
                continue
            word = self._word(piece, token.start(), found)
            if word is None:
                continue
            if held and not carries_on(held[-1], word):
                self._close(held, found)
                held = []
            held.append(word)
        self._close(held, found)
        found.lines = list(_rejoined(found.lines))
        return found

    def _text(self) -> str:
        """The page's characters: one for each of pdfium's indices."""
        count = pdfium.FPDFText_CountChars(self._textpage)
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = pdfium.FPDFText_GetText(self._textpage, 0, count, buffer)
        text = bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")
        if len(text) != count:  # pairs of surrogates or letters without a code: ask one by one
            text = "".join(self._character(index) for index in range(count))
        if _HYPHEN_MARK in text:
            text = "".join(
                UNMAPPED if char == _HYPHEN_MARK and not self._is_hyphen(index) else char
                for index, char in enumerate(text)
            )
        return _ODD.sub(UNMAPPED, text)

    def _character(self, index: int) -> str:
        code = pdfium.FPDFText_GetUnicode(self._textpage, index)
        if code in (0, 2):
            return _HYPHEN_MARK
        return UNMAPPED if 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code)

    def _is_hyphen(self, index: int) -> bool:
        return int(pdfium.FPDFText_IsHyphen(self._textpage, index)) == 1

    def _word(self, piece: str, index: int, found: PageWords) -> Word | None:
        """The word with its box; None for characters that show nothing."""
        found.characters += len(piece)
        length = len(piece)
        if not piece.isascii():
            piece = mend_letters(piece)
            found.unmapped += sum(map(is_unmapped, piece))
            if not piece:
                return None
        left, top, right, bottom = self._sides
        count = pdfium.FPDFText_CountRects(self._textpage, index, length)
        if count < 1:
            return None if piece.isspace() else self._by_character(piece, index)
        pdfium.FPDFText_GetRect(self._textpage, 0, *self._refs)
        x0, y0, x1, y1 = left.value, bottom.value, right.value, top.value
        for at in range(1, count):
            pdfium.FPDFText_GetRect(self._textpage, at, *self._refs)
            x0, x1 = min(x0, left.value), max(x1, right.value)
            y0, y1 = min(y0, bottom.value), max(y1, top.value)
        return Word(piece, *self._frame.box(x0, y0, x1, y1), index)

    def _by_character(self, piece: str, index: int) -> Word | None:
        """A word of glyphs without ink, or None where pdfium knows no place at all."""
        left, top, right, bottom = self._refs
        if not pdfium.FPDFText_GetCharBox(self._textpage, index, left, right, bottom, top):
            return None
        values = [side.value for side in self._sides]
        return Word(piece, *self._frame.box(values[0], values[3], values[2], values[1]), index)

    def _close(self, words: list[Word], found: PageWords, hyphen: bool = False) -> None:
        """Make a line of the words held."""
        if not words:
            if hyphen and found.lines:
                found.lines[-1].hyphen = True
            return
        first, last = words[0].index, words[-1].index
        size, angle = self._font(first)
        shown = (angle - self._frame.rotation) % 360
        upright = min(shown, 360 - shown) < 3
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(self._textpage, first, x, y)
        baseline = self._frame.point(x.value, y.value)[1]
        tall = max(word.bottom - word.top for word in words)
        bottom = max(word.bottom for word in words)
        if upright and tall > 1.0 and (tall > 2.5 * size or abs(bottom - baseline) > 1.5 * size):
            size, baseline = 1.35 * tall, bottom  # a font that lies about its size
        bold = self._bold(first) and (len(words) == 1 or self._bold(last))
        found.lines.append(Line(self._number, words, baseline, size, bold, upright, hyphen))

    def _font(self, index: int) -> tuple[float, float]:
        """Size in points as shown, and the angle of the text in degrees, anticlockwise."""
        size = pdfium.FPDFText_GetFontSize(self._textpage, index)
        if not pdfium.FPDFText_GetMatrix(self._textpage, index, self._matrix):
            return size, 0.0
        matrix = self._matrix
        scale = math.hypot(matrix.c, matrix.d)
        return size * scale, math.degrees(math.atan2(matrix.b, matrix.a))

    def _bold(self, index: int) -> bool:
        length = pdfium.FPDFText_GetFontInfo(self._textpage, index, self._name, len(self._name), self._flags)
        if self._flags.value & _FORCE_BOLD:
            return True
        return 0 < length <= len(self._name) and _BOLD.search(self._name.value) is not None


def carries_on(last: Word, word: Word) -> bool:
    """Whether a word stands on the line of the one before it, by place and not by line feeds."""
    overlap = min(last.bottom, word.bottom) - max(last.top, word.top)
    height = min(last.bottom - last.top, word.bottom - word.top)
    if word.x0 < last.x0 - 1.0:
        return False
    return overlap > -0.5 * height - 1.0


def _rejoined(lines: list[Line]) -> Iterator[Line]:
    """Lines, where a number and its text that pdfium set apart on one baseline are one again."""
    held: Line | None = None
    for line in lines:
        if held is None:
            held = line
        elif _same_baseline(held, line):
            held.words.extend(line.words)
            held.hyphen = line.hyphen
            held.bold = held.bold and line.bold
            held.measure()
        else:
            yield held
            held = line
    if held is not None:
        yield held


def _same_baseline(left: Line, right: Line) -> bool:
    if not (left.upright and right.upright) or left.hyphen:
        return False
    near = abs(left.baseline - right.baseline) < 0.25 * min(left.size, right.size)
    return near and -0.1 * left.size < right.x0 - left.x1 < 5 * left.size


def usual_size(lines: Iterable[Line]) -> float:
    """The font size most words have, to half a point; 0 where there are no words."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(2 * line.size) / 2] += len(line.words)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 0.0
