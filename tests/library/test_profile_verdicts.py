"""Golden: a profile that changes one number changes the verdicts that hang on it, and no other."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from own_profile import BREACH, GROUNDS, LOGGING, copy_library, profile, write_profile

from analyser.library import LIBRARY_FOLDER, ClauseLibrary, load_library
from analyser.model import Document
from analyser.pipeline import ALL, analyse_documents
from analyser.reading import read

CONTRACTS = Path(__file__).parents[2] / "samples" / "contracts"

Verdicts = dict[tuple[str, str], str]


@cache
def dossiers() -> dict[str, tuple[Document, ...]]:
    """Every sample contract, read; a folder is one dossier."""
    return {
        path.name: tuple(read(file) for file in (sorted(path.iterdir()) if path.is_dir() else [path]))
        for path in sorted(CONTRACTS.iterdir())
    }


def verdicts(library: ClauseLibrary) -> Verdicts:
    """What all samples come to, by sample and requirement."""
    return {
        (name, finding.requirement): finding.verdict.value
        for name, documents in dossiers().items()
        for finding in analyse_documents(documents, library, applies=ALL).findings
    }


@cache
def before() -> Verdicts:
    return verdicts(load_library(profile="rijk"))


def differences(after: Verdicts) -> dict[tuple[str, str], tuple[str | None, str | None]]:
    keys = sorted({*before(), *after})
    return {key: (before().get(key), after.get(key)) for key in keys if before().get(key) != after.get(key)}


def with_number(folder: Path, requirement: str, metric: str, value: int) -> ClauseLibrary:
    """The library with one other number, its weights included; its texts are silenced, since they name it."""
    copied = copy_library(folder)
    (copied / "subjects.safetensors").write_bytes((LIBRARY_FOLDER / "subjects.safetensors").read_bytes())
    old = load_library(copied, "rijk").requirement(requirement)
    words = {"nl": "eigen norm", "en": "own norm"}
    elements = [
        {**element.model_dump(mode="json"), "label": words}
        for element in old.elements
        if element.limit is not None and element.limit.metric == metric
    ]
    parts = {
        **dict.fromkeys(("norm", "advice", "model_clause"), words),
        "criteria": dict.fromkeys(("met", "partial", "contrary"), words),
        "elements": elements,
    }
    number = {"id": requirement, "metric": metric, "value": value, "basis": "eigen", "confidence": "verified"}
    write_profile(
        copied,
        profile(tests=[{**number, **GROUNDS}], replace=[{"id": requirement, "parts": parts, **GROUNDS}]),
    )
    return load_library(copied, "eigen")


# The processing agreement in the dossier reports within 36 hours, others within 24; the municipal contract
# keeps its logs for nine months, the others that name a term for twelve.
LATER = {("dossier-ai-assistent", BREACH): ("met", "partial")}
SHORTER = {("gemeente-hosting.odt", LOGGING): ("met", "partial")}
TWELVE = ("arbit-overeenkomst.docx", "arbit-overeenkomst.pdf", "verwerkersovereenkomst.docx",
          "verwerkersovereenkomst.pdf")  # fmt: skip


@pytest.mark.parametrize(
    ("requirement", "metric", "value", "changed"),
    [
        (BREACH, "breach_notice", 36, {}),
        (BREACH, "breach_notice", 24, LATER),
        (LOGGING, "log_retention", 9, {}),
        (LOGGING, "log_retention", 10, SHORTER),
        (LOGGING, "log_retention", 13, SHORTER | {(name, LOGGING): ("met", "partial") for name in TWELVE}),
    ],
)
def test_one_number_changes_exactly_the_verdicts_that_hang_on_it(
    requirement: str, metric: str, value: int, changed: Verdicts, tmp_path: Path
) -> None:
    assert differences(verdicts(with_number(tmp_path, requirement, metric, value))) == changed


def test_the_example_changes_what_it_says_and_nothing_else() -> None:
    """One number, one requirement more and one less; the severity it raises is no verdict."""
    after = verdicts(load_library(profile="voorbeeld-departement"))
    own, off = "voorbeeld-nederlandse-helpdesk", "duurzaamheid-hardware-circulair"
    assert differences(after) == {
        ("dossier-ai-assistent", BREACH): ("met", "partial"),
        **{(name, own): (None, "missing") for name in dossiers()},
        ("gemeente-hosting.odt", own): (None, "met"),
        **{(name, off): (before()[name, off], None) for name in dossiers()},
    }


def test_a_municipality_differs_from_central_government_in_one_requirement() -> None:
    """ARBIT is not what it asks for; whoever turns its conditions down does so under either."""
    asked = "contract-arbit-toepasselijk-rangorde"
    assert differences(verdicts(load_library(profile="gemeente"))) == {
        (name, asked): ("met", "partial")
        for name in ("arbit-overeenkomst.docx", "arbit-overeenkomst.pdf", "dossier-ai-assistent",
                     "maatwerk-wijzigingen.docx")
    }  # fmt: skip
