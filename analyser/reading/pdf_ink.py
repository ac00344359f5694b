"""What a page looks like: its image, and print in it that no reader gave as text.

Looked at only where images or drawings may hold text. Print is told from pictures by two marks: fine strokes
beside each other, and empty strips between the lines.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from analyser.reading.ocr import PageImage
from analyser.reading.pdf_words import Frame, Line

_MAX_PIXELS: Final = 40_000_000  # A3 at 500 dpi; a larger page is drawn coarser
_LOOK: Final = 100  # dots per inch at which a page is looked at
_CONTRAST: Final = 70  # grey values between paper and ink
_CELL: Final = 36.0  # points: some three lines of print
_MARGIN: Final = 2.0  # points around a word that are its own
_STROKES: Final = 0.06  # edges of strokes to the square point from which a cell may hold print
_INK: Final = 0.03, 0.3  # share of ink that a cell of print has
_RULED: Final = 0.7  # share of a cell's width or height from which ink in it is a ruling line
_EMPTY_ROWS: Final = 0.12  # share of rows without ink that print has between its lines
_DARK: Final = 140  # grey value of a page's lightest tenth from which there is paper
_SPECK: Final = 0.001  # share of a page's pixels under which ink is dust


@dataclass(frozen=True, slots=True)
class Ink:
    """What is seen on a page outside the words that were read. ``print`` is a share of the page, 0..1."""

    any: bool  # whether anything is, dust aside
    print: float  # how much of the page looks like lines of print


def draw(page: Any, frame: Frame, resolution: int) -> PageImage | None:
    """A loaded pdfium page as shown, in grey; None where memory is short. The caller holds the lock."""
    scale = resolution / 72
    scale = min(scale, math.sqrt(_MAX_PIXELS / max(frame.width * frame.height, 1.0)))
    width, height = max(round(frame.width * scale), 1), max(round(frame.height * scale), 1)
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, None, 0)
    if not bitmap:
        return None
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, pdfium.FPDF_ANNOT)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        address = pdfium.FPDFBitmap_GetBuffer(bitmap)
        rows = np.frombuffer(ctypes.string_at(address, stride * height), np.uint8)
        return PageImage(width, height, rows.reshape(height, stride)[:, :width].tobytes())
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)


class PageLook:
    """The ink of a page, looked at once. The caller holds the lock while it is made."""

    def __init__(self, page: Any, frame: Frame) -> None:
        image = draw(page, frame, _LOOK)
        self._ink: npt.NDArray[np.bool_] | None = None
        if image is None:
            return
        self._scale = image.width / frame.width
        grey = np.frombuffer(image.pixels, np.uint8).reshape(image.height, image.width)
        paper = int(np.percentile(grey, 90))
        self._ink = grey < max(paper - _CONTRAST, 0)
        if paper < _DARK:  # hardly any paper: all of it is a picture of something
            self._ink = np.ones_like(self._ink)

    def beside(self, lines: Iterable[Line]) -> Ink:
        """The ink that does not belong to ``lines``."""
        if self._ink is None:
            return Ink(any=True, print=0.0)
        ink = self._ink.copy()
        for line in lines:
            for word in line.words:
                top, bottom = self._pixel(word.top - _MARGIN), self._pixel(word.bottom + _MARGIN)
                left, right = self._pixel(word.x0 - _MARGIN), self._pixel(word.x1 + _MARGIN)
                ink[top:bottom, left:right] = False
        return Ink(any=float(ink.mean()) > _SPECK, print=_print_share(ink, self._scale))

    def _pixel(self, points: float) -> int:
        return max(round(self._scale * points), 0)


def _print_share(ink: npt.NDArray[np.bool_], scale: float) -> float:
    """The share of the page's cells that hold print."""
    side = max(round(_CELL * scale), 8)
    down, across = ink.shape[0] // side, ink.shape[1] // side
    if not down or not across:
        return 0.0
    cells = ink[: down * side, : across * side].reshape(down, side, across, side).transpose(0, 2, 1, 3)
    lined = (cells.mean(axis=2, keepdims=True) > _RULED) | (cells.mean(axis=3, keepdims=True) > _RULED)
    cells = cells & ~lined  # without the lines of a table, of which many are as fine as strokes
    edges = (cells[..., 1:] != cells[..., :-1]).sum(axis=(2, 3)) / (side / scale) ** 2
    rows = cells.mean(axis=3)  # share of ink in each row of each cell
    empty = (rows < 0.02).mean(axis=2)
    dense = cells.mean(axis=(2, 3))
    found = (edges >= _STROKES) & (empty >= _EMPTY_ROWS) & (dense >= _INK[0]) & (dense <= _INK[1])
    return float(found.mean())
