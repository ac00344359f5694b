"""New paragraphs in a Word file as tracked insertions: accepted they stand there, refused nothing is left.

A paragraph mark is refused by joining its paragraph to the next. So a new paragraph before another one has
a tracked mark of its own; but the last one of a body or a cell has no next, and there the paragraph before
the new ones gets the tracked mark while the last new one carries on its old mark, as when a person types.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from analyser.report.docx_file import WordFile, keep_spaces

_NUMBERING_FOLLOWS = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
_OUTLINE_PRECEDES = ("divId", "cnfStyle", "rPr", "sectPr", "pPrChange")
_NOT_COPIED = ("keepNext", "pageBreakBefore", "framePr", "numPr", "outlineLvl", "sectPr", "pPrChange", "rPr")
_TRACKED = ("ins", "del", "moveFrom", "moveTo", "rPrChange")
_NOT_IN_RUN = (*_TRACKED, "vanish", "specVanish", "webHidden", "vertAlign")
_JOINING = ("del", "moveFrom", "specVanish")  # in the paragraph mark: the next paragraph carries on this one
_CLOSED = ("text", "date", "dropDownList", "comboBox", "picture", "dataBinding")  # controls for one entry
_BLOCKS = ("p", "tbl", "sdt", "customXml", "altChunk", "sectPr")
_BODY_TEXT = "9"  # w:outlineLvl of what is no heading


@dataclass(frozen=True, slots=True)
class Passage:
    """Paragraphs to insert together; ``comment`` is the id of the comment on them, None for none.

    ``like`` is the paragraph they look like, None for one without any properties of its own.
    """

    lines: tuple[str, ...]
    like: etree._Element | None
    comment: str | None = None
    heading: bool = False


class Insertions:
    """Collects passages by the place they go to, and inserts them all at once."""

    def __init__(self, file: WordFile, author: str, date: str) -> None:
        self._file = file
        self._w = file.w
        self._who = {"author": author, "date": date}
        self._waiting: dict[etree._Element, list[Passage]] = {}

    def add(self, after: etree._Element | None, passage: Passage) -> None:
        """Have a passage follow the w:p ``after``, or end the body where that is None."""
        block = self._last_block() if after is None else self._room_after(after)
        self._waiting.setdefault(block, []).append(passage)

    def write(self) -> None:
        """Insert everything, in the order of adding."""
        for block, passages in self._waiting.items():
            paragraphs = [paragraph for passage in passages for paragraph in self._paragraphs(passage)]
            own_mark = paragraphs
            if block.tag == self._w + "p" and self._lends_mark(block):
                own_mark = paragraphs[:-1]
                self._hand_over_mark(block, paragraphs[-1])
            for paragraph in own_mark:
                self._track_mark(paragraph)
            if block.tag == self._w + "body":
                self._end_body(paragraphs)
            else:
                for paragraph in reversed(paragraphs):
                    block.addnext(paragraph)

    # Where

    def _room_after(self, paragraph: etree._Element) -> etree._Element:
        """The block to insert after: ``paragraph``, the one it runs on into, or the control it stands in."""
        while self._mark(paragraph, *_JOINING) and (following := self._next_block(paragraph)) is not None:
            if following.tag != self._w + "p":
                break
            paragraph = following
        control = next(paragraph.iterancestors(self._w + "sdt"), None)
        closed = None if control is None else control.find(self._w + "sdtPr")
        if control is None or closed is None:
            return paragraph
        return control if any(closed.find(self._w + kind) is not None for kind in _CLOSED) else paragraph

    def _last_block(self) -> etree._Element:
        """The last paragraph of the body; the body itself where it ends in anything else."""
        body = self._file.body
        blocks = [child for child in body if self._is_block(child) and child.tag != self._w + "sectPr"]
        if blocks and blocks[-1].tag == self._w + "p":
            return blocks[-1]
        return body

    def _end_body(self, paragraphs: Sequence[etree._Element]) -> None:
        body = self._file.body
        section = body.find(self._w + "sectPr")
        for paragraph in paragraphs:
            if section is None:
                body.append(paragraph)
            else:
                section.addprevious(paragraph)

    def _next_block(self, block: etree._Element) -> etree._Element | None:
        return next((sibling for sibling in block.itersiblings() if self._is_block(sibling)), None)

    def _is_block(self, element: etree._Element) -> bool:
        return element.tag in {self._w + name for name in _BLOCKS}

    # Marks

    def _lends_mark(self, paragraph: etree._Element) -> bool:
        """Whether what is refused after it could not join a next paragraph of the same section."""
        following = self._next_block(paragraph)
        alone = following is None or following.tag != self._w + "p"
        section = paragraph.find(f"{self._w}pPr/{self._w}sectPr") is not None
        return (alone or section) and not self._mark(paragraph, "del", "moveFrom")

    def _mark(self, paragraph: etree._Element, *names: str) -> bool:
        """Whether the paragraph mark has one of these properties."""
        mark = paragraph.find(f"{self._w}pPr/{self._w}rPr")
        return mark is not None and any(mark.find(self._w + name) is not None for name in names)

    def _hand_over_mark(self, paragraph: etree._Element, last: etree._Element) -> None:
        """Give ``last`` the mark of ``paragraph``, which gets a tracked one.

        What ``last`` looks like is then a tracked change as well: refused, the joined paragraph has the old
        properties again.
        """
        old = self._properties(paragraph)
        own = self._properties(last)
        change = self._change("pPrChange")
        former = old.find(f"{self._w}pPrChange/{self._w}pPr")
        kept = deepcopy(old if former is None else former)
        self._drop(kept, "rPr", "sectPr", "pPrChange")
        change.append(kept)
        section = old.find(self._w + "sectPr")
        own.extend([change] if section is None else [section, change])
        if not self._mark(paragraph, "ins", "moveTo"):
            self._track_mark(paragraph)

    def _track_mark(self, paragraph: etree._Element) -> None:
        """State that the paragraph mark was inserted."""
        properties = self._properties(paragraph)
        mark = properties.find(self._w + "rPr")
        if mark is None:
            mark = self._file.new("rPr")
            later = {self._w + "sectPr", self._w + "pPrChange"}
            properties.insert(sum(child.tag not in later for child in properties), mark)
        mark.insert(0, self._change("ins"))

    def _change(self, tag: str) -> etree._Element:
        return self._file.new(tag, id=self._file.free_id(), **self._who)

    # What

    def _paragraphs(self, passage: Passage) -> list[etree._Element]:
        """The passage's paragraphs, their words tracked and their marks not yet, its comment round them."""
        paragraphs = [self._paragraph(line, passage) for line in passage.lines]
        if passage.comment is not None:
            identity = passage.comment
            first = paragraphs[0].find(self._w + "ins")
            assert first is not None
            first.addprevious(self._file.new("commentRangeStart", id=identity))
            caller = self._change("ins")
            run = self._file.new("r")
            run.append(self._file.new("commentReference", id=identity))
            caller.append(run)
            paragraphs[-1].extend((self._file.new("commentRangeEnd", id=identity), caller))
        return paragraphs

    def _paragraph(self, line: str, passage: Passage) -> etree._Element:
        paragraph = self._file.new("p")
        paragraph.append(self._look(passage))
        words = self._file.new("t")
        words.text = line
        keep_spaces(words)
        run = self._file.new("r")
        if passage.heading:
            run.append(self._file.new("rPr"))
            run[0].append(self._file.new("b"))
        elif (properties := self._run_look(passage.like)) is not None:
            run.append(properties)
        run.append(words)
        tracked = self._change("ins")
        tracked.append(run)
        paragraph.append(tracked)
        return paragraph

    def _look(self, passage: Passage) -> etree._Element:
        """The w:pPr: that of the paragraph it is like, outside every list and no heading."""
        like = passage.like
        former = None if like is None else like.find(self._w + "pPr")
        look = self._file.new("pPr") if former is None else deepcopy(former)
        mark = look.find(self._w + "rPr")
        self._drop(look, *_NOT_COPIED)
        number = self._file.new("numPr")  # list 0 is no list, also where the style names one
        number.extend((self._file.new("ilvl", val="0"), self._file.new("numId", val="0")))
        before = [child for child in look if child.tag in {self._w + name for name in _NUMBERING_FOLLOWS}]
        look.insert(len(before), number)
        outline = self._file.new("outlineLvl", val="0" if passage.heading else _BODY_TEXT)
        after = [child for child in look if child.tag in {self._w + name for name in _OUTLINE_PRECEDES}]
        look.insert(len(look) - len(after), outline)
        if mark is not None:
            self._drop(mark, *_NOT_IN_RUN)
            look.append(mark)
        return look

    def _run_look(self, like: etree._Element | None) -> etree._Element | None:
        """The w:rPr of the run with the most words; None where it has none."""
        runs = [] if like is None else list(like.iterchildren(self._w + "r"))
        longest = max(runs, key=lambda run: len(run.findtext(self._w + "t") or ""), default=None)
        former = None if longest is None else longest.find(self._w + "rPr")
        if former is None:
            return None
        look = deepcopy(former)
        self._drop(look, *_NOT_IN_RUN)
        return look

    def _properties(self, paragraph: etree._Element) -> etree._Element:
        properties = paragraph.find(self._w + "pPr")
        if properties is None:
            properties = self._file.new("pPr")
            paragraph.insert(0, properties)
        return properties

    def _drop(self, element: etree._Element, *names: str) -> None:
        for name in names:
            for child in element.findall(self._w + name):
                element.remove(child)
