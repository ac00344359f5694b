"""The outside of Word paragraphs: body, tables, text boxes, notes and margins, block by block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from lxml import etree

from analyser.model import BlockKind
from analyser.reading.docx_numbering import Numbering
from analyser.reading.docx_parts import MC, R, W, switch, value
from analyser.reading.docx_runs import CHANGES, Runs, change_of, chosen
from analyser.reading.docx_styles import Styles, outline_of
from analyser.reading.draft import Draft
from analyser.reading.line import Line, Row, place_line
from analyser.reading.revisions import Change, Changes, Comments
from analyser.reading.titles import reads_as_numbered_title, reads_as_title

_KINDS = {
    "footnotes": BlockKind.FOOTNOTE,
    "endnotes": BlockKind.FOOTNOTE,
    "header": BlockKind.HEADER,
    "footer": BlockKind.FOOTER,
    "text-box": BlockKind.TEXT_BOX,
}
_ONCE = ("header", "footer")  # the same running line stands in the parts of many sections
_WRAPPERS = frozenset(
    W + name
    for name in (
        "sdt",
        "sdtContent",
        "customXml",
        "smartTag",
        "ins",
        "del",
        "moveFrom",
        "moveTo",
        "dir",
        "bdo",
    )
)
_WORDS = (W + "t", W + "delText", W + "sym")


@dataclass(slots=True)
class _Paragraph:
    """A paragraph being read; more than one w:p where this view lacks the mark between them."""

    line: Line
    element: etree._Element
    properties: etree._Element | None
    style: str | None


class Story:
    """Reads the block content of a part into the draft."""

    def __init__(
        self,
        draft: Draft,
        runs: Runs,
        styles: Styles,
        numbering: Numbering,
        changes: Changes,
        comments: Comments,
    ) -> None:
        self.draft = draft
        self._runs = runs
        self._styles = styles
        self._numbering = numbering
        self._changes = changes
        self._comments = comments
        self._section = ""
        self._ordinals: dict[etree._Element, int] = {}
        self._held: _Paragraph | None = None
        self._row: Row | None = None
        self._around: list[Change] = []  # changes of whole rows, cells or blocks around the paragraph
        self._waiting: list[str] = []  # comments that begin before the next paragraph
        self._margins: set[tuple[str, str]] = set()

    def read(self, container: etree._Element, section: str) -> None:
        """Append all blocks of a body, note, header or footer."""
        if section == "body":
            self._ordinals = {p: count for count, p in enumerate(container.iter(W + "p"), 1)}
        self._section = section
        self._runs.expect_fields(container)
        self._read_blocks(container)
        self._let_go()
        self._runs.swap_fields([])  # a field left open ends with its part

    def _read_blocks(self, container: Iterable[etree._Element]) -> None:
        for child in container:
            tag = str(child.tag)
            if tag == W + "p":
                self._read_paragraph(child)
            elif tag == W + "tbl":
                self._read_table(child)
            elif tag == MC + "AlternateContent":
                branch = chosen(child)
                if branch is not None:
                    self._read_blocks(branch)
            elif tag in CHANGES:
                with self._inside(change_of(child)):
                    self._read_blocks(child)
            elif tag in _WRAPPERS:
                self._read_blocks(child)
            else:
                self._read_other(child)

    def _read_other(self, element: etree._Element) -> None:
        """What may stand between paragraphs without being one."""
        identity = value(element, "id") or ""
        if element.tag in (W + "altChunk", W + "subDoc"):
            self._runs.skip_part(element.get(R + "id"), unread=True)
        elif element.tag == W + "commentRangeStart":
            self._waiting.append(identity)
        elif element.tag == W + "commentRangeEnd":
            self._comments.end(identity, self._runs.line)
        elif any(True for _ in element.iter(*_WORDS)):  # words in the wrong place: sound in no version
            if any(True for _ in element.iter(W + "p")):
                self._read_blocks(element)
            else:
                self._read_paragraph(element)

    # Paragraphs

    def _read_paragraph(self, element: etree._Element) -> None:
        properties = element.find(W + "pPr")
        style = self._styles.of_paragraph(properties)
        if self._held is None:
            self._held = _Paragraph(Line(), element, properties, style)
            self._runs.begin(self._held.line)
        held = self._held
        for identity in self._waiting:
            self._comments.start(identity, held.line)
        self._waiting.clear()
        if held.line.is_empty:  # joined paragraphs are formatted as the first that holds words
            held.element, held.properties, held.style = element, properties, style
        for change in self._around:
            self._changes.open(change, held.line)
        self._runs.read(element, style)
        gone = self._read_mark(properties, held.line)
        for change in self._around:
            self._changes.close(change, held.line)
        if not gone:
            self._finish()

    def _read_mark(self, properties: etree._Element | None, line: Line) -> bool:
        """Whether this view lacks the paragraph's mark, so that the next paragraph continues it."""
        gone = not self._changes.visible
        mark = None if properties is None else properties.find(W + "rPr")
        if mark is None:
            return gone
        for element in mark:
            change = change_of(element)
            if change is not None:
                self._changes.mark_changed(change, line)
                gone = gone or not self._changes.shows(change.kind)
        if switch(mark.find(W + "specVanish")):  # a run-in heading: its clause follows on the same line
            self._runs.say(" ")
            gone = True
        return gone

    def _let_go(self) -> None:
        """Finish a paragraph that found no successor to join."""
        if self._held is not None and self._held.line.is_empty:
            self._put(self._held.line, BlockKind.PARAGRAPH, None)
            self._held = None
            self._read_boxes()
        elif self._held is not None:
            self._finish()

    def _finish(self) -> None:
        held, self._held = self._held, None
        if held is None:
            return
        place = self._numbering.place(held.properties, held.style)
        numbered = None if place is None else self._numbering.next(place)
        number = None if numbered is None else numbered.text
        if numbered is not None and numbered.bullet and held.line.is_empty:
            number = None
        if self._row is not None:
            self._row.add(held.line, number)
            return
        text = (
            held.line.text
            if numbered is None or numbered.bullet
            else f"{number or ''} {held.line.text}".strip()
        )
        outline = outline_of(held.properties, held.style, self._styles)
        bold = self._runs.bold and not held.line.is_empty
        level = None if numbered is None else numbered.level
        kind = BlockKind.PARAGRAPH if number is None else BlockKind.ITEM
        if (outline is not None and reads_as_title(text)) or (bold and reads_as_numbered_title(text)):
            kind = BlockKind.HEADING
            level = outline if outline is not None else level or 0
        self._put(held.line, kind, held.element, number, level)
        self._read_boxes()

    def _put(
        self,
        line: Line,
        kind: BlockKind,
        element: etree._Element | None,
        number: str | None = None,
        level: int | None = None,
    ) -> None:
        """Place a finished line in the draft."""
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
        boxes, self._runs.found.boxes = self._runs.found.boxes, []
        outer = self._section
        for box in boxes:
            self._section = "text-box" if outer == "body" else outer
            if isinstance(box, str):
                line = Line()
                line.write(box)
                self._put(line, BlockKind.TEXT_BOX, None)
                continue
            fields = self._runs.swap_fields([])
            self._read_blocks(box)
            self._let_go()
            self._runs.swap_fields(fields)
        self._section = outer

    # Tables

    def _read_table(self, table: etree._Element) -> None:
        self._let_go()
        for row in self._through(table, W + "tr"):
            properties = row.find(W + "trPr")
            tracked = [] if properties is None else [change_of(element) for element in properties]
            with self._inside(next((change for change in tracked if change is not None), None)):
                self._read_row(row)

    def _read_row(self, element: etree._Element) -> None:
        cells = list(self._through(element, W + "tc"))
        paragraphs = sum(1 for _ in element.iter(W + "p"))
        if len(cells) == 1 and paragraphs > 1 and self._row is None:
            # A frame round running text: as one block its articles would be lost.
            self._read_blocks(cells[0])
            self._let_go()
            return
        outer, row = self._row, Row()
        self._row = row
        for cell in cells:
            if _is_continued(cell):
                continue
            row.next_cell()
            with self._inside(_cell_change(cell)):
                self._read_blocks(cell)
                self._let_go_in_cell()
        self._row = outer
        if outer is not None:
            outer.add(row.line, None)
            return
        self._put(row.line, BlockKind.TABLE_ROW, next(element.iter(W + "p"), None))
        self._read_boxes()

    def _let_go_in_cell(self) -> None:
        if self._held is not None and self._held.line.is_empty and self._row is not None:
            self._row.add(self._held.line, None)
            self._held = None
        else:
            self._finish()

    def _through(self, element: etree._Element, tag: str) -> Iterator[etree._Element]:
        """The rows or cells in an element, also those in content controls and other wrappers."""
        for child in element:
            if child.tag == tag:
                yield child
            elif child.tag in _WRAPPERS:
                yield from self._through(child, tag)
            elif child.tag == MC + "AlternateContent":
                branch = chosen(child)
                if branch is not None:
                    yield from self._through(branch, tag)
            elif any(True for _ in child.iter(tag)):
                yield from self._through(child, tag)  # an element we do not know
            else:
                self._read_blocks([child])

    @contextmanager
    def _inside(self, change: Change | None) -> Iterator[None]:
        """Everything read inside belongs to this change."""
        if change is None:
            yield
            return
        self._around.append(change)
        yield
        self._around.pop()


def _is_continued(cell: etree._Element) -> bool:
    """Whether a cell only continues the one above it. One that holds words of its own is read."""
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    if merge is None or value(merge) == "restart":
        return False
    return not any((word.text or "").strip() or word.tag == W + "sym" for word in cell.iter(*_WORDS))


def _cell_change(cell: etree._Element) -> Change | None:
    for tag, as_tag in ((W + "cellIns", W + "ins"), (W + "cellDel", W + "del")):
        element = cell.find(f"{W}tcPr/{tag}")
        if element is not None:
            return Change(CHANGES[as_tag], value(element, "author") or "", value(element, "date") or "")
    return None
