"""Errors: a code, an exit code and two languages each, and never text of a contract."""

from __future__ import annotations

import string

import pytest

from analyser import errors
from analyser.errors import AnalyserError, InputError, StoreError

CONCRETE = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type)
    and issubclass(kind, AnalyserError)
    and kind not in (AnalyserError, InputError, StoreError)
]


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("kind", CONCRETE, ids=lambda kind: kind.__name__)
def test_both_languages_say_what_and_what_to_do(kind: type[AnalyserError]) -> None:
    assert kind.nl
    assert kind.en
    assert fields(kind.nl) - {"found_nl", "problems_nl", "reason_nl", "what_nl"} == fields(kind.en) - {
        "found_en",
        "problems_en",
        "reason_en",
        "what_en",
    }
    if kind is not errors.UsageError:  # says what to do in its own sentence
        assert kind.nl_action
        assert kind.en_action


def test_codes_are_unique() -> None:
    codes = [kind.code for kind in CONCRETE]
    assert sorted(codes) == sorted(set(codes))


def test_exit_codes() -> None:
    others = [kind for kind in CONCRETE if not issubclass(kind, (InputError, StoreError))]
    assert {kind.__name__: kind.exit_code for kind in others} == {"LibraryError": 3, "UsageError": 2}
    assert {kind.exit_code for kind in CONCRETE if issubclass(kind, StoreError)} == {5}
    assert {kind.exit_code for kind in CONCRETE if issubclass(kind, InputError)} == {1}


def test_the_tree_in_the_docstring_is_the_tree() -> None:
    drawn = set(errors.__doc__.split()) if errors.__doc__ else set()
    assert {kind.__name__ for kind in CONCRETE} - drawn == set()


def test_a_message_with_braces_in_a_file_name() -> None:
    error = errors.FileEmpty("{contract}.pdf")
    assert error.message("en") == (
        "{contract}.pdf is empty (0 bytes). Save the file again or ask the supplier for it again."
    )
