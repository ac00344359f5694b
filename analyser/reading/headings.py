"""What the shape of a line of text says: a heading, a definition, the start of a list."""

from __future__ import annotations

import re
from typing import Final

_MAX_HEADING_CHARACTERS = 90
_MAX_HEADING_WORDS = 12
_MIN_MEANING = 6  # characters after "Dienst:", so that "Partijen:" above a list defines nothing
_NOT_IN_HEADINGS: Final = re.compile(r"[@€|_]|\.{3}|…|https?:|\bwww\.", re.IGNORECASE)
_BREAKS_OFF: Final = re.compile(
    r"\b(artikel|lid|onder|sub|de|het|een|van|in|en|of|met|binnen|the|an?|of|and|or|to|section|clause|within)$",
    re.IGNORECASE,
)
_INITIAL: Final = re.compile(r"[\"“‘'(\[]*[A-ZÀ-ÖØ-Þ]")
_CLOSING: Final = (".", ";", ":", ",", "?", "!", "-", "–")

_DEFINITIONS: Final = re.compile(
    r"(algemene |general )?"
    r"(definities|begrippen|begripsbepalingen|begripsomschrijvingen|begrippenlijst|definitielijst|"
    r"definitions|interpretation|defined terms|glossary)"
    r"( (en|and|&) [\w ]{3,40})?( (in|van|of) [\w ]{3,40})?",
    re.IGNORECASE,
)
_CLOSES_CONTRACT: Final = re.compile(
    r"(aldus|ondertekening|ondergetekend|handtekening|getekend|slotverklaring|signed|signatures?|execution)\b",
    re.IGNORECASE,
)
_TERM: Final = re.compile(
    r"(?:[\"“„‘'](?P<quoted>[^\"”’']{2,60})[\"”’']"
    r"(?:\s*(?:[:=–-]|means\b|shall mean\b|has the meaning\b|betekent\b|is\b|refers to\b|,))"
    r"|(?P<plain>[A-ZÀ-Ö][\w/&() -]{1,50}?)\s*(?::|\s[–-]\s|=|\bmeans\b|\bshall mean\b|\bbetekent\b))",
)
_RUN_IN: Final = re.compile(r"(?P<heading>[A-ZÀ-Ö][\w,/&’'() -]{2,60})\.\s+(?=[A-ZÀ-Ö\"“])")
_SENTENCE_START: Final = re.compile(  # words that start a sentence rather than a heading
    r"(de|het|een|deze|dit|die|elke|alle|indien|partijen|leverancier|opdrachtnemer|opdrachtgever|klant|wij|u|"
    r"the|an?|each|any|all|this|these|if|you|we|either|neither)\b",
    re.IGNORECASE,
)

_DUTCH: Final = re.compile(r"\b(de|het|een|van|en|niet|wordt|zal|voor|door)\b", re.IGNORECASE)
_ENGLISH: Final = re.compile(r"\b(the|of|and|shall|any|by|not|or|will|for)\b", re.IGNORECASE)
_LANGUAGE_SAMPLE = 60_000  # characters; the balance of such common words is settled long before


def looks_like_heading(text: str) -> bool:
    """Whether the shape of ``text`` is a heading's: short, capital first, no closing mark."""
    line = text.strip()
    if not 2 <= len(line) <= _MAX_HEADING_CHARACTERS or len(line.split()) > _MAX_HEADING_WORDS:
        return False
    if line.endswith(_CLOSING) or _NOT_IN_HEADINGS.search(line) or _BREAKS_OFF.search(line):
        return False
    return bool(_INITIAL.match(line)) and sum(c.isalpha() for c in line) > len(line) / 2


def is_body_text(text: str) -> bool:
    """Whether ``text`` is prose that a heading may stand above: a sentence, or a long line."""
    line = text.strip()
    return len(line) >= 60 or (len(line) >= 20 and line.endswith((".", ":", ";")))


def is_definitions_heading(heading: str) -> bool:
    """Whether a heading announces definitions: "Begripsbepalingen", "Definitions and terms"."""
    return _DEFINITIONS.fullmatch(heading.strip(" .:")) is not None


def closes_contract(text: str) -> bool:
    """Whether a heading belongs to the signatures rather than to the article before it."""
    return _CLOSES_CONTRACT.match(text.strip()) is not None


def defined_term(text: str) -> str | None:
    """The term that a line defines: "Dienst" for ``Dienst: de levering van ...``; else None."""
    match = _TERM.match(text.strip())
    if match is None:
        return None
    term = (match["quoted"] or match["plain"]).strip()
    meaning = text.strip()[match.end() :].strip()
    return term if len(term.split()) <= 6 and len(meaning) >= _MIN_MEANING else None


def run_in_heading(text: str) -> str | None:
    """The heading that a paragraph starts with: "Confidentiality" in "Confidentiality. Each ..."."""
    match = _RUN_IN.match(text)
    if match is None:
        return None
    heading = match["heading"].strip()
    return None if len(heading.split()) > 6 or _SENTENCE_START.match(heading) else heading


def opens_list(text: str) -> bool:
    """Whether ``text`` announces the items after it: "De leverancier zal:"."""
    return text.rstrip().endswith(":")


def is_unfinished(text: str) -> bool:
    """Whether ``text`` breaks off within a sentence, so that the next line may run on."""
    line = text.rstrip("\"”’') ")
    return bool(line) and not line.endswith((".", ":", ";", "?", "!"))


def language_of(text: str) -> str:
    """ "en" where English function words outnumber the Dutch ones, else "nl"."""
    sample = text[:_LANGUAGE_SAMPLE]
    return "en" if len(_ENGLISH.findall(sample)) > len(_DUTCH.findall(sample)) else "nl"
