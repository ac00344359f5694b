"""Reads a PDF into a draft: text in reading order, with the place of every word.

    pages -> words and lines -> furniture and tables set apart -> reading order -> paragraphs

pdfium reads every page. A page whose text looks incomplete is read again by pdfplumber. A page
that neither can read is named in a notice; it never goes missing in silence.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import pypdfium2 as pypdfium
import pypdfium2.raw as pdfium

from analyser.errors import Damaged, Encrypted, NoText, TooManyPages
from analyser.model import Notice, PageStatus
from analyser.reading.completeness import Signals, Weight, is_readable, known_share, weigh
from analyser.reading.draft import Draft
from analyser.reading.limits import Limits
from analyser.reading.pdf_blocks import PageText, write_blocks
from analyser.reading.pdf_objects import Drawn, scan_objects
from analyser.reading.pdf_second import read_again
from analyser.reading.pdf_words import PageWords, page_frame, read_words

_PDFIUM = threading.Lock()
"""pdfium is not thread-safe: one document at a time in a process."""

_TAIL: Final = 4096  # bytes at the end in which a whole file names its last cross-reference
_MANY_UNMAPPED: Final = 0.02  # share of a page's characters from which text counts as missing
_FLATTENED: Final = frozenset({pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP})
"""Annotations that show text of the contract: filled-in form fields, typed-over text, stamps."""


def read_pdf(data: bytes, name: str, limits: Limits) -> Draft:
    """Read a PDF. ``name`` is the file's own name, for messages.

    Raises Encrypted where it needs a password, Damaged where it does not open or is cut off,
    TooManyPages (before any page is read), and NoText where no page holds a readable word.
    """
    pages: list[PageText] = []
    notices: list[Notice] = []
    with _opened(data, name) as document:
        count = len(document)
        if count < 1:
            raise Damaged(name, reason_nl="het bevat geen pagina's", reason_en="it has no pages")
        if count > limits.max_pages:
            raise TooManyPages(name, pages=count, limit=limits.max_pages)
        for number in range(1, count + 1):
            page = _read_page(document, number, data, notices)
            pages.append(page)
    if not any(page.lines for page in pages):
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
            tail = data[-_TAIL:]
            if b"%%EOF" not in tail and b"startxref" not in tail:
                raise Damaged(name, reason_nl="het einde ontbreekt", reason_en="its end is missing")
            yield document
        finally:
            document.close()


def _read_page(document: Any, number: int, data: bytes, notices: list[Notice]) -> PageText:
    """One page's words and drawings, and whether they are all there is."""
    try:
        page = document[number - 1]
    except pypdfium.PdfiumError:
        notices.append(Notice("page-unread", unread=True, page=number))
        return PageText(number, 0.0, 0.0, PageStatus.UNREAD)
    try:
        page = _flattened(document, page, number)
        frame = page_frame(page.raw)
        drawn = scan_objects(page.raw, frame)
        first = read_words(page.raw, number, frame)
    finally:
        page.close()
    read = PageText(number, frame.width, frame.height, PageStatus.READ, first.lines, drawn.rules)
    _check(read, first, drawn, data, notices)
    return read


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


def _signals(words: PageWords, drawn: Drawn) -> Signals:
    texts = [word.text for line in words.lines for word in line.words]
    return Signals(
        words=len(texts),
        characters=words.characters,
        unmapped=words.unmapped,
        images=drawn.images,
        paths=drawn.paths,
        texts=drawn.texts,
        known=known_share(texts),
    )


def _check(read: PageText, first: PageWords, drawn: Drawn, data: bytes, notices: list[Notice]) -> None:
    """Set the page's status; where its text is in doubt, let the second reader try."""
    signals = _signals(first, drawn)
    weight = weigh(signals)
    if weight is Weight.BLANK:
        read.status = PageStatus.EMPTY
        return
    if weight is not Weight.WHOLE:
        second = read_again(data, read.number)
        again = _signals(second, drawn)
        if again.is_better_than(signals):
            read.lines, read.status = second.lines, PageStatus.SECOND_READER
            signals, weight = again, weigh(again)
            notices.append(Notice("page-second-reader", page=read.number))
    if not is_readable(signals):
        read.status = PageStatus.UNREAD
        notices.append(Notice("page-unread", unread=True, page=read.number))
    elif weight is Weight.DOUBTFUL:
        notices.append(Notice("page-incomplete", unread=True, page=read.number))
    if signals.unmapped and signals.words:
        many = signals.unmapped_share > _MANY_UNMAPPED
        details = (("count", str(signals.unmapped)),)
        notices.append(Notice("unmapped-glyphs", unread=many, page=read.number, details=details))
