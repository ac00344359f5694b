"""The portfolio as a workbook: every contract, every gap, and what that comes to.

Made for any number of contracts: they stream past, once, and what is held are counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager

from analyser.award import Checklist
from analyser.library import ClauseLibrary
from analyser.model import Verdict
from analyser.portfolio import Outcome, Portfolio, Run, gap_of, ranked_suppliers
from analyser.report import award, summary
from analyser.report.profiles import edition, fingerprint
from analyser.report.sheets import ROWS, AddRow, Cell, Share, Tinted, Workbook, large_workbook
from analyser.report.texts import Tongue, texts
from analyser.report.texts.portfolio import portfolio_texts


def render(
    outcomes: Iterable[Outcome],
    skipped: Sequence[str],
    library: ClauseLibrary,
    language: Tongue,
    runs: Sequence[Run] = (),
    *,
    rows: int = ROWS,
) -> bytes:
    """The workbook's bytes; rows stand in the order of ``outcomes``, which is gone through once.

    ``skipped`` are the names of files left aside, ``runs`` the earlier looks, the oldest first. A table of
    more than ``rows`` rows goes on on a further sheet.
    """
    with large_workbook(texts(language)["batch_sheet"], rows=rows) as book:
        portfolio = Portfolio()
        with (
            _contracts(book, library, language) as add_contract,
            _gaps(book, language) as add_gap,
            award.FactsSheet(book, language) as facts,
        ):
            for outcome in outcomes:
                portfolio.add(outcome)
                add_contract(_contract_row(outcome, library, language))
                for row in _gap_rows(outcome, library, language):
                    add_gap(row)
                facts.add(outcome)
        _requirements(book, portfolio, library, language)
        _suppliers(book, portfolio, language)
        _runs(book, portfolio, library, runs, language)
        if skipped:
            words = texts(language)
            book.table(words["batch_skipped"], (words["file"],), ([name] for name in skipped), (80,))
        _account(book, library, facts.checklist, language)
        return book.close()


def _contracts(book: Workbook, library: ClauseLibrary, language: Tongue) -> AbstractContextManager[AddRow]:
    words = texts(language)
    titles = [requirement.title[language] for requirement in library.requirements]
    return book.growing(
        words["batch_sheet"],
        (
            words["contract"].capitalize(),
            words["files"],
            portfolio_texts(language)["supplier"],
            words["pages"],
            words["words"],
            words["batch_status"],
            words["batch_reason"],
            words["batch_message"],
            words["batch_report"],
            words["batch_knock_outs"],
            words["review"],
            words["batch_unread"],
            *_verdicts(language),
            *titles,
        ),
        (36, 36, 30, 9, 9, 13, 14, 40, 36, 12, 10, 40, *[11] * len(Verdict), *[16] * len(titles)),
        frozen=1,
    )


def _contract_row(outcome: Outcome, library: ClauseLibrary, language: Tongue) -> list[Cell]:
    words = texts(language)
    row: list[Cell] = [
        outcome.contract,
        "\n".join(file.name for file in outcome.files),
        outcome.supplier,
        sum(file.pages or 0 for file in outcome.files) or None,
        sum(file.words for file in outcome.files) or None,
    ]
    if outcome.refusal:
        return [*row, words["batch_refused"], outcome.refusal.code, outcome.refusal.message(language)]
    found = {line.requirement: line.verdict for line in outcome.lines}
    return [
        *row,
        words["batch_judged"],
        "",
        "",
        outcome.report,
        outcome.open_knock_outs,
        len(summary.to_review(outcome.lines)),
        "\n".join(outcome.unread),
        *summary.counts(outcome.lines).values(),
        *(_tinted(found.get(requirement.id), language) for requirement in library.requirements),
    ]


def _gaps(book: Workbook, language: Tongue) -> AbstractContextManager[AddRow]:
    words = texts(language)
    return book.growing(
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
        (36, 12, 15, 20, 40, 30, 50, 10, 60),
        frozen=1,
    )


def _gap_rows(outcome: Outcome, library: ClauseLibrary, language: Tongue) -> Iterator[list[Cell]]:
    """A requirement or theme that this library does not know stands as its id."""
    words = texts(language)
    themes = {theme.id: theme.title[language] for theme in library.manifest.themes}
    for line in summary.gaps(outcome.lines):
        requirement = library.by_id.get(line.requirement)
        yield [
            outcome.contract,
            words["severity"][line.severity],
            _tinted(line.verdict, language),
            themes.get(line.theme, line.theme),
            requirement.title[language] if requirement else line.requirement,
            line.place,
            line.why,
            words["review_yes"] if line.review else words["review_no"],
            requirement.advice[language] if requirement else "",
        ]


def _requirements(book: Workbook, portfolio: Portfolio, library: ClauseLibrary, language: Tongue) -> None:
    words, own = texts(language), portfolio_texts(language)
    themes = {theme.id: theme.title[language] for theme in library.manifest.themes}
    rows: list[list[Cell]] = []
    for requirement in library.requirements:
        gap = gap_of(requirement, portfolio)
        counts = portfolio.requirements.get(requirement.id, Counter())
        rows.append(
            [
                requirement.title[language],
                themes[requirement.theme],
                words["severity"][requirement.severity],
                *(counts[verdict] for verdict in Verdict),
                gap.judged,
                gap.open,
                Share(gap.share),
            ]
        )
    book.table(
        own["requirements_sheet"],
        (
            words["requirement"],
            words["theme"],
            words["severity_label"],
            *_verdicts(language),
            own["applies"],
            own["open"],
            own["share_open"],
        ),
        rows,
        (60, 20, 12, *[11] * len(Verdict), 11, 11, 11),
        frozen=1,
    )


def _suppliers(book: Workbook, portfolio: Portfolio, language: Tongue) -> None:
    own = portfolio_texts(language)
    book.table(
        own["suppliers"],
        (
            own["supplier"],
            own["contracts"],
            own["contracts_refused"],
            own["knock_outs_open"],
            texts(language)["gaps"],
            own["gaps_each"],
            *_verdicts(language),
        ),
        (
            [
                name or own["supplier_unknown"],
                tally.contracts,
                tally.refused,
                tally.open_knock_outs,
                tally.gaps,
                round(tally.gaps / tally.judged, 1) if tally.judged else None,
                *(tally.verdicts[verdict] for verdict in Verdict),
            ]
            for name, tally in ranked_suppliers(portfolio)
        ),
        (40, 11, 11, 12, 11, 12, *[11] * len(Verdict)),
        frozen=1,
    )


def _runs(
    book: Workbook, portfolio: Portfolio, library: ClauseLibrary, runs: Sequence[Run], language: Tongue
) -> None:
    own = portfolio_texts(language)
    book.table(
        own["trend"],
        (
            own["run"],
            own["library_version"],
            own["contracts"],
            own["contracts_refused"],
            own["knock_outs_open"],
            texts(language)["gaps"],
            *_verdicts(language),
        ),
        (
            [
                run.day or own["this_run"],
                run.library_version,
                run.contracts,
                run.refused,
                run.open_knock_outs,
                run.gaps,
                *(dict(run.verdicts).get(verdict, 0) for verdict in Verdict),
            ]
            for run in (*runs, Run.of(portfolio, library))
        ),
        (24, 12, 11, 11, 12, 11, *[11] * len(Verdict)),
        frozen=1,
    )


def _account(book: Workbook, library: ClauseLibrary, checklist: Checklist | None, language: Tongue) -> None:
    words = texts(language)
    book.facts(
        words["accountability"],
        [
            [f"{words['library']}, {words['version']}", edition(library.version, library.profile, language)],
            [words["law_as_of"].capitalize(), library.manifest.law_as_of],
            [words["sha"], library.sha256],
            *([name, sha256] for name, sha256 in fingerprint(library.profile, language)),
            [words["model_sha"], library.model_sha256],
            *([[award.edition(checklist, language), checklist.sha256]] if checklist else []),
            ["", library.manifest.disclaimer[language]],
        ],
        (32, 80),
    )


def _verdicts(language: Tongue) -> list[str]:
    return [summary.verdict_word(verdict, language) for verdict in Verdict]


def _tinted(verdict: Verdict | None, language: Tongue) -> Tinted | None:
    return None if verdict is None else Tinted(summary.verdict_word(verdict, language), verdict)
