"""Ruling lines and images of a PDF page: what is drawn beside the text.

One walk over pdfium's page objects, forms included. Only lines along the axes matter, whether
drawn as a line, as a rectangle's side or as a rectangle so thin that it looks like a line.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

import pypdfium2.raw as pdfium

from analyser.reading.pdf_words import Frame

_THIN: Final = 2.5  # points: a rectangle no thicker than this is a line
_SHORT: Final = 6.0  # points: a line no longer than this rules nothing
_MAX_OBJECTS: Final = 20_000  # beyond this a page is a picture, not a table
_MAX_RULES: Final = 2_000
_MAX_CURVED: Final = 12  # segments of a rounded box; a longer path with curves is a letter or a logo
_MAX_DEPTH: Final = 4  # forms within forms

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal or vertical line, in points from the page's top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def is_horizontal(self) -> bool:
        return self.x1 - self.x0 >= self.bottom - self.top


@dataclass(slots=True)
class Drawn:
    """What a page shows beside text. ``images`` is the share of the page they cover, 0..1."""

    rules: list[Rule] = field(default_factory=list)
    images: float = 0.0
    paths: int = 0
    texts: int = 0  # pieces of text, before anyone has tried to read them
    objects: int = 0  # of any kind, forms apart; no more than _MAX_OBJECTS are walked over


def scan_objects(page: Any, frame: Frame) -> Drawn:
    """The ruling lines and images of a loaded pdfium page. The caller holds the lock."""
    drawn = Drawn()
    covered = 0.0
    walker = _Walker(frame, drawn)
    for drawn.objects, (item, kind, matrix) in enumerate(_objects(page), 1):
        if drawn.objects > _MAX_OBJECTS or len(drawn.rules) > _MAX_RULES:
            drawn.rules.clear()
            break
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            drawn.texts += 1
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            drawn.paths += 1
            walker.path(item, matrix)
        elif kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING):
            covered += walker.image(item, matrix)
    area = frame.width * frame.height
    drawn.images = min(covered / area, 1.0) if area > 0 else 0.0
    return drawn


def _objects(page: Any) -> Iterator[tuple[Any, int, Matrix]]:
    """All objects of a page with the matrix of the form they stand in."""
    stack = [
        (pdfium.FPDFPage_GetObject(page, index), _IDENTITY, 0)
        for index in reversed(range(pdfium.FPDFPage_CountObjects(page)))
    ]
    while stack:
        item, matrix, depth = stack.pop()
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind != pdfium.FPDF_PAGEOBJ_FORM:
            yield item, kind, matrix
        elif depth < _MAX_DEPTH:
            inner = _combined(_matrix(item), matrix)
            for index in reversed(range(max(pdfium.FPDFFormObj_CountObjects(item), 0))):
                stack.append((pdfium.FPDFFormObj_GetObject(item, index), inner, depth + 1))


class _Walker:
    """Measures single objects. Holds the buffers that the raw calls write into."""

    def __init__(self, frame: Frame, drawn: Drawn) -> None:
        self._frame = frame
        self._drawn = drawn
        self._sides = [ctypes.c_float() for _ in range(4)]
        self._point = ctypes.c_float(), ctypes.c_float()

    def image(self, item: Any, matrix: Matrix) -> float:
        """The area an image covers on the page as shown, in square points."""
        if not pdfium.FPDFPageObj_GetBounds(item, *self._sides):
            return 0.0
        left, bottom, right, top = (side.value for side in self._sides)
        corners = [_apply(matrix, x, y) for x in (left, right) for y in (bottom, top)]
        xs, ys = zip(*(self._frame.point(x, y) for x, y in corners), strict=True)
        width = min(max(xs), self._frame.width) - max(min(xs), 0.0)
        height = min(max(ys), self._frame.height) - max(min(ys), 0.0)
        return float(max(width, 0.0) * max(height, 0.0))

    def path(self, item: Any, matrix: Matrix) -> None:
        """Add the straight lines of a path to the rules, as far as they follow an axis."""
        count = pdfium.FPDFPath_CountSegments(item)
        if not 2 <= count <= _MAX_RULES:
            return
        full = _combined(_matrix(item), matrix)
        points: list[tuple[float, float]] = []
        for index in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(item, index)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            pdfium.FPDFPathSegment_GetPoint(segment, *self._point)
            point = self._frame.point(*_apply(full, self._point[0].value, self._point[1].value))
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                self._figure(points)
                points = [point]
            elif kind == pdfium.FPDF_SEGMENT_LINETO:
                points.append(point)
                if pdfium.FPDFPathSegment_GetClose(segment) and len(points) > 2:
                    points.append(points[0])
            else:  # a curve rules nothing
                if count > _MAX_CURVED:
                    return
                self._figure(points)
                points = [point]
        self._figure(points)

    def _figure(self, points: list[tuple[float, float]]) -> None:
        """Add a run of straight lines; a very thin rectangle counts as one line."""
        if len(points) < 2:
            return
        xs, ys = [x for x, _ in points], [y for _, y in points]
        x0, x1, top, bottom = min(xs), max(xs), min(ys), max(ys)
        if min(x1 - x0, bottom - top) <= _THIN:
            self._rule(x0, top, x1, bottom)
            return
        for (ax, ay), (bx, by) in pairwise(points):
            if min(abs(ax - bx), abs(ay - by)) <= 0.5:
                self._rule(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))

    def _rule(self, x0: float, top: float, x1: float, bottom: float) -> None:
        if max(x1 - x0, bottom - top) > _SHORT:
            self._drawn.rules.append(Rule(x0, top, x1, bottom))


def _matrix(item: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, matrix):
        return _IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _combined(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does ``first`` and ``then`` in that order (PDF 32000-1, 8.3.4)."""
    a, b, c, d, e, f = first
    x, y = _apply(then, e, f)
    p, q, r, s, _, _ = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, x, y
