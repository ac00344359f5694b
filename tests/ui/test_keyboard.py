"""Keys of the finding page, in a real browser: on to the next, back, and to the decision."""

from __future__ import annotations

import re

import pytest
from browsing import opened, settled, upload
from judging import SAMPLES
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = pytest.mark.browser

NEXT, PREVIOUS = ".st-key-next-finding a", ".st-key-previous-finding a"
FIRST_FIELD = ".st-key-decision input >> nth=0"
REASON = ".st-key-decision textarea >> nth=0"


@pytest.fixture(scope="module")
def finding(browser: Browser, address: str) -> str:
    """The address of the first finding of a contract."""
    page = opened(browser)
    upload(page, address, SAMPLES / "ai-saas-met-gaten.pdf")
    page.locator("[class*=st-key-row-] a").first.click()
    page.wait_for_url("**/bevinding?*")
    found = page.url
    page.close()
    return found


def visit(page: Page, url: str) -> None:
    page.goto(url)
    settled(page)


def taken(target: Locator, code: str, **held: bool) -> bool:
    """Whether the page takes this key for itself when it is pressed on ``target``."""
    return bool(
        target.evaluate(
            """(target, key) => !target.dispatchEvent(
                new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...key })
            )""",
            {"code": code, **held},
        )
    )


def test_to_the_next_finding_and_back(page: Page, finding: str) -> None:
    visit(page, finding)
    first = page.locator("h1").inner_text()
    page.keyboard.press("Alt+j")
    expect(page.get_by_text("Bevinding 2 van")).to_be_visible()
    title = page.locator("h1:focus")
    expect(title).not_to_have_text(first)
    page.keyboard.press("Tab")
    assert page.evaluate(
        "!!(document.querySelector('h1').compareDocumentPosition(document.activeElement) & 4)"
    )
    page.keyboard.press("Alt+k")
    expect(page.get_by_text("Bevinding 1 van")).to_be_visible()
    expect(title).to_have_text(first)


def test_to_the_decision(page: Page, finding: str) -> None:
    visit(page, finding)
    page.keyboard.press("Alt+o")
    expect(page.locator(FIRST_FIELD)).to_be_focused()
    expect(page.locator(FIRST_FIELD)).to_have_attribute("type", "radio")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_keys_are_told_to_screen_readers(language: str, page: Page, finding: str) -> None:
    visit(page, f"{finding}&lang={language}")
    page.locator(NEXT).click()
    page.locator(PREVIOUS).wait_for()
    settled(page)
    told = {where: page.locator(where).get_attribute("aria-keyshortcuts") for where in (NEXT, PREVIOUS)}
    assert told == {NEXT: "Alt+J", PREVIOUS: "Alt+K"}
    assert page.locator(FIRST_FIELD).get_attribute("aria-keyshortcuts") == "Alt+O"


def test_other_keys_are_left_alone(page: Page, finding: str) -> None:
    visit(page, finding)
    body = page.locator("body")
    assert not taken(body, "KeyK", altKey=True)  # the first finding has none before it
    assert not taken(body, "KeyN", altKey=True)
    assert not taken(body, "KeyO")
    for other in ("ctrlKey", "metaKey", "shiftKey", "repeat"):
        assert not taken(body, "KeyO", altKey=True, **{other: True}), other
    assert taken(body, "KeyO", altKey=True)


def test_who_types_a_reason_is_not_led_away(page: Page, finding: str) -> None:
    visit(page, finding)
    assert not taken(page.locator(REASON), "KeyJ", altKey=True)
    assert taken(page.locator(FIRST_FIELD), "KeyJ", altKey=True)


def test_no_keys_where_there_are_no_findings(page: Page, address: str) -> None:
    visit(page, f"{address}/bibliotheek")
    assert not any(taken(page.locator("body"), code, altKey=True) for code in ("KeyJ", "KeyK", "KeyO"))


def test_a_decision_by_keyboard_alone_is_there_after_a_reload(page: Page, finding: str) -> None:
    visit(page, finding)
    page.keyboard.press("Alt+o")
    expect(page.locator(FIRST_FIELD)).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    tab_to(page, page.locator(REASON))
    page.keyboard.type("Dit kan zo niet.")
    tab_to(page, page.get_by_role("button", name="Leg vast"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Uw beslissing is vastgelegd.")).to_be_visible()
    page.reload()
    settled(page)
    expect(page.locator(".st-key-decision ol > li")).to_have_text(
        re.compile("^Niet aanvaardbaar: Dit kan zo niet.")
    )


def tab_to(page: Page, part: Locator) -> None:
    """Press Tab until ``part`` has the focus."""
    for _ in range(20):
        page.keyboard.press("Tab")
        if part.evaluate("part => part === document.activeElement"):
            return
    pytest.fail("cannot be reached by keyboard")
