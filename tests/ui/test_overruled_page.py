"""What lawyers decide otherwise, on the administration page: for who may know, in an order of choice."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe import SCHEMES, show_in, violations
from browsing import opened, settled, wider_than_screen
from judging import SAMPLES, assessment_of, desk, judged, sample
from pages import page, shown
from playwright.sync_api import Browser, expect
from streamlit.testing.v1 import AppTest

from analyser.library import ClauseLibrary
from analyser.model import Assessment, Verdict
from analyser.pipeline import analyse
from analyser.review import Outcome
from analyser.store import Actor, Role, Settings, Upload
from ui import texts
from ui.server import Server

HOSTILE = "<b>Dit</b> staat er *wel*."
LAWYER = Actor("jan", Role.LAWYER)


@pytest.fixture(scope="module")
def assessment() -> Assessment:
    return analyse([SAMPLES / "vendor-terms.docx"])


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, assessment: Assessment) -> Iterator[Server]:
    """A team's server: one requirement was overruled in one of six dossiers, another set aside in one."""
    opened_server = Server(Settings.of(tmp_path), workers=0)
    monkeypatch.setattr("ui.visit.server", lambda: opened_server)
    monkeypatch.setattr("ui.components.overruled.server", lambda: opened_server)
    monkeypatch.setenv("ANALYSER_SIGN_IN", "proxy")
    store = opened_server.store
    store.enrol_first("bea")
    for name, role in (("jan", Role.LAWYER), ("ines", Role.BUYER)):
        store.set_role(Actor("bea", Role.ADMINISTRATOR), name, role)
    first, second = contrary(assessment)
    for number in range(6):
        key = store.dossiers.create(LAWYER, f"Contract {number}", [Upload("a.docx", b"x")])
        claim = store.queue.claim("worker")
        assert claim is not None
        assert store.queue.finish(claim, assessment)
        own = Verdict.MET if number == 0 else None
        store.reviews.decide(LAWYER, key, first, Outcome.AGREED, HOSTILE, after=0, verdict=own)
        if number == 0:
            store.reviews.decide(
                LAWYER, key, second, Outcome.AGREED, "Half.", after=0, verdict=Verdict.PARTIAL
            )
            store.reviews.decide(LAWYER, key, second, Outcome.NOT_APPLICABLE, "Speelt niet.", after=1)
    yield opened_server
    opened_server.close()


def contrary(assessment: Assessment) -> list[str]:
    return [f.requirement for f in assessment.findings if f.verdict is Verdict.CONTRARY][:2]


def rows(app: AppTest) -> list[list[str]]:
    """The cells of the table, as text."""
    (table,) = (
        e.proto.body for e in app.get("html") if f"<caption>{texts.OVERRULED_HERE.nl}" in e.proto.body
    )
    body = table.split("<tbody>")[1]
    return [
        [html.unescape(re.sub("<[^>]+>", "", cell)) for cell in re.findall("<t[hd][^>]*>(.*?)</t[hd]>", line)]
        for line in re.findall("<tr>(.*?)</tr>", body)
    ]


def test_the_table(server: Server, assessment: Assessment, library: ClauseLibrary) -> None:
    first, second = (library.requirement(one).title.nl for one in contrary(assessment))
    version = assessment.library_version
    app = page("administration", user={"email": "jan"})
    top = [first, version, "rijk", "6", "1 (17%)", "✘ strijdig → ✔ voldoet: 1", "0"]
    assert rows(app) == [top, [second, version, "rijk", "1", "0", "", "1"]]
    app.selectbox("overruled-order").set_value(texts.ORDER_DECIDED).run()
    assert [cells[3] for cells in rows(app)] == ["6", "1"]
    app.selectbox("overruled-order").set_value(texts.ORDER_LIBRARY).run()
    assert [cells[0] for cells in rows(app)] == [first, second]


def test_the_reasons(server: Server) -> None:
    app = page("administration", user={"email": "bea"})
    words = shown(app)
    assert HOSTILE in words
    assert "✘ strijdig → niet van toepassing: Speelt niet." in words
    assert "Half." not in words  # a later decision took its place
    assert "<b>Dit" not in "".join(element.proto.body for element in app.get("html"))


def test_not_for_a_buyer(server: Server) -> None:
    words = shown(page("administration", user={"email": "ines"}))
    assert texts.OVERRULED_HELP.nl not in words
    assert HOSTILE not in words


def test_nothing_decided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = Server(Settings.of(tmp_path), workers=0)
    monkeypatch.setattr("ui.visit.server", lambda: empty)
    monkeypatch.setattr("ui.components.overruled.server", lambda: empty)
    try:
        assert texts.NOTHING_DECIDED.nl in shown(page("administration"))
    finally:
        empty.close()


@pytest.mark.browser
def test_in_a_browser(browser: Browser, address: str) -> None:
    """Judged and decided here, seen by the served application: they share a folder."""
    dossier = judged(Upload("leren.docx", sample("vendor-terms.docx").data))
    requirement = contrary(assessment_of(dossier))[0]
    dossier.decide(requirement, Outcome.AGREED, HOSTILE, after=0, verdict=Verdict.MET)
    tab = opened(browser, viewport={"width": 1280, "height": 4200})
    tab.goto(f"{address}/beheer")
    settled(tab)
    expect(tab.get_by_role("heading", name=texts.OVERRULED_HERE.nl)).to_be_visible()
    tab.evaluate("document.querySelectorAll('summary').forEach((summary) => summary.click())")
    expect(tab.get_by_text(HOSTILE).first).to_be_visible()
    settled(tab)
    found = set()
    for width in (1280, 320):
        tab.set_viewport_size({"width": width, "height": 4200})
        for scheme in SCHEMES:
            show_in(tab, scheme)
            found |= violations(tab)
        assert wider_than_screen(tab) <= 0
    assert found == set()
    tab.get_by_role("link", name="naar de bevinding").first.click()
    expect(tab).to_have_url(re.compile(f"bevinding.*requirement={requirement}"))
    settled(tab)
    tab.close()
    desk().forget(dossier.key)
