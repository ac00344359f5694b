"""How the time grows: with the pages of a contract, and with the patterns of the library.

    python benchmarks/growth.py [--pages 1000] [--patterns 500]

Prints CPU milliseconds a page for contracts of 1, 10, 100 ... pages (variants of the samples joined, so that
no page stands twice), and CPU milliseconds of matching one contract for libraries of 1, 5, 50 ... patterns a
requirement: the library's own first, then made-up ones of real words. Linear growth is an even column in the
first table; in the second, time should grow far less than the patterns do.
"""

from __future__ import annotations

import argparse
import dataclasses
import random
import tempfile
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from cost import seconds
from joined import joined
from tables import show
from variants import make_folder

from analyser.assess import assess
from analyser.library import ClauseLibrary, Requirement, Rule, load_library
from analyser.matching import LibraryMatcher
from analyser.matching.learned.model import load_model
from analyser.model import Assessment, Document, Subject
from analyser.reading import Limits, read


def grow_pages(most: int, library: ClauseLibrary) -> None:
    """Print the cost of a page in contracts of growing length."""
    matcher = LibraryMatcher(library, load_model(library.model_path))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "contracts"
        folder.mkdir()
        make_folder(folder, most // 3 + 10, kinds=(".pdf",))
        paths = sorted(folder.iterdir())
        judged(read(joined(paths, 3, Path(place) / "warm.pdf")), matcher, library)  # what is loaded once

        def row(pages: int) -> list[str]:
            path = joined(paths, pages, Path(place) / f"{pages}.pdf")
            reader = partial(read, path, limits=Limits(max_pages=most))
            document = reader()
            reading, judging = (
                1000 * seconds(job, repeats=1) / pages
                for job in (reader, partial(judged, document, matcher, library))
            )
            figures = (f"{figure:.1f}" for figure in (reading, judging, reading + judging))
            return [f"{pages:,}", f"{document.word_count:,}", *figures]

        head = ["pages", "words", "reading, ms a page", "judging, ms a page", "together"]
        show(head, (row(pages) for pages in (1, 10, 100, 300, 1000) if pages <= most))


def judged(document: Document, matcher: LibraryMatcher, library: ClauseLibrary) -> Assessment:
    """Match and assess, as a batch does."""
    return assess([document], matcher.match([document]), library, tuple(Subject), "all")


def grow_patterns(most: int, library: ClauseLibrary) -> None:
    """Print the cost of matching with libraries of growing size."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        make_folder(folder, 1, kinds=(".pdf",))
        document = read(next(folder.iterdir()))
        words = sorted({word.lower() for word in document.text.split() if word.isalpha() and len(word) > 3})

        def row(count: int) -> list[str]:
            grown = with_patterns(library, count, words)
            started = time.process_time()
            matcher = LibraryMatcher(grown, None)
            compiling = time.process_time() - started
            matcher.match([document])
            matching = seconds(partial(matcher.match, [document]))
            return [str(count), f"{compiling:.2f}", f"{1000 * matching:.0f}"]

        head = ["patterns a requirement", "compiling, once (s)", "matching (ms)"]
        show(head, (row(count) for count in (1, 5, 50, 200, 500) if count <= most))


def with_patterns(library: ClauseLibrary, count: int, words: Sequence[str]) -> ClauseLibrary:
    """The library with just so many patterns for each requirement and language."""
    chance = random.Random(count)
    requirements = tuple(_resized(requirement, count, words, chance) for requirement in library.requirements)
    return dataclasses.replace(library, requirements=requirements)


def _resized(
    requirement: Requirement, count: int, words: Sequence[str], chance: random.Random
) -> Requirement:
    first = requirement.rules[0]
    patterns: dict[str, tuple[str, ...]] = {}
    for language in ("nl", "en"):
        own = [pattern for rule in requirement.rules for pattern in getattr(rule, language)]
        made = [" + ".join(chance.sample(words, 3)) for _ in range(count - len(own))]
        patterns[language] = tuple([*own, *made][:count])
    rule: Rule = first.model_copy(update=patterns)
    return requirement.model_copy(update={"rules": (rule,), "elements": (), "weakeners": ()})


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--patterns", type=int, default=500)
    asked = parser.parse_args()
    library = load_library()
    grow_pages(asked.pages, library)
    grow_patterns(asked.patterns, library)


if __name__ == "__main__":
    main()
