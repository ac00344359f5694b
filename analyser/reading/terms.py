"""A version of online terms, as one Document: Markdown, HTML or plain text besides what ``read`` takes.

Contracts come as PDF, DOCX or ODT, and a text file among them is mostly something else; so only what watches
online terms opens this door.
"""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Final

from analyser.errors import AnalyserError, Damaged, OutOfMemory, ReaderFailed
from analyser.model import BlockKind, Document, Format
from analyser.reading import check_size, read_bytes
from analyser.reading.clause_numbers import readings
from analyser.reading.draft import Draft
from analyser.reading.hypertext import read_html
from analyser.reading.limits import Limits
from analyser.reading.markdown import to_html
from analyser.reading.segment import segment

FORMATS: Final = {
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".txt": Format.TEXT,
}
"""What is read as text, by the end of a name: nothing in a text tells Markdown from plain text."""

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def read_terms(data: bytes, name: str, limits: Limits) -> Document:
    """Read one version; raises a subclass of InputError, and nothing else, where that cannot be done."""
    format = FORMATS.get(PurePath(name).suffix.lower())
    if format is None:
        return read_bytes(data, name, limits=limits)
    check_size(len(data), name, limits)
    try:
        draft = _draft(format, _decoded(data, name), name)
        if not any(character.isalnum() for character in draft.text):
            raise Damaged(name, reason_nl="er staat geen tekst in", reason_en="there is no text in it")
        return Document(
            name,
            hashlib.sha256(data).hexdigest(),
            format,
            draft.text,
            tuple(draft.blocks),
            segment(draft),
            notices=tuple(draft.notices),
        )
    except AnalyserError:
        raise
    except RecursionError as error:
        raise Damaged(name, reason_nl="het is te diep genest", reason_en="it is nested too deeply") from error
    except MemoryError as error:
        raise OutOfMemory(name, limit_mb=limits.max_memory_mb) from error
    except Exception as error:  # only its kind is named, since its message may quote the text
        raise ReaderFailed(name, kind=type(error).__name__) from error


def _draft(format: Format, text: str, name: str) -> Draft:
    if format is Format.TEXT:
        return _read_plain(text)
    return read_html(to_html(text) if format is Format.MARKDOWN else text, name)


def _decoded(data: bytes, name: str) -> str:
    """The text of a file. Raises Damaged for one that is no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    if b"\0" in data:
        raise Damaged(
            name,
            reason_nl="het is geen tekst, want er staan nulbytes in",
            reason_en="it is no text, since it holds null bytes",
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _read_plain(text: str) -> Draft:
    """Paragraphs parted by empty lines; a line with a clause number or bullet of its own begins one too."""
    draft = Draft()
    for paragraph in _paragraphs(text.splitlines()):
        draft.add(paragraph, BlockKind.PARAGRAPH, paragraph=len(draft.blocks) + 1, section="body")
    return draft


def _paragraphs(lines: Iterable[str]) -> Iterator[str]:
    held: list[str] = []
    for line in (*lines, ""):
        folded = " ".join(line.split())
        if held and (not folded or readings(folded)):
            yield " ".join(held)
            held = []
        if folded:
            held.append(folded)
