"""What every report says of an assessment: counts, gaps in order, the conclusion, quotes with marks.

Pure; the reports differ in form only because all of them ask here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from analyser.library import ClauseLibrary, QuantityTest, Requirement, Source, Theme
from analyser.model import GAPS, LEARNED, Assessment, Document, Evidence, Finding, Role, Severity, Verdict
from analyser.portfolio import Line
from analyser.reading.notices import describe
from analyser.report.texts import ICONS, Tongue, texts

VERDICTS = tuple(Verdict)
_SEVERITIES = tuple(Severity)
_Judged = TypeVar("_Judged", Finding, Line)  # what is counted and ordered alike
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a quote; ``deciding`` where these are the words that decided."""

    text: str
    deciding: bool


@dataclass(frozen=True, slots=True)
class ThemeTally:
    """A theme with the findings that belong to it and their count per verdict."""

    theme: Theme
    findings: tuple[Finding, ...]
    counts: dict[Verdict, int]


def clean(text: str) -> str:
    """``text`` fit for a terminal, XML and UTF-8.

    A contract, or a file's name, may hold escape codes that a terminal would obey, control
    characters that XML forbids, or half a surrogate pair; each becomes U+FFFD.
    """
    return _UNSAFE.sub("\ufffd", text)


def verdict_word(verdict: Verdict, language: Tongue) -> str:
    """Icon and word: "✘ strijdig"."""
    return f"{ICONS[verdict]} {texts(language)['verdict'][verdict]}"


def counts(findings: Iterable[_Judged]) -> dict[Verdict, int]:
    """How many findings have each verdict, every verdict named, in the model's order."""
    counted = Counter(finding.verdict for finding in findings)
    return {verdict: counted[verdict] for verdict in VERDICTS}


def per_theme(assessment: Assessment, library: ClauseLibrary) -> tuple[ThemeTally, ...]:
    """The themes in the library's order, those without findings left out."""
    tallies = []
    for theme in library.manifest.themes:
        findings = tuple(f for f in assessment.findings if f.theme == theme.id)
        if findings:
            tallies.append(ThemeTally(theme, findings, counts(findings)))
    return tuple(tallies)


def gaps(findings: Iterable[_Judged]) -> tuple[_Judged, ...]:
    """What is not wholly covered: by severity, then by verdict, then as the library orders them."""
    open_findings = [finding for finding in findings if finding.verdict in GAPS]
    return tuple(sorted(open_findings, key=lambda f: (_SEVERITIES.index(f.severity), GAPS.index(f.verdict))))


def knock_outs(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The gaps that are a knock-out, the gravest first."""
    return tuple(finding for finding in gaps(findings) if finding.severity is Severity.KNOCK_OUT)


def judged(findings: Iterable[Finding]) -> int:
    """How many requirements apply to this contract."""
    return sum(finding.verdict is not Verdict.NOT_APPLICABLE for finding in findings)


def conclusion(assessment: Assessment, language: Tongue) -> str:
    """The outcome in one plain sentence."""
    words = texts(language)
    counted = counts(assessment.findings)
    what = words["contract"] if len(assessment.documents) == 1 else words["dossier"]
    total = judged(assessment.findings)
    unread = counted[Verdict.UNREAD]
    short = counted[Verdict.PARTIAL] + counted[Verdict.CONTRARY] + counted[Verdict.MISSING]
    if not total:
        return words["conclusion_none"].format(what=what) + "."
    if not short and not unread:
        return words["conclusion_all"].format(what=what, judged=total) + "."
    open_knock_outs = sum(f.verdict is not Verdict.UNREAD for f in knock_outs(assessment.findings))
    sentence = words["conclusion_gaps"].format(
        what=what,
        met=counted[Verdict.MET],
        judged=total,
        gaps=number(short, words["gap_one"], words["gap_many"]),
        knock_outs=open_knock_outs,
    )
    if unread:
        some = number(unread, words["requirement_one"], words["requirement_many"])
        sentence += words["conclusion_unread"].format(unread=some)
    return sentence + "."


def number(count: int, one: str, many: str) -> str:
    """The singular or the plural text; ``many`` holds {n}."""
    return one if count == 1 else many.format(n=count)


def to_review(findings: Iterable[_Judged]) -> tuple[_Judged, ...]:
    """The findings a person should look at before relying on them."""
    return tuple(finding for finding in findings if finding.review)


def why(finding: Finding, requirement: Requirement, language: Tongue) -> str:
    """The verdict's ground in a few words, for a table; the explanation says it in full."""
    words = texts(language)
    if finding.verdict is Verdict.MISSING:
        return words["why_missing"]
    if finding.verdict is Verdict.UNREAD:
        return words["why_unread"]
    if not finding.evidence:
        return ""
    first = finding.evidence[0]
    if first.rule == LEARNED:
        return words["why_learned"]
    rule = next((rule for rule in requirement.rules if rule.id == first.rule), None)
    ground = rule.label[language] if rule is not None else ""
    if rule is not None and rule.effect == "unwanted" and first.role is Role.FOR:
        ground = words["why_forbids"].format(what=ground)
    lacking = elements(requirement, finding.lacking, language)
    if finding.verdict is Verdict.MET or first.role is Role.AGAINST or not lacking:
        return ground
    return f"{ground}; {words['why_lacking']}: {', '.join(lacking)}"


def elements(requirement: Requirement, ids: Iterable[str], language: Tongue) -> tuple[str, ...]:
    """The labels of elements by id; an id the library no longer knows stands as it is."""
    labels = {element.id: element.label[language] for element in requirement.elements}
    return tuple(labels.get(element_id, element_id) for element_id in ids)


def place(evidence: Evidence, language: Tongue, *, with_file: bool = False) -> str:
    """Where evidence stands: "artikel 7.3 (p. 4)", with the file's name in a dossier of several."""
    words = texts(language)
    where = evidence.clause or words["in_text"]
    if evidence.page is not None:
        where = f"{where} ({words['page']} {evidence.page})"
    return clean(f"{evidence.file}: {where}" if with_file else where)


def first_place(finding: Finding, language: Tongue, *, with_file: bool = False) -> str:
    """The place of the deciding passage; "" where nothing was found."""
    return place(finding.evidence[0], language, with_file=with_file) if finding.evidence else ""


def quote(assessment: Assessment, evidence: Evidence) -> tuple[Piece, ...]:
    """A quote cut into deciding words and the rest; joined, the pieces are ``evidence.text``.

    ``deciding`` counts in the document's text and ``text`` has its white space folded, so the pieces
    are cut from the document. Where that text is not at hand, the quote comes unmarked.
    """
    plain = (Piece(clean(evidence.text), False),)
    document = document_of(assessment, evidence)
    if document is None or not evidence.deciding:
        return plain
    pieces = [Piece(text, deciding) for text, deciding in _fold(_cut(document.text, evidence)) if text]
    if "".join(piece.text for piece in pieces) != evidence.text:
        return plain
    return tuple(Piece(clean(piece.text), piece.deciding) for piece in pieces)


def document_of(assessment: Assessment, evidence: Evidence) -> Document | None:
    """The document that holds exactly this passage, or None (two files may share a name)."""
    return next((document for document in assessment.documents if holds(document, evidence)), None)


def holds(document: Document, evidence: Evidence) -> bool:
    """Whether ``evidence`` is a passage of exactly this document, and not of one that bears its name."""
    passage = document.text[evidence.start : evidence.end]
    return document.name == evidence.file and " ".join(passage.split()) == evidence.text


def _cut(text: str, evidence: Evidence) -> Iterator[tuple[str, bool]]:
    at = evidence.start
    for start, end in sorted(evidence.deciding):
        if end <= at:
            continue
        yield text[at : max(start, at)], False
        yield text[max(start, at) : end], True
        at = end
    yield text[at : evidence.end], False


def _fold(pieces: Iterable[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Fold white space over the borders of the pieces, as ``" ".join(text.split())`` would over all."""
    folded: list[tuple[str, bool]] = []
    spaced = True  # leading white space falls away
    for text, deciding in pieces:
        single = re.sub(r"\s+", " ", text)
        if spaced:
            single = single.lstrip(" ")
        if single:
            spaced = single.endswith(" ")
            folded.append((single, deciding))
    if folded:
        folded[-1] = (folded[-1][0].rstrip(" "), folded[-1][1])
    return folded


def contract_language(assessment: Assessment) -> Tongue:
    """The language of most words of the dossier: the language to propose clauses in."""
    weight = dict.fromkeys(("nl", "en"), 0)
    for document, language in zip(assessment.documents, assessment.languages, strict=True):
        weight[language] += document.word_count
    return "en" if weight["en"] > weight["nl"] else "nl"


def about(assessment: Assessment, library: ClauseLibrary, language: Tongue) -> str:
    """What the contract is about and how that is known: "persoonsgegevens (uit de tekst afgeleid)"."""
    words = texts(language)
    titles = {signs.subject: signs.title[language] for signs in library.manifest.subjects}
    named = ", ".join(titles.get(subject, str(subject)) for subject in assessment.applies)
    return f"{named or words['about_nothing']} ({words['applies_source'][assessment.applies_source]})"


def notices(assessment: Assessment, language: Tongue, *, unread: bool) -> tuple[str, ...]:
    """What must be known of the files, a sentence each; ``unread`` picks text missed, or the rest."""
    several = len(assessment.documents) > 1
    return tuple(
        clean(f"{document.name}: {describe(notice, language)}" if several else describe(notice, language))
        for document in assessment.documents
        for notice in document.notices
        if notice.unread is unread
    )


def source_sureness(source: Source, language: Tongue) -> str:
    """How sure we are of a source: "vindplaats geverifieerd, inhoud waarschijnlijk"."""
    words = texts(language)
    sureness = words["sureness"]
    content = f"{words['content_sure']} {sureness[source.confidence]}"
    if source.article is None:
        return content
    return f"{words['number_sure']} {sureness[source.number_confidence]}, {content}"


def source_name(source: Source) -> str:
    """Instrument and article: "AVG (EU) 2016/679, art. 33"."""
    return f"{source.instrument}, {source.article}" if source.article else source.instrument


def threshold(test: QuantityTest, language: Tongue) -> str:
    """A number that contracts are held against: "ten hoogste 48 uur"."""
    words = texts(language)
    value = f"{test.value:,.10g}"
    if language == "nl":
        value = value.translate(str.maketrans(",.", ".,"))
    return f"{words['operator'][test.operator]} {value} {words['unit'].get(test.unit, test.unit)}"


def lines(assessment: Assessment, library: ClauseLibrary, language: Tongue) -> tuple[Line, ...]:
    """What an overview of many contracts keeps of this one."""
    several = len(assessment.documents) > 1
    kept = []
    for finding in assessment.findings:
        place_of_gap = why_gap = ""
        if finding.verdict in GAPS:
            place_of_gap = first_place(finding, language, with_file=several)
            why_gap = why(finding, library.requirement(finding.requirement), language)
        kept.append(
            Line(
                finding.requirement,
                finding.theme,
                finding.severity,
                finding.verdict,
                finding.confidence,
                finding.review,
                place_of_gap,
                why_gap,
            )
        )
    return tuple(kept)
