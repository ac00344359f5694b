"""Writes the pages of a PDF into a draft: blocks in reading order, each word with its box."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from analyser.model import BlockKind, Box, Notice, Page, PageStatus
from analyser.reading.draft import Draft
from analyser.reading.pdf_furniture import part_furniture
from analyser.reading.pdf_layout import Typography, into_paragraphs, take_footnotes
from analyser.reading.pdf_objects import Rule
from analyser.reading.pdf_order import in_reading_order
from analyser.reading.pdf_repair import Hyphens, restore_ligatures
from analyser.reading.pdf_tables import Table, take_tables
from analyser.reading.pdf_words import Line, usual_size

Ranges = list[tuple[int, int, Box]]


@dataclass(slots=True)
class PageText:
    """One page as read, before its lines are laid out."""

    number: int
    width: float
    height: float
    status: PageStatus
    lines: list[Line] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)


@dataclass(slots=True)
class _LaidOut:
    """One page's running text with its tables, and what stands apart from it."""

    number: int
    flow: list[Line | Table]
    footnotes: list[Line]
    furniture: list[tuple[BlockKind, Line]]


def write_blocks(pages: Sequence[PageText], draft: Draft) -> None:
    """Lay out all pages; add their blocks and the pages themselves to the draft."""
    lines = [line for page in pages for line in page.lines]
    mended = restore_ligatures(lines)
    if mended:
        draft.notices.append(Notice("ligatures-restored", details=(("count", str(mended)),)))
    laid_out = _lay_out(pages, usual_size(lines))
    running = [item for page in laid_out for item in page.flow if isinstance(item, Line)]
    _Writer(draft, Hyphens(lines), Typography.of(running), laid_out).write()
    _add_pages(pages, draft)


def _lay_out(pages: Sequence[PageText], size: float) -> list[_LaidOut]:
    parted = part_furniture([page.lines for page in pages], [page.height for page in pages])
    laid_out = []
    for page, part in zip(pages, parted, strict=True):
        body, tables = take_tables(part.body, page.rules)
        body, footnotes = take_footnotes(in_reading_order(body), size, page.height)
        flow: list[Line | Table] = list(body)
        for table in sorted(tables, key=lambda table: table.top, reverse=True):
            flow.insert(_place(table, body), table)
        laid_out.append(_LaidOut(page.number, flow, footnotes, part.furniture))
    return laid_out


def _place(table: Table, lines: list[Line]) -> int:
    """Where a table comes in reading order: before the first line below it in its own column."""
    for index, line in enumerate(lines):
        if line.baseline > table.top and line.x0 < table.x1 and line.x1 > table.x0:
            return index
    return len(lines)


class _Writer:
    """Adds blocks in order. A page's margin follows the last block that starts on the page."""

    def __init__(self, draft: Draft, hyphens: Hyphens, usual: Typography, pages: Sequence[_LaidOut]) -> None:
        self._draft = draft
        self._hyphens = hyphens
        self._usual = usual
        self._pages = pages
        self._margins = list(pages)  # not yet written

    def write(self) -> None:
        flow = [item for page in self._pages for item in page.flow]
        for is_table, items in groupby(flow, key=lambda item: isinstance(item, Table)):
            if is_table:
                for item in items:
                    if isinstance(item, Table):
                        self._table(item)
            else:
                self._text([item for item in items if isinstance(item, Line)])
        self._margins_before(None)

    def _text(self, lines: list[Line]) -> None:
        for paragraph in into_paragraphs(lines, self._usual):
            self._margins_before(paragraph.page)
            self._block(paragraph.lines, paragraph.kind, paragraph.number)

    def _table(self, table: Table) -> None:
        self._margins_before(table.page)
        for row in table.rows:
            text, ranges = "", Ranges()
            for cell in row.cells:
                text += " | " if text else ""
                written, held = self._joined(cell)
                ranges += [(start + len(text), end + len(text), box) for start, end, box in held]
                text += written
            self._draft.add(text, BlockKind.TABLE_ROW, page=table.page, words=ranges)

    def _margins_before(self, page: int | None) -> None:
        """Write the margins of the pages before ``page``; None: of all pages left."""
        while self._margins and (page is None or self._margins[0].number < page):
            margin = self._margins.pop(0)
            for kind, lines in groupby(margin.furniture, key=lambda held: held[0]):
                for _, line in lines:
                    self._block([line], kind, None)
            for paragraph in into_paragraphs(margin.footnotes, self._usual):
                self._block(paragraph.lines, BlockKind.FOOTNOTE, paragraph.number)

    def _block(self, lines: list[Line], kind: BlockKind, number: str | None) -> None:
        text, ranges = self._joined(lines)
        self._draft.add(text, kind, page=lines[0].page, number=number, words=ranges)

    def _joined(self, lines: list[Line]) -> tuple[str, Ranges]:
        """The words of lines as one text, hyphens at line ends resolved, with their ranges."""
        text, ranges = "", Ranges()
        glue = ""
        for line, following in zip(lines, [*lines[1:], None], strict=True):
            parts: list[str] = []
            at = len(text) + len(glue)
            for word in line.words:
                ranges.append((at, at + len(word.text), _box(line, word.x0, word.top, word.x1, word.bottom)))
                at += len(word.text) + 1
                parts.append(word.text)
            text += glue + " ".join(parts)
            glue = " "
            if line.hyphen:
                glue = self._hyphens.joint(parts[-1], following.words[0].text) if following else "-"
                start, end, box = ranges[-1]
                if glue.startswith("-"):
                    text, glue = text + "-", glue[1:]
                    ranges[-1] = start, end + 1, box
        return text, ranges


def _box(line: Line, x0: float, top: float, x1: float, bottom: float) -> Box:
    return Box(line.page, x0, top, max(x0, x1), max(top, bottom))


def _add_pages(pages: Sequence[PageText], draft: Draft) -> None:
    """Add the pages with the range of the text on each; a page without words stands at its place."""
    counts: Counter[int] = Counter()
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    margins = [
        (block.start, block.end)
        for block in draft.blocks
        if block.kind in (BlockKind.HEADER, BlockKind.FOOTER, BlockKind.FOOTNOTE)
    ]
    at = 0
    for start, end, box in draft.words:
        counts[box.page] += 1
        while at < len(margins) and margins[at][1] <= start:
            at += 1
        in_margin = at < len(margins) and margins[at][0] <= start
        if box.page not in starts or not in_margin:
            starts[box.page] = min(start, starts.get(box.page, start))
            ends[box.page] = max(end, ends.get(box.page, end))
    reached = 0
    for page in pages:
        start = max(starts.get(page.number, reached), reached)
        end = max(ends.get(page.number, start), start)
        draft.pages.append(
            Page(page.number, page.width, page.height, page.status, counts[page.number], start, end)
        )
        reached = start
