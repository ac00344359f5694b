"""ODF styles: list numbering, and whether text is bold or hidden (OpenDocument 1.3 part 3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from analyser.reading.numerals import Counters, column_letters, repeated_letters, roman

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE = f"{{{_NS}office:1.0}}"
TEXT = f"{{{_NS}text:1.0}}"
TABLE = f"{{{_NS}table:1.0}}"
DRAW = f"{{{_NS}drawing:1.0}}"
STYLE = f"{{{_NS}style:1.0}}"
FO = f"{{{_NS}xsl-fo-compatible:1.0}}"
_LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"

BULLET = "•"
DEEPEST = 10
_MOST = 30_000  # a hostile start value must not fill memory with Roman numerals
_MOST_LETTERS = 780  # nor with thirty times Z
_MOST_DIGITS = 10
_LONGEST = 255  # characters of a number as printed; it returns in every paragraph of its list
_LONGEST_CHAIN = 50  # styles above a style; each word walks its chain
_PLACE = re.compile(r"%(\d+)%")


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How one level of a list is printed; ``form`` is the first number: "1", "a", "A", "i", "I" or ""."""

    form: str = ""
    prefix: str = ""
    suffix: str = ""
    shown: int = 1  # how many levels, counted upwards from this one
    start: int = 1
    bullet: bool = False
    doubled: bool = False  # letters past z: aa, bb (and not aa, ab)
    pattern: str = ""  # LibreOffice's own "%1%.%2%", which outweighs prefix, suffix and shown


_THROUGH = ("text-line-through-style", "text-line-through-type")
ListStyle = dict[int, ListLevel]  # by level, 0 the outermost


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    parent: str | None
    list_style: str | None
    bold: bool | None
    hidden: bool | None
    struck: bool | None


class OdtStyles:
    """The styles that hold in one part: its automatic ones before the common ones."""

    def __init__(self, *roots: etree._Element | None) -> None:
        self.lists: dict[str, ListStyle] = {}
        self.outline: ListStyle = {}
        self._styles: dict[tuple[str, str], _Style] = {}
        for root in roots:
            if root is None:
                continue
            for element in root.iter(STYLE + "style"):
                key = (element.get(STYLE + "family", ""), element.get(STYLE + "name", ""))
                self._styles.setdefault(key, _style(element))
            for element in root.iter(TEXT + "list-style"):
                self.lists.setdefault(element.get(STYLE + "name", ""), _levels(element))
            for element in root.iter(TEXT + "outline-style"):
                self.outline = self.outline or _levels(element)

    def is_title(self, name: str | None) -> bool:
        """Whether a paragraph style is the document title's, or rests on it."""
        return any(style.name.lower() in ("title", "titel") for style in self._chain("paragraph", name))

    def list_style(self, name: str | None) -> str | None:
        """The list style a paragraph style brings along; "" where it switches numbering off."""
        found = (style.list_style for style in self._chain("paragraph", name))
        return next((stated for stated in found if stated is not None), None)

    def bold(self, family: str, name: str | None) -> bool | None:
        """Whether a style prints bold; None where it does not say."""
        found = (style.bold for style in self._chain(family, name))
        return next((stated for stated in found if stated is not None), None)

    def hidden(self, family: str, name: str | None) -> bool:
        """Whether a style hides its text."""
        found = (style.hidden for style in self._chain(family, name))
        return next((stated for stated in found if stated is not None), False)

    def struck(self, family: str, name: str | None) -> bool | None:
        """Whether a style strikes its text through; None where it does not say."""
        found = (style.struck for style in self._chain(family, name))
        return next((stated for stated in found if stated is not None), None)

    def _chain(self, family: str, name: str | None) -> Iterator[_Style]:
        seen: set[str] = set()
        while name is not None and name not in seen and len(seen) < _LONGEST_CHAIN:
            seen.add(name)
            style = self._styles.get((family, name))
            if style is None:
                return
            yield style
            name = style.parent


def printed(levels: ListStyle, level: int, counters: Counters) -> str | None:
    """The number of the paragraph counted last at ``level``; None where none is printed."""
    own = levels.get(level, ListLevel())
    if own.bullet:
        return BULLET

    def number(index: int) -> str:
        shown = levels.get(index, ListLevel())
        return _formatted(counters.value(index, shown.start), shown)

    if own.pattern:
        text = _PLACE.sub(lambda found: number(int(found[1]) - 1), own.pattern)
    else:
        first = max(0, level - max(own.shown, 1) + 1)
        numbers = [number(index) for index in range(first, level + 1)] if own.form else []
        text = own.prefix + ".".join(filter(None, numbers)) + own.suffix
    text = " ".join(text.split())[:_LONGEST].rstrip()
    return text if any(sign.isalnum() for sign in text) else None


def _formatted(value: int, level: ListLevel) -> str:
    value = max(0, min(value, _MOST))
    letters = repeated_letters if level.doubled else column_letters
    lettered = min(value, _MOST_LETTERS) if level.doubled else value
    match level.form:
        case "":
            return ""
        case "a":
            return letters(lettered).lower()
        case "A":
            return letters(lettered)
        case "i":
            return roman(value).lower()
        case "I":
            return roman(value)
        case _:
            return str(value).zfill(len(level.form) if level.form.isdecimal() else 0)


def _style(element: etree._Element) -> _Style:
    properties = element.find(STYLE + "text-properties")
    weight = None if properties is None else properties.get(FO + "font-weight")
    display = None if properties is None else properties.get(TEXT + "display")
    lines = [properties.get(STYLE + name) for name in _THROUGH] if properties is not None else []
    stated = [line for line in lines if line is not None]
    return _Style(
        name=element.get(STYLE + "display-name") or element.get(STYLE + "name") or "",
        parent=element.get(STYLE + "parent-style-name"),
        list_style=element.get(STYLE + "list-style-name"),
        bold=None if weight is None else weight in ("bold", "600", "700", "800", "900"),
        hidden=None if display is None else display == "none",
        struck=any(line != "none" for line in stated) if stated else None,
    )


def _levels(element: etree._Element) -> ListStyle:
    levels: ListStyle = {}
    for child in element:
        depth = whole(child.get(TEXT + "level"))
        if depth is not None and 1 <= depth <= DEEPEST:
            levels[depth - 1] = _level(child)
    return levels


def _level(element: etree._Element) -> ListLevel:
    bullet = element.tag in (TEXT + "list-level-style-bullet", TEXT + "list-level-style-image")
    start, shown = whole(element.get(TEXT + "start-value")), whole(element.get(TEXT + "display-levels"))
    return ListLevel(
        form=element.get(STYLE + "num-format", "")[:_MOST_DIGITS],
        prefix=element.get(STYLE + "num-prefix", "")[:_LONGEST],
        suffix=element.get(STYLE + "num-suffix", "")[:_LONGEST],
        shown=1 if shown is None else shown,
        start=1 if start is None else start,
        bullet=bullet,
        doubled=element.get(STYLE + "num-letter-sync") == "true",
        pattern=(element.get(_LOEXT + "num-list-format") or element.get(STYLE + "num-list-format") or "")[
            :_LONGEST
        ],
    )


def whole(text: str | None) -> int | None:
    """An attribute as a whole number; None where it is absent or no number."""
    try:
        return None if text is None else int(text)
    except ValueError:
        return None
