"""The report as one accessible page that holds everything it needs and asks nothing of the outside."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from analyser.award import BeforeAward
from analyser.library import ClauseLibrary, Requirement
from analyser.model import GAPS, Assessment, Evidence, Finding, Role, Verdict
from analyser.report import award, papers, summary
from analyser.report.profiles import edition, fingerprint
from analyser.report.texts import ICONS, Tongue, texts
from analyser.report.texts.award import award_texts
from analyser.report.texts.papers import papers_texts

_TEMPLATES: Final = Path(__file__).parent / "templates"


def render(
    assessment: Assessment, library: ClauseLibrary, language: Tongue, before: BeforeAward | None = None
) -> str:
    """The page as HTML text; every value in it is escaped by Jinja.

    ``before`` is what was recorded before award; None: nobody keeps that.
    """
    other: Tongue = "en" if summary.contract_language(assessment) == "nl" else "nl"
    clause_languages = (summary.contract_language(assessment), other)
    page = _Page(assessment, library, language)
    gaps = summary.gaps(assessment.findings)
    return template("report.html.j2").render(
        page=page,
        words=texts(language),
        language=language,
        assessment=assessment,
        edition=edition(assessment.library_version, assessment.profile, language),
        fingerprint=fingerprint(assessment.profile, language),
        library=library,
        verdicts=summary.VERDICTS,
        icons=ICONS,
        names=[summary.clean(document.name) for document in assessment.documents],
        conclusion=summary.conclusion(assessment, language),
        about=summary.about(assessment, library, language),
        unread=summary.notices(assessment, language, unread=True),
        notices=summary.notices(assessment, language, unread=False),
        themes=summary.per_theme(assessment, library),
        totals=summary.counts(assessment.findings),
        gaps=gaps,
        papers=papers_texts(language),
        papers_picture=Markup(papers.picture(assessment.stack, language)),  # noqa: S704 - escaped there
        papers_sentences=papers.sentences(assessment.stack, language),
        review=len(summary.to_review(assessment.findings)),
        judged=summary.judged(assessment.findings),
        clause_languages=clause_languages,
        award=None if before is None else _Award(before, language),
    )


class _Award:
    """What the template tells of the facts before award."""

    def __init__(self, before: BeforeAward, language: Tongue) -> None:
        self.words = award_texts(language)
        self.disclaimer = before.checklist.content.disclaimer[language]
        self.summed = award.summed(before, language)
        self.checks = award.told(before, language)
        self.about_rules = award.about_rules(before.checklist, language)
        self.edition = award.edition(before.checklist, language)
        self.sha256 = before.checklist.sha256


class _Page:
    """What the template asks about one finding at a time."""

    def __init__(self, assessment: Assessment, library: ClauseLibrary, language: Tongue) -> None:
        self._assessment = assessment
        self._library = library
        self._language = language
        self._several = len(assessment.documents) > 1

    def requirement(self, finding: Finding) -> Requirement:
        return self._library.requirement(finding.requirement)

    def why(self, finding: Finding) -> str:
        return summary.why(finding, self.requirement(finding), self._language)

    def place(self, evidence: Evidence) -> str:
        return summary.place(evidence, self._language, with_file=self._several)

    def first_place(self, finding: Finding) -> str:
        return summary.first_place(finding, self._language, with_file=self._several)

    def pieces(self, evidence: Evidence) -> tuple[summary.Piece, ...]:
        return summary.quote(self._assessment, evidence)

    def quote_language(self, evidence: Evidence) -> str:
        """The language to read the quote aloud in: that of most of its document."""
        document = summary.document_of(self._assessment, evidence)
        for candidate, language in zip(self._assessment.documents, self._assessment.languages, strict=True):
            if candidate is document:
                return language
        return summary.contract_language(self._assessment)

    def elements(self, finding: Finding, *, found: bool) -> tuple[str, ...]:
        ids = finding.found if found else finding.lacking
        return summary.elements(self.requirement(finding), ids, self._language)

    def is_gap(self, finding: Finding) -> bool:
        return finding.verdict in GAPS

    def applies(self, finding: Finding) -> bool:
        return finding.verdict is not Verdict.NOT_APPLICABLE

    def is_against(self, evidence: Evidence) -> bool:
        return evidence.role is Role.AGAINST


@cache
def template(name: str) -> Template:
    """A page of ours; every value put in it is escaped, and one that is not given is an error."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["clean"] = summary.clean
    environment.filters["sureness"] = summary.source_sureness
    environment.filters["source"] = summary.source_name
    environment.filters["threshold"] = summary.threshold
    environment.filters["share"] = _share
    return environment.get_template(name)


def _share(value: float, language: Tongue) -> str:
    """A number of two decimals as the language writes it: "0,68"."""
    text = f"{value:.2f}"
    return text.replace(".", ",") if language == "nl" else text
