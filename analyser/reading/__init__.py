"""From a file to a Document: text, clauses and positions.

``read`` is the only door: it decides by content what a file is, lets one reader fill a Draft,
and cuts the Draft into clauses. Whatever goes wrong leaves here as an InputError.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from analyser.errors import AnalyserError, FileEmpty, FileMissing, FileTooLarge, OutOfMemory, ReaderFailed
from analyser.model import Document, Format, View
from analyser.reading.draft import Draft
from analyser.reading.limits import BYTES_PER_MB, Limits
from analyser.reading.ocr import Ocr
from analyser.reading.segment import segment
from analyser.reading.sniff import sniff

__all__ = ["Limits", "check_size", "read", "read_bytes"]


def read(
    path: Path,
    *,
    view: View = View.ACCEPTED,
    limits: Limits | None = None,
    ocr: Ocr | None = None,
    thorough: bool = False,
) -> Document:
    """Read the PDF, DOCX or ODT at ``path``; ``view`` says which text of tracked changes counts.

    Of a PDF, ``ocr`` recognises the text of scanned pages (None: they are named as unread), and ``thorough``
    lets a second reader look at every page instead of at those in doubt only.

    Raises a subclass of InputError, and nothing else, where the file cannot be analysed.
    """
    limits = limits or Limits()
    try:
        size = path.stat().st_size if path.is_file() else None
        if size is None:
            raise FileMissing(path.name)
        check_size(size, path.name, limits)
        data = path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a name no file system can hold
        raise FileMissing(path.name) from error
    return read_bytes(data, path.name, view=view, limits=limits, ocr=ocr, thorough=thorough)


def read_bytes(
    data: bytes,
    name: str,
    *,
    view: View = View.ACCEPTED,
    limits: Limits | None = None,
    ocr: Ocr | None = None,
    thorough: bool = False,
) -> Document:
    """As ``read``, for a file that is already in memory; ``name`` is its own name, without folders."""
    limits = limits or Limits()
    check_size(len(data), name, limits)
    try:
        file_format = sniff(data, name, limits)
        draft = _draft(file_format, data, name, view, limits, ocr, thorough)
        return Document(
            name=name,
            sha256=hashlib.sha256(data).hexdigest(),
            format=file_format,
            text=draft.text,
            blocks=tuple(draft.blocks),
            clauses=segment(draft),
            pages=tuple(draft.pages),
            words=draft.words,
            notices=tuple(draft.notices),
            view=draft.view,
            revisions=tuple(draft.revisions),
            comments=tuple(draft.comments),
        )
    except AnalyserError:
        raise
    except MemoryError as error:
        raise OutOfMemory(name, limit_mb=limits.max_memory_mb) from error
    except Exception as error:
        # RecursionError included: one file never takes the others down with it.
        # Only the error's type is named, since its message may quote the contract.
        raise ReaderFailed(name, kind=type(error).__name__) from error


def check_size(size: int, name: str, limits: Limits) -> None:
    """Raises FileEmpty and FileTooLarge."""
    if size == 0:
        raise FileEmpty(name)
    if size > limits.max_file_mb * BYTES_PER_MB:
        size_mb = -(-size // BYTES_PER_MB)  # rounded up: "50 MB; the limit is 50 MB" explains nothing
        raise FileTooLarge(name, size_mb=size_mb, limit_mb=limits.max_file_mb)


def _draft(
    file_format: Format,
    data: bytes,
    name: str,
    view: View,
    limits: Limits,
    ocr: Ocr | None,
    thorough: bool,
) -> Draft:
    """Let the format's reader read. Imported here, so that a DOCX does not load the PDF engine."""
    if file_format is Format.PDF:
        from analyser.reading.pdf import read_pdf

        return read_pdf(data, name, limits, ocr=ocr, thorough=thorough)
    if file_format is Format.DOCX:
        from analyser.reading.docx import read_docx

        return read_docx(data, name, limits, view)
    from analyser.reading.odt import read_odt

    return read_odt(data, name, limits, view)
