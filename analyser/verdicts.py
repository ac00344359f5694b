"""The words in which a contract is judged. ``analyser.model`` passes them on; import them from there."""

from __future__ import annotations

from enum import StrEnum

LEARNED = "learned"  # for a rule's id, where likeness to the clause bank found the passage
SET_ASIDE = "set-aside"  # ... where a sentence sets aside the clause that decided


class Verdict(StrEnum):
    """What the contract does with one requirement."""

    MET = "met"
    PARTIAL = "partial"
    CONTRARY = "contrary"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"
    UNREAD = "unread"  # pages that could hold it were not read


GAPS = (Verdict.CONTRARY, Verdict.MISSING, Verdict.PARTIAL, Verdict.UNREAD)
"""What is not wholly covered, the gravest first."""


class Severity(StrEnum):
    """How much a gap weighs; in falling order."""

    KNOCK_OUT = "knock-out"
    HIGH = "hoog"
    MEDIUM = "middel"
    LOW = "laag"


class Subject(StrEnum):
    """What a contract can be about; decides which requirements apply."""

    PERSONAL_DATA = "personal_data"
    AI = "ai"
    GENERATIVE_AI = "generative_ai"
    HIGH_RISK_AI = "high_risk_ai"
    CLOUD = "cloud"
    CUSTOM_SOFTWARE = "custom_software"


class Role(StrEnum):
    """What a passage does for a verdict."""

    FOR = "for"  # gives the buyer what the norm asks, in whole or in part
    AGAINST = "against"  # takes it away
    NEAREST = "nearest"  # only the closest passage to something that is missing


class Certainty(StrEnum):
    """A confidence in words; where the borders lie is part of the library's calibration."""

    SURE = "sure"
    FAIR = "fair"
    UNSURE = "unsure"
