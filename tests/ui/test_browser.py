"""The application in a real browser: from upload to finding, in both languages, and nothing sent out."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from browsing import NARROW, Watch, settled, upload, wider_than_screen
from judging import ROOT, SAMPLES
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

CONTRACT = SAMPLES / "ai-saas-met-gaten.pdf"


def test_from_upload_to_finding_and_report(page: Page, watch: Watch, address: str, tmp_path: Path) -> None:
    upload(page, address, CONTRACT)
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    with page.expect_download() as download:
        page.get_by_role("button", name="Gegevens (JSON)").click()
    saved = tmp_path / "saved.json"
    download.value.save_as(saved)

    page.locator("[class*=st-key-row-] a").first.click()
    picture = page.locator("[data-testid=stImage] img").first
    picture.wait_for()
    expect(picture).not_to_have_js_property("naturalWidth", 0)
    assert picture.get_attribute("alt").startswith("Afbeelding van bladzijde ")  # type: ignore[union-attr]
    assert yellow_share(page) > 0.001
    assert page.locator("blockquote mark").count() > 0

    page.get_by_role("link", name="Volgende bevinding").click()
    expect(page.get_by_text("Bevinding 2 van")).to_be_visible()
    settled(page)
    page.get_by_role("link", name="English").click()
    expect(page.get_by_text("Finding 2 of")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")

    told, expected = (json.loads(data) for data in (saved.read_bytes(), command_line_report(CONTRACT)))
    before, nothing = told.pop("before_award"), expected.pop("before_award")
    assert json.dumps(told) == json.dumps(expected)  # in the same order, too
    assert ([check["status"] for check in before["checks"]], nothing) == ([None] * 8, None)
    assert watch.hosts == {"127.0.0.1"}
    assert watch.complaints == []


def yellow_share(page: Page) -> float:
    """The part of the page's picture that is marker yellow, as the browser shows it."""
    return float(
        page.evaluate(
            """() => {
                const image = document.querySelector("[data-testid=stImage] img");
                const canvas = document.createElement("canvas");
                canvas.width = image.naturalWidth;
                canvas.height = image.naturalHeight;
                const context = canvas.getContext("2d");
                context.drawImage(image, 0, 0);
                const data = context.getImageData(0, 0, canvas.width, canvas.height).data;
                let yellow = 0;
                for (let i = 0; i < data.length; i += 4) {
                    if (data[i] === 255 && data[i + 1] === 236 && data[i + 2] === 150) yellow += 1;
                }
                return yellow / (data.length / 4);
            }"""
        )
    )


def command_line_report(contract: Path) -> bytes:
    """The bytes that ``analyser check`` writes for the same file."""
    command = [sys.executable, "-c", "from analyser.cli import main; main()"]
    done = subprocess.run(
        [*command, "check", str(contract), "--format", "json"], cwd=ROOT, capture_output=True, check=False
    )
    return done.stdout


def test_renamed_text_file_is_refused_in_dutch(
    page: Page, watch: Watch, address: str, tmp_path: Path
) -> None:
    fake = tmp_path / "contract.pdf"
    fake.write_text("Dit is gewone tekst.\n" * 40, encoding="utf-8")
    upload(page, address, fake)
    expect(page.get_by_role("alert")).to_contain_text("contract.pdf is geen PDF, DOCX of ODT")
    assert watch.complaints == []


def test_filter_stands_in_a_link_that_can_be_mailed(page: Page, address: str) -> None:
    upload(page, address, CONTRACT)
    shown = page.get_by_text("eisen getoond")
    all_gaps = shown.inner_text()
    page.get_by_text("Filteren", exact=True).click()
    page.get_by_role("button", name="strijdig").click()  # the gaps that are contrary go
    expect(shown).not_to_have_text(all_gaps)
    settled(page)
    fewer = shown.inner_text()
    page.goto(page.url)
    expect(page.get_by_text("eisen getoond")).to_have_text(fewer)


def test_narrow_screen_scrolls_one_way(page: Page, address: str) -> None:
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    page.goto(f"{address}/nieuw")
    chooser = page.locator("[data-testid=stFileUploaderDropzone] button")
    expect(chooser).to_have_text(re.compile("Bestanden kiezen$"))  # Streamlit's own button, in Dutch
    assert wider_than_screen(page) <= 0
    upload(page, address, CONTRACT)
    assert wider_than_screen(page) <= 0
    page.locator("[class*=st-key-row-] a").first.click()
    page.locator("[data-testid=stImage] img").first.wait_for()
    settled(page)
    assert wider_than_screen(page) <= 0


def test_library_is_searched_and_read_without_a_contract(page: Page, watch: Watch, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Bibliotheek", exact=True).click()
    expect(page.get_by_text("60 van 60 eisen getoond")).to_be_visible()
    settled(page)
    page.get_by_label("Zoeken op woorden", exact=True).fill("escrow")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 van 60 eisen getoond")).to_be_visible()
    settled(page)
    page.goto(page.url)  # the search stands in the address
    page.get_by_role("link", name="Escrow").click()
    expect(page.get_by_text("Eis 1 van 1")).to_be_visible()
    settled(page)
    examples = page.locator("[data-testid=stExpander]")
    examples.first.locator("summary").click()
    expect(examples.first.locator("blockquote").first).to_have_attribute("lang", "nl")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_text("Requirement 1 of 1")).to_be_visible()
    expect(page).to_have_title(re.compile("^Escrow.* · Contract analysis$"))
    assert watch.hosts == {"127.0.0.1"}
    assert watch.complaints == []


def test_finding_and_library_lead_to_each_other(page: Page, address: str) -> None:
    upload(page, address, CONTRACT)
    page.locator("[class*=st-key-row-] a").first.click()
    page.get_by_role("link", name="Deze eis in de bibliotheek").click()
    expect(page.get_by_role("link", name="Terug naar de bibliotheek")).to_be_visible()
    settled(page)
    page.get_by_role("link", name="Bevinding in uw contract").click()
    expect(page.get_by_text("Bevinding 1 van")).to_be_visible()


def test_letters_come_from_our_own_server(page: Page, watch: Watch, address: str) -> None:
    fetched: set[str] = set()
    page.on("request", lambda request: fetched.add(request.url) if request.resource_type == "font" else None)
    page.goto(f"{address}/eis?requirement=privacy-datalek-melding")
    settled(page)
    loaded = page.evaluate("[...document.fonts].filter((f) => f.status === 'loaded').map((f) => f.family)")
    assert {"Source Sans", "Source Code Pro"} <= set(loaded)
    assert {url.split("/static/")[0] for url in fetched} == {address}
    assert watch.complaints == []  # the page's own policy let them through


def test_header_says_which_page_is_open_and_leads_to_the_first(page: Page, address: str) -> None:
    page.goto(f"{address}/bibliotheek")
    settled(page)
    assert page.locator(".st-key-header [aria-current=page]").all_inner_texts() == ["Bibliotheek"]
    first = page.get_by_role("link", name="Dossiers", exact=True)
    expect(first).to_have_js_property("href", f"{address}/")  # as it is opened in another tab
    first.click()
    expect(page).to_have_title("Dossiers · Contractanalyse")
    expect(first).to_have_attribute("aria-current", "page")
    expect(page.locator(".st-key-header [aria-current=page]")).to_have_count(1)


def test_a_theme_of_the_picture_leads_to_its_requirements(page: Page, address: str) -> None:
    upload(page, address, CONTRACT)
    page.get_by_role("link", name="Privacy", exact=True).click()
    expect(page.get_by_text("11 van 60 eisen getoond")).to_be_visible()
    expect(page.get_by_role("link", name="Privacy", exact=True)).to_have_attribute("aria-current", "true")
    page.get_by_role("link", name="Alle thema's").click()
    expect(page.get_by_text("59 van 60 eisen getoond")).to_be_visible()
