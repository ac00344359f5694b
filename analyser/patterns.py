"""The pattern language of the clause library, parsed.

A pattern describes one sentence. Lawyers write it, so it is one line::

    meld*|informeren ~ {buyer} + datalek*|inbreuk .. persoonsgegevens - toezichthouder

    a|b        either word or phrase
    word       the word in all its inflections (melden: meldt, gemeld, meldde)
    word*      words that begin so; *word words that end so; *word* words that hold it
    a .. b     up to four words between a and b
    {name}     a word class of vocabulary.yaml, e.g. {supplier}
    x + y      both in the sentence, in any order (lead-in of a list included)
    x ~ y      y within eight words of x
    x - y      y not in the sentence
    @x         x may also stand in the heading above the sentence

Parsing knows no language and no contract; ``analyser.matching.phrases`` finds the phrases in text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

GAP = ".."
_CONNECTORS = re.compile(r"\s+([+~-])\s+")
_WORD = re.compile(r"\*?[^\s*|{}@+~]+\*?")
_CLASS = re.compile(r"\{([a-z]+)\}")


class PatternError(ValueError):
    """A pattern that does not parse; ``nl`` and ``en`` say what is wrong with it."""

    def __init__(self, nl: str, en: str) -> None:
        super().__init__(en)
        self.nl, self.en = nl, en


@dataclass(frozen=True, slots=True)
class Group:
    """Alternatives, one of which must occur (or must not, with ``excluded``).

    ``phrases`` are tuples of words, wildcards and gaps; ``classes`` names of word classes.
    """

    phrases: tuple[tuple[str, ...], ...]
    classes: tuple[str, ...]
    context: bool = False  # the heading counts as well
    near: bool = False  # within eight words of the group before it
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A parsed pattern: groups in the order written."""

    source: str
    groups: tuple[Group, ...]

    @property
    def classes(self) -> frozenset[str]:
        """Names of all word classes the pattern uses."""
        return frozenset(name for group in self.groups for name in group.classes)


@cache
def parse_pattern(source: str) -> Pattern:
    """Parse one pattern. Raises PatternError."""
    pieces = _CONNECTORS.split(f" {source.strip()} ".strip())
    groups = [_parse_group(pieces[0], "+")]
    for connector, text in zip(pieces[1::2], pieces[2::2], strict=True):
        groups.append(_parse_group(text, connector))
    if any(left.excluded and right.near for left, right in pairwise(groups)):
        raise PatternError(
            "dichtbij (~) kan niet volgen op wat is uitgesloten: zet de uitsluiting achteraan",
            "near (~) cannot follow what is excluded: put the exclusion last",
        )
    if all(group.excluded or group.context for group in groups):
        raise PatternError(
            "er staat niets in dat in de zin zelf moet staan",
            "nothing in it must stand in the sentence itself",
        )
    return Pattern(source, tuple(groups))


def _parse_group(text: str, connector: str) -> Group:
    context = text.startswith("@")
    phrases: list[tuple[str, ...]] = []
    classes: list[str] = []
    for alternative in text.removeprefix("@").split("|"):
        alternative = alternative.strip()
        if named := _CLASS.fullmatch(alternative):
            classes.append(named.group(1))
        else:
            phrases.append(_parse_phrase(alternative))
    if connector == "-" and context:
        raise PatternError(
            "een kop kan niet worden uitgesloten: schrijf - zonder @",
            "a heading cannot be excluded: write - without @",
        )
    return Group(tuple(phrases), tuple(classes), context, connector == "~", connector == "-")


def _parse_phrase(text: str) -> tuple[str, ...]:
    words = tuple(text.split())
    if not words:
        raise PatternError("een alternatief is leeg", "an alternative is empty")
    for word in words:
        if word == GAP:
            continue
        if not _WORD.fullmatch(word):
            raise PatternError(
                f"{word!r} is geen woord: een woordklasse staat alleen, en om + en ~ horen spaties",
                f"{word!r} is no word: a word class stands alone, + and ~ need spaces",
            )
        if "*" in word and len(word.strip("*")) < 3:
            raise PatternError(
                f"{word!r} is te kort voor een sterretje: ten minste drie letters",
                f"{word!r} is too short for a wildcard: at least three letters",
            )
    if words[0] == GAP or words[-1] == GAP:
        raise PatternError("een gat (..) staat tussen twee woorden", "a gap stands between two words")
    return words
