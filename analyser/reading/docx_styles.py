"""Word styles: what a paragraph or run inherits from its style, up the chain of basedOn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from analyser.reading.docx_parts import W, switch, value, whole

# Built-in heading styles: their names are English in every edition of Word, their ids are not.
_HEADING = re.compile(r"(?:heading|kop|überschrift|titre)\s*([1-9])", re.IGNORECASE)
_TITLES = ("title", "titel")
_BODY_LEVEL = 9  # w:outlineLvl 9 means "no heading"
_LONGEST_CHAIN = 50  # no template comes near; each paragraph walks its chain


@dataclass(frozen=True, slots=True)
class Style:
    """What one style states itself; None means that it leaves the matter to the style below."""

    identity: str
    name: str
    based_on: str | None
    number_list: int | None
    number_level: int | None
    outline: int | None
    bold: bool | None
    hidden: bool | None
    struck: bool | None


class Styles:
    """The styles of one file. An unknown style id is a style that states nothing."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._default: str | None = None
        self.language = ""
        if root is None:
            return
        self.language = value(root.find(f"{W}docDefaults//{W}lang")) or ""
        for element in root.iter(W + "style"):
            style = _style(element)
            self._styles.setdefault(style.identity, style)
            standard = (value(element, "default") or "").lower() in ("1", "true", "on")
            if value(element, "type") == "paragraph" and standard:
                self._default = style.identity

    def of_paragraph(self, properties: etree._Element | None) -> str | None:
        """The style id of a paragraph with these w:pPr; None where the file names no default."""
        stated = None if properties is None else value(properties.find(W + "pStyle"))
        return stated or self._default

    def chain(self, identity: str | None) -> Iterator[Style]:
        """The style and those it is based on, nearest first. A circle ends where it closes."""
        seen: set[str] = set()
        while identity is not None and identity not in seen and len(seen) < _LONGEST_CHAIN:
            seen.add(identity)
            style = self._styles.get(identity)
            if style is None:
                return
            yield style
            identity = style.based_on

    def outline(self, identity: str | None) -> int | None:
        """The outline level (0 the outermost) a style gives its paragraphs; None for body text."""
        for style in self.chain(identity):
            if style.outline is not None:
                return None if style.outline >= _BODY_LEVEL else style.outline
            for name in (style.name, style.identity):
                if heading := _HEADING.fullmatch(name):
                    return int(heading[1]) - 1
                if name.lower() in _TITLES:
                    return 0
        return None

    def bold(self, identity: str | None) -> bool:
        """Whether a style prints bold."""
        return next((style.bold for style in self.chain(identity) if style.bold is not None), False)

    def hidden(self, identity: str | None) -> bool:
        """Whether a style hides its text."""
        return next((style.hidden for style in self.chain(identity) if style.hidden is not None), False)

    def struck(self, identity: str | None) -> bool:
        """Whether a style strikes its text through."""
        return next((style.struck for style in self.chain(identity) if style.struck is not None), False)


def struck_in(properties: etree._Element | None) -> bool | None:
    """Whether a w:rPr strikes through, with one line or two; None where it does not say."""
    if properties is None:
        return None
    lines = [switch(properties.find(W + name)) for name in ("strike", "dstrike")]
    return None if lines == [None, None] else any(lines)


def outline_of(properties: etree._Element | None, style: str | None, styles: Styles) -> int | None:
    """The outline level of a paragraph: its own w:outlineLvl, else that of its style."""
    own = None if properties is None else whole(properties.find(W + "outlineLvl"))
    if own is not None:
        return None if own >= _BODY_LEVEL else own
    return styles.outline(style)


def _style(element: etree._Element) -> Style:
    return Style(
        identity=value(element, "styleId") or "",
        name=value(element.find(W + "name")) or "",
        based_on=value(element.find(W + "basedOn")),
        number_list=whole(element.find(f"{W}pPr/{W}numPr/{W}numId")),
        number_level=whole(element.find(f"{W}pPr/{W}numPr/{W}ilvl")),
        outline=whole(element.find(f"{W}pPr/{W}outlineLvl")),
        bold=switch(element.find(f"{W}rPr/{W}b")),
        hidden=switch(element.find(f"{W}rPr/{W}vanish")),
        struck=struck_in(element.find(f"{W}rPr")),
    )
