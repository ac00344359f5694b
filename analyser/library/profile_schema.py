"""What an organisation may write in ``clause_library/profiles/ID.yaml``: its own conditions, as changes.

Every change says why, and where it comes from. Unknown keys are refused, as everywhere in the library.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from analyser.library.schema import (
    Amount,
    Bilingual,
    Criteria,
    Element,
    Identifier,
    Patterns,
    QuantityTest,
    Requirement,
    Rule,
    Sentence,
    Source,
    Strict,
    Sureness,
    Weakener,
)
from analyser.model import Severity, Subject

LONGEST_ID: Final = 60
"""Characters of a profile's id: it becomes the name of a file, and a column of the database."""


def _a_day(written: str) -> str:
    """The day as it was written. Raises PydanticCustomError where there is no such day."""
    try:
        date.fromisoformat(written if len(written) == len("2026-11-03") else "")
    except ValueError as error:
        raise PydanticCustomError("no_day", "write the day as 2026-11-03") from error
    return written


class Grounded(Strict):
    """Why something is as it is, and where that is written."""

    reason: Bilingual
    sources: tuple[Source, ...] = Field(min_length=1)


class Addition(Strict):
    """A requirement that the library does not have; its sources stand in it."""

    reason: Bilingual
    requirement: Requirement


class Parts(Strict):
    """The parts of a requirement that are written anew.

    A text, ``terms``, ``sources`` and ``applies_when`` are replaced as a whole. Of ``rules``, ``elements``,
    ``weakeners`` (by id) and ``tests`` (by metric) only those named are: what the requirement does not have
    is added to it.
    """

    title: Bilingual | None = None
    norm: Bilingual | None = None
    criteria: Criteria | None = None
    advice: Bilingual | None = None
    model_clause: Bilingual | None = None
    applies_when: Annotated[tuple[Literal["always"] | Subject, ...], Field(min_length=1)] | None = None
    sources: Annotated[tuple[Source, ...], Field(min_length=1)] | None = None
    tests: tuple[QuantityTest, ...] | None = None
    terms: Patterns | None = None
    rules: tuple[Rule, ...] | None = None
    elements: tuple[Element, ...] | None = None
    weakeners: tuple[Weakener, ...] | None = None

    @property
    def given(self) -> dict[str, object]:
        """The parts that are written anew, by their key in a requirement."""
        return {name: value for name in type(self).model_fields if (value := getattr(self, name)) is not None}


class Replacement(Grounded):
    """A requirement in other words or with other rules.

    ``drop`` names rules, elements and weakeners that fall away; ``cite`` holds sources beside its own.
    """

    id: Identifier
    parts: Parts = Parts()
    drop: tuple[Identifier, ...] = ()
    cite: tuple[Source, ...] = ()


class SwitchedOff(Grounded):
    """A requirement that contracts are not held to."""

    id: Identifier


class SeverityChange(Grounded):
    """How grave a gap in a requirement is."""

    id: Identifier
    severity: Severity


class NumberChange(Grounded):
    """Another number in a requirement's test; operator and unit stay as they are where not given."""

    id: Identifier
    metric: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+$")]
    operator: Literal["<=", ">=", "="] | None = None
    value: Amount
    unit: Sentence | None = None
    basis: Sentence
    confidence: Sureness


class InstrumentRemark(Grounded):
    """What an instrument means for this organisation: added to the note of every source that names it.

    ``instrument`` is how those sources begin, so that one remark serves several versions of an instrument.
    """

    instrument: Sentence
    note: Sentence


class ProfileFile(Grounded):
    """``profiles/ID.yaml``: whose conditions these are, and what they change in the library.

    ``base`` is a profile that is applied first; without one, the library as it is. ``reason`` and ``sources``
    say why this profile is there at all.
    """

    id: Annotated[Identifier, StringConstraints(max_length=LONGEST_ID)]
    title: Bilingual
    organisation: Bilingual
    law_as_of: Annotated[str, AfterValidator(_a_day)]
    base: Identifier | None = None
    add: tuple[Addition, ...] = ()
    replace: tuple[Replacement, ...] = ()
    off: tuple[SwitchedOff, ...] = ()
    severity: tuple[SeverityChange, ...] = ()
    tests: tuple[NumberChange, ...] = ()
    instruments: tuple[InstrumentRemark, ...] = ()

    @property
    def changes_nothing(self) -> bool:
        """Whether the library stays as it is."""
        return not (self.add or self.replace or self.off or self.severity or self.tests or self.instruments)
