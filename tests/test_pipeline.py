"""From files to an assessment, on real files."""

from __future__ import annotations

import dataclasses
import hashlib
from pathlib import Path

import pytest
from docx import Document as WordFile

from analyser import pipeline
from analyser.errors import FileMissing
from analyser.library import ClauseLibrary
from analyser.matching import LibraryMatcher
from analyser.matching.learned.model import SubjectModel
from analyser.model import Certainty, Subject, Verdict
from analyser.pipeline import analyse
from analyser.reading import read

SENTENCES = (
    "Artikel 1 Datalekken",
    "Verwerker meldt een datalek uiterlijk binnen 96 uur na ontdekking aan Verwerkingsverantwoordelijke.",
)


@pytest.fixture
def contract(tmp_path: Path) -> Path:
    file = WordFile()
    for sentence in SENTENCES:
        file.add_paragraph(sentence)
    path = tmp_path / "verwerkersovereenkomst.docx"
    file.save(str(path))
    return path


def test_a_file_is_judged_on_every_requirement_in_the_librarys_order(
    contract: Path, library: ClauseLibrary
) -> None:
    assessment = analyse([contract], library)
    assert [f.requirement for f in assessment.findings] == [r.id for r in library.requirements]
    assert (assessment.applies, assessment.applies_source) == ((Subject.PERSONAL_DATA,), "detected")
    (breach,) = [f for f in assessment.findings if f.requirement == "privacy-datalek-melding"]
    assert [e.text for e in breach.evidence] == [SENTENCES[1]]
    assert breach.review
    not_about_ai = {
        f.requirement
        for f, r in zip(assessment.findings, library.requirements, strict=True)
        if not r.applies_to(frozenset({Subject.PERSONAL_DATA}))
    }
    assert {f.requirement for f in assessment.findings if f.verdict is Verdict.NOT_APPLICABLE} == not_about_ai


def test_the_weights_beside_the_library_propose(contract: Path, library: ClauseLibrary) -> None:
    assessment = analyse([contract], library)
    assert assessment.model_sha256 == hashlib.sha256(library.model_path.read_bytes()).hexdigest()
    (breach,) = [f for f in assessment.findings if f.requirement == "privacy-datalek-melding"]
    scores = [near.score for near in breach.receipt.nearest]
    assert scores[0] is None  # what a rule found
    assert scores[1:] == sorted((score for score in scores[1:] if score is not None), reverse=True)


def test_a_library_without_weights_judges_by_its_rules(
    contract: Path, library: ClauseLibrary, tmp_path: Path
) -> None:
    bare = dataclasses.replace(library, sha256="0" * 64, folder=tmp_path, calibration=None)
    assessment = analyse([contract], bare)
    assert assessment.model_sha256 == ""
    assert {(f.confidence, f.certainty) for f in assessment.findings} == {(0.5, Certainty.UNSURE)}
    (breach,) = [f for f in assessment.findings if f.requirement == "privacy-datalek-melding"]
    assert breach.verdict is Verdict.CONTRARY


def test_the_user_decides_what_it_is_about(contract: Path, library: ClauseLibrary) -> None:
    given = analyse([contract], library, applies=[Subject.CLOUD, Subject.AI])
    assert (given.applies, given.applies_source) == ((Subject.AI, Subject.CLOUD), "given")
    everything = analyse([contract], library, applies="all")
    assert Verdict.NOT_APPLICABLE not in {f.verdict for f in everything.findings}


def test_half_a_dossier_is_not_judged(contract: Path, library: ClauseLibrary) -> None:
    with pytest.raises(FileMissing):
        analyse([contract, contract.with_name("bijlage.docx")], library)


def test_libraries_in_turn_are_compiled_once_and_a_few_are_kept(
    contract: Path, library: ClauseLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled = []

    def compile_one(held: ClauseLibrary, model: SubjectModel | None) -> LibraryMatcher:
        compiled.append(held.sha256[:1])
        return LibraryMatcher(held, model)

    monkeypatch.setattr(pipeline, "LibraryMatcher", compile_one)
    monkeypatch.setattr(pipeline, "_matchers", {})
    documents = [read(contract)]
    for name in ("a", "b", "a", "c", "b", "d", "a", "d"):
        pipeline.analyse_documents(documents, dataclasses.replace(library, sha256=name * 64))
    assert compiled == ["a", "b", "c", "d", "a"]
