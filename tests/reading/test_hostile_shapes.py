"""Files made to take all time or memory: eight times the size takes about eight times the work.

Each shape once took the square or the cube of its size, or printed more than it held. Work is CPU time, which
a busy machine does not change; a square would show as 64.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from make_docx import SPACES, abstract, docx, num, numbered, p, part, t, tracked, zipped
from make_odt import items, list_style, number_level, odt
from make_odt import p as odt_p
from make_pdf import column, pdf
from make_pdf import text as drawn

from analyser.errors import WrongType
from analyser.model import BlockKind, Document, View
from analyser.reading import Limits, read_bytes
from analyser.reading.clause_numbers import readings
from analyser.reading.contents import contents_lines
from analyser.reading.draft import Draft
from analyser.reading.outline import lines_of
from analyser.reading.pdf_second import SecondReader
from analyser.reading.segment import segment

GROWTH = 8
MOST = 24  # times the work, for GROWTH times the size
LIMITS = Limits(max_ratio=10**6)

_FIELD = '<w:fldChar w:fldCharType="begin"/>'
_RESULT = f'<w:r>{_FIELD}</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
_STYLED = '<w:numPr><w:numId w:val="1"/></w:numPr>'
_INSERTED = (
    '<text:tracked-changes><text:changed-region text:id="r"><text:insertion/></text:changed-region>'
    '</text:tracked-changes><text:p><text:change-end text:change-id="r"/></text:p>'
)


def read(data: bytes, view: View = View.MARKED) -> Document:
    return read_bytes(data, "contract", view=view, limits=LIMITS)


def changes(count: int) -> bytes:
    mark = '<w:rPr><w:ins w:author="B"/></w:rPr>'
    return docx(p(tracked("ins", t("x "), author="A"), mark) * count)


def commented(count: int) -> bytes:
    ranges = (
        f'<w:commentRangeStart w:id="{at}"/>{t("x ")}<w:commentRangeEnd w:id="{at}"/>' for at in range(count)
    )
    written = "".join(f'<w:comment w:id="{at}">{p(t("c"))}</w:comment>' for at in range(count))
    return docx(p("".join(ranges)), related={"c.xml": ("comments", part("comments", written))})


def noted(count: int) -> bytes:
    references = (f'<w:r><w:footnoteReference w:id="{at}"/></w:r>' for at in range(count))
    return docx(p(t("x") + "".join(references)), related={"f.xml": ("footnotes", part("footnotes", ""))})


def styles_upon_styles(count: int) -> bytes:
    style = '<w:style w:type="paragraph" w:styleId="s{}"><w:basedOn w:val="s{}"/></w:style>'
    chain = "".join(style.format(at, at - 1) for at in range(count))
    return docx(p(t("x"), f'<w:pStyle w:val="s{count - 1}"/>') * count, styles=chain)


def lists_upon_lists(count: int) -> bytes:
    style = '<w:style w:styleId="s{}"><w:pPr><w:numPr><w:numId w:val="{}"/></w:numPr></w:pPr></w:style>'
    links = (abstract(at, extra=f'<w:numStyleLink w:val="s{at + 1}"/>') for at in range(count))
    return docx(
        numbered("x", 1) * count,
        styles="".join(style.format(at, at + 1) for at in range(count)),
        numbering="".join(links) + "".join(num(at, at) for at in range(count)),
    )


def many_levels(count: int) -> bytes:
    level = '<w:lvl w:ilvl="{}"><w:pStyle w:val="q"/><w:lvlText w:val="%1"/></w:lvl>'
    return docx(
        p(t("x"), '<w:pStyle w:val="s"/>') * count,
        styles=f'<w:style w:styleId="s"><w:pPr>{_STYLED}</w:pPr></w:style>',
        numbering=abstract(0, *(level.format(at) for at in range(4 * count))) + num(1, 0),
    )


def odt_styles_upon_styles(count: int) -> bytes:
    style = '<style:style style:family="text" style:name="s{}" style:parent-style-name="s{}"/>'
    span = f'<text:span text:style-name="s{count - 1}">x </text:span>'
    return odt(odt_p(span * count), automatic="".join(style.format(at, at - 1) for at in range(count)))


def page_in_doubt(count: int) -> bytes:
    """A page of words in no language, each of twelve letters: sixteen a line."""
    line = "qzxvwbnmqrkl " * 16
    return pdf(drawn(*column(10, 10, [line] * (count // 16 + 1), step=8), size=4))


SHAPES: dict[str, tuple[Callable[[int], bytes], int]] = {
    "tracked paragraph marks": (changes, 1000),
    "comments in one paragraph": (commented, 2000),
    "references to notes": (noted, 2500),
    "fields that stay open": (lambda count: docx(p(_RESULT * count + t("x ") * count)), 3000),
    "fields in one run": (lambda count: docx(p(f"<w:r>{_FIELD * count}</w:r>" + t("x"))), 3000),
    "a run of properties and words": (
        lambda count: docx(p(f"<w:r><w:rPr>{'<w:lang/>' * count}</w:rPr>{'<w:t>x </w:t>' * count}</w:r>")),
        2000,
    ),
    "styles upon styles": (styles_upon_styles, 200),
    "lists upon lists": (lists_upon_lists, 150),
    "levels without end": (many_levels, 400),
    "insertions that stay open": (
        lambda count: odt(_INSERTED + odt_p('<text:change-start text:change-id="r"/>x ' * count)),
        2000,
    ),
    "styles upon styles in ODT": (odt_styles_upon_styles, 300),
    "a page of letters for the second reader": (page_in_doubt, 150),
}


def work(job: Callable[[], object]) -> float:
    started = time.process_time()
    job()
    return time.process_time() - started


@pytest.mark.parametrize(("make", "count"), SHAPES.values(), ids=list(SHAPES))
def test_a_file_takes_work_in_proportion_to_its_size(make: Callable[[int], bytes], count: int) -> None:
    small, large = make(count), make(GROWTH * count)
    read(small)
    once = max(work(lambda: read(small)) for _ in range(3))
    assert work(lambda: read(large)) < MOST * max(once, 0.005)


def test_the_second_reader_takes_what_the_page_takes_and_not_the_file() -> None:
    page = drawn(*column(60, 100, ["qzxv wnmk bvcx"] * 10))
    alone, among = SecondReader(pdf(page)), SecondReader(pdf(*[page] * 2000))
    alone.read(1, 0)
    once = max(work(lambda: alone.read(1, 0)) for _ in range(3))
    assert work(lambda: among.read(1, 0)) < 16 * max(once, 0.005)


LINES: dict[str, tuple[Callable[[int], list[str]], int]] = {
    "a row of dots": (lambda count: ["." * count], 10_000),
    "dots with spaces": (lambda count: ["Titel " + ". " * count + "x 5"], 10_000),
    "dots and low lines": (lambda count: ["... " * count + "_5"], 10_000),
    "white space": (lambda count: ["Titel" + " " * count + "x 5"], 10_000),
    "a row of dashes": (lambda count: ["- " * count + "x"], 10_000),
    "annexes of one name": (lambda count: ["Bijlage 1"] * count, 300),
    "a number of many levels": (lambda count: ["Artikel 1" + ".1" * count, *["a) x"] * count], 100),
}


@pytest.mark.parametrize(("make", "count"), LINES.values(), ids=list(LINES))
def test_lines_take_work_in_proportion_to_their_size(make: Callable[[int], list[str]], count: int) -> None:
    def drafted(size: int) -> Draft:
        draft = Draft()
        for line in make(size):
            draft.add(line, BlockKind.PARAGRAPH)
        return draft

    small, large = drafted(count), drafted(GROWTH * count)
    once = max(work(lambda: segment(small)) for _ in range(3))
    assert work(lambda: segment(large)) < MOST * max(once, 0.005)


def test_a_manifest_without_end_is_searched_once() -> None:
    data = zipped({"META-INF/manifest.xml": "<file-entry " * 200_000, "content.xml": "<a/>"})

    def refused() -> None:
        with pytest.raises(WrongType):
            read(data)

    assert work(refused) < 5  # it took minutes


# -- what is printed once must not be printed a thousand times ----------------------------------


@pytest.mark.parametrize(
    "level",
    [
        pytest.param(f'<w:lvlText w:val="{"a" * 5000}"/>', id="a long text"),
        pytest.param(
            f'<w:start w:val="30000"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="{"%1" * 500}"/>',
            id="letters",
        ),
        pytest.param(
            f'<w:numFmt w:val="custom" w:format="{"0" * 5000}"/><w:lvlText w:val="%1"/>', id="leading zeros"
        ),
        pytest.param(f'<w:start w:val="-{"9" * 4000}"/><w:lvlText w:val="%1"/>', id="a start below zero"),
        pytest.param(f'<w:start w:val="{"9" * 4300}"/><w:lvlText w:val="%1"/>', id="a start without end"),
    ],
)
def test_a_number_of_word_is_printed_short(level: str) -> None:
    numbering = abstract(0, f'<w:lvl w:ilvl="0">{level}</w:lvl>') + num(1, 0)
    document = read(docx(numbered("tekst", 1) * 2, numbering=numbering))
    assert [block.number is not None and len(block.number) <= 255 for block in document.blocks] == [True] * 2
    assert [line.split()[-1] for line in document.text.split("\n")] == ["tekst", "tekst"]


@pytest.mark.parametrize(
    "level",
    [
        pytest.param(number_level(1, "1", prefix="a" * 5000), id="a long prefix"),
        pytest.param(number_level(1, "1", suffix="a" * 5000), id="a long suffix"),
        pytest.param(number_level(1, "0" * 5000), id="leading zeros"),
        pytest.param(
            number_level(1, "1", more=f'loext:num-list-format="{"%1%" * 2000}"'), id="a long pattern"
        ),
        pytest.param(
            number_level(1, "a", more='style:num-letter-sync="true" text:start-value="30000"'), id="letters"
        ),
        pytest.param(number_level(1, "1", more=f'text:start-value="{"9" * 4300}"'), id="a start without end"),
    ],
)
def test_a_number_of_odt_is_printed_short(level: str) -> None:
    document = read(odt(items("L", "tekst", "tekst"), automatic=list_style("L", level)))
    assert [block.number is not None and len(block.number) <= 255 for block in document.blocks] == [True] * 2
    assert [line.split()[-1] for line in document.text.split("\n")] == ["tekst", "tekst"]


def test_a_deletion_that_many_marks_name_is_read_once() -> None:
    change = '<text:change text:change-id="r"/>'
    region = '<text:changed-region text:id="r"><text:deletion>{}</text:deletion></text:changed-region>'
    inside = odt_p(f"weg {change}{change}")  # and that names itself
    body = f"<text:tracked-changes>{region.format(inside)}</text:tracked-changes>" + odt_p(
        f"a {change}b" * 50
    )
    assert read(odt(body)).text == "a weg b" + "a b" * 49


def test_a_drawing_that_is_shown_often_is_read_once() -> None:
    diagram = f"<x {SPACES}><a:p><a:r><a:t>Stap</a:t></a:r></a:p></x>"
    dgm = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
    art = f'<w:r><w:drawing><d:relIds xmlns:d="{dgm}" r:dm="d.xml"/></w:drawing></w:r>'
    document = read(docx(p(t("Tekst") + art * 20), related={"d.xml": ("diagramData", diagram)}))
    assert document.text == "Tekst\nStap"


def test_the_number_of_an_article_has_seven_levels_at_most() -> None:
    assert [marker.number for marker in readings("Artikel 1.2.3.4.5.6.7 Doel")] == ["1.2.3.4.5.6.7"]
    assert readings("Artikel 1.2.3.4.5.6.7.8 Doel") == ()


def test_a_row_of_dashes_is_one_bullet() -> None:
    assert [(marker.form, marker.rest) for marker in readings("- " * 5000 + "x")] == [("-", 2)]
    assert [marker.number for marker in readings("• - 1.1 Term")] == ["1.1"]


@pytest.mark.parametrize(
    ("line", "is_entry"),
    [
        ("Doel .......... 5", True),
        ("Doel . . . . . 5", True),
        ("Doel ……… 12", True),
        ("Doel ____ p. 12", True),
        ("Doel\tpagina 3  ", True),
        ("Doel   7", True),
        ("Doel .. 5", False),
        ("Doel ..... 12345", False),
        ("Doel ..... v", False),
        ("Doel __ 5", False),
    ],
)
def test_leaders_to_a_page_number(line: str, is_entry: bool) -> None:
    draft = Draft()
    for text in (line, line, "De leverancier levert de dienst."):
        draft.add(text, BlockKind.PARAGRAPH)
    listed = contents_lines(lines_of(draft.text, draft.blocks))
    assert listed == (frozenset({0, 1}) if is_entry else frozenset())


# -- what a broken file would have lost ---------------------------------------------------------


def test_overlapping_insertions_of_two_authors_end_where_they_end() -> None:
    info = "<office:change-info><dc:creator>{}</dc:creator></office:change-info>"
    regions = "".join(
        f'<text:changed-region text:id="{who}"><text:insertion>{info.format(who)}</text:insertion>'
        "</text:changed-region>"
        for who in "ab"
    )
    first, last = '<text:change-start text:change-id="{}"/>', '<text:change-end text:change-id="{}"/>'
    inner = f"{first.format('b')}twee {last.format('b')}"
    words = f"oud {first.format('a')}een {inner}drie {last.format('a')}weer oud"
    data = odt(f"<text:tracked-changes>{regions}</text:tracked-changes>{odt_p(words)}{odt_p('Slot.')}")
    assert read(data, View.REJECTED).text == "oud weer oud\nSlot."
    assert read(data, View.ACCEPTED).text == "oud een twee drie weer oud\nSlot."


def test_an_insertion_without_an_end_hides_nothing() -> None:
    region = '<text:changed-region text:id="r"><text:insertion/></text:changed-region>'
    begin = '<text:change-start text:change-id="r"/>'
    data = odt(
        f"<text:tracked-changes>{region}</text:tracked-changes>{odt_p(f'oud {begin}nieuw')}{odt_p('x')}"
    )
    assert read(data, View.REJECTED).text == "oud nieuw\nx"


def test_comments_and_notes_in_deleted_text_stay_what_they_are() -> None:
    comment = f"<office:annotation>{odt_p('opmerking')}</office:annotation>"
    note = f"<text:note><text:note-body>{odt_p('voetnoot')}</text:note-body></text:note>"
    deleted = f"<text:deletion>{odt_p(f'weg{comment}{note}')}</text:deletion>"
    region = f'<text:changed-region text:id="r">{deleted}</text:changed-region>'
    mark = '<text:change text:change-id="r"/>'
    data = odt(f"<text:tracked-changes>{region}</text:tracked-changes>{odt_p(f'voor {mark} na')}")
    document = read(data, View.REJECTED)
    assert document.text == "voor weg na\nvoetnoot"
    assert [comment.text for comment in document.comments] == ["opmerking"]


def test_fields_that_never_end_hide_nothing() -> None:
    begin = f"<w:r>{_FIELD}</w:r>"
    assert read(docx(p(begin * 2 + t("een")) + p(t("twee")))).text == "een\ntwee"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param(f"<q>{p(t('een'))}{p(t('twee'))}</q>", "een\ntwee", id="paragraphs"),
        pytest.param(
            f"<w:tbl><q><w:tr><w:tc>{p(t('a'))}</w:tc><q><w:tc>{p(t('b'))}</w:tc></q></w:tr></q></w:tbl>",
            "a | b",
            id="rows and cells",
        ),
        pytest.param(
            f"<w:tbl>{p(t('los'))}<w:tr><w:tc>{p(t('a'))}</w:tc></w:tr></w:tbl>", "los\na", id="in a table"
        ),
        pytest.param(p(p(t("een")) + p(t("twee"))), "een twee", id="in a paragraph"),
        pytest.param(p(f"<w:r><w:pict><w:txbxContent>{p(t('vak'))}</w:txbxContent></w:pict></w:r>",
                       '<w:rPr><w:del w:author="A"/></w:rPr>') , "vak", id="a box, its mark deleted"),
    ],
)  # fmt: skip
def test_what_word_files_hold_in_the_wrong_place_is_read(body: str, text: str) -> None:
    assert read(docx(body), View.ACCEPTED).text == text


def test_what_an_odt_holds_in_the_wrong_place_is_read() -> None:
    cell = "<table:table-cell>{}</table:table-cell>".format
    row = f"<table:table-row>{cell(odt_p('a'))}<q>{cell(odt_p('b'))}</q></table:table-row>"
    assert read(odt(f"<table:table>{odt_p('los')}<q>{row}</q></table:table>")).text == "los\na | b"


def test_a_note_in_a_note_is_read() -> None:
    def note(inside: str) -> str:
        return f"<text:note><text:note-body>{odt_p(inside)}</text:note-body></text:note>"

    assert read(odt(odt_p("tekst" + note("buiten" + note("binnen"))))).text == "tekst\nbuiten\nbinnen"
