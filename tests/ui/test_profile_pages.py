"""Whose conditions prevail: chosen for a dossier, changed later, and seen in the library."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from axe import violations
from browsing import settled
from judging import SAMPLES, SECONDS, assessment_of, desk, judged, sample, wait_for
from own_profile import copy_library, profile, write_profile
from pages import page, shown
from playwright.sync_api import Page, expect

from analyser.library import load_library
from analyser.model import Profile, Text, View
from analyser.report.profiles import change_line
from ui import texts
from ui.address import Address
from ui.dossiers import Dossier, Judged
from ui.scope import Scope

EXAMPLE, OWN = "voorbeeld-departement", "voorbeeld-nederlandse-helpdesk"


def titles_of(*profiles: str) -> list[str]:
    return [load_library(profile=profile).profile.title.nl for profile in profiles]


def test_a_dossier_is_judged_under_the_profile_it_was_handed_in_with() -> None:
    uploads = [sample("vendor-terms.docx")]
    dossier = wait_for(desk().hand_in(uploads, (), View.ACCEPTED, "Onder voorbeeld", "", EXAMPLE))
    assessment = assessment_of(dossier)
    library = load_library(profile=EXAMPLE)
    assert (dossier.stored.profile, assessment.profile) == (EXAMPLE, library.profile)
    assert assessment.library_sha256 == library.sha256
    words = shown(page("gaps", Address(dossier=dossier.key)))
    assert texts.PROFILE_LINE["nl"].format(title=library.profile.title.nl) in words
    assert texts.LIBRARY_CHANGED["nl"] not in words
    finding = page("finding", Address(dossier=dossier.key, requirement=OWN))
    assert [title.value for title in finding.title] == ["Helpdesk in het Nederlands"]
    requirement = page("requirement", Address(dossier=dossier.key, requirement=OWN))
    assert [title.value for title in requirement.title] == ["Helpdesk in het Nederlands"]


def test_another_profile_means_another_judgement() -> None:
    dossier = judged(sample("vendor-terms.docx"))
    assert dossier.stored.profile == "rijk"
    app = page("gaps", Address(dossier=dossier.key))
    field = app.selectbox(f"profile-{dossier.key}")
    assert field.options == titles_of("rijk", "gemeente", EXAMPLE)
    field.set_value("gemeente")
    next(button for button in app.button if button.label == texts.SAVE["nl"]).click().run()
    assert not app.exception
    changed = wait_for(dossier.key)
    assert (changed.stored.profile, changed.stored.title) == ("gemeente", dossier.stored.title)
    assert assessment_of(changed).profile == load_library(profile="gemeente").profile


def test_saving_without_another_profile_judges_nothing_anew() -> None:
    dossier = judged(sample("vendor-terms.docx"))
    queue = dossier.held.server.store.queue
    before = queue.last(dossier.held.actor, dossier.key).id
    dossier.rename("Andere titel", dossier.stored.owner, dossier.stored.supplier, "rijk")
    assert queue.last(dossier.held.actor, dossier.key).id == before


def test_a_profile_that_is_gone_is_told_and_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever opens the dossier can choose another one there."""
    dossier = judged(sample("vendor-terms.docx"))
    title = Text("Weg", "Gone")
    gone = replace(assessment_of(dossier), profile=Profile("weg", title, title, "a" * 64))
    away = replace(dossier.stored, profile="weg")
    monkeypatch.setattr(Dossier, "outcome", lambda self: Judged(gone, ()))
    found = type(desk()).find
    monkeypatch.setattr(
        type(desk()),
        "find",
        lambda self, key: replace(found(self, key), stored=away),  # type: ignore[type-var]
    )
    app = page("gaps", Address(dossier=dossier.key))
    words = shown(app)
    assert texts.PROFILE_MISSING["nl"] in words
    assert "Er is geen profiel 'weg'." in words
    field = app.selectbox(f"profile-{dossier.key}")
    assert (field.value, field.options[-1]) == ("weg", "weg (bestaat niet meer)")


def test_a_new_dossier_offers_the_installations_own_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANALYSER_PROFILE", "gemeente")
    field = page("new").selectbox("new-profile")
    assert (field.value, field.options) == ("gemeente", titles_of("gemeente", "rijk", EXAMPLE))


def test_an_installation_with_a_profile_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANALYSER_PROFILE", "weg")
    assert "Er is geen profiel 'weg'." in shown(page())


def test_the_library_through_a_profile() -> None:
    library = load_library(profile=EXAMPLE)
    app = page("library")
    assert texts.PROFILE_AS_IT_IS["nl"] in shown(app)
    app.selectbox("library-profile").set_value(EXAMPLE).run()
    assert app.query_params["profile"] == EXAMPLE
    words = shown(app)
    for change in library.changes:
        line, reason = change_line(change, "nl"), change.reason.nl
        assert f"{line}{reason}" in words
    assert texts.PROFILE_CHANGES["nl"].format(n=len(library.changes)) in [e.label for e in app.expander]
    assert "60 van 60 eisen getoond" in words
    assert f"SHA-256: {library.sha256}" in words


@pytest.mark.parametrize("asked", ["weg", "../library"])
def test_an_address_with_a_profile_that_is_not_there(asked: str) -> None:
    app = page("library", Address(scope=Scope(profile=asked)))
    assert f"SHA-256: {load_library().sha256}" in shown(app)


def test_a_profile_that_is_not_sound_cannot_be_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = copy_library(tmp_path)
    write_profile(folder, profile(base="weg"))
    monkeypatch.setenv("ANALYSER_LIBRARY", str(folder))
    app = page("library")
    words = shown(app)
    assert texts.PROFILES_BROKEN["nl"] in words
    assert "profiles/eigen.yaml: base: er is geen profiel weg" in words
    assert len(app.selectbox("library-profile").options) == 1


@pytest.mark.browser
def test_choosing_a_profile_by_hand(page: Page, address: str) -> None:
    """From the form to the finding under the conditions of one's own; the page passes axe on the way."""
    (title,) = titles_of(EXAMPLE)
    page.goto(f"{address}/nieuw")
    settled(page)
    page.locator("input[type=file]").set_input_files(SAMPLES / "vendor-terms.docx")
    page.locator("[data-testid=stFileChipName][title='vendor-terms.docx']").wait_for()
    field = page.get_by_role("combobox", name=texts.PROFILE["nl"])
    field.click()
    page.get_by_role("option", name=title).click()
    settled(page)
    assert {(rule, impact) for rule, impact, _ in violations(page)} <= {
        ("presentation-role-conflict", "minor")
    }
    page.get_by_role("button", name=texts.JUDGE["nl"], exact=True).click()
    page.locator(".conclusion").wait_for(timeout=3000 * SECONDS)  # judged by then
    expect(page.get_by_text(texts.PROFILE_LINE["nl"].format(title=title))).to_be_visible()
    settled(page)
    assert violations(page) == set()
