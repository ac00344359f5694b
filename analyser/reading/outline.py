"""The clause tree while it grows: lines in, nodes out.

Segmentation works on these two and turns the nodes into ``Clause`` at the very end, when every
range is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from analyser.model import Block, BlockKind, ClauseKind
from analyser.reading.clause_numbers import Marker, Style, readings
from analyser.reading.headings import looks_like_heading

BOXES: Final = (ClauseKind.ARTICLE, ClauseKind.PART, ClauseKind.ANNEX, ClauseKind.DEFINITIONS)
"""The kinds whose text is cut into paragraphs."""

_MARKDOWN_HEADING = re.compile(r"\s*#{1,6}\s+\S")
_MAX_MARKED_HEADING = 200  # characters; a "heading" longer than this is a styled paragraph


@dataclass(frozen=True, slots=True)
class Line:
    """One block that is not blank, with every way to read its number."""

    index: int  # place among the lines, from 0
    block: Block
    text: str
    markers: tuple[Marker, ...]

    @property
    def is_marked_heading(self) -> bool:
        """Whether it is a heading by style, by print, or by the marks of Markdown."""
        is_marked = self.block.kind is BlockKind.HEADING or _MARKDOWN_HEADING.match(self.text) is not None
        return is_marked and len(self.text) <= _MAX_MARKED_HEADING

    @property
    def is_trusted(self) -> bool:
        """Whether the number is the file's own list numbering, not merely printed characters."""
        return bool(self.block.number)

    def words(self, marker: Marker) -> str:
        """The line without its number."""
        return self.text[marker.rest :].strip()

    def is_headed(self, marker: Marker) -> bool:
        """Whether what follows the number has the shape of a heading."""
        words = self.words(marker)
        return bool(words) and (self.is_marked_heading or looks_like_heading(words))


def lines_of(text: str, blocks: list[Block]) -> list[Line]:
    """The blocks that hold more than white space, in order."""
    lines: list[Line] = []
    for block in blocks:
        line = text[block.start : block.end]
        if line.strip():
            lines.append(Line(len(lines), block, line, readings(line)))
    return lines


@dataclass(eq=False, slots=True)
class Node:
    """A clause in the making. The root stands above the tree and becomes no clause."""

    kind: ClauseKind
    parent: Node | None
    marker: Marker | None = None
    heading: str | None = None
    lines: list[Line] = field(default_factory=list)  # its own text, without that of children
    children: list[Node] = field(default_factory=list)
    is_headed: bool = False  # its first line has the shape of a heading
    is_agreement: bool = False  # article numbers start afresh in it
    level: int | None = None  # outline or list depth of its first line
    number: str | None = None  # differs from marker.number where it was inferred from children
    last: dict[tuple[Style, str], Marker] = field(default_factory=dict)  # latest child of each list
    articles: dict[str, Marker] = field(default_factory=dict)  # latest article below, for containers
    label: str = ""

    @property
    def is_root(self) -> bool:
        return self.parent is None

    @property
    def is_container(self) -> bool:
        """Whether article numbers are counted in it."""
        return self.is_root or self.is_agreement or self.kind is ClauseKind.ANNEX

    @property
    def is_bare_heading(self) -> bool:
        """Whether it was opened by a heading without a number."""
        return self.marker is None and self.heading is not None

    @property
    def values(self) -> tuple[int, ...] | None:
        """What its number counts, for "7" and "7.3" alike; None where it has none."""
        if self.marker is None or self.marker.style not in (Style.DECIMAL, Style.ARTICLE):
            return None
        return self.marker.values

    @property
    def has_body(self) -> bool:
        """Whether anything stands under its heading."""
        return bool(self.children) or len(self.lines) > 1

    def path(self) -> Iterator[Node]:
        """The node and those around it, innermost first, with the root last."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent

    def nearest(self, *kinds: ClauseKind) -> Node | None:
        """The innermost node of ``kinds`` on the path, itself included."""
        return next((node for node in self.path() if node.kind in kinds and not node.is_root), None)

    def container(self) -> Node:
        """The innermost node that counts articles: an annex, an agreement, or the file."""
        return next(node for node in self.path() if node.is_container)
