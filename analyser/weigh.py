"""Rules and learned scores brought together: the verdict, how sure it is, and whether a person must look.

The rules' decision and the learned proposals are boiled down to a dozen numbers; a small linear model
turns them into probabilities of the four verdicts. It was fitted on whole contracts that no rule was
written on (``analyser library calibrate``; figures in docs/quality.md), and confidence is the
probability it gives: of verdicts with confidence .8, about eight in ten are right.

What the numbers may not do:

* what the rules decided stands, unless its probability falls below the calibration's ``overrule_below``;
* a number that fails its test is not a matter of likeness, nor is the rank of two papers: such a verdict
  always stands;
* ``met`` needs a rule that says so: words that only resemble a commitment never reassure;
* every ``met``, and every verdict other than the rules', is shown to a person, however sure.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from analyser.decide import Decision
from analyser.library import Calibration
from analyser.matching import Proposal, RequirementMatch
from analyser.model import Verdict

VERDICTS: Final = (Verdict.MET, Verdict.PARTIAL, Verdict.CONTRARY, Verdict.MISSING)
FEATURES: Final = (
    "rules_met",
    "rules_partial",
    "rules_contrary",
    "rules_missing",
    "presence",
    "second_presence",
    "presence_without_rules",
    "presence_beside_rules",
    "presence_of_evidence",
    "stance_met",
    "stance_partial",
    "stance_contrary",
    "usual",
)

_REACH: Final = 6.0  # log-odds beyond which one score is as good as another
_STRONG: Final = 3.0  # log-odds beyond which a proposal weighs no more in the common stance
_FLOOR: Final = 0.02  # of a stance's share, before its logarithm
_UNCALIBRATED: Final = 0.5  # what is said without a model: rules alone, nothing measured


@dataclass(frozen=True, slots=True)
class Weighing:
    """A verdict with its probability. ``overruled`` is what the rules had decided, where that differs."""

    verdict: Verdict
    confidence: float
    review: bool
    overruled: Verdict | None = None


def weigh(
    requirement: str, decision: Decision, match: RequirementMatch, calibration: Calibration | None
) -> Weighing:
    """The verdict on one requirement.

    Without proposals, or without a calibration made for these features, the rules stand, unsure.
    """
    if calibration is None or calibration.features != FEATURES or not match.proposals:
        return Weighing(decision.verdict, _UNCALIBRATED, review=True)
    values = features(decision, match, calibration.usual(requirement))
    odds = dict(zip(VERDICTS, probabilities(values, calibration), strict=True))
    if decision.verdict is not Verdict.MET:
        odds[Verdict.PARTIAL] += odds.pop(Verdict.MET)
    verdict = decision.verdict
    is_ranked = any(not lower.excluded for lower in decision.outranked)
    is_settled = decision.by_number or is_ranked
    if odds[verdict] < calibration.overrule_below and not is_settled:
        verdict = max(odds, key=lambda name: odds[name])
    overruled = decision.verdict if verdict is not decision.verdict else None
    review = (
        round(odds[verdict], 2) < calibration.review_below
        or verdict is Verdict.MET
        or overruled is not None
        or decision.conflict
    )
    return Weighing(verdict, round(odds[verdict], 2), review, overruled)


def features(decision: Decision, match: RequirementMatch, usual: float) -> tuple[float, ...]:
    """The numbers of ``FEATURES``, in that order.

    ``usual`` is how usual it is that a contract speaks of the requirement (log-odds): words about Dutch
    law are almost always a choice of law, words about model provenance seldom a promise.
    """
    presence = [_bounded(p.presence) for p in match.proposals]
    first, second = (*presence, -_REACH, -_REACH)[:2]
    silent = decision.verdict is Verdict.MISSING
    beside = [_bounded(p.presence) for p in match.proposals if _holds_signal(p, match)]
    stance = _common_stance(match.proposals)
    return (
        *(float(decision.verdict is verdict) for verdict in VERDICTS),
        first,
        second,
        first if silent else 0.0,
        0.0 if silent else first,
        0.0 if silent else max(beside, default=-_REACH),
        *(math.log(share + _FLOOR) for share in stance),
        usual,
    )


def probabilities(values: Sequence[float], calibration: Calibration) -> tuple[float, ...]:
    """Probabilities of VERDICTS, in that order, from the numbers of ``FEATURES``."""
    scaled = [(v - m) / s for v, m, s in zip(values, calibration.means, calibration.scales, strict=True)]
    scores = [
        intercept + sum(w * v for w, v in zip(weights, scaled, strict=True))
        for weights, intercept in zip(calibration.weights, calibration.intercepts, strict=True)
    ]
    highest = max(scores)
    powers = [math.exp(score - highest) for score in scores]
    return tuple(power / sum(powers) for power in powers)


def _bounded(presence: float) -> float:
    return min(max(presence, -_REACH), _REACH)


def _holds_signal(proposal: Proposal, match: RequirementMatch) -> bool:
    """Whether a rule fired inside the proposed block."""
    return any(
        signal.place.document == proposal.document
        and proposal.start <= signal.place.passage.start < proposal.end
        for signal in match.signals
    )


def _common_stance(proposals: Sequence[Proposal]) -> tuple[float, ...]:
    """The stances of the proposed blocks, each weighing by how likely it is about the requirement."""
    weights = [math.exp(min(max(p.presence, -_REACH), _STRONG)) for p in proposals]
    return tuple(
        sum(w * p.stance[at] for w, p in zip(weights, proposals, strict=True)) / sum(weights)
        for at in range(3)
    )
