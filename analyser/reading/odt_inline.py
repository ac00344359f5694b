"""The inside of an ODT paragraph: mixed content, fields, tracked changes, notes and anchors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from analyser.model import Notice
from analyser.reading.line import Line, Looks
from analyser.reading.odt_styles import DRAW, OFFICE, STYLE, TEXT, OdtStyles
from analyser.reading.revisions import DELETION, INSERTION, Change, Changes, Comments

DC = "{http://purl.org/dc/elements/1.1/}"
XLINK = "{http://www.w3.org/1999/xlink}"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
PARAGRAPHS = (TEXT + "p", TEXT + "h")
_SKIPPED = frozenset(
    {
        TEXT + "ruby-text", TEXT + "number", TEXT + "script", TEXT + "tracked-changes", OFFICE + "forms",
        OFFICE + "event-listeners", _SVG + "title", _SVG + "desc", TEXT + "table-of-content-source",
    }
)  # fmt: skip


@dataclass(slots=True)
class Found:
    """What turned up inside paragraphs and is dealt with elsewhere."""

    notes: list[tuple[str, etree._Element]] = field(default_factory=list)  # section, body of the note
    boxes: list[etree._Element] = field(default_factory=list)  # text boxes awaiting their paragraph's end
    comments: list[tuple[str, Change, str]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)  # notice codes


class Regions:
    """The tracked changes a file declares (text:tracked-changes), by id; formatting is left out.

    An insertion counts where it begins and ends once; what was deleted is read where it is first named.
    A change that names itself, or that a thousand marks name, is read once.
    """

    def __init__(self, body: etree._Element) -> None:
        self._changes: dict[str, tuple[Change, etree._Element]] = {}
        self._ending = {mark.get(TEXT + "change-id", "") for mark in body.iter(TEXT + "change-end")}
        self._open: set[str] = set()
        self._deleted: set[str] = set()
        for region in body.iter(TEXT + "changed-region"):
            identity = region.get(TEXT + "id") or region.get(_XML_ID) or ""
            for tag, kind in ((TEXT + "insertion", INSERTION), (TEXT + "deletion", DELETION)):
                element = region.find(tag)
                if element is not None:
                    self._changes[identity] = (_signed(element.find(OFFICE + "change-info"), kind), element)

    def begin(self, mark: etree._Element) -> Change | None:
        """The change that begins at a text:change-start; None where it began before or never ends."""
        identity = mark.get(TEXT + "change-id", "")
        if identity not in self._changes or identity in self._open or identity not in self._ending:
            return None
        self._open.add(identity)
        return self._changes[identity][0]

    def end(self, mark: etree._Element) -> Change | None:
        """The change that ends at a text:change-end; None where it is not open."""
        identity = mark.get(TEXT + "change-id", "")
        if identity not in self._open:
            return None
        self._open.discard(identity)
        return self._changes[identity][0]

    def deletion(self, mark: etree._Element) -> tuple[Change, list[etree._Element]] | None:
        """The deletion that a text:change names, with its paragraphs; None the next time."""
        identity = mark.get(TEXT + "change-id", "")
        change, element = self._changes.get(identity, (None, None))
        if change is None or element is None or change.kind != DELETION or identity in self._deleted:
            return None
        self._deleted.add(identity)
        return change, list(_paragraphs(element))


class Inline:
    """Reads the content of paragraphs into the line that is current.

    ``split`` ends the current paragraph and begins another: a deletion may hold the mark between two.
    """

    def __init__(
        self,
        styles: OdtStyles,
        regions: Regions,
        changes: Changes,
        comments: Comments,
        split: Callable[[etree._Element, etree._Element, bool], None],
        object_notice: Callable[[str], Notice | None],
        notices: list[Notice],
    ) -> None:
        self.line = Line()
        self.found = Found()
        self.bold = True
        self.styles = styles
        self._regions = regions
        self._changes = changes
        self._comments = comments
        self._split = split
        self._object_notice = object_notice
        self._notices = notices
        self._looks = Looks()  # of what is said now
        self._handlers: dict[str, Callable[[etree._Element], None]] = {
            TEXT + "s": lambda _: self.say(" "),
            TEXT + "tab": lambda _: self.say(" "),
            TEXT + "line-break": lambda _: self._break(),
            TEXT + "span": self._read_span,
            TEXT + "note": self._read_note,
            TEXT + "change-start": self.start_change,
            TEXT + "change-end": self.end_change,
            TEXT + "change": self.read_deletion,
            TEXT + "hidden-text": self._read_hidden,
            TEXT + "hidden-paragraph": self._read_hidden,
            OFFICE + "annotation": self._read_comment,
            OFFICE + "annotation-end": lambda e: self._comments.end(e.get(OFFICE + "name", ""), self.line),
        }

    def begin(self, line: Line) -> None:
        """Make ``line`` current."""
        self.line = line
        self.bold = True
        self._changes.hear(" ")

    def read(self, paragraph: etree._Element) -> None:
        """Append the content of a text:p or text:h to the current line."""
        style = paragraph.get(TEXT + "style-name")
        outer, self._looks = (
            self._looks,
            Looks(
                bool(self.styles.bold("paragraph", style)),
                self.styles.hidden("paragraph", style),
                bool(self.styles.struck("paragraph", style)),
            ),
        )
        self._read_content(paragraph)
        self._looks = outer

    def say(self, text: str | None) -> None:
        """Append words, to the text of this view and to the tracked changes they belong to."""
        if not text:
            return
        self._changes.hear(text)
        if not self._changes.visible:
            return
        if not text.isspace():
            self.bold = self.bold and self._looks.bold
            self.found.counts.update(self._looks.notices)
        self.line.write(text)

    def start_change(self, mark: etree._Element) -> None:
        """From here on, words were inserted."""
        change = self._regions.begin(mark)
        if change is not None:
            self._changes.open(change, self.line)

    def end_change(self, mark: etree._Element) -> None:
        """The insertion ends here."""
        change = self._regions.end(mark)
        if change is not None:
            self._changes.close(change, self.line)

    def read_deletion(self, mark: etree._Element) -> None:
        """Read the words that were deleted here; they stand apart, at the top of the file."""
        found = self._regions.deletion(mark)
        if found is None:
            return
        change, paragraphs = found
        at_start = self.line.is_empty
        self._changes.open(change, self.line)
        for index, paragraph in enumerate(paragraphs):
            if index and self._changes.visible:
                self._split(paragraphs[index - 1], paragraph, at_start)
            elif index:
                self._changes.hear(" ")
            self.read(paragraph)
        self._changes.close(change, self.line)

    def collect(self, shape: etree._Element) -> None:
        """Set the text boxes in a frame or shape aside; say what of it was not read."""
        if not self._changes.visible:
            return
        before = len(self.found.boxes)
        self._collect_boxes(shape)
        if len(self.found.boxes) > before:
            return
        for element in shape.iter(DRAW + "object", DRAW + "object-ole"):
            notice = self._object_notice(element.get(XLINK + "href", ""))
            if notice is not None:
                self._notices.append(notice)
            return
        if any(True for _ in shape.iter(DRAW + "image")):
            self.found.counts["odt-image"] += 1

    def _collect_boxes(self, shape: etree._Element) -> None:
        if shape.tag == DRAW + "text-box" or any(child.tag in PARAGRAPHS for child in shape):
            self.found.boxes.append(shape)
            return
        for child in shape:
            self._collect_boxes(child)

    def _read_content(self, element: etree._Element) -> None:
        self.say(element.text)
        for child in element:
            tag = str(child.tag)
            handler = self._handlers.get(tag)
            if handler is not None:
                handler(child)
            elif tag == DRAW + "a":
                self._read_content(child)
            elif tag.startswith(DRAW):
                self.collect(child)
            elif tag not in _SKIPPED:  # fields and whatever else holds the words it shows
                self._read_content(child)
            self.say(child.tail)

    def _read_span(self, span: etree._Element) -> None:
        style = span.get(TEXT + "style-name", "")
        outer = self._looks
        bold, struck = self.styles.bold("text", style), self.styles.struck("text", style)
        self._looks = Looks(
            outer.bold if bold is None else bold,
            outer.hidden or self.styles.hidden("text", style),
            outer.struck if struck is None else struck,
        )
        self._read_content(span)
        self._looks = outer

    def _read_hidden(self, element: etree._Element) -> None:
        self.found.counts["hidden-text"] += 1
        self.say(element.text or element.get(TEXT + "string-value"))

    def _break(self) -> None:
        self._changes.hear(" ")
        if self._changes.visible:
            self.line.break_line()

    def _read_note(self, note: etree._Element) -> None:
        body = note.find(TEXT + "note-body")
        if body is not None and self._changes.visible:
            section = "endnotes" if note.get(TEXT + "note-class") == "endnote" else "footnotes"
            self.found.notes.append((section, body))

    def _read_comment(self, element: etree._Element) -> None:
        # A comment without a name marks no range; its place in the file serves as its name.
        identity = element.get(OFFICE + "name") or f"#{len(self.found.comments)}"
        self._comments.start(identity, self.line)
        words = Line()
        for paragraph in element.iter(*PARAGRAPHS):
            words.write(" " + "".join(str(piece) for piece in paragraph.itertext()))
        self.found.comments.append((identity, _signed(element, "comment"), words.text))


def _paragraphs(element: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs in an element, without those inside another: of notes, comments and text boxes."""
    for child in element:
        if child.tag in PARAGRAPHS:
            yield child
        else:
            yield from _paragraphs(child)


def is_shape(element: etree._Element) -> bool:
    """Whether an element draws something: a frame, a shape, a group."""
    return str(element.tag).startswith(DRAW)


def is_shown(element: etree._Element) -> bool:
    """Whether a header, footer or section is displayed."""
    return element.get(STYLE + "display") != "false" and element.get(TEXT + "display") != "none"


def _signed(element: etree._Element | None, kind: str) -> Change:
    author = None if element is None else element.findtext(DC + "creator")
    date = None if element is None else element.findtext(DC + "date")
    return Change(kind, author or "", date or "")
