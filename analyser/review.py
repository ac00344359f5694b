"""What people decided about findings, and what of it goes back to the supplier.

The analyser decides nothing. A reviewer looks at a finding and says what is to become of it, with a
reason; what must change is put to the supplier as a ``Remark`` in the contract itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from analyser.library import ClauseLibrary
from analyser.library.schema import Language
from analyser.model import GAPS, Assessment, Evidence, Finding, Profile, Role, Verdict


class Outcome(StrEnum):
    """What a reviewer says is to become of a finding."""

    AGREED = "agreed"  # the finding is right; a gap is put to the supplier as a request
    ACCEPTED = "accepted"  # the contract deviates, and that is accepted
    UNACCEPTABLE = "unacceptable"  # must be changed before signing
    NOT_APPLICABLE = "not-applicable"  # the requirement does not matter for this contract


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision about one finding. Decisions are added, never changed: the last one holds.

    ``verdict`` is the reviewer's own where it differs from the analyser's, else None. ``proposal`` is
    the clause to propose; None means the library's model clause, "" none at all.
    """

    requirement: str
    outcome: Outcome
    reason: str
    author: str
    made: datetime
    verdict: Verdict | None = None
    proposal: str | None = None

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise ValueError("a decision without a reason")
        if self.made.tzinfo is None:
            raise ValueError("a decision without a time zone")


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding as the supplier gets to see it.

    ``places`` are the passages it is about, in reading order; none where the contract is silent.
    """

    requirement: str
    title: str
    norm: str
    comment: str  # the reviewer's reason
    proposal: str  # the clause proposed, "" for none
    must: bool  # not acceptable as it stands; else a request
    places: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """The remarks on one dossier, in the library's order, with who made them and on what grounds."""

    dossier: str
    language: Language
    author: str
    made: datetime
    library_version: str
    library_sha256: str
    model_sha256: str
    remarks: tuple[Remark, ...]
    profile: Profile | None = None  # whose conditions prevailed; None: judged before there were profiles


def review_of(
    assessment: Assessment,
    library: ClauseLibrary,
    decisions: Mapping[str, Decision],
    *,
    dossier: str,
    language: Language,
    author: str,
    made: datetime,
) -> Review:
    """What goes back to the supplier: every gap that was agreed on or found unacceptable.

    ``decisions`` holds the one that counts for each requirement decided on. Findings nobody decided on
    stay at home: nothing leaves the house that no person looked at.
    """
    return Review(
        dossier,
        language,
        author,
        made,
        assessment.library_version,
        assessment.library_sha256,
        assessment.model_sha256,
        tuple(_remarks(assessment.findings, library, decisions, language)),
        assessment.profile,
    )


def _remarks(
    findings: Iterable[Finding],
    library: ClauseLibrary,
    decisions: Mapping[str, Decision],
    language: Language,
) -> Iterable[Remark]:
    for finding in findings:
        decision = decisions.get(finding.requirement)
        if decision is None or not goes_back(finding, decision):
            continue
        requirement = library.requirement(finding.requirement)
        proposal = decision.proposal
        yield Remark(
            finding.requirement,
            requirement.title[language],
            requirement.norm[language],
            decision.reason,
            requirement.model_clause[language] if proposal is None else proposal,
            decision.outcome is Outcome.UNACCEPTABLE,
            tuple(evidence for evidence in finding.evidence if evidence.role is not Role.NEAREST),
        )


def goes_back(finding: Finding, decision: Decision) -> bool:
    """Whether a finding becomes a remark to the supplier."""
    if decision.outcome is Outcome.UNACCEPTABLE:
        return True
    return decision.outcome is Outcome.AGREED and (decision.verdict or finding.verdict) in GAPS
