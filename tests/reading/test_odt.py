"""Every word of an ODT, with the numbers its list styles print, in three views."""

# ruff: noqa: E501 - XML and tables of cases read best unbroken

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from make_docx import abstract, docx, level, num, numbered, zipped
from make_docx import p as word_p
from make_docx import row as word_row
from make_docx import t as word_t
from make_docx import table as word_table
from make_docx import tracked as word_tracked
from make_odt import h, items, list_style, number_level, odt, p, table
from odf.opendocument import OpenDocumentText
from odf.text import H, P

from analyser.errors import Damaged, Encrypted, NoText, Unsafe
from analyser.model import BlockKind, Comment, Notice, Revision, View
from analyser.reading.docx import read_docx
from analyser.reading.draft import Draft
from analyser.reading.limits import Limits
from analyser.reading.odt import read_odt

VIEWS = (View.ACCEPTED, View.REJECTED, View.MARKED)
CLAUSES = list_style(
    "L", number_level(1, "1", suffix="."), number_level(2, "1", shown=2), number_level(3, "a", suffix=")")
)
BULLETS = '<text:list-style style:name="B"><text:list-level-style-bullet text:level="1"/></text:list-style>'


def read(data: bytes, view: View = View.ACCEPTED) -> Draft:
    return read_odt(data, "contract.odt", Limits(), view)


def body(xml: str, **more: str) -> list[str]:
    """The lines that a body reads as."""
    return read(odt(xml, **more)).text.split("\n")


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param("Leve<text:span>ran</text:span>cier", "Leverancier", id="spans cut words"),
        pytest.param('a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d', "a b c d", id="spaces"),
        pytest.param("aan<text:soft-page-break/>vang", "aanvang", id="page break"),
        pytest.param('<text:a xlink:href="x">link</text:a> <text:date>1 mei</text:date>', "link 1 mei", id="field"),
        pytest.param("<text:ruby><text:ruby-base>woord</text:ruby-base><text:ruby-text>x</text:ruby-text></text:ruby>",
                     "woord", id="ruby"),
        pytest.param("\n   a\n   b\n", "a b", id="indented XML"),
    ],
)  # fmt: skip
def test_content_of_a_paragraph(content: str, text: str) -> None:
    assert body(p(content)) == [text]


def test_blocks_in_document_order() -> None:
    note = (
        '<text:note text:note-class="{}"><text:note-citation>1</text:note-citation><text:note-body>'
        "<text:p>{}</text:p></text:note-body></text:note>"
    )
    frame = f"<draw:frame><draw:text-box>{p('Kader')}</draw:text-box></draw:frame>"
    draft = read(
        odt(
            h("Duur", 2)
            + p("Tekst" + note.format("endnote", "Slot") + note.format("footnote", "Noot") + frame)
            + f"<text:section>{p('In sectie')}</text:section>"
            + table(("a", "", "c"), ("d",))
            + frame,
            masters=f"<style:master-page><style:header>{p('Kop')}</style:header><style:header-left>{p('Kop')}"
            f"</style:header-left><style:footer>{p('Voet')}</style:footer>"
            f'<style:footer-first style:display="false">{p("Nooit")}</style:footer-first></style:master-page>',
        )
    )
    assert [(b.kind, b.section, b.paragraph, b.level, draft.text[b.start : b.end]) for b in draft.blocks] == [
        (BlockKind.HEADING, "body", 1, 1, "Duur"),
        (BlockKind.PARAGRAPH, "body", 2, None, "Tekst"),
        (BlockKind.TEXT_BOX, "text-box", 5, None, "Kader"),
        (BlockKind.PARAGRAPH, "body", 6, None, "In sectie"),
        (BlockKind.TABLE_ROW, "body", 7, None, "a | | c"),
        (BlockKind.TABLE_ROW, "body", 10, None, "d"),
        (BlockKind.TEXT_BOX, "text-box", 11, None, "Kader"),
        (BlockKind.FOOTNOTE, "footnotes", 4, None, "Noot"),
        (BlockKind.FOOTNOTE, "endnotes", 3, None, "Slot"),
        (BlockKind.HEADER, "header", None, None, "Kop"),
        (BlockKind.FOOTER, "footer", None, None, "Voet"),
    ]
    assert draft.notices == []


NESTED = p("een") + items("", p("onder") + items("", "diep"), "verder")


@pytest.mark.parametrize(
    ("xml", "lines"),
    [
        pytest.param(items("L", NESTED, "twee"), ["1. een", "1.1 onder", "a) diep", "1.2 verder", "2. twee"], id="nested"),
        pytest.param(items("L", "a") + items("L", "b"), ["1. a", "1. b"], id="a new list restarts"),
        pytest.param(items("L", "a") + items("L", "b", attributes='text:continue-numbering="true"'), ["1. a", "2. b"],
                     id="continues"),
        pytest.param(items("L", "a", attributes='xml:id="x"') + items("L", "b")
                     + items("L", "c", attributes='text:continue-list="x"'), ["1. a", "1. b", "2. c"], id="continues by id"),
        pytest.param(f'<text:list text:style-name="L"><text:list-item text:start-value="7">{p("a")}{p("meer")}'
                     f"</text:list-item><text:list-header>{p('los')}</text:list-header></text:list>",
                     ["7. a", "meer", "los"], id="start, second paragraph, header"),
        pytest.param(items("B", "punt", "<text:p/>"), ["• punt"], id="bullets"),
        pytest.param(items("onbekend", "a"), ["a"], id="style unknown"),
        pytest.param(f'<text:numbered-paragraph text:list-id="q" text:style-name="L">{p("a")}</text:numbered-paragraph>',
                     ["1. a"], id="numbered paragraph"),
    ],
)  # fmt: skip
def test_lists(xml: str, lines: list[str]) -> None:
    assert body(xml, automatic=CLAUSES + BULLETS) == lines


@pytest.mark.parametrize(
    ("form", "more", "start", "printed"),
    [
        ("1", "", 12, "(12)"),
        ("i", "", 4, "(iv)"),
        ("I", "", 4, "(IV)"),
        ("a", "", 28, "(ab)"),
        ("A", 'style:num-letter-sync="true"', 28, "(BB)"),
        ("1", 'loext:num-list-format="Lid %1%:"', 2, "Lid 2:"),
        ("", "", 1, None),
    ],
)
def test_forms(form: str, more: str, start: int, printed: str | None) -> None:
    style = number_level(1, form, prefix="(", suffix=")", more=f'{more} text:start-value="{start}"')
    (block,) = read(odt(items("S", "tekst"), styles=list_style("S", style))).blocks
    assert block.number == printed


OUTLINE = (
    '<text:outline-style><text:outline-level-style text:level="1" style:num-format="1" style:num-prefix="Artikel "/>'
    '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>'
    '<style:style style:family="paragraph" style:name="Los" style:list-style-name=""/>'
)


def test_headings_are_numbered_by_the_outline() -> None:
    xml = (
        h("Duur") + h("Verlenging", 2) + h("Los", 1, 'text:is-list-header="true"')
        + h("Uit", 1, 'text:style-name="Los"') + h("Kosten")
        + h("Nieuw", 1, 'text:restart-numbering="true" text:start-value="9"')
    )  # fmt: skip
    assert body(xml, styles=OUTLINE) == [
        "Artikel 1 Duur",
        "1.1 Verlenging",
        "Los",
        "Uit",
        "Artikel 2 Kosten",
        "Artikel 9 Nieuw",
    ]


def region(identity: str, kind: str, content: str = "") -> str:
    info = "<office:change-info><dc:creator>Inkoper</dc:creator><dc:date>2026-03-01</dc:date></office:change-info>"
    return f'<text:changed-region text:id="{identity}"><text:{kind}>{info}{content}</text:{kind}></text:changed-region>'


def tracked(*regions: str) -> str:
    return f"<text:tracked-changes>{''.join(regions)}</text:tracked-changes>"


def at(kind: str, identity: str) -> str:
    return f'<text:change{kind} text:change-id="{identity}"/>'


REPLACED = tracked(region("d", "deletion", p("tien ")), region("i", "insertion")) + p(
    f"Termijn {at('', 'd')}{at('-start', 'i')}dertig {at('-end', 'i')}dagen"
)


@pytest.mark.parametrize(
    ("xml", "accepted", "rejected", "marked"),
    [
        pytest.param(REPLACED, ["Termijn dertig dagen"], ["Termijn tien dagen"], ["Termijn tien dertig dagen"], id="words"),
        pytest.param(tracked(region("d", "deletion", p(" een") + p("twee "))) + p(f"A{at('', 'd')}B"),
                     ["AB"], ["A een", "twee B"], ["A een", "twee B"], id="paragraph mark deleted"),
        pytest.param(tracked(region("d", "deletion", p("weg") + p(""))) + items("L", "een", p(f"{at('', 'd')}twee")),
                     ["1. een", "2. twee"], ["1. een", "weg", "2. twee"], ["1. een", "weg", "2. twee"], id="paragraph deleted"),
        pytest.param(tracked(region("i", "insertion")) + p(f"A{at('-start', 'i')}") + p(f"B{at('-end', 'i')}") + p("C"),
                     ["A", "B", "C"], ["A", "C"], ["A", "B", "C"], id="paragraph inserted"),
        pytest.param(tracked(region("i", "insertion")) + at("-start", "i") + p("nieuw") + at("-end", "i") + p("oud"),
                     ["nieuw", "oud"], ["oud"], ["nieuw", "oud"], id="change round a paragraph"),
        pytest.param(tracked(region("f", "format-change")) + p(f"a{at('-start', 'f')}b{at('-end', 'f')}"),
                     *[["ab"]] * 3, id="format only"),
    ],
)  # fmt: skip
def test_views(xml: str, accepted: list[str], rejected: list[str], marked: list[str]) -> None:
    drafts = [read(odt(xml, automatic=CLAUSES), view) for view in VIEWS]
    assert [draft.text.split("\n") for draft in drafts] == [accepted, rejected, marked]


def test_revisions_are_listed() -> None:
    draft = read(odt(REPLACED))
    assert draft.revisions == [
        Revision("deletion", "Inkoper", "2026-03-01", "tien", None, None),
        Revision("insertion", "Inkoper", "2026-03-01", "dertig", 8, 14),
    ]
    assert draft.notices == [Notice("tracked-changes", details=(("count", "2"), ("view", "accepted")))]


def test_comments_are_anchored() -> None:
    note = (
        "<office:annotation{}><dc:creator>Jurist</dc:creator><dc:date>2026</dc:date>"
        "<text:p>Te ruim?</text:p></office:annotation>"
    )
    named, loose = note.format(" office:name='x'"), note.format("")
    xml = p(f"A {named}woord<office:annotation-end office:name='x'/> B{loose}")
    draft = read(odt(xml))
    assert draft.text == "A woord B"
    assert draft.comments == [
        Comment("Jurist", "2026", "Te ruim?", 2, 7),
        Comment("Jurist", "2026", "Te ruim?", 9, 9),
    ]


HIDDEN = '<style:style style:family="text" style:name="H"><style:text-properties text:display="none"/></style:style>'
STRUCK = (
    '<style:style style:family="text" style:name="D"><style:text-properties style:text-line-through-style="solid"/>'
    "</style:style>"
)
ONE = (("count", "1"),)


@pytest.mark.parametrize(
    ("xml", "notice"),
    [
        pytest.param(p('a <text:span text:style-name="H">b</text:span>'), Notice("hidden-text", details=ONE), id="style"),
        pytest.param(p('a <text:span text:style-name="D">b</text:span>'), Notice("struck-text", details=ONE), id="struck"),
        pytest.param(f'<text:section text:display="none">{p("a")}</text:section>', Notice("hidden-text", details=ONE),
                     id="section"),
        pytest.param(p("a<draw:frame><draw:image/></draw:frame>"), Notice("odt-image", details=ONE), id="image"),
        pytest.param(p('a<draw:frame><draw:object xlink:href="./O"/><draw:image/></draw:frame>'),
                     Notice("odt-part-skipped", unread=True, part="O"), id="object"),
        pytest.param(p('a<draw:frame><draw:object xlink:href="./F"/></draw:frame>'),
                     Notice("odt-part-skipped", unread=False, part="F"), id="formula"),
    ],
)  # fmt: skip
def test_what_is_not_plain_text_is_said(xml: str, notice: Notice) -> None:
    formula = '<manifest:file-entry manifest:full-path="F/" manifest:media-type="application/vnd.oasis.opendocument.formula"/>'
    assert read(odt(xml, automatic=HIDDEN + STRUCK, manifest=formula)).notices == [notice]


@pytest.mark.parametrize("part", ["styles.xml", "META-INF/manifest.xml"])
def test_a_broken_part_is_said_and_the_rest_is_read(part: str) -> None:
    draft = read(odt(p("Tekst"), files={part: "<geheim"}))
    assert draft.text == "Tekst"
    assert draft.notices == [Notice("odt-part-unread", unread=True, part=part)]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        pytest.param(odt(p("x"), manifest="<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"),
                     Encrypted, id="password"),
        pytest.param(odt(""), NoText, id="no words"),
        pytest.param(zipped({"styles.xml": "<a/>"}), Damaged, id="no content"),
        pytest.param(odt(p("x"), files={"content.xml": "<a/>"}), Damaged, id="no text document"),
        pytest.param(odt(p("x"), files={"content.xml": "<!DOCTYPE a><a/>"}), Unsafe, id="DTD"),
    ],
)  # fmt: skip
def test_refusals(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        read(data)


def test_the_same_contract_reads_the_same_from_word() -> None:
    word = abstract(
        0, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"), level(2, "lowerLetter", "%3)")
    ) + num(1, 0)
    replaced = (
        word_t("Termijn ") + word_tracked("del", word_t("tien ")) + word_tracked("ins", word_t("dertig "))
    )
    from_word = docx(
        numbered("Looptijd", 1) + numbered("De overeenkomst duurt twee jaar.", 1, 1) + numbered("behalve bij ontbinding;", 1, 2)
        + numbered("Kosten", 1) + word_table(word_row("Dienst", "Prijs")) + word_p(replaced + word_t("dagen")),
        numbering=word,
    )  # fmt: skip
    deep = p("De overeenkomst duurt twee jaar.") + items("", "behalve bij ontbinding;")
    changes, _, replaced_paragraph = REPLACED.partition("</text:tracked-changes>")
    from_odt = odt(
        changes + "</text:tracked-changes>" + items("L", p("Looptijd") + items("", deep), "Kosten")
        + table(("Dienst", "Prijs")) + replaced_paragraph,
        automatic=CLAUSES,
    )  # fmt: skip
    for view in VIEWS:
        left, right = read_docx(from_word, "a.docx", Limits(), view), read(from_odt, view)
        assert left.text == right.text
        assert [(b.kind, b.number, b.level) for b in left.blocks] == [
            (b.kind, b.number, b.level) for b in right.blocks
        ]
        assert [(r.kind, r.text, r.start, r.end) for r in left.revisions] == [
            (r.kind, r.text, r.start, r.end) for r in right.revisions
        ]


XML_TEXT = st.text(
    st.characters(
        codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Cn", "Co"), exclude_characters="\u2011<>&"
    )
)


@settings(max_examples=60, deadline=None)
@given(st.lists(XML_TEXT, max_size=6))
def test_any_text_comes_back(paragraphs: list[str]) -> None:
    xml = p("Begin") + "".join(
        p("".join(f"<text:span>{sign}</text:span>" for sign in text)) for text in paragraphs
    )
    assert body(xml) == ["Begin", *filter(None, (" ".join(text.split()) for text in paragraphs))]


def test_a_file_of_another_maker() -> None:
    document = OpenDocumentText()
    document.text.addElement(H(outlinelevel=1, text="Overeenkomst"))
    document.text.addElement(P(text="Leverancier meldt elk incident."))
    buffer = io.BytesIO()
    document.write(buffer)
    draft = read(buffer.getvalue())
    assert [(b.kind, draft.text[b.start : b.end]) for b in draft.blocks] == [
        (BlockKind.HEADING, "Overeenkomst"),
        (BlockKind.PARAGRAPH, "Leverancier meldt elk incident."),
    ]
