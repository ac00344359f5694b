"""Limits: how an administrator sets them, and what a wrong value says."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import analyser.reading
from analyser.errors import UsageError
from analyser.model import Notice
from analyser.reading.limits import BYTES_PER_MB, Limits
from analyser.reading.notices import NOTICES, describe, places

READING = Path(analyser.reading.__file__).parent
_OWN_PLACES = frozenset({"page", "part"})


def test_defaults() -> None:
    assert Limits.from_environment({}) == Limits(50, 2000, 500, 5000, 200)


@pytest.mark.parametrize(
    ("variable", "field"),
    [
        ("ANALYSER_MAX_FILE_MB", "max_file_mb"),
        ("ANALYSER_MAX_PAGES", "max_pages"),
        ("ANALYSER_MAX_UNPACKED_MB", "max_unpacked_mb"),
        ("ANALYSER_MAX_ENTRIES", "max_entries"),
        ("ANALYSER_MAX_RATIO", "max_ratio"),
    ],
)
def test_each_limit_has_a_variable(variable: str, field: str) -> None:
    assert Limits.from_environment({variable: " 7 "}) == Limits(**{field: 7})


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("0", id="nothing would be allowed"),
        pytest.param("-1", id="negative"),
        pytest.param("1.5", id="not whole"),
        pytest.param("veel", id="no number"),
        pytest.param("٣", id="a digit of another script"),
        pytest.param("9" * 5000, id="longer than Python converts"),
    ],
)
def test_a_wrong_value_names_its_variable(value: str) -> None:
    with pytest.raises(UsageError) as refused:
        Limits.from_environment({"ANALYSER_MAX_PAGES": value})
    assert refused.value.message("nl") == "ANALYSER_MAX_PAGES moet een geheel getal van 1 of meer zijn."
    assert refused.value.message("en") == "ANALYSER_MAX_PAGES must be a whole number of 1 or more."


def test_a_blank_value_keeps_the_default() -> None:
    assert Limits.from_environment({"ANALYSER_MAX_PAGES": " "}) == Limits()


def test_a_limit_below_one_is_refused_at_birth() -> None:
    with pytest.raises(ValueError, match="max_pages must be 1 or more"):
        Limits(max_pages=0)


@pytest.mark.parametrize(
    ("packed", "unpacked_mb", "suspect"),
    [
        pytest.param(1, 10, False, id="small archives compress as they like"),
        pytest.param(10 * BYTES_PER_MB // 100, 11, False, id="110 to 1 is ordinary XML"),
        pytest.param(BYTES_PER_MB // 20, 11, True, id="220 to 1 above the floor"),
        pytest.param(0, 11, True, id="nothing that becomes much"),
    ],
)
def test_the_ratio_counts_above_a_floor(packed: int, unpacked_mb: int, suspect: bool) -> None:
    assert Limits().is_ratio_suspect(packed, unpacked_mb * BYTES_PER_MB) is suspect


def used_codes() -> set[str]:
    """Every code that a reader writes as ``Notice("...")``."""
    return {
        call.args[0].value
        for module in READING.glob("*.py")
        for call in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "Notice"
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    }


def test_every_code_in_the_readers_has_its_sentences() -> None:
    assert {"page-unread", "tracked-changes"} <= used_codes()  # the scan finds something
    assert used_codes() - set(NOTICES) == set()


def test_notices_are_sorted() -> None:
    assert list(NOTICES) == sorted(NOTICES)


@pytest.mark.parametrize("code", sorted(NOTICES))
def test_both_languages_leave_the_same_places_and_fill_them(code: str) -> None:
    sentence = NOTICES[code]
    assert places(sentence.nl) == places(sentence.en)
    own = places(sentence.nl) - _OWN_PLACES
    notice = Notice(code, page=3, part="deel", details=tuple((name, f"<{name}>") for name in sorted(own)))
    for language in ("nl", "en"):
        expected = sentence[language].replace("{page}", "3").replace("{part}", "deel")
        for name in own:
            expected = expected.replace("{" + name + "}", f"<{name}>")
        assert describe(notice, language) == expected


def test_a_place_that_is_not_filled_never_fails() -> None:
    assert describe(Notice("page-incomplete"), "en") == "Probably not all text of page ? was read."


def test_a_view_is_named_in_the_readers_language() -> None:
    notice = Notice("tracked-changes", details=(("count", "4"), ("view", "accepted")))
    assert describe(notice, "nl") == (
        "Het bestand bevat 4 bijgehouden wijziging(en); beoordeeld is de weergave “wijzigingen aanvaard”."
    )
