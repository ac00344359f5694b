"""What the store gives back: rows as frozen dataclasses. Times are UTC; lists are oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from analyser.model import Subject, Text, Verdict, View
from analyser.review import Decision


class Status(StrEnum):
    """Where a dossier is."""

    OPEN = "open"
    CLOSED = "closed"  # reviewed and finished; nothing in it changes until it is opened again


class State(StrEnum):
    """Where an analysis, or the reading of one document, is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A file of a dossier; ``sha256`` finds its content."""

    id: int
    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class StoredDossier:
    """The files of one contract with what was asked about them."""

    id: str
    title: str
    status: Status
    owner: str
    supplier: str  # "": not known
    supplier_found: bool  # by the analysis, in the contract; False where a person gave the name
    applies: tuple[Subject, ...]  # given by the user; empty: detect them
    view: View
    profile: str  # whose conditions it is held against
    made: datetime
    made_by: str
    changed: datetime
    version: int
    documents: tuple[StoredDocument, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """How far an analysis is with one document; ``problem`` is why it could not be read."""

    document: StoredDocument
    state: State
    problem: Text | None


@dataclass(frozen=True, slots=True)
class Analysis:
    """One run of the analyser over a dossier."""

    id: int
    dossier: str
    state: State
    asked: datetime
    ended: datetime | None
    problem: Text | None
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class StoredDecision:
    """A decision with its place in the row of decisions on the requirement, and who signed it off."""

    id: int
    number: int
    decision: Decision
    judged: Verdict  # the analyser's, when this was decided; a later analysis may say otherwise
    signed_by: str | None
    signed: datetime | None


@dataclass(frozen=True, slots=True)
class StoredComment:
    """A remark among colleagues; it never goes to the supplier."""

    requirement: str | None
    text: str
    author: str
    made: datetime


@dataclass(frozen=True, slots=True)
class Export:
    """A file that was made from the decisions; ``sha256`` is its content's."""

    kind: str
    sha256: str
    author: str
    made: datetime


@dataclass(frozen=True, slots=True)
class Progress:
    """One line of the list of dossiers."""

    dossier: StoredDossier
    state: State  # of the last analysis
    judged: int  # findings of it, requirements that do not apply left out
    decided: int  # requirements with a decision
