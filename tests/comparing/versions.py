"""Two versions of a contract for the tests: assessments that hold documents and no findings."""

from __future__ import annotations

from functools import cache

from documents import document_of

from analyser.comparing import Aligned, Change, compare
from analyser.library import ClauseLibrary, load_library
from analyser.model import Assessment, Document


def unjudged(*documents: Document) -> Assessment:
    return Assessment("1.0.0", "", "", documents, ("nl",) * len(documents), (), "all", ())


@cache
def _library() -> ClauseLibrary:
    return load_library()


def aligned(before: Assessment | str, after: Assessment | str) -> tuple[Aligned, ...]:
    """The clauses of two versions; a version may be given as text, a paragraph a line."""
    versions = [unjudged(document_of(v)) if isinstance(v, str) else v for v in (before, after)]
    return compare(*versions, _library()).clauses


def outline(clauses: tuple[Aligned, ...]) -> list[tuple[Change, list[str], list[str]]]:
    """What became of each clause, with the labels it bears in both versions."""
    return [
        (clause.change, [p.label for p in clause.old], [p.label for p in clause.new]) for clause in clauses
    ]
