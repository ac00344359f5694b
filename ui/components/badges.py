"""Verdict and severity at a glance: always a shape, a word and a colour."""

from __future__ import annotations

from html import escape

from analyser.model import Finding, Severity, Verdict
from analyser.report.texts import ICONS
from ui import texts
from ui.visit import Visit


def verdict_badge(verdict: Verdict, visit: Visit) -> str:
    """The verdict as HTML."""
    word = visit.words["verdict"][verdict]
    return (
        f'<span class="badge verdict-{verdict.value}"><span aria-hidden="true">{ICONS[verdict]}</span> '
        f"{escape(word)}</span>"
    )


def severity_badge(severity: Severity, visit: Visit) -> str:
    """The severity as HTML."""
    word = visit.words["severity"][severity]
    return f'<span class="badge severity-{severity.name.lower()}">{escape(word)}</span>'


def finding_badges(finding: Finding, visit: Visit) -> str:
    """Verdict, severity, and whether a person should look, as HTML."""
    badges = [verdict_badge(finding.verdict, visit), severity_badge(finding.severity, visit)]
    if finding.review:
        word = escape(visit.say(texts.REVIEW))
        badges.append(f'<span class="badge review"><span aria-hidden="true">✎</span> {word}</span>')
    return f'<p class="badges">{" ".join(badges)}</p>'
