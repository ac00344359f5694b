"""A sample contract as PDF: one column, or two with words broken at line ends; standard fonts only."""

from __future__ import annotations

import io
import re
from functools import partial
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageTemplate,
    Spacer,
    TableStyle,
)
from reportlab.platypus import Paragraph as Lines
from reportlab.platypus import Table as Grid

from samples.source import Kind, Paragraph, Source, Table

_WIDTH, _HEIGHT = A4
_MARGIN = 25 * mm
_GUTTER = 8 * mm
_SOFT_HYPHEN = "\u00ad"
_BREAKS = Path(__file__).resolve().parent / "texts" / "hyphenation.txt"


def pdf(source: Source) -> bytes:
    """The bytes of the PDF file; the same for the same text (no dates, no random ids)."""
    buffer = io.BytesIO()
    margin = 18 * mm if source.two_columns else _MARGIN
    document = BaseDocTemplate(
        buffer, pagesize=A4, title=source.title, lang=f"{source.language}-NL", invariant=1, pageCompression=1
    )
    document.addPageTemplates(
        PageTemplate(
            frames=_frames(margin, columns=2 if source.two_columns else 1), onPage=partial(_furnish, source)
        )
    )
    document.build(_story(source, _styles(small=source.two_columns)))
    return buffer.getvalue()


def _frames(margin: float, columns: int) -> list[Frame]:
    width = (_WIDTH - 2 * margin - (columns - 1) * _GUTTER) / columns
    height = _HEIGHT - 2 * _MARGIN
    edges = dict.fromkeys(("leftPadding", "rightPadding", "topPadding", "bottomPadding"), 0)
    return [Frame(margin + i * (width + _GUTTER), _MARGIN, width, height, **edges) for i in range(columns)]


def _furnish(source: Source, canvas: Canvas, document: BaseDocTemplate) -> None:
    """Running header, footer and page number."""
    page = "Pagina" if source.language == "nl" else "Page"
    margin = 18 * mm if source.two_columns else _MARGIN
    canvas.saveState()
    canvas.setFont("Helvetica", 8)
    canvas.setFillColor(HexColor("#444444"))
    canvas.drawString(margin, _HEIGHT - 15 * mm, source.header)
    canvas.drawString(margin, 14 * mm, source.footer)
    canvas.drawRightString(_WIDTH - margin, 14 * mm, f"{page} {document.page}")
    canvas.restoreState()


def _styles(*, small: bool) -> dict[Kind | str, ParagraphStyle]:
    size = 8 if small else 10
    # left-aligned in one column; set solid in two, where words are broken as printers do
    layout = {"alignment": TA_JUSTIFY, "embeddedHyphenation": 1} if small else {}
    base = ParagraphStyle(
        "text", fontName="Times-Roman", fontSize=size, leading=size * 1.3, spaceAfter=size * 0.6, **layout
    )
    derive = partial(ParagraphStyle, parent=base)
    indent = 26 if small else 34
    head = {"fontName": "Helvetica-Bold", "spaceBefore": size, "keepWithNext": 1, "alignment": 0}
    return {
        Kind.TEXT: base,
        Kind.CLAUSE: derive("clause", leftIndent=indent, bulletFontName="Times-Roman", bulletFontSize=size),
        Kind.ITEM: derive(
            "item",
            leftIndent=indent + 18,
            bulletIndent=indent,
            bulletFontName="Times-Roman",
            bulletFontSize=size,
        ),
        Kind.ARTICLE: derive("article", **head, fontSize=size + 1),
        Kind.ANNEX: derive("annex", **head, fontSize=size + 3, leading=(size + 3) * 1.3),
        "title": derive("title", **head, fontSize=size + 8, leading=(size + 8) * 1.2),
        "subtitle": derive("subtitle", fontName="Helvetica-Oblique", fontSize=size + 1, spaceAfter=size * 2),
        "cell": derive("cell", fontSize=size - 1, leading=size * 1.15, spaceAfter=0, alignment=0),
        "head": derive(
            "head", fontName="Helvetica-Bold", fontSize=size - 1, leading=size * 1.15, spaceAfter=0
        ),
    }


def _story(source: Source, styles: dict[Kind | str, ParagraphStyle]) -> list[Flowable]:
    prepare = _breakable if source.two_columns else escape
    story: list[Flowable] = [Lines(escape(source.title), styles["title"])]
    story.append(Lines(escape(source.subtitle), styles["subtitle"]))
    for block in source.body:
        if isinstance(block, Table):
            story += [_grid(block, styles), Spacer(1, 8)]
        else:
            story.append(_lines(block, styles, prepare(block.plain)))
    return story


def _lines(paragraph: Paragraph, styles: dict[Kind | str, ParagraphStyle], words: str) -> Lines:
    if paragraph.kind is Kind.ARTICLE:
        return Lines(f"{paragraph.number} {words}", styles[paragraph.kind])
    return Lines(words, styles[paragraph.kind], bulletText=paragraph.number or None)


def _grid(table: Table, styles: dict[Kind | str, ParagraphStyle]) -> Grid:
    rows = [
        [Lines(escape(cell), styles["head" if index == 0 else "cell"]) for cell in row]
        for index, row in enumerate(table.rows)
    ]
    width = (_WIDTH - 2 * _MARGIN) / len(table.rows[0])
    rules = TableStyle(
        [
            ("GRID", (0, 0), (-1, -1), 0.5, HexColor("#808080")),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("BACKGROUND", (0, 0), (-1, 0), HexColor("#eeeeee")),
        ]
    )
    return Grid(rows, colWidths=[width] * len(table.rows[0]), repeatRows=1, style=rules)


def _breakable(text: str) -> str:
    """The text with soft hyphens where its long words may be broken."""
    breaks = dict(_word_breaks())
    return re.sub(r"\w{9,}", lambda word: _broken(word[0], breaks), escape(text))


def _broken(word: str, breaks: dict[str, str]) -> str:
    parts = breaks.get(word.lower())
    if parts is None:
        return word
    pieces, at = [], 0
    for part in parts.split("-"):
        pieces.append(word[at : at + len(part)])
        at += len(part)
    return _SOFT_HYPHEN.join(pieces)


def _word_breaks() -> list[tuple[str, str]]:
    """Each long word of the two-column text with its breaks: "over-een-komst"."""
    lines = _BREAKS.read_text(encoding="utf-8").split()
    return [(line.replace("-", ""), line) for line in lines]
