"""Which requirements of the library a user looks for."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

from analyser.library import Requirement
from analyser.model import Severity
from analyser.report import summary

_SHORT: Final = 3  # letters


@dataclass(frozen=True, slots=True)
class Search:
    """Words, themes and severities; what is empty lets everything through."""

    words: str = ""
    themes: tuple[str, ...] = ()
    severities: tuple[Severity, ...] = ()

    def lets(self, requirement: Requirement) -> bool:
        """Whether the library shows this requirement: each of the words occurs, in either language."""
        if self.themes and requirement.theme not in self.themes:
            return False
        if self.severities and requirement.severity not in self.severities:
            return False
        text = _searched(requirement) if self.words else ""
        return all(_occurs(word, text) for word in _plain(self.words).split())


def _searched(requirement: Requirement) -> str:
    """The id, title, norm, search terms and sources, fit for comparing."""
    parts = (
        requirement.id,
        *(text[language] for language in ("nl", "en") for text in (requirement.title, requirement.norm)),
        *requirement.terms.nl,
        *requirement.terms.en,
        *(summary.source_name(source) for source in requirement.sources),
    )
    return _plain(" ".join(parts))


def _occurs(word: str, text: str) -> bool:
    """A word of four letters or more may stand inside another ("gegevens" in "persoonsgegevens").

    A shorter one must begin a word: otherwise "AI" would find "faillissement".
    """
    if len(word) > _SHORT:
        return word in text
    return any(part.startswith(word) for part in _words(text))


def _words(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in text).split()


def _plain(text: str) -> str:
    """Without capitals and accents."""
    parted = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in parted if not unicodedata.combining(letter))
