"""A review in the contract itself: the supplier's own PDF, with a remark at each passage it is about.

A remark stands in full at its first passage in the file; its other passages point there. What cannot be
marked, since the contract holds no such passage or its place is not known, is named in one note on the
first page, which leaves the clauses proposed to the letter. Remarks on other files stay out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

from analyser.errors import CannotAnnotate
from analyser.model import Box, Document, Evidence
from analyser.report.pdf_update import PdfUpdate, Sheet
from analyser.report.summary import clean, holds, place
from analyser.report.texts import texts
from analyser.report.texts.review import review_texts
from analyser.review import Remark, Review

_MUST: Final = (1.0, 0.78, 0.72)  # red, green, blue; the print below stays readable
_REQUEST: Final = (1.0, 0.93, 0.59)
_INK: Final = (0.08, 0.26, 0.45)
_PRINTED: Final = 4  # annotation flag: on paper as well
_NOTE: Final = Box(1, 12, 12, 32, 32)  # in the margin of the first page
_NOTE_LINES: Final = tuple(Box(1, 16, y, 28, y + 1.5) for y in (17.0, 21.0, 25.0))
_DIFFERENCE: Final = 1.0  # points that rounding may make between a page's size here and as it was read

_Colour = tuple[float, float, float]


def pdf_review(data: bytes, document: Document, review: Review) -> bytes:
    """The PDF that ``document`` was read from, with the remarks about it behind its last byte.

    Without remarks about it the result is ``data``. Raises CannotAnnotate where the file is encrypted or
    too damaged, and ValueError where ``data`` is another file than the one read.
    """
    if hashlib.sha256(data).hexdigest() != document.sha256:
        raise ValueError("these are not the bytes that the document was read from")
    return _Annotator(data, document, review).annotate()


def check_annotatable(data: bytes, document: Document) -> None:
    """See that remarks can be put on every page of the file. Raises CannotAnnotate."""
    update = PdfUpdate(data, document.name)
    for page in document.pages:
        _sheet(update, document, page.number)


class _Annotator:
    """One file under annotation."""

    def __init__(self, data: bytes, document: Document, review: Review) -> None:
        self._update = PdfUpdate(data, document.name)
        self._document = document
        self._review = review
        self._words = review_texts(review.language)

    def annotate(self) -> bytes:
        for remark in self._review.remarks:
            self._remark(remark)
        listed = "\n\n".join(self._listed())
        if listed:
            self._note(listed)
        return self._update.close()

    def _remark(self, remark: Remark) -> None:
        places = self._places(remark)
        colour = _MUST if remark.must else _REQUEST
        text = self._in_full(remark)
        for count, (evidence, boxes) in enumerate(_per_page(places)):
            name = self._name(remark.requirement, evidence.start, count)
            self._highlight(boxes, colour, self._entries(remark.title, text, name))
            at = place(places[0], self._review.language)
            text = f"{remark.title}\n{self._words['pointer'].format(place=at)}"

    def _places(self, remark: Remark) -> list[Evidence]:
        """The remark's passages in this file whose place on the page is known."""
        return [e for e in remark.places if holds(self._document, e) and any(map(_has_surface, e.boxes))]

    def _in_full(self, remark: Remark) -> str:
        words = texts(self._review.language)
        lines = [
            remark.title,
            self._words["must" if remark.must else "request"],
            f"{self._words['asks']}: {remark.comment}",
            f"{words['norm']}: {remark.norm}",
        ]
        if remark.proposal:
            lines.append(f"{words['model_clause']}: {remark.proposal}")
        return "\n\n".join(lines)

    def _listed(self) -> Iterator[str]:
        """The text of the note: silent points first, then passages here without a known place."""
        silent = [remark for remark in self._review.remarks if not remark.places]
        here = [r for r in self._review.remarks if any(holds(self._document, e) for e in r.places)]
        unmarked = [remark for remark in here if not self._places(remark)]
        if silent:
            yield self._words["silent_title"]
        for remark in silent:
            label = self._words["must_silent" if remark.must else "request_silent"]
            yield f"{remark.title} ({label.lower()})\n{self._words['asks']}: {remark.comment}"
        if unmarked:
            yield self._words["unmarked_title"]
        for remark in unmarked:
            label = self._words["must" if remark.must else "request"]
            at = place(remark.places[0], self._review.language)
            yield f"{remark.title}, {at} ({label.lower()})\n{self._words['asks']}: {remark.comment}"
        if silent or unmarked:
            yield self._words["see_letter"]

    def _highlight(self, boxes: Sequence[Box], colour: _Colour, entries: DictionaryObject) -> None:
        """Mark boxes, all of one page."""
        number = boxes[0].page
        sheet = _sheet(self._update, self._document, number)
        corners = [_corners(sheet, box) for box in boxes]
        entries[NameObject("/Subtype")] = NameObject("/Highlight")
        entries[NameObject("/QuadPoints")] = _floats(n for quad in corners for point in quad for n in point)
        entries[NameObject("/C")] = _floats(colour)
        self._place(number, entries, sheet, boxes, f"{_operands(colour)} rg\n{_filled(sheet, boxes)}")

    def _note(self, text: str) -> None:
        sheet = _sheet(self._update, self._document, 1)
        entries = self._entries(self._words["letter_title"], text, self._name("", 0, 0))
        entries[NameObject("/Subtype")] = NameObject("/Text")
        entries[NameObject("/Name")] = NameObject("/Comment")
        entries[NameObject("/C")] = _floats(_REQUEST)
        drawing = (
            f"{_operands(_REQUEST)} rg\n{_filled(sheet, [_NOTE])}"
            f"{_operands(_INK)} rg\n{_filled(sheet, _NOTE_LINES)}"
        )
        self._place(1, entries, sheet, [_NOTE], drawing)

    def _place(
        self, number: int, entries: DictionaryObject, sheet: Sheet, boxes: Sequence[Box], drawing: str
    ) -> None:
        """Put an annotation round ``boxes``, with its own drawing for viewers that make none."""
        points = [point for box in boxes for point in _corners(sheet, box)]
        (left, bottom), (right, top) = (tuple(map(side, zip(*points, strict=True))) for side in (min, max))
        rectangle = (left, bottom, right, top)
        form = DecodedStreamObject()
        form[NameObject("/Type")] = NameObject("/XObject")
        form[NameObject("/Subtype")] = NameObject("/Form")
        form[NameObject("/BBox")] = _floats(rectangle)
        form[NameObject("/Resources")] = _nested("/ExtGState", "/Marker", "/BM", NameObject("/Multiply"))
        form.set_data(f"/Marker gs\n{drawing}".encode("ascii"))
        entries[NameObject("/Rect")] = _floats(rectangle)
        entries[NameObject("/AP")] = _nested("/N", self._update.add(form))
        self._update.annotate(number, entries)

    def _entries(self, subject: str, text: str, name: str) -> DictionaryObject:
        made = f"D:{self._review.made:%Y%m%d%H%M%S}{_zone(self._review)}"
        strings = {
            "/Contents": clean(text),
            "/Subj": clean(subject),
            "/T": clean(self._review.author),
            "/M": made,
            "/CreationDate": made,
            "/NM": name,
        }
        entries = DictionaryObject({NameObject("/Type"): NameObject("/Annot")})
        entries.update({NameObject(key): TextStringObject(value) for key, value in strings.items()})
        entries[NameObject("/F")] = NumberObject(_PRINTED)
        return entries

    def _name(self, requirement: str, start: int, count: int) -> str:
        """A name no other annotation has, and the same one when the same review is made again."""
        grounds = (self._document.sha256, self._review.made.isoformat(), requirement, start, count)
        return hashlib.sha256(repr(grounds).encode()).hexdigest()[:32]


def _sheet(update: PdfUpdate, document: Document, number: int) -> Sheet:
    """The page's sheet, once it is sure that this is the page that was read."""
    sheet = update.sheet(number)
    read = document.pages[number - 1]
    sizes = zip(sheet.size, (read.width, read.height), strict=True)
    if read.width and any(abs(here - there) > _DIFFERENCE for here, there in sizes):
        raise CannotAnnotate(
            document.name,
            reason_nl=f"pagina {number} heeft geen eenduidige maat",
            reason_en=f"page {number} has no unambiguous size",
        )
    return sheet


def _per_page(places: Iterable[Evidence]) -> Iterator[tuple[Evidence, list[Box]]]:
    """The boxes of each passage, parted by page: an annotation stands on one."""
    for evidence in places:
        boxes = list(filter(_has_surface, evidence.boxes))
        for number in dict.fromkeys(box.page for box in boxes):
            yield evidence, [box for box in boxes if box.page == number]


def _has_surface(box: Box) -> bool:
    return box.x0 < box.x1 and box.top < box.bottom


def _corners(sheet: Sheet, box: Box) -> tuple[tuple[float, float], ...]:
    """A quad as viewers take it, whatever the standard says: upper corners, then lower ones, as shown."""
    return (
        sheet.point(box.x0, box.top),
        sheet.point(box.x1, box.top),
        sheet.point(box.x0, box.bottom),
        sheet.point(box.x1, box.bottom),
    )


def _filled(sheet: Sheet, boxes: Iterable[Box]) -> str:
    """Paint boxes in one go, so that where they overlap the colour does not double."""
    painted = []
    for box in boxes:
        (ax, ay), *_, (bx, by) = _corners(sheet, box)
        painted.append(f"{_operands((min(ax, bx), min(ay, by), abs(ax - bx), abs(ay - by)))} re\n")
    return "".join(painted) + "f\n"


def _operands(values: Iterable[float]) -> str:
    return " ".join(f"{value:.3f}" for value in values)


def _floats(values: Iterable[float]) -> ArrayObject:
    return ArrayObject([FloatObject(f"{value:.3f}") for value in values])


def _nested(*path: str | PdfObject) -> DictionaryObject:
    """``_nested("/A", "/B", value)`` is the dictionary <</A <</B value>>>>."""
    *keys, value = path
    for key in reversed(keys):
        value = DictionaryObject({NameObject(key): value})
    assert isinstance(value, DictionaryObject)
    return value


def _zone(review: Review) -> str:
    """The distance to UTC as PDF writes it: "+01'00'"."""
    zone = f"{review.made:%z}"
    return f"{zone[:3]}'{zone[3:5]}'" if zone else ""
