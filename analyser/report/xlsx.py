"""The report as a workbook: a summary, a row for each requirement, and the sources."""

from __future__ import annotations

from collections.abc import Iterator

from analyser.award import BeforeAward
from analyser.library import ClauseLibrary
from analyser.model import GAPS, Assessment
from analyser.report import award, summary
from analyser.report.profiles import edition, fingerprint
from analyser.report.sheets import Cell, Tinted, Workbook
from analyser.report.texts import Tongue, texts


def render(
    assessment: Assessment, library: ClauseLibrary, language: Tongue, before: BeforeAward | None = None
) -> bytes:
    """The workbook's bytes; what was recorded ``before`` award on a sheet of its own, last."""
    words = texts(language)
    book = Workbook(words["title"])
    book.facts(words["summary"], _summary(assessment, library, language), (30, 18, 18, 18, 18, 18, 18))
    book.table(
        words["findings"],
        (
            words["theme"],
            words["requirement"],
            words["severity_label"],
            words["verdict_label"],
            words["review"],
            words["confidence"],
            f"{words['confidence']} (0-1)",
            words["explanation"],
            words["place"],
            words["quote"],
            words["advice"],
            words["model_clause"],
        ),
        _findings(assessment, library, language),
        (18, 34, 11, 14, 10, 12, 10, 60, 26, 60, 50, 60),
        frozen=2,
    )
    book.table(
        words["sources"],
        (
            words["requirement"],
            words["source"],
            words["article"],
            words["number_sure"].capitalize(),
            words["content_sure"].capitalize(),
            words["note"],
        ),
        _sources(assessment, library, language),
        (34, 50, 20, 18, 18, 70),
        frozen=1,
    )
    if before is not None:
        award.sheet(book, before, language)
    return book.close()


def _summary(assessment: Assessment, library: ClauseLibrary, language: Tongue) -> Iterator[list[Cell]]:
    words = texts(language)
    yield [words["title"]]
    yield [words["conclusion"], summary.conclusion(assessment, language)]
    yield [words["about"], summary.about(assessment, library, language)]
    review = len(summary.to_review(assessment.findings))
    yield [words["review"], review]
    unread = summary.notices(assessment, language, unread=True) or (words["unread_nothing"],)
    for sentence in unread:
        yield [words["unread_title"], sentence]
    for sentence in summary.notices(assessment, language, unread=False):
        yield [words["notices_title"], sentence]
    yield []
    yield [
        words["theme"],
        *(Tinted(summary.verdict_word(verdict, language), verdict) for verdict in summary.VERDICTS),
    ]
    for tally in summary.per_theme(assessment, library):
        yield [tally.theme.title[language], *tally.counts.values()]
    yield [words["total"], *summary.counts(assessment.findings).values()]
    yield []
    for document, text_language in zip(assessment.documents, assessment.languages, strict=True):
        yield [words["file"], document.name]
        yield [words["format"], str(document.format).upper()]
        yield [words["pages"], len(document.pages) or words["no_pages"]]
        yield [words["words"], document.word_count]
        yield [words["text_language"], words["language"].get(text_language, text_language)]
        yield [words["view_label"], words["view"][document.view]]
        yield [words["open_changes"], len(document.revisions)]
        yield [words["sha"], document.sha256]
    yield []
    called = edition(assessment.library_version, assessment.profile, language)
    yield [f"{words['library']}, {words['version']}", called]
    yield [words["law_as_of"].capitalize(), library.manifest.law_as_of]
    yield [words["sha"], assessment.library_sha256]
    for name, sha256 in fingerprint(assessment.profile, language):
        yield [name, sha256]
    yield [words["model_sha"], assessment.model_sha256]
    yield [words["note"], words["confidence_note"]]
    yield ["", library.manifest.disclaimer[language]]


def _findings(assessment: Assessment, library: ClauseLibrary, language: Tongue) -> Iterator[list[Cell]]:
    words = texts(language)
    several = len(assessment.documents) > 1
    clause_language = summary.contract_language(assessment)
    for finding in assessment.findings:
        requirement = library.requirement(finding.requirement)
        is_gap = finding.verdict in GAPS
        yield [
            library.theme(finding.theme).title[language],
            requirement.title[language],
            words["severity"][finding.severity],
            Tinted(summary.verdict_word(finding.verdict, language), finding.verdict),
            words["review_yes"] if finding.review else words["review_no"],
            words["certainty"][finding.certainty],
            finding.confidence,
            finding.explanation[language],
            "\n".join(summary.place(e, language, with_file=several) for e in finding.evidence),
            "\n".join(f"“{evidence.text}”" for evidence in finding.evidence),
            requirement.advice[language] if is_gap else "",
            requirement.model_clause[clause_language] if is_gap else "",
        ]


def _sources(assessment: Assessment, library: ClauseLibrary, language: Tongue) -> Iterator[list[Cell]]:
    words = texts(language)
    for finding in assessment.findings:
        requirement = library.requirement(finding.requirement)
        title = requirement.title[language]
        for source in requirement.sources:
            yield [
                title,
                source.instrument,
                source.article or "",
                words["sureness"][source.number_confidence] if source.article else "",
                words["sureness"][source.confidence],
                source.note or "",
            ]
        for test in requirement.tests:
            threshold = summary.threshold(test, language)
            yield [title, words["test_value"], threshold, "", words["sureness"][test.confidence], test.basis]
