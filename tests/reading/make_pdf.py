"""Makes the PDF files that the reading tests read. All sentences are written for the project."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable

import pikepdf
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595.0, 842.0  # A4 in points
Text = tuple[float, float, str]  # x and baseline from the top left corner, words


def pdf(*pages: Callable[[Canvas], None], size: tuple[float, float] = (WIDTH, HEIGHT)) -> bytes:
    """A file with a page for each drawing function."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def text(*lines: Text, size: float = 10, font: str = "Helvetica") -> Callable[[Canvas], None]:
    """Draws lines of text."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        for x, y, words in lines:
            canvas.drawString(x, HEIGHT - y, words)

    return draw


def column(x: float, y: float, lines: Iterable[str], step: float = 12) -> list[Text]:
    """Lines below each other."""
    return [(x, y + step * index, words) for index, words in enumerate(lines)]


def both(*parts: Callable[[Canvas], None]) -> Callable[[Canvas], None]:
    """Several drawings on one page."""

    def draw(canvas: Canvas) -> None:
        for part in parts:
            part(canvas)

    return draw


def rules(*lines: tuple[float, float, float, float]) -> Callable[[Canvas], None]:
    """Draws lines from x, y to x, y, measured from the top left corner."""

    def draw(canvas: Canvas) -> None:
        for x0, y0, x1, y1 in lines:
            canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)

    return draw


def picture(x: float, y: float, width: float, height: float) -> Callable[[Canvas], None]:
    """Draws a grey image, as a scan would be, with its top left corner at x, y."""

    def draw(canvas: Canvas) -> None:
        image = ImageReader(Image.new("L", (2, 2), 128))
        canvas.drawImage(image, x, HEIGHT - y - height, width, height)

    return draw


def misnamed(data: bytes, letters: dict[str, str]) -> bytes:
    """The file with fonts that show ``letters`` as before, and say that they are the others."""
    pairs = "".join(f"<{ord(shown):02x}> <{ord(said):04x}>\n" for shown, said in letters.items())
    table = (
        f"1 begincodespacerange\n<00> <ff>\nendcodespacerange\n{len(letters)} beginbfchar\n{pairs}endbfchar"
    )

    def change(document: pikepdf.Pdf) -> None:
        for page in document.pages:
            for font in page.Resources.get("/Font", {}).values():
                font.ToUnicode = document.make_stream(f"begincmap\n{table}\nendcmap".encode("ascii"))

    return changed(data, change)


def changed(data: bytes, change: Callable[[pikepdf.Pdf], None], **saving: object) -> bytes:
    """The file after a change with pikepdf."""
    with pikepdf.open(io.BytesIO(data)) as document:
        change(document)
        buffer = io.BytesIO()
        document.save(buffer, **saving)
        return buffer.getvalue()
