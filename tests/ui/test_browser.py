"""The application in a real browser: from upload to finding, in both languages, and nothing sent out."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from judging import ROOT, SAMPLES, SECONDS
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

pytestmark = pytest.mark.browser

CONTRACT = SAMPLES / "ai-saas-met-gaten.pdf"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
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


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A server started as ``make ui`` does, on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "ui/app.py", "--server.port", str(port)]
    with subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL
    ) as server:
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def wait_for(url: str) -> None:
    for _ in range(10 * SECONDS):
        try:
            with urllib.request.urlopen(url, timeout=1) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the server did not start")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next((path for path in map(shutil.which, names) if path), None)
    if found is None:
        pytest.fail("no Chromium: run tests/install_browser.sh")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def page(browser: Browser, watch: Watch) -> Iterator[Page]:
    context = browser.new_context(viewport=WIDE)
    context.set_default_timeout(1000 * SECONDS)
    expect.set_options(timeout=20_000)
    opened = context.new_page()
    opened.on("request", watch.request)
    opened.on("console", watch.console)
    opened.on("pageerror", lambda error: watch.complaints.append(str(error)))
    yield opened
    context.close()


def upload(page: Page, address: str, contract: Path) -> None:
    """Hand in a contract as a user does, and wait for the outcome."""
    page.goto(address)
    page.locator("input[type=file]").set_input_files(contract)
    page.locator(f"[data-testid=stFileChipName][title='{contract.name}']").wait_for()
    page.get_by_role("button", name="Beoordeel", exact=True).click()
    page.locator(".conclusion, .message.error").first.wait_for()


def wider_than_screen(page: Page) -> int:
    """Pixels that stick out on the right."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


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
    page.wait_for_function("document.querySelector('[data-testid=stImage] img').naturalWidth > 0")
    assert picture.get_attribute("alt").startswith("Afbeelding van bladzijde ")  # type: ignore[union-attr]
    assert yellow_share(page) > 0.001
    assert page.locator("blockquote mark").count() > 0

    page.get_by_role("link", name="Volgende bevinding").click()
    expect(page.get_by_text("Bevinding 2 van")).to_be_visible()
    page.get_by_role("link", name="English").click()
    expect(page.get_by_text("Finding 2 of")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")

    assert saved.read_bytes() == command_line_report(CONTRACT)
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
    fewer = shown.inner_text()
    page.goto(page.url)
    expect(page.get_by_text("eisen getoond")).to_have_text(fewer)


def test_narrow_screen_scrolls_one_way(page: Page, address: str) -> None:
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    page.goto(address)
    chooser = page.locator("[data-testid=stFileUploaderDropzone] button")
    expect(chooser).to_have_text(re.compile("Bestanden kiezen$"))  # Streamlit's own button, in Dutch
    assert wider_than_screen(page) <= 0
    upload(page, address, CONTRACT)
    assert wider_than_screen(page) <= 0
    page.locator("[class*=st-key-row-] a").first.click()
    page.locator("[data-testid=stImage] img").first.wait_for()
    assert wider_than_screen(page) <= 0


def test_single_keys_do_nothing(page: Page, address: str) -> None:
    upload(page, address, CONTRACT)
    page.locator(".conclusion").click()
    page.keyboard.press("c")
    time.sleep(0.5)
    assert page.get_by_role("dialog").count() == 0
