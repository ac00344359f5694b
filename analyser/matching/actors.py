"""Who is who in one contract: the words by which it calls the supplier and the buyer.

General terms are in ``vocabulary.yaml`` ({supplier}, {buyer}). A contract adds its own: a company's
name ("Voorbeeldsoft zal ..."), and words that change sides: in Dutch purchase conditions "Wederpartij"
is the supplier, in a supplier's terms the buyer; "Gebruiker" may be the one who uses the terms.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
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
    """Canonical words with the side they stand for in one contract.

    ``names`` are defined names of more words ("Zonnig Kantoor"), small letters, by their first word.
    """

    words: dict[str, Party]
    names: dict[str, tuple[tuple[tuple[str, ...], Party], ...]] = field(default_factory=dict)

    def of(self, token: Token) -> Party | None:
        """The side ``token`` names, or None. "US" is a country and "us" a party."""
        if token.text == "US":
            return None
        if not token.is_lower and token.lower_ in self.names:
            for name, party in self.names[token.lower_]:
                words = token.doc[token.i : token.i + len(name)]
                if tuple(word.lower_ for word in words) == name:
                    return party
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
_PRONOUNS = frozenset("wij we ons onze us our u uw je jij jouw jullie you your".split())
_NAME_USES = 4  # a name that governs fewer sentences is a third party more often than the supplier


def find_parties(doc: Doc, supplier: frozenset[str], buyer: frozenset[str]) -> Parties:
    """Read the sides from a contract.

    ``supplier`` and ``buyer`` are the canonical one-word terms of the vocabulary.
    """
    words = dict.fromkeys(_BOTH, Party.BOTH)
    words |= dict.fromkeys(supplier, Party.SUPPLIER)
    words |= dict.fromkeys(buyer, Party.BUYER)
    counts = Counter(token.norm_ for token in doc)
    text = doc.user_data["text"]
    if _USER_OF_TERMS.search(text):
        words["gebruiker"] = Party.SUPPLIER
    if counts["wederpartij"]:
        buyers_named = counts["opdrachtgever"] + counts["klant"] + counts["afnemer"]
        words["wederpartij"] = Party.SUPPLIER if buyers_named > counts["wederpartij"] / 4 else Party.BUYER
    names: dict[str, list[tuple[tuple[str, ...], Party]]] = defaultdict(list)
    for name, party in defined_names(text, supplier, buyer):
        if len(name) == 1 and not _is_common_word(name[0]):
            words.setdefault(name[0], party)
        else:
            names[name[0]].append((name, party))
    side = _side_of_names(counts, supplier, buyer)
    for acting in _names(doc):
        words.setdefault(acting, side)
    return Parties(words, {first: tuple(held) for first, held in names.items()})


_CAPITALISED = r"[A-ZÀ-Þ][\w&'-]*(?:\s[A-ZÀ-Þ][\w&'-]*){0,3}"
_LEGAL_FORM = r"(?:\s(?:B\.?V\.?|N\.?V\.?|V\.?O\.?F\.?|Inc\.?|Ltd\.?|LLC|GmbH|SAS|S\.?A\.?))"
_QUOTED = r"[\"“”„'‘]([^\"“”„'‘’\n]{2,40})[\"”'’]"
# the name first: Zonnig Kantoor B.V., gevestigd te ..., hierna: "Verwerker"
_NAME_THEN_ROLE = re.compile(rf"\b({_CAPITALISED}){_LEGAL_FORM}?[^\n]{{0,160}}?[(,:;\s]{_QUOTED}")
# the role first: Verwerker ("Zonnig Kantoor")
_ROLE_THEN_NAME = re.compile(rf"\b(\w+)\s*\((?:[^()\n]{{0,20}}\s)?{_QUOTED}")
# a list of parties, "Leverancier: Zonnig Kantoor B.V."
_ROLE_COLON_NAME = re.compile(rf"^\W*(\w+)\s*:\s*({_CAPITALISED}){_LEGAL_FORM}", re.M)
# a name beside the first person: Acme Systems Inc. ("Acme", "we")
_NAME_AND_WE = re.compile(rf"{_QUOTED}(?:,|\s(?:or|and|of|en))?\s*[\"“'‘](?:we|us|wij|ons)[\"”'’]", re.I)
_LEGAL_WORDS = frozenset("b n v bv nv vof inc ltd llc gmbh".split())
_DEFINED_WITHIN = 8_000  # characters: parties are named in the preamble or the definitions


def defined_names(
    text: str, supplier: frozenset[str], buyer: frozenset[str]
) -> Iterator[tuple[tuple[str, ...], Party]]:
    """Names that the opening of a contract gives to a side, as words in small letters."""
    opening = text[:_DEFINED_WITHIN]
    sides = dict.fromkeys(supplier, Party.SUPPLIER) | dict.fromkeys(buyer, Party.BUYER)

    def named(name: str, role: str) -> Iterator[tuple[tuple[str, ...], Party]]:
        party = sides.get(role.lower().removeprefix("de ").removeprefix("the "))
        words = tuple(word for word in name.lower().split() if word not in _LEGAL_WORDS)
        if party is not None and words and words[0] not in sides and words[0] not in _NOT_NAMES:
            yield words, party

    for found in _NAME_THEN_ROLE.finditer(opening):
        yield from named(found.group(1), found.group(2))
    for found in _ROLE_THEN_NAME.finditer(opening):
        yield from named(found.group(2), found.group(1))
    for found in _ROLE_COLON_NAME.finditer(opening):
        yield from named(found.group(2), found.group(1))
    for found in _NAME_AND_WE.finditer(opening):
        yield from named(found.group(1), next(iter(supplier), ""))


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


def _side_of_names(counts: Counter[str], supplier: frozenset[str], buyer: frozenset[str]) -> Party:
    """Whose name an acting name is: the supplier's, unless only the supplier has a word for its role."""
    supplier_uses = sum(counts[word] for word in supplier - _PRONOUNS)
    buyer_uses = sum(counts[word] for word in buyer - _PRONOUNS)
    bought_by_name = supplier_uses >= 2 * _NAME_USES and buyer_uses < supplier_uses / 10
    return Party.BUYER if bought_by_name else Party.SUPPLIER


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
