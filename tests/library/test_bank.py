"""The clause bank: enough clauses of every kind for every requirement, and written as different people would.

Variety is measured, not promised: a bank of one sentence with swapped words would train a classifier to
recognise that sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from analyser.errors import LibraryError
from analyser.library import LIBRARY_FOLDER, load_library
from analyser.library.bank import (
    BACKGROUND,
    BankClause,
    ClauseBank,
    check_bank,
    load_bank,
    load_examples,
)
from analyser.matching.learned.model import load_model

REQUIREMENTS = [requirement.id for requirement in load_library().requirements]
FEWEST = 80
FEWEST_OF = {"met": 18, "partial": 18, "contrary": 18, "missing": 22}


@pytest.fixture(scope="module")
def bank() -> ClauseBank:
    return load_bank(LIBRARY_FOLDER, REQUIREMENTS)


def test_every_requirement_has_clauses_of_every_kind(bank: ClauseBank) -> None:
    lacking = []
    for requirement in REQUIREMENTS:
        clauses = bank.by_subject[requirement]
        verdicts = Counter(clause.verdict for clause in clauses)
        lacking += [(requirement, v) for v, fewest in FEWEST_OF.items() if verdicts[v] < fewest]
        lacking += [(requirement, "clauses")] if len(clauses) < FEWEST else []
        languages = Counter(clause.language for clause in clauses)
        lacking += [(requirement, lang) for lang in ("nl", "en") if languages[lang] < 0.4 * len(clauses)]
        styles = Counter(clause.style for clause in clauses)
        named = ("formal", "processing", "plain", "american", "public", "bespoke")
        lacking += [(requirement, style) for style in named if styles[style] < 0.05 * len(clauses)]
    assert lacking == []


def test_no_text_stands_twice(bank: ClauseBank) -> None:
    texts = Counter(" ".join(words(clause.text)) for clause in bank.clauses)
    assert [text for text, times in texts.items() if times > 1] == []


@pytest.mark.parametrize("requirement", [*REQUIREMENTS, BACKGROUND])
def test_clauses_are_no_copies_of_each_other(requirement: str, bank: ClauseBank) -> None:
    """At most one clause in twenty shares half of its runs of three words with another."""
    clauses = bank.by_subject[requirement]
    runs = [set(zip(w, w[1:], w[2:], strict=False)) for w in (words(c.text) for c in clauses)]
    alike = [
        clauses[i].id
        for i in range(len(clauses))
        if any(
            i != j and len(runs[i] & runs[j]) * 2 >= min(len(runs[i]), len(runs[j])) > 0
            for j in range(len(clauses))
        )
    ]
    assert len(alike) <= len(clauses) / 20, alike


@pytest.mark.parametrize("requirement", [*REQUIREMENTS, BACKGROUND])
def test_the_vocabulary_keeps_growing(requirement: str, bank: ClauseBank) -> None:
    """The second half of the clauses still brings words that the first half did not have.

    Halves are taken by turns, so that languages and verdicts are the same in both. A bank of swapped
    words would bring none; free prose of this length brings about half as many again.
    """
    clauses = bank.by_subject[requirement]
    first = {word for clause in clauses[::2] for word in words(clause.text)}
    both = first | {word for clause in clauses[1::2] for word in words(clause.text)}
    assert len(both) >= 1.3 * len(first)


def test_a_clause_under_the_wrong_requirement_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "bank"
    folder.mkdir()
    clause = "- {id: b-een-001, verdict: met, language: nl, style: plain, reason: r, text: t}\n"
    (folder / "a-een.yaml").write_text(clause)
    (folder / "background.yaml").write_text("[]\n")
    with pytest.raises(LibraryError) as refusal:
        load_bank(tmp_path, ["a-een"])
    assert "bank/a-een.yaml: b-een-001 names another requirement" in refusal.value.message("en")


def test_a_file_that_no_requirement_names_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "bank"
    folder.mkdir()
    (folder / "background.yaml").write_text("[]\n")
    (folder / "vergeten.yaml").write_text("[]\n")
    with pytest.raises(LibraryError) as refusal:
        load_bank(tmp_path, [])
    assert "bank/vergeten.yaml: not named in library.yaml" in refusal.value.message("en")


def test_a_library_without_bank_has_no_examples(tmp_path: Path) -> None:
    assert load_examples(tmp_path, REQUIREMENTS[0]) == ()
    assert all(isinstance(c, BankClause) for c in load_examples(LIBRARY_FOLDER, REQUIREMENTS[0]))


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


def test_weights_of_another_bank_are_told(bank: ClauseBank, tmp_path: Path) -> None:
    check_bank(LIBRARY_FOLDER, REQUIREMENTS, bank.sha256)
    check_bank(LIBRARY_FOLDER, REQUIREMENTS, "")
    check_bank(tmp_path, REQUIREMENTS, "0" * 64)  # no bank, nothing to compare
    with pytest.raises(LibraryError) as refusal:
        check_bank(LIBRARY_FOLDER, REQUIREMENTS, "0" * 64)
    assert "bank: changed since the weights were learned; run make train" in refusal.value.message("en")


def test_the_weights_were_learned_from_this_bank(bank: ClauseBank) -> None:
    """Whoever changes a clause trains anew: reports name the hash of what was learned from it."""
    assert load_model(load_library().model_path).bank_sha256 == bank.sha256
