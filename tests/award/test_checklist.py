"""The checklist: what the file may say, and what it says of which rule since when."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from analyser.award import CHECKLIST_FILE, Checklist, load_checklist
from analyser.cli import app
from analyser.errors import LibraryError
from analyser.library import LIBRARY_FOLDER, load_library

POSITIONS = ("voorlopig-standpunt-2023", "overheidsbreed-standpunt-2025")


@pytest.fixture(scope="module")
def checklist() -> Checklist:
    return load_checklist(LIBRARY_FOLDER)


@pytest.fixture
def changed(tmp_path: Path) -> Callable[[str, str], Path]:
    """A folder with our list in which some words stand otherwise."""

    def change(old: str, new: str) -> Path:
        text = (LIBRARY_FOLDER / CHECKLIST_FILE).read_text(encoding="utf-8")
        assert old in text
        (tmp_path / CHECKLIST_FILE).write_text(text.replace(old, new, 1), encoding="utf-8")
        return tmp_path

    return change


def test_the_checks_in_order(checklist: Checklist) -> None:
    assert [check.id for check in checklist.checks] == [
        "dpia", "algoritmetoets", "advies-cio", "advies-fg", "risicoklasse", "alternatieven", "medewerkers",
        "algoritmeregister",
    ]  # fmt: skip
    assert [check.id for check in checklist.checks if check.classifies] == ["risicoklasse"]


def test_the_old_position_was_replaced_by_the_new_one(checklist: Checklist) -> None:
    old, new = (checklist.rules[name] for name in POSITIONS)
    assert (old.since, old.until, old.replaced_by) == (date(2023, 12, 11), date(2025, 4, 16), new.id)
    assert (new.since, new.until, new.replaced_by) == (date(2025, 4, 16), None, None)
    assert (old.binds.nl, old.reference) == (
        "bond alleen het Rijk", "Kamerstuk 26643, nr. 1098 (brief van 11 december 2023)",
    )  # fmt: skip


def test_what_each_position_is_known_to_ask(checklist: Checklist) -> None:
    known = {
        position: [
            check.id
            for check in checklist.checks
            for ask in check.asks
            if ask.rule == position and ask.says is not None
        ]
        for position in POSITIONS
    }
    assert known == {
        POSITIONS[0]: ["dpia", "algoritmetoets", "advies-cio", "advies-fg", "alternatieven", "medewerkers"],
        POSITIONS[1]: ["dpia", "algoritmetoets", "risicoklasse", "alternatieven", "medewerkers"],
    }


def test_nothing_of_the_position_of_2025_or_the_changed_regulation_is_called_verified(
    checklist: Checklist,
) -> None:
    sure = {
        checklist.sureness(ask)
        for check in checklist.checks
        for ask in check.asks
        if ask.rule in (POSITIONS[1], "ai-verordening")
    }
    assert sure == {"likely", "unverified"}


def test_the_days_of_the_regulation(checklist: Checklist) -> None:
    days = {
        ask.article: ask.since
        for check in checklist.checks
        for ask in check.asks
        if ask.rule == "ai-verordening"
    }
    assert days == {
        "art. 27": date(2027, 12, 2),
        "art. 5": None,
        "art. 6-27": date(2027, 12, 2),
        "art. 25, lid 1": date(2027, 12, 2),
        "art. 50": date(2026, 8, 2),
        "art. 53 en 55": None,
        "art. 4": date(2026, 7, 27),
    }


def test_the_list_has_a_hash_of_its_own_and_leaves_the_librarys_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    shutil.copytree(LIBRARY_FOLDER, folder)
    before = load_library(folder).sha256
    file = folder / CHECKLIST_FILE
    first = load_checklist(folder).sha256
    file.write_bytes(file.read_bytes() + b"# een opmerking\n")
    assert load_checklist(folder).sha256 != first
    assert (
        load_checklist(folder).sha256
        == hashlib.sha256(CHECKLIST_FILE.encode() + b"\0" + file.read_bytes() + b"\0").hexdigest()
    )
    assert load_library(folder).sha256 == before
    file.unlink()
    assert load_library(folder).sha256 == before


def test_a_library_without_a_list_has_ours(tmp_path: Path, checklist: Checklist) -> None:
    assert load_checklist(tmp_path).sha256 == checklist.sha256


FIRST_RULE = "before_award.yaml: rules.0 (voorlopig-standpunt-2023)"


@pytest.mark.parametrize(
    ("old", "new", "problem", "problem_nl"),
    [
        pytest.param(
            "version: 1.0.0", "version: 1.0.0\nversie: 2",
            "before_award.yaml: versie: Extra inputs are not permitted",
            "before_award.yaml: versie: deze sleutel bestaat niet", id="unknown key",
        ),
        pytest.param(
            "  classifies: true", "  classificeert: true",
            "before_award.yaml: checks.4 (risicoklasse).classificeert: Extra inputs are not permitted",
            "before_award.yaml: checks.4 (risicoklasse).classificeert: deze sleutel bestaat niet",
            id="unknown key of a check",
        ),
        pytest.param(
            "- id: advies-fg", "- id: advies-cio",
            "before_award.yaml: check advies-cio: stands twice",
            "before_award.yaml: check advies-cio: staat er twee keer", id="twice",
        ),
        pytest.param(
            "- rule: beleid-algoritmeregister", "- rule: beleid",
            "before_award.yaml: algoritmeregister: no rule beleid",
            "before_award.yaml: algoritmeregister: geen rule beleid", id="no such rule",
        ),
        pytest.param(
            "  - rule: voorlopig-standpunt-2023\n  - rule: overheidsbreed-standpunt-2025\n"
            "  - rule: beleid-algoritmeregister",
            "  - rule: voorlopig-standpunt-2023\n  - rule: beleid-algoritmeregister",
            "before_award.yaml: algoritmeregister: says nothing of overheidsbreed-standpunt-2025; an ask "
            "without says means: not verified",
            "before_award.yaml: algoritmeregister: zegt niets over overheidsbreed-standpunt-2025; een ask "
            "zonder says betekent: niet nagegaan",
            id="silent on a position",
        ),
        pytest.param(
            "  replaced_by: overheidsbreed-standpunt-2025\n", "  replaced_by: iets\n",
            "before_award.yaml: voorlopig-standpunt-2023: no rule iets",
            "before_award.yaml: voorlopig-standpunt-2023: geen rule iets", id="replaced by nothing",
        ),
        pytest.param(
            "  replaced_by: overheidsbreed-standpunt-2025\n", "",
            f"{FIRST_RULE}: until and replaced_by go together",
            f"{FIRST_RULE}: until en replaced_by horen bij elkaar",
            id="ended by nothing",
        ),
        pytest.param(
            "until: 2025-04-16", "until: 2023-04-16",
            f"{FIRST_RULE}: until stands before since",
            f"{FIRST_RULE}: until ligt vóór since", id="ended before it began",
        ),
    ],
)  # fmt: skip
def test_a_list_that_does_not_hold_together(
    old: str, new: str, problem: str, problem_nl: str, changed: Callable[[str, str], Path]
) -> None:
    with pytest.raises(LibraryError) as refused:
        load_checklist(changed(old, new))
    told = refused.value.details
    assert (told["problems"], told["problems_nl"]) == (problem, problem_nl)


def test_library_check_looks_at_the_list_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: Callable[[str, str], Path]
) -> None:
    folder = tmp_path / "library"
    shutil.copytree(LIBRARY_FOLDER, folder)
    monkeypatch.setenv("ANALYSER_LIBRARY", str(folder))
    assert CliRunner().invoke(app, ["library", "check"]).exit_code == 0
    shutil.copy(changed("classifies: true", "classifies: misschien") / CHECKLIST_FILE, folder)
    found = CliRunner().invoke(app, ["library", "check"]).exception
    assert isinstance(found, LibraryError)
    assert [line.split(":")[:2] for line in str(found.details["problems"]).splitlines()] == [
        ["before_award.yaml", " checks.4 (risicoklasse).classifies"]
    ]
