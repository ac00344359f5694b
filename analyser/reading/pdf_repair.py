"""Words that print or a converter broke: hyphens at line ends, and lost ti and fi ligatures.

Both need to know whether something is a word; ``simplemma``'s Dutch and English lists say so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product
from typing import Final

import simplemma

from analyser.reading.pdf_words import UNMAPPED, Line, Word

_LIGATURES: Final = ("ti", "fi", "fl", "ff", "ft", "tt", "tti", "ffi")
_COMMON: Final = ("ti", "fi")  # in words that lost more than one
_EDGES: Final = re.compile(r"([^\w\ufffd]*)(.*?)([^\w\ufffd]*)", re.DOTALL)
_CONJUNCTIONS: Final = frozenset({"en", "of", "dan", "and", "or", "resp.", "en/of", "and/or", "t/m"})
_LONGEST_RUN: Final = 4  # pieces that one broken word may lie in
_SHORTEST_WHOLE: Final = 5  # letters; shorter wholes come about by chance


@lru_cache(maxsize=100_000)
def is_known(word: str) -> bool:
    """Whether a bare word is in the Dutch or the English list."""
    return bool(simplemma.is_known(word, lang="nl") or simplemma.is_known(word, lang="en"))


def split_word(text: str) -> tuple[str, str, str]:
    """Punctuation before, the bare word, punctuation after; an unmapped glyph is part of the word."""
    match = _EDGES.fullmatch(text)
    return (match[1], match[2], match[3]) if match else ("", text, "")


class Hyphens:
    """Decides what a hyphen at a line's end was: part of the word, or print.

    The document itself is asked first ("sub-verwerker" elsewhere keeps the hyphen), then the
    word lists. Words are counted only when the first hyphen comes up.
    """

    def __init__(self, lines: Iterable[Line]) -> None:
        self._lines = lines
        self._counted: Counter[str] | None = None

    def joint(self, left: str, right: str) -> str:
        """What stands between the two halves: "-", "- " or nothing."""
        before, after = split_word(left)[1], split_word(right)[1]
        if right.casefold().rstrip(",;") in _CONJUNCTIONS:
            return "- "
        last = before.rsplit("-", 1)[-1]
        if not last.isalpha() or not after[:1].islower() or len(last) < 2:
            return "-"
        if any(char.isupper() for char in last[1:]):  # an abbreviation, as in "AI-systeem"
            return "-"
        hyphened, joined = self._seen(f"{before}-{after}"), self._seen(before + after)
        if hyphened != joined:
            return "-" if hyphened > joined else ""
        if is_known(last + after):
            return ""
        return "-" if is_known(last) and is_known(after) else ""

    def _seen(self, word: str) -> int:
        if self._counted is None:
            self._counted = Counter(
                split_word(word.text)[1].casefold() for line in self._lines for word in line.words
            )
        return self._counted[word.casefold()]


def restore_ligatures(lines: list[Line]) -> int:
    """Mend words that lost a ligature ("Ar kel", "Ar\ufffdkel"), in place; the number mended.

    Pieces become one word only where one of them is no word and the whole is, so a text without
    losses stays as it is.
    """
    unknown = _unknown({word.text for line in lines for word in line.words})
    mended = 0
    for line in lines:
        if not unknown.isdisjoint(word.text for word in line.words):
            mended += sum(1 for _ in _mended(line, unknown))
    return mended


def _unknown(texts: set[str]) -> set[str]:
    """The texts whose bare word is no known word, numbers and codes left out."""
    found = set()
    for text in texts:
        core = text if text.isalpha() else split_word(text)[1]
        if UNMAPPED in core or (core.isalpha() and not is_known(core)):
            found.add(text)
    return found


def _mended(line: Line, unknown: set[str]) -> Iterator[str]:
    """Mend one line in place; each word that came about."""
    index = 0
    while index < len(line.words):
        word = line.words[index]
        if UNMAPPED in word.text:
            whole, length = _inside(word.text), 1
        else:
            whole, length = _joined(line, index, unknown)
            if not whole and word.text in unknown:
                whole, length = _headless(word.text), 1
        if whole:
            last = line.words[index + length - 1]
            line.words[index : index + length] = [
                Word(whole, word.x0, word.top, last.x1, word.bottom, word.index)
            ]
            yield whole
        index += 1


def _joined(line: Line, index: int, unknown: set[str]) -> tuple[str, int]:
    """The word broken into pieces that starts at ``index``, and in how many; "" where none does."""
    first = split_word(line.words[index].text)
    if first[2] or not first[1].isalpha():
        return "", 1
    cores, strange = [first[1]], int(line.words[index].text in unknown)
    for length in range(2, _LONGEST_RUN + 1):
        run = line.words[index : index + length]
        if len(run) < length or run[-1].x0 - run[-2].x1 > 1.2 * line.size:
            break
        before, core, after = split_word(run[-1].text)
        if before or not (core.isalpha() and core.islower()):
            break
        strangers = strange + (run[-1].text in unknown)
        cores.append(core)
        if strangers >= length - 1:
            whole = _whole(tuple(cores))
            if whole:
                return first[0] + whole + after, length
        strange = strangers
        if after:
            break
    return "", 1


@lru_cache(maxsize=20_000)
def _whole(cores: tuple[str, ...]) -> str:
    """The known word that pieces make with ligatures in between, or ""."""
    for gaps in product(_LIGATURES if len(cores) == 2 else _COMMON, repeat=len(cores) - 1):
        whole = cores[0] + "".join(gap + core for gap, core in zip(gaps, cores[1:], strict=True))
        if len(whole) >= _SHORTEST_WHOLE and is_known(whole):
            return whole
    return ""


def _headless(text: str) -> str:
    """The word whose first letters were a ligature that is lost ("nanciële"), or ""."""
    before, core, after = split_word(text)
    if len(core) < _SHORTEST_WHOLE or not core.islower():
        return ""
    for letters in _COMMON:
        if is_known(letters + core):
            return before + letters + core + after
    return ""


def _inside(text: str) -> str:
    """The word that results where unmapped glyphs inside it were ligatures, or ""."""
    before, core, after = split_word(text)
    parts = tuple(core.split(UNMAPPED))
    if not 2 <= len(parts) <= _LONGEST_RUN or not all(part.isalpha() or not part for part in parts):
        return ""
    whole = _whole(parts)
    return before + whole + after if whole else ""
