"""Numbers as word processors print them in front of articles, and the counters behind them."""

from __future__ import annotations

from collections.abc import Callable

_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def roman(value: int) -> str:
    """Upper-case Roman numerals; "" below 1, as Word prints."""
    parts: list[str] = []
    for worth, sign in _ROMAN:
        count, value = divmod(max(value, 0), worth)
        parts.append(sign * count)
    return "".join(parts)


def repeated_letters(value: int) -> str:
    """A..Z, then AA, BB, CC: how Word counts with letters (ECMA-376, 17.18.59). "" below 1."""
    if value < 1:
        return ""
    rounds, index = divmod(value - 1, 26)
    return chr(ord("A") + index) * (rounds + 1)


def column_letters(value: int) -> str:
    """A..Z, then AA, AB, AC: how ODF counts unless num-letter-sync is set. "" below 1."""
    letters = ""
    while value > 0:
        value, index = divmod(value - 1, 26)
        letters = chr(ord("A") + index) + letters
    return letters


def ordinal(value: int, language: str) -> str:
    """ "1e" in Dutch, "1st" in any other language."""
    if language.lower().startswith("nl"):
        return f"{value}e"
    if value % 100 in (11, 12, 13):
        return f"{value}th"
    return f"{value}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th') }"


class Counters:
    """The running numbers of one multi-level list.

    A paragraph at one level sets the deeper levels back; a level that was never reached counts
    as standing at its start, without being used up by it.
    """

    def __init__(self) -> None:
        self._values: dict[int, int] = {}

    def advance(self, level: int, start: int, keeps: Callable[[int], bool] = lambda _: False) -> None:
        """Count one paragraph at ``level``; ``keeps(deeper)`` says which deeper levels run on."""
        self._values[level] = self._values[level] + 1 if level in self._values else start
        for deeper in [other for other in self._values if other > level and not keeps(other)]:
            del self._values[deeper]

    def restart(self, level: int) -> None:
        """Let the next paragraph at ``level`` begin at its start again."""
        self._values.pop(level, None)

    def value(self, level: int, start: int) -> int:
        """The number ``level`` stands at, ``start`` where it was not reached."""
        return self._values.get(level, start)
