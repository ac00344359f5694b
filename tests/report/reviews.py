"""Reviews made by hand, and small PDFs to put them in."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, timezone

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from analyser.model import Document, Evidence, Role
from analyser.report.texts import Tongue
from analyser.review import Remark, Review

WIDTH, HEIGHT = 595.0, 842.0  # A4 in points
MADE = datetime(2026, 11, 21, 14, 3, 5, tzinfo=timezone(timedelta(hours=1)))
FIRST = (
    "1.1 Leverancier meldt een datalek binnen zes dagen aan de opdrachtgever.",
    "1.2 Leverancier mag de invoer van gebruikers bewaren zolang zij dat nodig vindt,",
    "ook na het einde van de overeenkomst en zonder vergoeding.",
    "1.3 Deze overeenkomst eindigt na drie jaar.",
)
SECOND = ("2.1 De prijs stijgt elk jaar met tien procent.",)


def pdf(*pages: Sequence[str], turned: int = 0) -> bytes:
    """A file with a page for each group of lines, which run upright once it is shown ``turned``."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT))
    canvas.setAuthor("Kaderlicht B.V.")
    origins = {0: (0, 0), 90: (WIDTH, 0), 180: (WIDTH, HEIGHT), 270: (0, HEIGHT)}
    height = WIDTH if turned in (90, 270) else HEIGHT
    for lines in pages:
        canvas.translate(*origins[turned])
        canvas.rotate(turned)
        canvas.setFont("Helvetica", 11)
        for index, line in enumerate(lines):
            canvas.drawString(72, height - 90 - 20 * index, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def changed(data: bytes, change: Callable[[pikepdf.Pdf], None], **saving: object) -> bytes:
    """The file after a change with pikepdf."""
    with pikepdf.open(io.BytesIO(data)) as document:
        change(document)
        buffer = io.BytesIO()
        document.save(buffer, **saving)
        return buffer.getvalue()


def passage(document: Document, words: str, label: str = "artikel 1") -> Evidence:
    """Words of ``document`` as evidence, with their boxes."""
    start = document.text.index(words)
    end = start + len(words)
    boxes = document.words.boxes(start, end)
    page = document.page_at(start)
    return Evidence(document.name, label, page, words, start, end, boxes, Role.AGAINST, "regel")


def remark(name: str, *places: Evidence, must: bool = True, proposal: str = "Zo moet het.") -> Remark:
    return Remark(name, f"Eis {name}", f"Norm {name}.", f"Reden {name}.", proposal, must, places)


def review(*remarks: Remark, language: Tongue = "nl") -> Review:
    return Review(
        "Kaderlicht Assist", language, "A. Jansen", MADE, "1.1.1", "a" * 64, "b" * 64, tuple(remarks)
    )
