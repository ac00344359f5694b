"""The learned weights: a linear model over words and sentence vectors, stored without code.

The file is in the safetensors format: a header and plain numbers, nothing that can run. Word weights
are kept as bytes with one scale for each output; that costs no measurable quality and keeps the file
small enough to be reviewed and shipped with the library.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load, save

from analyser.errors import LibraryError
from analyser.matching.learned.terms import Term

FORMAT: Final = "contract-analyser-subjects-1"
STANCES: Final = ("met", "partial", "contrary")  # order of the stance outputs
NEVER: Final = -20.0  # log-odds of a requirement for which the bank had no clauses
VECTOR_WEIGHT: Final = 0.5  # of the sentence vector beside the words; chosen in docs/matching.md


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """The known terms of one passage, their columns in the model and their weights; same order."""

    terms: tuple[Term, ...]
    columns: NDArray[np.intp]
    values: NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class WordWeights:
    """A linear model over weighted words: ``outputs`` numbers for each passage.

    Words weigh by how often they stand in the passage (logarithmic) and how rare they are in the
    bank; a passage has length 1.
    """

    columns: Mapping[str, int]
    rarity: NDArray[np.float32]  # (words,)
    weights: NDArray[np.float32]  # (words, outputs)
    intercepts: NDArray[np.float32]  # (outputs,)

    def weigh(self, terms: Sequence[Term]) -> Weighed:
        """The terms this model knows, with what each occurrence weighs in the passage."""
        known = [term for term in terms if term.name in self.columns]
        counts = Counter(term.name for term in known)
        of_word = {
            name: (1 + math.log(n)) * float(self.rarity[self.columns[name]]) for name, n in counts.items()
        }
        length = math.sqrt(sum(value * value for value in of_word.values())) or 1.0
        values = [of_word[term.name] / counts[term.name] / length for term in known]
        return Weighed(
            tuple(known),
            np.array([self.columns[term.name] for term in known], dtype=np.intp),
            np.array(values, dtype=np.float32),
        )

    def scores(self, weighed: Weighed) -> NDArray[np.float32]:
        """The outputs for one passage: log-odds before any vector is added."""
        total: NDArray[np.float32] = self.intercepts + weighed.values @ self.weights[weighed.columns]
        return total

    def contributions(self, weighed: Weighed, output: int) -> NDArray[np.float32]:
        """What each term of a passage adds to one output."""
        added: NDArray[np.float32] = self.weights[weighed.columns, output] * weighed.values
        return added


@dataclass(frozen=True, slots=True, eq=False)
class SubjectModel:
    """All learned weights, with the hash of the file they came from."""

    requirements: tuple[str, ...]
    subjects: WordWeights  # an output for each requirement
    vector_weights: NDArray[np.float32]  # (vector size, requirements)
    stances: WordWeights  # an output for each of STANCES
    bank_sha256: str
    sha256: str

    def knows(self, output: int) -> bool:
        """Whether the bank had clauses for this requirement."""
        return float(self.subjects.intercepts[output]) > NEVER

    def presence(self, words: Weighed, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """Log-odds that a passage is about each requirement."""
        return self.subjects.scores(words) + vector @ self.vector_weights

    def stance(self, words: Weighed) -> NDArray[np.float32]:
        """Probabilities of STANCES for a passage that is about some requirement."""
        scores = self.stances.scores(words)
        powers = np.exp(scores - scores.max())
        shares: NDArray[np.float32] = powers / powers.sum()
        return shares


def write_model(
    path: Path,
    requirements: Sequence[str],
    subjects: WordWeights,
    vector_weights: NDArray[np.float32],
    stances: WordWeights,
    bank_sha256: str,
) -> None:
    """Store the weights; the same weights give the same bytes."""
    tensors: dict[str, NDArray[Any]] = {"vectors": vector_weights.astype(np.float16)}
    for name, weights in (("subjects", subjects), ("stances", stances)):
        scale = np.abs(weights.weights).max(axis=0) / 127
        scale[scale == 0] = 1  # an output without weights: a requirement without clauses
        tensors[f"{name}.words"] = _packed(weights.columns)
        tensors[f"{name}.rarity"] = weights.rarity.astype(np.float16)
        tensors[f"{name}.scale"] = scale.astype(np.float32)
        tensors[f"{name}.weights"] = np.rint(weights.weights / scale).astype(np.int8)
        tensors[f"{name}.intercepts"] = weights.intercepts.astype(np.float32)
    header = {
        "format": FORMAT,
        "requirements": json.dumps(list(requirements)),
        "bank_sha256": bank_sha256,
    }
    path.write_bytes(_in_order(save(tensors, metadata=header)))


def load_model(path: Path) -> SubjectModel:
    """Read the weights. Raises LibraryError where the file is missing, damaged or of another format."""
    try:
        data = path.read_bytes()
        tensors = load(data)
        header = _header(data)
        if header.get("format") != FORMAT:
            raise ValueError(f"format {header.get('format')!r}")
        requirements = tuple(json.loads(header["requirements"]))
        return SubjectModel(
            requirements,
            _weights("subjects", tensors),
            tensors["vectors"].astype(np.float32),
            _weights("stances", tensors),
            header["bank_sha256"],
            hashlib.sha256(data).hexdigest(),
        )
    except (OSError, SafetensorError, ValueError, KeyError) as error:
        raise LibraryError(problems=f"{path.name}: {type(error).__name__}") from error


def _in_order(data: bytes) -> bytes:
    """The same file with the texts of its header in alphabetical order; safetensors' own is random."""
    size = int.from_bytes(data[:8], "little")
    header: dict[str, Any] = json.loads(data[8 : 8 + size])
    header["__metadata__"] = dict(sorted(header["__metadata__"].items()))
    written = json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode().ljust(size)
    return data[:8] + written + data[8 + size :]


def _header(data: bytes) -> dict[str, str]:
    """The text that goes with the numbers: eight bytes of length, then JSON."""
    size = int.from_bytes(data[:8], "little")
    held: dict[str, str] = json.loads(data[8 : 8 + size]).get("__metadata__", {})
    return held


def _packed(words: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(words).encode(), dtype=np.uint8)


def _weights(name: str, tensors: Mapping[str, NDArray[np.float32]]) -> WordWeights:
    words = tensors[f"{name}.words"].tobytes().decode().split("\n")
    return WordWeights(
        {word: column for column, word in enumerate(words)},
        tensors[f"{name}.rarity"].astype(np.float32),
        tensors[f"{name}.weights"].astype(np.float32) * tensors[f"{name}.scale"],
        tensors[f"{name}.intercepts"],
    )
