"""The report on a screen: readable at 80 columns, in colour on a terminal and plain in a pipe."""

from __future__ import annotations

import io
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from analyser.library import ClauseLibrary, Requirement
from analyser.library.bank import BankClause, load_examples
from analyser.model import Assessment, Document, Finding, Verdict
from analyser.report import papers, summary
from analyser.report.profiles import edition
from analyser.report.texts import Texts, Tongue, texts
from analyser.report.texts.papers import papers_texts

if TYPE_CHECKING:
    from analyser.learning.calibrate import Calibrated

_STYLES = {
    Verdict.MET: "green",
    Verdict.PARTIAL: "yellow",
    Verdict.CONTRARY: "bold red",
    Verdict.MISSING: "magenta",
    Verdict.NOT_APPLICABLE: "dim",
    Verdict.UNREAD: "cyan",
}
_WIDE = 110  # columns from which a finding fits on one row of five cells
_INDENT = (0, 0, 0, 2)
_EXAMPLES = 2  # of each verdict and language
_ORDER = ("met", "partial", "contrary", "missing")


def render(assessment: Assessment, library: ClauseLibrary, language: Tongue, *, width: int) -> str:
    """The report as plain text, ``width`` columns wide."""
    return _plain(lambda console: _print_assessment(console, assessment, library, language), width)


def print_report(assessment: Assessment, library: ClauseLibrary, language: Tongue) -> None:
    """Print the report: in colour on a terminal, as plain text into a pipe."""
    _show(lambda console: _print_assessment(console, assessment, library, language))


def print_library_summary(library: ClauseLibrary, language: Tongue) -> None:
    """Say that the library is sound, with what it holds."""
    words = texts(language)
    sure = [source.confidence for requirement in library.requirements for source in requirement.sources]
    lines = [
        words["library_sound"],
        f"{words['version']} {edition(library.version, library.profile, language)}, {words['law_as_of']} "
        f"{library.manifest.law_as_of}",
        f"{words['sha']} {library.sha256}",
        f"{words['model_sha']} {library.model_sha256 or '-'}",
    ]
    for theme in library.manifest.themes:
        one, many = words["requirement_one"], words["requirement_many"]
        lines.append(f"  {theme.title[language]}: {summary.number(len(theme.requirements), one, many)}")
    for sureness, word in words["sureness"].items():
        lines.append(f"  {words['sources']} {word}: {sure.count(sureness)}")
    _show(lambda console: _line(console, "\n".join(lines)))


def print_trained(library: ClauseLibrary, language: Tongue) -> None:
    """Say where the learned weights stand, and their hash."""
    words = texts(language)
    line = f"{library.model_path.name}: {words['model_sha']} {library.model_sha256}"
    _show(lambda console: _line(console, line))


def print_calibrated(measured: Calibrated, language: Tongue) -> None:
    """Confidence against what was right, in bands, by calibrations that had not seen the document."""
    words = texts(language)
    held = [o for o in measured.outcomes if not o.review]
    lines = [words["calibrated"].format(documents=measured.documents, judgements=len(measured.outcomes))]
    for low in (0.0, 0.5, 0.6, 0.7, 0.8, 0.9):
        high = 1.01 if low == 0.9 else low + 0.1 if low else 0.5
        band = [o for o in measured.outcomes if low <= o.confidence < high]
        right = sum(o.label is o.verdict for o in band) / len(band) if band else 0.0
        lines.append(f"  {low:.1f} - {min(high, 1.0):.1f}  {len(band):6}  {right:.2f}")
    right = sum(o.label is o.verdict for o in held) / len(held) if held else 0.0
    share = len(held) / len(measured.outcomes)
    lines.append(words["calibrated_sure"].format(border=measured.review_below, share=share, right=right))
    _show(lambda console: _line(console, "\n".join(lines)))


def print_library(library: ClauseLibrary, language: Tongue) -> None:
    """List all requirements, theme by theme."""
    _show(lambda console: _print_library(console, library, language))


def print_requirement(requirement: Requirement, library: ClauseLibrary, language: Tongue) -> None:
    """Show one requirement with norm, criteria, advice, clause, sources and examples."""
    _show(lambda console: _print_requirement(console, requirement, library, language))


def _show(draw: Callable[[Console], object]) -> None:
    """Draw on the standard output; a pipe gets plain lines without trailing spaces."""
    console = Console(highlight=False)
    if console.is_terminal:
        draw(console)
    else:
        sys.stdout.write(_plain(draw, console.width))


def _plain(draw: Callable[[Console], object], width: int) -> str:
    drawn = io.StringIO()
    draw(Console(file=drawn, width=width, color_system=None, force_terminal=False, highlight=False))
    return "".join(f"{line.rstrip()}\n" for line in drawn.getvalue().splitlines())


def _print_library(console: Console, library: ClauseLibrary, language: Tongue) -> None:
    words = texts(language)
    for theme in library.manifest.themes:
        _line(console, f"\n{theme.title[language]}", "bold")
        table = _table(console)
        table.add_column(words["identifier"], no_wrap=True)  # to be copied: never broken off
        table.add_column(words["severity_label"], no_wrap=True)
        table.add_column(words["requirement"], ratio=1)
        for requirement_id in theme.requirements:
            requirement = library.requirement(requirement_id)
            severity = words["severity"][requirement.severity]
            table.add_row(requirement.id, severity, Text(requirement.title[language]))
        console.print(table)


def _print_requirement(
    console: Console, requirement: Requirement, library: ClauseLibrary, language: Tongue
) -> None:
    words = texts(language)
    titles = {str(signs.subject): signs.title[language] for signs in library.manifest.subjects}
    titles["always"] = words["always"]
    applies = ", ".join(titles.get(name, name) for name in requirement.applies_when)
    severity = words["severity"][requirement.severity]
    _line(console, requirement.title[language], "bold")
    _line(
        console,
        f"{requirement.id}; {words['severity_label'].lower()}: {severity}; "
        f"{words['applies_when'].lower()}: {applies}",
    )
    criteria = {
        Verdict.MET: requirement.criteria.met,
        Verdict.PARTIAL: requirement.criteria.partial,
        Verdict.CONTRARY: requirement.criteria.contrary,
    }
    judged_by = [f"{summary.verdict_word(v, language)}: {text[language]}" for v, text in criteria.items()]
    examples = [
        f"{summary.verdict_word(Verdict(example.verdict), language)} [{example.language}]: "
        f"“{example.text}” {example.reason}"
        for example in _shown(load_examples(library.folder, requirement.id))
    ]
    _section(console, words["norm"], [requirement.norm[language]])
    _section(console, words["criteria"], judged_by)
    _section(console, words["advice"], [requirement.advice[language]])
    _section(console, words["model_clause"], [requirement.model_clause[language]])
    _section(console, words["sources"], _sources(requirement, language))
    _section(console, words["examples"], examples)


def _shown(examples: Sequence[BankClause]) -> list[BankClause]:
    """A few clauses of each verdict in each language: the first of the bank, which keeps them in order."""
    held: Counter[tuple[str, str]] = Counter()
    shown = []
    for example in examples:
        held[example.verdict, example.language] += 1
        if held[example.verdict, example.language] <= _EXAMPLES:
            shown.append(example)
    return sorted(shown, key=lambda e: (_ORDER.index(e.verdict), e.language == "en"))


def _sources(requirement: Requirement, language: Tongue) -> list[str]:
    words = texts(language)
    lines = []
    for source in requirement.sources:
        note = f" {source.note}." if source.note else ""
        lines.append(f"{summary.source_name(source)}: {summary.source_sureness(source, language)}.{note}")
    for test in requirement.tests:
        lines.append(
            f"{words['test_value']} {summary.threshold(test, language)}: {test.basis} "
            f"({words['sureness'][test.confidence]})."
        )
    return lines


def _section(console: Console, title: str, paragraphs: Sequence[str]) -> None:
    if paragraphs:
        _line(console, f"\n{title}", "bold")
        for paragraph in paragraphs:
            console.print(Padding(Text(summary.clean(paragraph)), _INDENT))


def _print_assessment(
    console: Console, assessment: Assessment, library: ClauseLibrary, language: Tongue
) -> None:
    words = texts(language)
    _line(console, words["title"], "bold")
    for document, text_language in zip(assessment.documents, assessment.languages, strict=True):
        _print_file(console, document, text_language, words)
    _line(console, f"{words['about']}: {summary.about(assessment, library, language)}")
    unread = summary.notices(assessment, language, unread=True)
    _section(console, words["unread_title"], unread or [words["unread_nothing"]])
    _section(console, words["notices_title"], summary.notices(assessment, language, unread=False))
    if papers.tells(assessment.stack):
        _section(console, papers_texts(language)["title"], papers.sentences(assessment.stack, language))
    for tally in summary.per_theme(assessment, library):
        _line(console, f"\n{tally.theme.title[language]}", "bold")
        _print_findings(console, tally.findings, assessment, library, language)
    _print_outcome(console, assessment, library, language)


def _print_file(console: Console, document: Document, text_language: str, words: Texts) -> None:
    pages = f"{len(document.pages)} {words['pages'].lower()}" if document.pages else words["no_pages"]
    facts = [
        str(document.format).upper(),
        pages,
        f"{document.word_count} {words['words'].lower()}",
        words["language"].get(text_language, text_language),
    ]
    if document.revisions:
        view = words["view"][document.view]
        facts.append(f"{words['open_changes'].lower()}: {len(document.revisions)} ({view})")
    _line(console, f"{document.name} ({', '.join(facts)})")


def _print_findings(
    console: Console,
    findings: Sequence[Finding],
    assessment: Assessment,
    library: ClauseLibrary,
    language: Tongue,
) -> None:
    """A row for each finding that applies; those that do not apply share a line."""
    words = texts(language)
    several = len(assessment.documents) > 1
    table = _table(console)
    wide = console.width >= _WIDE
    table.add_column(words["verdict_label"], no_wrap=True)
    if wide:
        table.add_column(words["severity_label"], no_wrap=True)
        table.add_column(words["requirement"], ratio=3)
        table.add_column(words["place"], ratio=2)
        table.add_column(words["why"], ratio=4)
    else:
        table.add_column(words["requirement"], ratio=4)
        table.add_column(words["why"], ratio=5)
    for finding in findings:
        if finding.verdict is Verdict.NOT_APPLICABLE:
            continue
        requirement = library.requirement(finding.requirement)
        verdict = Text(summary.verdict_word(finding.verdict, language), _STYLES[finding.verdict])
        severity = words["severity"][finding.severity]
        title = requirement.title[language]
        place = summary.first_place(finding, language, with_file=several)
        reason = summary.why(finding, requirement, language)
        if wide:
            table.add_row(verdict, severity, Text(title), Text(place), Text(reason))
        else:
            ground = f"{place}: {reason}" if place else reason
            table.add_row(verdict, Text(f"{title} ({severity})"), Text(ground))
    if table.row_count:
        console.print(table)
    absent = [f for f in findings if f.verdict is Verdict.NOT_APPLICABLE]
    if absent:
        titles = "; ".join(library.requirement(f.requirement).title[language] for f in absent)
        named = f"{summary.verdict_word(Verdict.NOT_APPLICABLE, language)} ({len(absent)}): {titles}"
        console.print(Padding(Text(named, "dim"), (0, 0, 0, 1)))


def _print_outcome(
    console: Console, assessment: Assessment, library: ClauseLibrary, language: Tongue
) -> None:
    words = texts(language)
    _section(console, words["conclusion"], [summary.conclusion(assessment, language)])
    knock_outs = summary.knock_outs(assessment.findings)
    if knock_outs:
        _section(
            console,
            words["knock_outs"],
            [
                f"{summary.verdict_word(finding.verdict, language)}: "
                f"{library.requirement(finding.requirement).title[language]}"
                for finding in knock_outs
            ],
        )
    else:
        _line(console, f"\n{words['knock_outs_none']}")
    counted = summary.counts(assessment.findings)
    tally = " | ".join(
        f"{summary.verdict_word(verdict, language)} {count}" for verdict, count in counted.items()
    )
    _line(console, f"\n{tally}")
    review = summary.to_review(assessment.findings)
    line = words["review_count"].format(n=len(review), judged=summary.judged(assessment.findings))
    if any(finding.verdict is Verdict.MET for finding in review):
        line += f" ({words['review_met']})"
    _line(console, f"{line}.")
    _line(
        console,
        f"{words['library']} {words['version']} "
        f"{edition(assessment.library_version, assessment.profile, language)}, {words['law_as_of']} "
        f"{library.manifest.law_as_of}.",
    )
    _line(console, f"\n{library.manifest.disclaimer[language]}", "italic")


def _line(console: Console, text: str, style: str = "") -> None:
    """A line of our own text or of a file's name; never read as Rich markup."""
    console.print(Text(summary.clean(text), style))


def _table(console: Console) -> Table:
    """Lines only where a terminal draws them: in a pipe they are noise."""
    edge = box.SIMPLE_HEAD if console.is_terminal else None
    return Table(box=edge, pad_edge=True, expand=True, header_style="bold", padding=(0, 1))
