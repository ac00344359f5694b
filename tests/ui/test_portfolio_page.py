"""The portfolio page: what it counts is what the assessments say, and everything on it leads somewhere."""

from __future__ import annotations

import hashlib
import io
from collections import Counter
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pyarrow.parquet as pq
import pytest
from browsing import settled
from judging import assessment_of, desk, sample, wait_for
from lxml import html
from openpyxl import load_workbook
from pages import page, shown, titles
from playwright.sync_api import Page, expect
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from analyser.library import ClauseLibrary
from analyser.model import GAPS, Assessment, Severity, Verdict, View
from analyser.portfolio import Portfolio, worst_gaps
from analyser.report.texts import ICONS, TEXTS
from analyser.review import Outcome
from analyser.store import Upload, schema
from analyser.store.portfolios import Selection
from ui import portfolio as looking
from ui import texts
from ui.address import Address
from ui.dossiers import Dossier
from ui.portfolio import Look
from ui.scope import Scope
from ui.server import Server

SUPPLIER = "Proef <b>B.V.</b>"
SCOPE = Scope(supplier=SUPPLIER)
AT = Address(scope=SCOPE)
WORDS = TEXTS["nl"]["verdict"]


@cache
def two() -> tuple[Dossier, Dossier]:
    """Two contracts of one supplier, judged."""
    names = ("vendor-terms.docx", "gemeente-hosting.odt")
    keys = [desk().hand_in([sample(name)], (), View.ACCEPTED, f"*{name}*", SUPPLIER) for name in names]
    first, second = (wait_for(key) for key in keys)
    return first, second


@pytest.fixture
def assessments() -> list[Assessment]:
    return [assessment_of(dossier) for dossier in two()]


def table(app: AppTest, caption: str) -> Any:
    """The table with this caption."""
    bodies = [element.proto.body for element in app.get("html") if "<table" in element.proto.body]
    (found,) = (t for body in bodies for t in html.fromstring(body).iter("table") if words(t[0]) == caption)
    return found


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def rows(found: Any) -> list[list[str]]:
    return [[words(cell) for cell in row] for row in found.iterfind("tbody/tr")]


def links(app: AppTest, part: str) -> list[tuple[str, dict[str, list[str]]]]:
    """Label and query of the links of which the query holds ``part``."""
    protos = [element.proto for element in app.get("page_link")]
    return [(link.label, parse_qs(link.query_string)) for link in protos if part in link.query_string]


def verdicts(assessments: list[Assessment], requirement: str) -> Counter[Verdict]:
    return Counter(f.verdict for one in assessments for f in one.findings if f.requirement == requirement)


def open_knock_outs(assessment: Assessment) -> int:
    return sum(f.severity is Severity.KNOCK_OUT and f.verdict in GAPS for f in assessment.findings)


def test_the_conclusion_counts_contracts(assessments: list[Assessment]) -> None:
    app = page("portfolio", AT)
    assert titles(app) == ["Portefeuille"]
    count = sum(open_knock_outs(assessment) > 0 for assessment in assessments)
    assert f"2 contracten beoordeeld. Bij {count} staat een knock-out open." in shown(app)


def test_the_worst_gaps_lead_to_their_contracts(library: ClauseLibrary) -> None:
    two()
    with desk().server.store.portfolios.open(desk().actor, SCOPE.selection, library, "nl") as contracts:
        gaps = worst_gaps(Portfolio.of(contract.outcome for contract in contracts), library)
    app = page("portfolio", AT)
    found = [(label, query["requirement"]) for label, query in links(app, "requirement=")]
    assert found == [(gap.requirement.title.nl, [gap.requirement.id]) for gap in gaps[:10]]


def test_the_map_says_what_the_assessments_say(library: ClauseLibrary, assessments: list[Assessment]) -> None:
    theme = library.manifest.themes[1]
    app = page("portfolio", Address(scope=Scope(supplier=SUPPLIER, theme=theme.id)))
    found = table(app, texts.HEAT_MAP_CAPTION["nl"].format(theme=theme.title.nl))
    titles_of = [library.requirement(name).title.nl for name in theme.requirements]
    severities = [TEXTS["nl"]["severity"][library.requirement(n).severity] for n in theme.requirements]
    assert [words(cell) for cell in found.iterfind("thead/tr/th")] == [
        "Contract", *(" ".join(both) for both in zip(titles_of, severities, strict=True))
    ]  # fmt: skip
    expected = []
    for dossier, assessment in zip(two(), assessments, strict=True):
        of = {finding.requirement: finding.verdict for finding in assessment.findings}
        cells = [f"{ICONS[of[name]]} {WORDS[of[name]]}" for name in theme.requirements]
        expected.append([f"{dossier.stored.title}{SUPPLIER}", *cells])
    assert sorted(rows(found)) == sorted(expected)


def test_each_row_leads_to_its_dossier_and_each_cell_to_its_finding(library: ClauseLibrary) -> None:
    two()
    theme = library.manifest.themes[0]
    app = page("portfolio", AT)
    found = table(app, texts.HEAT_MAP_CAPTION["nl"].format(theme=theme.title.nl))
    for row in found.iterfind("tbody/tr"):
        hrefs = [urlsplit(link.get("href")) for link in row.iter("a")]
        (dossier,) = parse_qs(hrefs[0].query)["dossier"]
        assert hrefs[0].path == "overzicht"
        assert dossier in {one.key for one in two()}
        queries = [(href.path, parse_qs(href.query)) for href in hrefs[1:]]
        assert [(path, query["dossier"], query["requirement"]) for path, query in queries] == [
            ("bevinding", [dossier], [name]) for name in theme.requirements
        ]


def test_the_map_in_text_counts_every_requirement(
    library: ClauseLibrary, assessments: list[Assessment]
) -> None:
    found = table(page("portfolio", AT), texts.COUNTS_CAPTION["nl"])
    shown_verdicts = ["met", "partial", "contrary", "missing", "unread", "not_applicable"]
    expected = []
    for theme in library.manifest.themes:
        expected.append([theme.title.nl])
        for name in theme.requirements:
            requirement, counted = library.requirement(name), verdicts(assessments, name)
            severity = TEXTS["nl"]["severity"][requirement.severity]
            counts = [str(counted[Verdict(verdict)]) for verdict in shown_verdicts]
            expected.append([requirement.title.nl, severity, *counts])
    assert [row[:8] for row in rows(found)] == expected


def test_suppliers(assessments: list[Assessment]) -> None:
    found = rows(table(page("portfolio", AT), texts.SUPPLIERS["nl"]))
    gaps = sum(f.verdict in GAPS for one in assessments for f in one.findings)
    knock_outs = sum(map(open_knock_outs, assessments))
    assert found == [[SUPPLIER, "2", str(knock_outs), f"{gaps / 2:.1f}".replace(".", ",")]]


def test_a_supplier_found_in_the_contract_is_marked(library: ClauseLibrary) -> None:
    two()
    portfolios = desk().server.store.portfolios
    look = Look.at(portfolios, desk().actor, SCOPE.selection, library)
    for found, told in ((2, "(uit het contract)"), (1, "(deels uit het contract)")):
        look.found = Counter({SUPPLIER: found})
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Server, "look", lambda *arguments: look)
            assert rows(table(page("portfolio", AT), texts.SUPPLIERS["nl"]))[0][0] == f"{SUPPLIER} {told}"


def test_the_trend_ends_with_the_counts_of_today(assessments: list[Assessment]) -> None:
    found = table(page("portfolio", AT), texts.TREND_TABLE["nl"])
    head = [words(cell) for cell in found.iterfind("thead/tr/th")]
    now = dict(zip(head, rows(found)[0], strict=True))
    counted = Counter(f.verdict for one in assessments for f in one.findings)
    assert (now["Contracten"], now["waarvan nieuw"], now["oordeel beter"]) == ("2", "2", "0")
    assert {v: now[f"{ICONS[v]} {WORDS[v]}"] for v in (Verdict.MET, Verdict.MISSING)} == {
        v: str(counted[v]) for v in (Verdict.MET, Verdict.MISSING)
    }


def test_decisions_stand_apart_from_the_verdicts(
    library: ClauseLibrary, assessments: list[Assessment]
) -> None:
    supplier = "Besloten B.V."
    dossier = wait_for(desk().hand_in([sample("vendor-terms.docx")], (), View.ACCEPTED, "", supplier))
    name = library.manifest.themes[0].requirements[0]
    (verdict,) = verdicts([assessment_of(dossier)], name)
    own = Verdict.MET if verdict is not Verdict.MET else Verdict.CONTRARY
    dossier.decide(name, Outcome.ACCEPTED, "Besproken.", after=0, verdict=own)
    app = page("portfolio", Address(scope=Scope(supplier=supplier)))
    total = sum(f.verdict is not Verdict.NOT_APPLICABLE for f in assessment_of(dossier).findings)
    assert texts.DECIDED_OF["nl"].format(n=1, total=total, overruled=1) in shown(app)
    assert "1 afwijking aanvaard" in shown(app)
    assert rows(table(app, texts.OVERRULED["nl"])) == [
        [f"{ICONS[verdict]} {WORDS[verdict]}", f"{ICONS[own]} {WORDS[own]}", "1"]
    ]
    caption = texts.HEAT_MAP_CAPTION["nl"].format(theme=library.manifest.themes[0].title.nl)
    cell = rows(table(app, caption))[0][1]
    assert cell == f"{ICONS[verdict]} {WORDS[verdict]}jurist: {ICONS[own]} {WORDS[own]}"
    counts = rows(table(app, texts.COUNTS_CAPTION["nl"]))[1]
    assert counts[-2:] == ["1", "1"]


def test_one_requirement_lists_the_contracts_that_leave_it_open(
    library: ClauseLibrary, assessments: list[Assessment]
) -> None:
    name = next(f.requirement for f in assessments[0].findings if f.verdict in GAPS)
    counted = verdicts(assessments, name)
    count = sum(counted[verdict] for verdict in GAPS)
    app = page("portfolio", Address(scope=SCOPE, requirement=name))
    assert titles(app) == [library.requirement(name).title.nl]
    total = counted.total() - counted[Verdict.NOT_APPLICABLE]
    assert texts.OPEN_IN["nl"].format(n=count, total=total) in shown(app)
    found = [query["dossier"][0] for _, query in links(app, "dossier=") if query.get("requirement") == [name]]
    assert len(found) == count
    assert {*found} <= {dossier.key for dossier in two()}


def test_a_requirement_that_does_not_exist_shows_all() -> None:
    two()
    assert titles(page("portfolio", Address(scope=SCOPE, requirement="x"))) == ["Portefeuille"]


def test_a_choice_goes_to_the_address() -> None:
    two()
    app = page("portfolio")
    app.selectbox("scope-supplier").set_value(SUPPLIER).run()
    assert app.query_params["supplier"] == SUPPLIER
    assert "2 contracten beoordeeld." in shown(app)
    app.selectbox("scope-status").set_value("closed").run()
    assert app.query_params["status"] == "closed"
    assert texts.PORTFOLIO_NONE["nl"] in shown(app)
    (back,) = (query for label, query in links(app, "") if label == texts.PORTFOLIO_ALL["nl"])
    assert back == {}


def test_a_theme_goes_to_the_address(library: ClauseLibrary) -> None:
    two()
    theme = library.manifest.themes[2]
    app = page("portfolio", AT)
    app.button_group("map-theme").set_value(theme.id).run()
    assert app.query_params["map"] == theme.id
    assert texts.HEAT_MAP_CAPTION["nl"].format(theme=theme.title.nl) in shown(app)


def test_a_supplier_that_nobody_has_stands_in_the_list_all_the_same() -> None:
    app = page("portfolio", Address(scope=Scope(supplier="niemand")))
    assert app.selectbox("scope-supplier").value == "niemand"
    assert texts.PORTFOLIO_NONE["nl"] in shown(app)


def test_an_empty_portfolio_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Server, "look", lambda *arguments: Look(waiting=2))
    app = page("portfolio")
    assert texts.PORTFOLIO_EMPTY["nl"] in shown(app)
    assert "2 dossiers wachten nog op hun eerste beoordeling." in shown(app)
    assert f"+ {texts.NEW['nl']}" in [label for label, _ in links(app, "")]


def test_a_dossier_that_was_not_judged_is_named_with_its_reason() -> None:
    supplier = "Leeg B.V."
    wait_for(desk().hand_in([sample("vendor-terms.docx")], (), View.ACCEPTED, "", supplier))
    wait_for(desk().hand_in([Upload("leeg.docx", b"")], (), View.ACCEPTED, "Niets <i>erin</i>", supplier))
    app = page("portfolio", Address(scope=Scope(supplier=supplier)))
    assert "1 contract beoordeeld." in shown(app)
    assert [box.label for box in app.expander if "kon niet" in box.label] == [
        "1 dossier kon niet worden beoordeeld."
    ]
    assert "Niets <i>erin</i>: leeg.docx is leeg (0 bytes)." in shown(app)


def test_what_is_not_on_the_map_is_said(monkeypatch: pytest.MonkeyPatch, library: ClauseLibrary) -> None:
    two()
    monkeypatch.setattr(looking, "MOST", 1)
    look = Look.at(desk().server.store.portfolios, desk().actor, SCOPE.selection, library)
    monkeypatch.setattr(Server, "look", lambda *arguments: look)
    app = page("portfolio", AT)
    assert texts.HEAT_MAP_MOST["nl"].format(n=1, rest=1) in shown(app)
    theme = library.manifest.themes[0].title.nl
    (row,) = rows(table(app, texts.HEAT_MAP_CAPTION["nl"].format(theme=theme)))
    worst = max(two(), key=lambda dossier: open_knock_outs(assessment_of(dossier)))
    assert row[0] == f"{worst.stored.title}{SUPPLIER}"


def test_another_library_is_told(monkeypatch: pytest.MonkeyPatch, library: ClauseLibrary) -> None:
    two()
    look = Look.at(desk().server.store.portfolios, desk().actor, SCOPE.selection, library)
    assert look.other_library == 0
    look.other_library = 1
    monkeypatch.setattr(Server, "look", lambda *arguments: look)
    assert texts.PORTFOLIO_OTHER_LIBRARY[0]["nl"] in shown(page("portfolio", AT))


def test_a_look_is_kept_until_something_happens(library: ClauseLibrary) -> None:
    dossier, _ = two()
    server, actor = desk().server, desk().actor
    before = server.look(actor, Selection(supplier=SUPPLIER), library)
    assert server.look(actor, Selection(supplier=SUPPLIER), library) is before
    dossier.comment("Gebeld.")
    assert server.look(actor, Selection(supplier=SUPPLIER), library) is not before


def test_in_english() -> None:
    two()
    app = page("portfolio", Address(language="en", scope=SCOPE))
    assert titles(app) == ["Portfolio"]
    assert "2 contracts checked." in shown(app)
    assert "✘ contrary" in words(table(app, texts.COUNTS_CAPTION["en"]))


def test_who_may_not_export_has_no_buttons(monkeypatch: pytest.MonkeyPatch) -> None:
    two()
    labels = [button.label for button in page("portfolio", AT).download_button]
    assert labels == [text["nl"] for text in texts.PORTFOLIO_FORMATS.values()]
    monkeypatch.setenv("ANALYSER_SIGN_IN", "proxy")
    monkeypatch.setenv("ANALYSER_ADMIN", "bea")
    app = page("portfolio", AT, {"email": "bea"})
    assert [button.label for button in app.download_button] == []
    assert texts.PORTFOLIO_MAY_NOT_EXPORT["nl"] in shown(app)


@pytest.mark.browser
def test_the_files_hold_the_chosen_dossiers_and_are_logged(page: Page, address: str) -> None:
    dossiers = two()
    page.goto(f"{address}/portefeuille?supplier=Proef+%3Cb%3EB.V.%3C%2Fb%3E")
    settled(page)
    saved = {}
    for form, button in texts.PORTFOLIO_FORMATS.items():
        with page.expect_download() as download:
            page.get_by_role("button", name=button["nl"]).click()
        assert download.value.suggested_filename == f"portefeuille.{form}"
        saved[form] = download.value.path().read_bytes()
    named = {dossier.stored.title for dossier in dossiers}
    read = pq.read_table(io.BytesIO(saved["parquet"])).to_pydict()
    assert {*read["contract"]} == named
    book = load_workbook(io.BytesIO(saved["xlsx"]))
    assert {row[0].value for row in book.worksheets[0].iter_rows(min_row=2)} >= named
    for dossier in dossiers:
        assert f"{address}/overzicht?dossier={dossier.key}" in saved["html"].decode()
    assert "<b>B.V.</b>" not in saved["html"].decode()
    with desk().server.store.engine.begin() as connection:
        log = schema.audit_log
        details = connection.scalars(select(log.c.details).where(log.c.action == "portfolio.exported")).all()
    assert [*details][-3:] == [
        {"kind": form, "sha256": hashlib.sha256(data).hexdigest(), "contracts": 2}
        for form, data in saved.items()
    ]


@pytest.mark.browser
def test_the_map_scrolls_by_keyboard_and_leads_to_a_finding(page: Page, address: str) -> None:
    two()
    page.set_viewport_size({"width": 800, "height": 900})
    page.goto(f"{address}/portefeuille?supplier=Proef+%3Cb%3EB.V.%3C%2Fb%3E")
    settled(page)
    region = page.get_by_role("region", name=texts.HEAT_MAP_CAPTION["nl"].format(theme="Transparantie"))
    region.focus()
    page.keyboard.press("ArrowRight")
    expect(region).not_to_have_js_property("scrollLeft", 0)
    cell = region.locator("td a").first
    cell.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Terug naar het overzicht")).to_be_visible()
