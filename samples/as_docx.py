"""A sample contract as DOCX, written part by part so that the same text gives the same bytes.

Numbers are typed, or computed by the word processor from ``numbering.xml``; tracked changes,
comments, footnotes, header and footer are the real things.
"""

from __future__ import annotations

from itertools import count
from xml.sax.saxutils import escape, quoteattr

from samples.archive import archive
from samples.source import Kind, Paragraph, Part, Source, Stretch, Table

_DATE = "2026-11-12T09:30:00Z"
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ROOT = f'xmlns:w="{_MAIN}" xmlns:r="{_RELATIONS}"'
_STYLES = {
    Kind.ARTICLE: "Heading1",
    Kind.ANNEX: "Heading2",
    Kind.CLAUSE: "Clause",
    Kind.ITEM: "Item",
    Kind.TEXT: "Normal",
}
_LEVELS = {Kind.ARTICLE: 0, Kind.CLAUSE: 1, Kind.ITEM: 2}


def docx(source: Source) -> bytes:
    """The bytes of the DOCX file."""
    writer = _Writer(source)
    body = writer.body()
    parts = {
        "document": f"<w:document {_ROOT}><w:body>{body}</w:body></w:document>",
        "styles": _styles(source.language),
        "numbering": _NUMBERING,
        "header": f"<w:hdr {_ROOT}><w:p>{_run(source.header)}</w:p></w:hdr>",
        "footer": f"<w:ftr {_ROOT}><w:p>{_run(source.footer)}</w:p></w:ftr>",
        "footnotes": _footnotes(source.notes),
        "comments": f"<w:comments {_ROOT}>{''.join(writer.comments)}</w:comments>",
    }
    files = {f"word/{name}.xml": _XML + text for name, text in parts.items()}
    names = [name for name in parts if name != "document"]
    return archive(
        {
            "[Content_Types].xml": _XML + _content_types(list(parts)),
            "_rels/.rels": _XML + _relations({"rId1": ("officeDocument", "word/document.xml")}),
            "docProps/core.xml": _XML + _core(source),
            "word/_rels/document.xml.rels": _XML
            + _relations({f"rId-{name}": (name, f"{name}.xml") for name in names}),
            **files,
        }
    )


class _Writer:
    """Writes the body; hands out the ids of changes and comments."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._ids = count(1)
        self.comments: list[str] = []

    def body(self) -> str:
        title = f'<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>{_run(self._source.title)}</w:p>'
        subtitle = f'<w:p><w:pPr><w:pStyle w:val="Subtitle"/></w:pPr>{_run(self._source.subtitle)}</w:p>'
        blocks = (self._table(b) if isinstance(b, Table) else self._paragraph(b) for b in self._source.body)
        section = (
            '<w:sectPr><w:headerReference w:type="default" r:id="rId-header"/>'
            '<w:footerReference w:type="default" r:id="rId-footer"/>'
            '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1418" w:bottom="1418" '
            'w:left="1418" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'
        )
        return title + subtitle + "".join(blocks) + section

    def _paragraph(self, paragraph: Paragraph) -> str:
        comments = [stretch for stretch in paragraph.stretches if stretch.part is Part.COMMENT]
        words = [stretch for stretch in paragraph.stretches if stretch.part is not Part.COMMENT]
        runs = "".join(map(self._stretch, words))
        for comment in comments:
            runs = self._commented(runs, comment)
        level = _LEVELS.get(paragraph.kind)
        automatic = self._source.automatic_numbers and level is not None
        if paragraph.number and not automatic:
            gap = _run(" ") if paragraph.kind is Kind.ARTICLE else "<w:r><w:tab/></w:r>"
            runs = _run(paragraph.number) + gap + runs
        properties = f'<w:pStyle w:val="{_STYLES[paragraph.kind]}"/>'
        if automatic:
            properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
        if words and all(stretch.part is Part.INSERTED for stretch in words):
            properties += f"<w:rPr><w:ins {self._change(words[0].author)}/></w:rPr>"
        return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"

    def _stretch(self, stretch: Stretch) -> str:
        match stretch.part:
            case Part.INSERTED:
                return f"<w:ins {self._change(stretch.author)}>{_run(stretch.text)}</w:ins>"
            case Part.DELETED:
                return f"<w:del {self._change(stretch.author)}>{_run(stretch.text, 'delText')}</w:del>"
            case Part.NOTE:
                reference = f'<w:footnoteReference w:id="{stretch.text}"/>'
                return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>{reference}</w:r>'
            case _:
                return _run(stretch.text)

    def _change(self, author: str) -> str:
        return f'w:id="{next(self._ids)}" w:author={quoteattr(author)} w:date="{_DATE}"'

    def _commented(self, runs: str, comment: Stretch) -> str:
        identity = len(self.comments)
        self.comments.append(
            f'<w:comment w:id="{identity}" w:author={quoteattr(comment.author)} w:date="{_DATE}" '
            f'w:initials="{comment.author[0]}"><w:p>{_run(comment.text)}</w:p></w:comment>'
        )
        return (
            f'<w:commentRangeStart w:id="{identity}"/>{runs}<w:commentRangeEnd w:id="{identity}"/>'
            f'<w:r><w:commentReference w:id="{identity}"/></w:r>'
        )

    def _table(self, table: Table) -> str:
        edges = "".join(
            f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
            for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        width = 9000 // len(table.rows[0])
        grid = f'<w:gridCol w:w="{width}"/>' * len(table.rows[0])
        rows = "".join(_row(row, width, heading=index == 0) for index, row in enumerate(table.rows))
        layout = f'<w:tblPr><w:tblW w:w="9000" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders></w:tblPr>'
        return f"<w:tbl>{layout}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl><w:p/>"


def _row(cells: tuple[str, ...], width: int, *, heading: bool) -> str:
    mark = "<w:trPr><w:tblHeader/></w:trPr>" if heading else ""
    columns = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"<w:p>{_run(cell, bold=heading)}</w:p></w:tc>"
        for cell in cells
    )
    return f"<w:tr>{mark}{columns}</w:tr>"


def _run(text: str, tag: str = "t", *, bold: bool = False) -> str:
    properties = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{properties}<w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r>'


def _style(identity: str, name: str, paragraph: str = "", run: str = "", based: str = "Normal") -> str:
    base = f'<w:basedOn w:val="{based}"/>' if based else " "
    default = "" if based else ' w:default="1"'
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{identity}"><w:name w:val="{name}"/>{base.strip()}'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _styles(language: str) -> str:
    tongue = "nl-NL" if language == "nl" else "en-US"
    hanging = '<w:ind w:left="{left}" w:hanging="{hanging}"/>'
    heading = '<w:keepNext/><w:spacing w:before="280" w:after="100"/><w:outlineLvl w:val="{level}"/>'
    styles = (
        _style("Normal", "Normal", '<w:spacing w:after="120" w:line="264" w:lineRule="auto"/>', based=""),
        _style("Title", "Title", run='<w:b/><w:sz w:val="36"/>'),
        _style("Subtitle", "Subtitle", run='<w:i/><w:sz w:val="24"/>'),
        _style("Heading1", "heading 1", heading.format(level=0), '<w:b/><w:sz w:val="24"/>'),
        _style("Heading2", "heading 2", heading.format(level=0), '<w:b/><w:sz w:val="26"/>'),
        _style("Clause", "Clause", hanging.format(left=709, hanging=709)),
        _style("Item", "Item", hanging.format(left=1134, hanging=425)),
    )
    defaults = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>'
        f'<w:sz w:val="20"/><w:lang w:val="{tongue}"/></w:rPr></w:rPrDefault></w:docDefaults>'
    )
    return f"<w:styles {_ROOT}>{defaults}{''.join(styles)}</w:styles>"


def _level(level: int, form: str, text: str, left: int, hanging: int) -> str:
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
    )


_NUMBERING = (
    f'<w:numbering {_ROOT}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>'
    + _level(0, "decimal", "Artikel %1.", 1134, 1134)
    + _level(1, "decimal", "%1.%2", 709, 709)
    + _level(2, "lowerLetter", "%3.", 1134, 425)
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


def _footnotes(notes: dict[str, str]) -> str:
    separators = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
        "</w:footnote>"
    )
    written = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>{_run(" " + text)}</w:p></w:footnote>'
        for number, text in notes.items()
    )
    return f"<w:footnotes {_ROOT}>{separators}{written}</w:footnotes>"


def _content_types(parts: list[str]) -> str:
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" '
        f'ContentType="{_TYPE}.{"document.main" if name == "document" else name}+xml"/>'
        for name in parts
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        f"{overrides}</Types>"
    )


def _relations(targets: dict[str, tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="{identity}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for identity, (kind, target) in targets.items()
    )
    if "rId1" in targets:
        rows += (
            '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/'
            'metadata/core-properties" Target="docProps/core.xml"/>'
        )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _core(source: Source) -> str:
    stamp = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{_DATE}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(source.title)}</dc:title>{stamp}</cp:coreProperties>"
    )
