"""Every example of the library gets the verdict its author gave it, and every model clause is met.

Each example is judged alone, as a contract of a few sentences.
"""

from __future__ import annotations

import pytest
from documents import document_of

from analyser.assess import assess
from analyser.library import ClauseLibrary, load_library
from analyser.matching import LibraryMatcher
from analyser.model import Subject

REQUIREMENTS = [requirement.id for requirement in load_library().requirements]


@pytest.mark.parametrize("requirement_id", REQUIREMENTS)
def test_examples(requirement_id: str, library: ClauseLibrary, matcher: LibraryMatcher) -> None:
    requirement = library.requirement(requirement_id)
    rows = [(e.verdict, e.text) for e in requirement.examples]
    rows += [("met", requirement.model_clause.nl), ("met", requirement.model_clause.en)]
    wrong = [
        (expected, found, text)
        for expected, text in rows
        if (found := verdict(text, requirement_id, library, matcher)) != expected
    ]
    assert wrong == []


def verdict(text: str, requirement_id: str, library: ClauseLibrary, matcher: LibraryMatcher) -> str:
    documents = [document_of(text)]
    assessment = assess(documents, matcher.match(documents), library, tuple(Subject), "all")
    (finding,) = [f for f in assessment.findings if f.requirement == requirement_id]
    return finding.verdict.value
