"""The pattern language: what parses, and what is refused with which words."""

from __future__ import annotations

import pytest

from analyser.patterns import Group, PatternError, parse_pattern


@pytest.mark.parametrize(
    ("source", "groups"),
    [
        ("audit", [Group((("audit",),), ())]),
        ("meld*|in kennis stellen", [Group((("meld*",), ("in", "kennis", "stellen")), ())]),
        (
            "inbreuk .. persoonsgegevens + {supplier}|bewerker",
            [
                Group((("inbreuk", "..", "persoonsgegevens"),), ()),
                Group((("bewerker",),), ("supplier",)),
            ],
        ),
        (
            "mogen ~ trainen - toezichthouder",
            [
                Group((("mogen",),), ()),
                Group((("trainen",),), (), near=True),
                Group((("toezichthouder",),), (), excluded=True),
            ],
        ),
        (
            "@aansprakelijkheid + beperkt",
            [Group((("aansprakelijkheid",),), (), context=True), Group((("beperkt",),), ())],
        ),
        ("AI-systeem | sub-verwerker", [Group((("AI-systeem",), ("sub-verwerker",)), ())]),
    ],
)
def test_parses(source: str, groups: list[Group]) -> None:
    assert list(parse_pattern(source).groups) == groups


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("a|", "an alternative is empty"),
        ("ai*", "'ai*' is too short for a wildcard: at least three letters"),
        (".. datalek", "a gap stands between two words"),
        ("datalek ..", "a gap stands between two words"),
        ("door {supplier}", "'{supplier}' is no word: a word class stands alone, + and ~ need spaces"),
        ("meld+datalek", "'meld+datalek' is no word: a word class stands alone, + and ~ need spaces"),
        ("@aansprakelijkheid", "nothing in it must stand in the sentence itself"),
        ("audit - @kosten", "a heading cannot be excluded: write - without @"),
    ],
)
def test_refuses(source: str, why: str) -> None:
    with pytest.raises(PatternError) as refusal:
        parse_pattern(source)
    assert str(refusal.value) == why
