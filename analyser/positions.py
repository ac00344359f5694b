"""Where words stand on a page: boxes, and the map from offsets to boxes.

A box is in points (1/72 inch), origin at the top left of the page, y growing downwards; pages count
from 1.
"""

from __future__ import annotations

import sys
from array import array
from base64 import b64decode, b64encode
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic_core.core_schema import CoreSchema


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


_BYTES_A_WORD = 3 * 4 + 4 * 4  # offsets and page, and a box


class WordMap:
    """Where each word of a PDF stands: offsets and boxes, kept in arrays (28 bytes a word).

    Words are added in reading order; ``start`` never falls.
    """

    __slots__ = ("_boxes", "_ends", "_pages", "_starts")

    def __init__(self) -> None:
        self._starts = array("I")
        self._ends = array("I")
        self._pages = array("I")
        self._boxes = array("f")

    def add(self, start: int, end: int, box: Box) -> None:
        """Append one word. Raises ValueError where it stands before the word added last."""
        if self._starts and start < self._starts[-1]:
            raise ValueError("words are added in reading order")
        self._starts.append(start)
        self._ends.append(end)
        self._pages.append(box.page)
        self._boxes.extend((box.x0, box.top, box.x1, box.bottom))

    def packed(self) -> str:
        """All of it as one printable line: offsets, pages, then boxes, little-endian, in base 64."""
        columns = [array(c.typecode, c) for c in (self._starts, self._ends, self._pages, self._boxes)]
        if sys.byteorder == "big":
            for column in columns:
                column.byteswap()
        return b64encode(b"".join(column.tobytes() for column in columns)).decode("ascii")

    @classmethod
    def unpacked(cls, packed: str) -> WordMap:
        """What ``packed`` made. Raises ValueError where it is something else."""
        data = b64decode(packed, validate=True)
        words, rest = divmod(len(data), _BYTES_A_WORD)
        if rest:
            raise ValueError("no word map")
        found = cls()
        at = 0
        for column, items in ((found._starts, 1), (found._ends, 1), (found._pages, 1), (found._boxes, 4)):
            end = at + 4 * items * words
            column.frombytes(data[at:end])
            if sys.byteorder == "big":
                column.byteswap()
            at = end
        return found

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> CoreSchema:
        """How pydantic writes and reads one: see ``packed``."""
        from pydantic_core import core_schema  # here, since it costs every command a fifth of its start

        return core_schema.no_info_plain_validator_function(
            lambda value: value if isinstance(value, cls) else cls.unpacked(value),
            serialization=core_schema.plain_serializer_function_ser_schema(lambda value: value.packed()),
        )

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
