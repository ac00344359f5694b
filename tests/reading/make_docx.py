"""Word files for the tests: a package round hand-written WordprocessingML, so each test owns its XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
STRICT_R = "http://purl.oclc.org/ooxml/officeDocument/relationships"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_SPACES = {
    "w": W_NS,
    "r": R_NS,
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}
SPACES = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in _SPACES.items())


def t(text: str) -> str:
    """A run of plain text."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def run(text: str, properties: str) -> str:
    """A run with run properties."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(content: str = "", properties: str = "") -> str:
    """A paragraph round runs; ``properties`` is the inside of its w:pPr."""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def numbered(text: str, number_list: int, level: int = 0) -> str:
    """A paragraph in a list."""
    return p(t(text), num_pr(number_list, level))


def num_pr(number_list: int, level: int = 0) -> str:
    """The w:numPr of a list and level."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number_list}"/></w:numPr>'


def level(index: int, form: str, text: str, extra: str = "", start: int = 1) -> str:
    """A w:lvl; ``extra`` stands between start and text, as the schema orders it."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{extra}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(identity: int, *levels: str, extra: str = "") -> str:
    """A w:abstractNum."""
    return f'<w:abstractNum w:abstractNumId="{identity}">{extra}{"".join(levels)}</w:abstractNum>'


def num(identity: int, definition: int, extra: str = "") -> str:
    """A w:num; ``extra`` holds its overrides."""
    return f'<w:num w:numId="{identity}"><w:abstractNumId w:val="{definition}"/>{extra}</w:num>'


def table(*rows: str) -> str:
    """A w:tbl round rows."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """A row; a cell is plain text, or XML where it starts with "<"."""
    inside = "".join(cell if cell.startswith("<w:tc>") else tc(cell) for cell in cells)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{inside}</w:tr>"


def tc(content: str, properties: str = "") -> str:
    """A cell with properties."""
    inside = content if content.startswith("<") else p(t(content))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def tracked(tag: str, content: str, author: str = "Inkoper", date: str = "2026-03-01T10:00:00Z") -> str:
    """A tracked change (w:ins, w:del, ...) round runs."""
    inside = (
        content.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>") if tag == "del" else content
    )
    return f'<w:{tag} w:id="1" w:author="{author}" w:date="{date}">{inside}</w:{tag}>'


def part(root: str, content: str) -> str:
    """A part with a w: root element, such as "ftr" or "comments"."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {SPACES}>{content}</w:{root}>'


def docx(
    body: str,
    *,
    styles: str = "",
    numbering: str = "",
    related: Mapping[str, tuple[str, str | bytes]] | None = None,
    main: str = "word/document.xml",
    main_type: str = MAIN_TYPE,
    strict: bool = False,
) -> bytes:
    """A Word file. ``related`` maps a part name to its relationship kind and content.

    Relationship ids are the part names, so a test can point at them.
    """
    folder, _, base = main.rpartition("/")
    parts: dict[str, tuple[str, str | bytes]] = dict(related or {})
    if styles:
        parts["styles.xml"] = ("styles", part("styles", styles))
    if numbering:
        parts["numbering.xml"] = ("numbering", part("numbering", numbering))
    arrows = "".join(
        f'<Relationship Id="{name}" Type="{R_NS}/{kind}" Target="{name}"/>'
        for name, (kind, _) in parts.items()
    )
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    prefix = f"{folder}/" if folder else ""
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/{main}" ContentType="{main_type}"/></Types>',
        "_rels/.rels": rels.format(f'<Relationship Id="r" Type="{R_NS}/officeDocument" Target="{main}"/>'),
        main: part("document", f"<w:body>{body}</w:body>"),
        f"{prefix}_rels/{base}.rels": rels.format(arrows),
        **{prefix + name: content for name, (_, content) in parts.items()},
    }
    if strict:
        files = {name: _strict(content) for name, content in files.items()}
    return zipped(files)


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """A deflated zip of these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _strict(content: str | bytes) -> str | bytes:
    return content.replace(W_NS, STRICT_W).replace(R_NS, STRICT_R) if isinstance(content, str) else content
