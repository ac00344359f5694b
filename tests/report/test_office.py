"""The workbook and the memo, opened again with other programs than the ones that wrote them."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from typing import Any

import assessments
import docx
import openpyxl
import pytest
from reviews import MADE

from analyser.library import ClauseLibrary
from analyser.model import Assessment, Finding, Verdict
from analyser.report import docx_memo, summary, xlsx
from analyser.report.sheets import fit
from analyser.review import Decision, Outcome


@pytest.fixture(scope="module")
def book(assessment: Assessment, library: ClauseLibrary) -> Any:
    return openpyxl.load_workbook(io.BytesIO(xlsx.render(assessment, library, "nl")))


@pytest.fixture(scope="module")
def memo(assessment: Assessment, library: ClauseLibrary) -> Any:
    return docx.Document(io.BytesIO(docx_memo.render(assessment, library, "nl")))


def test_sheets_with_frozen_header_and_filter(book: Any) -> None:
    assert book.sheetnames == ["Samenvatting", "Bevindingen", "Bronnen"]
    findings = book["Bevindingen"]
    assert (findings.freeze_panes, findings.auto_filter.ref) == ("C2", "A1:L61")
    assert findings["H2"].alignment.wrap_text is True


def test_a_row_for_each_requirement(book: Any, assessment: Assessment, library: ClauseLibrary) -> None:
    rows = list(book["Bevindingen"].iter_rows(min_row=2, values_only=True))
    assert [(row[1], row[3]) for row in rows] == [
        (library.requirement(f.requirement).title.nl, summary.verdict_word(f.verdict, "nl"))
        for f in assessment.findings
    ]
    explanation = f"Uitleg bij {assessment.findings[0].requirement}."
    assert rows[0][4:9] == ("ja", "zeker", 0.93, explanation, "artikel 1.1 (p. 1)\nartikel 1.3 (p. 1)")


def test_confidence_has_a_column_for_the_word_and_one_for_the_number(
    book: Any, assessment: Assessment
) -> None:
    header, *rows = book["Bevindingen"].iter_rows(min_col=6, max_col=7, values_only=True)
    assert header == ("Zekerheid", "Zekerheid (0-1)")
    words = {"sure": "zeker", "fair": "vrij zeker", "unsure": "onzeker"}
    assert rows == [(words[f.certainty], f.confidence) for f in assessment.findings]


def test_the_workbook_names_both_hashes(book: Any, library: ClauseLibrary) -> None:
    rows = list(book["Samenvatting"].iter_rows(max_col=2, values_only=True))
    hashes = [row for row in rows if str(row[0]).startswith("SHA-256")]
    assert hashes == [
        ("SHA-256", assessments.document().sha256),
        ("SHA-256", library.sha256),
        ("SHA-256 van het geleerde model", assessments.MODEL_SHA256),
    ]


@pytest.mark.parametrize("sha256", [assessments.MODEL_SHA256, ""], ids=["learned weights", "none"])
def test_the_memo_names_the_learned_weights_where_there_are(
    sha256: str, assessment: Assessment, library: ClauseLibrary
) -> None:
    judged = dataclasses.replace(assessment, model_sha256=sha256)
    memo = docx.Document(io.BytesIO(docx_memo.render(judged, library, "nl")))
    named = [p.text for p in memo.paragraphs if "geleerde model" in p.text]
    assert named == ([f"SHA-256 van het geleerde model {sha256}"] if sha256 else [])


def test_no_cell_is_a_formula_or_a_link(book: Any, assessment: Assessment, library: ClauseLibrary) -> None:
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert [cell for cell in cells if cell.hyperlink] == []
    parts = zipfile.ZipFile(io.BytesIO(xlsx.render(assessment, library, "nl")))
    sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
    assert [name for name in sheets if b"<f>" in parts.read(name)] == []


def test_sources_keep_their_confidence(book: Any, library: ClauseLibrary) -> None:
    rows = list(book["Bronnen"].iter_rows(min_row=2, values_only=True))
    assert len(rows) == sum(len(r.sources) + len(r.tests) for r in library.requirements)
    assert {row[4] for row in rows} == {"geverifieerd", "waarschijnlijk", "niet geverifieerd"}


def test_the_disclaimer_stands_once_in_the_workbook(book: Any, library: ClauseLibrary) -> None:
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert cells.count(library.manifest.disclaimer.nl) == 1


@pytest.mark.parametrize(
    ("text", "kept"), [("=1+1", "=1+1"), ("a" * 40_000, "a" * 32_766 + "…"), ("\x00", "\ufffd")],
    ids=["formula", "too long", "control"],
)  # fmt: skip
def test_what_a_cell_can_hold(text: str, kept: str) -> None:
    assert fit(text) == kept


def test_the_memos_headings(memo: Any, assessment: Assessment, library: ClauseLibrary) -> None:
    def headings(style: str) -> list[str]:
        return [p.text for p in memo.paragraphs if p.style.name == style]

    assert headings("Title") == ["Toets van contractbepalingen"]
    assert headings("Heading 1") == ["Conclusie", "Samenvatting", "Gaten", "Bronnen", "Verantwoording"]
    gaps = [library.requirement(f.requirement).title.nl for f in summary.gaps(assessment.findings)]
    themes = [theme.title.nl for theme in library.manifest.themes]
    assert headings("Heading 2") == ["Niet gelezen", *themes, *gaps]


def test_the_memos_tables_repeat_their_header(memo: Any) -> None:
    assert len(memo.tables) == 8  # counts, a table for each of six themes, sources
    assert [t for t in memo.tables if "w:tblHeader" not in t.rows[0]._tr.xml] == []


def test_the_memo_quotes_with_the_deciding_words_in_bold(memo: Any) -> None:
    quote = next(p for p in memo.paragraphs if "<b>" in p.text)
    assert [(run.text, bool(run.bold)) for run in quote.runs] == [
        ("1.1 Leverancier meldt een datalek <b>", False),
        ("binnen 96 uur", True),
        ("</b> & op eigen kosten.", False),
    ]


@pytest.mark.parametrize(("language", "locale"), [("nl", "nl-NL"), ("en", "en-GB")])
def test_the_memos_language_and_disclaimer(
    assessment: Assessment, library: ClauseLibrary, language: Any, locale: str
) -> None:
    memo = docx.Document(io.BytesIO(docx_memo.render(assessment, library, language)))
    assert memo.core_properties.language == locale
    assert f'<w:lang w:val="{locale}"' in memo.styles.element.xml
    disclaimer = library.manifest.disclaimer[language]
    assert [p.text for p in memo.paragraphs].count(disclaimer) == 1
    assert memo.paragraphs[-1].text == disclaimer


@pytest.mark.parametrize("report", [xlsx, docx_memo], ids=["xlsx", "docx"])
def test_the_same_assessment_gives_the_same_bytes(
    library: ClauseLibrary, assessment: Assessment, report: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = report.render(assessment, library, "nl")
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)  # another day
    assert report.render(assessments.assessment(library), library, "nl") == first
    dates = {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(first)).infolist()}
    assert dates == {(1980, 1, 1, 0, 0, 0)}


def _decided(assessment: Assessment, found: Verdict, **fields: Any) -> tuple[Finding, Decision]:
    """The first finding with the verdict ``found``, and a decision on it."""
    finding = next(f for f in assessment.findings if f.verdict is found)
    outcome = fields.pop("outcome", Outcome.UNACCEPTABLE)
    return finding, Decision(finding.requirement, outcome, "Daarom.", "A. Jansen", MADE, **fields)


def _after(memo: Any, heading: str) -> list[str]:
    """The texts below a heading, up to the next one."""
    paragraphs = list(memo.paragraphs)
    at = max(i for i, p in enumerate(paragraphs) if p.text == heading and p.style.name.startswith("Heading"))
    below = paragraphs[at + 1 :]
    end = next((i for i, p in enumerate(below) if p.style.name.startswith("Heading")), len(below))
    return [p.text for p in below[:end]]


def _memo_of(assessment: Assessment, library: ClauseLibrary, *decisions: Decision) -> Any:
    decided = {decision.requirement: decision for decision in decisions}
    return docx.Document(io.BytesIO(docx_memo.render(assessment, library, "nl", decided)))


def test_without_decisions_the_memo_says_nothing_about_them(
    assessment: Assessment, library: ClauseLibrary
) -> None:
    assert docx_memo.render(assessment, library, "nl", None) == docx_memo.render(assessment, library, "nl")
    told = [p.text for p in _memo_of(assessment, library).paragraphs]
    assert told.count("Besluit: Nog niet beoordeeld") == len(summary.gaps(assessment.findings))


def test_a_gap_says_what_was_decided_by_whom_when_and_why(
    assessment: Assessment, library: ClauseLibrary
) -> None:
    finding, decision = _decided(
        assessment, Verdict.CONTRARY, verdict=Verdict.PARTIAL, proposal="Een eigen tekst."
    )
    memo = _memo_of(assessment, library, decision)
    told = _after(memo, library.requirement(finding.requirement).title.nl)
    assert told[1:4] == [
        "Besluit: Niet aanvaardbaar (A. Jansen, 21 november 2026)",
        "Oordeel van de beoordelaar: ◐ deels",
        "Reden: Daarom.",
    ]
    assert told[-2:] == ["Voorstel voor een bepaling:", "Een eigen tekst."]


@pytest.mark.parametrize("proposal", [None, ""], ids=["the library's", "none"])
def test_the_clause_proposed_is_the_reviewers_choice(
    proposal: str | None, assessment: Assessment, library: ClauseLibrary
) -> None:
    finding, decision = _decided(assessment, Verdict.CONTRARY, proposal=proposal)
    requirement = library.requirement(finding.requirement)
    told = _after(_memo_of(assessment, library, decision), requirement.title.nl)
    named = ["Voorstel voor een bepaling:", requirement.model_clause.nl]
    advice = f"Advies: {requirement.advice.nl}"
    assert told[told.index(advice) + 1 :] == (named if proposal is None else [])


def test_decisions_on_other_findings_and_what_nobody_decided_on(
    assessment: Assessment, library: ClauseLibrary
) -> None:
    met, on_met = _decided(assessment, Verdict.MET, outcome=Outcome.AGREED)
    gap, on_gap = _decided(assessment, Verdict.CONTRARY)
    memo = _memo_of(assessment, library, on_met, on_gap)
    assert _after(memo, "Besluiten over andere bevindingen") == [
        f"{library.requirement(met.requirement).title.nl}: ✔ voldoet",
        "Besluit: Eens met de bevinding (A. Jansen, 21 november 2026)",
        "Reden: Daarom.",
    ]
    undecided = memo.tables[-2]  # the last one holds the sources
    assert [[cell.text for cell in row.cells] for row in undecided.rows[1:]] == [
        [
            summary.verdict_word(f.verdict, "nl"),
            f.severity.value,
            library.requirement(f.requirement).title.nl,
        ]
        for f in assessment.findings
        if f.verdict is not Verdict.NOT_APPLICABLE and f not in (met, gap)
    ]


def test_when_everything_was_decided_the_memo_says_so(assessment: Assessment, library: ClauseLibrary) -> None:
    decisions = [Decision(f.requirement, Outcome.ACCEPTED, "Ja.", "B", MADE) for f in assessment.findings]
    memo = _memo_of(assessment, library, *decisions)
    assert _after(memo, "Nog niet beoordeelde bevindingen") == ["Over alle bevindingen is besloten."]
    assert len(memo.tables) == 8
