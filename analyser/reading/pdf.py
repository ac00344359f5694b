"""Reads a PDF into a draft: text in reading order, with the place of every word.

    pages -> words and lines -> furniture and tables set apart -> reading order -> paragraphs

pdfium reads every page. A page whose text looks incomplete is read again by pdfplumber, and its image by
text recognition where that is installed (``pdf_page``). A page that none of them can read is named in a
notice; it never goes missing in silence.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import pypdfium2 as pypdfium
import pypdfium2.raw as pdfium

from analyser.errors import Damaged, Encrypted, NoText, TooManyPages
from analyser.model import Notice, PageStatus
from analyser.reading.draft import Draft
from analyser.reading.limits import Limits
from analyser.reading.ocr import Ocr
from analyser.reading.pdf_blocks import PageText, write_blocks
from analyser.reading.pdf_page import PageReader

_PDFIUM = threading.Lock()
"""pdfium is not thread-safe: one document at a time in a process."""

_OBJECT: Final = re.compile(rb"\d\s+\d+\s+obj\b")
_FLATTENED: Final = frozenset({pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP})
"""Annotations that show text of the contract: filled-in form fields, typed-over text, stamps."""


def read_pdf(
    data: bytes, name: str, limits: Limits, *, ocr: Ocr | None = None, thorough: bool = False
) -> Draft:
    """Read a PDF. ``name`` is the file's own name, for messages.

    ``ocr`` recognises the text of pages that hold none; ``thorough`` lets a second reader look at every page.
    Raises Encrypted where it needs a password, Damaged where it does not open or no page of it is left,
    TooManyPages (before any page is read), and NoText where no page holds a readable word.
    """
    pages: list[PageText] = []
    notices: list[Notice] = []
    lacks_end = _lacks_end(data)
    with _opened(data, name) as document:
        count = len(document)
        if count < 1:
            raise Damaged(name, reason_nl="het bevat geen pagina's", reason_en="it has no pages")
        if count > limits.max_pages:
            raise TooManyPages(name, pages=count, limit=limits.max_pages)
        if lacks_end:
            notices.append(Notice("pdf-end-missing", unread=True))
        reader = PageReader(data, ocr, thorough, notices)
        for number in range(1, count + 1):
            pages.append(_read_page(document, number, reader))
    if not any(page.lines for page in pages):
        if lacks_end:
            raise Damaged(name, reason_nl="het einde ontbreekt", reason_en="its end is missing")
        raise NoText(name, pages=count)
    draft = Draft(notices=notices)
    write_blocks(pages, draft)
    return draft


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[pypdfium.PdfDocument]:
    """The document, with pdfium's lock held until it is closed again."""
    with _PDFIUM:
        try:
            document = pypdfium.PdfDocument(data)
        except pypdfium.PdfiumError as error:
            # pdfium's last error may be an older file's: a password needs an encryption dictionary too
            if error.err_code == pdfium.FPDF_ERR_PASSWORD and b"/Encrypt" in data:
                raise Encrypted(name) from error
            raise Damaged(
                name, reason_nl="het is geen geldige PDF", reason_en="it is not a valid PDF"
            ) from error
        try:
            yield document
        finally:
            document.close()


def _lacks_end(data: bytes) -> bool:
    """Whether objects follow the last mark of an end, as in a file that was cut off on its way.

    pdfium reads what is left of it. What comes behind the end does no harm: servers add to files.
    """
    end = max(data.rfind(b"startxref"), data.rfind(b"%%EOF"), 0)
    return _OBJECT.search(data, end) is not None


def _read_page(document: Any, number: int, reader: PageReader) -> PageText:
    """One page's words and drawings, and whether they are all there is."""
    try:
        page = document[number - 1]
    except pypdfium.PdfiumError:
        reader.notices.append(Notice("page-unread", unread=True, page=number))
        return PageText(number, 0.0, 0.0, PageStatus.UNREAD)
    try:
        page = _flattened(document, page, number)
        return reader.read(page, number)
    finally:
        page.close()


def _flattened(document: Any, page: Any, number: int) -> Any:
    """The page with the text of form fields and the like made part of its content (in memory)."""
    kinds = set()
    for index in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
        if annotation:
            kinds.add(pdfium.FPDFAnnot_GetSubtype(annotation))
            pdfium.FPDFPage_CloseAnnot(annotation)
    if kinds.isdisjoint(_FLATTENED):
        return page
    pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)
    page.close()
    return document[number - 1]
