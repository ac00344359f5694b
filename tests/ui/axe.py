"""What axe-core finds on a page, in light and in dark."""

from __future__ import annotations

import re
from typing import Any, Literal

from axe_playwright_python.base import AXE_SCRIPT
from browsing import settled
from playwright.sync_api import Page, expect

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


def show_in(page: Page, scheme: Scheme) -> None:
    """Let the user prefer light or dark, and wait until all of the page has followed."""
    page.emulate_media(color_scheme=scheme)
    expect(page.locator("[data-testid=stApp]")).to_have_css("color-scheme", scheme)
    settled(page)


def violations(page: Page, **options: Any) -> set[tuple[str, str, str]]:
    """What axe finds: rule, impact, and the part of the page."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)  # evaluated by the debugger: the page's own policy stays in force
    found = page.evaluate(
        "(options) => axe.run({ resultTypes: ['violations'], ...options })",
        {"rules": {"target-size": {"enabled": True}}, **options},
    )
    return {
        (violation["id"], violation["impact"], part_of(node["html"]))
        for violation in found["violations"]
        for node in violation["nodes"]
    }


def part_of(html: str) -> str:
    """The name that Streamlit gives a part of its page, or else its role or its first words."""
    named = re.search('data-testid="([^"]+)"', html) or re.search(' role="([^"]+)"', html)
    return named[1] if named else html[:80]
