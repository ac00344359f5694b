"""What the worker's process does, called here in the test's own."""

from __future__ import annotations

import pytest
from stores import SAMPLE

from analyser.errors import WrongType
from analyser.library import load_library
from analyser.model import Document, Subject, Text, View
from analyser.pipeline import analyse
from analyser.reading import read_bytes
from analyser.store.tasks import judge, read_file

WRONG = b"Dit is geen contract maar gewone tekst.\n" * 20


def contract() -> Document:
    return read_bytes(SAMPLE.read_bytes(), SAMPLE.name)


def test_reading_and_judging_equal_the_pipeline() -> None:
    document = read_file(SAMPLE.read_bytes(), SAMPLE.name, View.ACCEPTED)
    assert isinstance(document, Document)
    assessment = judge((document,), ())
    assert not isinstance(assessment, Text)
    assert assessment.findings == analyse([SAMPLE]).findings


def test_chosen_subjects_are_taken_as_given() -> None:
    assessment = judge((contract(),), (Subject.CLOUD,))
    assert not isinstance(assessment, Text)
    assert (assessment.applies, assessment.applies_source) == ((Subject.CLOUD,), "given")


def test_a_dossier_is_judged_by_its_own_profile(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without one, by that of the installation."""
    monkeypatch.setenv("ANALYSER_PROFILE", "gemeente")
    for asked, judged_by in (("", "gemeente"), ("rijk", "rijk")):
        assessment = judge((contract(),), (), asked)
        assert not isinstance(assessment, Text)
        assert assessment.profile == load_library(profile=judged_by).profile


def test_a_profile_that_is_gone_is_told() -> None:
    known = "rijk, gemeente, voorbeeld-departement"
    assert judge((contract(),), (), "weg") == Text(
        f"Er is geen profiel 'weg'. Kies uit: {known}.", f"There is no profile 'weg'. Choose from: {known}."
    )


def test_a_refused_file_is_told() -> None:
    with pytest.raises(WrongType) as refused:
        read_bytes(WRONG, "notulen.pdf")
    error = refused.value
    assert read_file(WRONG, "notulen.pdf", View.ACCEPTED) == Text(error.message("nl"), error.message("en"))


def test_a_wrong_limit_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANALYSER_MAX_PAGES", "veel")
    told = read_file(SAMPLE.read_bytes(), SAMPLE.name, View.ACCEPTED)
    assert isinstance(told, Text)
    assert told.nl == "ANALYSER_MAX_PAGES moet een geheel getal van 1 of meer zijn."


def test_a_broken_library_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setenv("ANALYSER_LIBRARY", str(tmp_path))
    told = judge((contract(),), ())
    assert isinstance(told, Text)
    assert told.nl.startswith("De clausulebibliotheek klopt niet:")


@pytest.mark.parametrize("part", ["read", "judge"])
def test_a_fault_of_ours_is_told_without_its_message(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("text of a contract")

    document = contract()
    monkeypatch.setattr("analyser.reading.read_bytes", fails)
    monkeypatch.setattr("analyser.pipeline.analyse_documents", fails)
    told = read_file(b"x", "a.pdf", View.ACCEPTED) if part == "read" else judge((document,), ())
    assert isinstance(told, Text)
    assert ("RuntimeError" in told.nl, "text of a contract" in told.nl + told.en) == (True, False)
