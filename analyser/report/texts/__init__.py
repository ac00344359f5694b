"""Every fixed word of the reports and of the command line, in Dutch and in English.

Sentences about one file or one verdict are not here: those come with the data
(``analyser.reading.notices``, ``analyser.explain``, the clause library).
"""

from __future__ import annotations

from typing import Final, Literal

from analyser.model import Verdict
from analyser.report.texts.en import EN
from analyser.report.texts.keys import Texts
from analyser.report.texts.nl import NL

__all__ = ["ICONS", "TEXTS", "Texts", "Tongue", "texts"]

Tongue = Literal["nl", "en"]

ICONS: Final[dict[Verdict, str]] = {
    Verdict.MET: "✔",
    Verdict.PARTIAL: "◐",
    Verdict.CONTRARY: "✘",
    Verdict.MISSING: "○",
    Verdict.NOT_APPLICABLE: "–",
    Verdict.UNREAD: "?",
}
"""Shape beside word and colour: a report must be readable without colour and without sight."""

TEXTS: Final[dict[Tongue, Texts]] = {"nl": NL, "en": EN}


def texts(language: Tongue) -> Texts:
    """The fixed words in ``language``. Raises KeyError for any other than "nl" and "en"."""
    return TEXTS[language]
