"""The list of findings with what was decided on each, as a workbook: to sort, filter and hand on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from analyser.library import ClauseLibrary
from analyser.model import Assessment, Finding
from analyser.report import summary
from analyser.report.profiles import edition, fingerprint
from analyser.report.sheets import Cell, Tinted, Workbook
from analyser.report.texts import Tongue, texts
from analyser.report.texts.review import review_texts
from analyser.review import Decision, goes_back

_WIDTHS = (34, 18, 11, 14, 12, 26, 24, 18, 50, 20, 12, 60)


def issue_list(
    assessment: Assessment,
    library: ClauseLibrary,
    decisions: Mapping[str, Decision],
    language: Tongue,
    *,
    made: date | None = None,
) -> bytes:
    """The workbook's bytes: a row for each finding, and a sheet that says where they come from.

    ``decisions`` holds the one that counts for each requirement decided on; ``made`` is the day on which
    the list is drawn up, None where it should name none.
    """
    words, own = texts(language), review_texts(language)
    book = Workbook(own["issues_title"])
    header = (
        words["requirement"],
        words["theme"],
        words["severity_label"],
        words["verdict_label"],
        words["confidence"],
        words["place"],
        own["decision"],
        own["own_verdict"],
        own["reason"],
        own["author"],
        own["day"],
        own["proposal"],
    )
    rows = [
        [*_finding(finding, assessment, library, language), *_decided(finding, library, decisions, language)]
        for finding in assessment.findings
    ]
    book.table(words["findings"], header, rows, _WIDTHS, frozen=1)
    book.facts(own["provenance"], _provenance(assessment, library, language, made), (30, 80))
    return book.close()


def _finding(
    finding: Finding, assessment: Assessment, library: ClauseLibrary, language: Tongue
) -> list[Cell]:
    words = texts(language)
    several = len(assessment.documents) > 1
    return [
        library.requirement(finding.requirement).title[language],
        library.theme(finding.theme).title[language],
        words["severity"][finding.severity],
        Tinted(summary.verdict_word(finding.verdict, language), finding.verdict),
        words["certainty"][finding.certainty],
        "\n".join(summary.place(e, language, with_file=several) for e in finding.evidence),
    ]


def _decided(
    finding: Finding, library: ClauseLibrary, decisions: Mapping[str, Decision], language: Tongue
) -> list[Cell]:
    own = review_texts(language)
    decision = decisions.get(finding.requirement)
    if decision is None:
        return [own["undecided"], None, None, None, None, None]
    verdict = decision.verdict
    return [
        own["outcome"][decision.outcome],
        Tinted(summary.verdict_word(verdict, language), verdict) if verdict is not None else None,
        decision.reason,
        decision.author,
        decision.made.date(),
        _proposal(finding, library, decision, language),
    ]


def _proposal(finding: Finding, library: ClauseLibrary, decision: Decision, language: Tongue) -> str:
    """The clause as the supplier gets to see it; "" where it gets to see none."""
    if not goes_back(finding, decision):
        return ""
    if decision.proposal is not None:
        return decision.proposal
    return library.requirement(finding.requirement).model_clause[language]


def _provenance(
    assessment: Assessment, library: ClauseLibrary, language: Tongue, made: date | None
) -> Iterator[list[Cell]]:
    words, own = texts(language), review_texts(language)
    yield [own["issues_title"]]
    if made is not None:
        yield [own["made"], date(made.year, made.month, made.day)]
    for document in assessment.documents:
        yield [words["file"], document.name]
        yield [words["sha"], document.sha256]
    called = edition(assessment.library_version, assessment.profile, language)
    yield [f"{words['library']}, {words['version']}", called]
    yield [words["law_as_of"].capitalize(), library.manifest.law_as_of]
    yield [words["sha"], assessment.library_sha256]
    for name, sha256 in fingerprint(assessment.profile, language):
        yield [name, sha256]
    yield [words["model_sha"], assessment.model_sha256]
    yield [words["note"], words["confidence_note"]]
    yield ["", library.manifest.disclaimer[language]]
