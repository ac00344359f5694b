"""The fixed words of what is recorded before award, in Dutch and in English. None is a verdict."""

from __future__ import annotations

from typing import Final, TypedDict

from analyser.award import RiskClass, Stand
from analyser.report.texts import Tongue


class AwardTexts(TypedDict):
    """The words in one language; both languages hold the same keys by type."""

    title: str
    sheet: str
    stand: dict[Stand, str]
    risk: dict[RiskClass, str]
    unrecorded: str
    check: str
    how: str
    risk_class: str
    who: str
    day: str
    document: str
    note: str
    count: str
    also: str
    still_open: str
    rules: str
    about_rules: str
    not_verified: str
    since: str
    from_day: str
    between: str
    no_day: str
    replaced_by: str
    sureness: str
    checklist: str


_NL: Final[AwardTexts] = {
    "title": "Voor gunning: feiten, geen oordeel over de tekst",
    "sheet": "Voor gunning",
    "stand": {
        Stand.NOT_STARTED: "niet begonnen",
        Stand.UNDER_WAY: "loopt",
        Stand.DONE: "gedaan",
        Stand.NOT_NEEDED: "niet nodig",
        Stand.OBJECTION: "bezwaar of negatief advies",
    },
    "risk": {
        RiskClass.NONE: "geen",
        RiskClass.LIMITED: "beperkt",
        RiskClass.HIGH: "hoog",
        RiskClass.PROHIBITED: "verboden",
        RiskClass.GENERAL: "model voor algemene doeleinden",
        RiskClass.UNKNOWN: "onbekend",
    },
    "unrecorded": "nog niet vastgelegd",
    "check": "Onderdeel",
    "how": "Stand",
    "risk_class": "Risicoklasse",
    "who": "Wie",
    "day": "Wanneer",
    "document": "Document",
    "note": "Toelichting",
    "count": "{n} van {total} gedaan",
    "also": "{n} {stand}",
    "still_open": "Nog niet vastgelegd: {names}.",
    "rules": "Wie dit vraagt, en sinds wanneer",
    "about_rules": "Over deze regels",
    "not_verified": "niet nagegaan of deze regel dit vraagt",
    "since": "sinds {day}",
    "from_day": "vanaf {day}",
    "between": "van {since} tot {until}",
    "no_day": "ingangsdatum niet nagegaan",
    "replaced_by": "vervangen door {title}",
    "sureness": "inhoud {sureness}",
    "checklist": "Lijst voor gunning, versie {version}, stand van het recht {day}",
}

_EN: Final[AwardTexts] = {
    "title": "Before award: facts, no verdict on the text",
    "sheet": "Before award",
    "stand": {
        Stand.NOT_STARTED: "not started",
        Stand.UNDER_WAY: "under way",
        Stand.DONE: "done",
        Stand.NOT_NEEDED: "not needed",
        Stand.OBJECTION: "objection or negative advice",
    },
    "risk": {
        RiskClass.NONE: "none",
        RiskClass.LIMITED: "limited",
        RiskClass.HIGH: "high",
        RiskClass.PROHIBITED: "prohibited",
        RiskClass.GENERAL: "general-purpose model",
        RiskClass.UNKNOWN: "unknown",
    },
    "unrecorded": "not recorded yet",
    "check": "Check",
    "how": "How it stands",
    "risk_class": "Class of risk",
    "who": "Who",
    "day": "When",
    "document": "Document",
    "note": "Note",
    "count": "{n} of {total} done",
    "also": "{n} {stand}",
    "still_open": "Not recorded yet: {names}.",
    "rules": "Who asks this, and since when",
    "about_rules": "About these rules",
    "not_verified": "not verified that this rule asks it",
    "since": "since {day}",
    "from_day": "from {day}",
    "between": "from {since} to {until}",
    "no_day": "day of effect not verified",
    "replaced_by": "replaced by {title}",
    "sureness": "content {sureness}",
    "checklist": "List before award, version {version}, state of the law {day}",
}

_TEXTS: Final[dict[Tongue, AwardTexts]] = {"nl": _NL, "en": _EN}


def award_texts(language: Tongue) -> AwardTexts:
    """The words in ``language``."""
    return _TEXTS[language]
