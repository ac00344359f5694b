"""Markdown as HTML, so that one reader sees what a browser would show of it.

Two things differ from a common renderer: a list keeps the numbers that its source has, since a contract is
quoted by them, and a name between angle brackets that is no tag of HTML ("<Supplier>") stays text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from html import escape
from typing import Final

from lxml.html.defs import tags
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

_ATTRIBUTE: Final = r"""\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?"""
_MARKUP: Final = re.compile(
    rf"<!--.*?-->|<([A-Za-z][\w-]*)(?:{_ATTRIBUTE})*\s*/?>|</([A-Za-z][\w-]*)\s*>", re.DOTALL
)
_KNOWN: Final = tags | {
    "embed",
    "details",
    "summary",
    "mark",
    "picture",
    "source",
    "time",
    "wbr",
    "svg",
    "path",
}


def to_html(text: str) -> str:
    """The page that ``text`` describes: CommonMark with tables and strikethrough."""
    parser = _parser()
    tokens = parser.parse(text)
    for token in tokens:
        if token.type == "list_item_open" and token.info:
            token.attrSet("value", token.info)
    return str(parser.renderer.render(tokens, parser.options, {}))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.options["maxNesting"] = 10_000  # deeper is left out without a word; Python gives up first
    for kind in ("html_inline", "html_block"):
        parser.add_render_rule(kind, _as_written)
    return parser


def _as_written(
    self: RendererHTML,  # noqa: ARG001 - the signature of a rule
    tokens: Sequence[Token],
    index: int,
    options: object,  # noqa: ARG001
    env: object,  # noqa: ARG001
) -> str:
    """HTML within the Markdown; what is no whole tag of HTML is text: it could swallow what follows."""
    parts, at = [], 0
    for match in _MARKUP.finditer(tokens[index].content):
        name = match[1] or match[2]
        is_known = name is None or name.lower() in _KNOWN
        parts += [
            match.string[at : match.start()].replace("<", "&lt;"),
            match[0] if is_known else escape(match[0]),
        ]
        at = match.end()
    return "".join([*parts, tokens[index].content[at:].replace("<", "&lt;")])
