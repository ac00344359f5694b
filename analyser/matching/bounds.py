"""Which side of a number a contract means: "binnen 30 dagen", "niet meer dan 5%", "at least a year".

Read from the words just before the number and just after it, in the same sentence.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal

Comparator = Literal["exact", "at_most", "at_least", "over", "under"]

# Words that may stand between the comparator and its number: "uiterlijk [binnen een termijn van] 5 dagen".
_FILLER: Final = (
    r"(?: (?:een|de|het|dit|die|zijn|haar|termijn|periode|bedrag|looptijd|duur|opzegtermijn|som|totaal|van"
    r"|voor|a|an|the|its|period|term|of|sum|amount|total|for|notice|aggregate|in|met|bij|op|te|weten|circa"
    r"|ongeveer|redelijke|uiterste|vaste|reasonable|minimale|maximale|maximumbedrag|aansluitende|and|[,(\[:]"
    r"|€|\$|£|eur|euro|usd|us|gbp))"
)
_GREATER: Final = r"(?:meer|langer|later|hoger|groter|verder|hogere|langere|grotere)"
_SMALLER: Final = r"(?:minder|korter|lager|kleiner|eerder|lagere|kortere)"
_MORE: Final = r"(?:more|longer|later|greater|higher|larger)"
_LESS: Final = r"(?:less|fewer|shorter|lower|earlier|smaller)"
_NOT_NL: Final = r"(?:niet|nooit|nimmer|geen geval|geen)"
_NOT_EN: Final = r"(?:not|no|never|event)"

_BEFORE: Final[tuple[tuple[Comparator, str], ...]] = (
    ("at_most", rf"{_NOT_NL}(?: \S+){{0,4}} {_GREATER}(?: \S+){{0,3}} dan"),
    ("at_least", rf"{_NOT_NL}(?: \S+){{0,4}} {_SMALLER}(?: \S+){{0,3}} dan"),
    ("at_most", rf"{_NOT_EN}(?: \S+){{0,4}} {_MORE}(?: \S+){{0,2}} than"),
    ("at_least", rf"{_NOT_EN}(?: \S+){{0,4}} {_LESS}(?: \S+){{0,2}} than"),
    ("at_most", rf"{_NOT_EN}(?: \S+){{0,6}} (?:exceed|exceeds|exceeding|surpass)"),
    (
        "over",
        rf"{_GREATER}(?: \S+){{0,3}} dan|boven|{_MORE} than|exceed|exceeds|exceeding|in excess of|above|>",
    ),
    ("under", rf"{_SMALLER}(?: \S+){{0,3}} dan|onder|beneden|{_LESS} than|below|under|<"),
    (
        "at_most",
        r"binnen|uiterlijk|maximaal|maximum|max\.?|hoogste|hooguit|hoogstens|tot|t/m|within|up to|at most"
        r"|limited to|capped at|≤|< =|<=|at the latest",
    ),
    (
        "at_least",
        r"minimaal|minimum|min\.?|minste|tenminste|minstens|at least|vanaf|≥|> =|>=",
    ),
)
_BEFORE_EXPRESSIONS: Final = tuple(
    (comparator, re.compile(rf"(?:^|\s)(?:{words}){_FILLER}{{0,5}}$")) for comparator, words in _BEFORE
)
_AFTER: Final[tuple[tuple[Comparator, str], ...]] = (
    ("at_most", r"(?:of|or) (?:minder|korter|lager|eerder|less|fewer|shorter|earlier|sooner)\b"),
    ("at_least", r"(?:of|or) (?:meer|langer|hoger|more|longer|higher|greater)\b"),
    ("at_most", r"(?:niet|nooit|nimmer) (?:zal |zullen |te |mogen |mag )?(?:overschrijd|overstijg|te boven)"),
    ("at_most", r"(?:maximaal|maximum|at most|at the latest|(?:\S+ )?niet (?:te )?(?:overschrijden|boven))"),
    ("at_least", r"(?:minimaal|minimum|at least)\b"),
    ("over", r"(?:te boven gaa|overschrijd|overstijg)"),
)
_AFTER_EXPRESSIONS: Final = tuple((comparator, re.compile(words)) for comparator, words in _AFTER)
_NEGATED: Final = re.compile(rf"(?:^|\s){_NOT_NL}(?:\s|$)")


@lru_cache(maxsize=8192)
def comparator(before: str, after: str) -> Comparator:
    """The comparator between the words before and after a quantity, both in lower case, blank-parted."""
    for found, expression in _BEFORE_EXPRESSIONS:
        if expression.search(before):
            return found
    for found, expression in _AFTER_EXPRESSIONS:
        if expression.match(after):
            return "at_most" if found == "over" and _NEGATED.search(before) else found
    return "exact"
