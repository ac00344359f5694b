"""From what was found to a verdict on each requirement. Pure: no files, no spaCy pipeline, no clock.

The order in which a verdict is decided is the order a lawyer would use:

1. A sentence that takes the norm away makes it ``contrary``, unless the rule says that a sentence in
   the buyer's favour holds beside it; then the two together are ``partial``.
2. A sentence in the buyer's favour makes it ``partial``; ``met`` asks for more: no weak rule, no
   weakener (cost, best efforts, on request) in that sentence, and every element of the norm found.
3. Nothing found is ``missing``, with a receipt; where pages were not read it is ``unread``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from analyser import explain
from analyser.library import ClauseLibrary, Requirement
from analyser.matching import DossierMatch, Place, RequirementMatch, Sighting, Signal
from analyser.model import (
    Assessment,
    Document,
    Evidence,
    Finding,
    Receipt,
    Role,
    Subject,
    Verdict,
)

_EVIDENCE = 5  # passages shown for one finding; the deciding ones first
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


def assess(
    documents: Sequence[Document],
    match: DossierMatch,
    library: ClauseLibrary,
    applies: Sequence[Subject],
    applies_source: str,
) -> Assessment:
    """Judge a matched dossier. ``applies_source`` is "detected", "given" or "all"."""
    judge = _Judge(documents, match, library)
    about = frozenset(applies)
    findings = tuple(
        judge.finding(requirement, applicable=applies_source == "all" or requirement.applies_to(about))
        for requirement in library.requirements
    )
    return Assessment(
        library.version,
        library.sha256,
        tuple(documents),
        match.languages,
        tuple(applies),
        applies_source,
        findings,
    )


class _Judge:
    """Judges one dossier; holds what every requirement's judgement needs."""

    def __init__(self, documents: Sequence[Document], match: DossierMatch, library: ClauseLibrary) -> None:
        self._documents = documents
        self._match = match
        self._library = library
        self._passages = sum(len(passages) for passages in match.passages)
        self._words = sum(document.word_count for document in documents)
        self._unread = tuple(
            f"{document.name}, p. {notice.page}" if notice.page else f"{document.name}, {notice.part}"
            for document in documents
            for notice in document.unread
        )

    def finding(self, requirement: Requirement, *, applicable: bool) -> Finding:
        """The finding for one requirement."""
        match = self._match.requirements[requirement.id]
        decision = decide(requirement, match)
        if not applicable:
            decision = dataclasses.replace(decision, verdict=Verdict.NOT_APPLICABLE)
        elif decision.verdict is Verdict.MISSING and self._unread:
            decision = dataclasses.replace(decision, verdict=Verdict.UNREAD)
        evidence = self._evidence(decision)
        nearest = tuple(self._nearest(place, score) for place, score in match.nearest)
        receipt = Receipt(self._passages, self._words, nearest, self._unread)
        confidence = _confidence(decision, nearest)
        return Finding(
            requirement=requirement.id,
            theme=requirement.theme,
            severity=requirement.severity,
            verdict=decision.verdict,
            confidence=confidence,
            review=_needs_review(decision, confidence),
            explanation=explain.explain(requirement, decision, evidence, receipt),
            evidence=evidence,
            found=decision.found,
            lacking=decision.lacking,
            receipt=receipt,
        )

    def _evidence(self, decision: Decision) -> tuple[Evidence, ...]:
        if decision.verdict in (Verdict.MISSING, Verdict.UNREAD, Verdict.NOT_APPLICABLE):
            return ()
        shown: dict[tuple[int, int], Evidence] = {}
        for signal in (*decision.deciding, *decision.others):
            key = (signal.place.document, signal.place.passage.index)
            if key not in shown and len(shown) < _EVIDENCE:
                shown[key] = self._quote(signal.place, signal.role, signal.rule.id, signal.deciding)
        return tuple(shown.values())

    def _nearest(self, place: Place, score: float) -> Evidence:
        return dataclasses.replace(self._quote(place, Role.NEAREST, "", ()), score=score)

    def _quote(self, place: Place, role: Role, rule: str, deciding: tuple[tuple[int, int], ...]) -> Evidence:
        document = self._documents[place.document]
        start, end = place.passage.start, place.passage.end
        clause = document.clauses[place.passage.clause].label if place.passage.clause >= 0 else ""
        return Evidence(
            file=document.name,
            clause=clause,
            page=document.page_at(start),
            text=" ".join(document.text[start:end].split()),
            start=start,
            end=end,
            boxes=document.words.boxes(start, end),
            role=role,
            rule=rule,
            deciding=deciding,
        )


def decide(requirement: Requirement, match: RequirementMatch) -> Decision:
    """The verdict on one requirement from its signals, elements and weakeners."""
    favourable = [s for s in match.signals if s.role is Role.FOR]
    adverse = [s for s in match.signals if s.role is Role.AGAINST]
    ranked = [_Favourable(s, requirement, match) for s in favourable]
    best = min(ranked, key=lambda f: f.shortfall, default=None)
    if best is None and not adverse:
        lacking = tuple(e.id for e in requirement.elements)
        return Decision(Verdict.MISSING, (), (), (), lacking, (), (), conflict=False)
    found = best.found if best else ()
    lacking = tuple(e.id for e in requirement.elements if e.id not in found)
    failed = best.failed if best else ()
    weakened = best.weakened if best else ()
    defeating = [s for s in adverse if s.rule.defeats]
    too_far = [f for f in failed if _element_otherwise(requirement, f.part) == "contrary"]
    if defeating or not best or too_far:
        verdict = Verdict.CONTRARY
    elif adverse or best.shortfall > 0:
        verdict = Verdict.PARTIAL
    else:
        verdict = Verdict.MET
    first = (
        (defeating or adverse) if verdict is Verdict.CONTRARY and adverse else [best.signal] if best else []
    )
    others = [s for s in match.signals if s not in first]
    return Decision(
        verdict, tuple(first), tuple(others), found, lacking, failed, weakened, bool(favourable and adverse)
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
        self.weakened = tuple(w for w in match.weakeners if w.place.passage is signal.place.passage)
        missing = len(sightings) - len(self.found)
        self.shortfall = 2 * missing + len(self.weakened) + (1 if signal.weak else 0)


def _in_scope(sighting: Sighting, signal: Signal, scope: str) -> bool:
    """Whether an element seen in one passage counts for a signal in another."""
    if scope == "dossier" or sighting.place.passage is signal.place.passage:
        return True
    if scope == "sentence" or sighting.place.document != signal.place.document:
        return False
    left, right = sighting.place.passage, signal.place.passage
    if left.article >= 0 or right.article >= 0:
        return left.article == right.article
    return abs(left.index - right.index) <= _NEIGHBOURS


def _element_otherwise(requirement: Requirement, element_id: str) -> str:
    return next(e.otherwise for e in requirement.elements if e.id == element_id)


def _confidence(decision: Decision, nearest: Sequence[Evidence]) -> float:
    """How sure the rules are, 0..1, from the facts of the decision alone.

    A first scale, not yet calibrated on whole documents: several rules agreeing raise it; sentences
    that contradict each other, an actor the sentence does not name and a near passage lower it.
    """
    if decision.verdict in (Verdict.MISSING, Verdict.UNREAD, Verdict.NOT_APPLICABLE):
        likeness = nearest[0].score or 0.0 if nearest else 0.0
        return round(max(0.4, 0.97 - 0.9 * likeness), 2)
    agreeing = [s for s in (*decision.deciding, *decision.others) if s.role is decision.deciding[0].role]
    confidence = 0.6 + 0.08 * min(len(agreeing), 4)
    if decision.conflict:
        confidence -= 0.2
    if all(s.actor is None for s in decision.deciding):
        confidence -= 0.05
    if decision.verdict is Verdict.PARTIAL and not (decision.lacking or decision.weakened):
        confidence -= 0.1
    return round(min(max(confidence, 0.1), 0.95), 2)


def _needs_review(decision: Decision, confidence: float) -> bool:
    """Whether a person should look before relying on it: doubt, conflict, or any ``met``."""
    if decision.verdict is Verdict.NOT_APPLICABLE:
        return False
    if decision.verdict in (Verdict.MET, Verdict.UNREAD) or decision.conflict:
        return True
    return confidence < 0.7
