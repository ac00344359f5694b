"""The overview of a batch: a row for each contract, and every gap of every contract on one sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from analyser.errors import AnalyserError
from analyser.library import ClauseLibrary
from analyser.model import Finding
from analyser.report import summary
from analyser.report.sheets import Cell, Tinted, Workbook
from analyser.report.texts import Tongue, texts


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a contract was not judged: the error's stable code, and its sentences."""

    code: str
    nl: str
    en: str

    @classmethod
    def of(cls, error: AnalyserError) -> Refusal:
        return cls(error.code, error.message("nl"), error.message("en"))

    def message(self, language: Tongue) -> str:
        """What is wrong and what to do."""
        return self.nl if language == "nl" else self.en


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one contract: findings, or a refusal and no findings."""

    contract: str
    files: tuple[str, ...]
    report: str  # name of the HTML report, "" where there is none
    findings: tuple[Finding, ...] = ()
    unread: tuple[str, ...] = ()  # parts not read, in the report's language
    refusal: Refusal | None = None


def render(
    outcomes: Sequence[Outcome], skipped: Sequence[str], library: ClauseLibrary, language: Tongue
) -> bytes:
    """The workbook's bytes; rows stand in the order of ``outcomes``."""
    words = texts(language)
    book = Workbook(words["batch_sheet"])
    titles = [requirement.title[language] for requirement in library.requirements]
    verdicts = [summary.verdict_word(verdict, language) for verdict in summary.VERDICTS]
    book.table(
        words["batch_sheet"],
        (
            words["contract"].capitalize(),
            words["files"],
            words["batch_status"],
            words["batch_reason"],
            words["batch_message"],
            words["batch_report"],
            words["batch_knock_outs"],
            words["review"],
            words["batch_unread"],
            *verdicts,
            *titles,
        ),
        (_contract_row(outcome, library, language) for outcome in outcomes),
        (36, 36, 13, 14, 40, 36, 12, 10, 40, *[11] * len(verdicts), *[16] * len(titles)),
        frozen=1,
    )
    book.table(
        words["gaps"],
        (
            words["contract"].capitalize(),
            words["severity_label"],
            words["verdict_label"],
            words["theme"],
            words["requirement"],
            words["place"],
            words["why"],
            words["review"],
            words["advice"],
        ),
        _gap_rows(outcomes, library, language),
        (36, 12, 15, 20, 40, 30, 50, 10, 60),
        frozen=1,
    )
    if skipped:
        book.table(words["batch_skipped"], (words["file"],), ([name] for name in skipped), (80,))
    book.facts(
        words["accountability"],
        [
            [f"{words['library']}, {words['version']}", library.version],
            [words["law_as_of"].capitalize(), library.manifest.law_as_of],
            [words["sha"], library.sha256],
            [words["model_sha"], library.model_sha256],
            ["", library.manifest.disclaimer[language]],
        ],
        (32, 80),
    )
    return book.close()


def _contract_row(outcome: Outcome, library: ClauseLibrary, language: Tongue) -> list[Cell]:
    words = texts(language)
    row: list[Cell] = [outcome.contract, "\n".join(outcome.files)]
    if outcome.refusal:
        return [*row, words["batch_refused"], outcome.refusal.code, outcome.refusal.message(language)]
    found = {finding.requirement: finding.verdict for finding in outcome.findings}
    return [
        *row,
        words["batch_judged"],
        "",
        "",
        outcome.report,
        len(summary.knock_outs(outcome.findings)),
        len(summary.to_review(outcome.findings)),
        "\n".join(outcome.unread),
        *summary.counts(outcome.findings).values(),
        *(
            Tinted(summary.verdict_word(found[requirement.id], language), found[requirement.id])
            for requirement in library.requirements
        ),
    ]


def _gap_rows(outcomes: Iterable[Outcome], library: ClauseLibrary, language: Tongue) -> Iterator[list[Cell]]:
    words = texts(language)
    for outcome in outcomes:
        several = len(outcome.files) > 1
        for finding in summary.gaps(outcome.findings):
            requirement = library.requirement(finding.requirement)
            yield [
                outcome.contract,
                words["severity"][finding.severity],
                Tinted(summary.verdict_word(finding.verdict, language), finding.verdict),
                library.theme(finding.theme).title[language],
                requirement.title[language],
                summary.first_place(finding, language, with_file=several),
                summary.why(finding, requirement, language),
                words["review_yes"] if finding.review else words["review_no"],
                requirement.advice[language],
            ]
