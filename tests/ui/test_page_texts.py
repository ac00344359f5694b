"""The application's sentences: one place for each name, none unused, the same places in both languages."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from string import Formatter

import pytest
from judging import ROOT

from analyser.model import Text
from ui import texts

MODULES = sorted((ROOT / "ui" / "texts").glob("[a-z]*.py"))
NAMES = sorted(name for name in vars(texts) if name.isupper())


def test_no_name_stands_in_two_modules() -> None:
    defined = [
        statement.target.id
        for module in MODULES
        for statement in ast.parse(module.read_text(encoding="utf-8")).body
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name)
    ]
    assert sorted(defined) == NAMES


def test_every_sentence_is_used() -> None:
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "ui").rglob("*.py")
        if path.parent.name != "texts"
    )
    tree = ast.walk(ast.parse(code.replace("from __future__ import annotations", "")))
    used = {
        name
        for node in tree
        for name in (
            [node.attr] if isinstance(node, ast.Attribute)
            else [node.id] if isinstance(node, ast.Name)
            else []
        )
    }  # fmt: skip
    assert [name for name in NAMES if name not in used] == []


def pairs(value: object) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from pairs(item)
    elif isinstance(value, tuple | list):
        for item in value:
            yield from pairs(item)


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_have_the_same_places(name: str) -> None:
    for pair in pairs(getattr(texts, name)):
        places = [
            sorted({place for _, place, _, _ in Formatter().parse(words) if place})
            for words in (pair.nl, pair.en)
        ]
        assert places[0] == places[1]
        assert all(words.strip() for words in (pair.nl, pair.en))
