"""Many contracts side by side: what became of each, and what that comes to per requirement and supplier.

Pure. A batch and the application both fill it, and every overview is drawn from it, so that they cannot
disagree. It is filled one contract at a time and keeps counts only: ten thousand contracts take no room.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from analyser.award import BeforeAward
from analyser.errors import AnalyserError
from analyser.library import DEFAULT_PROFILE, ClauseLibrary, Requirement
from analyser.model import GAPS, Severity, Verdict

_SEVERITIES: Final = tuple(Severity)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a contract was not judged: the error's stable code, and its sentences."""

    code: str
    nl: str
    en: str

    @classmethod
    def of(cls, error: AnalyserError) -> Refusal:
        return cls(error.code, error.message("nl"), error.message("en"))

    def message(self, language: str) -> str:
        """What is wrong and what to do, in "nl" or "en"."""
        return self.nl if language == "nl" else self.en


@dataclass(frozen=True, slots=True)
class File:
    """A file of a contract. ``pages`` is None where the format has none or the file was not read."""

    name: str
    sha256: str = ""
    pages: int | None = None
    words: int = 0
    language: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """What an overview keeps of a finding. ``place`` and ``why`` are in the overview's language, for gaps."""

    requirement: str
    theme: str
    severity: Severity
    verdict: Verdict
    confidence: float
    review: bool
    place: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one contract or dossier: lines in the library's order, or a refusal and no lines."""

    contract: str
    files: tuple[File, ...]
    supplier: str = ""  # "": not known
    report: str = ""  # where its own report is: a file name or an address; "" where there is none
    lines: tuple[Line, ...] = ()
    unread: tuple[str, ...] = ()  # parts not read, in the overview's language
    refusal: Refusal | None = None
    before: BeforeAward | None = None  # what was recorded before award; None: nobody keeps that

    @property
    def open_knock_outs(self) -> int:
        """Knock-outs that are not wholly covered."""
        return sum(line.severity is Severity.KNOCK_OUT and line.verdict in GAPS for line in self.lines)

    @property
    def gaps(self) -> int:
        """Requirements that are not wholly covered."""
        return sum(line.verdict in GAPS for line in self.lines)


@dataclass(slots=True)
class Tally:
    """Contracts counted together. ``verdicts`` counts findings."""

    contracts: int = 0
    refused: int = 0
    open_knock_outs: int = 0
    with_knock_outs: int = 0  # contracts with at least one open knock-out
    verdicts: Counter[Verdict] = field(default_factory=Counter)

    def add(self, outcome: Outcome) -> None:
        """Count one contract."""
        open_knock_outs = outcome.open_knock_outs
        self.contracts += 1
        self.refused += outcome.refusal is not None
        self.open_knock_outs += open_knock_outs
        self.with_knock_outs += open_knock_outs > 0
        self.verdicts.update(line.verdict for line in outcome.lines)

    @property
    def judged(self) -> int:
        """Contracts that were not refused."""
        return self.contracts - self.refused

    @property
    def gaps(self) -> int:
        """Findings that are not wholly covered."""
        return sum(self.verdicts[verdict] for verdict in GAPS)


@dataclass(slots=True)
class Portfolio:
    """Counts over many contracts."""

    whole: Tally = field(default_factory=Tally)
    requirements: dict[str, Counter[Verdict]] = field(default_factory=lambda: defaultdict(Counter))  # by id
    suppliers: dict[str, Tally] = field(default_factory=dict)  # by name, "" where it is not known
    refusals: Counter[str] = field(default_factory=Counter)  # by code

    @classmethod
    def of(cls, outcomes: Iterable[Outcome]) -> Portfolio:
        """Count all of them, in one pass."""
        portfolio = cls()
        for outcome in outcomes:
            portfolio.add(outcome)
        return portfolio

    def add(self, outcome: Outcome) -> None:
        """Count one contract."""
        self.whole.add(outcome)
        self.suppliers.setdefault(outcome.supplier, Tally()).add(outcome)
        if outcome.refusal is not None:
            self.refusals[outcome.refusal.code] += 1
        for line in outcome.lines:
            self.requirements[line.requirement][line.verdict] += 1


@dataclass(frozen=True, slots=True)
class Gap:
    """A requirement that contracts leave open. ``judged`` counts the contracts to which it applies."""

    requirement: Requirement
    contrary: int
    missing: int
    partial: int
    unread: int
    judged: int

    @property
    def open(self) -> int:
        """Contracts in which it is not wholly covered."""
        return self.contrary + self.missing + self.partial + self.unread

    @property
    def share(self) -> float:
        """The part of the contracts to which it applies that leaves it open, 0..1."""
        return self.open / self.judged if self.judged else 0.0


def worst_gaps(portfolio: Portfolio, library: ClauseLibrary) -> tuple[Gap, ...]:
    """The requirements that contracts leave open: by severity, then by how many oppose or lack them."""
    gaps = (gap_of(requirement, portfolio) for requirement in library.requirements)
    return tuple(sorted((gap for gap in gaps if gap.open), key=_gravity))


def gap_of(requirement: Requirement, portfolio: Portfolio) -> Gap:
    """What contracts leave open of one requirement; all zeros where it was never judged."""
    counts = portfolio.requirements.get(requirement.id, Counter())
    return Gap(
        requirement,
        contrary=counts[Verdict.CONTRARY],
        missing=counts[Verdict.MISSING],
        partial=counts[Verdict.PARTIAL],
        unread=counts[Verdict.UNREAD],
        judged=counts.total() - counts[Verdict.NOT_APPLICABLE],
    )


def _gravity(gap: Gap) -> tuple[int, int, int]:
    return _SEVERITIES.index(gap.requirement.severity), -gap.contrary - gap.missing, -gap.partial


def ranked_suppliers(portfolio: Portfolio) -> tuple[tuple[str, Tally], ...]:
    """The suppliers by open knock-outs, then by gaps, then by name; what has no known supplier comes last."""
    return tuple(
        sorted(
            portfolio.suppliers.items(),
            key=lambda s: (not s[0], -s[1].open_knock_outs, -s[1].gaps, s[0]),
        )
    )


@dataclass(frozen=True, slots=True)
class Run:
    """A look at the same contracts, for the trend. ``day`` is ISO 8601, in local time; "" for this one."""

    day: str
    library_version: str
    contracts: int
    refused: int
    open_knock_outs: int
    verdicts: tuple[tuple[Verdict, int], ...]

    @classmethod
    def of(cls, portfolio: Portfolio, library: ClauseLibrary, day: str = "") -> Run:
        """What to keep of a portfolio, to compare later ones with."""
        whole = portfolio.whole
        verdicts = tuple((verdict, whole.verdicts[verdict]) for verdict in Verdict)
        own = library.profile.id
        edition = library.version if own == DEFAULT_PROFILE else f"{library.version} {own}"
        return cls(day, edition, whole.contracts, whole.refused, whole.open_knock_outs, verdicts)

    @property
    def judged(self) -> int:
        """Contracts that were not refused."""
        return self.contracts - self.refused

    @property
    def gaps(self) -> int:
        """Findings that were not wholly covered."""
        return sum(count for verdict, count in self.verdicts if verdict in GAPS)
