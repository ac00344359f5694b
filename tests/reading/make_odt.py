"""OpenDocument texts for the tests: a package round hand-written ODF, so each test owns its XML."""

# ruff: noqa: E501 - XML and tables of cases read best unbroken

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape

from make_docx import zipped

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = {
    **{name: f"{_ODF}{name}:1.0" for name in ("office", "text", "table", "style")},
    "draw": f"{_ODF}drawing:1.0",
    "fo": f"{_ODF}xsl-fo-compatible:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
}
SPACES = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in _SPACES.items())
MIMETYPE = "application/vnd.oasis.opendocument.text"


def p(content: str, style: str = "") -> str:
    """A text:p; ``content`` is XML."""
    return f"<text:p{_style(style)}>{content}</text:p>"


def h(text: str, level: int = 1, attributes: str = "") -> str:
    """A text:h."""
    return f'<text:h text:outline-level="{level}" {attributes}>{text}</text:h>'


def items(style: str, *content: str, attributes: str = "") -> str:
    """A text:list; each item is text, or XML where it starts with "<"."""
    inside = "".join(
        f"<text:list-item>{item if item.startswith('<') else p(escape(item))}</text:list-item>"
        for item in content
    )
    return f"<text:list{_style(style)} {attributes}>{inside}</text:list>"


def number_level(
    level: int, form: str, *, prefix: str = "", suffix: str = "", shown: int = 1, more: str = ""
) -> str:
    """A text:list-level-style-number."""
    return (
        f'<text:list-level-style-number text:level="{level}" style:num-format="{form}" style:num-prefix="{prefix}" '
        f'style:num-suffix="{suffix}" text:display-levels="{shown}" {more}/>'
    )


def list_style(name: str, *levels: str) -> str:
    """A text:list-style."""
    return f'<text:list-style style:name="{name}">{"".join(levels)}</text:list-style>'


def table(*rows: tuple[str, ...]) -> str:
    """A table:table of plain cells."""
    inside = "".join(
        "<table:table-row>" + "".join(f"<table:table-cell>{p(cell)}</table:table-cell>" for cell in cells)
        + "</table:table-row>"
        for cells in rows
    )  # fmt: skip
    return f"<table:table>{inside}</table:table>"


def odt(
    body: str,
    *,
    automatic: str = "",
    styles: str = "",
    masters: str = "",
    manifest: str = "",
    files: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """An ODT. ``automatic`` are content.xml's own styles, ``styles`` and ``masters`` those of styles.xml."""
    return zipped(
        {
            "mimetype": MIMETYPE,
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{_ODF}manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIMETYPE}"/>{manifest}'
            "</manifest:manifest>",
            "content.xml": f"<office:document-content {SPACES}><office:automatic-styles>{automatic}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
            "styles.xml": f"<office:document-styles {SPACES}><office:styles>{styles}</office:styles>"
            f"<office:master-styles>{masters}</office:master-styles></office:document-styles>",
            **(files or {}),
        }
    )


def _style(name: str) -> str:
    return f' text:style-name="{name}"' if name else ""
