"""The second reader: pdfplumber, for single pages whose first reading looks incomplete."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from contextlib import closing
from typing import Any, Final

import pdfplumber
import pypdfium2 as pypdfium
from pdfplumber.utils.text import extract_words

from analyser.reading.pdf_words import UNMAPPED, Line, PageWords, Word, carries_on, is_unmapped, mend_letters

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns about each odd font

_NO_LETTER: Final = re.compile(r"\(cid:\d+\)")  # how pdfminer writes a glyph whose letter is not known

_PAGE_PIECES: Final = 20_000
_FILE_PIECES: Final = 300_000
_SAME: Final = 1.0  # points within which a letter drawn again is the same


class SecondReader:
    """pdfplumber over single pages of a file. The caller holds pdfium's lock.

    It is given each page as a file of its own, since it would take a file whole before it shows a page, and
    one page must not cost what a thousand others hold.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._left = _FILE_PIECES

    def read(self, number: int, pieces: int) -> PageWords | None:
        """The words of page ``number`` (from 1) as pdfplumber sees them; none where it fails.

        ``pieces`` is how many letters and drawings pdfium saw there. None where it is not asked, since that
        is more than _PAGE_PIECES, or than is left of _FILE_PIECES: it takes some 0.1 ms for each.
        """
        if pieces > min(_PAGE_PIECES, self._left):
            return None
        self._left -= pieces
        try:
            with pdfplumber.open(self._alone(number)) as document:
                page = document.pages[0]
                found = extract_words(
                    list(_once(page.chars)), use_text_flow=True, extra_attrs=["size", "fontname", "upright"]
                )
                return _lines(found, number, page.cropbox)
        except Exception:  # pdfminer raises anything on odd files; the first reading stands
            return PageWords([])

    def _alone(self, number: int) -> io.BytesIO:
        """A file of page ``number`` alone, as pdfium writes it.

        Taken from the file and not from the document that is being read: flattening rewrites text there, and
        what pdfium cannot read it writes as it reads it.
        """
        file = io.BytesIO()
        with closing(pypdfium.PdfDocument(self._data)) as whole, closing(pypdfium.PdfDocument.new()) as alone:
            alone.import_pages(whole, [number - 1])
            alone.save(file)
        return file


def _once(letters: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Letters without those that are drawn again in the same place, as bold print sometimes is.

    pdfplumber's own ``dedupe_chars`` takes the square of their number.
    """
    places: dict[tuple[object, ...], list[tuple[float, float]]] = {}
    for letter in letters:
        what = letter["text"], letter["fontname"], letter["size"], letter["upright"]
        x, y = float(letter["x0"]), float(letter["doctop"])
        column, row = round(x / _SAME), round(y / _SAME)
        near = (
            place
            for across in (-1, 0, 1)
            for down in (-1, 0, 1)
            for place in places.get((*what, column + across, row + down), ())
        )
        if not any(abs(x - left) <= _SAME and abs(y - top) <= _SAME for left, top in near):
            places.setdefault((*what, column, row), []).append((x, y))
            yield letter


def _lines(found: list[dict[str, Any]], number: int, box: tuple[float, float, float, float]) -> PageWords:
    """pdfplumber's words as lines, without those that stand off the page."""
    left, top, right, bottom = box
    result = PageWords([])
    held: list[Word] = []
    last: dict[str, Any] = {}
    for item in found:
        text = mend_letters(_NO_LETTER.sub(UNMAPPED, str(item["text"])))
        seen = item["x1"] > left and item["x0"] < right and item["bottom"] > top and item["top"] < bottom
        if not (text and seen):
            continue
        result.characters += len(text)
        result.unmapped += sum(map(is_unmapped, text))
        word = Word(text, item["x0"] - left, item["top"] - top, item["x1"] - left, item["bottom"] - top)
        if held and not carries_on(held[-1], word):
            result.lines.append(_line(held, number, last))
            held = []
        held.append(word)
        last = item
    if held:
        result.lines.append(_line(held, number, last))
    return result


def _line(words: list[Word], number: int, item: dict[str, Any]) -> Line:
    size = float(str(item.get("size") or 10.0))
    bold = "bold" in str(item.get("fontname")).casefold()
    hyphen = words[-1].text.endswith("-") and len(words[-1].text) > 1
    if hyphen:
        words[-1].text = words[-1].text[:-1]
    baseline = max(word.bottom for word in words) - 0.2 * size
    return Line(number, words, baseline, size, bold, bool(item.get("upright", True)), hyphen)
