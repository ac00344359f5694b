"""Before award on the page: recorded with who and when, refused where it cannot be so, and told elsewhere."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import replace
from datetime import date

import docx
import openpyxl
import pytest
import streamlit as st
from axe import SCHEMES, show_in, violations
from browsing import settled, wider_than_screen
from judging import assessment_of, judged, sample
from pages import page, shown, titles
from playwright.sync_api import Page, expect
from streamlit.testing.v1 import AppTest

from analyser.award import Checklist, Fact, Proof, RiskClass, Stand, load_checklist
from analyser.library import load_library
from analyser.report import overview
from analyser.review import Outcome
from analyser.store import Actor, Role, Upload
from analyser.store.portfolios import Selection
from ui import texts
from ui.address import Address
from ui.components.award_form import read_day
from ui.components.downloads import downloads
from ui.dossiers import Dossier
from ui.portfolio import Look
from ui.scope import Scope
from ui.visit import Visit

COLLEAGUE = Actor("joke", Role.LAWYER)
DPIA = Fact("dpia", Stand.DONE, "J. <b>Jansen</b>", date(2026, 11, 3))
DROP_ZONE = ("presentation-role-conflict", "minor", "stFileUploaderDropzone")


@pytest.fixture(scope="module")
def checklist() -> Checklist:
    return load_checklist()


@pytest.fixture
def dossier() -> Dossier:
    return judged(Upload("gunning.docx", sample("vendor-terms.docx").data))


def fill(app: AppTest, check: str, seen: int, **fields: object) -> None:
    """Fill the form that shows the fact numbered ``seen``, and send it."""
    for name, value in fields.items():
        field = f"award-{name}-{check}-{seen}"
        kind = {"stand": app.radio, "who": app.text_input, "day": app.text_input, "note": app.text_area}
        kind.get(name, app.selectbox)(field).set_value(value)
    (button,) = (button for button in app.button if button.proto.form_id == f"award-{check}-{seen}")
    button.click().run()
    assert not app.exception


def facts(dossier: Dossier, check: str) -> list[Fact]:
    return [stored.fact for stored in dossier.facts().get(check, ())]


def test_nothing_is_recorded_of_a_new_dossier(dossier: Dossier, checklist: Checklist) -> None:
    app = page("award", Address(dossier=dossier.key))
    assert titles(app) == ["Voor gunning"]
    names = "; ".join(check.title.nl for check in checklist.checks)
    assert f"0 van 8 gedaan. Nog niet vastgelegd: {names}." in shown(app)
    assert shown(app).count("? nog niet vastgelegd") == 8
    assert [header.value for header in app.header] == [check.title.nl for check in checklist.checks]
    assert checklist.sha256 in shown(app)


def test_a_fact_is_saved_and_shown(dossier: Dossier) -> None:
    app = page("award", Address(dossier=dossier.key))
    fill(app, "dpia", 0, stand=Stand.DONE, who=" J. <b>Jansen</b> ", day="3-11-2026")
    assert facts(dossier, "dpia") == [DPIA]
    assert texts.AWARD_SAVED["nl"] in shown(app)
    assert "Wie: J. <b>Jansen</b>" in shown(app)
    assert "Wanneer: 3 november 2026" in shown(app)
    fill(app, "dpia", 1, stand=Stand.OBJECTION, note="Toch niet.")
    assert facts(dossier, "dpia") == [DPIA, replace(DPIA, stand=Stand.OBJECTION, note="Toch niet.")]
    assert app.text_input("award-who-dpia-2").value == "J. <b>Jansen</b>"


def test_a_class_of_risk_and_a_document_of_the_dossier(dossier: Dossier) -> None:
    app = page("award", Address(dossier=dossier.key))
    (document,) = dossier.stored.documents
    proof = Proof(document.name, document.sha256)
    fill(
        app, "risicoklasse", 0, stand=Stand.DONE, who="Team AI", day="2026-10-20", risk=RiskClass.HIGH,
        proof=proof,
    )  # fmt: skip
    assert facts(dossier, "risicoklasse") == [
        Fact("risicoklasse", Stand.DONE, "Team AI", date(2026, 10, 20), proof, risk_class=RiskClass.HIGH)
    ]
    assert "Risicoklasse: hoog" in shown(app)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, texts.AWARD_NO_STAND["nl"]),
        ({"stand": Stand.UNDER_WAY, "day": "31-02-2026"}, texts.AWARD_BAD_DAY["nl"]),
        (
            {"stand": Stand.DONE, "who": "Jan", "day": "3-11-2096"},
            "De datum ligt in de toekomst. Kies dan “loopt” of “niet begonnen”. Er is niets vastgelegd.",
        ),
        (
            {"stand": Stand.DONE},
            "Vul in wie dit deed of adviseerde. Vul in op welke datum dit was. Er is niets vastgelegd.",
        ),
        (
            {"stand": Stand.NOT_NEEDED},
            "Geef de reden waarom dit niet nodig is. Er is niets vastgelegd.",
        ),
    ],
    ids=["nothing chosen", "no day", "a day to come", "nobody", "no reason"],
)
def test_what_cannot_be_so_is_not_saved(fields: dict[str, object], told: str, dossier: Dossier) -> None:
    app = page("award", Address(dossier=dossier.key))
    fill(app, "dpia", 0, **fields)
    assert told in shown(app)
    assert facts(dossier, "dpia") == []


def test_who_was_second_sees_who_was_first_and_keeps_what_was_typed(
    dossier: Dossier, checklist: Checklist
) -> None:
    app = page("award", Address(dossier=dossier.key))
    dossier.held.server.store.checks.record(COLLEAGUE, dossier.key, DPIA, checklist, after=0)
    fill(app, "dpia", 0, stand=Stand.NOT_NEEDED, note="Geen persoonsgegevens.")
    assert "joke was u voor" in shown(app)
    assert facts(dossier, "dpia") == [DPIA]
    assert (app.radio("award-stand-dpia-1").value, app.text_area("award-note-dpia-1").value) == (
        Stand.NOT_NEEDED, "Geen persoonsgegevens.",
    )  # fmt: skip
    fill(app, "dpia", 1)
    assert [fact.stand for fact in facts(dossier, "dpia")] == [Stand.DONE, Stand.NOT_NEEDED]


def test_a_dossier_that_is_gone() -> None:
    assert texts.GONE["nl"] in shown(page("award", Address(dossier="0" * 32)))


def test_a_closed_dossier_can_only_be_read(dossier: Dossier) -> None:
    for requirement in dossier.waiting().undecided:
        dossier.decide(requirement, Outcome.ACCEPTED, "Goed zo.", after=0)
    dossier.close()
    app = page("award", Address(dossier=dossier.key))
    assert texts.DOSSIER_IS_CLOSED["nl"] in shown(app)
    assert [button for button in app.button if button.proto.form_id] == []


def test_the_overview_tells_it_in_a_line(dossier: Dossier, checklist: Checklist) -> None:
    dossier.record(DPIA, checklist, after=0)
    app = page("gaps", Address(dossier=dossier.key))
    names = "; ".join(check.title.nl for check in checklist.checks if check.id != "dpia")
    assert f"Voor gunning: 1 van 8 gedaan. Nog niet vastgelegd: {names}." in shown(app)
    labels = [link.proto.label for link in app.get("page_link")]
    assert labels.count(texts.AWARD_OPEN["nl"]) == 1


def downloaded(dossier: Dossier, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """What the buttons for reports on the overview give, by form."""
    given: dict[str, bytes] = {}
    monkeypatch.setattr(
        st, "download_button",
        lambda _, *, data, file_name, **options: given.update({file_name.rpartition(".")[2]: data()}),
    )  # fmt: skip
    visit = Visit(Address(dossier=dossier.key))
    downloads(dossier, assessment_of(dossier), load_library(), visit)
    return given


def test_every_report_that_is_fetched_holds_it(
    dossier: Dossier, checklist: Checklist, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier.record(DPIA, checklist, after=0)
    given = downloaded(dossier, monkeypatch)
    memo = [paragraph.text for paragraph in docx.Document(io.BytesIO(given["docx"])).paragraphs]
    assert memo.count("Wie: J. <b>Jansen</b>") == 1
    assert given["html"].decode().count("<dd>J. &lt;b&gt;Jansen&lt;/b&gt;</dd>") == 1
    sheet = openpyxl.load_workbook(io.BytesIO(given["xlsx"]))["Voor gunning"]
    assert [row[3].value for row in sheet.iter_rows()].count("J. <b>Jansen</b>") == 1
    facts = json.loads(given["json"])["before_award"]["checks"]
    assert [fact["who"] for fact in facts] == ["J. <b>Jansen</b>", *[None] * 7]


def test_the_portfolio_holds_it(dossier: Dossier, checklist: Checklist) -> None:
    dossier.record(DPIA, checklist, after=0)
    library, actor = load_library(), dossier.held.actor
    portfolios, supplied = dossier.held.server.store.portfolios, f"proef {dossier.key}"
    dossier.rename("Gunning", actor.name, supplied)
    selection = Selection(supplier=supplied)
    with portfolios.open(actor, selection, library, "nl", checklist=checklist) as contracts:
        outcomes = [contract.outcome for contract in contracts]
    book = openpyxl.load_workbook(io.BytesIO(overview.render(outcomes, (), library, "nl")))
    _, row = book["Voor gunning"].iter_rows(values_only=True)
    assert row[:8] == ("Gunning", 0, 0, 1, 0, 0, 7, "gedaan\nWie: J. <b>Jansen</b>\nWanneer: 3 november 2026")
    told_too = shown(page("portfolio", Address(scope=Scope(supplier=supplied))))
    assert f"{checklist.checks[0].title.nl}001000{checklist.checks[1].title.nl}000001" in told_too
    look = Look.at(portfolios, actor, selection, library, checklist)
    assert look.facts == {
        ("dpia", Stand.DONE): 1,
        **{(check.id, None): 1 for check in checklist.checks if check.id != "dpia"},
    }


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("3-11-2026", date(2026, 11, 3)),
        ("03/11/2026", date(2026, 11, 3)),
        (" 2026-11-03 ", date(2026, 11, 3)),
        ("31-02-2026", None),
        ("3 november", None),
        ("", None),
    ],
)
def test_days_as_people_write_them(typed: str, day: date | None) -> None:
    assert read_day(typed) == day


@pytest.mark.browser
def test_a_fact_with_a_file_by_keyboard_and_axe(
    page: Page, address: str, dossier: Dossier, checklist: Checklist
) -> None:
    """The file stays where it is: its name and hash are recorded."""
    dossier.record(Fact("dpia", Stand.UNDER_WAY), checklist, after=0)
    page.set_viewport_size({"width": 1280, "height": 9000})
    page.goto(f"{address}/voor-gunning?dossier={dossier.key}")
    settled(page)
    form = page.locator(".st-key-check-dpia")
    form.locator("summary", has_text="Leg vast: Pre-scan of DPIA").press("Enter")
    done = form.get_by_role("radio", name="gedaan")
    form.get_by_role("radio", name="loopt").press("ArrowDown")
    expect(done).to_be_checked()
    form.get_by_label("Wie deed of adviseerde dit?", exact=True).fill("J. Jansen")
    form.get_by_label("Op welke datum? Bijvoorbeeld 03-11-2026", exact=True).fill("3-11-2026")
    data = b"een advies van een pagina"
    form.locator("input[type=file]").set_input_files(
        [{"name": "advies.pdf", "mimeType": "application/pdf", "buffer": data}]
    )
    form.locator("[data-testid=stFileChipName][title='advies.pdf']").wait_for()
    record = form.get_by_role("button", name="Leg vast", exact=True)
    expect(record).to_be_enabled()  # not while the file is on its way
    record.press("Enter")
    expect(form.get_by_text("Het is vastgelegd.")).to_be_visible()
    settled(page)
    proof = Proof("advies.pdf", hashlib.sha256(data).hexdigest())
    assert facts(dossier, "dpia")[1:] == [Fact("dpia", Stand.DONE, "J. Jansen", date(2026, 11, 3), proof)]
    page.evaluate("document.querySelectorAll('summary').forEach((summary) => summary.click())")
    settled(page)
    found: set[tuple[str, str, str]] = set()
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 16000})
        for scheme in SCHEMES:
            show_in(page, scheme)
            found |= violations(page) if scheme == "light" else violations(page, runOnly=["color-contrast"])
        assert wider_than_screen(page) <= 0
    assert page.title() == "Voor gunning · Contractanalyse"
    assert page.locator("h1").count() == 1
    assert found == {DROP_ZONE}
