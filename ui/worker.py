"""What draws pages, in a process of its own. No Streamlit here, and no error that cannot travel back.

The server imports this module to name the job, so pdfium is imported inside it.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Final

from PIL import Image, ImageChops, ImageDraw

from analyser.model import Box

PICTURE_WIDTH: Final = 1200  # pixels; sharp at twice the width of its column
_PASSAGE: Final = (255, 236, 150)
_DECIDING: Final = (21, 66, 115)
_LARGEST_PICTURE: Final = 4_000  # pixels high; a banner-shaped page is drawn smaller


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
