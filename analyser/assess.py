"""A matched dossier becomes an assessment: a finding for each requirement, with evidence and receipt.

Pure: no files, no spaCy pipeline, no clock. ``analyser.decide`` gives the verdicts.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from analyser.decide import Decision, decide
from analyser.explain import explain
from analyser.library import ClauseLibrary, Requirement
from analyser.matching import DossierMatch, Place
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
            explanation=explain(requirement, decision, evidence, receipt),
            evidence=evidence,
            found=decision.found,
            lacking=decision.lacking,
            receipt=receipt,
        )

    def _evidence(self, decision: Decision) -> tuple[Evidence, ...]:
        if decision.verdict in (Verdict.MISSING, Verdict.UNREAD, Verdict.NOT_APPLICABLE):
            return ()
        shown: dict[tuple[int, int], Evidence] = {}
        signals = (*decision.deciding, *decision.others)
        first_of_rule = {signal.rule.id: signal for signal in reversed(signals)}.values()
        for signal in (signals[0], *sorted(first_of_rule, key=signals.index), *signals):
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
