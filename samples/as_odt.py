"""A sample contract as ODT, with typed numbers, written part by part so that bytes are repeatable."""

from __future__ import annotations

from xml.sax.saxutils import escape

from samples.archive import archive
from samples.source import Kind, Paragraph, Source, Table

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = " ".join(
    f'xmlns:{prefix}="{_OASIS}:{name}:1.0"'
    for prefix, name in (("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"))
)
_SPACES += f' xmlns:fo="{_OASIS}:xsl-fo-compatible:1.0"'
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MIME = "application/vnd.oasis.opendocument.text"
_INDENTS = {Kind.CLAUSE: "Clause", Kind.ITEM: "Item", Kind.TEXT: "Standard"}


def odt(source: Source) -> bytes:
    """The bytes of the ODT file. Raises ValueError for tracked changes, which this writer lacks."""
    if source.notes or source.automatic_numbers:
        raise ValueError(f"{source.name}: footnotes and automatic numbers are made in DOCX only")
    body = "".join(_table(i, b) if isinstance(b, Table) else _paragraph(b) for i, b in enumerate(source.body))
    title = f'<text:p text:style-name="Title">{escape(source.title)}</text:p>'
    subtitle = f'<text:p text:style-name="Subtitle">{escape(source.subtitle)}</text:p>'
    content = (
        f'<office:document-content {_SPACES} office:version="1.3"><office:body><office:text>'
        f"{title}{subtitle}{body}</office:text></office:body></office:document-content>"
    )
    names = ("content.xml", "styles.xml")
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>' for name in names
    )
    manifest = (
        f'<manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0" manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_MIME}"/>{entries}'
        "</manifest:manifest>"
    )
    return archive(
        {
            "mimetype": _MIME,
            "content.xml": _XML + content,
            "styles.xml": _XML + _styles(source),
            "META-INF/manifest.xml": _XML + manifest,
        },
        stored=("mimetype",),
    )


def _paragraph(paragraph: Paragraph) -> str:
    words = escape(paragraph.plain)
    if paragraph.kind in (Kind.ARTICLE, Kind.ANNEX):
        number = f"{paragraph.number} " if paragraph.number else ""
        return f'<text:h text:style-name="Heading_20_1" text:outline-level="1">{number}{words}</text:h>'
    number = f"{paragraph.number}<text:tab/>" if paragraph.number else ""
    return f'<text:p text:style-name="{_INDENTS[paragraph.kind]}">{number}{words}</text:p>'


def _table(index: int, table: Table) -> str:
    rows = []
    for row in table.rows:
        cells = "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
            for cell in row
        )
        rows.append(f"<table:table-row>{cells}</table:table-row>")
    columns = f'<table:table-column table:number-columns-repeated="{len(table.rows[0])}"/>'
    heading = f"<table:table-header-rows>{rows[0]}</table:table-header-rows>"
    return f'<table:table table:name="Tabel{index}">{columns}{heading}{"".join(rows[1:])}</table:table>'


def _style(name: str, paragraph: str = "", text: str = "") -> str:
    return (
        f'<style:style style:name="{name}" style:family="paragraph">'
        f'<style:paragraph-properties fo:margin-bottom="0.2cm" {paragraph}/>'
        f'<style:text-properties fo:font-family="Arial" {text}/></style:style>'
    )


def _styles(source: Source) -> str:
    styles = (
        _style("Standard", text='fo:font-size="10pt"'),
        _style("Title", text='fo:font-size="18pt" fo:font-weight="bold"'),
        _style("Subtitle", text='fo:font-size="12pt" fo:font-style="italic"'),
        _style("Heading_20_1", 'fo:margin-top="0.5cm"', 'fo:font-size="12pt" fo:font-weight="bold"'),
        _style("Clause", 'fo:margin-left="1.2cm" fo:text-indent="-1.2cm"', 'fo:font-size="10pt"'),
        _style("Item", 'fo:margin-left="2cm" fo:text-indent="-0.8cm"', 'fo:font-size="10pt"'),
    )
    master = (
        '<style:master-page style:name="Standard" style:page-layout-name="Page">'
        f"<style:header><text:p>{escape(source.header)}</text:p></style:header>"
        f"<style:footer><text:p>{escape(source.footer)}</text:p></style:footer></style:master-page>"
    )
    layout = (
        '<style:page-layout style:name="Page"><style:page-layout-properties fo:page-width="21cm" '
        'fo:page-height="29.7cm" fo:margin="2.5cm"/></style:page-layout>'
    )
    return (
        f'<office:document-styles {_SPACES} office:version="1.3"><office:styles>{"".join(styles)}'
        f"</office:styles><office:automatic-styles>{layout}</office:automatic-styles>"
        f"<office:master-styles>{master}</office:master-styles></office:document-styles>"
    )
