"""What a whole analysis costs, in ratios against a named library and in one run.

    python benchmarks/analysis.py FOLDER

Prints, for the PDFs in FOLDER and for one contract of 25 pages joined from them:

* the processor time of reading, matching and assessing text that was not seen before, and of
  ``pdfplumber.Page.extract_words`` on the same file, which only reads; medians of three, with all that is
  loaded once in place;
* the peak memory of a fresh process that analyses the long contract;
* the cost of finding the library's phrases against running every pattern over every sentence, with the
  matches compared.

Times depend on the machine; the ratios hardly do. ``stages.py`` tells more of the stages, ``peers.py`` of
reading.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from cost import geometric_mean, seconds
from joined import joined
from peers import words_of_pdfplumber
from spacy.matcher import Matcher
from spacy.tokens import Doc
from tables import show

from analyser.assess import assess
from analyser.library import ClauseLibrary, load_library
from analyser.matching import LibraryMatcher
from analyser.matching.language import build_nlp
from analyser.matching.learned.model import load_model
from analyser.matching.phrases import DocumentPhrases, Hits, PhraseFinder
from analyser.matching.probes import ProbeTable
from analyser.model import Subject
from analyser.reading import read

LONG: Final = 25  # pages of a full agreement with its annexes

_PEAK: Final = """
import resource, sys
from pathlib import Path
from analyser.pipeline import analyse
analyse([Path(sys.argv[1])], applies="all")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
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
    plumber: float

    @property
    def whole(self) -> float:
        return self.reading + self.matching + self.assessing

    @property
    def row(self) -> list[str]:
        """As the table has it."""
        shares = (f"{part / self.whole:.0%}" for part in (self.reading, self.matching, self.assessing))
        times = (f"{self.whole:.2f}", f"{self.plumber:.2f}", f"{self.whole / self.plumber:.2f}")
        return [self.name, str(self.pages), f"{self.words:,}", *times, *shares]


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
        plumber=seconds(partial(words_of_pdfplumber, data)),
    )


def peak_megabytes(path: Path) -> float:
    """Peak resident memory of a fresh process that analyses ``path`` (kilobytes on Linux)."""
    done = subprocess.run(
        [sys.executable, "-c", _PEAK, str(path)], capture_output=True, text=True, check=True
    )
    return int(done.stdout) / 1024


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
    with tempfile.TemporaryDirectory() as place:
        long = joined(paths, LONG, Path(place) / "joined.pdf")
        costs = [measure(path, library, matcher) for path in (*paths, long)]
        peak = peak_megabytes(long)
        text = read(long).text
    head = [
        "file",
        "pages",
        "words",
        "whole (s)",
        "pdfplumber (s)",
        "ratio",
        "reading",
        "matching",
        "assessing",
    ]
    mean = geometric_mean(cost.whole / cost.plumber for cost in costs[:-1])
    show(
        head,
        [*(cost.row for cost in costs), ["geometric mean of the files", *[""] * 4, f"{mean:.2f}", *[""] * 3]],
    )
    print(f"peak memory of a fresh process on {LONG} pages: {peak:.0f} MB\n")
    show(
        ["language", "phrases", "matches", "only what can occur (s)", "every phrase (s)", "ratio"],
        (phrases_row(text, library, language) for language in ("nl", "en")),
    )


def phrases_row(text: str, library: ClauseLibrary, language: str) -> list[str]:
    """What finding the phrases of a language costs, as the table has it."""
    phrases, found, ours, theirs = compare_phrases(text, library, language)
    return [language, f"{phrases:,}", f"{found:,}", f"{ours:.2f}", f"{theirs:.2f}", f"{theirs / ours:.0f}"]


if __name__ == "__main__":
    main()
