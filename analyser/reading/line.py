"""One line of text in the making, and the flow that puts finished lines in the draft.

Word processors cut a sentence into dozens of runs, and comments and tracked changes point
between them. A ``Line`` takes the runs, folds white space as it goes and hands out ``Mark``s;
a mark knows its offset in the draft once its line has been placed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from analyser.model import BlockKind
from analyser.reading.draft import Draft

_SPACES = re.compile(r"\s+")
# Characters that no reader sees and that would break a word in two for every search: soft hyphen,
# zero-width space and joiners, word joiner, byte order mark, marks of writing direction.
_UNSEEN = dict.fromkeys(
    (0xAD, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A)), None
)
_SHOWN = {**_UNSEEN, 0x2011: "-"}  # the non-breaking hyphen is a hyphen

# What a clause may begin with: "Artikel 7", "7.3", "7.", "7)", "(a)", "a)", "a.", "iv.", a bullet.
_CLAUSE_START = re.compile(
    r"(?:(?:artikel|article|clause|bijlage|annex|schedule)\s+(?:\d|[IVX]+\b)"
    r"|\d{1,2}(?:\.\d{1,2})+\.?\s|\d{1,2}[.)]\s|\(?(?:[a-z]|[ivxl]{1,6})\)\s|(?:[a-z]|[ivxl]{1,6})\.\s"
    r"|[•‣◦▪●○■\u2013\u2014*-]\s)",
    re.IGNORECASE,
)


class Line:
    """Text taken run by run. White space is folded and trimmed; invisible characters are dropped."""

    __slots__ = ("_base", "_breaks", "_host", "_length", "_open", "_parts", "_start")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._open = True  # white space would be folded away here
        self._breaks: list[int] = []
        self._start: int | None = None
        self._host: Line | None = None
        self._base = 0

    def write(self, text: str) -> None:
        """Append text."""
        folded = _SPACES.sub(" ", text.translate(_SHOWN))
        if self._open and folded.startswith(" "):
            folded = folded[1:]
        if folded:
            self._parts.append(folded)
            self._length += len(folded)
            self._open = folded.endswith(" ")

    def break_line(self) -> None:
        """Append a forced line break: a space, and a place where the line may be split."""
        self.write(" ")
        if self._length and (not self._breaks or self._breaks[-1] != self._length):
            self._breaks.append(self._length)

    def absorb(self, line: Line) -> None:
        """Append a whole line; its marks now point into this one."""
        line._host = self
        line._base = self._length
        self.write(line.text)

    def here(self) -> Mark:
        """A mark behind the last character written."""
        return Mark(self, self._length)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written yet."""
        return not self._length

    @property
    def text(self) -> str:
        """The text so far, without white space at either end."""
        return "".join(self._parts).rstrip()

    def pieces(self) -> list[str]:
        """The text, split where a line break is followed by the number of a clause or a bullet.

        The pieces joined by one character have the length of the text: no mark moves.
        """
        text = self.text
        pieces: list[str] = []
        begin = 0
        for at in self._breaks:
            if begin < at < len(text) and _CLAUSE_START.match(text, at):
                pieces.append(text[begin : at - 1])
                begin = at
        pieces.append(text[begin:])
        return pieces

    def put(self, start: int) -> None:
        """State that the first character stands at ``start`` in the draft."""
        self._start = start

    def place(self, offset: int) -> int | None:
        """Where ``offset`` of this line stands in the draft; None where the line never got there."""
        shown = self._length - 1 if self._open and self._length else self._length  # without a last space
        held = min(offset, shown)
        if self._host is not None:
            return self._host.place(self._base + held)
        return None if self._start is None else self._start + held


class Looks(NamedTuple):
    """How words look, as far as that tells what they are."""

    bold: bool = False
    hidden: bool = False
    struck: bool = False

    @property
    def notices(self) -> Iterator[str]:
        """Codes of what a reader of the text should know about these words."""
        if self.hidden:
            yield "hidden-text"
        if self.struck:
            yield "struck-text"


@dataclass(frozen=True, slots=True)
class Mark:
    """A point in a line, to be asked for its offset in the draft when the line has been placed."""

    line: Line
    offset: int

    def place(self) -> int | None:
        """The offset in the draft, or None where the line is not part of it."""
        return self.line.place(self.offset)


class Row:
    """A table row in the making: cells joined by " | ", empty cells at both ends left out."""

    def __init__(self) -> None:
        self.line = Line()
        self._gaps = 0  # cells begun since the last text
        self._cell_open = False  # the current cell already holds text

    def next_cell(self) -> None:
        """Begin a cell."""
        self._gaps += 1
        self._cell_open = False

    def add(self, line: Line, number: str | None) -> None:
        """Append a paragraph to the current cell."""
        if line.is_empty and not number:
            self.line.absorb(line)
            return
        if not self.line.is_empty and not self._cell_open:
            self.line.write(" |" * self._gaps)
        self.line.write(" ")
        self._gaps = 0
        self._cell_open = True
        if number:
            self.line.write(number + " ")
        self.line.absorb(line)


def place_line(
    draft: Draft,
    line: Line,
    kind: BlockKind,
    *,
    section: str,
    paragraph: int | None = None,
    number: str | None = None,
    level: int | None = None,
) -> None:
    """Add a line to the draft as one block, or as several where it holds several clause lines.

    A line without text and number adds nothing; its marks then point at where it would have stood.
    """
    prefix = f"{number} " if number else ""
    line.put(draft.offset + len(prefix))
    first, *rest = line.pieces()
    if not first and not number:
        line.put(draft.offset)
        return
    text = (prefix + first).rstrip()
    draft.add(text, kind, paragraph=paragraph, section=section, number=number, level=level)
    later = kind if kind not in (BlockKind.HEADING, BlockKind.ITEM) else BlockKind.PARAGRAPH
    for piece in rest:
        draft.add(piece, later, paragraph=paragraph, section=section)
