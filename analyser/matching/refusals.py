"""Words that take an act away, or hold it back, without being a plain "not".

``SentenceDeontics`` reads modal verbs and negations. A contract also refuses by other words::

    "Customer waives any right to receive documentation"   waived: what is named is given up
    "Requests to inspect the list are refused"             refused
    "filtered out before any content enters training"      prevented: the act does not happen
    "no update is deployed without notice"                 guarded: notice is what lifts the ban
    "no report stays open longer than four days"           bounded: a limit, and no denial

Places are indices into the tokens of the sentence (with its lead-in); the lists hold canonical words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Token

_WAIVED = frozenset("waive renounce relinquish forgo forego forfeit afzien prijsgeven".split())
_PARTS_OF_WAIVER = {"afstand": "doen", "af": "zien"}  # "doet afstand van", "ziet af van"
_REFUSED = frozenset("weigeren afwijzen uitsluiten ontzeggen decline refuse reject exclude disclaim".split())
_RELATIVE = frozenset("die welke which that".split())  # "terms that exclude training": no refusal
_TO_RELATIVE = 12
_PREVENTED = frozenset(
    "voorkomen weren verhinderen beletten staken uitschakelen uitzetten uitfilteren prevent cease stop"
    " discontinue disable bar disallow".split()
)
_PARTS_OF_PREVENTION = {"out": frozenset({"filter", "keep", "opt"}), "off": frozenset({"turn", "switch"})}
_GUARDS = frozenset(
    "tenzij behoudens zonder alvorens voordat totdat nadat unless except without until before".split()
)
_BORDERS = frozenset("boven above exceeding exceed exceeds overschrijdt overschrijden".split())
_COMPARED = frozenset(
    "langer meer hoger minder lager later anders ander "
    "longer more less fewer higher lower other smaller".split()
)
_THAN = frozenset({"dan", "than"})
_TO_BORDER = 12


@dataclass(frozen=True, slots=True)
class Refusals:
    """The places in one sentence at which an act is waived, refused, prevented or guarded."""

    waived: tuple[int, ...]
    refused: tuple[int, ...]
    prevented: tuple[int, ...]
    guards: tuple[int, ...]

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> Refusals:
        """Read a sentence once."""
        words = [token.norm_ for token in tokens]
        return cls(
            tuple(at for at, word in enumerate(words) if _waives(word, words)),
            tuple(at for at in range(len(words)) if _refuses(at, tokens, words)),
            tuple(at for at in range(len(words)) if _prevents(at, words)),
            tuple(at for at, token in enumerate(tokens) if token.lower_ in _GUARDS),
        )


def bounds(negation: int, tokens: Sequence[Token]) -> bool:
    """Whether a negation only sets a limit: "not above 1.4", "geen melding ... langer dan vier dagen"."""
    behind = [token.lower_ for token in tokens[negation + 1 : negation + 2 + _TO_BORDER]]
    compared = any(word in _COMPARED and then in _THAN for word, then in pairwise(behind))
    return compared or not _BORDERS.isdisjoint(behind)


def _waives(word: str, words: Sequence[str]) -> bool:
    return word in _WAIVED or (word in _PARTS_OF_WAIVER and _PARTS_OF_WAIVER[word] in words)


def _refuses(at: int, tokens: Sequence[Token], words: Sequence[str]) -> bool:
    return (
        words[at] in _REFUSED
        and tokens[at].lower_ != "excluding"  # "EUR 500 excluding VAT"
        and words[at + 1 : at + 2] != ["from"]  # "excluded from confidentiality" is a gift
        and _RELATIVE.isdisjoint(words[max(0, at - _TO_RELATIVE) : at])
    )


def _prevents(at: int, words: Sequence[str]) -> bool:
    verbs = _PARTS_OF_PREVENTION.get(words[at], frozenset())
    return words[at] in _PREVENTED or not verbs.isdisjoint(words[:at])
