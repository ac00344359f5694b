"""The second reader: pdfplumber, for single pages whose first reading looks incomplete."""

from __future__ import annotations

import io
import logging
import re
from typing import Any, Final

import pdfplumber

from analyser.reading.pdf_words import UNMAPPED, Line, PageWords, Word, carries_on, is_unmapped, mend_letters

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns about each odd font

_NO_LETTER: Final = re.compile(r"\(cid:\d+\)")  # how pdfminer writes a glyph whose letter is not known


class SecondReader:
    """pdfplumber over one file, which it opens when first asked and then once."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._document: Any = None

    def read(self, number: int) -> PageWords:
        """The words of page ``number`` (from 1) as pdfplumber sees them; none where it fails."""
        try:
            if self._document is None:
                self._document = pdfplumber.open(io.BytesIO(self._data))
            page = self._document.pages[number - 1]
            once = page.dedupe_chars()  # bold print is sometimes the same letter drawn again
            found = once.extract_words(use_text_flow=True, extra_attrs=["size", "fontname", "upright"])
            box = page.cropbox
            page.close()
        except Exception:  # pdfminer raises anything on odd files; the first reading stands
            return PageWords([])
        return _lines(found, number, box)


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
