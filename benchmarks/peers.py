"""Reading PDF: pages a second on one core, against the libraries that read it too, in one run.

    python benchmarks/peers.py FOLDER

Each reads every PDF of FOLDER from memory, in turns. Ours gives words with boxes, tables, clauses and what
could not be read; of the others is asked what the table says. The ratio is the geometric mean over the files:
0.10 means that ours takes a tenth of their processor time. docling-parse and PyMuPDF are no dependency (the
licence of PyMuPDF is AGPL): they are measured where they are installed.
"""

from __future__ import annotations

import argparse
import ctypes
import importlib
import importlib.metadata
import io
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import pdfplumber
import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
from cost import geometric_mean
from tables import show

from analyser.reading import read_bytes

_REPEATS: Final = 3
_OURS: Final = "this analyser"


@dataclass(frozen=True, slots=True)
class Peer:
    """A library with what is asked of it; ``read`` is None where it is not installed."""

    name: str
    gives: str
    read: Callable[[bytes], object] | None

    @property
    def title(self) -> str:
        """The library with its version."""
        if self.read is None or self.name == _OURS:
            return self.name
        return f"{self.name} {importlib.metadata.version(self.name)}"


def text_of_pdfium(data: bytes) -> str:
    """pdfium's plain text, page after page."""
    texts = []
    document = pypdfium2.PdfDocument(data)
    for page in document:
        text = page.get_textpage()
        texts.append(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return "\n".join(texts)


def words_from_characters(data: bytes) -> list[tuple[str, float, float, float, float]]:
    """The plain way to words with boxes: every character's box, words at white space."""
    found = []
    sides = [ctypes.c_double() for _ in range(4)]
    document = pypdfium2.PdfDocument(data)
    for page in document:
        text = page.get_textpage()
        held, box = "", (0.0, 0.0, 0.0, 0.0)
        for index in range(pdfium.FPDFText_CountChars(text.raw)):
            char = chr(pdfium.FPDFText_GetUnicode(text.raw, index))
            if char.isspace():
                if held:
                    found.append((held, *box))
                held = ""
                continue
            pdfium.FPDFText_GetCharBox(text.raw, index, *(ctypes.byref(side) for side in sides))
            left, right, bottom, top = (side.value for side in sides)
            if held:
                left, bottom = min(box[0], left), min(box[1], bottom)
                right, top = max(box[2], right), max(box[3], top)
            held, box = held + char, (left, bottom, right, top)
        if held:
            found.append((held, *box))
        text.close()
        page.close()
    document.close()
    return found


def words_of_pdfplumber(data: bytes) -> list[str]:
    """pdfplumber's words, pages closed behind it."""
    found = []
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            found += [word["text"] for word in page.extract_words()]
            page.close()
    return found


def text_of_pypdf(data: bytes) -> str:
    """pypdf's text, page after page."""
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def words_of_pymupdf(data: bytes) -> int:
    """How many words PyMuPDF finds, with boxes."""
    document = _imported("pymupdf").open(stream=data, filetype="pdf")
    found = sum(len(page.get_text("words")) for page in document)
    document.close()
    return found


def words_of_docling(data: bytes) -> int:
    """How many words docling-parse finds, with boxes."""
    word = _imported("docling_core.types.doc.page").TextCellUnit.WORD
    document = _docling_parser().load(io.BytesIO(data))
    found = sum(1 for _, page in document.iterate_pages() for _ in page.iterate_cells(word))
    document.unload()
    return found


@cache
def _docling_parser() -> Any:
    return _imported("docling_parse.pdf_parser").DoclingPdfParser(loglevel="fatal")


def _imported(module: str) -> Any:
    """A module that the type checker does not have."""
    return importlib.import_module(module)


def peers() -> list[Peer]:
    """All of them, ours first."""
    return [
        Peer(_OURS, "words with boxes, tables, clauses, gaps", lambda data: read_bytes(data, "a.pdf")),
        Peer("pypdfium2", "text", text_of_pdfium),
        Peer("pypdfium2", "words with boxes, by a plain loop", words_from_characters),
        Peer("pdfplumber", "words with boxes", words_of_pdfplumber),
        Peer("pypdf", "text", text_of_pypdf),
        Peer("docling-parse", "words with boxes", _where("docling_parse.pdf_parser", words_of_docling)),
        Peer("PyMuPDF", "words with boxes", _where("pymupdf", words_of_pymupdf)),
    ]


def _where(module: str, read: Callable[[bytes], object]) -> Callable[[bytes], object] | None:
    try:
        importlib.import_module(module)
    except ImportError:
        return None
    return read


def costs(data: bytes, readers: list[Peer]) -> dict[Peer, float]:
    """Seconds of processor time of each reader that is there: the best of some turns."""
    best: dict[Peer, float] = {}
    for _ in range(_REPEATS):
        for peer in readers:
            if peer.read is not None:
                started = time.process_time()
                peer.read(data)
                took = time.process_time() - started
                best[peer] = min(took, best.get(peer, took))
    return best


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    contents = [path.read_bytes() for path in sorted(parser.parse_args().folder.glob("*.pdf"))]
    if not contents:
        raise SystemExit("no PDF in the folder")
    readers = peers()
    for peer in readers:
        if peer.read is not None:
            peer.read(contents[0])  # word lists and fonts are loaded outside the clock
    found = [costs(data, readers) for data in contents]
    pages = sum(len(read_bytes(data, "a.pdf").pages) for data in contents)
    ours = readers[0]

    def row(peer: Peer) -> list[str]:
        if peer.read is None:
            return [peer.title, peer.gives, "not installed", ""]
        rate = pages / sum(cost[peer] for cost in found)
        ratio = geometric_mean(cost[ours] / cost[peer] for cost in found)
        return [peer.title, peer.gives, f"{rate:.1f}", f"{ratio:.3f}"]

    print(f"{len(contents)} PDF files, {pages} pages\n")
    show(["library", "gives", "pages a second, one core", "ours against it"], map(row, readers))


if __name__ == "__main__":
    main()
