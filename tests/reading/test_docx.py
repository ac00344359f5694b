"""Every word of a Word file, in order, from wherever Word may have put it."""

# ruff: noqa: E501 - XML and tables of cases read best unbroken

from __future__ import annotations

import io

import docx as python_docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from make_docx import SPACES, docx, num_pr, p, part, row, run, t, table, tc, zipped

from analyser.errors import Damaged, NoText, Unsafe
from analyser.model import BlockKind, Notice, View
from analyser.reading.docx import read_docx
from analyser.reading.draft import Draft
from analyser.reading.limits import Limits


def read(data: bytes, view: View = View.ACCEPTED) -> Draft:
    return read_docx(data, "contract.docx", Limits(), view)


def body(xml: str, **more: object) -> list[str]:
    """The lines that a body reads as."""
    return read(docx(xml, **more)).text.split("\n")  # type: ignore[arg-type]


def box(content: str) -> str:
    return f"<w:txbxContent>{content}</w:txbxContent>"


def field(code: str, result: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


FORM_TICK = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar>'
    '</w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param(t("Leve") + t("rancier"), "Leverancier", id="runs cut words"),
        pytest.param(t("a") + "<w:r><w:tab/></w:r>" + t("b"), "a b", id="tab"),
        pytest.param(t("a  \u00a0 b "), "a b", id="white space folds"),
        pytest.param(t("aan\u00adspra\u200bke") + "<w:r><w:softHyphen/></w:r>" + t("lijk"), "aansprakelijk", id="unseen"),
        pytest.param(t("e") + "<w:r><w:noBreakHyphen/></w:r>" + t("mail, on\u2011line"), "e-mail, on-line", id="hyphen"),
        pytest.param(f"<w:hyperlink>{t('zie ')}<w:smartTag>{t('hier')}</w:smartTag></w:hyperlink>", "zie hier", id="link"),
        pytest.param(f"<w:sdt><w:sdtPr/><w:sdtContent>{t('ingevuld')}</w:sdtContent></w:sdt>", "ingevuld", id="control"),
        pytest.param(t("artikel ") + field("REF a", t("7")), "artikel 7", id="field"),
        pytest.param(field(f"IF {field('X', t('code'))}", t("uitkomst")), "uitkomst", id="field in field"),
        pytest.param('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + t("rest"), "rest", id="field never ended"),
        pytest.param(f'<w:fldSimple w:instr="DATE">{t("1 mei")}</w:fldSimple>', "1 mei", id="simple field"),
        pytest.param(FORM_TICK + t(" akkoord"), "☒ akkoord", id="tick of a form"),
        pytest.param('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + t(" ja"), "☑ ja", id="symbol"),
        pytest.param('<w:r><w:sym w:font="Arial" w:char="20AC"/></w:r>' + t("5"), "€5", id="symbol, plain"),
        pytest.param("<m:oMath><m:r><m:t>x=</m:t></m:r><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r>"
                     "<m:t>2</m:t></m:r></m:den></m:f></m:oMath>", "x=1/2", id="formula"),
        pytest.param(f"<w:r><w:ruby><w:rt>{t('uitspraak')}</w:rt><w:rubyBase>{t('woord')}</w:rubyBase></w:ruby></w:r>",
                     "woord", id="ruby"),
        pytest.param(f"<mc:AlternateContent><mc:Choice>{t('eens')}</mc:Choice><mc:Fallback>{t('eens')}</mc:Fallback>"
                     "</mc:AlternateContent>", "eens", id="choice, not fallback"),
        pytest.param("<mc:AlternateContent><mc:Choice><w:r/></mc:Choice><mc:Fallback>" + t("toch")
                     + "</mc:Fallback></mc:AlternateContent>", "toch", id="fallback where the choice is empty"),
    ],
)  # fmt: skip
def test_content_of_a_paragraph(content: str, text: str) -> None:
    assert body(p(content)) == [text]


def test_blocks_of_a_body_in_document_order() -> None:
    draft = read(
        docx(
            p(t("Voor"))
            + f"<w:sdt><w:sdtContent>{p(t('In een besturingselement'))}</w:sdtContent></w:sdt>"
            + p()
            + table(row("Prioriteit", "Hersteltijd"), row("Hoog", p(t("4")) + p(t("uur"))))
            + p(t("Na"))
        )
    )
    assert [(b.kind, b.paragraph, b.section, draft.text[b.start : b.end]) for b in draft.blocks] == [
        (BlockKind.PARAGRAPH, 1, "body", "Voor"),
        (BlockKind.PARAGRAPH, 2, "body", "In een besturingselement"),
        (BlockKind.TABLE_ROW, 4, "body", "Prioriteit | Hersteltijd"),
        (BlockKind.TABLE_ROW, 6, "body", "Hoog | 4 uur"),
        (BlockKind.PARAGRAPH, 9, "body", "Na"),
    ]


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        pytest.param(row("a", "", "c"), ["a | | c"], id="an empty cell keeps its place"),
        pytest.param(row("", "b", ""), ["b"], id="empty cells at the ends do not"),
        pytest.param(row(tc(p(), "<w:vMerge/>"), "b", "c"), ["b | c"], id="merged upwards"),
        pytest.param(row(tc("a", '<w:gridSpan w:val="2"/>'), "c"), ["a | c"], id="merged sideways"),
        pytest.param(row("a", table(row("b", "c"), row("d")) + p()), ["a | b | c d"], id="table in a cell"),
        pytest.param(
            row(tc(p(t("Artikel 1")) + p(t("Tekst")))), ["Artikel 1", "Tekst"], id="a frame round text"
        ),
        pytest.param(
            f"<w:sdt><w:sdtContent>{row('a', 'b')}</w:sdtContent></w:sdt>", ["a | b"], id="row control"
        ),
    ],
)
def test_tables(rows: str, lines: list[str]) -> None:
    assert body(table(rows)) == lines


def test_text_boxes_stand_after_their_paragraph_and_once() -> None:
    shape = f"<wps:wsp><wps:txbx>{box(p(t('In het kader')) + p(t('twee')))}</wps:txbx></wps:wsp>"
    vml = f"<w:pict><v:shape><v:textbox>{box(p(t('In het kader')) + p(t('twee')))}</v:textbox></v:shape></w:pict>"
    anchored = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{shape}</w:drawing></mc:Choice>"
        f"<mc:Fallback>{vml}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    draft = read(docx(p(t("Voor ") + anchored + t("en na")) + p(f"<w:r>{vml}</w:r>")))
    assert draft.text.split("\n") == ["Voor en na", "In het kader", "twee", "In het kader", "twee"]
    assert [b.kind for b in draft.blocks] == [BlockKind.PARAGRAPH, *[BlockKind.TEXT_BOX] * 4]
    assert {b.section for b in draft.blocks[1:]} == {"text-box"}
    assert draft.notices == []


def test_notes_and_margins_follow_the_body() -> None:
    reference = '<w:r><w:{}Reference w:id="{}"/></w:r>'
    notes = "".join(f'<w:footnote w:id="{n}">{p(t(f"Noot {n}"))}</w:footnote>' for n in (1, 2, 3))
    margins = {name: ("header", part("hdr", p(t("Vertrouwelijk")))) for name in ("h1.xml", "h2.xml")}
    draft = read(
        docx(
            p(t("Eerst") + reference.format("footnote", 2) + reference.format("endnote", 1))
            + p(t("Dan") + reference.format("footnote", 1))
            + '<w:sectPr><w:headerReference r:id="h1.xml"/><w:headerReference r:id="h2.xml"/>'
            '<w:footerReference r:id="f.xml"/></w:sectPr>',
            related={
                "notes.xml": ("footnotes", part("footnotes", notes)),
                "end.xml": ("endnotes", part("endnotes", f'<w:endnote w:id="1">{p(t("Slot"))}</w:endnote>')),
                "f.xml": ("footer", part("ftr", p(field("PAGE", t("1"))))),
                **margins,
            },
        )
    )
    assert [(b.section, b.kind, draft.text[b.start : b.end]) for b in draft.blocks] == [
        ("body", BlockKind.PARAGRAPH, "Eerst"),
        ("body", BlockKind.PARAGRAPH, "Dan"),
        ("footnotes", BlockKind.FOOTNOTE, "Noot 2"),
        ("footnotes", BlockKind.FOOTNOTE, "Noot 1"),
        ("endnotes", BlockKind.FOOTNOTE, "Slot"),
        ("header", BlockKind.HEADER, "Vertrouwelijk"),
        ("footer", BlockKind.FOOTER, "1"),
    ]


STYLES = (
    '<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Eigen"><w:name w:val="Eigen"/><w:basedOn w:val="Kop1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Rond"><w:name w:val="x"/><w:basedOn w:val="Rond"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Diep"><w:name w:val="y"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    '<w:style w:type="character" w:styleId="Vet"><w:name w:val="z"/><w:rPr><w:b/></w:rPr></w:style>'
)
LONG = "Leverancier vergoedt alle schade die Opdrachtgever lijdt door een tekortkoming in de nakoming van deze overeenkomst."


@pytest.mark.parametrize(
    ("paragraph", "kind", "level"),
    [
        pytest.param(p(t("Definities"), '<w:pStyle w:val="Kop1"/>'), BlockKind.HEADING, 0, id="style"),
        pytest.param(p(t("Definities"), '<w:pStyle w:val="Eigen"/>'), BlockKind.HEADING, 0, id="based on"),
        pytest.param(p(t("Definities"), '<w:pStyle w:val="Diep"/>'), BlockKind.HEADING, 2, id="outline of style"),
        pytest.param(p(t("Definities"), '<w:outlineLvl w:val="1"/>'), BlockKind.HEADING, 1, id="own outline"),
        pytest.param(p(t("Tekst"), '<w:pStyle w:val="Kop1"/><w:outlineLvl w:val="9"/>'), BlockKind.PARAGRAPH, None,
                     id="outline switched off"),
        pytest.param(p(t("Tekst"), '<w:pStyle w:val="Rond"/>'), BlockKind.PARAGRAPH, None, id="circle of styles"),
        pytest.param(p(t(LONG), '<w:pStyle w:val="Kop1"/>'), BlockKind.PARAGRAPH, None, id="clause in heading style"),
        pytest.param(p(run("Artikel 7 Kosten", "<w:b/>")), BlockKind.HEADING, 0, id="bold article"),
        pytest.param(p(run("7. Kosten", '<w:rStyle w:val="Vet"/>')), BlockKind.HEADING, 0, id="bold by style"),
        pytest.param(p(run("Artikel 7", "<w:b/>") + t(" geldt.")), BlockKind.PARAGRAPH, None, id="half bold"),
        pytest.param(p(run("Let op", "<w:b/>")), BlockKind.PARAGRAPH, None, id="bold, no number"),
    ],
)  # fmt: skip
def test_headings(paragraph: str, kind: BlockKind, level: int | None) -> None:
    block = read(docx(paragraph, styles=STYLES)).blocks[0]
    if kind is BlockKind.HEADING:
        assert (block.kind, block.level) == (kind, level)
    else:
        assert block.kind == kind


@pytest.mark.parametrize(
    ("lines", "blocks"),
    [
        pytest.param(["1.1 Een", "1.2 Twee"], ["1.1 Een", "1.2 Twee"], id="clauses"),
        pytest.param(["Leverancier:", "a) meldt;", "b) herstelt."], ["Leverancier:", "a) meldt;", "b) herstelt."], id="items"),
        pytest.param(["Kopt", "• een", "verder"], ["Kopt", "• een verder"], id="bullet, then prose"),
        pytest.param(["Postbus 1", "2500 AA Den Haag"], ["Postbus 1 2500 AA Den Haag"], id="address"),
        pytest.param(["", "Artikel 2 Duur", ""], ["Artikel 2 Duur"], id="breaks at the ends"),
    ],
)  # fmt: skip
def test_a_line_break_splits_where_a_clause_begins(lines: list[str], blocks: list[str]) -> None:
    assert body(p("<w:r><w:br/></w:r>".join(t(line) if line else "" for line in lines))) == blocks


def codes(draft: Draft) -> list[tuple[str, bool, str, tuple[tuple[str, str], ...]]]:
    return [(n.code, n.unread, n.part, n.details) for n in draft.notices]


ONE = (("count", "1"),)


@pytest.mark.parametrize(
    ("content", "notice"),
    [
        pytest.param(p(run("stiekem", "<w:vanish/>")), ("hidden-text", False, "", ONE), id="hidden"),
        pytest.param(p(run("stiekem", "<w:strike/>")), ("struck-text", False, "", ONE), id="struck"),
        pytest.param(p(run("stiekem", "<w:dstrike/>")), ("struck-text", False, "", ONE), id="struck twice"),
        pytest.param(p("<w:r><w:drawing><a:blip/></w:drawing></w:r>"), ("docx-image", False, "", ONE), id="image"),
        pytest.param('<w:altChunk r:id="x.html"/>', ("docx-part-skipped", True, "word/x.html", ()), id="altChunk"),
        pytest.param(
            p('<w:r><w:object><v:shape><v:imagedata/></v:shape><o:OLEObject r:id="x.html"/></w:object></w:r>'),
            ("docx-part-skipped", True, "word/x.html", ()), id="embedded",
        ),
        pytest.param(p('<w:r><w:sym w:font="Eigen" w:char="F041"/></w:r>'), ("docx-symbol", False, "", ONE), id="sym"),
        pytest.param(p(field("LISTNUM", "")), ("unknown-numbering", False, "", ONE), id="number field"),
    ],
)  # fmt: skip
def test_what_is_not_plain_text_is_said(
    content: str, notice: tuple[str, bool, str, tuple[tuple[str, str], ...]]
) -> None:
    draft = read(docx(p(t("Tekst")) + content, related={"x.html": ("aFChunk", "<p/>")}))
    expected = [notice, ("docx-image", False, "", ONE)] if "OLEObject" in content else [notice]
    assert codes(draft) == expected


def test_hidden_text_stays_in_the_text() -> None:
    assert body(p(t("Leverancier is ") + run("niet ", "<w:vanish/>") + t("aansprakelijk."))) == [
        "Leverancier is niet aansprakelijk."
    ]


@pytest.mark.parametrize("kind", ["styles", "numbering", "comments"])
def test_a_broken_part_is_said_and_the_rest_is_read(kind: str) -> None:
    draft = read(docx(p(t("Tekst")), related={"stuk.xml": (kind, "<w:geheim")}))
    assert draft.text == "Tekst"
    assert draft.notices == [Notice("docx-part-unread", unread=True, part="word/stuk.xml")]


def test_missing_footnotes_are_said() -> None:
    draft = read(docx(p(t("Tekst") + '<w:r><w:footnoteReference w:id="2"/></w:r>')))
    assert draft.notices == [Notice("docx-part-unread", unread=True, part="footnotes")]


def test_a_strict_file_reads_the_same() -> None:
    content = p(t("Artikel"), num_pr(1)) + '<w:sectPr><w:headerReference r:id="h.xml"/></w:sectPr>'
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="%1."/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    related = {"h.xml": ("header", part("hdr", p(t("Kop"))))}
    plain, strict = (
        read(docx(content, numbering=numbering, related=related, strict=strict)) for strict in (False, True)
    )
    assert strict.text == plain.text == "1. Artikel\nKop"


def test_the_main_part_may_have_any_name_and_macros_are_ignored() -> None:
    macros = "application/vnd.ms-word.document.macroEnabled.main+xml"
    draft = read(
        docx(
            p(t("Tekst")), main="inhoud/deel1.xml", main_type=macros, related={"v.bin": ("vbaProject", b"x")}
        )
    )
    assert draft.text == "Tekst"
    assert draft.notices == [Notice("macros-ignored")]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        pytest.param(docx(p()), NoText, id="no words"),
        pytest.param(docx(p(t("– • 。"))), NoText, id="signs only"),
        pytest.param(zipped({"a.txt": "a"}), Damaged, id="another zip"),
        pytest.param(docx("<w:p>", related={}), Damaged, id="unsound main part"),
        pytest.param(docx("<w:sdt>" * 900 + p(t("x")) + "</w:sdt>" * 900), Damaged, id="nested without end"),
        pytest.param(
            docx(p(t("x")), related={"s.xml": ("styles", "<!DOCTYPE a><a/>")}), Unsafe, id="DTD in styles"
        ),
    ],
)
def test_refusals(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        read(data)


XML_TEXT = st.text(
    st.characters(
        codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Cn", "Co"), exclude_characters="\u2011"
    )
)


@settings(max_examples=60, deadline=None)
@given(st.lists(XML_TEXT, min_size=1, max_size=6))
def test_any_text_comes_back(paragraphs: list[str]) -> None:
    xml = p(t("Begin")) + "".join(
        p("".join(t(text[i : i + 3]) for i in range(0, len(text), 3))) for text in paragraphs
    )
    folded = [" ".join(text.split()) for text in paragraphs]
    assert body(xml) == ["Begin", *filter(None, folded)]


def test_a_file_of_another_maker() -> None:
    document = python_docx.Document()
    document.add_heading("Overeenkomst", 0)
    document.add_paragraph("Leverancier meldt elk incident.", style="List Number")
    document.add_paragraph("Binnen een dag.", style="List Bullet")
    document.add_table(1, 2).rows[0].cells[1].text = "cel"
    document.sections[0].footer.paragraphs[0].text = "Voet"
    buffer = io.BytesIO()
    document.save(buffer)
    draft = read(buffer.getvalue())
    assert [(b.kind, draft.text[b.start : b.end]) for b in draft.blocks] == [
        (BlockKind.HEADING, "Overeenkomst"),
        (BlockKind.ITEM, "1. Leverancier meldt elk incident."),
        (BlockKind.ITEM, "• Binnen een dag."),
        (BlockKind.TABLE_ROW, "cel"),
        (BlockKind.FOOTER, "Voet"),
    ]


def test_smart_art_and_watermarks_are_text_boxes() -> None:
    data = f"<x {SPACES}><a:p><a:r><a:t>Stap een</a:t></a:r></a:p></x>"
    dgm = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
    art = f'<w:r><w:drawing><d:relIds xmlns:d="{dgm}" r:dm="d.xml"/></w:drawing></w:r>'
    mark = '<w:r><w:pict><v:shape><v:textpath string="CONCEPT"/></v:shape></w:pict></w:r>'
    assert body(p(t("Tekst") + art + mark), related={"d.xml": ("diagramData", data)}) == [
        "Tekst",
        "Stap een",
        "CONCEPT",
    ]
