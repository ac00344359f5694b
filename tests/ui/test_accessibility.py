"""Every page held against WCAG 2.2: axe-core on wide, narrow, light and dark screens, and the keyboard.

axe sees what can be computed of a page: names, roles, contrast, structure. What it cannot see is tested
apart: whether the focus shows, where the skip link leads, and whether everything works by keyboard.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe import SCHEMES, Scheme, show_in, violations
from browsing import opened, settled, upload, wider_than_screen
from judging import SAMPLES
from PIL import Image
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

HEIGHT = 4200  # axe passes over what is outside the window
WIDTHS = (1280, 320)

RINGS: dict[Scheme, tuple[int, int, int]] = {"light": (0x15, 0x42, 0x73), "dark": (0x9C, 0xC5, 0xF5)}
"""The colour of the focus ring: 10:1 on white, and 9.9:1 on the dark page."""

TITLES = {
    "upload": "Nieuw dossier · Contractanalyse",
    "upload, nothing chosen": "Nieuw dossier · Contractanalyse",
    "upload, list of subjects open": "Nieuw dossier · Contractanalyse",
    "dossiers": "Dossiers · Contractanalyse",
    "administration": "Beheer · Contractanalyse",
    "overview": "Overzicht · Contractanalyse",
    "overview, dialog open": "Overzicht · Contractanalyse",
    "overview with a refused file": "Overzicht · Contractanalyse",
    "overview of a dossier that is gone": "Overzicht · Contractanalyse",
    "finding in a PDF": "Melding en voorafgaand akkoord bij inzet van AI · Contractanalyse",
    "finding in a DOCX": None,  # the first gap, whichever it is
    "finding that does not exist": "Bevinding · Contractanalyse",
    "comparison": "Vergelijken · Contractanalyse",
    "portfolio": "Portefeuille · Contractanalyse",
    "portfolio, one requirement": "Portefeuille · Contractanalyse",
    "portfolio, nothing fits": "Portfolio · Contract analysis",
    "library": "Bibliotheek · Contractanalyse",
    "library, a search in English": "Library · Contract analysis",
    "library, nothing found": "Bibliotheek · Contractanalyse",
    "requirement": "Datalekmelding zonder vertraging en met vaste termijn · Contractanalyse",
    "requirement that does not exist": "Eis · Contractanalyse",
}
"""The pages and their states, each with the title the browser shows."""

DROP_ZONE = ("presentation-role-conflict", "minor", "stFileUploaderDropzone")
LIST = ("region", "moderate", "listbox")
KNOWN = {
    # Streamlit gives the drop zone both role=presentation and a label. The zone itself cannot take the focus;
    # the button in it can, and has a name of its own.
    "upload": {DROP_ZONE},
    "upload, nothing chosen": {DROP_ZONE},
    # An open list stands in a layer of its own outside <main>. Its field leads whoever opens it there, and
    # the rest of the page is hidden from screen readers meanwhile, the drop zone too.
    "upload, list of subjects open": {LIST},
}
"""Violations that remain, with the reason; one that is gone must go from here too."""


def nothing_chosen(page: Page) -> None:
    page.get_by_role("button", name="Beoordeel", exact=True).click()
    page.get_by_role("alert").wait_for()


def open_subjects(page: Page) -> None:
    if not page.get_by_role("option").count():
        page.get_by_role("combobox", name="Waar gaat het contract over?").click()
    page.get_by_role("option").first.wait_for()


def open_dialog(page: Page) -> None:
    if not page.get_by_role("dialog").count():
        page.get_by_role("button", name="Dossier wissen").click()
    page.get_by_role("dialog").get_by_role("button", name="Annuleer").wait_for()
    settled(page)


STEPS: dict[str, Callable[[Page], None]] = {
    "upload, nothing chosen": nothing_chosen,
    "upload, list of subjects open": open_subjects,
    "overview, dialog open": open_dialog,
}
"""What is done on a page before it is looked at."""


@pytest.fixture(scope="module")
def addresses(browser: Browser, address: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Where each page is, with the dossiers that they need."""
    page = opened(browser)
    refused = tmp_path_factory.mktemp("refused") / "contract.pdf"
    refused.write_text("Dit is gewone tekst.\n" * 40, encoding="utf-8")
    found = {
        "finding in a DOCX": first_finding(page, address, SAMPLES / "vendor-terms.docx", refused),
        "finding in a PDF": first_finding(page, address, SAMPLES / "ai-saas-met-gaten.pdf"),
    }
    page.close()
    return found | {
        "upload": f"{address}/nieuw",
        "upload, nothing chosen": f"{address}/nieuw",
        "upload, list of subjects open": f"{address}/nieuw",
        "dossiers": address,
        "administration": f"{address}/beheer",
        "overview": found["finding in a PDF"].replace("/bevinding", "/overzicht"),
        "overview, dialog open": found["finding in a PDF"].replace("/bevinding", "/overzicht"),
        "overview with a refused file": found["finding in a DOCX"].replace("/bevinding", "/overzicht"),
        "overview of a dossier that is gone": f"{address}/overzicht?dossier={'0' * 32}",
        "finding that does not exist": re.sub("requirement=.*", "requirement=x", found["finding in a PDF"]),
        "comparison": comparison(address, *found.values()),
        "portfolio": f"{address}/portefeuille",
        "portfolio, one requirement": f"{address}/portefeuille?requirement=privacy-datalek-melding",
        "portfolio, nothing fits": f"{address}/portefeuille?lang=en&supplier=niemand",
        "library": f"{address}/bibliotheek",
        "library, a search in English": f"{address}/bibliotheek?lang=en&words=ai&library-severity=knock-out",
        "library, nothing found": f"{address}/bibliotheek?words=bestaatniet",
        "requirement": f"{address}/eis?requirement=privacy-datalek-melding",
        "requirement that does not exist": f"{address}/eis?requirement=x",
    }


def comparison(address: str, *findings: str) -> str:
    one, other = (re.findall("dossier=(\\w+)", url)[0] for url in findings)
    return f"{address}/vergelijken?dossier={one}&with={other}"


def first_finding(page: Page, address: str, *files: Path) -> str:
    upload(page, address, *files)
    page.locator("[class*=st-key-row-] a").first.click()
    page.wait_for_url("**/bevinding?*")
    return page.url


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """One tab for all pages, so that Streamlit's own files are fetched once."""
    page = opened(browser)
    yield page
    page.close()


def visit(page: Page, url: str) -> None:
    """Open a page, and everything on it that is folded."""
    page.goto(url)
    settled(page)
    page.evaluate("document.querySelectorAll('summary').forEach((summary) => summary.click())")
    expect(page.locator("details:not([open])")).to_have_count(0)
    settled(page)


@pytest.mark.parametrize("name", TITLES)
def test_axe_finds_nothing_new(name: str, addresses: dict[str, str], tab: Page) -> None:
    found: set[tuple[str, str, str]] = set()
    tab.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
    visit(tab, addresses[name])
    for width in WIDTHS:
        tab.set_viewport_size({"width": width, "height": HEIGHT})
        STEPS.get(name, lambda page: None)(tab)
        for scheme in SCHEMES:
            show_in(tab, scheme)
            found |= violations(tab) if scheme == "light" else violations(tab, runOnly=["color-contrast"])
        assert wider_than_screen(tab) <= 0
    assert TITLES[name] in (tab.title(), None)
    assert tab.locator("h1").count() == 1
    assert found == KNOWN.get(name, set())


def test_axe_would_find_a_fault(tab: Page, addresses: dict[str, str]) -> None:
    tab.emulate_media(color_scheme="light")
    visit(tab, addresses["library, nothing found"])
    tab.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<img src=\"\"><p>grijs</p>')")
    tab.evaluate("document.querySelector('h1 ~ p').style.color = '#aaa'")
    assert {rule for rule, _, _ in violations(tab)} == {"image-alt", "color-contrast"}


def test_a_page_opened_in_the_dark_is_as_readable(browser: Browser, addresses: dict[str, str]) -> None:
    page = opened(browser, viewport={"width": 320, "height": HEIGHT}, color_scheme="dark")
    visit(page, addresses["requirement"])
    found = violations(page)
    shown = colours(page)
    page.close()
    assert found == set()
    assert shown == DARK


DARK, LIGHT = ["rgb(20, 24, 29)", "rgb(156, 197, 245)"], ["rgb(255, 255, 255)", "rgb(21, 66, 115)"]


def test_our_colours_follow_the_theme_that_streamlit_shows(
    browser: Browser, addresses: dict[str, str]
) -> None:
    page = opened(browser, color_scheme="dark")
    visit(page, f"{addresses['library, nothing found']}&embed_options=light_theme")
    shown = colours(page)
    page.close()
    assert shown == LIGHT


def colours(page: Page) -> Any:
    """Streamlit's background, and the colour that we give the application's name."""
    return page.evaluate(
        """() => [
            getComputedStyle(document.querySelector("[data-testid=stApp]")).backgroundColor,
            getComputedStyle(document.querySelector(".app-name")).color,
        ]"""
    )


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", ["upload", "overview", "portfolio", "library", "requirement"])
def test_focus_shows(name: str, scheme: Scheme, addresses: dict[str, str], browser: Browser) -> None:
    page = opened(browser, viewport={"width": 800, "height": 600}, color_scheme=scheme)
    visit(page, addresses[name])
    unseen, seen = [], 0
    for _ in range(14):
        page.keyboard.press("Tab")
        where, box = focused(page)
        if box is None:
            break
        with_focus = picture(page, box)
        page.evaluate("document.activeElement.blur()")
        if ring_between(picture(page, box), with_focus, RINGS[scheme]) < box["width"] + box["height"]:
            unseen.append(where)
        seen += 1
    page.close()
    assert unseen == []
    assert seen >= 10


def focused(page: Page) -> tuple[str, Any]:
    """What has the focus, and where it is with what surrounds it; None once Tab has left the page."""
    where, box = page.evaluate(
        """() => {
            let element = document.activeElement;
            if (element === document.body) return ["", null];
            if (element.type === "radio") element = element.closest("label");
            element = element.closest("[data-testid$=RootElement]") ?? element;
            if (element.role === "combobox") element = element.closest("[role=group]");
            const around = element.getBoundingClientRect();
            const left = Math.max(0, around.left - 6), top = Math.max(0, around.top - 6);
            const right = Math.min(innerWidth, around.right + 6);
            const bottom = Math.min(innerHeight, around.bottom + 6);
            const box = { x: left, y: top, width: right - left, height: bottom - top };
            return [`${element.tagName} ${element.innerText || element.ariaLabel}`, box];
        }"""
    )
    return where, box


def picture(page: Page, box: Any) -> Image.Image:
    return Image.open(io.BytesIO(page.screenshot(clip=box, animations="disabled"))).convert("RGB")


def ring_between(without: Image.Image, with_focus: Image.Image, ring: tuple[int, int, int]) -> int:
    """How many pixels took the colour of the focus ring."""
    pairs = zip(without.get_flattened_data(), with_focus.get_flattened_data(), strict=True)
    return sum(after == ring and before != ring for before, after in pairs)


def test_skip_link_leads_past_the_header(page: Page, addresses: dict[str, str]) -> None:
    visit(page, addresses["library"])
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Naar de inhoud")
    page.keyboard.press("Enter")
    expect(page.locator("h1:focus")).to_have_text("Bibliotheek")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_accessible_name("Hulp bij Wiens voorwaarden gelden")


def test_library_works_by_keyboard_alone(page: Page, addresses: dict[str, str]) -> None:
    visit(page, addresses["library"])
    tab_to(page, "Zoeken op woorden")
    page.keyboard.type("escrow")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 van 60 eisen getoond")).to_be_visible()
    settled(page)
    tab_to(page, "Escrow en toegang tot broncode")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Eis 1 van 1")).to_be_visible()
    settled(page)
    tab_to(page, r"✔ voldoet \(\d+\)")
    page.keyboard.press("Enter")
    expect(page.locator("[data-testid=stExpander] blockquote").first).to_be_visible()


def tab_to(page: Page, name: str) -> None:
    """Press Tab until a part that has a line like ``name`` has the focus."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.locator("main:focus").count():
            continue  # it holds every line
        words = page.evaluate("document.activeElement.ariaLabel || document.activeElement.innerText")
        if any(re.fullmatch(name, line.strip()) for line in words.splitlines()):
            return
    pytest.fail(f"cannot be reached by keyboard: {name}")


def test_a_single_key_does_nothing(page: Page, addresses: dict[str, str]) -> None:
    visit(page, addresses["library, nothing found"])
    page.evaluate("document.querySelector('h1').dataset.kept = 'yes'")
    page.locator("h1").click()
    for key in "rcRC":
        page.keyboard.press(key)
        page.wait_for_timeout(300)
        assert page.get_by_role("dialog").count() == 0, key
        assert page.locator("[data-test-script-state=running]").count() == 0, key
    assert page.locator("h1[data-kept]").count() == 1
