"""Reading order of a page's lines.

pdfium's content order is kept wherever the page's geometry does not speak against it: on real
contracts it does not tear columns, where sorting by place does. Two things are mended: lines
that hold two columns side by side, and content that jumps about the page.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from analyser.reading.pdf_words import Line, Word

_WIDE_GAP: Final = 1.2  # gaps between words of at least this many font sizes may be gutters
_MIN_SIDE: Final = 0.25  # share of the text's width that each of two columns must have
_MIN_LINES: Final = 5
_MIN_JUMPS: Final = 3
_MAX_LINES: Final = 600  # more than this on one page is no page of print; searching it takes long


def in_reading_order(lines: list[Line]) -> list[Line]:
    """The lines column by column. Lines that span two columns are cut in two."""
    upright = [line for line in lines if line.upright]
    if len(upright) < _MIN_LINES:
        return lines
    gutter = _gutter_inside(upright)
    if gutter is not None:
        lines = [part for line in lines for part in _cut(line, gutter)]
    elif not _jumps_about(upright):
        return lines
    slanted = [line for line in lines if not line.upright]
    return _by_columns([line for line in lines if line.upright]) + slanted


def _gaps(line: Line) -> list[tuple[float, float]]:
    """The wide gaps between a line's words."""
    wide = _WIDE_GAP * line.size
    words = line.words
    return [(a.x1, b.x0) for a, b in pairwise(words) if b.x0 - a.x1 > wide]


def _gutter_inside(lines: list[Line]) -> float | None:
    """Where most lines that cross have a wide gap, so that they hold two columns; else None.

    A list number with its text, or a term with its explanation, has a gap too; there one side is
    narrow.
    """
    gaps = [(line, gap) for line in lines for gap in _gaps(line)]
    if not _MIN_LINES <= len(gaps) <= _MAX_LINES:
        return None
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    side = _MIN_SIDE * (right - left)
    best: tuple[int, float] | None = None
    for _, gap in gaps:
        at = (gap[0] + gap[1]) / 2
        if not left + side < at < right - side:
            continue
        fitting = [(line, held) for line, held in gaps if held[0] < at < held[1]]
        crossing = sum(1 for line in lines if line.x0 < at < line.x1)
        if len(fitting) < _MIN_LINES or len(fitting) < 0.6 * crossing:
            continue
        full = sum(1 for line, held in fitting if held[0] - line.x0 > side and line.x1 - held[1] > side)
        if 2 * full >= len(fitting) and (best is None or len(fitting) > best[0]):
            best = len(fitting), at
    return None if best is None else best[1]


def _cut(line: Line, gutter: float) -> list[Line]:
    """A line as its parts left and right of a gutter, where a wide gap lies there."""
    if not line.upright or not any(a < gutter < b for a, b in _gaps(line)):
        return [line]
    left: list[Word] = [word for word in line.words if word.x1 <= gutter]
    right: list[Word] = [word for word in line.words if word.x1 > gutter]
    return [
        Line(line.page, left, line.baseline, line.size, line.bold),
        Line(line.page, right, line.baseline, line.size, line.bold, hyphen=line.hyphen),
    ]


def _jumps_about(lines: list[Line]) -> bool:
    """Whether content order goes back up a column again and again, or from right to left."""
    jumps = 0
    since = 0
    for last, line in pairwise(lines):
        since += 1
        up = last.top - line.top
        if up < 0.8 * line.size:
            continue
        if line.x0 < last.x1 and last.x0 < line.x1:
            jumps += 1
        elif line.x1 <= last.x0 and since >= _MIN_LINES and up > 5 * line.size:
            jumps += _MIN_JUMPS  # a whole column, then the one to its left
        since = 0
    return jumps >= max(_MIN_JUMPS, 0.1 * len(lines))


def _by_columns(lines: list[Line]) -> list[Line]:
    """Lines sorted into columns by the gutter between them; lines across it part the columns."""
    gutter = _gutter_between(lines)
    if gutter is None:
        return _by_rows(lines)
    found: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in _by_rows(lines):
        if line.x1 <= gutter:
            left.append(line)
        elif line.x0 >= gutter:
            right.append(line)
        else:
            found += _by_columns(left) + _by_columns(right) + [line]
            left, right = [], []
    return found + _by_columns(left) + _by_columns(right)


def _by_rows(lines: list[Line]) -> list[Line]:
    """Lines from top to bottom, those on one baseline from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.baseline):
        if rows and line.baseline - rows[-1][0].baseline < 0.3 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda line: line.x0)]


def _gutter_between(lines: list[Line]) -> float | None:
    """The middle of the emptiest upright strip with columns on both sides; None without one."""
    if not 2 * _MIN_LINES <= len(lines) <= _MAX_LINES:
        return None
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    width = right - left
    best: tuple[int, float, float] | None = None  # crossing lines, minus the strip's width, middle
    edges = sorted({line.x1 for line in lines})
    starts = sorted({line.x0 for line in lines})
    for edge in edges:
        following = next((start for start in starts if start >= edge), None)
        if following is None or following - edge < 4:
            continue
        at = (edge + following) / 2
        if not left + 0.2 * width < at < right - 0.2 * width:
            continue
        crossing = sum(1 for line in lines if line.x0 < at < line.x1)
        before = sum(1 for line in lines if line.x1 <= at)
        after = len(lines) - crossing - before
        if crossing > 0.2 * len(lines) or min(before, after) < _MIN_LINES:
            continue
        candidate = crossing, edge - following, at
        best = candidate if best is None or candidate < best else best
    return None if best is None else best[2]
