"""What the browser tests share: how a user hands in a contract, and what a page asks for."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from judging import SECONDS
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",  # no name is looked up
]
NARROW = {"width": 320, "height": 700}
WIDE = {"width": 1280, "height": 900}


@dataclass
class Watch:
    """What the page asked for and complained about."""

    hosts: set[str | None] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)

    def request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob"):
            self.hosts.add(parts.hostname)

    def console(self, message: ConsoleMessage) -> None:
        # On a deep link Streamlit first looks for its server below the page's path: harmless 404s.
        if message.type == "error" and "/_stcore/" not in message.location.get("url", ""):
            self.complaints.append(message.text)


def opened(browser: Browser, **options: Any) -> Page:
    """A tab of its own, with as much patience as a busy machine needs."""
    page = browser.new_page(**options)
    page.set_default_timeout(1000 * SECONDS)
    return page


def upload(page: Page, address: str, *files: Path) -> None:
    """Hand in a contract as a user does, and wait for the outcome."""
    page.goto(f"{address}/nieuw")
    page.locator("input[type=file]").set_input_files(files)
    for file in files:
        page.locator(f"[data-testid=stFileChipName][title='{file.name}']").wait_for()
    page.get_by_role("button", name="Beoordeel", exact=True).click()
    page.locator(".conclusion, .message.error").first.wait_for(timeout=3000 * SECONDS)  # judged by then
    settled(page)


def settled(page: Page) -> None:
    """Wait until the page stands still: drawn to its footer, nothing running, no part of it still to come.

    What is clicked or opened before that may be drawn anew. After a click, wait first for something that
    the click brings: until then the old page stands still as well.
    """
    drawn = ":has(.footer):not(:has([data-testid=stSkeleton]))"
    page.locator(f"[data-testid=stApp][data-test-script-state=notRunning]{drawn}").wait_for(
        timeout=1000 * SECONDS
    )
    # What moves or fades still changes; page.wait_for_function is refused by our policy. A page that draws
    # no frames, as a browser on a busy machine may leave it, ends no animation: two seconds are enough.
    page.evaluate(
        """() => Promise.race([
            new Promise((enough) => setTimeout(enough, 2000)),
            Promise.allSettled(
                document.getAnimations()
                    .filter((moving) => moving.effect.getComputedTiming().iterations !== Infinity)
                    .map((moving) => moving.finished)
            ),
        ])"""
    )


def wider_than_screen(page: Page) -> int:
    """Pixels that stick out on the right."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
