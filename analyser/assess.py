"""A matched dossier becomes an assessment: a finding for each requirement, with evidence and receipt.

Pure: no files, no spaCy pipeline, no clock. ``analyser.decide`` gives the rules' decision, and
``analyser.weigh`` the verdict with its probability.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence

from analyser.decide import Decision, decide
from analyser.explain import RankOrder, explain
from analyser.library import Calibration, ClauseLibrary, Requirement
from analyser.matching import DossierMatch, Place, Proposal, RequirementMatch, Signal
from analyser.model import (
    LEARNED,
    SET_ASIDE,
    Assessment,
    Certainty,
    Document,
    Evidence,
    Finding,
    Receipt,
    Role,
    Stack,
    Subject,
    Verdict,
)
from analyser.precedence import Ranks, cite
from analyser.weigh import Weighing, weigh

_EVIDENCE = 5  # passages shown for one finding; the deciding ones first
_NEAREST = 3
_SILENT = (Verdict.MISSING, Verdict.UNREAD, Verdict.NOT_APPLICABLE)


def assess(
    documents: Sequence[Document],
    match: DossierMatch,
    library: ClauseLibrary,
    applies: Sequence[Subject],
    applies_source: str,
) -> Assessment:
    """Judge a matched dossier. ``applies_source`` is "detected", "given" or "all"."""
    ranks = Ranks(documents, _told(match, "supplier-terms-excluded"))
    stack = ranks.stack([cite(documents[n], *at) for n, *at in _told(match, "buyer-terms-rejected")])
    judge = _Judge(documents, match, library, ranks, stack)
    about = frozenset(applies)
    findings = tuple(
        judge.finding(requirement, applicable=applies_source == "all" or requirement.applies_to(about))
        for requirement in library.requirements
    )
    return Assessment(
        library.version,
        library.sha256,
        match.model_sha256,
        tuple(documents),
        match.languages,
        tuple(applies),
        applies_source,
        findings,
        profile=library.profile,
        stack=stack,
    )


def _told(match: DossierMatch, what: str) -> list[tuple[int, int, int]]:
    """Where sentences say something of the dossier's papers (``Rule.tells``): document and characters."""
    places = {
        (signal.place.document, signal.place.passage.start, signal.place.passage.end)
        for of_requirement in match.requirements.values()
        for signal in of_requirement.signals
        if signal.rule.tells == what
    }
    return sorted(places)


class _Judge:
    """Judges one dossier; holds what every requirement's judgement needs."""

    def __init__(
        self,
        documents: Sequence[Document],
        match: DossierMatch,
        library: ClauseLibrary,
        ranks: Ranks,
        stack: Stack,
    ) -> None:
        self._documents = documents
        self._ranks = ranks
        self._absent = tuple(dict.fromkeys(paper.name for paper in stack.lacking))
        self._match = match
        self._calibration = library.calibration
        self._passages = sum(len(passages) for passages in match.passages)
        self._words = sum(document.word_count for document in documents)
        self._places: dict[tuple[int, int, int], Evidence] = {}
        self._unread = tuple(
            f"{document.name}, p. {notice.page}" if notice.page else f"{document.name}, {notice.part}"
            for document in documents
            for notice in document.unread
        )

    def finding(self, requirement: Requirement, *, applicable: bool) -> Finding:
        """The finding for one requirement."""
        match = self._match.requirements[requirement.id]
        decision = decide(requirement, match, self._ranks)
        weighing = weigh(requirement.id, decision, decision.counted, self._calibration)
        if not applicable:
            weighing = Weighing(Verdict.NOT_APPLICABLE, weighing.confidence, review=False)
        elif weighing.verdict is Verdict.MISSING and self._unread:
            weighing = dataclasses.replace(weighing, verdict=Verdict.UNREAD, review=True)
        evidence = self._evidence(decision, weighing, decision.counted)
        is_by_rules = bool(decision.deciding) or weighing.verdict in _SILENT
        nearest = self._nearest(decision, match)
        receipt = Receipt(self._passages, self._words, nearest, self._unread, self._absent)
        order, several = self._order(decision), len(self._documents) > 1
        explanation = explain(requirement, decision, weighing, evidence, receipt, order, several=several)
        return Finding(
            requirement=requirement.id,
            theme=requirement.theme,
            severity=requirement.severity,
            verdict=weighing.verdict,
            confidence=weighing.confidence,
            certainty=_certainty(weighing.confidence, self._calibration),
            review=weighing.review,
            explanation=explanation,
            evidence=evidence,
            found=decision.found if is_by_rules else (),
            lacking=decision.lacking if is_by_rules else (),
            receipt=receipt,
        )

    def _evidence(
        self, decision: Decision, weighing: Weighing, match: RequirementMatch
    ) -> tuple[Evidence, ...]:
        if weighing.verdict in _SILENT:
            return ()
        if decision.verdict is Verdict.MISSING:
            role = Role.AGAINST if weighing.verdict is Verdict.CONTRARY else Role.FOR
            return (self._proposed(match.proposals[0], role, LEARNED),)
        shown: dict[tuple[int, int], Evidence] = {}
        signals = (*decision.deciding, *decision.others)
        first_of_rule = {signal.rule.id: signal for signal in reversed(signals)}.values()
        for signal in (signals[0], *sorted(first_of_rule, key=signals.index), *signals):
            key = (signal.place.document, signal.place.passage.index)
            if key not in shown and len(shown) < _EVIDENCE:
                short = decision.by_number and signal in decision.deciding  # a promise that fails its test
                shown[key] = self._quoted(signal, Role.AGAINST if short else signal.role)
        for signal in (lower.signal for lower in decision.outranked[:1]):  # what was set aside is shown
            key = (signal.place.document, signal.place.passage.index)
            if key not in shown:
                shown[key] = self._quoted(signal, signal.role)
        found = tuple(shown.values())
        if decision.set_aside is None:
            return found
        return (*found, self._passage(decision.set_aside, Role.AGAINST, SET_ASIDE, ()))

    def _order(self, decision: Decision) -> RankOrder | None:
        """The rank of two papers as far as it decided, or that what was found stands in an excluded one."""
        if decision.void is not None:
            signal, cited = decision.void
            return RankOrder(self._quoted(signal, signal.role), self._paper(signal.place), "", cited)
        lower = next(iter(decision.outranked), decision.excepting)
        if lower is None:
            return None
        names = self._paper(lower.signal.place), self._paper(lower.by.place)
        outranked = self._quoted(lower.signal, lower.signal.role)
        return RankOrder(outranked, *names, lower.cited, excepting=not decision.outranked)

    def _quoted(self, signal: Signal, role: Role) -> Evidence:
        return self._passage(signal.place, role, signal.rule.id, signal.deciding)

    def _paper(self, place: Place) -> str:
        """The name of the paper that holds a place."""
        return self._ranks.paper(place.document, place.passage.start).name

    def _nearest(self, decision: Decision, match: RequirementMatch) -> tuple[Evidence, ...]:
        """The closest passages: what a rule found though it does not count, then by likeness."""
        found = [self._passage(s.place, Role.NEAREST, "", ()) for s in decision.deciding[:1]]
        if match.proposals:
            proposed = [self._proposed(p, Role.NEAREST, "") for p in match.proposals]
        else:
            proposed = [
                dataclasses.replace(self._passage(place, Role.NEAREST, "", ()), score=score)
                for place, score in match.nearest
            ]
        for evidence in proposed:
            if all((e.file, e.start) != (evidence.file, evidence.start) for e in found):
                found.append(evidence)
        return tuple(found[:_NEAREST])

    def _passage(
        self, place: Place, role: Role, rule: str, deciding: tuple[tuple[int, int], ...]
    ) -> Evidence:
        passage = place.passage
        return self._quote(place.document, (passage.start, passage.end), role, rule, deciding)

    def _proposed(self, proposal: Proposal, role: Role, rule: str) -> Evidence:
        quote = self._quote(proposal.document, proposal.sentence, role, rule, proposal.deciding)
        return dataclasses.replace(quote, score=round(1 / (1 + math.exp(-proposal.presence)), 3))

    def _quote(
        self,
        number: int,
        place: tuple[int, int],
        role: Role,
        rule: str,
        deciding: tuple[tuple[int, int], ...],
    ) -> Evidence:
        key = (number, *place)
        if key not in self._places:
            self._places[key] = _at(self._documents[number], *place)
        return dataclasses.replace(self._places[key], role=role, rule=rule, deciding=deciding)


def _at(document: Document, start: int, end: int) -> Evidence:
    """The words of a place and where they stand; a passage is near to many requirements."""
    clause = document.clause_at(start)
    return Evidence(
        file=document.name,
        clause=clause.label if clause is not None else "",
        page=document.page_at(start),
        text=" ".join(document.text[start:end].split()),
        start=start,
        end=end,
        boxes=document.words.boxes(start, end),
        role=Role.NEAREST,
        rule="",
        deciding=(),
    )


def _certainty(confidence: float, calibration: Calibration | None) -> Certainty:
    """The band of a confidence; without calibration nothing is sure."""
    if calibration is None:
        return Certainty.UNSURE
    fair, sure = calibration.bands
    if confidence >= sure:
        return Certainty.SURE
    return Certainty.FAIR if confidence >= fair else Certainty.UNSURE
