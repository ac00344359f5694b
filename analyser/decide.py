"""The verdict on one requirement, from the sentences that speak for and against it.

The order in which it is decided is the order a lawyer would use:

1. A sentence that takes the norm away makes it ``contrary``, unless the rule says that a sentence in
   the buyer's favour holds beside it; then the two together are ``partial``.
2. A sentence in the buyer's favour makes it ``partial``; ``met`` asks for more: no weak rule, no
   weakener (cost, best efforts, on request) in that sentence, every element of the norm found, and no
   sentence elsewhere that declares the clause not applicable.
3. Nothing found is ``missing``.

A sentence counts only as far as its paper reaches: ``analyser.standing`` first sets aside what gives way to
a higher paper.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from analyser.library import Requirement
from analyser.matching import Place, RequirementMatch, SetAside, Sighting, Signal
from analyser.model import Citation, Role, Verdict
from analyser.precedence import Ranks
from analyser.standing import Outranked, Standing, standing

_NEIGHBOURS = 12  # passages around the evidence that count as its article where none is recognised


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict with the facts it rests on; ``explain`` puts it into words."""

    verdict: Verdict
    deciding: tuple[Signal, ...]  # the signals that made the verdict
    others: tuple[Signal, ...]  # the rest, in reading order
    found: tuple[str, ...]  # element ids
    lacking: tuple[str, ...]
    failed: tuple[Sighting, ...]  # quantities that fall short of their test
    weakened: tuple[Sighting, ...]
    conflict: bool  # sentences for and against the buyer stand side by side
    by_number: bool = False  # contrary only because a number is far beyond its test
    set_aside: Place | None = (
        None  # a sentence elsewhere that sets the deciding clause aside, in part or whole
    )
    counted: RequirementMatch = field(default_factory=RequirementMatch)  # what applies of the match
    outranked: tuple[Outranked, ...] = ()  # sentences that gave way to one of another paper
    excepting: Outranked | None = None  # see ``Standing``, and so ``void``
    void: tuple[Signal, Citation] | None = None


def decide(requirement: Requirement, match: RequirementMatch, ranks: Ranks | None = None) -> Decision:
    """The verdict on one requirement from its signals, elements and weakeners."""
    stands = standing(requirement, match, ranks) if ranks is not None else Standing(match)
    match = stands.match
    favourable = [s for s in match.signals if s.role is Role.FOR]
    adverse = [s for s in match.signals if s.role is Role.AGAINST]
    ranked = [_Favourable(s, requirement, match) for s in favourable]
    best = min(ranked, key=lambda f: f.shortfall, default=None)
    if best is None and not adverse:
        lacking = tuple(e.id for e in requirement.elements)
        nothing = Decision(Verdict.MISSING, (), (), (), lacking, (), (), conflict=stands.void is not None)
        return replace(nothing, counted=match, void=stands.void)
    found = best.found if best else ()
    lacking = tuple(e.id for e in requirement.elements if e.id not in found)
    failed = best.failed if best else ()
    weakened = best.weakened if best else ()
    defeating = [s for s in adverse if s.rule.defeats]
    exception = best.signal.set_aside if best else None
    is_void = exception is not None and exception[1] is SetAside.WHOLLY
    too_far = [f for f in failed if _element_otherwise(requirement, f.part) == "contrary"]
    if defeating or not best or too_far:
        verdict = Verdict.CONTRARY
    elif adverse or best.shortfall > 0 or is_void:
        verdict = Verdict.PARTIAL
    else:
        verdict = Verdict.MET
    first = (
        (defeating or adverse) if verdict is Verdict.CONTRARY and adverse else [best.signal] if best else []
    )
    others = [s for s in match.signals if s not in first]
    return Decision(
        verdict,
        tuple(first),
        tuple(others),
        found,
        lacking,
        failed,
        weakened,
        conflict=bool((favourable and adverse) or exception or stands.outranked),
        by_number=verdict is Verdict.CONTRARY and not adverse,
        set_aside=exception[0] if exception else None,
        counted=match,
        outranked=stands.outranked,
        excepting=stands.excepting,
    )


class _Favourable:
    """A favourable signal measured against what ``met`` asks."""

    def __init__(self, signal: Signal, requirement: Requirement, match: RequirementMatch) -> None:
        self.signal = signal
        sightings = {
            element.id: [
                s for s in match.elements if s.part == element.id and _in_scope(s, signal, element.scope)
            ]
            for element in requirement.elements
        }
        self.found = tuple(name for name, seen in sightings.items() if any(s.passed for s in seen))
        self.failed = tuple(
            s for seen in sightings.values() if not any(x.passed for x in seen) for s in seen[:1]
        )
        own = signal.place.passage
        self.weakened = tuple(
            w for w in match.weakeners if w.place.passage is own or w.place.passage.follows_up(own)
        )
        missing = len(sightings) - len(self.found)
        self.shortfall = 2 * missing + len(self.weakened) + (1 if signal.weak else 0)


def _in_scope(sighting: Sighting, signal: Signal, scope: str) -> bool:
    """Whether an element seen in one passage counts for a signal in another.

    A clause that the signal's sentence refers to counts as part of it.
    """
    if scope == "dossier" or sighting.place.passage is signal.place.passage:
        return True
    if any(t.holds(sighting.place.document, sighting.place.passage.start) for t in signal.refers):
        return True
    if scope == "sentence" or sighting.place.document != signal.place.document:
        return False
    left, right = sighting.place.passage, signal.place.passage
    if left.article >= 0 or right.article >= 0:
        return left.article == right.article
    return abs(left.index - right.index) <= _NEIGHBOURS


def _element_otherwise(requirement: Requirement, element_id: str) -> str:
    return next(e.otherwise for e in requirement.elements if e.id == element_id)
