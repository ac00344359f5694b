"""What of the decisions goes back to the supplier."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime
from pathlib import Path

import pytest

from analyser.library import ClauseLibrary
from analyser.model import Assessment, Role, Verdict
from analyser.pipeline import analyse
from analyser.review import Decision, Outcome, Review, review_of

MADE = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SAMPLE = Path(__file__).parents[1] / "samples" / "contracts" / "vendor-terms.pdf"


@pytest.fixture(scope="module")
def assessment() -> Assessment:
    return analyse([SAMPLE])


def reviewed(
    assessment: Assessment, library: ClauseLibrary, *decisions: Decision, language: str = "nl"
) -> Review:
    return review_of(
        assessment,
        library,
        {decision.requirement: decision for decision in decisions},
        dossier="Kantoor",
        language="en" if language == "en" else "nl",
        author="jan",
        made=MADE,
    )


def decision(requirement: str, outcome: Outcome, **more: object) -> Decision:
    return dataclasses.replace(Decision(requirement, outcome, "reden", "jan", MADE), **more)


def one(assessment: Assessment, verdict: Verdict) -> str:
    return next(f.requirement for f in assessment.findings if f.verdict is verdict)


@pytest.mark.parametrize(
    ("why", "found", "outcome", "own", "goes", "must"),
    [
        ("a gap agreed on is a request", Verdict.CONTRARY, Outcome.AGREED, None, True, False),
        ("what is missing too", Verdict.MISSING, Outcome.AGREED, None, True, False),
        ("unacceptable must be changed", Verdict.PARTIAL, Outcome.UNACCEPTABLE, None, True, True),
        ("an accepted deviation stays at home", Verdict.CONTRARY, Outcome.ACCEPTED, None, False, False),
        ("so does what does not apply", Verdict.MISSING, Outcome.NOT_APPLICABLE, None, False, False),
        ("the reviewer sees no gap", Verdict.PARTIAL, Outcome.AGREED, Verdict.MET, False, False),
        ("the reviewer sees a gap", Verdict.PARTIAL, Outcome.AGREED, Verdict.CONTRARY, True, False),
    ],
)
def test_what_goes_back(
    why: str,
    found: Verdict,
    outcome: Outcome,
    own: Verdict | None,
    goes: bool,
    must: bool,
    assessment: Assessment,
    library: ClauseLibrary,
) -> None:
    requirement = one(assessment, found)
    review = reviewed(assessment, library, decision(requirement, outcome, verdict=own))
    assert [(r.requirement, r.must, r.comment) for r in review.remarks] == (
        [(requirement, must, "reden")] if goes else []
    )


def test_nothing_nobody_decided_on_leaves_the_house(assessment: Assessment, library: ClauseLibrary) -> None:
    assert reviewed(assessment, library).remarks == ()


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("proposal", "given"),
    [(None, None), ("", ""), ("Eigen tekst.", "Eigen tekst.")],
    ids=["model", "none", "own"],
)
def test_the_clause_proposed(
    proposal: str | None, given: str | None, language: str, assessment: Assessment, library: ClauseLibrary
) -> None:
    requirement = one(assessment, Verdict.CONTRARY)
    made = decision(requirement, Outcome.UNACCEPTABLE, proposal=proposal)
    (remark,) = reviewed(assessment, library, made, language=language).remarks
    held = library.requirement(requirement)
    assert (remark.proposal, remark.title, remark.norm) == (
        held.model_clause[language] if given is None else given,
        held.title[language],
        held.norm[language],
    )


def test_places_are_the_evidence_and_not_what_was_near(
    assessment: Assessment, library: ClauseLibrary
) -> None:
    decisions = [decision(f.requirement, Outcome.UNACCEPTABLE) for f in assessment.findings]
    review = reviewed(assessment, library, *reversed(decisions))
    assert [(r.requirement, r.places) for r in review.remarks] == [
        (f.requirement, tuple(e for e in f.evidence if e.role is not Role.NEAREST))
        for f in assessment.findings
    ]


def test_a_review_says_by_what_it_was_reached(assessment: Assessment, library: ClauseLibrary) -> None:
    review = reviewed(assessment, library)
    assert (review.dossier, review.author, review.made, review.library_version, review.library_sha256) == (
        "Kantoor", "jan", MADE, library.version, library.sha256,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("reason", "made", "match"),
    [(" ", MADE, "without a reason"), ("reden", datetime(2026, 11, 22), "without a time zone")],
)
def test_a_decision_that_is_none(reason: str, made: datetime, match: str) -> None:
    with pytest.raises(ValueError, match=match):
        Decision("eis", Outcome.AGREED, reason, "jan", made)
