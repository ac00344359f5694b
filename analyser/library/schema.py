"""What a lawyer may write in the library: the shape of each file, key by key.

Unknown keys are refused everywhere, so that a typing slip never passes as an ignored key.
"""

from __future__ import annotations

import math
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from analyser.model import Severity, Subject

Language = Literal["nl", "en"]
Sureness = Literal["verified", "likely", "unverified"]
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=100)]
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Amount = Annotated[float, Field(ge=0, strict=True, allow_inf_nan=False)]

HOURS: Final = {
    "hour": 1.0,
    "day": 24.0,
    "working day": 24.0 * 7 / 5,
    "week": 168.0,
    "month": 730.5,
    "year": 8766.0,
}
"""Hours in each unit of time that a test may name; a plural has an s."""


class Strict(BaseModel):
    """Frozen, and unknown keys are an error: a typing slip never passes as an ignored key."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Bilingual(Strict):
    """One text in Dutch and in English."""

    nl: Sentence
    en: Sentence

    def __getitem__(self, language: str) -> str:
        return self.nl if language == "nl" else self.en


class Source(Strict):
    """Where a norm comes from, and how sure we are of it.

    ``number_confidence`` is about the article number and title, ``confidence`` about what we say
    stands there: verified = read in the source itself; likely = expert knowledge or the same-title
    article of ARBIT-2014; unverified = do not rely on it.
    """

    instrument: Sentence
    article: str | None = None
    number_confidence: Sureness
    confidence: Sureness
    note: str | None = None


class QuantityTest(Strict):
    """A number the contract is held against. ``basis`` says where the number comes from."""

    metric: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+$")]
    operator: Literal["<=", ">=", "="]
    value: Amount
    unit: Sentence
    basis: Sentence
    confidence: Sureness


class Criteria(Strict):
    """What counts as met, partial and contrary, for people; rules are their translation."""

    met: Bilingual
    partial: Bilingual
    contrary: Bilingual


class Patterns(Strict):
    """Patterns in each language; see clause_library/README.md for how they are written."""

    nl: tuple[Sentence, ...] = ()
    en: tuple[Sentence, ...] = ()


class Rule(Patterns):
    """Sentences that speak for or against the buyer.

    effect
        ``for``       gives what the norm asks, whoever is the subject of the sentence; where that is
                      waived, refused or no duty of the supplier, it counts against
        ``against``   takes it away
        ``wanted``    names an act the norm wants: a duty of the supplier or a right of the buyer counts
                      for, a denied duty counts against
        ``unwanted``  names an act the norm forbids: a permission or a plain statement counts against, a
                      prohibition counts for
    defeats
        what a sentence against the buyer does: True where it makes the verdict contrary although
        something else in the contract speaks for the buyer; False where both together are partial.
    weak
        what it gives is never more than partial, however complete the rest is.
    any_actor
        only for ``for``: counts also where the sentence binds the buyer ("Customer shall pay within 30
        days"), which otherwise never speaks for the buyer.
    about
        counts only in a dossier whose text shows one of these subjects, for words that mean one thing
        in a contract about AI and another elsewhere ("we may change the service at any time").
    tells
        what its sentences say of the papers of the dossier: that the supplier's terms are out, or that the
        buyer's conditions are turned down.
    """

    id: Identifier
    effect: Literal["for", "against", "wanted", "unwanted"]
    label: Bilingual
    defeats: bool = True
    weak: bool = False
    any_actor: bool = False
    about: tuple[Subject, ...] = ()
    tells: Literal["supplier-terms-excluded", "buyer-terms-rejected"] | None = None


class Limit(Strict):
    """A quantity in a sentence held against one of the requirement's tests."""

    metric: str
    kind: Literal["duration", "percentage", "money", "multiple", "frequency", "power", "ratio"]


class Element(Patterns):
    """A part of the norm that must be there for ``met``; what lacks is named in the explanation.

    Found where a pattern matches (or, with ``limit``, where a quantity passes the test; with both,
    where the two stand in one sentence) within ``scope``: the article of the evidence, or anywhere
    in the dossier. A quantity that fails the test is reported with its words.
    ``otherwise`` tells what a failed ``limit`` means for the verdict.
    """

    id: Identifier
    label: Bilingual
    scope: Literal["sentence", "article", "dossier"] = "article"
    limit: Limit | None = None
    otherwise: Literal["partial", "contrary"] = "partial"


class Weakener(Patterns):
    """Words that keep a favourable sentence from being ``met``: conditions, costs, best efforts."""

    id: Identifier
    label: Bilingual


class Requirement(Strict):
    """One requirement of the library, with all that is needed to find, judge and explain it."""

    id: Identifier
    theme: Identifier
    severity: Severity
    applies_when: tuple[Literal["always"] | Subject, ...] = Field(min_length=1)
    title: Bilingual
    norm: Bilingual
    criteria: Criteria
    advice: Bilingual
    model_clause: Bilingual
    sources: tuple[Source, ...] = Field(min_length=1)
    tests: tuple[QuantityTest, ...] = ()
    terms: Patterns
    rules: tuple[Rule, ...] = Field(min_length=1)
    elements: tuple[Element, ...] = ()
    weakeners: tuple[Weakener, ...] = ()

    @property
    def parts(self) -> tuple[Rule | Element | Weakener, ...]:
        """Everything that holds patterns, in the order written."""
        return (*self.rules, *self.elements, *self.weakeners)

    def applies_to(self, subjects: frozenset[Subject]) -> bool:
        """Whether a contract about ``subjects`` is held to this requirement (any subject suffices)."""
        return "always" in self.applies_when or any(s in subjects for s in self.applies_when)

    def test(self, metric: str) -> QuantityTest:
        """The test called ``metric``. Raises KeyError where there is none."""
        for test in self.tests:
            if test.metric == metric:
                return test
        raise KeyError(metric)


class Theme(Strict):
    """A group of requirements, shown together."""

    id: Identifier
    title: Bilingual
    requirements: tuple[Identifier, ...] = Field(min_length=1)


class SubjectSigns(Patterns):
    """How a contract shows what it is about: ``at_least`` sentences must match."""

    subject: Subject
    title: Bilingual
    at_least: int = Field(ge=1)
    implies: tuple[Subject, ...] = ()


class Manifest(Strict):
    """``library.yaml``: version, state of the law, themes in order, signs of what a contract is about."""

    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
    law_as_of: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    disclaimer: Bilingual
    themes: tuple[Theme, ...]
    subjects: tuple[SubjectSigns, ...]


class WordClass(Patterns):
    """Words that stand for one idea in patterns, written {name}."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z]+$")]
    why: Sentence


class Calibration(Strict):
    """``calibration.yaml``: what turns rules and learned scores into probabilities of the verdicts.

    ``weights`` has a row for each of met, partial, contrary and missing, and a column for each of
    ``analyser.weigh.FEATURES``; features are first made comparable with ``means`` and ``scales``.
    ``overrule_below`` is the probability under which what the rules decided gives way to the likeliest
    verdict; ``review_below`` is the confidence under which a person must look; ``bands`` are the confidences
    from which a verdict is shown as fairly sure and as sure. ``prevalence`` is the share of labelled
    contracts that say anything about a requirement. ``made_from`` says on what it was fitted.
    """

    features: tuple[str, ...]
    means: tuple[float, ...]
    scales: tuple[Annotated[float, Field(gt=0)], ...]
    weights: Annotated[tuple[tuple[float, ...], ...], Field(min_length=4, max_length=4)]
    intercepts: Annotated[tuple[float, ...], Field(min_length=4, max_length=4)]
    overrule_below: Annotated[float, Field(ge=0, le=1)]
    review_below: Annotated[float, Field(ge=0, le=1)]
    bands: tuple[float, float]
    prevalence: dict[Identifier, Annotated[float, Field(gt=0, lt=1)]]
    made_from: Sentence

    def usual(self, requirement: str) -> float:
        """How usual it is that a contract speaks of this requirement, as log-odds; 0 where unknown."""
        share = self.prevalence.get(requirement, 0.5)
        return math.log(share / (1 - share))
