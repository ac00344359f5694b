"""Where the time of an analysis goes, stage by stage, on one contract of some length.

    python benchmarks/stages.py FOLDER [--pages 25]

The contract is joined from the PDFs in FOLDER. Each stage is clocked by itself: what it calls that is a stage
too counts there. A contract is measured as new (the vectors of its passages are not known) and as known (text
that was seen before). Processor time of one core, medians of three; what is loaded once is left out.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

from joined import joined
from spacy.language import Language
from tables import show

from analyser import assess, matching, parties, pipeline, reading
from analyser.library import ClauseLibrary, load_library
from analyser.matching import phrases, references
from analyser.matching.learned import proposer, vectors
from analyser.report import write

_REPEATS: Final = 3
_CLOCKED: Final[dict[str, tuple[tuple[Any, str], ...]]] = {
    "reading: words, boxes, tables, clauses": ((reading, "read"),),
    "words, sentences, language, quantities": ((Language, "__call__"),),
    "who is supplier and buyer": ((matching, "find_parties"), (parties, "supplier_of")),
    "passages and what they hang under": ((matching, "cut"),),
    "phrases of the library": (
        (phrases.PhraseFinder, "in_document"),
        (phrases.DocumentPhrases, "in_sentence"),
    ),
    "patterns, and who must or may": ((matching.LibraryMatcher, "_match_passage"),),
    "vectors of passages": ((proposer, "vectors"),),
    "learned likeness, without vectors": ((proposer.Proposer, "propose"), (matching, "units_of")),
    "cross-references": ((references.References, "__init__"), (references.References, "of")),
    "the rest of matching": ((matching.LibraryMatcher, "match"),),
    "judging": ((pipeline, "assess"),),
    "places of the evidence": ((assess._Judge, "_quote"),),
}
_REPORTS: Final = {"report, JSON": "json", "report, HTML": "html"}


class Clock:
    """Processor seconds for each stage, without those of the stages it calls."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._running: list[str] = []
        self._since = 0.0

    def clocked(self, stage: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """``work``, which runs for the account of ``stage``."""

        def run(*arguments: object, **named: object) -> Any:
            self._turn()
            self._running.append(stage)
            try:
                return work(*arguments, **named)
            finally:
                self._turn()
                self._running.pop()

        return run

    def _turn(self) -> None:
        """Write what passed since the last turn to the stage that ran."""
        now = time.process_time()
        if self._running:
            self.seconds[self._running[-1]] += now - self._since
        self._since = now


def clock(path: Path, library: ClauseLibrary) -> dict[str, float]:
    """Seconds of each stage of one whole analysis, as a batch does it."""
    watch = Clock()
    with ExitStack() as patches:
        for stage, places in _CLOCKED.items():
            for owner, name in places:
                work = watch.clocked(stage, getattr(owner, name))
                patches.enter_context(patch.object(owner, name, work))
        document = reading.read(path)
        assessment = pipeline.analyse_documents([document], library, applies="all")
        parties.supplier_of([document])
        for stage, form in _REPORTS.items():
            watch.clocked(stage, partial(write.render, assessment, library, form, "nl"))()
    return watch.seconds


def clock_new(path: Path, library: ClauseLibrary) -> dict[str, float]:
    """The same, of text that was never seen."""
    with patch.object(vectors, "_kept", vectors._Kept()):
        return clock(path, library)


def medians(runs: list[dict[str, float]]) -> dict[str, float]:
    """The median of each stage."""
    return {stage: statistics.median(run.get(stage, 0.0) for run in runs) for stage in runs[0]}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=25)
    asked = parser.parse_args()
    library = load_library()
    with tempfile.TemporaryDirectory() as place:
        path = joined(sorted(asked.folder.glob("*.pdf")), asked.pages, Path(place) / "joined.pdf")
        clock(path, library)  # loads what is loaded once
        new = medians([clock_new(path, library) for _ in range(_REPEATS)])
        known = medians([clock(path, library) for _ in range(_REPEATS)])
    stages = [*_CLOCKED, *_REPORTS]
    whole, again = (sum(seconds.values()) for seconds in (new, known))

    def row(stage: str) -> list[str]:
        times = (f"{1000 * found[stage] / asked.pages:.1f}" for found in (new, known))
        return [stage, *times, f"{new[stage] / whole:.0%}"]

    print(f"{asked.pages} pages\n")
    show(
        ["stage", "new text, ms a page", "known text, ms a page", "share of new"],
        [
            *map(row, stages),
            ["together", *(f"{1000 * t / asked.pages:.1f}" for t in (whole, again)), "100%"],
            ["pages a second, one core", *(f"{asked.pages / t:.1f}" for t in (whole, again)), ""],
        ],
    )


if __name__ == "__main__":
    main()
