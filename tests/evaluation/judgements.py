"""Judgements made by hand."""

from __future__ import annotations

from analyser.evaluation.judging import Judgement, Outcome


def judgement(
    label: str,
    verdict: str,
    confidence: float = 0.5,
    *,
    review: bool = False,
    quoted: bool | None = None,
    document: str = "contract-a",
    requirement: str = "back-ups",
    language: str = "nl",
    theme: str = "veiligheid",
    agreed: bool = True,
    place: str = "",
) -> Judgement:
    outcome = Outcome(verdict, review, confidence, quoted, place)
    return Judgement(document, language, theme, requirement, label, agreed, outcome)
