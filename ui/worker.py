"""What runs in the worker processes. No Streamlit here, and no error that cannot travel back.

The server imports this module to name the jobs, so spaCy and pdfium are imported inside them.
"""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageChops, ImageDraw

from analyser.errors import AnalyserError
from analyser.library import load_library
from analyser.model import Assessment, Box, Document, Subject, Text, View
from analyser.reading import read_bytes
from analyser.reading.limits import Limits

PICTURE_WIDTH: Final = 1200  # pixels; sharp at twice the width of its column
_PASSAGE: Final = (255, 236, 150)
_DECIDING: Final = (21, 66, 115)
_LARGEST_PICTURE: Final = 4_000  # pixels high; a banner-shaped page is drawn smaller


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was handed in; ``name`` is its own name, without folders."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a dossier: the assessment of the files that could be read, and why others not."""

    assessment: Assessment | None  # None: no file could be read, or the library is broken
    problems: tuple[Text, ...]


def judge(uploads: Sequence[Upload], applies: tuple[Subject, ...], view: View) -> Outcome:
    """Read and judge one dossier. No subjects in ``applies`` means: detect them in the text."""
    from analyser.pipeline import AUTO, analyse_documents

    documents: list[Document] = []
    problems: list[Text] = []
    try:
        library = load_library()
        limits = Limits.from_environment(os.environ)
        for upload in uploads:
            try:
                documents.append(read_bytes(upload.data, upload.name, view=view, limits=limits))
            except AnalyserError as error:
                problems.append(Text(error.message("nl"), error.message("en")))
        if not documents:
            return Outcome(None, tuple(problems))
        assessment = analyse_documents(documents, library, applies=applies or AUTO)
    except AnalyserError as error:
        return Outcome(None, (*problems, Text(error.message("nl"), error.message("en"))))
    return Outcome(assessment, tuple(problems))


def warm() -> None:
    """Load and compile the library, so that the first contract does not wait for it."""
    from analyser.pipeline import analyse_documents

    analyse_documents([], load_library())


def picture(data: bytes, number: int, passage: Sequence[Box], deciding: Sequence[Box]) -> bytes:
    """Page ``number`` as PNG: the passage on yellow, the deciding words in a frame.

    Boxes of other pages are left out. Raises ValueError where the page cannot be drawn.
    """
    import pypdfium2 as pypdfium

    try:
        with pypdfium.PdfDocument(data) as document:
            page = document[number - 1]
            width, height = page.get_size()
            scale = min(PICTURE_WIDTH / width, _LARGEST_PICTURE / height)
            image = page.render(scale=scale).to_pil().convert("RGB")
    except (pypdfium.PdfiumError, IndexError, ZeroDivisionError) as error:
        raise ValueError(f"page {number} cannot be drawn") from error
    marked = _marked(image, scale, number, passage, deciding)
    buffer = io.BytesIO()
    marked.save(buffer, "PNG")
    return buffer.getvalue()


def _marked(
    image: Image.Image, scale: float, number: int, passage: Sequence[Box], deciding: Sequence[Box]
) -> Image.Image:
    """The page under a yellow marker, which darkens paper and leaves print black."""
    marker = Image.new("RGB", image.size, "white")
    draw = ImageDraw.Draw(marker)
    for box in passage:
        if box.page == number:
            draw.rectangle(_pixels(box, scale, 2), fill=_PASSAGE)
    marked = ImageChops.multiply(image, marker)
    draw = ImageDraw.Draw(marked)
    for box in deciding:
        if box.page == number:
            draw.rectangle(_pixels(box, scale, 3), outline=_DECIDING, width=3)
    return marked


def _pixels(box: Box, scale: float, margin: float) -> tuple[float, float, float, float]:
    """Points to pixels, with some air round the words."""
    return (
        box.x0 * scale - margin,
        box.top * scale - margin,
        box.x1 * scale + margin,
        box.bottom * scale + margin,
    )
