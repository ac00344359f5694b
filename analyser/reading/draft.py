"""A document while it is being read: readers add blocks, the draft keeps the offsets right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from analyser.model import Block, BlockKind, Box, Comment, Notice, Page, Revision, View, WordMap


@dataclass(slots=True)
class Draft:
    """What every reader fills and segmentation finishes.

    Blocks are joined by one line feed, so ``text`` has a line for each block. Readers put
    nothing else into the text: what is not in a block was not in the file.
    """

    blocks: list[Block] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    words: WordMap = field(default_factory=WordMap)
    notices: list[Notice] = field(default_factory=list)
    view: View = View.ACCEPTED
    revisions: list[Revision] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0

    @property
    def text(self) -> str:
        """The canonical text so far."""
        return "\n".join(self._parts)

    @property
    def offset(self) -> int:
        """Where the next block will start."""
        return self._length

    def add(
        self,
        text: str,
        kind: BlockKind,
        *,
        page: int | None = None,
        paragraph: int | None = None,
        section: str = "",
        number: str | None = None,
        level: int | None = None,
        words: Iterable[tuple[int, int, Box]] = (),
    ) -> Block:
        """Add one block; ``words`` are ranges relative to ``text``, in reading order.

        Line feeds inside ``text`` become spaces: a block is one line, and no offset moves.
        """
        line = text.replace("\r", " ").replace("\n", " ")
        start = self._length
        block = Block(start, start + len(line), kind, page, paragraph, section, number, level)
        for first, last, box in words:
            self.words.add(start + first, start + last, box)
        self.blocks.append(block)
        self._parts.append(line)
        self._length = block.end + 1
        return block
