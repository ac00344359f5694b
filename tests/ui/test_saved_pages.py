"""The pages about two versions and about terms through time, held against WCAG in a real browser."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from axe import violations
from browsing import opened
from playwright.sync_api import Browser
from two_versions import made, requirements

from analyser.comparing import Turn
from analyser.comparing.timeline import Held, Since, Stamp, Step, Timeline, Watch
from analyser.library import ClauseLibrary
from analyser.model import Severity, Verdict
from analyser.report import comparison, watch

pytestmark = pytest.mark.browser


@pytest.fixture(params=["comparison", "watch"])
def page_of(request: pytest.FixtureRequest, library: ClauseLibrary, tmp_path: Path) -> str:
    path = tmp_path / "page.html"
    if request.param == "comparison":
        path.write_bytes(comparison.render(made(library), library, "html", "nl"))
        return path.as_uri()
    first, last = (Stamp(datetime(2025, month, 1, tzinfo=UTC), f"2025-0{month}-01.md") for month in (1, 2))
    held = Held(Verdict.MET, "artikel 1.2", None, "binnen 24 uur", "nl")
    step = Step(requirements(library)[0], Severity.KNOCK_OUT, Turn.WORSE, first, last, held, None)
    timeline = Timeline("Dienst", first, last, 2, 2, (step,), (), (), Since(first, last, made(library)))
    watched = Watch((timeline,), (), None, None, date(2025, 1, 1))
    path.write_bytes(watch.render(watched, library, "html", "nl"))
    return path.as_uri()


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page_of: str, browser: Browser, width: int, scheme: str) -> None:
    page = opened(browser, viewport={"width": width, "height": 2000}, color_scheme=scheme, bypass_csp=True)
    page.goto(page_of)
    assert violations(page) == set()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.close()
