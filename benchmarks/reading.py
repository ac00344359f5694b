"""How much of a file the readers find, and at what cost, against peers in one run.

    python benchmarks/reading.py FOLDER

For every PDF in FOLDER: the share of pypdf's and of pdfplumber's words that the reader finds too
(hyphens, ligatures and white space evened out), and its CPU time against

* a plain loop that makes words of pypdfium2's per-character boxes, and
* ``pdfplumber.Page.extract_words``.

Where ``FOLDER/../labels/NAME.json`` holds quotes, it also counts those that do not stand in the
text as one piece ("torn"), and those that the reader puts on other pages than pypdf ("astray").

For every DOCX: the share found of the words in the XML of the package and of python-docx's
paragraphs and tables, and CPU time against the latter. Times are the best of three repeats; means
over files are geometric.
"""

from __future__ import annotations

import argparse
import html
import io
import json
import math
import re
import time
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import docx
import pypdf
from cost import geometric_mean
from peers import text_of_pypdf, words_from_characters, words_of_pdfplumber

from analyser.model import View
from analyser.reading.docx import read_docx
from analyser.reading.draft import Draft
from analyser.reading.limits import Limits
from analyser.reading.pdf import read_pdf
from analyser.reading.pdf_repair import is_known

REPEATS = 3


def words_of(text: str) -> list[str]:
    """Words without punctuation, case, hyphens or ligatures; halves of hyphenated words joined."""
    text = unicodedata.normalize("NFKC", text).replace("\u00ad", "").replace("\ufffe", "")
    return re.findall(r"[^\W_]+", re.sub(r"[-\u2010\u2011]\s*", "", text).casefold())


def share_found(theirs: list[str], ours: list[str]) -> float:
    """The share of their words that are among ours, each as often.

    A word that the peer tore ("over een" for "overeen") counts as found where it stands between
    the same neighbours in our text, white space aside.
    """
    left = Counter(ours)
    whole = "".join(ours)
    found = 0
    for index, word in enumerate(theirs):
        if left[word] > 0:
            left[word] -= 1
            found += 1
        elif "".join(theirs[max(0, index - 2) : index + 3]) in whole:
            found += 1
    return found / max(1, len(theirs))


def evened(text: str) -> str:
    """Text for finding quotes: one form of quotation marks, hyphens and white space away."""
    marks = {0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'}
    text = unicodedata.normalize("NFKC", text).casefold().translate(marks)
    return re.sub(r"[\s\u00ad\ufffe\ufffd-]+", "", text)


def torn_quotes(labels: Path, text: str) -> tuple[int, int]:
    """Quotes of the labels that do not stand in the text as one piece, and all of them."""
    quotes: set[str] = set()
    for label in json.loads(labels.read_text(encoding="utf-8"))["labels"].values():
        quotes.update(label["evidence"])
    whole = evened(text)
    return sum(evened(quote) not in whole for quote in quotes), len(quotes)


def astray_quotes(labels: Path, data: bytes, draft: Draft) -> int:
    """Quotes that stand whole on a page for both readers, and on different ones."""
    ours: dict[int, list[str]] = {}
    for start, end, box in draft.words:
        ours.setdefault(box.page, []).append(draft.text[start:end])
    our_pages = {number: evened(" ".join(words)) for number, words in ours.items()}
    reader = pypdf.PdfReader(io.BytesIO(data))
    their_pages = {n: evened(page.extract_text()) for n, page in enumerate(reader.pages, 1)}
    astray = 0
    for label in json.loads(labels.read_text(encoding="utf-8"))["labels"].values():
        for quote in label["evidence"]:
            here = {n for n, text in our_pages.items() if evened(quote) in text}
            there = {n for n, text in their_pages.items() if evened(quote) in text}
            astray += bool(here and there and here != there)
    return astray


def words_of_package(data: bytes) -> list[str]:
    """Words of every text part of a DOCX, straight from its XML; what was deleted is no part of it."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [n for n in package.namelist() if re.fullmatch(r"word/(document|footnotes|endnotes)\.xml", n)]
        xml = " ".join(package.read(name).decode("utf-8", "replace") for name in parts)
    xml = re.sub(r"<mc:Fallback>.*?</mc:Fallback>", "", xml, flags=re.S)
    paragraphs = re.findall(r"<w:p[ >].*?</w:p>", xml, flags=re.S)
    runs = (re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|<w:(?:tab|br)(/)>", p) for p in paragraphs)
    lines = ("".join(text or (" " if gap else "") for text, gap in found) for found in runs)
    return words_of(html.unescape(" ".join(lines)))


def words_of_python_docx(data: bytes) -> list[str]:
    """What python-docx's plain paragraphs and tables hold."""
    file = docx.Document(io.BytesIO(data))
    cells = (cell.text for table in file.tables for row in table.rows for cell in row.cells)
    return words_of(" ".join([*(paragraph.text for paragraph in file.paragraphs), *cells]))


def docx_table(folder: Path) -> None:
    """Print the DOCX files of ``folder``, a row each."""
    print(f"{'file':38} {'package':>7} {'docx':>7} {'x docx':>9}")
    for path in sorted(folder.glob("*.docx")):
        data = path.read_bytes()
        ours = words_of(read_docx(data, path.name, Limits(), View.ACCEPTED).text)
        cost = seconds(partial(read_docx, data, path.name, Limits(), View.ACCEPTED))
        print(
            f"{path.stem[:38]:38} {share_found(words_of_package(data), ours):7.2%}"
            f" {share_found(words_of_python_docx(data), ours):7.2%}"
            f" {cost / seconds(partial(words_of_python_docx, data)):9.3f}"
        )


def seconds(job: Callable[[], object]) -> float:
    """CPU time of the best of some repeats."""
    best = math.inf
    for _ in range(REPEATS):
        start = time.process_time()
        job()
        best = min(best, time.process_time() - start)
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    pdf_table(folder)
    print()
    docx_table(folder)


def pdf_table(folder: Path) -> None:
    """Print the PDF files of ``folder``, a row each, and their means."""
    is_known("aansprakelijkheid"), is_known("liability")  # load the word lists outside the clock
    rows: list[tuple[float, float, float, float]] = []
    counts: list[tuple[int, int, int]] = []
    print(
        f"{'file':32} {'pages':>5} {'pypdf':>7} {'plumber':>7}"
        f" {'x plain':>8} {'x plumber':>9} {'torn':>8} {'astray':>6}"
    )
    for path in sorted(folder.glob("*.pdf")):
        data = path.read_bytes()
        draft = read_pdf(data, path.name, Limits())
        ours = words_of(draft.text)
        pypdf_share = share_found(words_of(text_of_pypdf(data)), ours)
        plumber_share = share_found(words_of(" ".join(words_of_pdfplumber(data))), ours)
        cost = seconds(partial(read_pdf, data, path.name, Limits()))
        plain = cost / seconds(partial(words_from_characters, data))
        plumber = cost / seconds(partial(words_of_pdfplumber, data))
        labels = folder.parent / "labels" / f"{path.stem}.json"
        torn, quotes = torn_quotes(labels, draft.text) if labels.exists() else (0, 0)
        astray = astray_quotes(labels, data, draft) if labels.exists() else 0
        rows.append((pypdf_share, plumber_share, plain, plumber))
        counts.append((torn, quotes, astray))
        print(
            f"{path.stem[:32]:32} {len(draft.pages):5} {pypdf_share:7.2%} {plumber_share:7.2%}"
            f" {plain:8.2f} {plumber:9.3f} {torn:3}/{quotes:<4} {astray:6}"
        )
    if rows:
        shares = [geometric_mean([row[column] for row in rows]) for column in range(4)]
        torn, quotes, astray = (sum(count[column] for count in counts) for column in range(3))
        print(
            f"{'geometric mean':38} {shares[0]:7.2%} {shares[1]:7.2%}"
            f" {shares[2]:8.2f} {shares[3]:9.3f} {torn:3}/{quotes:<4} {astray:6}"
        )


if __name__ == "__main__":
    main()
