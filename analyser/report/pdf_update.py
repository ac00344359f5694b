"""Adds annotations behind the last byte of a PDF, which itself stays as it is.

What is written is an incremental update (ISO 32000-1, 7.5.6): the pages that got annotations, the
annotations, and a cross-reference section of the same kind as the file's own. The first part of the
result is the file byte for byte, so a signature in it can still be verified. pypdf reads; its own writer
loses the document information, fails on pages of a later generation, and puts a cross-reference stream
behind a table.
"""

from __future__ import annotations

import hashlib
import io
import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pypdf import PageObject, PdfReader
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
)

from analyser.errors import CannotAnnotate

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings quote what stands in the file

_START: Final = re.compile(rb"startxref\s+(\d+)")
_HEADER: Final = 1024  # bytes in which the file's own start stands; offsets count from there


@dataclass(frozen=True, slots=True)
class Sheet:
    """The shown part of a page (its CropBox) in PDF coordinates, and how it is turned.

    The reader gives places from the top left corner of the page as shown; ``point`` leads them back.
    ``rotation`` is clockwise: 0, 90, 180 or 270 degrees.
    """

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as shown."""
        wide, high = self.right - self.left, self.top - self.bottom
        return (high, wide) if self.rotation in (90, 270) else (wide, high)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """The PDF's coordinates of a point ``x`` from the left and ``y`` from the top as shown."""
        if self.rotation == 0:
            return self.left + x, self.top - y
        if self.rotation == 90:
            return self.left + y, self.bottom + x
        if self.rotation == 180:
            return self.right - x, self.bottom + y
        return self.right - y, self.top - x


class PdfUpdate:
    """A PDF under annotation; ``close`` gives the bytes.

    Raises CannotAnnotate where the file is encrypted (what is added would have to be encrypted too),
    or so damaged that nothing can be put behind it. ``name`` is the file's own, for messages.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._data = data
        self._name = name
        self._base = max(data[:_HEADER].find(b"%PDF-"), 0)
        self._added: dict[tuple[int, int], PdfObject] = {}
        self._annotations: dict[int, list[IndirectObject]] = {}
        try:
            self._reader = PdfReader(io.BytesIO(data))
            encrypted = self._reader.is_encrypted
            self._pages = [] if encrypted else list(self._reader.pages)
            self._next = _free_number(self._reader)
        except Exception as error:  # pypdf raises anything on odd files
            raise self._damaged() from error
        if encrypted:
            raise CannotAnnotate(name, reason_nl="het is beveiligd", reason_en="it is protected")
        self._previous, self._as_table = self._last_section()

    def sheet(self, number: int) -> Sheet:
        """The sheet of page ``number``, counted from 1, by the same rules as pdfium."""
        page = self._page(number)
        media = _sides(page, "/MediaBox") or (0.0, 0.0, 612.0, 792.0)
        crop = _sides(page, "/CropBox") or media
        rotate = page.get("/Rotate", 0)
        quarters = int(int(rotate) / 90) % 4 if isinstance(rotate, int | float) else 0
        left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
        right, top = min(media[2], crop[2]), min(media[3], crop[3])
        return Sheet(left, bottom, right, top, 90 * quarters)

    def add(self, thing: PdfObject) -> IndirectObject:
        """Take up a new object; the result refers to it."""
        reference = IndirectObject(self._next, 0, self._reader)
        self._added[reference.idnum, 0] = thing
        self._next += 1
        return reference

    def annotate(self, number: int, annotation: DictionaryObject) -> None:
        """Put an annotation on page ``number``, counted from 1, above those that are there."""
        page = self._page(number).indirect_reference
        if page is None:
            raise self._damaged()
        annotation[NameObject("/P")] = page
        self._annotations.setdefault(number, []).append(self.add(annotation))

    def close(self) -> bytes:
        """The file with the annotations behind it; the file itself where there are none."""
        if not self._annotations:
            return self._data
        for number, added in self._annotations.items():
            reference = self._page(number).indirect_reference
            assert reference is not None  # or ``annotate`` had refused
            self._added[reference.idnum, reference.generation] = self._extended(reference, added)
        out = io.BytesIO()
        out.write(self._data)
        if not self._data.endswith((b"\n", b"\r")):
            out.write(b"\n")
        offsets: dict[tuple[int, int], int] = {}
        for key in sorted(self._added):
            offsets[key] = out.tell() - self._base
            self._write(out, key, self._added[key])
        self._write_section(out, offsets)
        return out.getvalue()

    def _page(self, number: int) -> PageObject:
        if number > len(self._pages):
            raise self._damaged()
        return self._pages[number - 1]

    def _extended(self, page: IndirectObject, annotations: list[IndirectObject]) -> DictionaryObject:
        """The page as it stands in the file (so without what it inherits), with annotations added."""
        held = page.get_object()
        assert isinstance(held, DictionaryObject)  # or it had not been among the pages
        there = held.get("/Annots")
        there = there.get_object() if there is not None else None
        kept = list(there) if isinstance(there, ArrayObject) else []
        copy = DictionaryObject({key: held.raw_get(key) for key in held})
        copy[NameObject("/Annots")] = ArrayObject([*kept, *annotations])
        return copy

    def _last_section(self) -> tuple[int, bool]:
        """Where the last cross-reference section starts, and whether it is a table (else a stream)."""
        found = [int(match.group(1)) for match in _START.finditer(self._data)]
        if not found:
            raise self._damaged()
        start = self._data[self._base + found[-1] :][:32].lstrip()
        as_table = start.startswith(b"xref")
        if not as_table and not re.match(rb"\d+\s+\d+\s+obj", start):
            raise self._damaged()
        return found[-1], as_table

    def _write_section(self, out: io.BytesIO, offsets: dict[tuple[int, int], int]) -> None:
        start = out.tell() - self._base
        if self._as_table:
            out.write(b"xref\n")
            for run in _runs(sorted(offsets)):
                out.write(f"{run[0][0]} {len(run)}\n".encode())
                for key in run:
                    out.write(f"{offsets[key]:010} {key[1]:05} n \n".encode())
            out.write(b"trailer\n")
            self._trailer(self._next, out).write_to_stream(out)
            out.write(b"\n")
        else:
            own = (self._next, 0)
            offsets = {**offsets, own: start}
            self._write(out, own, self._stream(offsets, out))
        out.write(f"startxref\n{start}\n%%EOF\n".encode())

    def _stream(self, offsets: dict[tuple[int, int], int], so_far: io.BytesIO) -> DecodedStreamObject:
        """A cross-reference stream: type, offset and generation of each object."""
        keys = sorted(offsets)
        section = DecodedStreamObject()
        section[NameObject("/Type")] = NameObject("/XRef")
        section.update(self._trailer(self._next + 1, so_far))
        section[NameObject("/W")] = _numbers(1, 5, 2)
        runs = _runs(keys)
        section[NameObject("/Index")] = _numbers(*(n for run in runs for n in (run[0][0], len(run))))
        section.set_data(
            b"".join(b"\x01" + offsets[key].to_bytes(5, "big") + key[1].to_bytes(2, "big") for key in keys)
        )
        return section

    def _trailer(self, size: int, so_far: io.BytesIO) -> DictionaryObject:
        """What leads into the file; of its two names the second is new, made from what stands before it."""
        old = self._reader.trailer
        trailer = DictionaryObject({NameObject("/Size"): NumberObject(size)})
        for key in ("/Root", "/Info"):
            if key in old:
                trailer[NameObject(key)] = old.raw_get(key)
        trailer[NameObject("/Prev")] = NumberObject(self._previous)
        ids = old.get("/ID")
        ids = ids.get_object() if ids is not None else None
        if isinstance(ids, ArrayObject) and len(ids) == 2:
            mark = hashlib.sha256(so_far.getbuffer()).digest()[:16]
            trailer[NameObject("/ID")] = ArrayObject([ids[0], ByteStringObject(mark)])
        return trailer

    def _write(self, out: io.BytesIO, key: tuple[int, int], thing: PdfObject) -> None:
        out.write(f"{key[0]} {key[1]} obj\n".encode())
        thing.write_to_stream(out)
        out.write(b"\nendobj\n")

    def _damaged(self) -> CannotAnnotate:
        return CannotAnnotate(self._name, reason_nl="het is beschadigd", reason_en="it is damaged")


def _free_number(reader: PdfReader) -> int:
    """The first object number that no object has, free or in use."""
    used: list[int] = [number for section in reader.xref.values() for number in section]
    size = reader.trailer.get("/Size", 0)
    return max([int(size) - 1 if isinstance(size, int) else 0, *used, *reader.xref_objStm]) + 1


def _sides(page: PageObject, key: str) -> tuple[float, float, float, float] | None:
    """A box as left, bottom, right, top; None where there is none, or one without a surface."""
    box = page.get(key)
    box = box.get_object() if box is not None else None
    if not isinstance(box, ArrayObject) or len(box) != 4:
        return None
    values = [side.get_object() for side in box]
    if not all(isinstance(value, int | float) for value in values):
        return None
    (left, right), (bottom, top) = sorted(map(float, values[::2])), sorted(map(float, values[1::2]))
    return (left, bottom, right, top) if left < right and bottom < top else None


def _runs(keys: Iterable[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Keys, in order, parted where a number is skipped."""
    runs: list[list[tuple[int, int]]] = []
    for key in keys:
        if runs and runs[-1][-1][0] + 1 == key[0]:
            runs[-1].append(key)
        else:
            runs.append([key])
    return runs


def _numbers(*values: int) -> ArrayObject:
    return ArrayObject(list(map(NumberObject, values)))
