"""Packages that the fuzzer's bytes write: a programme of bytes, and the seeds that a first run starts from."""

# ruff: noqa: E501 - lists of names and XML read best unbroken

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree

_OFFICE = "http://schemas.openxmlformats.org/"
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = {
    "w": f"{_OFFICE}wordprocessingml/2006/main",
    "r": f"{_OFFICE}officeDocument/2006/relationships",
    "m": f"{_OFFICE}officeDocument/2006/math",
    "mc": f"{_OFFICE}markup-compatibility/2006",
    "a": f"{_OFFICE}drawingml/2006/main",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:unknown",
    "dgm": f"{_OFFICE}drawingml/2006/diagram",
    **{name: f"{_ODF}{name}:1.0" for name in ("office", "text", "table", "style")},
    "draw": f"{_ODF}drawing:1.0",
    "fo": f"{_ODF}xsl-fo-compatible:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in _SPACES.items())

# The words of the programmes. Their order is part of every kept input: add at the end.
DOCX_NAMES = (
    "w:p w:r w:t w:pPr w:rPr w:tbl w:tr w:tc w:tcPr w:trPr w:ins w:del w:moveFrom w:moveTo w:delText w:numPr "
    "w:numId w:ilvl w:pStyle w:rStyle w:b w:vanish w:specVanish w:outlineLvl w:tab w:br w:sym w:fldChar "
    "w:instrText w:fldSimple w:ffData w:checkBox w:checked w:ddList w:listEntry w:result w:drawing w:pict "
    "w:object w:txbxContent w:footnoteReference w:endnoteReference w:commentRangeStart w:commentRangeEnd "
    "w:commentReference w:comment w:footnote w:endnote w:sdt w:sdtContent w:sdtPr w:smartTag w:customXml "
    "w:altChunk w:subDoc w:sectPr w:headerReference w:footerReference w:vMerge w:cellIns w:cellDel w:abstractNum "
    "w:lvl w:start w:numFmt w:lvlText w:lvlRestart w:isLgl w:num w:abstractNumId w:lvlOverride w:startOverride "
    "w:numStyleLink w:style w:basedOn w:name w:lang w:docDefaults w:noBreakHyphen w:cr w:ptab m:t m:f m:num m:den "
    "mc:AlternateContent mc:Choice mc:Fallback a:p a:t a:blip v:textpath o:OLEObject dgm:relIds x:any w:any"
).split()
ODT_NAMES = (
    "text:p text:h text:span text:list text:list-item text:list-header text:numbered-paragraph text:number "
    "text:s text:tab text:line-break text:note text:note-body text:note-citation text:tracked-changes "
    "text:changed-region text:insertion text:deletion office:change-info dc:creator dc:date text:change "
    "text:change-start text:change-end office:annotation office:annotation-end text:hidden-text text:section "
    "text:ruby-text text:a text:list-style text:outline-style text:list-level-style-number "
    "text:list-level-style-bullet table:table table:table-row table:table-cell table:covered-table-cell "
    "table:table-header-rows table:table-row-group draw:frame draw:text-box draw:image draw:object draw:a draw:g "
    "style:style style:text-properties style:master-page style:header style:footer style:header-left x:any "
    "text:any draw:custom-shape"
).split()
DOCX_ATTRIBUTES = (
    "w:val w:id w:author w:date w:fldCharType w:instr w:font w:char w:styleId w:type w:default w:numId w:ilvl "
    "w:abstractNumId w:format r:id r:dm string ProgID"
).split()
ODT_ATTRIBUTES = (
    "text:style-name style:name style:family style:parent-style-name style:list-style-name style:display-name "
    "text:level text:outline-level text:start-value text:display-levels text:list-id text:continue-list "
    "text:continue-numbering text:change-id text:id xml:id text:note-class office:name text:is-list-header "
    "text:restart-numbering style:num-format style:num-prefix style:num-suffix style:num-letter-sync "
    "loext:num-list-format fo:font-weight text:display xlink:href text:string-value style:display"
).split()
_VALUES = (
    "1|0|2|3|9|-1|10|99999999999999999999|true|false|none|a|A|i|I|%1|%1.%2|%1.%2.%3|Artikel %1|%1%.%2%|begin|separate|end|"
    "decimal|upperRoman|lowerLetter|bullet|custom|001, 002|ordinal|Heading 1|Title|paragraph|text|graphic|restart|"
    "bold|normal|F0A7|Wingdings|Equation.3|LISTNUM|Inkoper|Leverancier|2026-03-01T10:00:00Z|r1|r2|endnote|x||é"
).split("|")
WORDS = (
    "Artikel 1|Artikel 2 Doel|1. Definities|1.1 De leverancier levert.|a) iets;|(i) iets:|- iets|Bijlage 1|Lid 2|"
    "De leverancier zal:| |.....|Aansprakelijkheid|en verder|§ 2|1°|\u00ad|\u00a0|Titel .... 5|Hoofdstuk 1"
).split("|")
_CLOSE, _ATTRIBUTE, _TEXT, _PART = 240, 241, 242, 243
_DEEPEST = 240  # the XML parser refuses more


def built(programme: bytes, names: Sequence[str], attributes: Sequence[str]) -> list[str]:
    """The insides of the parts that a programme of bytes writes, always well formed.

    A byte below ``len(names)`` opens an element; four others close it, give it an attribute, write words (which
    ones the next bytes say) or begin the next part. Every other byte closes as well.
    """
    parts, stack, steps = [""], list[str](), iter(programme)
    is_open = False  # the start tag can still take attributes
    given: set[str] = set()
    for step in steps:
        if step == _ATTRIBUTE:
            name = attributes[next(steps, 0) % len(attributes)]
            value = _VALUES[next(steps, 0) % len(_VALUES)]
            if is_open and name not in given:
                parts[-1] += f' {name}="{value}"'
                given.add(name)
            continue
        parts[-1] += ">" if is_open else ""
        is_open = False
        if step < len(names) and len(stack) < _DEEPEST:
            stack.append(names[step])
            parts[-1] += f"<{names[step]}"
            is_open, given = True, set()
        elif step == _TEXT:
            parts[-1] += WORDS[next(steps, 0) % len(WORDS)]
        elif step == _PART:
            parts[-1] += "".join(f"</{name}>" for name in reversed(stack))
            stack.clear()
            parts.append("")
        elif stack:
            parts[-1] += f"</{stack.pop()}>"
    parts[-1] += (">" if is_open else "") + "".join(f"</{name}>" for name in reversed(stack))
    return parts


def programme(parts: Iterable[str], names: Sequence[str], attributes: Sequence[str]) -> bytes:
    """The programme that writes these parts, as far as its words go: how seeds are made."""
    prefixes = {address: prefix for prefix, address in _SPACES.items()}
    prefixes["http://www.w3.org/XML/1998/namespace"] = "xml"

    def short(name: str) -> str:
        return re.sub(r"\{(.*)\}", lambda found: prefixes[found[1]] + ":", name)

    def steps(element: ElementTree.Element) -> Iterable[int]:
        yield names.index(short(element.tag))
        for name, value in element.items():
            yield from (_ATTRIBUTE, attributes.index(short(name)), _VALUES.index(value))
        if element.text:
            yield from (_TEXT, WORDS.index(element.text))
        for child in element:
            yield from steps(child)
            if child.tail:
                yield from (_TEXT, WORDS.index(child.tail))
        yield _CLOSE

    made = bytearray()
    for part in parts:
        for child in ElementTree.fromstring(f"<root {_DECLARED}>{part}</root>"):
            made += bytes(steps(child))
        made.append(_PART)
    return bytes(made)


def docx(parts: Sequence[str]) -> bytes:
    """A Word file of body, numbering, styles, notes, comments and a header, as far as given."""
    kinds = ("numbering", "styles", "footnotes", "endnotes", "comments", "header", "diagramData")
    given = dict(zip(kinds, parts[1:], strict=False))
    arrow = '<Relationship Id="{}" Type="' + _SPACES["r"] + '/{}" Target="{}"/>'
    arrows = "".join(
        arrow.format(f"r{at}", kind, f"{kind}.xml") for at, kind in enumerate(reversed(given), 1)
    )
    relations = f'<Relationships xmlns="{_OFFICE}package/2006/relationships">{{}}</Relationships>'
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{_OFFICE}package/2006/content-types">'
            f'<Override PartName="/document.xml" ContentType="{main}"/></Types>',
            "_rels/.rels": relations.format(arrow.format("r", "officeDocument", "document.xml")),
            "_rels/document.xml.rels": relations.format(arrows),
            "document.xml": f"<w:document {_DECLARED}><w:body>{parts[0]}</w:body></w:document>",
            **{f"{kind}.xml": f"<w:{kind} {_DECLARED}>{part}</w:{kind}>" for kind, part in given.items()},
        }
    )


def odt(parts: Sequence[str]) -> bytes:
    """An ODT of body, automatic styles, styles and master pages, as far as given."""
    body, automatic, styles, masters = (*parts, "", "", "")[:4]
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {_DECLARED}><office:automatic-styles>{automatic}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
            "styles.xml": f"<office:document-styles {_DECLARED}><office:styles>{styles}</office:styles>"
            f"<office:master-styles>{masters}</office:master-styles></office:document-styles>",
        }
    )


def zipped(files: dict[str, str]) -> bytes:
    """A zip of these files, stored: packing would cost more than reading."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


DOCX_SEEDS = (
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>Artikel 1</w:t></w:r>'
    '</w:p><w:p><w:ins w:author="Inkoper"><w:r><w:t>en verder</w:t></w:r></w:ins><w:del w:author="Inkoper"><w:r>'
    "<w:delText>1. Definities</w:delText></w:r></w:del></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Lid 2</w:t></w:r>"
    '</w:p></w:tc><w:tc><w:p><w:r><w:t>- iets</w:t><w:footnoteReference w:id="1"/></w:r></w:p></w:tc></w:tr></w:tbl>',
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="Artikel %1"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
    '<w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="A"/><w:rPr><w:b/></w:rPr></w:style>',
    '<w:footnote w:id="1"><w:p><w:r><w:t>iets</w:t></w:r></w:p></w:footnote>'.replace("iets", "a) iets;"),
)
ODT_SEEDS = (
    '<text:tracked-changes><text:changed-region text:id="r1"><text:deletion><text:p>en verder</text:p></text:deletion>'
    '</text:changed-region><text:changed-region text:id="r2"><text:insertion/></text:changed-region>'
    '</text:tracked-changes><text:h text:outline-level="1">Artikel 1</text:h><text:p>Lid 2<text:change '
    'text:change-id="r1"/><text:change-start text:change-id="r2"/>- iets<text:change-end text:change-id="r2"/></text:p>'
    '<text:list text:style-name="a"><text:list-item><text:p>a) iets;</text:p></text:list-item></text:list>'
    "<table:table><table:table-row><table:table-cell><text:p>Bijlage 1</text:p></table:table-cell></table:table-row>"
    "</table:table><text:p><draw:frame><draw:text-box><text:p>Artikel 2 Doel</text:p></draw:text-box></draw:frame>"
    '<text:note text:note-class="endnote"><text:note-body><text:p>§ 2</text:p></text:note-body></text:note></text:p>',
    '<text:list-style style:name="a"><text:list-level-style-number text:level="1" style:num-format="1"/>'
    "</text:list-style>",
)
PDF_SEED = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj "
    b"4 0 obj<</Length 58>>stream\nBT /F 12 Tf 72 720 Td (Artikel 1 Doel) Tj ET 0 0 m 9 9 l S\nendstream endobj "
    b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
)
