"""What every report on two versions says of them; ``render`` makes one. Pure, as ``summary`` is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analyser.comparing import Aligned, Change, Mark, Passage, Turn, VerdictTurn, Versions
from analyser.library import ClauseLibrary
from analyser.model import Assessment, Evidence, Text, Verdict
from analyser.report import summary
from analyser.report.texts import Tongue, texts
from analyser.report.texts import comparison as own

TURNS = (Turn.WORSE, Turn.BETTER, Turn.OTHER)
CHANGES = tuple(Change)
_NAMED = 20  # files that are named one by one


@dataclass(frozen=True, slots=True)
class Side:
    """A verdict as one version has it, with the passages that decided."""

    name: Text  # "Oud", "Nieuw"
    assessment: Assessment
    verdict: Verdict | None  # None: that version was not judged on it
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The words of one passage of a clause, with its number as printed ("" where it has none)."""

    number: str
    runs: tuple[tuple[Mark, str], ...]


def render(versions: Versions, library: ClauseLibrary, format: str, language: Tongue) -> bytes:
    """The report's bytes in "json", "html", "docx" or "text"; the same versions give the same bytes."""
    if format == "json":
        from analyser.report import comparison_json

        return comparison_json.render(versions).encode("utf-8", errors="replace")
    if format == "html":
        from analyser.report import comparison_html

        return comparison_html.render(versions, library, language).encode("utf-8", errors="replace")
    if format == "docx":
        from analyser.report import comparison_docx

        return comparison_docx.render(versions, library, language)
    from analyser.report import comparison_text

    return comparison_text.render(versions, library, language).encode("utf-8", errors="replace")


def conclusion(versions: Versions, language: Tongue) -> str:
    """The outcome in one sentence."""
    turns = Counter(verdict.turn for verdict in versions.comparison.verdicts)
    parts = [
        summary.number(turns[turn], *(text[language] for text in own.TURNED[turn]))
        for turn in (Turn.BETTER, Turn.WORSE, Turn.OTHER)
        if turns[turn]
    ]
    changed = len(versions.comparison.changed)
    clauses = own.NO_CLAUSE_CHANGED[language]
    if changed:
        clauses = summary.number(changed, *(text[language] for text in own.CLAUSES_CHANGED))
    return f"{', '.join(parts) or own.NONE_TURNED[language]}; {clauses}."


def is_worse(versions: Versions) -> bool:
    """Whether a verdict turned for the worse."""
    return any(verdict.turn is Turn.WORSE for verdict in versions.comparison.verdicts)


def names(assessment: Assessment) -> str:
    """The files of a version."""
    return summary.clean(", ".join(document.name for document in assessment.documents))


def unread(versions: Versions, language: Tongue) -> tuple[str, ...]:
    """What could not be read, of either version, a sentence each."""
    return tuple(
        side[language].format(title=notice)
        for side, assessment, aside in (
            (own.OLD, versions.old, versions.aside[0]),
            (own.NEW_ONE, versions.new, versions.aside[1]),
        )
        for notice in (*summary.notices(assessment, language, unread=True), *unread_files(aside, language))
    )


def unread_files(names: Sequence[str], language: Tongue) -> Iterator[str]:
    """Files of a dossier's folder that are no contracts and so were not read, in a sentence."""
    if names:
        rest = len(names) - _NAMED
        more = [own.ASIDE_MORE[language].format(n=rest)] if rest > 0 else []
        named = ", ".join([*names[:_NAMED], *more])
        yield summary.clean(own.ASIDE[language].format(names=named))


def has_other_library(versions: Versions) -> bool:
    """Whether the two were judged with different libraries or profiles."""
    return versions.old.library_sha256 != versions.new.library_sha256


def counted(versions: Versions) -> dict[Change, int]:
    """How many clauses became what, layout left out."""
    found = Counter(clause.change for clause in versions.comparison.clauses if not clause.is_layout)
    return {change: found[change] for change in CHANGES}


def turned(versions: Versions, turn: Turn) -> tuple[VerdictTurn, ...]:
    """The verdicts that turned this way, the gravest first."""
    return tuple(verdict for verdict in versions.comparison.turned if verdict.turn is turn)


def sides(verdict: VerdictTurn, versions: Versions) -> tuple[Side, Side]:
    """A verdict in the old and in the new version."""
    return (
        _side(own.OLD_SIDE, versions.old, verdict.requirement, verdict.before),
        _side(own.NEW_SIDE, versions.new, verdict.requirement, verdict.after),
    )


def _side(name: Text, assessment: Assessment, requirement: str, verdict: Verdict | None) -> Side:
    evidence = next((f.evidence for f in assessment.findings if f.requirement == requirement), ())
    return Side(name, assessment, verdict, evidence)


def verdict_word(verdict: Verdict | None, language: Tongue) -> str:
    """Icon and word, or that it was not checked."""
    return own.NOT_ASKED[language] if verdict is None else summary.verdict_word(verdict, language)


def silence(side: Side, language: Tongue) -> str:
    """What is said where nothing was found; "" where words are shown, or nothing was looked for."""
    is_asked = side.verdict not in (None, Verdict.NOT_APPLICABLE)
    return own.NO_WORDS[language] if is_asked and not side.evidence else ""


def place(passage: Passage, assessment: Assessment, language: Tongue) -> str:
    """Where a passage stands: "artikel 7.3 (p. 4)", with the file's name in a dossier of several."""
    words = texts(language)
    where = passage.label or words["in_text"]
    if passage.page is not None:
        where = f"{where} ({words['page']} {passage.page})"
    several = len(assessment.documents) > 1
    return summary.clean(f"{assessment.documents[passage.document].name}: {where}" if several else where)


def called(clause: Aligned, language: Tongue) -> str:
    """How a clause is called in the new version, or in the old one where it is gone."""
    return summary.clean((clause.new or clause.old)[0].label or texts(language)["in_text"])


def became(clause: Aligned, language: Tongue) -> tuple[str, ...]:
    """What became of a clause, in a word or some."""
    found = [own.CHANGE[clause.change]]
    if clause.moved and clause.change is Change.REWORDED:
        found.append(own.CHANGE[Change.MOVED])
    if clause.is_renumbered:
        found.append(own.RENUMBERED)
    return tuple(text[language] for text in found)


def paragraphs(clause: Aligned, *, is_old: bool) -> tuple[Paragraph, ...]:
    """The words of one side; marked only where there are two sides to tell apart."""
    return tuple(_paragraphs(clause, is_old=is_old))


def _paragraphs(clause: Aligned, *, is_old: bool) -> Iterator[Paragraph]:
    is_whole = not (clause.old and clause.new)
    number, runs = "", list[tuple[Mark, str]]()
    begun = False
    for run in clause.runs:
        words = run.old if is_old else run.new
        if words is None:
            continue
        if run.mark is Mark.NUMBER:
            if begun:
                yield Paragraph(number, tuple(runs))
            number, runs, begun = summary.clean(words), [], True
        else:
            runs.append((Mark.KEPT if is_whole else run.mark, summary.clean(words)))
    if begun:
        yield Paragraph(number, tuple(runs))


def tongue(assessment: Assessment, document: int) -> Tongue:
    """The language of most of a document: the one to read it aloud in."""
    return "en" if assessment.languages[document] == "en" else "nl"


def language_of(assessment: Assessment, evidence: Evidence) -> Tongue:
    """The language of the document that a quote comes from."""
    document = summary.document_of(assessment, evidence)
    for index, candidate in enumerate(assessment.documents):
        if candidate is document:
            return tongue(assessment, index)
    return summary.contract_language(assessment)
