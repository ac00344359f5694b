"""Properties of every DOCX and ODT: no word is lost, doubled or moved, whatever a package nests in what.

Words are tokens that occur once, so that a reading can be compared with what was put in. Set
ANALYSER_EXAMPLES to a number (20000) for a long run.
"""

# ruff: noqa: E501 - XML reads best unbroken

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from make_docx import SPACES, abstract, docx, level, num, num_pr, p, part, t
from make_odt import odt

from analyser.errors import InputError, ReaderFailed
from analyser.model import Document, View
from analyser.reading import read_bytes
from analyser.reading.tree import own_ranges

EXAMPLES = int(os.environ.get("ANALYSER_EXAMPLES", "80"))
PROPERTY = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=EXAMPLES == 80,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
HIDDEN = {
    View.ACCEPTED: {"del", "moveFrom"},
    View.REJECTED: {"ins", "moveTo"},
    View.MARKED: set[str](),
}
TOKEN = re.compile(r"[fbn]\d+;")
Node = tuple[Any, ...]


@dataclass
class Made:
    """XML in the making, with the words it holds: token, and the changes around it."""

    words: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    around: tuple[str, ...] = ()
    where: str = "f"  # the flow of the text, a text box or a note
    stray: str = ""
    aside: list[str] = field(default_factory=list)  # notes of a DOCX, deletions and insertions of an ODT

    def token(self) -> str:
        word = f"{self.where}{len(self.words)};"
        self.words.append((word, frozenset(self.around)))
        return word

    def stray_fields(self, kind: str) -> bool:
        """Whether a document has fields without an end, or ends without a field: never both, which might pair."""
        self.stray = self.stray or kind
        return self.stray == kind

    def shown(self, view: View, where: str) -> list[str]:
        return [word for word, around in self.words if word[0] in where and not around & HIDDEN[view]]


def found(document: Document, where: str) -> list[str]:
    return [word for word in TOKEN.findall(document.text) if word[0] in where]


def sound(data: bytes, view: View) -> Document:
    """The document, of which everything holds that holds of every document."""
    document = read_bytes(data, "contract", view=view)
    assert read_bytes(data, "contract", view=view).text == document.text
    assert "\n".join(document.text[block.start : block.end] for block in document.blocks) == document.text
    at = 0
    for clause in document.clauses:
        assert clause.start >= at, "reading order"
        at = clause.start
        if clause.parent is not None:
            parent = document.clauses[clause.parent]
            assert parent.start <= clause.start <= clause.end <= parent.end, "ranges nest"
    owned = [own for index in range(len(document.clauses)) for own in own_ranges(document, index)]
    assert found_in(document.text) == sum(found_in(document.text[slice(*own)]) for own in owned)
    for place in (*document.revisions, *document.comments):
        if place.start is not None and place.end is not None:
            assert 0 <= place.start <= place.end <= len(document.text)
    return document


def found_in(text: str) -> int:
    return len(TOKEN.findall(text))


def agrees(data: bytes, made: Made) -> None:
    """In each view exactly the words that it shows, those of the flow in order."""
    for view in View:
        if not made.shown(view, "fbn"):
            continue  # nothing to read: a refusal
        document = sound(data, view)
        assert found(document, "f") == made.shown(view, "f"), view
        assert sorted(found(document, "bn")) == sorted(made.shown(view, "bn")), view


# -- DOCX --------------------------------------------------------------------------------------

CHANGES = ("ins", "del", "moveFrom", "moveTo")
INLINE = st.recursive(
    st.sampled_from([("text",), ("split",), ("tab",), ("note",), ("open field",), ("end field",)]),
    lambda inner: st.tuples(
        st.sampled_from([*CHANGES, "sdt", "smartTag", "unknown", "field", "box", "alternate", "hyperlink"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)
PARAGRAPH = st.tuples(
    st.just("p"), st.lists(INLINE, max_size=4), st.sampled_from(["", "", "ins", "del"]), st.integers(-1, 12)
)
BLOCK = st.recursive(
    PARAGRAPH,
    lambda inner: (
        st.tuples(
            st.just("table"),
            st.lists(st.lists(st.lists(inner, max_size=2), min_size=1, max_size=3), max_size=2),
        )
        | st.tuples(
            st.sampled_from(["sdt", "customXml", "unknown", "ins", "del", "moveTo"]),
            st.lists(inner, max_size=3),
        )
        | st.tuples(st.just("unknown rows"), st.lists(inner, max_size=2))
    ),
    max_leaves=8,
)


def words_of(made: Made, text: str) -> str:
    return t(text).replace("w:t", "w:delText") if "del" in made.around else t(text)


def within(made: Made, change: str, content: list[Node], render: Any) -> str:
    outer, made.around = made.around, (*made.around, change)
    inside = "".join(render(made, node) for node in content)
    made.around = outer
    return inside


def inline(made: Made, node: Node) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    match node[0]:
        case "text":
            return words_of(made, made.token())
        case "split":
            word = made.token()
            return words_of(made, word[:1]) + "<w:proofErr/>" + words_of(made, word[1:])
        case "tab":
            return "<w:r><w:tab/><w:br/></w:r>"
        case "note":
            return note(made)
        case "open field":
            return mark("begin") + mark("begin") if made.stray_fields("begin") else ""
        case "end field":
            return mark("end") if made.stray_fields("end") else ""
        case change if change in CHANGES:
            inside = within(made, change, node[1], inline)
            return f'<w:{change} w:id="1" w:author="{len(made.words) % 2}">{inside}</w:{change}>'
        case "box":
            outer, made.where = made.where, "b" if made.where == "f" else made.where
            inside = "".join(inline(made, inner) for inner in node[1])
            made.where = outer
            return f"<w:r><w:pict><v:textbox><w:txbxContent>{p(inside)}</w:txbxContent></v:textbox></w:pict></w:r>"
    inside = "".join(inline(made, inner) for inner in node[1])
    match node[0]:
        case "sdt":
            return f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
        case "field":
            code = "<w:r><w:instrText>REF a</w:instrText></w:r>"
            return mark("begin") + code + mark("separate") + inside + mark("end")
        case "alternate":
            if not TOKEN.search(re.sub("<[^>]*>", "", inside)):
                return inside
            fallback = "<w:r><w:t>x</w:t></w:r>"
            return f"<mc:AlternateContent><mc:Choice>{inside}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
        case "unknown":
            return f'<x:any xmlns:x="urn:x">{inside}</x:any>'
        case tag:
            return f"<w:{tag}>{inside}</w:{tag}>"


def note(made: Made) -> str:
    if made.where == "n":
        return ""
    outer, made.where = made.where, "n"
    identity = len(made.aside) + 1
    made.aside.append(f'<w:footnote w:id="{identity}">{p(t(made.token()))}</w:footnote>')
    made.where = outer
    return f'<w:r><w:footnoteReference w:id="{identity}"/></w:r>'


def block(made: Made, node: Node) -> str:
    match node[0]:
        case "p":
            _, content, mark, number_level = node
            properties = f"<w:rPr><w:{mark} w:id='2' w:author='A'/></w:rPr>" if mark else ""
            numbering = num_pr(1 + number_level % 3, number_level) if number_level >= 0 else ""
            return p("".join(inline(made, inner) for inner in content), numbering + properties)
        case "table":
            rows = (
                "".join(f"<w:tc>{''.join(block(made, inner) for inner in cell)}</w:tc>" for cell in cells)
                for cells in node[1]
            )
            return f"<w:tbl>{''.join(f'<w:tr>{cells}</w:tr>' for cells in rows)}</w:tbl>"
        case "unknown rows":
            inside = "".join(block(made, inner) for inner in node[1])
            return f"<w:tbl><x:any xmlns:x='urn:x'><w:tr><w:tc>{inside}</w:tc></w:tr></x:any></w:tbl>"
        case change if change in CHANGES:
            return f'<w:{change} w:id="3" w:author="B">{within(made, change, node[1], block)}</w:{change}>'
    inside = "".join(block(made, inner) for inner in node[1])
    match node[0]:
        case "sdt":
            return f"<w:sdt><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
        case "unknown":
            return f'<x:any xmlns:x="urn:x">{inside}</x:any>'
        case tag:
            return f"<w:{tag}>{inside}</w:{tag}>"


ODD_NUMBER = st.sampled_from(["", "1", "-5", "99999999999999999999", "x", "3.5", "30001"])
LEVELS = st.lists(
    st.tuples(
        st.integers(-1, 12),
        st.sampled_from(["decimal", "upperRoman", "lowerLetter", "ordinal", "bullet", "none", "custom", "?"]),
        st.sampled_from(["%1.", "%1.%2", "Artikel %1", "%9%9", "%%1", "", "(%3)"]),
        ODD_NUMBER,
    ),
    max_size=4,
)


@PROPERTY
@given(st.lists(BLOCK, min_size=1, max_size=5), LEVELS)
def test_a_word_file_gives_its_words_once_and_in_order(blocks: list[Node], levels: list[Any]) -> None:
    made = Made()
    body = "".join(block(made, node) for node in blocks)
    definitions = abstract(0, *(level(index, form, text) for index, form, text, _ in levels))
    starts = "".join(
        f'<w:lvlOverride w:ilvl="{index}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        for index, _, _, start in levels
    )
    numbering = definitions + num(1, 0) + num(2, 0, starts) + num(3, 7)
    notes = part("footnotes", "".join(made.aside))
    agrees(docx(body, numbering=numbering, related={"f.xml": ("footnotes", notes)}), made)


# -- ODT ---------------------------------------------------------------------------------------

ODT_INLINE = st.recursive(
    st.sampled_from([("text",), ("space",), ("note",), ("comment",), ("deletion", 1), ("deletion", 3)]),
    lambda inner: st.tuples(
        st.sampled_from(["span", "a", "unknown", "insertion", "box"]), st.lists(inner, max_size=4)
    ),
    max_leaves=10,
)
ODT_BLOCK = st.recursive(
    st.tuples(st.sampled_from(["p", "h"]), st.lists(ODT_INLINE, max_size=4), st.integers(-1, 99)),
    lambda inner: (
        st.tuples(
            st.just("table"),
            st.lists(st.lists(st.lists(inner, max_size=2), min_size=1, max_size=3), max_size=2),
        )
        | st.tuples(
            st.sampled_from(["list", "numbered", "section", "unknown", "unknown row"]),
            st.lists(inner, max_size=3),
        )
    ),
    max_leaves=8,
)


def region(made: Made, kind: str, content: str) -> str:
    identity = f"c{len(made.aside)}"
    made.aside.append(
        f'<text:changed-region text:id="{identity}"><text:{kind}><office:change-info><dc:creator>{len(made.aside) % 2}'
        f"</dc:creator></office:change-info>{content}</text:{kind}></text:changed-region>"
    )
    return f'text:change-id="{identity}"'


def odt_inline(made: Made, node: Node) -> str:
    match node[0]:
        case "text":
            return made.token()
        case "space":
            return "<text:s text:c='3'/><text:tab/><text:line-break/>"
        case "comment":
            return "<office:annotation><text:p>geen woord</text:p></office:annotation>"
        case "note":
            if made.where != "f":
                return ""
            made.where = "n"
            inside = f"<text:p>{made.token()}</text:p>"
            made.where = "f"
            return f"<text:note><text:note-citation>9</text:note-citation><text:note-body>{inside}</text:note-body></text:note>"
        case "deletion":
            outer, made.around = made.around, (*made.around, "del")
            comment = odt_inline(made, ("comment",))
            content = "".join(f"<text:p>{made.token()}{comment}</text:p>" for _ in range(node[1]))
            made.around = outer
            return f"<text:change {region(made, 'deletion', content)}/>"
        case "insertion":
            mark = region(made, "insertion", "")
            inside = within(made, "ins", node[1], odt_inline)
            return f"<text:change-start {mark}/>{inside}<text:change-end {mark}/>"
        case "box":
            outer_where, made.where = made.where, "b" if made.where == "f" else made.where
            inside = "".join(odt_inline(made, inner) for inner in node[1])
            made.where = outer_where
            return f"<draw:frame><draw:text-box><text:p>{inside}</text:p></draw:text-box></draw:frame>"
    inside = "".join(odt_inline(made, inner) for inner in node[1])
    tag = {"span": "text:span", "a": "text:a", "unknown": "text:wat"}[node[0]]
    return f"<{tag}>{inside}</{tag}>"


def odt_block(made: Made, node: Node) -> str:
    if node[0] == "table":
        rows = (
            "".join(
                f"<table:table-cell>{''.join(odt_block(made, inner) for inner in cell)}</table:table-cell>"
                for cell in cells
            )
            for cells in node[1]
        )
        return f"<table:table>{''.join(f'<table:table-row>{cells}</table:table-row>' for cells in rows)}</table:table>"
    if node[0] in ("p", "h"):
        inside = "".join(odt_inline(made, inner) for inner in node[1])
        return f'<text:{node[0]} text:outline-level="{node[2]}">{inside}</text:{node[0]}>'
    inside = "".join(odt_block(made, inner) for inner in node[1])
    match node[0]:
        case "list":
            return f'<text:list text:style-name="L"><text:list-item text:start-value="x">{inside}</text:list-item></text:list>'
        case "numbered":
            return f'<text:numbered-paragraph text:level="70">{inside}</text:numbered-paragraph>'
        case "unknown row":
            return f"<table:table><text:wat><table:table-row><table:table-cell>{inside}</table:table-cell></table:table-row></text:wat></table:table>"
        case tag:
            return f"<text:{tag}>{inside}</text:{tag}>"


@PROPERTY
@given(st.lists(ODT_BLOCK, min_size=1, max_size=5))
def test_an_odt_gives_its_words_once_and_in_order(blocks: list[Node]) -> None:
    made = Made()
    body = "".join(odt_block(made, node) for node in blocks)
    changes = f"<text:tracked-changes>{''.join(made.aside)}</text:tracked-changes>"
    agrees(odt(changes + body), made)


def outcome(data: bytes) -> str:
    """ "read", or the code of the refusal; any other exception leaves."""
    try:
        read_bytes(data, "contract")
    except InputError as refused:
        return refused.code
    return "read"


# -- damaged packages --------------------------------------------------------------------------

DOCX = docx(
    p(t("Artikel 1"), num_pr(1)) + "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>" + p(t("Tekst.")),
    numbering=abstract(0, level(0, "decimal", "%1.")) + num(1, 0),
    related={"h.xml": ("header", f"<w:hdr {SPACES}/>")},
)
ODT = odt('<text:h text:outline-level="1">Artikel 1</text:h><text:p>Tekst.</text:p>')
DAMAGE = st.lists(
    st.tuples(
        st.sampled_from(["flip", "cut", "swap", "insert"]), st.integers(0, 10_000), st.integers(0, 255)
    ),
    min_size=1,
    max_size=6,
)


@PROPERTY
@given(st.sampled_from([DOCX, ODT]), DAMAGE)
def test_a_damaged_package_is_read_or_refused(data: bytes, damage: list[tuple[str, int, int]]) -> None:
    for kind, where, size in damage:
        at = where % (len(data) or 1)
        match kind:
            case "flip":
                data = data[:at] + bytes([data[at] ^ (size or 1)]) + data[at + 1 :] if data else data
            case "cut":
                data = data[: max(len(data) - size, 0)]
            case "insert":
                data = data[:at] + bytes([size]) * (size % 9) + data[at:]
            case "swap":
                data = data[at : at + size] + data[:at] + data[at + size :]
    assert outcome(data) != ReaderFailed.code
