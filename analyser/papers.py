"""The papers of a dossier as nouns: which it holds, which it only names, and which goes before which.

A contract is a stack of papers: an agreement, general conditions, annexes, a processing agreement. A paper
is a file of the dossier, an annex inside a file, or something that is named and not there.
``analyser.precedence`` finds them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PaperKind(StrEnum):
    """What a paper is, by its name."""

    AGREEMENT = "agreement"
    BUYER_TERMS = "buyer-terms"  # ARBIT, GIBIT, purchase conditions
    PROCESSING = "processing-agreement"
    SLA = "service-levels"
    CONFIDENTIALITY = "confidentiality-agreement"
    ORDER = "order"
    CLARIFICATIONS = "clarifications"  # nota van inlichtingen
    REQUEST = "request"  # what the buyer asked for before award
    AMENDMENT = "amendment"  # allonge, addendum
    OFFER = "offer"
    SUPPLIER_TERMS = "supplier-terms"
    POLICY = "policy"  # privacy statement, acceptable use
    SUPPLIER_PAPERS = "supplier-papers"  # all that comes from the supplier, named together
    ANNEX = "annex"
    OTHER = "other"


class Holding(StrEnum):
    """Whether the dossier holds a paper."""

    HELD = "held"
    PUBLIC = "public"  # published conditions of the government: not in the dossier, known to all
    ONLINE = "online"  # stands at a web address, where it can change
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Citation:
    """Words of a contract and where they stand; ``text`` has its white space folded."""

    file: str
    clause: str  # label of the innermost clause, "" where the text stands in none
    page: int | None
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of the stack.

    ``level`` is its rank, 1 the highest; None where no clause ranks it. ``excluded``: another paper says that
    it does not apply. ``key`` is the number of an annex or amendment ("3", "B"). ``file`` and ``start..end``
    say where the dossier holds it, "" and 0..0 where it does not. ``cited`` are the first places that name
    it, and ``address`` the web address they give.
    """

    kind: PaperKind
    name: str  # as printed
    key: str = ""
    holding: Holding = Holding.HELD
    level: int | None = None
    excluded: bool = False
    file: str = ""
    start: int = 0
    end: int = 0
    address: str = ""
    cited: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Precedence:
    """One paper goes before another, by a clause. Both are indexes in ``Stack.papers``.

    ``excepting``: the clause makes an exception for the lower one ("unless the Order says so"), so between
    these two it decides nothing by itself.
    """

    higher: int
    lower: int
    personal_data_only: bool  # the clause says so only for the processing of personal data
    cited: Citation
    excepting: bool = False


@dataclass(frozen=True, slots=True)
class Stack:
    """All papers of a dossier, the highest first, then the unranked, then the excluded, with the clauses.

    ``disputes`` are pairs of clauses that rank the same papers the other way round: nothing is decided by
    those. ``rejected`` are the places where the buyer's conditions are turned down.
    """

    papers: tuple[Paper, ...] = ()
    precedences: tuple[Precedence, ...] = ()
    disputes: tuple[tuple[Citation, Citation], ...] = ()
    rejected: tuple[Citation, ...] = ()

    @property
    def lacking(self) -> tuple[Paper, ...]:
        """Papers that are named and not in the dossier, the government's own published ones left out."""
        return tuple(p for p in self.papers if p.holding in (Holding.ABSENT, Holding.ONLINE))
