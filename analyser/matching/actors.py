"""Who is who in one contract: the words by which it calls the supplier and the buyer.

General terms are in ``vocabulary.yaml`` ({supplier}, {buyer}). A contract adds its own: a company's
name ("Voorbeeldsoft zal ..."), and words that change sides: in Dutch purchase conditions "Wederpartij"
is the supplier, in a supplier's terms the buyer; "Gebruiker" may be the one who uses the terms.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

import simplemma
from spacy.tokens import Doc, Token


class Party(StrEnum):
    """A side of the contract."""

    SUPPLIER = "supplier"
    BUYER = "buyer"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Parties:
    """Canonical words with the side they stand for in one contract."""

    words: dict[str, Party]

    def of(self, token: Token) -> Party | None:
        """The side ``token`` names, or None. "US" is a country and "us" a party."""
        if token.text == "US":
            return None
        return self.words.get(token.norm_)

    def own_words(self, party: Party, general: frozenset[str]) -> frozenset[str]:
        """Words for ``party`` that the vocabulary (``general``) does not have."""
        return frozenset(word for word, side in self.words.items() if side is party) - general


_BOTH = ("partij", "partijen", "party", "parties")
_USER_OF_TERMS = re.compile(
    r"gebruiker\W{1,4}(?:is\s+)?(?:de\s+)?(?:\w+\s+){0,6}?gebruik(?:er|t)\b[^.\n]{0,40}\bvoorwaarden", re.I
)
_MODALS = frozenset(
    "zal zullen moet moeten dient dienen mag mogen kan kunnen is heeft verwerkt levert biedt garandeert "
    "behoudt stelt verleent streeft spant shall will must may can is has provides reserves".split()
)
_NOT_NAMES = frozenset(
    "partij partijen party parties overeenkomst agreement artikel section dienst service services deze "
    "dit de het een the this that these it there he she they such zij hij avg gdpr ai sla api eu bijlage "
    "annex software product producten platform website app content data output input btw factuur"
    " levering".split()
)
_NAME_USES = 4  # a name that governs fewer sentences is a third party more often than the supplier


def find_parties(doc: Doc, supplier: frozenset[str], buyer: frozenset[str]) -> Parties:
    """Read the sides from a contract.

    ``supplier`` and ``buyer`` are the canonical one-word terms of the vocabulary.
    """
    words = dict.fromkeys(_BOTH, Party.BOTH)
    words |= dict.fromkeys(supplier, Party.SUPPLIER)
    words |= dict.fromkeys(buyer, Party.BUYER)
    counts = Counter(token.norm_ for token in doc)
    if _USER_OF_TERMS.search(doc.text):
        words["gebruiker"] = Party.SUPPLIER
    if counts["wederpartij"]:
        buyers_named = counts["opdrachtgever"] + counts["klant"] + counts["afnemer"]
        words["wederpartij"] = Party.SUPPLIER if buyers_named > counts["wederpartij"] / 4 else Party.BUYER
    for name in _names(doc):
        words.setdefault(name, Party.SUPPLIER)
    return Parties(words)


def _names(doc: Doc) -> list[str]:
    """Proper names that act in the contract as a party does: "Voorbeeldsoft zal", "Acme may"."""
    acting: Counter[str] = Counter()
    lower_case: set[str] = set()
    for index in range(len(doc) - 1):
        token = doc[index]
        if not token.is_alpha or len(token) < 3:
            continue
        if token.is_lower:
            lower_case.add(token.lower_)
        elif _governs(doc, index) and not _is_common_word(token.lower_):
            acting[token.norm_] += 1
    return [name for name, uses in acting.items() if uses >= _NAME_USES and name not in lower_case]


def _governs(doc: Doc, index: int) -> bool:
    """Whether a verb follows the name, with at most one more capitalised word between ("Acme AI may")."""
    if doc[index + 1].lower_ in _MODALS:
        return True
    between = doc[index + 1]
    return (
        index + 2 < len(doc)
        and between.is_alpha
        and not between.is_lower
        and doc[index + 2].lower_ in _MODALS
    )


def _is_common_word(word: str) -> bool:
    if word in _NOT_NAMES:
        return True
    return simplemma.is_known(word, lang="nl") or simplemma.is_known(word, lang="en")
