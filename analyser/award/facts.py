"""What a person recorded about a check, and what may be recorded together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from analyser.award.checklist import Checklist
from analyser.award.schema import Check
from analyser.errors import FactRefused
from analyser.model import Text

LONGEST: Final = {"who": 200, "note": 4000, "name": 400}
"""Characters that fit, by field; ``name`` is that of the document."""

_SHA256: Final = re.compile(r"[0-9a-f]{64}")


class Stand(StrEnum):
    """How a check stands, as a person says. No order of good and bad."""

    NOT_STARTED = "not-started"
    UNDER_WAY = "under-way"
    DONE = "done"
    NOT_NEEDED = "not-needed"  # with the reason
    OBJECTION = "objection"  # negative advice, with what it says


class RiskClass(StrEnum):
    """The class under the AI regulation, as a person names it."""

    NONE = "none"  # no AI system under the regulation
    LIMITED = "limited"
    HIGH = "high"
    PROHIBITED = "prohibited"
    GENERAL = "general-purpose"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Proof:
    """The document that shows it: its name, and the SHA-256 that tells which version of it."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Fact:
    """How one check stands. Facts are added, never changed: the last one holds."""

    check: str
    stand: Stand
    who: str = ""
    day: date | None = None
    proof: Proof | None = None
    note: str = ""
    risk_class: RiskClass | None = None


@dataclass(frozen=True, slots=True)
class BeforeAward:
    """The checklist of a dossier with the facts that hold, by check.

    ``problem`` is why a file of facts could not be read; there are no facts then.
    """

    checklist: Checklist
    facts: Mapping[str, Fact] = field(default_factory=dict)
    problem: Text | None = None

    @property
    def open(self) -> tuple[Check, ...]:
        """The checks about which nobody recorded anything."""
        return tuple(check for check in self.checklist.checks if check.id not in self.facts)

    def count(self, stand: Stand) -> int:
        """How many checks stand so."""
        return sum(
            check.id in self.facts and self.facts[check.id].stand is stand for check in self.checklist.checks
        )


def checked(fact: Fact, checklist: Checklist, today: date) -> Fact:
    """The fact, where it may be recorded. Raises FactRefused that names every problem."""
    found = problems(fact, checklist, today)
    if found:
        raise FactRefused(
            problems_nl=" ".join(text.nl for text in found), problems_en=" ".join(text.en for text in found)
        )
    return fact


def problems(fact: Fact, checklist: Checklist, today: date) -> Sequence[Text]:
    """Why a fact cannot be recorded; nothing where it can. ``today`` is the last day of what has happened."""
    check = checklist.by_id.get(fact.check)
    if check is None:
        return [Text(f"Het onderdeel {fact.check} bestaat niet.", f"There is no check {fact.check}.")]
    return [*_lacking(fact, today), *_contradicting(fact, check), *_unfit(fact)]


def _lacking(fact: Fact, today: date) -> Iterator[Text]:
    """What the stand asks for."""
    happened = fact.stand in (Stand.DONE, Stand.OBJECTION)
    if happened and not fact.who:
        yield Text("Vul in wie dit deed of adviseerde.", "Fill in who did or advised this.")
    if happened and fact.day is None:
        yield Text("Vul in op welke datum dit was.", "Fill in on which day this was.")
    if happened and fact.day is not None and fact.day > today:
        yield Text(
            "De datum ligt in de toekomst. Kies dan “loopt” of “niet begonnen”.",
            "The date is in the future. Then choose “under way” or “not started”.",
        )
    if fact.stand is Stand.NOT_NEEDED and not fact.note:
        yield Text("Geef de reden waarom dit niet nodig is.", "Give the reason why this is not needed.")
    if fact.stand is Stand.OBJECTION and not fact.note:
        yield Text("Schrijf op wat het bezwaar is.", "Write down what the objection is.")


def _contradicting(fact: Fact, check: Check) -> Iterator[Text]:
    """What cannot both be so."""
    if fact.stand is Stand.NOT_STARTED and fact.proof is not None:
        yield Text(
            "“Niet begonnen” en een document gaan niet samen.",
            "“Not started” and a document do not go together.",
        )
    if fact.risk_class is None:
        if check.classifies and fact.stand is Stand.DONE:
            yield Text("Kies de risicoklasse.", "Choose the class of risk.")
        return
    if not check.classifies:
        yield Text("Bij dit onderdeel hoort geen risicoklasse.", "No class of risk belongs to this check.")
    elif fact.risk_class is RiskClass.UNKNOWN:
        if fact.stand is Stand.DONE:
            yield Text(
                "“Gedaan” en risicoklasse “onbekend” gaan niet samen.",
                "“Done” and class of risk “unknown” do not go together.",
            )
    elif fact.stand in (Stand.NOT_STARTED, Stand.NOT_NEEDED):
        yield Text(
            "Een risicoklasse hoort niet bij “niet begonnen” of “niet nodig”.",
            "A class of risk does not belong to “not started” or “not needed”.",
        )


def _unfit(fact: Fact) -> Iterator[Text]:
    """What does not fit where it is kept."""
    if len(fact.who) > LONGEST["who"]:
        yield Text(
            f"De naam is te lang (ten hoogste {LONGEST['who']} tekens).",
            f"The name is too long (at most {LONGEST['who']} characters).",
        )
    if len(fact.note) > LONGEST["note"]:
        yield Text(
            f"De toelichting is te lang (ten hoogste {LONGEST['note']} tekens).",
            f"The note is too long (at most {LONGEST['note']} characters).",
        )
    if fact.proof is None:
        return
    if not fact.proof.name.strip() or len(fact.proof.name) > LONGEST["name"]:
        yield Text("De naam van het document klopt niet.", "The name of the document is not right.")
    if not _SHA256.fullmatch(fact.proof.sha256):
        yield Text(
            "De SHA-256 van het document is geen reeks van 64 cijfers en letters a tot en met f.",
            "The document's SHA-256 is no row of 64 digits and letters a to f.",
        )
