"""What was recorded before award, as the memo and the overview of many contracts tell it."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any

import docx
import openpyxl
import portfolios
import pytest

from analyser.award import BeforeAward, Checklist, Fact, Proof, RiskClass, Stand, load_checklist
from analyser.library import LIBRARY_FOLDER, ClauseLibrary
from analyser.model import Assessment, Text
from analyser.report import award, docx_memo, overview

DPIA = Fact(
    "dpia", Stand.DONE, "J. <Jansen>", date(2026, 11, 3), Proof("dpia-v2.pdf", "b2" * 32), "Versie 2."
)
CIO = Fact("advies-cio", Stand.OBJECTION, "CIO-office", date(2026, 11, 10), note="Eerst een exitplan.")
CLASS = Fact("risicoklasse", Stand.DONE, "Team AI", date(2026, 10, 20), risk_class=RiskClass.GENERAL)

OLD = (
    "Voorlopig standpunt generatieve AI, Kamerstuk 26643, nr. 1098 (brief van 11 december 2023); van 11 "
    "december 2023 tot 16 april 2025; bond alleen het Rijk; vervangen door Overheidsbreed standpunt "
    "generatieve AI"
)
NEW = (
    "Overheidsbreed standpunt generatieve AI, april 2025; sinds 16 april 2025; overheidsbreed; vervangt het "
    "voorlopige standpunt"
)


@pytest.fixture(scope="module")
def checklist() -> Checklist:
    return load_checklist(LIBRARY_FOLDER)


@pytest.fixture(scope="module")
def before(checklist: Checklist) -> BeforeAward:
    return BeforeAward(checklist, {fact.check: fact for fact in (DPIA, CIO, CLASS)})


def chapter(data: bytes, title: str) -> list[tuple[str, str]]:
    """Style and text of the paragraphs from the heading ``title`` to the next of its level."""
    paragraphs = [(p.style.name, p.text) for p in docx.Document(io.BytesIO(data)).paragraphs]
    first = paragraphs.index(("Heading 1", title))
    after = [i for i, (style, _) in enumerate(paragraphs) if style == "Heading 1" and i > first]
    return paragraphs[first : after[0]]


def section(found: list[tuple[str, str]], title: str) -> list[str]:
    """The texts below a heading of the chapter."""
    first = found.index(("Heading 2", title))
    end = next((i for i, (style, _) in enumerate(found) if style == "Heading 2" and i > first), len(found))
    return [text for _, text in found[first + 1 : end]]


def test_the_memo_has_a_chapter_of_facts(
    assessment: Assessment, library: ClauseLibrary, before: BeforeAward
) -> None:
    data = docx_memo.render(assessment, library, "nl", before=before)
    found = chapter(data, "Voor gunning: feiten, geen oordeel over de tekst")
    assert [text for _, text in found[1:3]] == [
        "Dit zijn feiten die mensen hebben vastgelegd. Het programma controleert ze niet, en er volgt geen "
        "oordeel uit over de tekst van het contract of over de gunning.",
        "2 van 8 gedaan, 1 bezwaar of negatief advies. Nog niet vastgelegd: IAMA of andere toets van het "
        "algoritme; Advies van de functionaris gegevensbescherming; Alternatieven en open source afgewogen; "
        "Medewerkers geïnformeerd en opgeleid; Opname in het algoritmeregister.",
    ]
    assert [text for style, text in found if style == "Heading 2"] == [
        *(check.title.nl for check in before.checklist.checks), "Over deze regels",
    ]  # fmt: skip
    assert found[-1][1] == (
        f"Lijst voor gunning, versie 1.0.0, stand van het recht 21 november 2026; SHA-256 "
        f"{before.checklist.sha256}"
    )


def test_a_check_with_its_fact_and_the_dated_rules(
    assessment: Assessment, library: ClauseLibrary, before: BeforeAward
) -> None:
    data = docx_memo.render(assessment, library, "nl", before=before)
    found = chapter(data, "Voor gunning: feiten, geen oordeel over de tekst")
    assert section(found, "Pre-scan of DPIA") == [
        "Is er een pre-scan of een DPIA gedaan?",
        "Stand: gedaan",
        "Wie: J. <Jansen>",
        "Wanneer: 3 november 2026",
        f"Document: dpia-v2.pdf (SHA-256 {'b2' * 32})",
        "Toelichting: Versie 2.",
        "Wie dit vraagt, en sinds wanneer:",
        f"{OLD}: Vraagt per geval vooraf een risicoanalyse, waaronder een (pre-scan) DPIA. (inhoud "
        "geverifieerd)",
        f"{NEW}: Vraagt vooraf een risicoanalyse. Of het daarbij een DPIA noemt, is niet nagegaan. (inhoud "
        "waarschijnlijk)",
        "AVG, Verordening (EU) 2016/679, art. 35; ingangsdatum niet nagegaan; de "
        "verwerkingsverantwoordelijke: Regelt de gegevensbeschermingseffectbeoordeling (DPIA). (inhoud "
        "geverifieerd)",
        "FAQ Generatieve AI compliance van CIO Rijk, v1.0, maart 2026, p. 16-17; uitleg voor het Rijk: De "
        "DPIA is een taak van de gebruiksverantwoordelijke. (inhoud geverifieerd)",
    ]
    assert section(found, "Opname in het algoritmeregister") == [
        "Staat het algoritme in het algoritmeregister, of is de opname voorbereid?",
        "Stand: nog niet vastgelegd",
        "Wie dit vraagt, en sinds wanneer:",
        f"{OLD}: niet nagegaan of deze regel dit vraagt",
        f"{NEW}: niet nagegaan of deze regel dit vraagt",
        "Beleid over het algoritmeregister, Algoritmekader, bzk-01; ingangsdatum niet nagegaan; vastgesteld "
        "beleid voor overheden, geen wettelijke plicht: Vastgesteld beleid om algoritmes in het register op "
        "te nemen. Het is geen wettelijke plicht. (inhoud geverifieerd)",
    ]


def test_a_rule_that_is_still_to_come_says_from_when(checklist: Checklist) -> None:
    said = {
        check.id: [rule for rule, _ in award.asks(check, checklist, "en") if rule.startswith("AI regulation")]
        for check in checklist.checks
    }
    regulation = "AI regulation, Verordening (EU) 2024/1689, gewijzigd door Verordening (EU) 2026/1744"
    binds = "providers and deployers, public authorities too"
    assert said["algoritmetoets"] == [f"{regulation}, art. 27; from 2 December 2027; {binds}"]
    assert said["medewerkers"] == [f"{regulation}, art. 4; since 27 July 2026; {binds}"]


def test_without_facts_the_memo_has_no_chapter(
    assessment: Assessment, library: ClauseLibrary, checklist: Checklist
) -> None:
    def headings(data: bytes) -> list[str]:
        paragraphs = docx.Document(io.BytesIO(data)).paragraphs
        return [p.text for p in paragraphs if p.style.name == "Heading 1"]

    without = headings(docx_memo.render(assessment, library, "en"))
    nothing = headings(docx_memo.render(assessment, library, "en", before=BeforeAward(checklist)))
    added = "Before award: facts, no verdict on the text"
    assert nothing == [*without[:3], added, *without[3:]]


def rows(sheet: Any) -> list[tuple[Any, ...]]:
    return list(sheet.iter_rows(values_only=True))


def test_the_overview_has_a_sheet_with_a_row_for_each_contract_of_which_facts_are_kept(
    library: ClauseLibrary, before: BeforeAward, checklist: Checklist
) -> None:
    unreadable = BeforeAward(checklist, problem=Text("Het bestand klopt niet.", "The file is not right."))
    kept = [before, None, BeforeAward(checklist), unreadable]
    outcomes = [replace(portfolios.judged(library, n), before=facts) for n, facts in enumerate(kept)]
    book = openpyxl.load_workbook(io.BytesIO(overview.render(outcomes, (), library, "nl")))
    header, *found = rows(book["Voor gunning"])
    titles = tuple(check.title.nl for check in checklist.checks)
    assert header == (
        "Contract", "niet begonnen", "loopt", "gedaan", "niet nodig", "bezwaar of negatief advies",
        "nog niet vastgelegd", *titles, "Toelichting",
    )  # fmt: skip
    no = "nog niet vastgelegd"
    dpia = (
        f"gedaan\nWie: J. <Jansen>\nWanneer: 3 november 2026\nDocument: dpia-v2.pdf (SHA-256 {'b2' * 32})\n"
        "Toelichting: Versie 2."
    )
    cio = (
        "bezwaar of negatief advies\nWie: CIO-office\nWanneer: 10 november 2026\n"
        "Toelichting: Eerst een exitplan."
    )
    risk = "gedaan\nRisicoklasse: model voor algemene doeleinden\nWie: Team AI\nWanneer: 20 oktober 2026"
    assert found == [
        ("contract-00000.pdf", 0, 0, 2, 0, 1, 5, dpia, no, cio, no, risk, no, no, no, None),
        ("contract-00002.pdf", 0, 0, 0, 0, 0, 8, *[no] * 8, None),
        ("contract-00003.pdf", 0, 0, 0, 0, 0, 8, *[no] * 8, "Het bestand klopt niet."),
    ]
    assert book.sheetnames[:3] == ["Overzicht", "Gaten", "Voor gunning"]
    (provenance,) = (row for row in rows(book["Verantwoording"]) if str(row[0]).startswith("Lijst"))
    assert provenance == (
        "Lijst voor gunning, versie 1.0.0, stand van het recht 21 november 2026",
        checklist.sha256,
    )


def test_facts_change_nothing_else_in_the_overview(library: ClauseLibrary, before: BeforeAward) -> None:
    outcome = portfolios.judged(library, 1)
    plain, told = (
        openpyxl.load_workbook(io.BytesIO(overview.render([kept], (), library, "nl")))
        for kept in (outcome, replace(outcome, before=before))
    )
    assert told.sheetnames == [*plain.sheetnames[:2], "Voor gunning", *plain.sheetnames[2:]]
    same = plain.sheetnames[:-1]
    assert [rows(told[name]) for name in same] == [rows(plain[name]) for name in same]
