"""What was recorded before award, as the memo and the overview of many contracts tell it."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import docx
import jsonschema
import openpyxl
import portfolios
import pytest

from analyser.award import BeforeAward, Checklist, Fact, Proof, RiskClass, Stand, load_checklist
from analyser.library import LIBRARY_FOLDER, ClauseLibrary
from analyser.model import Assessment, Text
from analyser.report import award, docx_memo, html, overview, write, xlsx
from analyser.report import json as json_report

DPIA = Fact(
    "dpia", Stand.DONE, "J. <Jansen>", date(2026, 11, 3), Proof("dpia-v2.pdf", "b2" * 32), "Versie 2."
)
CIO = Fact("advies-cio", Stand.OBJECTION, "CIO-office", date(2026, 11, 10), note="Eerst een exitplan.")
CLASS = Fact("risicoklasse", Stand.DONE, "Team AI", date(2026, 10, 20), risk_class=RiskClass.GENERAL)

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "report.schema.json").read_text(encoding="utf-8"))
TITLE = "Voor gunning: feiten, geen oordeel over de tekst"
UNREADABLE = Text("Het bestand klopt niet.", "The file is not right.")
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
    unreadable = BeforeAward(checklist, problem=UNREADABLE)
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
        ("contract-00003.pdf", *[None] * 14, "Het bestand klopt niet."),
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


SAID = (
    "2 van 8 gedaan, 1 bezwaar of negatief advies. Nog niet vastgelegd: IAMA of andere toets van het "
    "algoritme; Advies van de functionaris gegevensbescherming; Alternatieven en open source afgewogen; "
    "Medewerkers geïnformeerd en opgeleid; Opname in het algoritmeregister."
)


def page_section(page: str) -> str:
    """The section of the HTML report on facts, "" where there is none."""
    found = re.search(r'<section aria-labelledby="award">.*?</section>\n\n', page, re.DOTALL)
    return found[0] if found else ""


def texts_of(section: str) -> list[str]:
    """What stands in a page's section, element by element."""
    return [unescape(text) for text in re.findall(r">([^<>\n]+)<", section)]


def test_the_page_has_a_section_of_facts(
    assessment: Assessment, library: ClauseLibrary, before: BeforeAward
) -> None:
    found = texts_of(page_section(html.render(assessment, library, "nl", before)))
    first = found.index("Advies van de CIO")
    assert found[:3] == [TITLE, before.checklist.content.disclaimer.nl, SAID]
    assert found[first : found.index("Advies van de functionaris gegevensbescherming")] == [
        "Advies van de CIO",
        "Heeft de CIO vooraf geadviseerd?",
        "Stand", "bezwaar of negatief advies",
        "Wie", "CIO-office",
        "Wanneer", "10 november 2026",
        "Toelichting", "Eerst een exitplan.",
        "Wie dit vraagt, en sinds wanneer",
        f"{OLD}: Vraagt de uitkomsten van de risicoanalyse vooraf ter advies aan de CIO te geven. CIO Rijk "
        "voorkomt dubbele analyses. (inhoud geverifieerd)",
        f"{NEW}: niet nagegaan of deze regel dit vraagt",
    ]  # fmt: skip
    assert found[-2:] == [award.edition(before.checklist, "nl"), before.checklist.sha256]
    assert found[found.index("Wie") + 1] == "J. <Jansen>"


def test_the_page_is_otherwise_the_same(
    assessment: Assessment, library: ClauseLibrary, before: BeforeAward
) -> None:
    plain, told = (html.render(assessment, library, "nl", facts) for facts in (None, before))
    assert page_section(plain) == ""
    assert told.replace(page_section(told), "") == plain


def test_the_workbook_has_a_sheet_of_facts(
    assessment: Assessment, library: ClauseLibrary, before: BeforeAward
) -> None:
    plain, told = (
        openpyxl.load_workbook(io.BytesIO(xlsx.render(assessment, library, "nl", facts)))
        for facts in (None, before)
    )
    assert told.sheetnames == [*plain.sheetnames, "Voor gunning"]
    assert [rows(told[name]) for name in plain.sheetnames] == [rows(plain[name]) for name in plain.sheetnames]
    found = rows(told["Voor gunning"])
    nothing = (None,) * 6
    assert found[:5] == [
        (TITLE, None, *nothing),
        (None, before.checklist.content.disclaimer.nl, *nothing),
        ("Stand", SAID, *nothing),
        (None, None, *nothing),
        ("Onderdeel", "Stand", "Risicoklasse", "Wie", "Wanneer", "Document", "Toelichting",
         "Wie dit vraagt, en sinds wanneer"),
    ]  # fmt: skip
    assert [row[:7] for row in found[5:8]] == [
        ("Pre-scan of DPIA", "gedaan", None, "J. <Jansen>", "3 november 2026",
         f"dpia-v2.pdf (SHA-256 {'b2' * 32})", "Versie 2."),
        ("IAMA of andere toets van het algoritme", "nog niet vastgelegd", *(None,) * 5),
        ("Advies van de CIO", "bezwaar of negatief advies", None, "CIO-office", "10 november 2026", None,
         "Eerst een exitplan."),
    ]  # fmt: skip
    rules = award.asks(before.checklist.by_id["advies-cio"], before.checklist, "nl")
    assert found[7][7] == "\n".join(f"{source}: {says}" for source, says in rules)
    assert [row[:2] for row in found[-2:]] == [
        (award.edition(before.checklist, "nl"), None),
        ("SHA-256", before.checklist.sha256),
    ]


def test_the_machine_readable_report_holds_the_facts_beside_the_findings(
    assessment: Assessment, before: BeforeAward
) -> None:
    plain, told = (json.loads(json_report.render(assessment, facts)) for facts in (None, before))
    jsonschema.Draft202012Validator(SCHEMA).validate(told)
    assert plain["before_award"] is None
    assert told | {"before_award": None} == plain
    facts = told["before_award"]
    assert facts["checklist"] == {
        "version": "1.0.0", "law_as_of": "2026-11-21", "sha256": before.checklist.sha256,
    }  # fmt: skip
    assert facts["problem"] is None
    unrecorded = dict.fromkeys(("status", "who", "date", "document", "note", "risk_class"))
    known = {
        "dpia": {"status": "done", "who": "J. <Jansen>", "date": "2026-11-03",
                 "document": {"name": "dpia-v2.pdf", "sha256": "b2" * 32}, "note": "Versie 2."},
        "advies-cio": {"status": "objection", "who": "CIO-office", "date": "2026-11-10",
                       "note": "Eerst een exitplan."},
        "risicoklasse": {"status": "done", "who": "Team AI", "date": "2026-10-20",
                         "risk_class": "general-purpose"},
    }  # fmt: skip
    assert facts["checks"] == [
        {"id": check.id, "title": {"nl": check.title.nl, "en": check.title.en}}
        | unrecorded | known.get(check.id, {})
        for check in before.checklist.checks
    ]  # fmt: skip


def test_facts_that_cannot_be_read_are_told_and_not_counted(
    assessment: Assessment, library: ClauseLibrary, checklist: Checklist
) -> None:
    """Eight checks "not recorded yet" would be a guess: somebody may have recorded them all."""
    broken = BeforeAward(checklist, problem=UNREADABLE)
    disclaimer = checklist.content.disclaimer.nl
    opened = [TITLE, disclaimer, UNREADABLE.nl, "Over deze regels"]
    data = docx_memo.render(assessment, library, "nl", before=broken)
    assert [text for _, text in chapter(data, TITLE)[:4]] == opened
    assert texts_of(page_section(html.render(assessment, library, "nl", broken)))[:4] == opened
    book = openpyxl.load_workbook(io.BytesIO(xlsx.render(assessment, library, "nl", broken)))
    assert [row[:2] for row in rows(book["Voor gunning"])[1:6]] == [
        (None, disclaimer), ("Stand", UNREADABLE.nl), (None, None), (None, None), ("Over deze regels", None),
    ]  # fmt: skip
    report = json.loads(json_report.render(assessment, broken))
    jsonschema.Draft202012Validator(SCHEMA).validate(report)
    told = report["before_award"]
    assert (told["problem"], told["checks"]) == ({"nl": UNREADABLE.nl, "en": UNREADABLE.en}, [])


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_form_but_the_text_is_given_the_facts(
    assessment: Assessment, library: ClauseLibrary, before: BeforeAward, language: Any
) -> None:
    differs = {
        form: write.render(assessment, library, form, language)
        != write.render(assessment, library, form, language, before=before)
        for form in ("text", "html", "json", "xlsx", "docx")
    }
    assert differs == {"text": False, "html": True, "json": True, "xlsx": True, "docx": True}
