"""Word's automatic numbering, computed: "Artikel 7", "7.3", "(b)" stand nowhere in the text.

After ECMA-376 part 1, 17.9. A paragraph names a list (w:num) and a level, itself or through its
style; the list points at a definition (w:abstractNum) whose counters it shares with every other
list on that definition, unless it states a start of its own (w:startOverride).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from analyser.reading.docx_parts import MC, W, switch, value, whole
from analyser.reading.docx_styles import Styles
from analyser.reading.numerals import Counters, ordinal, repeated_letters, roman

BULLET = "•"
_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_MOST = 30_000  # Word counts no further; a Roman numeral of a hostile start value would fill memory
_MOST_LETTERS = 780  # thirty times Z; then too
_MOST_DIGITS = 10  # leading zeros of a custom format
_LONGEST = 255  # characters of a number as printed; it returns in every paragraph of its list
_LONGEST_CHAIN = 50  # definitions that refer to each other


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is counted and printed."""

    start: int = 0  # ECMA-376 17.9.25: zero where the file does not say
    form: str = "decimal"
    width: int = 0  # digits of a custom format such as "001, 002, ..."
    text: str = ""
    legal: bool = False  # every level in plain digits
    restart: int | None = None  # w:lvlRestart
    hidden: bool = False  # counted, not printed
    style: str | None = None  # paragraphs in this style stand at this level


@dataclass(slots=True)
class _Definition:
    levels: dict[int, Level] = field(default_factory=dict)
    list_style: str | None = None  # w:numStyleLink: the levels stand with that style's list


@dataclass(slots=True)
class _List:
    definition: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands in the numbering: list and level."""

    number_list: int
    level: int


@dataclass(frozen=True, slots=True)
class Numbered:
    """The number of one paragraph: what is printed (None: nothing) and its level."""

    text: str | None
    level: int
    bullet: bool


class Numbering:
    """Counts paragraphs in reading order; one object for one view of one file."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._definitions: dict[str, _Definition] = {}
        self._lists: dict[int, _List] = {}
        self._counters: dict[str, Counters] = {}
        self._started: set[tuple[int, int]] = set()
        self._known: dict[int, dict[int, Level]] = {}  # levels of the lists asked for so far
        if root is None:
            return
        for element in root.iterchildren(W + "abstractNum"):
            self._definitions[value(element, "abstractNumId") or ""] = _definition(element)
        for element in root.iterchildren(W + "num"):
            identity = whole(element, "numId")
            if identity is not None:
                self._lists[identity] = _list(element)

    def place(self, properties: etree._Element | None, style: str | None) -> Place | None:
        """The list and level of a paragraph with these w:pPr and this style; None: not numbered."""
        own = None if properties is None else properties.find(W + "numPr")
        number_list = None if own is None else whole(own.find(W + "numId"))
        level = None if own is None else whole(own.find(W + "ilvl"))
        if number_list is None:
            number_list, styled = self._styled(style)
            level = styled if level is None else level
        if not number_list or number_list not in self._lists:  # numId 0 switches numbering off
            return None
        return Place(number_list, min(max(level or 0, 0), _LEVELS - 1))

    def next(self, place: Place) -> Numbered:
        """Count one paragraph at ``place`` and give its number."""
        listed = self._lists[place.number_list]
        identity = self._resolve(listed.definition)
        levels = self._levels(place.number_list)
        counters = self._counters.setdefault(identity, Counters())
        fresh = (place.number_list, place.level)
        if place.level in listed.starts and fresh not in self._started:
            counters.restart(place.level)
        self._started.add(fresh)
        level = levels.get(place.level, Level())

        def keeps(deeper: int) -> bool:
            restart = levels.get(deeper, Level()).restart
            return restart is not None and place.level >= restart

        counters.advance(place.level, level.start, keeps)
        if level.form == "bullet":
            return Numbered(None if level.hidden else BULLET, place.level, bullet=True)
        return Numbered(self._printed(level, levels, counters), place.level, bullet=False)

    def _printed(self, level: Level, levels: dict[int, Level], counters: Counters) -> str | None:
        def number(found: re.Match[str]) -> str:
            index = int(found[1]) - 1
            shown = levels.get(index, Level())
            if level.legal:
                shown = replace(shown, form="decimal")
            return _formatted(counters.value(index, shown.start), shown, self._styles.language)

        printed = " ".join(_PLACE.sub(number, level.text).split())[:_LONGEST]
        return None if level.hidden or not printed else printed

    def _styled(self, style: str | None) -> tuple[int | None, int | None]:
        """List and level that a style chain gives.

        The level linked to the style itself (w:pStyle) outweighs the w:ilvl of the style.
        """
        number_list: int | None = None
        level: int | None = None
        for link in self._styles.chain(style):
            level = link.number_level if level is None else level
            if link.number_list is not None:
                number_list = link.number_list
                break
        if number_list in self._lists and number_list is not None:
            levels = self._levels(number_list)
            linked = {entry.style: index for index, entry in levels.items() if entry.style is not None}
            for link in self._styles.chain(style):
                if link.identity in linked:
                    return number_list, linked[link.identity]
        return number_list, level

    def _levels(self, number_list: int) -> dict[int, Level]:
        """The levels of a list: those of its definition, its own ones and its starts over them."""
        if number_list in self._known:
            return self._known[number_list]
        listed = self._lists[number_list]
        definition = self._definitions.get(self._resolve(listed.definition), _Definition())
        levels = {**definition.levels, **listed.levels}
        for index, start in listed.starts.items():
            levels[index] = replace(levels.get(index, Level()), start=start)
        self._known[number_list] = levels
        return levels

    def _resolve(self, definition: str) -> str:
        """Follow w:numStyleLink from a definition to the one that holds the levels."""
        seen: set[str] = set()
        while definition not in seen and len(seen) < _LONGEST_CHAIN:
            seen.add(definition)
            held = self._definitions.get(definition)
            if held is None or held.list_style is None:
                return definition
            for style in self._styles.chain(held.list_style):
                if style.number_list in self._lists and style.number_list is not None:
                    definition = self._lists[style.number_list].definition
                    break
        return definition


def _formatted(number: int, level: Level, language: str) -> str:
    number = max(0, min(number, _MOST))
    match level.form:
        case "none":
            return ""
        case "upperRoman":
            return roman(number)
        case "lowerRoman":
            return roman(number).lower()
        case "upperLetter":
            return repeated_letters(min(number, _MOST_LETTERS))
        case "lowerLetter":
            return repeated_letters(min(number, _MOST_LETTERS)).lower()
        case "decimalZero":
            return str(number).zfill(2)
        case "ordinal":
            return ordinal(number, language)
        case _:  # numbers in words and in other scripts are given in digits
            return str(number).zfill(level.width)


def _definition(element: etree._Element) -> _Definition:
    levels = {
        index: _level(level)
        for level in element.iterchildren(W + "lvl")
        if (index := whole(level, "ilvl")) is not None and index in range(_LEVELS)
    }
    return _Definition(levels, value(element.find(W + "numStyleLink")))


def _list(element: etree._Element) -> _List:
    listed = _List(value(element.find(W + "abstractNumId")) or "")
    for override in element.iterchildren(W + "lvlOverride"):
        index = whole(override, "ilvl")
        if index is None or index not in range(_LEVELS):
            continue
        own = override.find(W + "lvl")
        if own is not None:
            listed.levels[index] = _level(own)
        start = whole(override.find(W + "startOverride"))
        if start is not None:
            listed.starts[index] = start
    return listed


def _level(element: etree._Element) -> Level:
    form = element.find(W + "numFmt")
    if form is None:  # newer formats stand beside an older one: take the first
        form = element.find(f"{MC}AlternateContent//{W}numFmt")
    name = value(form) or "decimal"
    sample = (value(form, "format") or "").split(",")[0].strip()
    return Level(
        start=whole(element.find(W + "start")) or 0,
        form=name,
        width=min(len(sample), _MOST_DIGITS) if name == "custom" and sample.isdecimal() else 0,
        text=(value(element.find(W + "lvlText")) or "")[:_LONGEST],
        legal=bool(switch(element.find(W + "isLgl"))),
        restart=whole(element.find(W + "lvlRestart")),
        hidden=bool(switch(element.find(f"{W}rPr/{W}vanish"))),
        style=value(element.find(W + "pStyle")),
    )
