"""The learned weights: what a passage scores, the file they are kept in, and files that are refused."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from safetensors.numpy import load, save

from analyser.errors import LibraryError
from analyser.matching.learned.model import (
    FORMAT,
    NEVER,
    SubjectModel,
    WordWeights,
    load_model,
    write_model,
)
from analyser.matching.learned.terms import Term

REQUIREMENTS = ("back-ups", "betaling", "zonder-clausules")
WORDS = {"backup": 0, "factuur": 1, "herstel": 2}
SIZE = 4  # of the vectors; the file does not say how long a vector is
UNEVEN = [[1.27, -0.313, 0], [-0.0518, 2.54, 0], [0.7177, 0.0011, 0]]


def numbers(values: object) -> NDArray[np.float32]:
    return np.array(values, dtype=np.float32)


def words(weights: object, intercepts: object) -> WordWeights:
    return WordWeights(WORDS, numbers([1, 1.5, 2.25]), numbers(weights), numbers(intercepts))


SUBJECTS = words(UNEVEN, [-0.5, 0.25, NEVER])
STANCES = words([[1, 0, -1], [0, 1, -1], [-1, 0, 1]], [0.1, 0.2, 0.3])
VECTORS = numbers([[0.5, -1, 0], [0.25, 0, 0], [0, 2, 0], [-0.125, 1, 0]])


def written(path: Path, subjects: WordWeights = SUBJECTS) -> Path:
    write_model(path, REQUIREMENTS, subjects, VECTORS, STANCES, "b" * 64)
    return path


def passage(*names: str) -> list[Term]:
    return [Term(name, at, at + 1) for at, name in enumerate(names)]


# --- what a passage scores ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("why", "names", "values"),
    [
        ("one word has length 1", ["factuur"], [1.0]),
        ("rare words weigh more", ["backup", "factuur"], [1 / math.hypot(1, 1.5), 1.5 / math.hypot(1, 1.5)]),
        (
            "a word that returns weighs logarithmically, shared by its occurrences",
            ["backup", "factuur", "backup"],
            [
                (1 + math.log(2)) / 2 / math.hypot(1 + math.log(2), 1.5),
                1.5 / math.hypot(1 + math.log(2), 1.5),
                (1 + math.log(2)) / 2 / math.hypot(1 + math.log(2), 1.5),
            ],
        ),
        ("unknown words neither count nor shorten", ["zon", "factuur", "maan"], [1.0]),
        ("nothing known", ["zon"], []),
        ("nothing said", [], []),
    ],
)
def test_what_each_word_weighs(why: str, names: list[str], values: list[float]) -> None:
    weighed = SUBJECTS.weigh(passage(*names))
    assert weighed.values.tolist() == pytest.approx(values)
    assert [term.name for term in weighed.terms] == [name for name in names if name in WORDS]
    assert weighed.columns.tolist() == [WORDS[name] for name in names if name in WORDS]


def test_scores_are_sums_that_can_be_taken_apart() -> None:
    weighed = SUBJECTS.weigh(passage("backup", "zon", "factuur", "backup"))
    for output, intercept in enumerate(SUBJECTS.intercepts.tolist()):
        added = SUBJECTS.contributions(weighed, output)
        assert len(added) == len(weighed.terms)
        assert float(SUBJECTS.scores(weighed)[output]) == pytest.approx(intercept + float(added.sum()))


def test_a_passage_without_known_words_scores_the_intercepts() -> None:
    assert SUBJECTS.scores(SUBJECTS.weigh(passage("zon"))).tolist() == [-0.5, 0.25, NEVER]


def test_presence_adds_the_vector_and_stance_sums_to_one(tmp_path: Path) -> None:
    model = load_model(written(tmp_path / "x"))
    weighed = model.subjects.weigh(passage("zon"))
    assert model.presence(weighed, numbers([2, 0, 1, 0])).tolist() == [0.5, 0.25, NEVER]
    shares = model.stance(model.stances.weigh(passage("backup")))
    powers = [math.exp(1.1), math.exp(0.2), math.exp(-0.7)]
    assert shares.tolist() == pytest.approx([power / sum(powers) for power in powers], abs=0.01)
    assert float(shares.sum()) == pytest.approx(1)


def test_extreme_scores_stay_probabilities() -> None:
    stances = words([[1000, 0, -1000], [0, 0, 0], [0, 0, 0]], [0, 0, 0])
    model = SubjectModel(REQUIREMENTS, SUBJECTS, VECTORS, stances, "", "")
    assert model.stance(stances.weigh(passage("backup"))).tolist() == [1, 0, 0]


# --- the file ----------------------------------------------------------------------------------------


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = written(tmp_path / "subjects.safetensors")
    model = load_model(path)
    assert (model.requirements, model.bank_sha256) == (REQUIREMENTS, "b" * 64)
    assert model.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (model.subjects.columns, model.stances.columns) == (WORDS, WORDS)
    assert model.subjects.rarity.tolist() == SUBJECTS.rarity.tolist()
    assert model.subjects.intercepts.tolist() == SUBJECTS.intercepts.tolist()
    assert model.vector_weights.tolist() == VECTORS.tolist()


@pytest.mark.parametrize(
    "names", [("backup",), ("factuur", "herstel"), ("backup", "backup", "factuur", "herstel"), ("zon",)]
)
def test_scores_after_a_round_trip_differ_by_the_rounding_alone(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    """A weight is a whole number of steps of 1/127 of the largest: at most half a step is lost."""
    model = load_model(written(tmp_path / "x"))
    before, after = (held.scores(held.weigh(passage(*names))) for held in (SUBJECTS, model.subjects))
    step = np.abs(SUBJECTS.weights).max(axis=0) / 127
    allowed = step / 2 * float(SUBJECTS.weigh(passage(*names)).values.sum()) + 1e-6
    assert (np.abs(after - before) <= allowed).all()


def test_weights_of_whole_steps_survive_to_the_letter(tmp_path: Path) -> None:
    steps = words([[127, -64, 0], [-1, 127, 0], [32, 0, 0]], [0, 0, NEVER])
    assert load_model(written(tmp_path / "x", steps)).subjects.weights.tolist() == steps.weights.tolist()


def test_a_requirement_without_clauses_is_written_and_not_known(tmp_path: Path) -> None:
    model = load_model(written(tmp_path / "x"))
    assert [model.knows(output) for output in range(3)] == [True, True, False]
    assert model.subjects.weights[:, 2].tolist() == [0, 0, 0]
    scores = model.subjects.scores(model.subjects.weigh(passage("backup", "factuur")))
    assert float(scores[2]) == NEVER


def test_the_same_weights_give_the_same_bytes(tmp_path: Path) -> None:
    """Eight times, since with three texts one pair in six is equal by chance."""
    assert len({written(tmp_path / str(number)).read_bytes() for number in range(8)}) == 1


def test_the_same_weights_give_the_same_numbers(tmp_path: Path) -> None:
    first, second = (content(written(tmp_path / name)) for name in ("een", "twee"))
    assert first == second


def test_other_weights_give_other_numbers(tmp_path: Path) -> None:
    other = words([[1.27, -0.313, 0], [-0.0518, 2.54, 0], [0.7277, 0.0011, 0]], [-0.5, 0.25, NEVER])
    assert content(written(tmp_path / "een")) != content(written(tmp_path / "twee", other))


def content(path: Path) -> tuple[object, bytes]:
    """The header by meaning and the numbers by byte."""
    data = path.read_bytes()
    size = int.from_bytes(data[:8], "little")
    return json.loads(data[8 : 8 + size]), data[8 + size :]


# --- files that are refused --------------------------------------------------------------------------


def _with_header(path: Path, **changed: str | None) -> None:
    """The same numbers with other texts in the header; None takes one out."""
    header = {"format": FORMAT, "requirements": json.dumps(REQUIREMENTS), "bank_sha256": "b" * 64} | changed
    path.write_bytes(
        save(load(path.read_bytes()), metadata={k: v for k, v in header.items() if v is not None})
    )


def _without(path: Path, tensor: str) -> None:
    metadata = content(path)[0]["__metadata__"]  # type: ignore[index]
    held = load(path.read_bytes())
    del held[tensor]
    path.write_bytes(save(held, metadata=metadata))


def _as_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("why", "damage", "kind"),
    [
        ("missing", Path.unlink, "FileNotFoundError"),
        ("a folder of that name", _as_folder, "IsADirectoryError"),
        ("empty", lambda path: path.write_bytes(b""), "SafetensorError"),
        ("cut short", lambda path: path.write_bytes(path.read_bytes()[:-1]), "SafetensorError"),
        ("grown", lambda path: path.write_bytes(path.read_bytes() + b"\0"), "SafetensorError"),
        ("another kind of file", lambda path: path.write_text("requirements:\n" * 9), "SafetensorError"),
        (
            "another format",
            lambda path: _with_header(path, format="contract-analyser-subjects-2"),
            "ValueError",
        ),
        ("no format", lambda path: _with_header(path, format=None), "ValueError"),
        ("no requirements", lambda path: _with_header(path, requirements=None), "KeyError"),
        (
            "requirements that are no JSON",
            lambda path: _with_header(path, requirements="x,"),
            "JSONDecodeError",
        ),
        ("no hash of the bank", lambda path: _with_header(path, bank_sha256=None), "KeyError"),
        ("no weights of the vectors", lambda path: _without(path, "vectors"), "KeyError"),
        ("no words", lambda path: _without(path, "stances.words"), "KeyError"),
    ],
)
def test_a_file_that_is_not_as_it_should_be_is_refused(
    tmp_path: Path, why: str, damage: Callable[[Path], object], kind: str
) -> None:
    path = written(tmp_path / "subjects.safetensors")
    damage(path)
    with pytest.raises(LibraryError) as refusal:
        load_model(path)
    assert refusal.value.details["problems"] == f"subjects.safetensors: {kind}"
    assert refusal.value.exit_code == 3


def test_the_unharmed_file_is_taken(tmp_path: Path) -> None:
    """What the damages above start from: without it each of them would prove nothing."""
    path = written(tmp_path / "subjects.safetensors")
    _with_header(path)
    assert load_model(path).requirements == REQUIREMENTS
