"""The figures, all between 0 and 1, from judgements.

presence P, R, F1   is the subject found at all: met, partial or contrary against missing
accuracy            exact agreement over the four verdicts
macro-F1            mean F1 of the four verdicts, each counting the same
contrary F1         clauses that go against the buyer
false comfort       share of labels contrary or missing that the analyser calls met; lower is better
gap recall          share of labels other than met that the analyser does not call met
quoted              where both find something: share whose evidence overlaps a quote of the label
sure, sure share    accuracy on findings not sent to review, and the share of those
calibration error   mean distance between confidence and accuracy, over ten bands; lower is better
always missing      accuracy of a program that finds nothing: what accuracy must be compared with
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from analyser.evaluation.judging import VERDICTS, Judgement

_BANDS = 10


def figures(judgements: Sequence[Judgement]) -> dict[str, float]:
    """The figures of the module's docstring, by name."""
    pairs = [(j.label, j.outcome.verdict) for j in judgements]
    precision, recall, presence = _f1((label != "missing", found != "missing") for label, found in pairs)
    by_verdict = {
        wanted: _f1((label == wanted, found == wanted) for label, found in pairs)[2] for wanted in VERDICTS
    }
    bad = [j for j in judgements if j.label in ("contrary", "missing")]
    gaps = [j for j in judgements if j.label != "met"]
    sure = [j for j in judgements if not j.outcome.review]
    return {
        "presence P": precision,
        "presence R": recall,
        "presence F1": presence,
        "accuracy": _share(j.right for j in judgements),
        "macro-F1": sum(by_verdict.values()) / len(VERDICTS),
        "contrary F1": by_verdict["contrary"],
        "false comfort": _share(j.outcome.verdict == "met" for j in bad),
        "gap recall": _share(j.outcome.verdict != "met" for j in gaps),
        "quoted": _share(j.outcome.quoted for j in judgements if j.outcome.quoted is not None),
        "sure": _share(j.right for j in sure),
        "sure share": len(sure) / len(judgements) if judgements else 0.0,
        "calibration error": _calibration_error(judgements),
        "always missing": _share(j.label == "missing" for j in judgements),
    }


def confusion(judgements: Iterable[Judgement]) -> dict[str, dict[str, int]]:
    """How many of each label (outer key) got which verdict (inner key)."""
    counts = Counter((j.label, j.outcome.verdict) for j in judgements)
    return {label: {found: counts[label, found] for found in VERDICTS} for label in VERDICTS}


def _calibration_error(judgements: Sequence[Judgement]) -> float:
    """Expected calibration error: bands of equal width, weighed by how many judgements each holds."""
    bands: dict[int, list[Judgement]] = {}
    for j in judgements:
        bands.setdefault(min(int(j.outcome.confidence * _BANDS), _BANDS - 1), []).append(j)
    apart = [
        abs(sum(j.right for j in held) - sum(j.outcome.confidence for j in held)) for held in bands.values()
    ]
    return sum(apart) / len(judgements) if judgements else 0.0


def _f1(pairs: Iterable[tuple[bool, bool]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of (labelled, found)."""
    counts = Counter(pairs)
    both, only_found, only_labelled = counts[True, True], counts[False, True], counts[True, False]
    precision = both / (both + only_found) if both + only_found else 0.0
    recall = both / (both + only_labelled) if both + only_labelled else 0.0
    harmonic = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return precision, recall, harmonic


def _share(values: Iterable[bool]) -> float:
    held = list(values)
    return sum(held) / len(held) if held else 0.0
