"""What a whole analysis costs, in ratios against a named library and in one run.

    python benchmarks/analysis.py FOLDER

Prints, for the PDFs in FOLDER and for one contract of some 25 pages (joined from them where none is
that long):

* the CPU time of reading, matching and assessing, and of ``pdfplumber.Page.extract_words`` on the
  same file, which only reads; medians of three, with caches warm;
* the peak memory of a fresh process that analyses the long contract;
* the time of ``analyser --help``, and whether it imports spaCy;
* the cost of finding the library's phrases against running every pattern over every sentence, with
  the matches compared.

Times depend on the machine; the ratios hardly do.
"""

from __future__ import annotations

import argparse
import io
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import pdfplumber
import pypdfium2
from spacy.matcher import Matcher
from spacy.tokens import Doc

from analyser.assess import assess
from analyser.library import ClauseLibrary, load_library
from analyser.matching import LibraryMatcher
from analyser.matching.language import build_nlp
from analyser.matching.learned.model import load_model
from analyser.matching.phrases import DocumentPhrases, Hits, PhraseFinder
from analyser.matching.probes import ProbeTable
from analyser.model import Subject
from analyser.reading import read

REPEATS: Final = 3
LONG: Final = 25  # pages of a full agreement with its annexes

_PEAK: Final = """
import resource, sys
from pathlib import Path
from analyser.pipeline import analyse
analyse([Path(sys.argv[1])], applies="all")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
_IMPORTED: Final = """
import sys
sys.argv = ["analyser", "--help"]
from analyser.cli import main
try:
    main()
except SystemExit:
    pass
print("spacy" in sys.modules)
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds of one file: the analyser's three stages and pdfplumber's reading alone."""

    name: str
    pages: int
    words: int
    reading: float
    matching: float
    assessing: float
    pdfplumber: float

    @property
    def whole(self) -> float:
        return self.reading + self.matching + self.assessing

    def print(self) -> None:
        shares = (f"{part / self.whole:8.0%}" for part in (self.reading, self.matching, self.assessing))
        print(
            f"{self.name[:30]:30}{self.pages:6}{self.words:7}{self.whole:8.2f}{self.pdfplumber:9.2f}"
            f"{self.whole / self.pdfplumber:8.2f}{''.join(shares)}"
        )


def measure(path: Path, library: ClauseLibrary, matcher: LibraryMatcher) -> Cost:
    """The costs of one PDF; run once beforehand, so that what is kept between contracts is warm."""
    data = path.read_bytes()
    document = read(path)
    match = matcher.match([document])
    every = tuple(Subject)
    return Cost(
        name=path.stem,
        pages=len(document.pages),
        words=document.word_count,
        reading=seconds(partial(read, path)),
        matching=seconds(partial(matcher.match, [document])),
        assessing=seconds(partial(assess, [document], match, library, every, "all")),
        pdfplumber=seconds(partial(words_of_pdfplumber, data)),
    )


def words_of_pdfplumber(data: bytes) -> int:
    """How many words pdfplumber finds; pages closed behind it."""
    found = 0
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            found += len(page.extract_words())
            page.close()
    return found


def joined(paths: list[Path], target: Path) -> Path:
    """One PDF of at least ``LONG`` pages, made of the pages of ``paths`` in turn."""
    made = pypdfium2.PdfDocument.new()
    while len(made) < LONG:
        for path in paths:
            source = pypdfium2.PdfDocument(path)
            made.import_pages(source)
            source.close()
            if len(made) >= LONG:
                break
    made.save(target)
    made.close()
    return target


def seconds(job: Callable[[], object]) -> float:
    """CPU time: the median of some repeats."""
    times = []
    for _ in range(REPEATS):
        start = time.process_time()
        job()
        times.append(time.process_time() - start)
    return statistics.median(times)


def peak_megabytes(path: Path) -> float:
    """Peak resident memory of a fresh process that analyses ``path`` (kilobytes on Linux)."""
    done = subprocess.run(
        [sys.executable, "-c", _PEAK, str(path)], capture_output=True, text=True, check=True
    )
    return int(done.stdout) / 1024


def help_seconds() -> tuple[float, bool]:
    """CPU time of ``analyser --help`` in a fresh process, and whether spaCy was imported for it."""
    times, imported = [], False
    for _ in range(REPEATS):
        start = os.times()
        done = subprocess.run([sys.executable, "-c", _IMPORTED], capture_output=True, text=True, check=True)
        end = os.times()
        times.append(end.children_user + end.children_system - start.children_user - start.children_system)
        imported = done.stdout.split()[-1] == "True"
    return statistics.median(times), imported


def compare_phrases(text: str, library: ClauseLibrary, language: str) -> tuple[int, int, float, float]:
    """Phrases, matches, CPU seconds of the finder, and of one spaCy Matcher that holds every phrase.

    Raises SystemExit where the two do not find the same.
    """
    nlp = build_nlp()
    book = ProbeTable(library, language).book
    finder = PhraseFinder(book, nlp.vocab)
    doc = nlp(text)
    phrases = finder.in_document(doc, {})
    every = _matcher_of_every_phrase(phrases, finder)
    ours = _ours(finder, doc)
    started = time.process_time()
    theirs = _theirs(every, doc)
    took = time.process_time() - started  # once: it takes a while
    if ours != theirs:
        raise SystemExit("the finder and the plain Matcher do not find the same phrases")
    found = sum(len(ranges) for hits in ours for ranges in hits.values())
    return (
        sum(phrase is not None for phrase in book.phrases),
        found,
        seconds(partial(_ours, finder, doc)),
        took,
    )


def _matcher_of_every_phrase(phrases: DocumentPhrases, finder: PhraseFinder) -> Matcher:
    every = Matcher(finder.vocab, validate=False)
    for number, phrase in enumerate(finder.book.phrases):
        if phrase is not None:
            every.add(str(number), [phrases.token_patterns(phrase)], greedy="FIRST")
    return every


def _ours(finder: PhraseFinder, doc: Doc) -> list[Hits]:
    phrases = finder.in_document(doc, {})
    return [phrases.in_sentence(sentence) for sentence in doc.sents]


def _theirs(every: Matcher, doc: Doc) -> list[Hits]:
    found = []
    for sentence in doc.sents:
        hits: dict[int, list[tuple[int, int]]] = {}
        for key, start, end in every(sentence):
            number = int(doc.vocab.strings[key])
            hits.setdefault(number, []).append((sentence.start + start, sentence.start + end))
        found.append({number: tuple(sorted(ranges)) for number, ranges in hits.items()})
    return found


def geometric_mean(values: list[float]) -> float:
    return math.exp(sum(map(math.log, values)) / len(values))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    paths = sorted(parser.parse_args().folder.glob("*.pdf"))
    if not paths:
        raise SystemExit("no PDF in the folder")
    library = load_library()
    started = time.process_time()
    matcher = LibraryMatcher(library, load_model(library.model_path))
    print(f"library compiled once in {time.process_time() - started:.2f} s\n")
    head = f"{'file':30}{'pages':>6}{'words':>7}{'whole':>8}{'plumber':>9}{'ratio':>8}"
    print(f"{head}{'read':>8}{'match':>8}{'assess':>8}")
    costs = [measure(path, library, matcher) for path in paths]
    for cost in costs:
        cost.print()
    print(f"{'geometric mean':30}{geometric_mean([c.whole / c.pdfplumber for c in costs]):38.2f}")
    with tempfile.TemporaryDirectory() as folder:
        long = next((path for path, cost in zip(paths, costs, strict=True) if cost.pages >= LONG), None)
        long = long or joined(paths, Path(folder) / "joined.pdf")
        measure(long, library, matcher).print()
        print(f"\npeak memory of a fresh process on {long.stem}: {peak_megabytes(long):.0f} MB")
        text = read(long).text
    took, imported = help_seconds()
    print(f"analyser --help: {took:.2f} s, spaCy imported: {'yes' if imported else 'no'}\n")
    for language in ("nl", "en"):
        phrases, found, ours, theirs = compare_phrases(text, library, language)
        print(
            f"{language}: {phrases} phrases, {found} matches, the same both ways; "
            f"only those that can occur {ours:.2f} s, all of them {theirs:.2f} s: {theirs / ours:.0f} times"
        )


if __name__ == "__main__":
    main()
