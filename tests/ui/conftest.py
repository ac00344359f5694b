"""The application as ``make ui`` serves it, and a browser to visit it with."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from application import free_port, served
from browsing import FLAGS, WIDE, Watch
from judging import SECONDS
from playwright.sync_api import Browser, Page, expect, sync_playwright


@pytest.fixture(scope="session", autouse=True)
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Dossiers of the tests go to a folder of their own, which the servers they start inherit."""
    os.environ["ANALYSER_DATA"] = str(tmp_path_factory.mktemp("data"))
    yield
    from ui.visit import server

    server().close()
    server.clear()
    del os.environ["ANALYSER_DATA"]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A server of the application for who works alone, on a free port."""
    with served(free_port()) as url:
        yield url


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next((path for path in map(shutil.which, names) if path), None)
    if found is None:
        pytest.fail("no Chromium: run tests/install_system.sh")
    expect.set_options(timeout=1000 * SECONDS)
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
    opened = context.new_page()
    opened.on("request", watch.request)
    opened.on("console", watch.console)
    opened.on("pageerror", lambda error: watch.complaints.append(str(error)))
    yield opened
    context.close()
