"""The JSON report keeps to its published schema, and the schema to the model."""

from __future__ import annotations

import dataclasses
import json
from enum import StrEnum
from pathlib import Path
from typing import Any

import assessments
import jsonschema
import pytest

from analyser.library import ClauseLibrary
from analyser.model import (
    Assessment,
    Certainty,
    Format,
    Notice,
    Page,
    PageStatus,
    Profile,
    Severity,
    Subject,
    Text,
    Verdict,
    View,
)
from analyser.report import json as json_report

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "report.schema.json").read_text(encoding="utf-8"))


def test_the_schema_is_sound_and_strict() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    loose = [node for node in _objects(SCHEMA) if node.get("additionalProperties") is not False]
    assert loose == []
    assert [n for n in _objects(SCHEMA) if sorted(n["required"]) != sorted(n["properties"])] == []


def test_real_output_keeps_to_the_schema(assessment: Assessment) -> None:
    report = json.loads(json_report.render(assessment))
    jsonschema.Draft202012Validator(SCHEMA).validate(report)
    assert len(report["findings"]) == 60
    assert report["schema_version"] == "1.4"


def test_confidence_comes_with_its_word(assessment: Assessment) -> None:
    report = json.loads(json_report.render(assessment))
    assert [(f["confidence"], f["certainty"]) for f in report["findings"]] == [
        (f.confidence, str(f.certainty)) for f in assessment.findings
    ]


@pytest.mark.parametrize(
    ("why", "sha256", "written"),
    [
        ("the hash of the learned weights", assessments.MODEL_SHA256, assessments.MODEL_SHA256),
        ("a library without learned weights", "", None),
    ],
)
def test_both_hashes_of_the_library(
    why: str, sha256: str, written: str | None, assessment: Assessment, library: ClauseLibrary
) -> None:
    report = json.loads(json_report.render(dataclasses.replace(assessment, model_sha256=sha256)))
    jsonschema.Draft202012Validator(SCHEMA).validate(report)
    assert report["library"] == {
        "version": library.version,
        "sha256": library.sha256,
        "model_sha256": written,
        "profile": None,
    }


def test_whose_conditions_prevailed(assessment: Assessment) -> None:
    """A profile without a file has no hash."""
    named = Text("Gemeente", "Municipality")
    for sha256, written in (("a" * 64, "a" * 64), ("", None)):
        profile = Profile("gemeente", named, named, sha256)
        report = json.loads(json_report.render(dataclasses.replace(assessment, profile=profile)))
        jsonschema.Draft202012Validator(SCHEMA).validate(report)
        both = {"nl": "Gemeente", "en": "Municipality"}
        expected = {"id": "gemeente", "title": both, "organisation": both, "sha256": written}
        assert report["library"]["profile"] == expected


def test_how_each_page_was_read(assessment: Assessment) -> None:
    """Pages that were simply read are not listed; a page with text may still lack some."""
    (*others, document) = assessment.documents
    ways = [
        PageStatus.READ,
        PageStatus.OCR,
        PageStatus.OCR,
        PageStatus.SECOND_READER,
        PageStatus.EMPTY,
        PageStatus.UNREAD,
        PageStatus.READ,
    ]
    changed = dataclasses.replace(
        document,
        pages=tuple(Page(number, 595, 842, way, 0, 0, 0) for number, way in enumerate(ways, 1)),
        notices=(
            Notice("page-ocr", page=2, details=(("confidence", "93"),)),
            Notice("page-ocr-unsure", unread=True, page=3, details=(("confidence", "61"),)),
            Notice("page-unread", unread=True, page=6),
            Notice("page-incomplete", unread=True, page=7),
            Notice("docx-image", unread=True),
        ),
    )
    report = json.loads(json_report.render(dataclasses.replace(assessment, documents=(*others, changed))))
    jsonschema.Draft202012Validator(SCHEMA).validate(report)
    assert report["contract"]["files"][-1]["pages_read"] == {
        "second_reader": [4],
        "ocr": [{"page": 2, "confidence": 93}, {"page": 3, "confidence": 61}],
        "incomplete": [3, 7],
        "empty": [5],
        "unread": [6],
    }


def test_a_format_without_pages_has_none_to_list(assessment: Assessment) -> None:
    documents = tuple(dataclasses.replace(document, pages=()) for document in assessment.documents)
    report = json.loads(json_report.render(dataclasses.replace(assessment, documents=documents)))
    jsonschema.Draft202012Validator(SCHEMA).validate(report)
    assert {file["pages_read"] for file in report["contract"]["files"]} == {None}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda report: report.update(extra=1),
        lambda report: report["findings"][0].pop("receipt"),
        lambda report: report["findings"][0].update(verdict="fine"),
        lambda report: report["findings"][0]["evidence"][0].update(page=0),
        lambda report: report["contract"]["files"][0].update(sha256="x"),
        lambda report: report["library"].update(model_sha256=""),
        lambda report: report["findings"][0].update(certainty="certain"),
        lambda report: report["findings"][0].update(confidence=1.1),
        lambda report: report.update(schema_version="1.1"),
        lambda report: report["contract"]["files"][0]["pages_read"].update(ocr=[3]),
    ],
    ids=[
        "unknown key",
        "key left out",
        "unknown verdict",
        "page 0",
        "no hash",
        "no hash of the weights",
        "unknown certainty",
        "more than certain",
        "older schema",
        "OCR without its confidence",
    ],
)
def test_the_schema_refuses_what_is_wrong(assessment: Assessment, spoil: Any) -> None:
    report = json.loads(json_report.render(assessment))
    spoil(report)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA).validate(report)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("verdict", Verdict), ("severity", Severity), ("subject", Subject), ("view", View), ("format", Format)],
)
def test_the_schemas_words_are_the_models(name: str, kind: type[StrEnum]) -> None:
    assert SCHEMA["$defs"][name]["enum"] == [str(value) for value in kind]


def test_the_schemas_certainties_are_the_models() -> None:
    certainty = SCHEMA["$defs"]["finding"]["properties"]["certainty"]
    assert certainty["enum"] == [str(value) for value in Certainty]


def test_the_same_assessment_gives_the_same_bytes(library: ClauseLibrary, assessment: Assessment) -> None:
    assert json_report.render(assessment) == json_report.render(assessments.assessment(library))


def _objects(node: object) -> list[dict[str, Any]]:
    """Every object schema in the schema."""
    found: list[dict[str, Any]] = []
    if isinstance(node, dict):
        if node.get("type") == "object":
            found.append(node)
        for value in node.values():
            found.extend(_objects(value))
    elif isinstance(node, list):
        for value in node:
            found.extend(_objects(value))
    return found
