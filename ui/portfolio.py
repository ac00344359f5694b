"""What the portfolio page tells, gathered in one pass over the contracts."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from analyser.award import BeforeAward, Checklist, Stand
from analyser.library import ClauseLibrary
from analyser.model import GAPS, Severity, Verdict
from analyser.portfolio import Line, Portfolio
from analyser.review import Outcome
from analyser.store import Actor
from analyser.store.portfolios import Contract, Opinion, Portfolios, Selection
from analyser.store.trends import Month

MOST: Final = 100  # contracts that are shown one by one


@dataclass(slots=True)
class Opinions:
    """What reviewers decided. ``overruled`` counts pairs: the analyser's verdict, and the reviewer's own."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    overruled: Counter[tuple[Verdict, Verdict]] = field(default_factory=Counter)
    decided_on: Counter[str] = field(default_factory=Counter)  # by requirement
    overruled_on: Counter[str] = field(default_factory=Counter)

    def add(self, line: Line, opinion: Opinion) -> None:
        """Count the decision on one finding."""
        self.outcomes[opinion.outcome] += 1
        self.decided_on[line.requirement] += 1
        own = own_verdict(line, opinion)
        if own is not None:
            self.overruled[line.verdict, own] += 1
            self.overruled_on[line.requirement] += 1


@dataclass(slots=True)
class Look:
    """The counts, the contracts that need attention most, and what must be known of the rest."""

    portfolio: Portfolio = field(default_factory=Portfolio)
    opinions: Opinions = field(default_factory=Opinions)
    worst: list[Contract] = field(default_factory=list)
    refused: list[Contract] = field(default_factory=list)
    found: Counter[str] = field(default_factory=Counter)  # contracts by supplier whose name we found in them
    other_library: int = 0
    waiting: int = 0
    months: tuple[Month, ...] = ()
    facts: Counter[tuple[str, Stand | None]] = field(default_factory=Counter)  # by check; None: not recorded

    @classmethod
    def at(
        cls,
        portfolios: Portfolios,
        actor: Actor,
        selection: Selection,
        library: ClauseLibrary,
        checklist: Checklist | None = None,
    ) -> Look:
        """Count all contracts of a selection, and keep those with the most open knock-outs.

        Without a ``checklist`` nothing is told of what was recorded before award.
        """
        look = cls()
        with portfolios.open(actor, selection, library, "nl", checklist=checklist) as contracts:
            look.worst = heapq.nlargest(MOST, look._counted(contracts, library), key=_gravity)
            look.waiting = contracts.waiting
        look.months = portfolios.trend(actor, selection)
        return look

    def _counted(self, contracts: Iterable[Contract], library: ClauseLibrary) -> Iterable[Contract]:
        for contract in contracts:
            self.portfolio.add(contract.outcome)
            self.found[contract.outcome.supplier] += contract.supplier_found
            if contract.outcome.before is not None:
                self._add_facts(contract.outcome.before)
            if contract.outcome.refusal is not None:
                self.refused.append(contract)
                continue
            self.other_library += contract.library_sha256 != library.sha256
            if contract.opinions:
                for line in contract.outcome.lines:
                    opinion = contract.opinions.get(line.requirement)
                    if opinion is not None:
                        self.opinions.add(line, opinion)
            yield contract

    def _add_facts(self, before: BeforeAward) -> None:
        for check in before.checklist.checks:
            fact = before.facts.get(check.id)
            self.facts[check.id, fact.stand if fact else None] += 1


def own_verdict(line: Line, opinion: Opinion | None) -> Verdict | None:
    """The reviewer's verdict where it is not the analyser's; None where they agree or nobody gave one."""
    if opinion is None or opinion.verdict is None or opinion.verdict is line.verdict:
        return None
    return opinion.verdict


def open_in(contracts: Iterable[Contract], requirement: str) -> list[tuple[Contract, Line]]:
    """The contracts that leave a requirement open, the gravest first, then by title."""
    found = [
        (contract, line)
        for contract in contracts
        for line in contract.outcome.lines
        if line.requirement == requirement and line.verdict in GAPS
    ]
    return sorted(found, key=lambda pair: GAPS.index(pair[1].verdict))


def _gravity(contract: Contract) -> tuple[int, int]:
    gaps = [line for line in contract.outcome.lines if line.verdict in GAPS]
    return sum(line.severity is Severity.KNOCK_OUT for line in gaps), len(gaps)
