"""From a document to the passages that are compared, and from words to what is compared of them."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

from analyser.comparing.changes import Passage
from analyser.model import Clause, ClauseKind, Document
from analyser.reading.clause_numbers import Marker, Style, readings
from analyser.reading.tree import own_ranges

# A word with what ties it together ("99,9", "service-level", "e.g"), or a mark of punctuation. The bar
# between cells of a table is neither: it is there in one format and not in another.
_WORD: Final = re.compile(r"\w+(?:[.,'’/@:‐‑–-]\w+)*|([^\w\s|])\1*")
_ALIKE: Final = str.maketrans(
    {**dict.fromkeys("‘’‚‛`´′", "'"), **dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‐‑‒–—―−", "-")}
)
_LISTS: Final = frozenset({ClauseKind.TABLE, ClauseKind.FURNITURE})  # each line of them stands alone


def passages_of(document: Document, index: int) -> tuple[Passage, ...]:
    """The passages of ``document``, in reading order; together they hold all words of its clauses.

    A number that stands on a line alone ("Artikel 7") goes before the words that follow it.
    """
    passages: list[Passage] = []
    lone: dict[bool, Passage] = {}  # numbers that wait for words; those of page furniture apart
    for passage in _passages(document, index):
        aside = passage.kind is ClauseKind.FURNITURE
        if aside in lone:
            passage = replace(passage, number=f"{lone.pop(aside).number} {passage.number}".strip())
        if passage.keys:
            passages.append(passage)
        else:
            lone[aside] = passage
    return (*passages, *lone.values())


def _passages(document: Document, index: int) -> Iterator[Passage]:
    for at, clause in enumerate(document.clauses):
        ranges = own_ranges(document, at)
        if clause.kind in _LISTS:
            ranges = tuple(row for span in ranges for row in _rows(document, *span))
            texts = [_folded(document.text[start:end]) for start, end in ranges]
        else:
            texts = [_folded(" ".join(document.text[start:end] for start, end in ranges))]
        for text in filter(None, texts):
            rest = _number_end(text, clause)
            yield _passage(document, index, clause, text[:rest].strip(), text[rest:])


def _rows(document: Document, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The rows of a table, or the lines of a table of contents."""
    first = bisect_left(document.blocks, start, key=lambda block: block.start)
    last = bisect_left(document.blocks, end, lo=first, key=lambda block: block.start)
    cuts = [start, *(block.start for block in document.blocks[first:last] if block.start > start), end]
    yield from pairwise(cuts)


def _passage(document: Document, index: int, clause: Clause, number: str, text: str) -> Passage:
    matches = [*_WORD.finditer(text)]
    if not matches:
        number, text = f"{number} {text}".strip(), ""
    return Passage(
        index,
        clause.label,
        clause.kind,
        document.page_at(clause.start),
        number,
        text,
        tuple(key_of(match.group()) for match in matches),
        (0, *(match.start() for match in matches[1:])) if matches else (),
    )


def key_of(word: str) -> str:
    """What is compared of a word: its letters, whichever quotation mark, dash or ligature prints them."""
    return word if word.isascii() else unicodedata.normalize("NFKC", word).translate(_ALIKE)


def _folded(text: str) -> str:
    return " ".join(text.split())


def _number_end(text: str, clause: Clause) -> int:
    """Where the words start after the number that ``text`` is printed with; 0 where it has none."""
    return next((marker.rest for marker in readings(text) if _is_number(marker, text, clause)), 0)


def _is_number(marker: Marker, text: str, clause: Clause) -> bool:
    """Whether a reading of the first words is the number of this clause, or the bullet it is printed with.

    The reader may know the number in one version only, so "7.3 Leverancier" passes for numbered without
    it. "2.5 miljoen" and "Artikel 6 geldt niet" do not: another number there is another contract.
    """
    if clause.number is not None:
        return marker.number.lower() == clause.number.lower()
    if marker.style is Style.DECIMAL and marker.form != "#":
        return clause.kind not in _LISTS and text[marker.rest : marker.rest + 2].istitle()
    return marker.style is Style.BULLET
