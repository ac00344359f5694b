"""Calibration: from whole labelled contracts to probabilities. Needs scikit-learn.

Everything is split by document: a contract that was fitted on is never measured on. The labelled
contracts should be ones that no rule was written on; rules look surer on contracts they know.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import yaml
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from analyser.decide import Decision, decide
from analyser.errors import UsageError
from analyser.evaluation.gold import LabelledDocument, load_gold
from analyser.learning.train import SEED
from analyser.library import CALIBRATION_FILE, Calibration, ClauseLibrary
from analyser.matching import LibraryMatcher, RequirementMatch
from analyser.matching.learned.model import load_model
from analyser.model import Verdict
from analyser.reading import read
from analyser.reading.limits import Limits
from analyser.weigh import FEATURES, VERDICTS, features, weigh

STRENGTH: Final = 0.3  # inverse regularisation: a dozen weights from some thousand judgements
SURE_SHARE: Final = 0.65  # of all findings at least this many need no second look
SURE_RIGHT: Final = 0.95  # ... and so many of them should be right
OVERRULE_BELOW: Final = 0.3  # flat between .2 and .4 on fresh contracts; higher loses correct findings
BANDS: Final = (0.7, 0.9)  # from which a verdict is shown as fairly sure and as sure
_FEWEST_DOCUMENTS: Final = 4


@dataclass(frozen=True, slots=True)
class Example:
    """One requirement in one labelled contract, as the calibration sees it."""

    document: str
    requirement: str
    label: Verdict
    decision: Decision
    match: RequirementMatch


@dataclass(frozen=True, slots=True)
class Count:
    """Whether one labelled contract says anything about a requirement."""

    document: str
    requirement: str
    present: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """A cross-validated verdict: by a calibration that has not seen its document."""

    label: Verdict
    verdict: Verdict
    confidence: float
    review: bool


@dataclass(frozen=True, slots=True)
class Calibrated:
    """What was measured while calibrating."""

    documents: int
    outcomes: tuple[Outcome, ...]
    review_below: float


def calibrate_library(
    library: ClauseLibrary,
    folders: Sequence[Path],
    counted: Sequence[Path],
    made_from: str,
    limits: Limits | None = None,
) -> Calibrated:
    """Fit a library's calibration on labelled contracts and store it beside the library.

    ``counted`` are folders of which only the labels are used, to count how usual each subject is:
    contracts that the rules know say nothing about how sure the rules are. Raises UsageError for folders
    that are not as they should be or hold too little, and where the library has no learned weights.
    """
    if not made_from.strip():
        raise UsageError(
            what_nl="Zeg met --made-from wat het voor contracten zijn.",
            what_en="Say with --made-from what contracts these are.",
        )
    if not library.model_path.exists():
        raise UsageError(
            what_nl="Deze bibliotheek heeft geen geleerde gewichten. Draai eerst: analyser library train.",
            what_en="This library has no learned weights. Run first: analyser library train.",
        )
    documents = [d for folder in folders for d in load_gold(folder, library.by_id.keys())]
    others = [d for folder in counted for d in load_gold(folder, library.by_id.keys())]
    counts = [
        Count(document.name, requirement, label.verdict != "missing")
        for document in (*documents, *others)
        for requirement, label in document.labels.items()
    ]
    matcher = LibraryMatcher(library, load_model(library.model_path))
    examples = examples_of(documents, library, matcher, limits)
    border = review_border(examples, counts)
    outcomes = cross_validated(examples, counts, border)
    write_calibration(fit(examples, counts, made_from, border), library.folder / CALIBRATION_FILE)
    return Calibrated(len(documents), tuple(outcomes), border)


def examples_of(
    documents: Sequence[LabelledDocument],
    library: ClauseLibrary,
    matcher: LibraryMatcher,
    limits: Limits | None = None,
) -> list[Example]:
    """Match every labelled contract. Raises InputError for one that cannot be read."""
    found = []
    for document in documents:
        match = matcher.match([read(document.path, limits=limits)])
        for requirement, label in document.labels.items():
            of_requirement = match.requirements[requirement]
            decision = decide(library.by_id[requirement], of_requirement)
            if of_requirement.proposals:
                found.append(
                    Example(document.name, requirement, Verdict(label.verdict), decision, of_requirement)
                )
    return found


def fit(
    examples: Sequence[Example], counts: Sequence[Count], made_from: str, review_below: float
) -> Calibration:
    """Weights from all examples. Raises UsageError where a verdict occurs nowhere in the labels."""
    labels = np.array([VERDICTS.index(example.label) for example in examples])
    if len(set(labels.tolist())) < len(VERDICTS):
        raise UsageError(
            what_nl="In de labels komt niet ieder oordeel voor: er is niets te ijken.",
            what_en="The labels do not hold every verdict: nothing can be calibrated.",
        )
    rows = []
    for example in examples:
        others = prevalence([c for c in counts if c.document != example.document])
        share = others.get(example.requirement, 0.5)
        rows.append(features(example.decision, example.match, math.log(share / (1 - share))))
    scaler = StandardScaler()
    scaled = scaler.fit_transform(np.array(rows))
    model = LogisticRegression(C=STRENGTH, max_iter=5000, random_state=SEED).fit(scaled, labels)
    return Calibration(
        features=FEATURES,
        means=_rounded(scaler.mean_),
        scales=_rounded(scaler.scale_),
        weights=tuple(_rounded(row) for row in model.coef_),
        intercepts=_rounded(model.intercept_),
        overrule_below=OVERRULE_BELOW,
        review_below=review_below,
        bands=BANDS,
        prevalence=prevalence(counts),
        made_from=made_from,
    )


def prevalence(counts: Sequence[Count]) -> dict[str, float]:
    """The share of contracts that speak of each requirement, as if one more did and one more did not."""
    present = Counter(c.requirement for c in counts if c.present)
    all_ = Counter(c.requirement for c in counts)
    return {name: round((present[name] + 1) / (number + 2), 4) for name, number in sorted(all_.items())}


def cross_validated(
    examples: Sequence[Example], counts: Sequence[Count], review_below: float
) -> list[Outcome]:
    """Each document judged by a calibration fitted on all others.

    Raises UsageError for fewer than four documents.
    """
    documents = sorted({example.document for example in examples})
    if len(documents) < _FEWEST_DOCUMENTS:
        raise UsageError(
            what_nl=f"IJken vraagt ten minste {_FEWEST_DOCUMENTS} gelabelde contracten.",
            what_en=f"Calibration needs at least {_FEWEST_DOCUMENTS} labelled contracts.",
        )
    found = []
    for left_out in documents:
        rest = [example for example in examples if example.document != left_out]
        known = [count for count in counts if count.document != left_out]
        calibration = fit(rest, known, "cross-validation", review_below)
        for example in examples:
            if example.document == left_out:
                weighing = weigh(example.requirement, example.decision, example.match, calibration)
                found.append(Outcome(example.label, weighing.verdict, weighing.confidence, weighing.review))
    return found


def review_border(examples: Sequence[Example], counts: Sequence[Count]) -> float:
    """The confidence below which a person must look.

    The lowest border at which what is left is right often enough; where none is, the highest that
    leaves ``SURE_SHARE`` of the findings.
    """
    outcomes = [o for o in cross_validated(examples, counts, review_below=0.0) if not o.review]
    total = len(examples)
    best = 0.0
    for border in (at / 100 for at in range(30, 100)):
        left = [o for o in outcomes if o.confidence >= border]
        if len(left) < SURE_SHARE * total:
            break
        best = border
        if sum(o.label is o.verdict for o in left) >= SURE_RIGHT * len(left):
            break
    return best


def write_calibration(calibration: Calibration, path: Path) -> None:
    """Store it as YAML beside the rest of the library."""
    path.write_text(
        yaml.safe_dump(
            calibration.model_dump(mode="json"), sort_keys=False, default_flow_style=None, width=110
        ),
        encoding="utf-8",
    )


def _rounded(values: NDArray[np.float64]) -> tuple[float, ...]:
    return tuple(round(float(value), 5) for value in values)
