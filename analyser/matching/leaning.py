"""How a sentence leans on the one before it.

A promise and its exception seldom share a sentence::

    "Supplier deletes all data within 30 days. The foregoing does not apply to backups."
    "Verwerker werkt mee aan audits. De kosten daarvan draagt Verantwoordelijke."

Whoever relies on the first sentence has to read the second.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final


class Leaning(StrEnum):
    """What a sentence does with the one before it."""

    NOT = "not"
    CONTINUES = "continues"  # speaks of the same thing: "Deze termijn ...", "In that case ..."
    EXCEPTS = "excepts"  # takes part of it back: "However, ...", "Het voorgaande geldt niet voor ..."


_NUMBERING: Final = r"\W*(?:(?:\d{1,3}(?:\.\d{1,3})+|(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])[.)]?\s+)?"
_FOREGOING: Final = (
    r"(?:dit|deze|die|zulks|het (?:voorgaande|bovenstaande|vorenstaande|hiervoor bepaalde|hier bepaalde)"
    r"|de (?:vorige|voorgaande|eerste) (?:vol)?zin"
    r"|this|these|those|such|the (?:foregoing|above|preceding|previous|same))"
)
_EXCEPTS: Final = re.compile(
    rf"{_NUMBERING}(?:"
    r"(?:echter|niettemin|desondanks|desalniettemin|nochtans|however|nevertheless|nonetheless|that said)\b"
    r"|in afwijking (?:hiervan|daarvan|van (?:het|de) (?:voor|boven|vorige|eerste|hiervoor))"
    r"|(?:bij (?:wijze van )?uitzondering|by way of exception|as an exception)\b"
    r"|(?:een |de enige |an? |the (?:only )?)?(?:uitzondering(?:en)?|exceptions?)\b"
    r"|(?:hiervan|daarvan|hierop|daarop)\s[^.]{0,40}\b(?:uitgezonderd|uitgesloten|uitzondering)"
    r"|(?:uitgezonderd|uitgesloten|excluded) (?:zijn|is|are|from)\b"
    r"|notwithstanding (?:the (?:foregoing|above|preceding)|this|that)\b"
    rf"|{_FOREGOING}\b[^.;]{{0,70}}?\b(?:niet van toepassing|geldt niet|gelden niet|not apply|not extend"
    r"|not cover|geen betrekking)\b"
    rf"|{_FOREGOING}\b[^.;]{{0,70}}?\b(?:geldt|gelden|applies|apply)\s(?:alleen|slechts|uitsluitend|only)\b"
    r")",
    re.IGNORECASE,
)
_CONTINUES: Final = re.compile(
    rf"{_NUMBERING}(?:[^\W\d_]+\s){{0,3}}?"
    r"(?:dit|deze|dat|die|dezelfde|zulke?|zulks|dergelijke|zodanige|bedoelde|genoemde"
    r"|(?:daar|hier)(?:van|voor|bij|aan|toe|mee|over|door|op|in|uit|na)"
    r"|this|these|those|such|thereof|therefor|it|they|the same)\b",
    re.IGNORECASE,
)
# "Uitzonderingen alleen na toestemming": the exception is in the hands of who was promised
_IN_HAND: Final = re.compile(
    r"\b(?:toestemming|goedkeuring|instemming|consent|approval|niet toegestaan|not permitted)\b",
    re.IGNORECASE,
)


def leaning_of(sentence: str) -> Leaning:
    """What the opening of a sentence says about the one before it."""
    if _EXCEPTS.match(sentence):
        return Leaning.CONTINUES if _IN_HAND.search(sentence) else Leaning.EXCEPTS
    return Leaning.CONTINUES if _CONTINUES.match(sentence) else Leaning.NOT
