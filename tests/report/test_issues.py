"""The list of findings and decisions, opened again with openpyxl."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from assessments import MODEL_SHA256
from reviews import MADE

from analyser.library import ClauseLibrary
from analyser.model import Assessment, Verdict
from analyser.report.issues import issue_list
from analyser.review import Decision, Outcome

HEADER = (
    "Eis", "Thema", "Zwaarte", "Oordeel", "Zekerheid", "Vindplaats", "Besluit", "Oordeel van de beoordelaar",
    "Reden", "Beoordelaar", "Datum", "Voorstel",
)  # fmt: skip


def decide(outcome: Outcome, **fields: Any) -> Decision:
    return Decision("x", outcome, fields.pop("reason", "Daarom."), "A. Jansen", MADE, **fields)


DECIDED = [  # what was decided on the first findings, and the cells it gives; None: the model clause
    (Verdict.MET, decide(Outcome.AGREED), ("Eens met de bevinding", None, "")),
    (Verdict.PARTIAL, decide(Outcome.AGREED), ("Eens met de bevinding", None, None)),
    (Verdict.CONTRARY, decide(Outcome.ACCEPTED), ("Afwijking aanvaard", None, "")),
    (Verdict.MISSING, decide(Outcome.UNACCEPTABLE, proposal="=1+1"), ("Niet aanvaardbaar", None, "=1+1")),
    (Verdict.NOT_APPLICABLE, decide(Outcome.NOT_APPLICABLE), ("Niet van toepassing", None, "")),
    (Verdict.UNREAD, decide(Outcome.AGREED, proposal=""), ("Eens met de bevinding", None, "")),
    (
        Verdict.MET,
        decide(Outcome.AGREED, verdict=Verdict.CONTRARY),
        ("Eens met de bevinding", "✘ strijdig", None),
    ),
    (
        Verdict.PARTIAL,
        decide(Outcome.AGREED, verdict=Verdict.MET),
        ("Eens met de bevinding", "✔ voldoet", ""),
    ),
]


@pytest.fixture(scope="module")
def decisions(assessment: Assessment) -> dict[str, Decision]:
    assert [f.verdict for f in assessment.findings[: len(DECIDED)]] == [verdict for verdict, _, _ in DECIDED]
    return {
        finding.requirement: dataclasses.replace(decision, requirement=finding.requirement)
        for finding, (_, decision, _) in zip(assessment.findings, DECIDED, strict=False)
    }


@pytest.fixture(scope="module")
def book(assessment: Assessment, library: ClauseLibrary, decisions: dict[str, Decision]) -> Any:
    data = issue_list(assessment, library, decisions, "nl", made=date(2026, 11, 22))
    return openpyxl.load_workbook(io.BytesIO(data))


def test_a_row_for_each_finding_with_filter_and_frozen_header(book: Any, assessment: Assessment) -> None:
    assert book.sheetnames == ["Bevindingen", "Herkomst"]
    sheet = book["Bevindingen"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:L61")
    assert next(sheet.iter_rows(values_only=True)) == HEADER
    assert sheet.max_row == len(assessment.findings) + 1


def test_what_was_decided_stands_with_its_finding(
    book: Any, assessment: Assessment, library: ClauseLibrary
) -> None:
    rows = list(book["Bevindingen"].iter_rows(min_row=2, values_only=True))
    for row, finding, (_, decision, cells) in zip(rows, assessment.findings, DECIDED, strict=False):
        outcome, verdict, proposal = cells
        if proposal is None:
            proposal = library.requirement(finding.requirement).model_clause.nl
        assert row[6:] == (
            outcome, verdict, decision.reason, "A. Jansen", datetime(2026, 11, 21), proposal or None,
        )  # fmt: skip
    assert {row[6:] for row in rows[len(DECIDED) :]} == {("Nog niet beoordeeld", *[None] * 5)}


def test_a_finding_in_words(book: Any, assessment: Assessment, library: ClauseLibrary) -> None:
    rows = list(book["Bevindingen"].iter_rows(min_row=2, max_col=6, values_only=True))
    first = assessment.findings[0]
    severities = {"knock-out": "knock-out", "hoog": "hoog", "middel": "middel", "laag": "laag"}
    assert rows[0] == (
        library.requirement(first.requirement).title.nl,
        library.theme(first.theme).title.nl,
        severities[first.severity],
        "✔ voldoet",
        "zeker",
        "artikel 1.1 (p. 1)\nartikel 1.3 (p. 1)",
    )
    assert [row[0] for row in rows] == [
        library.requirement(f.requirement).title.nl for f in assessment.findings
    ]


def test_days_are_days_to_sort_by(book: Any) -> None:
    cell = book["Bevindingen"]["K2"]
    assert (cell.is_date, cell.number_format) == (True, "yyyy-mm-dd")


def test_where_the_list_comes_from(book: Any, assessment: Assessment, library: ClauseLibrary) -> None:
    rows = list(book["Herkomst"].iter_rows(max_col=2, values_only=True))
    document = assessment.documents[0]
    assert rows[:-2] == [
        ("Lijst van bevindingen en besluiten", None),
        ("Opgesteld op", datetime(2026, 11, 22)),
        ("Bestand", document.name),
        ("SHA-256", document.sha256),
        ("Clausulebibliotheek, versie", library.version),
        ("Stand van het recht", library.manifest.law_as_of),
        ("SHA-256", library.sha256),
        ("SHA-256 van het geleerde model", MODEL_SHA256),
    ]
    assert rows[-2][0] == "Toelichting"
    assert rows[-1] == (None, library.manifest.disclaimer.nl)


def test_without_a_day_none_is_named(assessment: Assessment, library: ClauseLibrary) -> None:
    book = openpyxl.load_workbook(io.BytesIO(issue_list(assessment, library, {}, "en")))
    assert [row[0] for row in book["Provenance"].iter_rows(max_row=2, values_only=True)] == [
        "List of findings and decisions",
        "File",
    ]
    assert {row[6] for row in book["Findings"].iter_rows(min_row=2, values_only=True)} == {"Not yet reviewed"}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r="])
def test_no_reason_name_or_clause_becomes_a_formula(
    start: str, assessment: Assessment, library: ClauseLibrary
) -> None:
    name = assessment.findings[0].requirement
    text = f'{start}HYPERLINK("http://x.example")'
    wild = Decision(name, Outcome.UNACCEPTABLE, text, text, MADE, proposal=text)
    data = issue_list(assessment, library, {name: wild}, "nl")
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s", "n", "d"}
    assert [cell for cell in cells if cell.hyperlink] == []
    parts = zipfile.ZipFile(io.BytesIO(data))
    assert [n for n in parts.namelist() if n.startswith("xl/worksheets/") and b"<f>" in parts.read(n)] == []


def test_the_same_decisions_give_the_same_bytes(
    assessment: Assessment,
    library: ClauseLibrary,
    decisions: dict[str, Decision],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = issue_list(assessment, library, decisions, "nl")
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)  # another day
    assert issue_list(assessment, library, decisions, "nl") == first
