"""Running headers, footers and page numbers: found by what repeats from page to page.

They are not dropped. They are set apart, so that a sentence that runs over a page break is one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from analyser.model import BlockKind
from analyser.reading.pdf_words import Line

_ZONE: Final = 0.15  # share of the page's height at top and bottom where furniture stands
_OUTER_LINES: Final = 4  # furniture is among the outermost lines
_TOLERANCE: Final = 4.0  # points by which a running line may shift from page to page
_DIGITS: Final = re.compile(r"\d+")
_PAGE_OF: Final = re.compile(
    r"(?:pagina|page|p\.|blad|pag\.?)?\s*(\d{1,4})\s*(?:/|van|of)\s*(\d{1,4})", re.IGNORECASE
)
_PAGE_WORD: Final = re.compile(r"(?:pagina|page|blad|pag\.?|p\.)\s*(\d{1,4})", re.IGNORECASE)
_PAGE_ALONE: Final = re.compile(r"[-–|\s]*(\d{1,4})[-–|\s]*")
_CLAUSE: Final = re.compile(
    r"(?:artikel|article|art\.|bijlage|annex|appendix|schedule|hoofdstuk|chapter|section|deel|part)\b"
    r"|\d{1,3}(?:\.\d{1,3})*[.)]?\s+\D",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Parted:
    """One page's lines: the running text, and the furniture with its kind."""

    body: list[Line]
    furniture: list[tuple[BlockKind, Line]] = field(default_factory=list)


def part_furniture(pages: Sequence[list[Line]], heights: Sequence[float]) -> list[Parted]:
    """Set running headers and footers apart; lines keep their order. One entry for each page."""
    candidates = [_outer(lines, height) for lines, height in zip(pages, heights, strict=True)]
    taken = _repeating(candidates, sum(1 for lines in pages if lines))
    taken |= _page_numbers(candidates, len(pages))
    parted = []
    for lines, height in zip(pages, heights, strict=True):
        page = Parted([line for line in lines if id(line) not in taken])
        for line in sorted((line for line in lines if id(line) in taken), key=lambda line: line.top):
            kind = BlockKind.HEADER if line.bottom < height / 2 else BlockKind.FOOTER
            page.furniture.append((kind, line))
        parted.append(page)
    return parted


def _outer(lines: list[Line], height: float) -> list[Line]:
    """The lines that may be furniture: outermost, and near the top or the bottom of the page."""
    ordered = sorted((line for line in lines if line.upright), key=lambda line: line.top)
    top = [line for line in ordered[:_OUTER_LINES] if line.bottom < _ZONE * height]
    bottom = [line for line in ordered[-_OUTER_LINES:] if line.top > (1 - _ZONE) * height]
    return top + [line for line in bottom if line not in top]


def _repeating(candidates: list[list[Line]], filled: int) -> set[int]:
    """Lines that say the same, numbers aside, at the same height on enough pages."""
    groups: defaultdict[str, list[Line]] = defaultdict(list)
    for lines in candidates:
        for line in lines:
            groups[_DIGITS.sub("#", line.text.casefold())].append(line)
    taken: set[int] = set()
    enough = min(3, max(2, round(0.6 * filled)))
    for key, group in groups.items():
        if not any(char.isalpha() for char in key):
            continue  # bare numbers are judged by their sequence
        if _CLAUSE.match(group[0].text) and len({line.text for line in group}) > 1:
            continue  # "Artikel 3", "Artikel 4": headings that happen to open pages
        for cluster in _by_height(group):
            if len({line.page for line in cluster}) >= enough:
                taken.update(id(line) for line in cluster)
    return taken


def _by_height(group: list[Line]) -> list[list[Line]]:
    clusters: list[list[Line]] = []
    for line in sorted(group, key=lambda line: line.top):
        if clusters and line.top - clusters[-1][-1].top <= _TOLERANCE:
            clusters[-1].append(line)
        else:
            clusters.append([line])
    return clusters


def _page_numbers(candidates: list[list[Line]], pages: int) -> set[int]:
    """Lines that hold a page number only: "2 / 15", "Pagina 3 van 9", or numbers in sequence."""
    taken: set[int] = set()
    alone: list[tuple[int, Line]] = []
    for lines in candidates:
        for line in lines:
            text = line.text.strip()
            of = _PAGE_OF.fullmatch(text)
            word = _PAGE_WORD.fullmatch(text)
            numbered = of is not None and int(of[1]) <= int(of[2]) and int(of[2]) >= pages / 2
            if numbered or (word and pages > 1):
                taken.add(id(line))
            elif match := _PAGE_ALONE.fullmatch(text):
                alone.append((int(match[1]) - line.page, line))
    shifts = Counter(shift for shift, _ in alone)
    for shift, line in alone:
        if shifts[shift] >= min(3, max(2, round(0.6 * pages))):
            taken.add(id(line))
    return taken
