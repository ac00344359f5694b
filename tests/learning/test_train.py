"""Training on a bank of a dozen sentences: what is learned, and that it is learned the same again."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from documents import document_of
from small_library import BACKUPS, CLAUSES, PAYMENT, SILENT, write_library

from analyser.errors import LibraryError
from analyser.learning.train import train_library
from analyser.library import ClauseLibrary, load_library
from analyser.library.bank import load_bank
from analyser.matching import LibraryMatcher, RequirementMatch
from analyser.matching.learned.model import NEVER, load_model

# New sentences: the subjects of the bank in other words, and what no clause is about.
COPY = "Van de databank wordt iedere nacht een back-up gemaakt en veilig bewaard."
INVOICE = "Elke factuur kent een termijn van dertig dagen na de ontvangst ervan."
GARDEN = "Het groen rondom het gebouw wordt door een hovenier onderhouden."


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> ClauseLibrary:
    library = load_library(write_library(tmp_path_factory.mktemp("bibliotheek")))
    train_library(library)
    return library


def matched(library: ClauseLibrary, *lines: str) -> dict[str, RequirementMatch]:
    matcher = LibraryMatcher(library, load_model(library.model_path))
    return matcher.match([document_of("\n".join(lines))]).requirements


@pytest.mark.parametrize(
    ("requirement", "best", "other"), [(BACKUPS, COPY, INVOICE), (PAYMENT, INVOICE, COPY)]
)
def test_a_new_sentence_of_the_subject_comes_before_one_of_the_other(
    trained: ClauseLibrary, requirement: str, best: str, other: str
) -> None:
    lines = (GARDEN, other, best)
    text = document_of("\n".join(lines)).text
    proposals = matched(trained, *lines)[requirement].proposals
    ranked = [text[slice(*proposal.sentence)] for proposal in proposals]
    presence = dict(zip(ranked, (proposal.presence for proposal in proposals), strict=True))
    assert ranked[0] == best
    assert presence[best] > 0 > presence[other]


def test_the_stance_is_learned(trained: ClauseLibrary) -> None:
    lines = (
        "Leverancier zal dagelijks een back-up van alle bestanden maken.",
        "Leverancier streeft naar een back-up van de bestanden per kwartaal.",
        "Leverancier is niet verplicht de bestanden in een back-up te bewaren.",
    )
    proposals = matched(trained, *lines)[BACKUPS].proposals
    in_order = sorted(proposals, key=lambda proposal: proposal.start)
    assert [max(range(3), key=p.stance.__getitem__) for p in in_order] == [0, 1, 2]


def test_a_requirement_without_clauses_is_never_proposed(trained: ClauseLibrary) -> None:
    model = load_model(trained.model_path)
    assert model.requirements == (BACKUPS, PAYMENT, SILENT)
    assert [model.knows(output) for output in range(3)] == [True, True, False]
    assert float(model.subjects.intercepts[2]) == NEVER
    found = matched(trained, COPY, INVOICE, "Op het dak ligt een zonnepaneel van de leverancier.")
    assert (len(found[SILENT].signals), found[SILENT].proposals) == (1, ())


def test_the_file_says_which_bank_it_was_learned_from(trained: ClauseLibrary) -> None:
    bank = load_bank(trained.folder, [requirement.id for requirement in trained.requirements])
    assert len(bank.clauses) == len(CLAUSES)
    assert load_model(trained.model_path).bank_sha256 == bank.sha256


def test_training_twice_gives_the_same_file(trained: ClauseLibrary) -> None:
    """Header by meaning, numbers by byte; for the order of the header see test_learned_model."""
    before = trained.model_path.read_bytes()
    train_library(trained)
    assert parted(trained.model_path.read_bytes()) == parted(before)


def test_another_bank_gives_another_file(trained: ClauseLibrary, tmp_path: Path) -> None:
    other = load_library(write_library(tmp_path / "bibliotheek", CLAUSES[1:]))
    train_library(other)
    assert parted(other.model_path.read_bytes()) != parted(trained.model_path.read_bytes())


def test_words_of_a_single_clause_are_not_learned(trained: ClauseLibrary) -> None:
    model = load_model(trained.model_path)
    assert "factuur" in model.subjects.columns
    assert "vernietigen" not in model.subjects.columns
    clauses, holding = len(CLAUSES), sum("back-up" in text for _, _, text in CLAUSES)
    rarity = float(model.subjects.rarity[model.subjects.columns["backup"]])
    assert rarity == pytest.approx(math.log((1 + clauses) / (1 + holding)) + 1, abs=0.002)


def test_a_bank_that_is_not_sound_teaches_nothing(tmp_path: Path) -> None:
    folder = write_library(tmp_path / "bibliotheek")
    (folder / "bank" / "betaling.yaml").unlink()
    library = load_library(folder)
    with pytest.raises(LibraryError) as refusal:
        train_library(library)
    problem = "bank/betaling.yaml: {} (No such file or directory)"
    assert refusal.value.details["problems_nl"] == problem.format("kan niet worden gelezen")
    assert refusal.value.details["problems_en"] == problem.format("cannot be read")
    assert not library.model_path.exists()


def parted(data: bytes) -> tuple[object, bytes]:
    size = int.from_bytes(data[:8], "little")
    return json.loads(data[8 : 8 + size]), data[8 + size :]
