"""The second reader: pdfplumber, for single pages whose first reading looks incomplete."""

from __future__ import annotations

import io
import logging

import pdfplumber

from analyser.reading.pdf_words import Line, PageWords, Word, carries_on, is_unmapped, mend_letters

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns about each odd font


def read_again(data: bytes, number: int) -> PageWords:
    """The words of page ``number`` (from 1) as pdfplumber sees them; none where it fails."""
    try:
        with pdfplumber.open(io.BytesIO(data), pages=[number]) as document:
            page = document.pages[0]
            found = page.extract_words(use_text_flow=True, extra_attrs=["size", "fontname", "upright"])
            left, top = page.bbox[0], page.bbox[1]
            page.close()
    except Exception:  # pdfminer raises anything on odd files; the first reading stands
        return PageWords([])
    result = PageWords([])
    held: list[Word] = []
    last: dict[str, object] = {}
    for item in found:
        text = mend_letters(str(item["text"]))
        if not text:
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


def _line(words: list[Word], number: int, item: dict[str, object]) -> Line:
    size = float(str(item.get("size") or 10.0))
    bold = "bold" in str(item.get("fontname")).casefold()
    hyphen = words[-1].text.endswith("-") and len(words[-1].text) > 1
    if hyphen:
        words[-1].text = words[-1].text[:-1]
    baseline = max(word.bottom for word in words) - 0.2 * size
    return Line(number, words, baseline, size, bold, bool(item.get("upright", True)), hyphen)
