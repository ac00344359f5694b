"""Where words stand on a page: boxes, and the map from offsets to boxes.

A box is in points (1/72 inch), origin at the top left of the page, y growing downwards; pages count
from 1.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from the page's top left corner."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float

    def __post_init__(self) -> None:
        if self.page < 1:
            raise ValueError(f"page {self.page} does not exist: pages count from 1")
        if self.x1 < self.x0 or self.bottom < self.top:
            raise ValueError(f"box is inside out: {self}")


class WordMap:
    """Where each word of a PDF stands: offsets and boxes, kept in arrays (24 bytes a word).

    Words are added in reading order; ``start`` never falls.
    """

    __slots__ = ("_boxes", "_ends", "_pages", "_starts")

    def __init__(self) -> None:
        self._starts = array("L")
        self._ends = array("L")
        self._pages = array("L")
        self._boxes = array("f")

    def add(self, start: int, end: int, box: Box) -> None:
        """Append one word. Raises ValueError where it stands before the word added last."""
        if self._starts and start < self._starts[-1]:
            raise ValueError("words are added in reading order")
        self._starts.append(start)
        self._ends.append(end)
        self._pages.append(box.page)
        self._boxes.extend((box.x0, box.top, box.x1, box.bottom))

    def __len__(self) -> int:
        return len(self._starts)

    def __iter__(self) -> Iterator[tuple[int, int, Box]]:
        for i in range(len(self._starts)):
            yield self._starts[i], self._ends[i], self._box(i)

    def _box(self, i: int) -> Box:
        x0, top, x1, bottom = self._boxes[4 * i : 4 * i + 4]
        return Box(self._pages[i], x0, top, x1, bottom)

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """The boxes that cover a range: one for each line of print it touches, in reading order."""
        first = bisect_right(self._ends, start)
        last = bisect_left(self._starts, end)
        lines: list[Box] = []
        for i in range(first, last):
            box = self._box(i)
            if lines and _same_line(lines[-1], box):
                held = lines[-1]
                lines[-1] = Box(
                    held.page,
                    min(held.x0, box.x0),
                    min(held.top, box.top),
                    max(held.x1, box.x1),
                    max(held.bottom, box.bottom),
                )
            else:
                lines.append(box)
        return tuple(lines)


def _same_line(left: Box, right: Box) -> bool:
    """Whether ``right`` carries on the line of print that ``left`` covers so far."""
    if left.page != right.page or right.x0 < left.x0:
        return False
    overlap = min(left.bottom, right.bottom) - max(left.top, right.top)
    height = min(left.bottom - left.top, right.bottom - right.top)
    return overlap > 0.5 * height and right.x0 - left.x1 < 4 * max(height, 1.0)
