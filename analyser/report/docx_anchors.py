"""Where words of a Document stand in the XML of its Word file, and comment ranges round them.

The reader itself says where: a copy of the file in which every w:t is the range of a comment is read again,
and the places of those comments are the places of the w:t. So what the reader folds, numbers, joins or
leaves out needs no second account here.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from analyser.model import Block, Document
from analyser.reading.docx import read_docx
from analyser.reading.limits import Limits
from analyser.reading.line import Line
from analyser.report.docx_file import WordFile, keep_spaces


@dataclass(slots=True)
class _Piece:
    """A w:t or w:delText with the range of ``Document.text`` that it shows."""

    element: etree._Element
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a comment hangs on: children of w:p, the first and the last; both None for an empty one.

    ``paragraph`` is the w:p that holds the last; ``exact`` is False where the words themselves could not be
    marked, because they stand outside the body, in a text box or in nothing that is a w:t.
    """

    paragraph: etree._Element
    first: etree._Element | None
    last: etree._Element | None
    exact: bool = True


class Anchors:
    """Finds the elements behind ranges of a document's text. Cuts runs in two where a range asks so."""

    def __init__(self, file: WordFile, document: Document, limits: Limits) -> None:
        self._file = file
        self._document = document
        self._w = file.w
        self._paragraphs = list(file.body.iter(self._w + "p"))
        self._pieces = self._find_pieces(limits)

    def of(self, start: int, end: int) -> Anchor | None:
        """The anchor of ``start..end``; None where no paragraph of the body has to do with it."""
        if not self._pieces_in(start, end):
            paragraph = self._paragraph_of(self._document.block_at(start))
            return None if paragraph is None else self.whole(paragraph, exact=False)
        self._cut_before(start)
        self._cut_after(end)
        found = self._pieces_in(start, end)
        row = self._row(found[0])
        last = [piece for piece in found if self._row(piece) is row][-1]  # a range ends in its own table row
        return Anchor(
            next(found[-1].element.iterancestors(self._w + "p")),
            self._outermost(found[0].element, forward=False),
            self._outermost(last.element, forward=True),
        )

    def whole(self, paragraph: etree._Element, *, exact: bool = True) -> Anchor:
        """The anchor of all that a paragraph holds."""
        content = [child for child in paragraph if child.tag != self._w + "pPr"]
        first, last = (content[0], content[-1]) if content else (None, None)
        return Anchor(paragraph, first, last, exact)

    def comment(self, anchor: Anchor, identity: str) -> None:
        """Put a comment's range round the anchor, and its reference behind it."""
        begin = self._file.new("commentRangeStart", id=identity)
        end = self._file.new("commentRangeEnd", id=identity)
        if anchor.first is None or anchor.last is None:
            anchor.paragraph.extend((begin, end, self.reference(identity)))
            return
        anchor.first.addprevious(begin)
        after = anchor.last
        while (following := after.getnext()) is not None and self._ends_comment(following):
            after = following
        after.addnext(end)
        end.addnext(self.reference(identity))

    def reference(self, identity: str) -> etree._Element:
        """The run that calls a comment."""
        run = self._file.new("r")
        run.append(self._file.new("commentReference", id=identity))
        return run

    # Places

    def _pieces_in(self, start: int, end: int) -> list[_Piece]:
        return [piece for piece in self._pieces if piece.start < end and piece.end > start]

    def _find_pieces(self, limits: Limits) -> list[_Piece]:
        """Every w:t of the body that shows words, in reading order; those of text boxes are left out."""
        tags = (self._w + "t", self._w + "delText")
        copy = self._file.copy()
        comments = self._file.new_in_comments("comments")
        copied = copy.find(self._w + "body")
        assert copied is not None
        elements = list(self._file.body.iter(*tags))
        for number, element in enumerate(list(copied.iter(*tags))):
            identity = f"place-{number}"
            element.addprevious(self._file.new("commentRangeStart", id=identity))
            element.addnext(self._file.new("commentRangeEnd", id=identity))
            comments.append(self._file.new_in_comments("comment", id=identity))
        draft = read_docx(self._file.packed(copy, comments), self._document.name, limits, self._document.view)
        assert draft.text == self._document.text, "the marks changed what is read"
        pieces = [
            _Piece(element, comment.start, comment.end)
            for element, comment in zip(elements, draft.comments, strict=True)
            if comment.start is not None and comment.end is not None and comment.start < comment.end
            if next(element.iterancestors(self._w + "txbxContent"), None) is None
        ]
        return sorted(pieces, key=lambda piece: piece.start)

    def _paragraph_of(self, block: Block | None) -> etree._Element | None:
        """The paragraph of a block; for a text box the one it hangs on. None outside the body."""
        if block is None or block.paragraph is None:
            return None
        paragraph = self._paragraphs[block.paragraph - 1]
        return [paragraph, *paragraph.iterancestors(self._w + "p")][-1]

    def _row(self, piece: _Piece) -> etree._Element | None:
        return next(piece.element.iterancestors(self._w + "tr"), None)

    # Cutting

    def _cut_before(self, offset: int) -> None:
        """Have the words at ``offset`` begin a run, where they stand in a run of their paragraph."""
        piece = next(piece for piece in self._pieces if piece.end > offset)
        self._cut(piece, _shown(piece.element)[max(0, offset - piece.start)])

    def _cut_after(self, offset: int) -> None:
        """Have the words before ``offset`` end a run, where they stand in a run of their paragraph."""
        piece = next(piece for piece in reversed(self._pieces) if piece.start < offset)
        self._cut(piece, _shown(piece.element)[min(offset, piece.end) - piece.start - 1] + 1)

    def _cut(self, piece: _Piece, index: int) -> None:
        """Have a run begin at this character of a w:t."""
        if self._plain_run(piece) is None:
            return
        following = piece.element.getnext()
        if 0 < index < len(piece.element.text or ""):
            self._split_words(piece, index)
        elif index == 0:
            self._split_run(piece.element)
        elif following is not None:
            self._split_run(following)

    def _plain_run(self, piece: _Piece) -> etree._Element | None:
        """The piece's run, where that is a child of the paragraph: only those are cut."""
        run = piece.element.getparent()
        paragraph = None if run is None else run.getparent()
        if run is None or paragraph is None or run.tag != self._w + "r" or paragraph.tag != self._w + "p":
            return None
        return run

    def _split_words(self, piece: _Piece, index: int) -> None:
        """Cut a w:t and its run; the piece becomes two, or stays one where a half holds only white space."""
        text = piece.element.text or ""
        middle = piece.start + sum(at < index for at in _shown(piece.element))
        before = deepcopy(piece.element)
        before.tail = None
        for element, part in ((before, text[:index]), (piece.element, text[index:])):
            element.text = part
            keep_spaces(element)
        piece.element.addprevious(before)
        self._split_run(piece.element)
        if not text[index:].strip():
            piece.element = before
        elif text[:index].strip():
            shown = self._document.text  # a piece has no white space at its ends
            left = _Piece(before, piece.start, middle - shown[middle - 1].isspace())
            self._pieces.insert(self._pieces.index(piece), left)
            piece.start = middle + shown[middle].isspace()

    def _split_run(self, first: etree._Element) -> None:
        """Move what stands before ``first`` in its run to a run of its own, with the same properties."""
        run = first.getparent()
        assert run is not None
        properties = run.find(self._w + "rPr")
        moved = [child for child in first.itersiblings(preceding=True) if child is not properties]
        if not moved:
            return
        before = self._file.new("r")
        before.attrib.update(run.attrib)
        if properties is not None:
            before.append(deepcopy(properties))
        before.extend(reversed(moved))
        run.addprevious(before)

    # Ranges

    def _outermost(self, element: etree._Element, *, forward: bool) -> etree._Element:
        """The child of the paragraph that holds ``element``, or the edge of the field it stands in.

        Links, content controls, fields and tracked changes are commented on as a whole: a range that
        begins or ends inside one is lost when it is updated, accepted or rejected.
        """
        paragraph = next(element.iterancestors(self._w + "p"))
        child = next(e for e in (element, *element.iterancestors()) if e.getparent() is paragraph)
        opened: list[etree._Element] = []
        depth = 0
        for sibling in paragraph:
            kinds = [mark.get(self._w + "fldCharType") for mark in sibling.iter(self._w + "fldChar")]
            if depth == 0:
                opened = []
            opened.append(sibling)
            depth = max(0, depth + kinds.count("begin") - kinds.count("end"))
            if depth == 0 and child in opened:
                return opened[-1 if forward else 0]
        return child

    def _ends_comment(self, element: etree._Element) -> bool:
        return element.tag == self._w + "commentRangeEnd" or (
            element.tag == self._w + "r" and element.find(self._w + "commentReference") is not None
        )


def _shown(element: etree._Element) -> list[int]:
    """For each character that the reader makes of a w:t, its index in the w:t."""
    line = Line()
    shown: list[int] = []
    for index, character in enumerate(element.text or ""):
        before = line.here().offset
        line.write(character)
        if line.here().offset > before:
            shown.append(index)
    return shown
