"""The outside of ODT paragraphs: headings, lists, tables, text boxes, notes, block by block."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from analyser.model import BlockKind
from analyser.reading.draft import Draft
from analyser.reading.line import Line, Row, place_line
from analyser.reading.numerals import Counters
from analyser.reading.odt_inline import PARAGRAPHS, Inline, is_shape, is_shown
from analyser.reading.odt_styles import BULLET, DEEPEST, TABLE, TEXT, ListLevel, ListStyle, printed, whole
from analyser.reading.revisions import Changes
from analyser.reading.titles import reads_as_numbered_title, reads_as_title

_KINDS = {
    "footnotes": BlockKind.FOOTNOTE,
    "endnotes": BlockKind.FOOTNOTE,
    "header": BlockKind.HEADER,
    "footer": BlockKind.FOOTER,
    "text-box": BlockKind.TEXT_BOX,
}
_ONCE = ("header", "footer")
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_SKIPPED = frozenset(
    TEXT + name
    for name in (
        "tracked-changes", "table-of-content-source", "alphabetical-index-source",
        "illustration-index-source", "table-index-source", "object-index-source", "user-index-source",
        "bibliography-source",
    )
)  # fmt: skip
_ROWS = (TABLE + "table-row",)
_CELLS = (TABLE + "table-cell", TABLE + "covered-table-cell")


@dataclass(slots=True)
class _List:
    """A list being read: its style and its counters, shared by the lists that continue it."""

    style: str | None
    counters: Counters = field(default_factory=Counters)


@dataclass(frozen=True, slots=True)
class _Item:
    """What a list item gives its first paragraph."""

    listed: _List
    style: str | None
    level: int
    start: int | None


@dataclass(slots=True)
class _Paragraph:
    line: Line
    element: etree._Element
    item: _Item | None


class OdtStory:
    """Reads the block content of a part into the draft."""

    def __init__(self, draft: Draft, changes: Changes) -> None:
        self.draft = draft
        self.inline: Inline  # set by the reader: the two need each other
        self._changes = changes
        self._section = ""
        self._ordinals: dict[etree._Element, int] = {}
        self._outline = Counters()
        self._lists: dict[str, _List] = {}  # by xml:id
        self._last_list: dict[str | None, _List] = {}  # by style
        self._held: _Paragraph | None = None
        self._row: Row | None = None
        self._waiting: list[etree._Element] = []  # change marks that stand before the next paragraph
        self._margins: set[tuple[str, str]] = set()

    def read(self, container: etree._Element, section: str) -> None:
        """Append all blocks of a body, note, header or footer."""
        if section == "body":
            self._ordinals = {p: count for count, p in enumerate(container.iter(*PARAGRAPHS), 1)}
        self._section = section
        self._read_blocks(container)
        self._let_go()

    def _read_blocks(self, container: etree._Element) -> None:
        for child in container:
            self._read_block(child)

    def _read_block(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if tag in PARAGRAPHS:
            self._read_paragraph(element, None)
        elif tag == TEXT + "list":
            self._read_root_list(element)
        elif tag == TEXT + "numbered-paragraph":
            self._read_numbered(element)
        elif tag == TABLE + "table":
            self._read_table(element)
        elif tag in (TEXT + "change-start", TEXT + "change"):
            self._waiting.append(element)
        elif tag == TEXT + "change-end":
            self.inline.end_change(element)
        elif is_shape(element):
            self.inline.collect(element)
            if self._held is None and self._row is None:
                self._read_boxes()
        elif tag not in _SKIPPED:  # sections, indexes and whatever else holds paragraphs
            if not is_shown(element):
                self.inline.found.counts["hidden-text"] += 1
            self._read_blocks(element)

    # Paragraphs

    def _read_paragraph(self, element: etree._Element, item: _Item | None) -> None:
        if self._held is None:
            self._held = _Paragraph(Line(), element, item)
            self.inline.begin(self._held.line)
        elif self._held.line.is_empty:  # joined paragraphs are formatted as the first that holds words
            self._held.element, self._held.item = element, item
        waiting, self._waiting = self._waiting, []
        for mark in waiting:
            if mark.tag == TEXT + "change":
                self.inline.read_deletion(mark)
            else:
                self.inline.start_change(mark)
        self.inline.read(element)
        if self._changes.visible:
            self._finish()

    def split(self, before: etree._Element, after: etree._Element, at_start: bool) -> None:
        """End the paragraph inside a deletion: the mark between ``before`` and ``after`` was deleted.

        Where the deletion began at the start of a paragraph, that paragraph's own format belongs
        to what follows the deletion; else to what precedes it.
        """
        held = self._held
        if held is None:
            return
        rest = _Paragraph(Line(), held.element, held.item) if at_start else _Paragraph(Line(), after, None)
        if at_start:
            held.element, held.item = before, None
        self._finish()
        self._held = rest
        self.inline.begin(rest.line)

    def _let_go(self) -> None:
        """Finish a paragraph that found no successor to join."""
        if self._held is None:
            return
        if not self._held.line.is_empty:
            self._finish()
        elif self._row is not None:
            self._row.add(self._held.line, None)
        else:
            self._put(self._held.line, BlockKind.PARAGRAPH, None)
            self._read_boxes()
        self._held = None

    def _finish(self) -> None:
        held, self._held = self._held, None
        if held is None:
            return
        number, level = self._number(held)
        bullet = number == BULLET
        if bullet and held.line.is_empty:
            number = None
        if self._row is not None:
            self._row.add(held.line, number)
            return
        style = held.element.get(TEXT + "style-name")
        outline = _outline_level(held.element)
        if outline is None and self.inline.styles.is_title(style):
            outline = 0
        text = held.line.text if bullet else f"{number or ''} {held.line.text}".strip()
        bold = self.inline.bold and not held.line.is_empty
        kind = BlockKind.PARAGRAPH if number is None else BlockKind.ITEM
        if (outline is not None and reads_as_title(text)) or (bold and reads_as_numbered_title(text)):
            kind = BlockKind.HEADING
            level = outline if outline is not None else level or 0
        self._put(held.line, kind, held.element, number, level)
        self._read_boxes()

    def _number(self, held: _Paragraph) -> tuple[str | None, int | None]:
        """Count a paragraph in its list, or a heading in the outline: number and level."""
        styles = self.inline.styles
        own_list = styles.list_style(held.element.get(TEXT + "style-name"))
        if held.item is not None:
            item = held.item
            levels = styles.lists.get(item.style or own_list or "", {})
            return self._count(levels, item.level, item.listed.counters, item.start), item.level
        outline = _outline_level(held.element)
        if outline is None or own_list == "" or held.element.get(TEXT + "is-list-header") == "true":
            return None, outline
        start = None
        if held.element.get(TEXT + "restart-numbering") == "true":
            start = whole(held.element.get(TEXT + "start-value")) or 1
        return self._count(styles.outline, outline, self._outline, start), outline

    @staticmethod
    def _count(levels: ListStyle, level: int, counters: Counters, start: int | None) -> str | None:
        if start is not None:
            counters.restart(level)
        usual = levels.get(level, ListLevel()).start
        counters.advance(level, usual if start is None else start)
        return printed(levels, level, counters)

    def _put(
        self,
        line: Line,
        kind: BlockKind,
        element: etree._Element | None,
        number: str | None = None,
        level: int | None = None,
    ) -> None:
        if self._section in _ONCE:
            key = (self._section, f"{number} {line.text}")
            if key in self._margins:
                return
            self._margins.add(key)
        place_line(
            self.draft,
            line,
            _KINDS.get(self._section, kind),
            section=self._section,
            paragraph=None if element is None else self._ordinals.get(element),
            number=number,
            level=level,
        )

    def _read_boxes(self) -> None:
        """Read the text boxes anchored in what was just placed."""
        boxes, self.inline.found.boxes = self.inline.found.boxes, []
        outer = self._section
        for box in boxes:
            self._section = "text-box" if outer == "body" else outer
            self._read_blocks(box)
            self._let_go()
        self._section = outer

    # Lists

    def _read_root_list(self, element: etree._Element) -> None:
        style = element.get(TEXT + "style-name")
        listed = self._lists.get(element.get(TEXT + "continue-list", ""))
        if listed is None and element.get(TEXT + "continue-numbering") == "true":
            listed = self._last_list.get(style)
        if listed is None:
            listed = _List(style)
        self._last_list[style] = listed
        if identity := element.get(_XML_ID):
            self._lists[identity] = listed
        self._read_list(element, listed, style or listed.style, 0)

    def _read_list(self, element: etree._Element, listed: _List, style: str | None, level: int) -> None:
        for child in element:
            if child.tag in (TEXT + "list-item", TEXT + "list-header"):
                item = _Item(listed, style, level, whole(child.get(TEXT + "start-value")))
                self._read_item(child, item, numbered=child.tag == TEXT + "list-item")

    def _read_item(self, element: etree._Element, item: _Item, *, numbered: bool) -> None:
        """Read one list item. Only its first paragraph carries the number."""
        for child in element:
            if child.tag == TEXT + "list":
                style = child.get(TEXT + "style-name") or item.style
                self._read_list(child, item.listed, style, min(item.level + 1, DEEPEST - 1))
            elif child.tag in PARAGRAPHS:
                self._read_paragraph(child, item if numbered else None)
                numbered = False
            elif child.tag != TEXT + "number":
                self._read_block(child)

    def _read_numbered(self, element: etree._Element) -> None:
        """text:numbered-paragraph: a list item without the list around it."""
        identity = element.get(TEXT + "list-id", "")
        style = element.get(TEXT + "style-name")
        listed = self._lists.setdefault(identity, _List(style))
        level = _level(element.get(TEXT + "level"))
        item = _Item(listed, style or listed.style, level, whole(element.get(TEXT + "start-value")))
        self._read_item(element, item, numbered=True)

    # Tables

    def _read_table(self, table: etree._Element) -> None:
        self._let_go()
        for row in self._through(table, _ROWS):
            self._read_row(row)

    def _read_row(self, element: etree._Element) -> None:
        cells = list(self._through(element, _CELLS))
        paragraphs = sum(1 for _ in element.iter(*PARAGRAPHS))
        if len(cells) == 1 and paragraphs > 1 and self._row is None:
            self._read_blocks(cells[0])  # a frame round running text
            self._let_go()
            return
        outer, row = self._row, Row()
        self._row = row
        for cell in cells:
            covered = cell.tag == _CELLS[1]
            if covered and not any(str(piece).strip() for piece in cell.itertext()):
                continue
            row.next_cell()
            self._read_blocks(cell)
            self._let_go()
        self._row = outer
        if outer is not None:
            outer.add(row.line, None)
            return
        self._put(row.line, BlockKind.TABLE_ROW, next(element.iter(*PARAGRAPHS), None))
        self._read_boxes()

    def _through(self, element: etree._Element, tags: tuple[str, ...]) -> Iterator[etree._Element]:
        """The rows or cells in an element, also those in groups of rows and in elements we do not know."""
        for child in element:
            if child.tag in tags:
                yield child
            elif any(True for _ in child.iter(*tags)):
                yield from self._through(child, tags)
            else:
                self._read_block(child)


def _outline_level(element: etree._Element) -> int | None:
    """The level of a text:h, 0 the outermost; None for a text:p."""
    if element.tag != TEXT + "h":
        return None
    return _level(element.get(TEXT + "outline-level"))


def _level(stated: str | None) -> int:
    """A level that counts from 1 as one that counts from 0."""
    return min(max((whole(stated) or 1) - 1, 0), DEEPEST - 1)
