"""What may be written in ``before_award.yaml``, key by key. Unknown keys are refused, as in the library."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from analyser.library import Bilingual
from analyser.library.schema import Identifier, Sentence, Strict, Sureness


class Rule(Strict):
    """A position, law or policy that asks something before award.

    ``since`` and ``until`` are the days between which it is the current one; None: the day was not looked
    up, or there is none. ``number_confidence`` is about title and number, ``confidence`` about what we say it
    asks, where a check says nothing else; both as for a requirement's sources.
    """

    id: Identifier
    kind: Literal["position", "law", "policy", "guidance"]
    title: Bilingual
    reference: Sentence
    binds: Bilingual
    since: date | None = None
    until: date | None = None
    replaced_by: Identifier | None = None
    number_confidence: Sureness
    confidence: Sureness
    note: Bilingual | None = None

    @model_validator(mode="after")
    def _ends_after_it_began(self) -> Rule:
        if self.since and self.until and self.until < self.since:
            raise PydanticCustomError("ends_before_since", "until stands before since")
        if (self.until is None) != (self.replaced_by is None):
            raise PydanticCustomError("ended_by_nothing", "until and replaced_by go together")
        return self


class Ask(Strict):
    """What one rule asks about one check; ``says`` is None where it was not verified that it asks it.

    ``since`` is the day from which this part applies, where that is not the rule's own.
    """

    rule: Identifier
    article: Sentence | None = None
    since: date | None = None
    says: Bilingual | None = None
    confidence: Sureness | None = None  # None: as the rule's

    @model_validator(mode="after")
    def _sure_of_something(self) -> Ask:
        if self.says is None and self.confidence is not None:
            raise PydanticCustomError("sure_of_nothing", "confidence without says")
        return self


class Check(Strict):
    """One thing to have in order before award. ``classifies``: its fact names a class of risk."""

    id: Identifier
    title: Bilingual
    question: Bilingual
    why: Bilingual
    classifies: bool = False
    asks: Annotated[tuple[Ask, ...], Field(min_length=1)]


class ChecklistFile(Strict):
    """``before_award.yaml``: the rules, oldest first, and the checks in the order in which they are shown."""

    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
    law_as_of: date
    disclaimer: Bilingual
    rules: Annotated[tuple[Rule, ...], Field(min_length=1)]
    checks: Annotated[tuple[Check, ...], Field(min_length=1)]
