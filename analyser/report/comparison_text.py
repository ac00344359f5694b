"""Two versions as plain text: verdicts that turned first, then the clauses that changed."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import TextWrapper
from typing import Final

from analyser.comparing import Aligned, Mark, Turn, VerdictTurn, Versions
from analyser.library import ClauseLibrary
from analyser.report import comparison, summary
from analyser.report.texts import Tongue, texts
from analyser.report.texts import comparison as own

_WIDTH: Final = 100
_EDGES: Final = {Mark.DELETED: ("[-", "-]"), Mark.INSERTED: ("{+", "+}")}


def render(versions: Versions, library: ClauseLibrary, language: Tongue) -> str:
    """The report, ending in a line feed."""
    return "\n".join(_report(versions, library, language)) + "\n"


def _report(versions: Versions, library: ClauseLibrary, language: Tongue) -> Iterator[str]:
    yield own.TITLE[language]
    yield own.OLD[language].format(title=comparison.names(versions.old))
    yield own.NEW_ONE[language].format(title=comparison.names(versions.new))
    yield ""
    yield from body(versions, library, language)
    yield ""
    yield from wrapped(library.manifest.disclaimer[language])


def body(versions: Versions, library: ClauseLibrary, language: Tongue) -> Iterator[str]:
    """What changed, a line each."""
    yield from wrapped(comparison.conclusion(versions, language))
    if comparison.has_other_library(versions):
        yield from wrapped(own.OTHER_LIBRARY[language])
    unread = comparison.unread(versions, language)
    yield from wrapped(f"{own.NOT_ALL_READ[language]}:" if unread else own.ALL_READ[language])
    for sentence in unread:
        yield from wrapped(sentence, "- ")
    for turn in comparison.TURNS:
        group = comparison.turned(versions, turn)
        if group:
            yield f"\n{own.TURN[turn][language]} ({len(group)})"
            if turn is Turn.OTHER:
                yield from wrapped(own.NOT_COMPARABLE[language])
        for verdict in group:
            yield from _verdict(verdict, versions, library, language)
    counted = comparison.counted(versions)
    said = ", ".join(f"{own.CHANGE[change][language]} {count}" for change, count in counted.items())
    yield f"\n{own.CLAUSES_COUNTED[language]}: {said}."
    clauses = versions.comparison.changed
    if clauses:
        yield from wrapped(own.MARKS_PLAIN[language])
    for clause in clauses:
        yield from _clause(clause, versions, language)


def wrapped(text: str, first: str = "") -> list[str]:
    """``text`` in lines of a hundred characters, indented below the words that ``first`` stands before."""
    wrapper = TextWrapper(
        _WIDTH, initial_indent=first, subsequent_indent=" " * len(first),
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
    return wrapper.wrap(summary.clean(text))


def _verdict(
    verdict: VerdictTurn, versions: Versions, library: ClauseLibrary, language: Tongue
) -> Iterator[str]:
    severity = texts(language)["severity"][verdict.severity]
    yield from wrapped(f"{library.requirement(verdict.requirement).title[language]} ({severity})", "* ")
    for side in comparison.sides(verdict, versions):
        said = comparison.silence(side, language)
        heading = f"{side.name[language]}: {comparison.verdict_word(side.verdict, language)}"
        yield from wrapped(f"{heading}. {said}" if said else heading, "    ")
        several = len(side.assessment.documents) > 1
        for evidence in side.evidence:
            where = summary.place(evidence, language, with_file=several)
            yield from wrapped(f"{where}: “{evidence.text}”", "      ")


def _clause(clause: Aligned, versions: Versions, language: Tongue) -> Iterator[str]:
    passages, assessment = (clause.new, versions.new) if clause.new else (clause.old, versions.old)
    where = comparison.place(passages[0], assessment, language)
    before = comparison.place(clause.old[0], versions.old, language) if clause.old else where
    if before != where:
        where = f"{before} → {where}"
    yield ""
    yield from wrapped(f"{where}: {', '.join(comparison.became(clause, language))}", "* ")
    yield from wrapped(" ".join("".join(_marked(clause)).split()), "    ")


def _marked(clause: Aligned) -> Iterator[str]:
    """The words of both versions in one, with what went and what came between marks."""
    struck = None  # the number before words that went: not to be printed again before those that came
    for run in clause.runs:
        words = run.new if run.new is not None else run.old or ""
        if run.mark is Mark.NUMBER:
            if run.old is not None or run.new != struck:
                yield f" {words} "
            struck = run.old if run.new is None else None
        elif run.mark is Mark.KEPT or not (clause.old and clause.new):
            yield words
        else:
            before, after = _EDGES[run.mark]
            yield f"{before}{words.rstrip()}{after}{' ' if words.endswith(' ') else ''}"
