"""The analyser run over labelled contracts: a judgement for each label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from analyser.evaluation.gold import Label, LabelledDocument
from analyser.library import ClauseLibrary
from analyser.model import Finding
from analyser.pipeline import ALL, analyse
from analyser.reading.limits import Limits

VERDICTS: Final = ("met", "partial", "contrary", "missing")

_WORD: Final = re.compile(r"\w+")
_QUOTED: Final = re.compile("“[^”]*”")
_RUN: Final = 3  # words in a row by which two quotes are compared


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the analyser made of one requirement in one document.

    ``quoted`` tells whether its evidence overlaps a quote of the label; None where one of the two
    found or quoted nothing. ``place`` is where its first evidence stands.
    """

    verdict: str
    review: bool
    confidence: float
    quoted: bool | None
    place: str = ""

    def write(self) -> str:
        """The outcome as a baseline holds it: "partial 0.81 review quoted"."""
        words = [self.verdict, f"{self.confidence:.2f}"]
        if self.review:
            words.append("review")
        if self.quoted is not None:
            words.append("quoted" if self.quoted else "elsewhere")
        return " ".join(words)

    @classmethod
    def parse(cls, text: str) -> Outcome:
        """The outcome that ``write`` wrote."""
        verdict, confidence, *marks = text.split()
        quoted = True if "quoted" in marks else False if "elsewhere" in marks else None
        return cls(verdict, "review" in marks, float(confidence), quoted)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A label and what the analyser says of the same requirement in the same document."""

    document: str
    language: str
    theme: str
    requirement: str
    label: str
    agreed: bool
    outcome: Outcome

    @property
    def right(self) -> bool:
        """Whether the analyser gave the verdict of the label."""
        return self.label == self.outcome.verdict


def judge(
    documents: Sequence[LabelledDocument], library: ClauseLibrary, limits: Limits | None = None
) -> Iterator[Judgement]:
    """Run the analyser over every document; every labelled requirement is judged, applicable or not.

    Those that the library's profile switched off are left out.

    Raises InputError for a document that cannot be read: a figure over the rest would be another figure.
    """
    for document in documents:
        assessment = analyse([document.path], library, applies=ALL, limits=limits)
        findings = {finding.requirement: finding for finding in assessment.findings}
        for requirement, label in document.labels.items():
            if requirement in library.switched_off:
                continue
            yield Judgement(
                document.name,
                document.language,
                findings[requirement].theme,
                requirement,
                label.verdict,
                label.agreed,
                _outcome(findings[requirement], label),
            )


def _outcome(finding: Finding, label: Label) -> Outcome:
    verdict = str(finding.verdict) if str(finding.verdict) in VERDICTS else "missing"
    quoted = None
    if label.evidence and verdict != "missing" and label.verdict != "missing":
        quoted = any(overlap(e.text, quote) for e in finding.evidence for quote in label.evidence)
    return Outcome(verdict, finding.review, finding.confidence, quoted, _place(finding))


def _place(finding: Finding) -> str:
    """Clause and page of the first evidence; the heading that names a clause without number is left out."""
    if not finding.evidence:
        return ""
    first = finding.evidence[0]
    clause = _QUOTED.sub("“…”", first.clause)
    return f"{clause} p. {first.page}".strip() if first.page else clause


def overlap(found: str, quote: str) -> bool:
    """Whether half of the shorter text's runs of three words stand in the other one as well."""
    left, right = (_WORD.findall(text.lower().replace("\u00ad", "")) for text in (found, quote))
    if not left or not right:
        return False
    length = _RUN if min(len(left), len(right)) >= _RUN else 1
    runs_left, runs_right = _runs(left, length), _runs(right, length)
    return 2 * len(runs_left & runs_right) >= min(len(runs_left), len(runs_right))


def _runs(words: Sequence[str], length: int) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}
