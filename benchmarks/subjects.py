"""Which passages are about a requirement: ways to find them, compared on labelled contracts.

    python benchmarks/subjects.py GOLD_FOLDER...

The learned ways are trained on the clause bank alone, and know no contract; of patterns that holds only
for contracts that no rule was written on. A table for each folder. Needs scikit-learn.

    patterns        the rules of the library: a verdict other than missing
    words           logistic regression on the words of a block, weighed by their rarity
    vectors         the same on its sentence vector
    words+vectors   the same on both, as ``analyser library train`` does it

The learned ways share the first round of training, so they learn from the same clauses. A contract's
score for a requirement is that of its best block.

    F1        present against missing over all labels; the score that counts as present is, for each
              contract, the best one on the other contracts of its folder
    AP        average precision, all labels of a folder in one ranking
    quoted    share of the labels other than missing where one of the three best blocks overlaps a quote
    blocks/s  blocks scored for all requirements in a second of CPU time (all threads: set
              OMP_NUM_THREADS=1), warm, without the language pipeline; for patterns, all of matching
"""

from __future__ import annotations

import argparse
import math
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score
from spacy.tokens import Doc

from analyser.decide import decide
from analyser.evaluation.gold import LabelledDocument, load_gold
from analyser.evaluation.judging import overlap
from analyser.learning.train import first_round, fit_lessons, training_set
from analyser.library import ClauseLibrary, load_library
from analyser.library.bank import load_bank
from analyser.matching import LibraryMatcher
from analyser.matching.actors import Parties
from analyser.matching.learned.model import NEVER, VECTOR_WEIGHT, WordWeights
from analyser.matching.learned.terms import subject_terms
from analyser.matching.learned.units import Unit, units_of
from analyser.matching.learned.vectors import vectors
from analyser.model import Verdict
from analyser.reading import read

BEST: Final = 3  # blocks a reader is shown
WEIGHTS: Final = {  # of the words and of the sentence vector, each of length 1
    "words": (1.0, 0.0),
    "vectors": (0.0, 1.0),
    "words+vectors": (1.0, VECTOR_WEIGHT),
}
SHIPPED: Final = "words+vectors"

say = partial(print, file=sys.stderr, flush=True)  # progress, apart from the tables


@dataclass(frozen=True, slots=True, eq=False)
class Contract:
    """A labelled contract with its blocks, the requirements that patterns find and what that costs."""

    labelled: LabelledDocument
    units: tuple[Unit, ...]
    found: frozenset[str]
    seconds: float


@dataclass(frozen=True, slots=True)
class Judged:
    """A label and a score for it. ``quoted`` is None where the label is missing or nothing is ranked."""

    contract: str
    present: bool
    score: float
    quoted: bool | None = None


class ReadOnce(LibraryMatcher):
    """Keeps what the language pipeline made of a text, so that matching can be timed without it."""

    def __init__(self, library: ClauseLibrary) -> None:
        super().__init__(library)
        self._held: dict[str, tuple[Doc, Parties]] = {}

    def read(self, text: str) -> tuple[Doc, Parties]:
        if text not in self._held:
            self._held[text] = super().read(text)
        return self._held[text]


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """A linear model over words, sentence vectors or both."""

    words: WordWeights
    of_vectors: NDArray[np.float32]  # (vector size, requirements)
    uses_words: bool
    uses_vectors: bool

    def scores(self, units: Sequence[Unit]) -> NDArray[np.float32]:
        """Log-odds, a row for each block and a column for each requirement."""
        found = np.tile(self.words.intercepts, (len(units), 1))
        if self.uses_words:
            for row, unit in enumerate(units):
                terms = subject_terms(token for span in (*unit.context, unit.block) for token in span)
                found[row] = self.words.scores(self.words.weigh(list(terms)))
        if self.uses_vectors:
            texts = [" ".join(" ".join(s.text.split()) for s in (*u.context, u.block)) for u in units]
            found += vectors(texts) @ self.of_vectors
        return found


def train_all(library: ClauseLibrary) -> dict[str, Learned]:
    """The learned ways, by the names of ``WEIGHTS``. Raises LibraryError where the bank is not sound."""
    requirements = [requirement.id for requirement in library.requirements]
    bank = load_bank(library.folder, requirements)
    say(f"reading {len(bank.clauses)} clauses, first round of training")
    data = training_set(bank, LibraryMatcher(library))
    lessons = first_round(data, requirements)
    found = {}
    for name, (words, vector) in WEIGHTS.items():
        say(f"training {name}")
        fitted = fit_lessons(lessons, word_weight=words, vector_weight=vector)
        found[name] = Learned(*fitted, words > 0, vector > 0)
    return found


def prepare(labelled: LabelledDocument, library: ClauseLibrary, matcher: ReadOnce) -> Contract:
    """Read and match a contract. Raises InputError for one that cannot be read."""
    document = read(labelled.path)
    matcher.match([document])  # warm: the pipeline's work is kept, phrases are compiled
    start = time.process_time()
    matches = matcher.match([document]).requirements
    verdicts = {r.id: decide(r, matches[r.id]).verdict for r in library.requirements}
    took = time.process_time() - start
    found = frozenset(name for name, verdict in verdicts.items() if verdict is not Verdict.MISSING)
    return Contract(labelled, units_of(document, matcher.read(document.text)[0]), found, took)


def scored(contracts: Sequence[Contract], learned: Learned) -> tuple[list[NDArray[np.float32]], float]:
    """The scores of each contract's blocks and the CPU seconds of all; run twice, the second time counts."""
    for contract in contracts:
        learned.scores(contract.units)
    start = time.process_time()
    scores = [learned.scores(contract.units) for contract in contracts]
    return scores, time.process_time() - start


def by_patterns(contract: Contract) -> Iterator[Judged]:
    """Every label of a contract, certain where a rule has something to say."""
    for requirement, label in contract.labelled.labels.items():
        score = math.inf if requirement in contract.found else -math.inf
        yield Judged(contract.labelled.name, label.verdict != "missing", score)


def by_score(contract: Contract, scores: NDArray[np.float32], columns: Mapping[str, int]) -> Iterator[Judged]:
    """Every label of a contract with the score of its best block."""
    for requirement, label in contract.labelled.labels.items():
        of_blocks = scores[:, columns[requirement]]
        best = np.argsort(-of_blocks, kind="stable")[:BEST].tolist()
        texts = [contract.units[row].block.text for row in best]
        quoted = any(overlap(text, quote) for text in texts for quote in label.evidence)
        present, score = label.verdict != "missing", float(of_blocks.max(initial=NEVER))
        yield Judged(contract.labelled.name, present, score, quoted if present else None)


def held_out_f1(judged: Sequence[Judged]) -> float:
    """F1 over all contracts, each judged with the threshold that is best on the others."""
    right = called = 0
    for contract in sorted({j.contract for j in judged}):
        least = threshold([j for j in judged if j.contract != contract])
        calls = [j.present for j in judged if j.contract == contract and j.score >= least]
        right += sum(calls)
        called += len(calls)
    return 2 * right / max(called + sum(j.present for j in judged), 1)


def threshold(judged: Sequence[Judged]) -> float:
    """The score from which calling a requirement present gives the best F1; the highest of equals."""
    present = sum(j.present for j in judged)
    ranked = sorted((j for j in judged if j.score > -math.inf), key=lambda j: -j.score)
    best, least, right = 0.0, math.inf, 0
    for called, j in enumerate(ranked, start=1):
        right += j.present
        tied = called < len(ranked) and ranked[called].score == j.score
        if not tied and 2 * right / (called + present) > best:
            best, least = 2 * right / (called + present), j.score
    return least


def compare(
    contracts: Sequence[Contract], learned: Mapping[str, Learned], columns: Mapping[str, int]
) -> None:
    """Measure every way on one folder and print its table."""
    blocks = sum(len(contract.units) for contract in contracts)
    print(f"{'':26}{'F1':>8}{'AP':>8}{'quoted':>8}{'blocks/s':>10}")
    rules = [j for contract in contracts for j in by_patterns(contract)]
    of_rules = sum(contract.seconds for contract in contracts)
    print_row("patterns", rules, blocks / of_rules)
    for name, model in learned.items():
        say(f"scoring {blocks} blocks by {name}")
        scores, took = scored(contracts, model)
        judged = [j for c, s in zip(contracts, scores, strict=True) for j in by_score(c, s, columns)]
        print_row(name, judged, blocks / took)
        if name == SHIPPED:
            both = zip(rules, judged, strict=True)
            either = [Judged(r.contract, r.present, max(r.score, j.score)) for r, j in both]
            print_row(f"patterns or {name}", either, blocks / (of_rules + took))


def print_row(name: str, judged: Sequence[Judged], speed: float) -> None:
    """One way's figures; what patterns find is not ranked."""
    precision = share = "-"
    if quoted := [j.quoted for j in judged if j.quoted is not None]:
        precision = f"{average_precision_score([j.present for j in judged], [j.score for j in judged]):.3f}"
        share = f"{sum(quoted) / len(quoted):.3f}"
    print(f"{name:26}{held_out_f1(judged):8.3f}{precision:>8}{share:>8}{speed:10.0f}", flush=True)


def main() -> None:
    """Train, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", metavar="GOLD_FOLDER")
    folders: list[Path] = parser.parse_args().folders
    library = load_library()
    gold = [load_gold(folder, library.by_id.keys()) for folder in folders]
    learned = train_all(library)
    columns = {requirement.id: column for column, requirement in enumerate(library.requirements)}
    matcher = ReadOnce(library)
    for folder, documents in zip(folders, gold, strict=True):
        say(f"reading {folder.name}")
        contracts = [prepare(document, library, matcher) for document in documents]
        labels = [label.verdict for document in documents for label in document.labels.values()]
        present = len(labels) - labels.count("missing")
        print(f"\n{folder.name}: {len(documents)} contracts, {len(labels)} labels, {present} present")
        compare(contracts, learned, columns)


if __name__ == "__main__":
    main()
