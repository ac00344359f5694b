"""Training: from the clause bank to weights. Needs scikit-learn (``pip install .[train]``).

The same bank, library and versions give the same file. Nothing but the bank is learned from: no
contract of anyone.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from analyser.errors import LibraryError
from analyser.library import ClauseLibrary
from analyser.library.bank import ClauseBank, load_bank
from analyser.matching import LibraryMatcher
from analyser.matching.learned.model import NEVER, STANCES, VECTOR_WEIGHT, WordWeights, write_model
from analyser.matching.learned.terms import stance_terms, subject_terms
from analyser.matching.learned.vectors import vectors

SEED: Final = 0
_FOLDS: Final = 5
_RARE: Final = 2  # words of a single clause teach nothing about others
_SUBJECT_STRENGTH: Final = 10.0  # inverse regularisation, flat between 2 and 50 on whole documents
_STANCE_STRENGTH: Final = 10.0
_KEPT: Final = 24_000  # words with the largest weights; the rest changes no score visibly
_SUSPECT: Final = 0.0  # log-odds above which a clause of another requirement is no safe negative


@dataclass(frozen=True, slots=True, eq=False)
class TrainingSet:
    """The bank as numbers, a row for each clause in the bank's order."""

    bank: ClauseBank
    subject_words: list[Counter[str]]
    stance_words: list[Counter[str]]
    vectors: NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Lessons:
    """What the first round leaves to learn from: a row for each clause, an array for each requirement."""

    columns: dict[str, int]
    rarity: NDArray[np.float32]
    words: csr_matrix
    vectors: NDArray[np.float32]
    about: tuple[NDArray[np.bool_], ...]  # clauses that speak of the requirement
    safe: tuple[NDArray[np.bool_], ...]  # clauses that may teach it


def train_library(library: ClauseLibrary) -> None:
    """Learn a library's weights from its own bank and store them beside it.

    Raises LibraryError where the bank is not sound.
    """
    requirements = [requirement.id for requirement in library.requirements]
    bank = load_bank(library.folder, requirements)
    train(training_set(bank, LibraryMatcher(library)), requirements, library.model_path)


def training_set(bank: ClauseBank, matcher: LibraryMatcher) -> TrainingSet:
    """Read every clause with the pipeline that will read contracts."""
    subject_words, stance_words = [], []
    for clause in bank.clauses:
        doc, parties = matcher.read(clause.text)
        subject_words.append(Counter(term.name for term in subject_terms(doc)))
        stance_words.append(Counter(term.name for term in stance_terms(doc, parties)))
    return TrainingSet(bank, subject_words, stance_words, vectors([c.text for c in bank.clauses]))


def train(data: TrainingSet, requirements: Sequence[str], path: Path) -> None:
    """Fit all weights and write them to ``path``."""
    subjects, of_vectors = fit_subjects(data, requirements)
    write_model(path, requirements, subjects, of_vectors, fit_stances(data), data.bank.sha256)


def fit_subjects(data: TrainingSet, requirements: Sequence[str]) -> tuple[WordWeights, NDArray[np.float32]]:
    """A yes-or-no model for each requirement: its clauses against its near misses and all others."""
    return fit_lessons(first_round(data, requirements), word_weight=1.0, vector_weight=VECTOR_WEIGHT)


def first_round(data: TrainingSet, requirements: Sequence[str]) -> Lessons:
    """Which clauses are safe to learn from, and which words matter; learned on words alone.

    A clause written for one requirement may speak of another as well (an audit right inside a
    processing agreement). Such a clause would teach the wrong thing, so each clause is scored by a
    model that has not seen it, and what looks like the subject is left out.
    """
    columns, rarity = _vocabulary(data.subject_words)
    words = _matrix(data.subject_words, columns, rarity)
    about, safe, strength = [], [], np.zeros(len(columns))
    for requirement in requirements:
        own, spoken = _of(data.bank, requirement)
        unseen, coefficients = _unseen(words, spoken)
        about.append(spoken)
        safe.append(own | (unseen < _SUSPECT))
        strength = np.maximum(strength, coefficients)
    columns, rarity = _strongest(columns, rarity, strength)
    kept = _matrix(data.subject_words, columns, rarity)
    return Lessons(columns, rarity, kept, data.vectors, tuple(about), tuple(safe))


def fit_lessons(
    lessons: Lessons, *, word_weight: float, vector_weight: float
) -> tuple[WordWeights, NDArray[np.float32]]:
    """The second round: words and sentence vectors together; one of weight 0 is not learned from."""
    inputs = hstack([lessons.words * word_weight, csr_matrix(lessons.vectors * vector_weight)]).tocsr()
    weights = np.zeros((inputs.shape[1], len(lessons.about)), dtype=np.float32)
    intercepts = np.full(len(lessons.about), NEVER, dtype=np.float32)
    for output, (about, rows) in enumerate(zip(lessons.about, lessons.safe, strict=True)):
        if about.any():
            fitted = _binary().fit(inputs[rows], about[rows])
            weights[:, output] = fitted.coef_[0]
            intercepts[output] = fitted.intercept_[0]
    known = len(lessons.columns)
    of_words = WordWeights(
        lessons.columns, lessons.rarity, weights[:known] * np.float32(word_weight), intercepts
    )
    of_vectors: NDArray[np.float32] = weights[known:] * np.float32(vector_weight)
    return of_words, of_vectors


def fit_stances(data: TrainingSet) -> WordWeights:
    """One model for all requirements: how a clause that is about its subject stands to the buyer."""
    rows = [row for row, clause in enumerate(data.bank.clauses) if clause.verdict != "missing"]
    counts = [data.stance_words[row] for row in rows]
    verdicts = np.array([STANCES.index(data.bank.clauses[row].verdict) for row in rows])
    if len(set(verdicts.tolist())) < len(STANCES):
        raise LibraryError(problems="bank: met, partial and contrary must all occur")
    columns, rarity = _vocabulary(counts)
    first = _multinomial().fit(_matrix(counts, columns, rarity), verdicts)
    columns, rarity = _strongest(columns, rarity, np.abs(first.coef_).max(axis=0))
    final = _multinomial().fit(_matrix(counts, columns, rarity), verdicts)
    return WordWeights(columns, rarity, final.coef_.T.astype(np.float32), final.intercept_.astype(np.float32))


def _of(bank: ClauseBank, requirement: str) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which clauses were written for a requirement, and which of them are about it."""
    own = np.array([clause.subject == requirement for clause in bank.clauses])
    return own, own & np.array([clause.verdict != "missing" for clause in bank.clauses])


def _unseen(inputs: csr_matrix, about: NDArray[np.bool_]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Each clause's log-odds by models that have not seen it, and the largest weight of each input."""
    unseen = np.full(len(about), NEVER)
    strength = np.zeros(inputs.shape[1])
    folds = np.arange(len(about)) % _FOLDS
    for fold in range(_FOLDS if about.any() else 0):
        learn = folds != fold
        fitted = _binary().fit(inputs[learn], about[learn])
        unseen[~learn] = fitted.decision_function(inputs[~learn])
        strength = np.maximum(strength, np.abs(fitted.coef_[0]))
    return unseen, strength


def _binary() -> LogisticRegression:
    return LogisticRegression(C=_SUBJECT_STRENGTH, class_weight="balanced", max_iter=500, random_state=SEED)


def _vocabulary(counts: Iterable[Counter[str]]) -> tuple[dict[str, int], NDArray[np.float32]]:
    """Words in alphabetical order, and how rare each is: log((1 + n) / (1 + clauses)) + 1."""
    held = list(counts)
    uses = Counter(word for counted in held for word in counted)
    words = sorted(word for word, n in uses.items() if n >= _RARE)
    rarity = [math.log((1 + len(held)) / (1 + uses[word])) + 1 for word in words]
    return {word: column for column, word in enumerate(words)}, np.array(rarity, dtype=np.float32)


def _multinomial() -> LogisticRegression:
    return LogisticRegression(C=_STANCE_STRENGTH, max_iter=1000, random_state=SEED)


def _matrix(
    counts: Sequence[Counter[str]], columns: dict[str, int], rarity: NDArray[np.float32]
) -> csr_matrix:
    """Rows of length 1, as ``WordWeights`` weighs a passage."""
    starts, indices, values = [0], list[int](), list[float]()
    for counted in counts:
        row = {
            columns[w]: (1 + math.log(n)) * float(rarity[columns[w]])
            for w, n in counted.items()
            if w in columns
        }
        length = math.sqrt(sum(value * value for value in row.values())) or 1.0
        indices.extend(row)
        values.extend(value / length for value in row.values())
        starts.append(len(indices))
    return csr_matrix((values, indices, starts), shape=(len(counts), len(columns)), dtype=np.float32)


def _strongest(
    columns: dict[str, int], rarity: NDArray[np.float32], strength: NDArray[np.float64]
) -> tuple[dict[str, int], NDArray[np.float32]]:
    """The vocabulary cut down to the words with the largest weights."""
    words = list(columns)
    kept = np.sort(np.argsort(-strength, kind="stable")[:_KEPT])
    return {words[column]: at for at, column in enumerate(kept.tolist())}, rarity[kept]
