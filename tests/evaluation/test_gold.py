"""A folder of labelled contracts: what is read from it, and what is wrong with a bad one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from analyser.errors import UsageError
from analyser.evaluation.gold import Label, LabelledDocument, load_gold

REQUIREMENTS = ("back-ups", "betaling")
LABELS = {"back-ups": {"verdict": "partial", "evidence": ["een kopie per week"], "agreed": False}}
GOOD: dict[str, Any] = {
    "index.json": {"documents": [{"name": "een", "file": "stukken/een.pdf", "lang": "en"}]},
    "stukken/een.pdf": "",
    "labels/een.json": {"labels": LABELS},
}


def written(folder: Path, files: dict[str, Any]) -> Path:
    """The folder with these files: JSON, or text as it stands; None leaves a file out."""
    for name, content in files.items():
        if content is not None:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            text = content if isinstance(content, str) else json.dumps(content)
            (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_good_folder(tmp_path: Path) -> None:
    folder = written(tmp_path, GOOD)
    label = Label(verdict="partial", evidence=("een kopie per week",), agreed=False)
    assert load_gold(folder, REQUIREMENTS) == (
        LabelledDocument("een", folder / "stukken/een.pdf", "en", {"back-ups": label}),
    )


def test_what_may_be_left_out(tmp_path: Path) -> None:
    files = GOOD | {
        "index.json": {"documents": [{"name": "een", "file": "stukken/een.pdf"}]},
        "labels/een.json": {"labels": {"betaling": {"verdict": "missing"}}},
    }
    (document,) = load_gold(written(tmp_path, files), REQUIREMENTS)
    assert (document.language, document.labels) == ("nl", {"betaling": Label(verdict="missing")})
    assert (document.labels["betaling"].evidence, document.labels["betaling"].agreed) == ((), True)


def test_documents_come_in_the_order_of_the_index(tmp_path: Path) -> None:
    names = ["twee", "een", "drie"]
    files: dict[str, Any] = {"index.json": {"documents": [{"name": n, "file": f"{n}.pdf"} for n in names]}}
    for name in names:
        files |= {f"{name}.pdf": "", f"labels/{name}.json": {"labels": {}}}
    assert [d.name for d in load_gold(written(tmp_path, files), REQUIREMENTS)] == names


def _index(**entry: str) -> dict[str, Any]:
    return {"documents": [{"name": "een", "file": "stukken/een.pdf"} | entry]}


def _label(**label: Any) -> dict[str, Any]:
    return {"labels": {"back-ups": {"verdict": "met"} | label}}


@pytest.mark.parametrize(
    ("why", "files", "nl", "en"),
    [
        (
            "no index",
            {"index.json": None},
            "index.json: kan niet worden gelezen.",
            "index.json: cannot be read.",
        ),
        (
            "an index that is no JSON",
            {"index.json": "documents: []"},
            "index.json: JSON: klopt niet.",
            "index.json: JSON: Invalid JSON: expected value at line 1 column 1.",
        ),
        (
            "an index that is a list",
            {"index.json": []},
            "index.json: JSON: klopt niet.",
            "index.json: JSON: Input should be an object.",
        ),
        (
            "an index that names nothing",
            {"index.json": {}},
            "index.json: documents: klopt niet.",
            "index.json: documents: Field required.",
        ),
        (
            "no documents",
            {"index.json": {"documents": []}},
            "index.json: geen documenten.",
            "index.json: no documents.",
        ),
        (
            "a document without a file",
            {"index.json": {"documents": [{"name": "een"}]}},
            "index.json: documents.0.file: klopt niet.",
            "index.json: documents.0.file: Field required.",
        ),
        (
            "a document without a name",
            {"index.json": _index(name="")},
            "index.json: documents.0.name: klopt niet.",
            "index.json: documents.0.name: String should have at least 1 character.",
        ),
        (
            "a document that is not there",
            {"stukken/een.pdf": None},
            "een.pdf: dit bestand staat in index.json en is er niet.",
            "een.pdf: named in index.json, not there.",
        ),
        (
            "a folder in the place of a document",
            {"index.json": _index(file="stukken")},
            "stukken: dit bestand staat in index.json en is er niet.",
            "stukken: named in index.json, not there.",
        ),
        (
            "no labels",
            {"labels/een.json": None},
            "een.json: kan niet worden gelezen.",
            "een.json: cannot be read.",
        ),
        (
            "labels cut short",
            {"labels/een.json": '{"labels"'},
            "een.json: JSON: klopt niet.",
            "een.json: JSON: Invalid JSON: EOF while parsing an object at line 1 column 9.",
        ),
        (
            "labels under another key",
            {"labels/een.json": LABELS},
            "een.json: labels: klopt niet.",
            "een.json: labels: Field required.",
        ),
        (
            "a verdict that does not exist",
            {"labels/een.json": _label(verdict="voldoet")},
            "een.json: labels.back-ups.verdict: klopt niet.",
            "een.json: labels.back-ups.verdict: Input should be 'met', 'partial', 'contrary' or 'missing'.",
        ),
        (
            "a verdict that people do not give",
            {"labels/een.json": _label(verdict="unread")},
            "een.json: labels.back-ups.verdict: klopt niet.",
            "een.json: labels.back-ups.verdict: Input should be 'met', 'partial', 'contrary' or 'missing'.",
        ),
        (
            "evidence that is no list: the words themselves are not repeated",
            {"labels/een.json": _label(evidence="een geheim van de leverancier")},
            "een.json: labels.back-ups.evidence: klopt niet.",
            "een.json: labels.back-ups.evidence: Input should be a valid array.",
        ),
        (
            "a requirement that the library does not have",
            {"labels/een.json": {"labels": {"onzin": {"verdict": "met"}, "back-ups": {"verdict": "met"}}}},
            "een.json: de bibliotheek kent deze eis niet: onzin.",
            "een.json: the library has no such requirement: onzin.",
        ),
    ],
)
def test_a_bad_folder_is_told_what_is_wrong(
    tmp_path: Path, why: str, files: dict[str, Any], nl: str, en: str
) -> None:
    with pytest.raises(UsageError) as refusal:
        load_gold(written(tmp_path, GOOD | files), REQUIREMENTS)
    assert (refusal.value.message("nl"), refusal.value.message("en")) == (nl, en)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refusal:
        load_gold(tmp_path / "nergens", REQUIREMENTS)
    assert refusal.value.message("nl") == "index.json: kan niet worden gelezen."
