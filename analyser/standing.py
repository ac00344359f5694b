"""Which sentences still count for a requirement once the papers of the dossier are ranked.

* A sentence gives way to one of a higher paper that says the opposite. What a rule lets stand beside a
  commitment contradicts nothing, and stays.
* Where the clause that ranks two papers makes an exception for the lower one, neither sentence gives way:
  whether the exception applies is for a person.
* A paper that another one excludes counts for nothing, in either direction. Where it alone speaks of the
  requirement, that is told: nobody may rely on it, and nobody may miss it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from analyser.library import Requirement
from analyser.matching import KEPT, Place, RequirementMatch, Signal
from analyser.model import Citation, Role, Subject
from analyser.precedence import Ranks


@dataclass(frozen=True, slots=True)
class Outranked:
    """A sentence that gives way to one of another paper, and the clause that ranks or excludes.

    In ``Standing.excepting`` it would give way, were it not for the exception that the clause makes.
    """

    signal: Signal
    by: Signal
    cited: Citation
    excluded: bool = False  # its paper does not apply at all


@dataclass(frozen=True, slots=True)
class Standing:
    """What is left of a match, and what gave way.

    ``excepting`` is the first pair of sentences between which a clause with an exception decides nothing.
    ``void`` is a sentence of an excluded paper, with the clause that excludes it, where no rule found
    anything in a paper that applies.
    """

    match: RequirementMatch
    outranked: tuple[Outranked, ...] = ()
    excepting: Outranked | None = None
    void: tuple[Signal, Citation] | None = None


def standing(requirement: Requirement, match: RequirementMatch, ranks: Ranks) -> Standing:
    """The part of ``match`` that counts."""
    valid = [s for s in match.signals if ranks.exclusion(*_at(s.place)) is None]
    lower, excepting = _lower(requirement, valid, ranks)
    outranked = [*_excluded(match, valid, ranks), *lower]
    aside = {_at(lower.signal.place) for lower in outranked}  # whatever else their sentences say
    left = replace(
        match,
        signals=[s for s in valid if _at(s.place) not in aside],
        elements=[e for e in match.elements if ranks.exclusion(*_at(e.place)) is None],
        weakeners=[w for w in match.weakeners if ranks.exclusion(*_at(w.place)) is None],
        proposals=tuple(p for p in match.proposals if ranks.exclusion(p.document, p.start) is None)[:KEPT],
    )
    return Standing(left, tuple(outranked), excepting, None if valid else _void(match, ranks))


def _void(match: RequirementMatch, ranks: Ranks) -> tuple[Signal, Citation] | None:
    for signal in match.signals:
        cited = ranks.exclusion(*_at(signal.place))
        if cited is not None:
            return signal, cited
    return None


def _excluded(match: RequirementMatch, valid: list[Signal], ranks: Ranks) -> list[Outranked]:
    """The sentences of excluded papers that say the opposite of what applies."""
    found = []
    for signal in match.signals:
        cited = ranks.exclusion(*_at(signal.place))
        opposite = next((other for other in valid if other.role is not signal.role), None)
        if cited is not None and opposite is not None:
            found.append(Outranked(signal, opposite, cited, excluded=True))
    return found


def _lower(
    requirement: Requirement, valid: list[Signal], ranks: Ranks
) -> tuple[list[Outranked], Outranked | None]:
    """The sentences that give way to one of a higher paper, and ``Standing.excepting``.

    First those that give way to one that counts, each in reading order.
    """
    personal_data = Subject.PERSONAL_DATA in requirement.applies_when
    contradicting = [s for s in valid if s.role is Role.FOR or s.rule.defeats]
    firsts: dict[tuple[Role, tuple[int, ...]], Signal] = {}  # what ranks the same is asked once
    for signal in contradicting:
        firsts.setdefault(_kind(signal, ranks), signal)
    answers = {kind: _higher(first, firsts.values(), ranks, personal_data) for kind, first in firsts.items()}
    found: list[Outranked] = []
    excepting = None
    for lower in contradicting:
        above, but = answers[_kind(lower, ranks)]
        if above is not None:
            found.append(Outranked(lower, *above))
        if but is not None and excepting is None:
            excepting = Outranked(lower, *but)
    aside = {_at(lower.signal.place) for lower in found}
    return sorted(found, key=lambda lower: _at(lower.by.place) in aside), excepting


def _kind(signal: Signal, ranks: Ranks) -> tuple[Role, tuple[int, ...]]:
    """What its rank depends on: which way it points, and the papers that it stands in."""
    return signal.role, ranks.around(*_at(signal.place))


def _higher(
    lower: Signal, others: Iterable[Signal], ranks: Ranks, personal_data: bool
) -> tuple[tuple[Signal, Citation] | None, tuple[Signal, Citation] | None]:
    """The first sentence that ``lower`` gives way to, and before it the first with ``Standing.excepting``."""
    but = None
    for higher in others:
        if higher.role is lower.role:
            continue
        cited = ranks.above(_at(higher.place), _at(lower.place), personal_data=personal_data)
        if cited is not None:
            return (higher, cited), but
        cited = ranks.exception(_at(higher.place), _at(lower.place))
        if cited is not None and but is None:
            but = higher, cited
    return None, but


def _at(place: Place) -> tuple[int, int]:
    return place.document, place.passage.start
