"""A dossier as government runs it, in a browser: own conditions, the stack, checks, two versions."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from axe import violations
from browsing import Watch, settled
from judging import SAMPLES, SECONDS
from playwright.sync_api import Page, expect

from ui import texts

PAPERS = ("arbit-overeenkomst.docx", "vendor-terms.docx")


@pytest.mark.browser
def test_from_conditions_to_two_versions(page: Page, address: str, watch: Watch, tmp_path: Path) -> None:
    found = set()
    _hand_in(page, address, [SAMPLES / name for name in PAPERS], "Assistent, versie 1")
    page.locator(".conclusion").wait_for(timeout=3000 * SECONDS)
    settled(page)
    assert page.get_by_text("Gemeente (GIBIT 2023)").count() > 0

    # the stack: the agreement on top, the supplier's terms out, what is named and not there
    ranks = page.locator(".papers .level .rank").all_inner_texts()
    assert ranks == [f"Rang {n}" for n in range(1, 8)] + ["Zonder rang", "Buiten toepassing"]
    lacking = page.locator(".papers .lacking strong").all_inner_texts()
    named = ["ARBIT-2022", "nota van inlichtingen", "aanbestedingsdocument", "inschrijving", "Order"]
    assert lacking == named
    found |= violations(page)

    # the checks before award
    page.get_by_role("link", name=texts.AWARD_OPEN["nl"], exact=True).click()
    page.get_by_role("heading", name=texts.AWARD["nl"], exact=True).wait_for()
    settled(page)
    page.locator("summary", has_text=texts.AWARD_RECORD["nl"].format(title="Pre-scan of DPIA")).click()
    form = page.locator("[data-testid=stForm]").first
    form.get_by_text("gedaan", exact=True).click()
    form.get_by_role("textbox", name=texts.AWARD_WHO["nl"], exact=True).fill("J. Jansen")
    form.get_by_role("textbox", name=texts.AWARD_DAY["nl"], exact=True).fill("3-11-2026")
    form.get_by_role("button", name=texts.AWARD_SAVE["nl"], exact=True).click()
    expect(page.get_by_text("1 van 8 gedaan")).to_be_visible()
    settled(page)
    found |= violations(page)

    # the next version beside it
    _hand_in(page, address, [_changed(tmp_path), SAMPLES / PAPERS[1]], "Assistent, versie 2")
    page.locator(".conclusion").wait_for(timeout=3000 * SECONDS)
    settled(page)
    page.get_by_role("link", name=texts.COMPARE_WITH["nl"], exact=True).click()
    page.get_by_role("combobox", name=texts.OTHER_VERSION["nl"]).click()
    page.get_by_role("option", name="Assistent, versie 1").first.click()
    expect(page.locator(".conclusion")).to_be_visible()
    settled(page)
    found |= violations(page)
    assert found == set()
    assert watch.hosts == {"127.0.0.1"}
    assert watch.complaints == []


def _hand_in(page: Page, address: str, files: list[Path], title: str) -> None:
    page.goto(f"{address}/nieuw")
    page.locator("input[type=file]").set_input_files(files)
    for file in files:
        page.locator(f"[data-testid=stFileChipName][title='{file.name}']").wait_for()
    page.get_by_role("textbox", name=texts.DOSSIER_TITLE["nl"], exact=True).fill(title)
    page.get_by_role("combobox", name=texts.PROFILE["nl"]).click()
    page.get_by_role("option", name="Gemeente (GIBIT 2023)").click()
    page.get_by_role("button", name=texts.JUDGE["nl"], exact=True).click()


def _changed(folder: Path) -> Path:
    """The agreement with one promise taken back."""
    file = docx.Document(str(SAMPLES / PAPERS[0]))
    promise = next(p for p in file.paragraphs if "niet om modellen" in p.text or "te trainen" in p.text)
    promise.text = "Leverancier mag invoer van Opdrachtgever gebruiken om zijn modellen te trainen."
    path = folder / "arbit-overeenkomst-2.docx"
    file.save(str(path))
    return path
