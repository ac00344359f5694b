"""The parts of a Dutch compound, for likeness only: a part alone never decides.

"bodemenergie" is about energy to a search and not to a contract; so patterns look words up whole and
only the score of how near a sentence comes to a requirement uses the parts::

    parts("verwerkingsverantwoordelijke") == ("verwerking", "verantwoordelijke")
    parts("beveiligingsmaatregelen")      == ("beveiliging", "maatregel")
    parts("leverancier")                  == ("leverancier",)
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from analyser.matching.canonical import canonical, is_known
from analyser.matching.lexicon import compound_parts

_SHORTEST: Final = 4  # shorter parts only from the domain list: the dictionary holds too many fragments
_LONGEST: Final = 60  # a longer "word" is a run of characters that no reader parted
_LINKS: Final = ("", "s", "e", "en")
# Endings that make words and are none, though the dictionary holds them.
_SUFFIXES: Final = frozenset(
    "heid heden lijk lijke baar bare loos loze ingen schap isch ische atie aties eren ering zaam iteit ster"
    " erij able eert teer tief tiek ment elen erde eren enen ende".split()
)


@lru_cache(maxsize=65_536)
def parts(word: str) -> tuple[str, ...]:
    """The canonical parts of ``word`` in order; a word that is no compound is its only part."""
    whole = canonical(word, "nl")
    if not whole.isalpha() or not 2 * _SHORTEST - 2 <= len(whole) <= _LONGEST:
        return (whole,)
    return _split(whole) or (whole,)


def _split(whole: str) -> tuple[str, ...] | None:
    """The split into the fewest parts, and of those the one with the longest last part; or None."""
    best: list[tuple[str, ...] | None] = [None] * (len(whole) + 1)
    best[0] = ()
    for end in range(2, len(whole) + 1):
        for start in range(end - 1):  # early starts first: longer parts win among equals
            before = best[start]
            if before is None or (start == 0 and end == len(whole)):
                continue
            part = _part(whole[start:end], last=end == len(whole))
            if part is not None and (best[end] is None or len(before) + 1 < len(best[end] or ())):
                best[end] = (*before, part)
    return best[len(whole)]


@lru_cache(maxsize=262_144)
def _part(piece: str, last: bool) -> str | None:
    """The word that ``piece`` stands for, its linking letters taken off; None where it is none."""
    for link in ("",) if last else _LINKS:
        if not piece.endswith(link):
            continue
        word = piece[: len(piece) - len(link)]
        if word in ("gegeven", "gegevens"):
            return "gegevens"  # as the word alone; "gegeven" would be a form of "geven"
        if word in compound_parts():
            return word
        if len(word) >= _SHORTEST and word not in _SUFFIXES and is_known(word, "nl"):
            return canonical(word, "nl")
    return None
