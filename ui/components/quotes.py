"""Words of the contract, with those that decided marked."""

from __future__ import annotations

from html import escape

from analyser.model import Assessment, Evidence, Role
from analyser.report import summary
from ui.components.messages import text
from ui.visit import Visit


def quote(assessment: Assessment, evidence: Evidence, visit: Visit) -> str:
    """A quote as HTML: where it stands, what it does, and its words."""
    several = len(assessment.documents) > 1
    place = summary.place(evidence, visit.language, with_file=several)
    words = visit.words
    role = {
        Role.FOR: words["for_"],
        Role.AGAINST: words["against"],
        Role.NEAREST: words["score"].format(score=share(evidence.score, visit.language)),
    }[evidence.role]
    pieces = "".join(
        f"<mark>{escape(piece.text)}</mark>" if piece.deciding else escape(piece.text)
        for piece in summary.quote(assessment, evidence)
    )
    return (
        f'<figure class="quote {evidence.role.value}"><figcaption><strong>{text(place)}</strong> '
        f"<span>({escape(role)})</span></figcaption>"
        f'<blockquote lang="{language_of(assessment, evidence)}">{pieces}</blockquote></figure>'
    )


def language_of(assessment: Assessment, evidence: Evidence) -> str:
    """The language to read a quote aloud in: that of most of its document."""
    document = summary.document_of(assessment, evidence)
    for candidate, language in zip(assessment.documents, assessment.languages, strict=True):
        if candidate is document:
            return language
    return summary.contract_language(assessment)


def share(value: float | None, language: str) -> str:
    """A number between 0 and 1 as the language writes it: "0,68"."""
    written = f"{value or 0.0:.2f}"
    return written.replace(".", ",") if language == "nl" else written
