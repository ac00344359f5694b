"""An earlier state to compare with: its verdicts by document and requirement, without contract text.

The earlier figures are counted anew against today's labels, so that a mended label is neither gain nor
loss.
"""

from __future__ import annotations

import dataclasses
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from analyser.errors import UsageError
from analyser.evaluation.judging import Judgement, Outcome

# One labelled contract says more or less than another: a fall below these is no sign of anything.
# Accuracy over some 950 judgements moves .01 by ten of them; contrary and quoted rest on far fewer.
NOISE: Final[Mapping[str, float]] = {
    "presence F1": 0.01,
    "accuracy": 0.01,
    "macro-F1": 0.015,
    "contrary F1": 0.02,
    "false comfort": 0.005,
    "gap recall": 0.01,
    "quoted": 0.02,
    "sure": 0.015,
    "sure share": 0.03,
    "calibration error": 0.02,
}
LOWER_IS_BETTER: Final = frozenset({"false comfort", "calibration error"})


def read_baseline(path: Path, now: Sequence[Judgement]) -> list[Judgement]:
    """The earlier outcomes under today's labels, in the order of ``now``.

    Raises UsageError where the file cannot be read or is of other documents or requirements.
    """
    try:
        held = json.loads(path.read_text(encoding="utf-8"))["outcomes"]
        then = {(d, r): Outcome.parse(text) for d, found in held.items() for r, text in found.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(
            what_nl=f"{path.name} is geen vergelijkingsbestand. Maak het met --update.",
            what_en=f"{path.name} is no baseline. Make one with --update.",
        ) from error
    names = {(j.document, j.requirement) for j in now}
    if names != set(then):
        raise UsageError(
            what_nl=f"{path.name} gaat over andere documenten of eisen. Maak het opnieuw met --update.",
            what_en=f"{path.name} is of other documents or requirements. Make it anew with --update.",
        )
    return [dataclasses.replace(j, outcome=then[j.document, j.requirement]) for j in now]


def write_baseline(path: Path, library_version: str, now: Sequence[Judgement]) -> None:
    """Keep today's outcomes."""
    outcomes: dict[str, dict[str, str]] = defaultdict(dict)
    for j in now:
        outcomes[j.document][j.requirement] = j.outcome.write()
    held = {"library": library_version, "outcomes": outcomes}
    path.write_text(json.dumps(held, indent=1, sort_keys=True) + "\n", encoding="utf-8")


@dataclasses.dataclass(frozen=True, slots=True)
class Fall:
    """A figure that fell by more than its noise."""

    figure: str
    then: float
    now: float
    noise: float


def falls(now: Mapping[str, float], then: Mapping[str, float]) -> list[Fall]:
    """The figures that became worse by more than their noise."""
    found = []
    for name, noise in NOISE.items():
        fall = now[name] - then[name] if name in LOWER_IS_BETTER else then[name] - now[name]
        if fall > noise:
            found.append(Fall(name, then[name], now[name], noise))
    return found


@dataclasses.dataclass(frozen=True, slots=True)
class Change:
    """A judgement whose verdict is another than before; ``kind`` is "gained", "lost" or "moved"."""

    kind: str
    before: str
    judgement: Judgement


def changes(now: Sequence[Judgement], then: Sequence[Judgement]) -> list[Change]:
    """Judgements that became right, became wrong, or are wrong in another way; gains first."""
    found = []
    for after, before in zip(now, then, strict=True):
        if after.outcome.verdict != before.outcome.verdict:
            kind = "gained" if after.right else "lost" if before.right else "moved"
            found.append(Change(kind, before.outcome.verdict, after))
    return sorted(found, key=lambda c: (c.kind, c.judgement.document, c.judgement.requirement))
