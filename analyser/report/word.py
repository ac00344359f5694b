"""Word files as every report of ours makes them: text stays text, and the same input the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from analyser.report.sheets import MADE
from analyser.report.summary import clean
from analyser.report.texts import Tongue

_LOCALE: Final = {"nl": "nl-NL", "en": "en-GB"}
_BLUE: Final = "154273"
_PALE: Final = "E8EEF5"
_AFTER_BORDER: Final = ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr")
"""What the schema wants behind a paragraph's border, as far as python-docx writes any of it."""
_ZIP_DATE: Final = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can hold; the clock would differ every time


class WordFile:
    """A Word file under construction; ``close`` gives its bytes."""

    def __init__(self, title: str, language: Tongue, made: datetime = MADE) -> None:
        self._doc: Any = docx.Document()
        self._dress(title, language, made)

    def heading(self, text: str, level: int) -> None:
        """A heading of ``level`` 1 to 9; level 0 is the title."""
        self._doc.add_heading(clean(text), level)

    def paragraph(self, text: str, style: str | None = None) -> Any:
        """A paragraph of text, to which runs can be added."""
        return self._doc.add_paragraph(clean(text), style)

    def named(self, name: str, text: str) -> None:
        """A text after its name in bold; a name without text stays with what comes next."""
        paragraph = self.paragraph("")
        paragraph.add_run(f"{name}: " if text else f"{name}:").bold = True
        paragraph.add_run(clean(text))
        paragraph.paragraph_format.keep_with_next = not text

    def set_apart(self, text: str) -> None:
        """Text to take over as it stands: on a ground of its own, with a bar before it."""
        properties = self.paragraph(text).paragraph_format
        properties.left_indent = properties.right_indent = Cm(0.5)
        element = properties.element.get_or_add_pPr()
        bar, ground = OxmlElement("w:pBdr"), OxmlElement("w:shd")
        side = OxmlElement("w:left")
        _set(side, val="single", sz="18", space="8", color=_BLUE)
        bar.append(side)
        _set(ground, val="clear", color="auto", fill=_PALE)
        element.insert_element_before(bar, *_AFTER_BORDER)
        element.insert_element_before(ground, *_AFTER_BORDER[1:])

    def table(self, header: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]) -> Any:
        """A table whose header row repeats on every page, and to whose cells runs can be added; ``widths`` in
        centimetres."""
        table = self._doc.add_table(rows=1, cols=len(header), style="Table Grid")
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)  # LibreOffice goes by these, Word by those of the cells
        mark = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(mark)
        for cell, text in zip(table.rows[0].cells, header, strict=True):
            cell.paragraphs[0].add_run(clean(text)).bold = True
        for row in rows:
            line = table.add_row()
            line._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            for cell, text in zip(line.cells, row, strict=True):
                cell.paragraphs[0].add_run(clean(text))
        for row_ in table.rows:
            for cell, width in zip(row_.cells, widths, strict=True):
                cell.width = Cm(width)
                cell.paragraphs[0].style = "No Spacing"
        self._doc.add_paragraph()
        return table

    def close(self) -> bytes:
        """The file, with every date in its parts fixed."""
        buffer = io.BytesIO()
        self._doc.save(buffer)
        return _without_clock(buffer.getvalue())

    def _dress(self, title: str, language: Tongue, made: datetime) -> None:
        """Language, page, type and properties; the template's own are American and dated 2013."""
        properties = self._doc.core_properties
        properties.title = clean(title)
        properties.author = properties.last_modified_by = properties.comments = ""
        properties.language = _LOCALE[language]
        properties.created = properties.modified = made
        styles = self._doc.styles
        for tag in styles.element.iter(qn("w:lang")):
            tag.set(qn("w:val"), _LOCALE[language])
        styles["Normal"].font.size = Pt(10.5)
        for name in ("Title", "Heading 1", "Heading 2", "Caption"):
            styles[name].font.color.rgb = RGBColor.from_string(_BLUE)
        section = self._doc.sections[0]
        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Cm(21.0), Cm(29.7)
        section.left_margin = section.right_margin = Cm(1.9)


def _set(element: Any, **attributes: str) -> None:
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)


def set_language(paragraph: Any, language: Tongue) -> None:
    """Have Word check and read aloud a paragraph in a language other than the file's."""
    for run in paragraph.runs:
        tag = OxmlElement("w:lang")
        tag.set(qn("w:val"), _LOCALE[language])
        run._r.get_or_add_rPr().append(tag)


def _without_clock(data: bytes) -> bytes:
    """The same zip with a fixed date on every part: python-docx stamps the present."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = zipfile.ZipInfo(entry.filename, _ZIP_DATE)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(entry))
    return buffer.getvalue()
