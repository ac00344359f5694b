"""The inside of a Word paragraph: runs, fields, tracked changes, notes and anchors, as one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from analyser.model import Notice
from analyser.reading.docx_parts import MC, A, M, R, W, WordParts, switch, value, whole
from analyser.reading.docx_styles import Styles, struck_in
from analyser.reading.docx_symbols import symbol
from analyser.reading.line import Line, Looks
from analyser.reading.revisions import DELETION, INSERTION, MOVE_FROM, MOVE_TO, Change, Changes, Comments

CHANGES = {W + "ins": INSERTION, W + "del": DELETION, W + "moveFrom": MOVE_FROM, W + "moveTo": MOVE_TO}
_V = "{urn:schemas-microsoft-com:vml}"
_O = "{urn:schemas-microsoft-com:office:office}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_DIAGRAM_DATA = R + "dm"
_SKIPPED = frozenset(
    W + name
    for name in (
        "pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "instrText", "delInstrText",
        "fldData", "annotationRef", "footnoteRef", "endnoteRef", "rt", "rubyPr", "tblPr", "tblGrid", "trPr",
        "tcPr",
    )
)  # fmt: skip
_NUMBER_FIELDS = ("LISTNUM", "AUTONUM")  # print a number that the file does not hold


def change_of(element: etree._Element | None) -> Change | None:
    """The tracked change an element such as w:ins states; None for other elements."""
    kind = None if element is None else CHANGES.get(str(element.tag))
    if element is None or kind is None:
        return None
    return Change(kind, value(element, "author") or "", value(element, "date") or "")


def chosen(alternate: etree._Element) -> etree._Element | None:
    """The branch of an mc:AlternateContent to read: the first that holds words, else the first."""
    branches = [branch for branch in alternate if branch.tag in (MC + "Choice", MC + "Fallback")]
    for branch in branches:
        if any(word.text for word in branch.iter(W + "t", W + "delText", A + "t")):
            return branch
    return branches[0] if branches else None


@dataclass(slots=True)
class Found:
    """What turned up inside paragraphs and is dealt with elsewhere."""

    notes: dict[tuple[str, str], None] = field(default_factory=dict)  # "footnotes" or "endnotes", id; ordered
    boxes: list[etree._Element | str] = field(default_factory=list)  # wait for the paragraph's end
    counts: Counter[str] = field(default_factory=Counter)  # notice codes


@dataclass(slots=True)
class _Field:
    """A complex field that is open. Its code shows nothing, and a field inside that code neither.

    Words straight in the code are shown all the same, so that a broken file loses none.
    """

    is_in_code: bool  # of a field around it
    shows_result: bool = False  # its result follows, not its code


class Runs:
    """Reads the content of paragraphs into the line that is current."""

    def __init__(
        self, parts: WordParts, styles: Styles, changes: Changes, comments: Comments, notices: list[Notice]
    ) -> None:
        self.line = Line()
        self.found = Found()
        self.bold = True  # everything said since ``begin`` was bold
        self._parts = parts
        self._styles = styles
        self._changes = changes
        self._comments = comments
        self._notices = notices
        self._fields: list[_Field] = []  # those open, outermost first
        self._fields_pair = True
        self._drawn: set[str] = set()  # parts of diagrams that were read
        self._style: str | None = None
        self._looks = Looks()  # of what is said now
        self._handlers: dict[str, Callable[[etree._Element], None]] = {
            W + "r": self._read_run,
            W + "t": lambda element: self.say(element.text or ""),
            W + "delText": lambda element: self.say(element.text or ""),
            M + "t": lambda element: self.say(element.text or ""),
            M + "f": self._read_fraction,
            W + "tab": lambda _: self.say(" "),
            W + "ptab": lambda _: self.say(" "),
            W + "p": self._read_inner,
            W + "br": lambda _: self._break(),
            W + "cr": lambda _: self._break(),
            W + "noBreakHyphen": lambda _: self.say("-"),
            W + "sym": self._read_symbol,
            W + "fldChar": self._read_field,
            W + "fldSimple": self._read_simple_field,
            W + "drawing": self._read_picture,
            W + "pict": self._read_picture,
            W + "object": self._read_picture,
            W + "footnoteReference": lambda element: self._note("footnotes", element),
            W + "endnoteReference": lambda element: self._note("endnotes", element),
            W + "commentRangeStart": lambda e: self._comments.start(value(e, "id") or "", self.line),
            W + "commentRangeEnd": lambda e: self._comments.end(value(e, "id") or "", self.line),
            W + "commentReference": lambda e: self._comments.point(value(e, "id") or "", self.line),
            W + "subDoc": lambda element: self.skip_part(element.get(R + "id"), unread=True),
            MC + "AlternateContent": self._read_alternate,
            **dict.fromkeys(CHANGES, self._read_change),
        }

    def read(self, paragraph: etree._Element, style: str | None) -> None:
        """Append the content of a w:p in this style to the current line."""
        self._style = style
        self._looks = self._looks_of(None)
        self._read_children(paragraph)

    def begin(self, line: Line) -> None:
        """Make ``line`` current."""
        self.line = line
        self.bold = True

    def expect_fields(self, container: etree._Element) -> None:
        """Look whether the fields of a part pair: where one never ends, fields hide nothing."""
        depth = 0
        for mark in container.iter(W + "fldChar"):
            kind = value(mark, "fldCharType")
            depth += (kind == "begin") - (kind == "end" and depth > 0)
        self._fields_pair = depth == 0

    def swap_fields(self, fields: list[_Field]) -> list[_Field]:
        """Set the open fields aside while a text box is read, or put them back; gives the former."""
        former, self._fields = self._fields, fields
        return former

    def say(self, text: str) -> None:
        """Append words, to the text of this view and to the tracked changes they belong to."""
        if not text or (self._fields_pair and self._fields and self._fields[-1].is_in_code):
            return
        self._changes.hear(text)
        if not self._changes.visible:
            return
        if not text.isspace():
            self.bold = self.bold and self._looks.bold
            self.found.counts.update(self._looks.notices)
        self.line.write(text)

    def skip_part(self, identity: str | None, *, unread: bool) -> None:
        """Say that the part behind a relationship was not read."""
        relation = self._parts.relations.get(identity or "")
        part = relation.target if relation is not None else ""
        self._notices.append(Notice("docx-part-skipped", unread=unread, part=part))

    def _looks_of(self, properties: etree._Element | None) -> Looks:
        """How a run with this w:rPr looks: by itself or by its styles."""
        style, bold, hidden = None, None, None
        if properties is not None:
            style = value(properties.find(W + "rStyle"))
            bold, hidden = switch(properties.find(W + "b")), switch(properties.find(W + "vanish"))
        if bold is None:
            bold = self._styles.bold(style) or self._styles.bold(self._style)
        if hidden is None:
            hidden = self._styles.hidden(style) or self._styles.hidden(self._style)
        struck = struck_in(properties)
        if struck is None:
            struck = self._styles.struck(style) or self._styles.struck(self._style)
        return Looks(bold, hidden, struck)

    def _read_children(self, element: etree._Element) -> None:
        for child in element:
            handler = self._handlers.get(str(child.tag))
            if handler is not None:
                handler(child)
            elif child.tag not in _SKIPPED:  # an element we do not know may hold words
                self._read_children(child)

    def _read_run(self, run: etree._Element) -> None:
        outer, self._looks = self._looks, self._looks_of(run.find(W + "rPr"))
        self._read_children(run)
        self._looks = outer

    def _read_inner(self, paragraph: etree._Element) -> None:
        """A paragraph inside a paragraph: sound in no version."""
        self.say(" ")
        self._read_children(paragraph)
        self.say(" ")

    def _read_change(self, element: etree._Element) -> None:
        change = change_of(element)
        if change is None:
            return
        self._changes.open(change, self.line)
        self._read_children(element)
        self._changes.close(change, self.line)

    def _read_alternate(self, element: etree._Element) -> None:
        branch = chosen(element)
        if branch is not None:
            self._read_children(branch)

    def _read_fraction(self, element: etree._Element) -> None:
        for part in (M + "num", M + "den"):
            if part == M + "den":
                self.say("/")
            for child in element.iterchildren(part):
                self._read_children(child)

    def _break(self) -> None:
        self._changes.hear(" ")
        if self._changes.visible:
            self.line.break_line()

    def _read_symbol(self, element: etree._Element) -> None:
        sign = symbol(value(element, "font") or "", value(element, "char") or "")
        if sign is None:
            self.found.counts["docx-symbol"] += 1
        else:
            self.say(sign)

    def _read_field(self, element: etree._Element) -> None:
        kind = value(element, "fldCharType")
        if kind == "begin":
            self._read_form(element)
            self._count_number_field(_instruction(element))
            outer = self._fields[-1] if self._fields else _Field(False, True)
            self._fields.append(_Field(outer.is_in_code or not outer.shows_result))
        elif self._fields and kind == "separate":
            self._fields[-1].shows_result = True
        elif self._fields and kind == "end":
            self._fields.pop()

    def _read_form(self, element: etree._Element) -> None:
        """Say what an old-style form field shows and no run repeats: a tick or the entry chosen."""
        box = element.find(f"{W}ffData/{W}checkBox")
        if box is not None:
            ticked = switch(box.find(W + "checked"))
            if ticked is None:
                ticked = bool(switch(box.find(W + "default")))
            self.say("☒" if ticked else "☐")
        options = element.find(f"{W}ffData/{W}ddList")
        if options is not None:
            entries = [value(entry) or "" for entry in options.iterchildren(W + "listEntry")]
            index = whole(options.find(W + "result")) or whole(options.find(W + "default")) or 0
            if 0 <= index < len(entries):
                self.say(entries[index])

    def _read_simple_field(self, element: etree._Element) -> None:
        self._count_number_field(value(element, "instr") or "")
        self._read_children(element)

    def _count_number_field(self, instruction: str) -> None:
        if instruction.strip().upper().startswith(_NUMBER_FIELDS):
            self.found.counts["unknown-numbering"] += 1

    def _note(self, kind: str, element: etree._Element) -> None:
        identity = value(element, "id") or ""
        if self._changes.visible:
            self.found.notes.setdefault((kind, identity))

    def _read_picture(self, element: etree._Element) -> None:
        """Set text boxes aside for after the paragraph; say what of a picture was not read."""
        if not self._changes.visible:
            return
        before = len(self.found.boxes)
        self._collect(element)
        if len(self.found.boxes) == before and any(True for _ in element.iter(A + "blip", _V + "imagedata")):
            self.found.counts["docx-image"] += 1

    def _collect(self, element: etree._Element) -> None:
        words: list[str] = []
        for child in element:
            if child.tag == W + "txbxContent":
                self.found.boxes.append(child)
            elif child.tag == MC + "AlternateContent":
                branch = chosen(child)
                if branch is not None:
                    self._collect(branch)
            elif child.tag == A + "p":
                words.append("".join(word.text or "" for word in child.iter(A + "t")))
            else:
                self._collect_special(child)
                self._collect(child)
        if any(word.strip() for word in words):
            self.found.boxes.append(" ".join(words))

    def _collect_special(self, element: etree._Element) -> None:
        if element.tag == _V + "textpath" and element.get("string"):  # WordArt: a watermark "CONCEPT"
            self.found.boxes.append(element.get("string", ""))
        elif element.tag == _O + "OLEObject":
            formula = (element.get("ProgID") or "").startswith("Equation")
            self.skip_part(element.get(R + "id"), unread=not formula)
        elif element.tag == _CHART:
            self.skip_part(element.get(R + "id"), unread=False)
        elif element.tag == _DIAGRAM:
            self._collect_diagram(element.get(_DIAGRAM_DATA))

    def _collect_diagram(self, identity: str | None) -> None:
        """The words of a SmartArt drawing stand in a part of their own."""
        part = self._parts.related(identity, "diagramData")
        if part in self._drawn:  # many drawings of one part would read it over and over
            return
        root = None if part is None else self._parts.optional(part)
        if root is None:
            self.skip_part(identity, unread=True)
            return
        self._drawn.add(str(part))
        self.found.boxes.append(" ".join(word.text or "" for word in root.iter(A + "t")))


def _instruction(begin: etree._Element) -> str:
    """The first words of the code of a complex field, from the run behind its beginning."""
    code = begin.getnext()
    if code is None and (run := begin.getparent()) is not None:
        following = run.getnext()
        code = None if following is None else following.find(W + "instrText")
    return (code.text or "") if code is not None and code.tag == W + "instrText" else ""
