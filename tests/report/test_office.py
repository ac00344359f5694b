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

from analyser.library import ClauseLibrary
from analyser.model import Assessment
from analyser.report import docx_memo, summary, xlsx
from analyser.report.sheets import fit


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
