"""Every model clause, judged alone as a contract of a few sentences, meets its requirement by the rules.

Who takes over the clause that a report proposes must never be told that it falls short.
"""

from __future__ import annotations

import pytest
from documents import document_of

from analyser.decide import decide
from analyser.library import ClauseLibrary, load_library
from analyser.matching import LibraryMatcher
from analyser.model import Verdict

REQUIREMENTS = [requirement.id for requirement in load_library().requirements]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("requirement_id", REQUIREMENTS)
def test_the_model_clause_meets_the_requirement(
    requirement_id: str, language: str, library: ClauseLibrary, matcher: LibraryMatcher
) -> None:
    requirement = library.requirement(requirement_id)
    match = matcher.match([document_of(requirement.model_clause[language])])
    decision = decide(requirement, match.requirements[requirement_id])
    assert (decision.verdict, decision.lacking, decision.conflict) == (Verdict.MET, (), False)
