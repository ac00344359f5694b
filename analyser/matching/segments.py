"""The parts of a sentence: what stands between commas, brackets and words that open a subordinate clause.

A negation or a modal verb is read within its part. A short enumeration stays in one::

    "Fees for egress, conversion or support are not charged, unless agreed otherwise."
     |                                                    | |
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

_BREAKS = frozenset(", ; : ( ) – —".split())
_SUBORDINATORS = frozenset(
    "tenzij behoudens mits indien als wanneer maar doch echter zodra omdat zover zolang waarin waarbij "
    "unless except provided if when but however where because extent".split()
)
_JOINERS = frozenset("en of and or noch nor".split())
_CLAUSAL = frozenset(  # no item of an enumeration: a clause of its own
    "zullen moeten dienen mogen kunnen zijn worden hebben niet geen shall must will may can be have do not "
    "no die dat which that who".split()
)
_LONGEST_ITEM = 4  # words


def segments_of(tokens: Sequence[Token]) -> list[int]:
    """For each token the number of the part it stands in, rising from 0."""
    numbers: list[int] = []
    current = 0
    for at, token in enumerate(tokens):
        enumerates = token.text == "," and _joins(tokens[at + 1 : at + 1 + _LONGEST_ITEM])
        if not enumerates and (token.text in _BREAKS or token.lower_ in _SUBORDINATORS):
            current += 1
        numbers.append(current)
    return numbers


def _joins(following: Sequence[Token]) -> bool:
    """Whether what follows a comma is an item of a short enumeration: "egress, conversie of hulp"."""
    for at, token in enumerate(following):
        if token.lower_ in _JOINERS or token.text == ",":
            return at > 0
        if not token.is_alpha or token.norm_ in _CLAUSAL or token.lower_ in _SUBORDINATORS:
            return False
    return False
