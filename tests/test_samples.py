"""The sample contracts: made the same each time, read the same in each format, judged as expected."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from analyser.library import ClauseLibrary, load_library
from analyser.model import Assessment, Document, Verdict, View
from analyser.pipeline import analyse
from analyser.reading import read
from samples.agreement import (
    Expectation,
    assess_sample,
    disagreements,
    load_expectations,
    load_known_gaps,
)
from samples.make import CONTRACTS, make

EXPECTATIONS = load_expectations()
TWINS = [expectation for expectation in EXPECTATIONS if expectation.twins]
BY_KEY = {expectation.key: expectation for expectation in EXPECTATIONS}


def _key(expectation: Expectation) -> str:
    return expectation.key


@cache
def _library() -> ClauseLibrary:
    return load_library()


@cache
def _assessment(key: str) -> Assessment:
    return assess_sample(BY_KEY[key], _library())


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_made_files_equal_the_committed_ones(tmp_path: Path) -> None:
    make(tmp_path)
    made, committed = _files(tmp_path), _files(CONTRACTS)
    assert made.keys() == committed.keys()
    assert [name for name in made if made[name] != committed[name]] == []


def test_every_made_contract_has_expectations() -> None:
    expected = {path for expectation in EXPECTATIONS for path in (*expectation.files, *expectation.twins)}
    assert expected == {CONTRACTS / name for name in _files(CONTRACTS)}


@pytest.mark.parametrize("expectation", EXPECTATIONS, ids=_key)
def test_every_requirement_has_one_expected_verdict(expectation: Expectation) -> None:
    assert expectation.verdicts.keys() == {requirement.id for requirement in _library().requirements}


@pytest.mark.parametrize("expectation", EXPECTATIONS, ids=_key)
def test_expected_words_stand_in_the_clause_that_is_named(expectation: Expectation) -> None:
    """A slip in the expectations themselves: words or a clause that the contract does not hold."""
    documents = {path.name: read(path, view=expectation.view) for path in expectation.files}
    first = documents[expectation.files[0].name]
    astray = [
        (identity, place.clause, place.words)
        for identity, place in expectation.places.items()
        if not _stands(documents.get(place.file, first), place.clause, place.words)
    ]
    assert astray == []


def _stands(document: Document, clause: str, words: str) -> bool:
    return any(
        words in " ".join(document.text[held.start : held.end].split())
        for held in document.clauses
        if held.number is not None and (held.label == clause or held.label.endswith(f" {clause}"))
    )


def _outline(assessment: Assessment) -> list[tuple[str, Verdict, list[tuple[str, str]]]]:
    return [
        (finding.requirement, finding.verdict, [(item.clause, item.text) for item in finding.evidence])
        for finding in assessment.findings
    ]


@pytest.mark.parametrize("expectation", TWINS, ids=_key)
def test_twins_give_the_same_findings(expectation: Expectation) -> None:
    first, second = (_outline(analyse([path], _library(), applies="all")) for path in expectation.twins)
    assert first == second


def test_accepting_or_rejecting_changes_gives_other_verdicts() -> None:
    accepted, rejected = BY_KEY["maatwerk-wijzigingen"], BY_KEY["maatwerk-wijzigingen (rejected)"]
    assert (accepted.view, rejected.view) == (View.ACCEPTED, View.REJECTED)
    expected = _differences(accepted.verdicts, rejected.verdicts)
    found = _differences(
        *({f.requirement: f.verdict for f in _assessment(e.key).findings} for e in (accepted, rejected))
    )
    known = {identity for key, identity in load_known_gaps() if key in (accepted.key, rejected.key)}
    sure = expected.keys() - known
    assert {identity: found.get(identity) for identity in sure} == {
        identity: expected[identity] for identity in sure
    }
    assert len(sure) >= 5


def _differences(left: dict[str, Verdict], right: dict[str, Verdict]) -> dict[str, tuple[Verdict, Verdict]]:
    return {
        identity: (left[identity], right[identity]) for identity in left if left[identity] != right[identity]
    }


def test_what_the_main_agreement_lacks_is_met_in_its_annex() -> None:
    dossier = BY_KEY["dossier-ai-assistent"]
    alone = {f.requirement: f.verdict for f in analyse(dossier.files[:1], _library(), applies="all").findings}
    together = {f.requirement: f for f in _assessment(dossier.key).findings}
    for identity in ("privacy-datalek-melding", "privacy-instructie-doelbinding"):
        assert (alone[identity], together[identity].verdict) == (Verdict.MISSING, Verdict.MET)
        assert together[identity].evidence[0].file == "verwerkersovereenkomst.pdf"


@pytest.mark.parametrize("expectation", EXPECTATIONS, ids=_key)
def test_disagreements_are_exactly_the_known_gaps(expectation: Expectation) -> None:
    """Strict both ways: a new disagreement fails, and so does a listed one that has gone."""
    differing = {gap.requirement for gap in disagreements(expectation, _assessment(expectation.key))}
    assert differing == {identity for key, identity in load_known_gaps() if key == expectation.key}


def test_known_gaps_name_contracts_that_exist_and_give_a_reason() -> None:
    gaps = load_known_gaps()
    assert {key for key, _ in gaps} <= BY_KEY.keys()
    assert [gap for gap, reason in gaps.items() if len(reason.split()) < 4] == []


def test_sample_contracts_are_as_long_as_real_ones() -> None:
    """A handful of sentences would prove nothing about reading and segmentation."""
    words = {
        e.key: sum(document.word_count for document in _assessment(e.key).documents) for e in EXPECTATIONS
    }
    assert [key for key, count in words.items() if count < 1300] == []
