"""Whether a page that is called read was read: our text against that of three plain readers.

    python benchmarks/completeness.py FOLDER [--ocr] [--thorough] [--jobs 2] [--seconds 30]

For every PDF in FOLDER and below (20 pages of it, spread evenly, where it has more), each in a process of its
own: the letters and digits on each page as we read them, and as pdfium's plain text, pdfplumber and pypdf
give them. The name of a glyph that a reader could not map, "(cid:12)" or "/g35", is no text. It prints

* how many of the files in which pdfium finds a word give us text, and those that do not, with the reason;
* every page without a notice that text may be missing on which we have less than half of the better reader's.
"""

from __future__ import annotations

import argparse
import io
import logging
import multiprocessing
import os
import re
import resource
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

import pdfplumber
import pypdf
import pypdfium2

import analyser.reading.pdf  # noqa: F401 - loaded once, before the processes start
from analyser.errors import InputError
from analyser.model import PageStatus
from analyser.reading import read_bytes
from analyser.reading.ocr import Ocr
from analyser.reading.pdf_repair import is_known

PAGES = 20
MEMORY = 4 * 1024**3
WAIT = 6  # seconds of the clock for each second of computing, on a busy machine
NO_LETTER = re.compile(r"\(cid:\d+\)|/(?:[A-Za-z]{1,3}[0-9A-Fa-f]{1,5}|[a-z]+\.oldstyle)")
Reader = Callable[[int], str]  # from a page's number to its text


@dataclass
class Page:
    """Letters and digits on one page by reader, and what we call the page."""

    number: int
    called: str  # its status; "told" where a notice says that text may be missing
    ours: int
    theirs: dict[str, int] = field(default_factory=dict)  # empty where the comparison did not end

    @property
    def better(self) -> int:
        return max(self.theirs.values(), default=0)

    @property
    def is_lost(self) -> bool:
        """Whether it is called read with less than half of what another reader finds."""
        return self.called not in (PageStatus.UNREAD, "told") and 2 * self.ours < self.better


@dataclass
class File:
    """What came of one file. ``refused`` is our reason, or how the process ended; "" where we read it."""

    name: str
    refused: str = ""
    pages: list[Page] = field(default_factory=list)
    has_text: bool = False  # pdfium finds a letter or digit on the pages looked at


def letters(text: str) -> int:
    return sum(map(str.isalnum, NO_LETTER.sub("", text)))


def by_pdfium(data: bytes) -> Reader:
    document = pypdfium2.PdfDocument(data)
    return lambda number: str(document[number - 1].get_textpage().get_text_range())


def by_pdfplumber(data: bytes) -> Reader:
    pages = pdfplumber.open(io.BytesIO(data)).pages
    return lambda number: " ".join(word["text"] for word in pages[number - 1].dedupe_chars().extract_words())


def by_pypdf(data: bytes) -> Reader:
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    return lambda number: pages[number - 1].extract_text()


PEERS = {"pdfium": by_pdfium, "pdfplumber": by_pdfplumber, "pypdf": by_pypdf}


def counted(peer: Callable[[bytes], Reader], data: bytes, numbers: list[int]) -> dict[int, int]:
    """Letters and digits that a peer finds on each page; 0 where it fails, as these do in many ways."""
    counts = dict.fromkeys(numbers, 0)
    with suppress(Exception):
        read = peer(data)
        for number in numbers:
            with suppress(Exception):
                counts[number] = letters(read(number))
    return counts


def sampled(count: int) -> list[int]:
    """At most PAGES page numbers, spread evenly."""
    return sorted({1 + index * count // min(count, PAGES) for index in range(min(count, PAGES))})


def read_by_us(path: Path, data: bytes, use_ocr: bool, thorough: bool) -> File:
    """What we make of a file: the pages looked at, without their peers' counts."""
    found = File(str(path))
    ocr = Ocr.installed(os.environ) if use_ocr else None
    try:
        ours = read_bytes(data, path.name, ocr=ocr, thorough=thorough)
    except InputError as error:
        found.refused = error.code
        return found
    texts: dict[int, list[str]] = {}
    for start, end, box in ours.words:
        texts.setdefault(box.page, []).append(ours.text[start:end])
    told = {notice.page for notice in ours.notices if notice.unread}
    for number in sampled(len(ours.pages)):
        status = ours.pages[number - 1].status
        called = "told" if number in told and status is not PageStatus.UNREAD else str(status)
        found.pages.append(Page(number, called, letters(" ".join(texts.get(number, [])))))
    return found


def compare(found: File, data: bytes) -> None:
    """Add what the peers find; of a file that we refuse, whether pdfium finds text in it."""
    numbers = [page.number for page in found.pages] or [1]
    for name, peer in PEERS.items():
        counts = counted(peer, data, numbers)
        found.has_text |= name == "pdfium" and any(counts.values())
        for page in found.pages:
            page.theirs[name] = counts[page.number]


def _work(pipe: Connection, path: Path, use_ocr: bool, thorough: bool, seconds: int) -> None:
    """Send our reading, and then the same with the peers' counts: a peer may bring the process down."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what the libraries think of the file
    data = path.read_bytes()
    found = read_by_us(path, data, use_ocr, thorough)
    pipe.send(found)
    compare(found, data)
    pipe.send(found)


def looked_at(path: Path, use_ocr: bool, thorough: bool, seconds: int) -> File:
    """One file in a process of its own, ended where it takes too long."""
    context = multiprocessing.get_context("fork")  # the word lists are loaded once, before
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, path, use_ocr, thorough, seconds))
    process.start()
    theirs.close()
    found = File(str(path), refused="no answer")
    try:
        for _ in range(2):
            if ours.poll(WAIT * seconds):
                found = ours.recv()
        return found
    except EOFError:
        return found
    finally:
        process.kill()
        process.join()
        ours.close()


def all_files(folder: Path, args: argparse.Namespace) -> Iterator[File]:
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() == ".pdf" and path.is_file())
    with ThreadPoolExecutor(args.jobs) as pool:
        yield from pool.map(lambda path: looked_at(path, args.ocr, args.thorough, args.seconds), paths)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--ocr", action="store_true")
    parser.add_argument("--thorough", action="store_true")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seconds", type=int, default=30, help="of computing, a file")
    args = parser.parse_args()
    logging.disable(logging.CRITICAL)
    is_known("aansprakelijkheid"), is_known("liability")
    ends: Counter[str] = Counter()
    called: Counter[str] = Counter()
    with_text: list[File] = []
    compared = 0
    for file in all_files(args.folder, args):
        name = Path(file.name).relative_to(args.folder)
        ends[file.refused or "read"] += 1
        if file.has_text:
            with_text.append(file)
            if file.refused:
                print(f"refused  {name}: {file.refused}", flush=True)
        elif file.refused == "no answer":
            print(f"ended    {name}", flush=True)
        compared += bool(file.pages and file.pages[0].theirs)
        called.update(page.called for page in file.pages)
        for page in file.pages:
            if page.is_lost:
                theirs = ", ".join(f"{peer} {count}" for peer, count in page.theirs.items())
                print(f"lost     {name} p. {page.number}: {page.called} {page.ours}; {theirs}", flush=True)
    read = sum(not file.refused for file in with_text)
    print(f"files: {dict(ends)}")
    share = read / max(1, len(with_text))
    print(f"files in which pdfium finds text: {len(with_text)}, read {read} ({share:.2%})")
    print(f"files compared with the peers: {compared}; pages: {dict(called)}")


if __name__ == "__main__":
    main()
