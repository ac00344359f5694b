"""A review in the supplier's Word file: what is accepted, what is refused, and where each comment hangs."""

# ruff: noqa: E501 - tables of cases read best unbroken

from __future__ import annotations

import dataclasses
import io
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from lxml import etree
from tracked_changes import W, commented, main_part, settled, texts

from analyser.errors import Damaged
from analyser.model import Comment, Document, Evidence, Format, Role, View
from analyser.reading import read_bytes
from analyser.report.docx_review import docx_review
from analyser.review import Remark, Review

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted((ROOT / "samples" / "contracts").rglob("*.docx"))
NAME = "contract.docx"
AUTHOR, DATE = "Jan de Vries (inkoop)", "2026-11-22T08:30:00Z"
MADE = datetime(2026, 11, 22, 9, 30, 15, 999, tzinfo=timezone(timedelta(hours=1))).replace(second=0)
OFFER = "Leverancier meldt dit binnen een dag."
OLD = 'w:id="7" w:author="Verkoper" w:date="2026-01-02T03:04:05Z"'
NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
TRACE_NL = f"Opgesteld met eisenbibliotheek 1.1.1 (SHA-256 {'a' * 64}; model {'b' * 64}). Dit is een advies en geen juridisch oordeel."


# Making files and reviews


def t(text: str, look: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(content: str, look: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{look}</w:pPr>' if look else ''}{content}</w:p>"


def ins(content: str) -> str:
    return f"<w:ins {OLD}>{content}</w:ins>"


def gone(text: str) -> str:
    return f'<w:del {OLD}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def mark(kind: str) -> str:
    return f"<w:rPr><w:{kind} {OLD}/></w:rPr>"


def table(*rows: Sequence[str]) -> str:
    cells = [
        "".join(f"<w:tc><w:tcPr/>{cell if cell.startswith('<') else p(t(cell))}</w:tc>" for cell in row)
        for row in rows
    ]
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def control(content: str, kind: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{kind}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def field(text: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF a </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{t(text)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def word(*blocks: str, header: str = "") -> bytes:
    """A file of python-docx with these blocks of XML for a body."""
    made = docx.Document()
    body = made.element.body
    for block in blocks:
        body.insert(len(body) - 1, parse_xml(f"<w:body {NS}>{block}</w:body>")[0])
    if header:
        made.sections[0].header.paragraphs[0].text = header
    return saved(made)


def saved(made: object) -> bytes:
    buffer = io.BytesIO()
    made.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def repacked(data: bytes, changed: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**parts(data), **changed}.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def passage(document: Document, words: str) -> Evidence:
    start = document.text.index(words)
    end = start + len(words)
    text = " ".join(words.split())
    clause = document.clause_at(start)
    return Evidence(
        document.name, "" if clause is None else clause.label, None, text, start, end, (), Role.AGAINST, "r"
    )


def remark(*places: Evidence, proposal: str = OFFER, must: bool = True, title: str = "Melding") -> Remark:
    return Remark("R-01", title, "Melden moet snel.", "Dit duurt te lang.", proposal, must, places)


def review(*remarks: Remark, language: str = "nl") -> Review:
    return Review("Dossier", language, AUTHOR, MADE, "1.1.1", "a" * 64, "b" * 64, remarks)  # type: ignore[arg-type]


def reviewed(data: bytes, *words: str, with_missing: bool = True, **more: object) -> tuple[bytes, Document]:
    """The file with one remark on these words, and the document it was read from."""
    document = read_bytes(data, NAME)
    places = [passage(document, each) for each in words]
    written = docx_review(data, document, review(remark(*places, **more)), with_missing=with_missing)  # type: ignore[arg-type]
    return written, document


def written_comments(data: bytes) -> dict[str, list[str]]:
    """The paragraphs of every comment, by its id."""
    root = etree.fromstring(parts(data)["word/comments.xml"])
    return {
        comment.get(W + "id", ""): [
            "".join(words.text or "" for words in each.iter(W + "t")) for each in comment
        ]
        for comment in root
    }


def hung(data: bytes) -> list[tuple[str, str]]:
    """Of each comment of ours but the last, the trace: its title and the words it hangs on."""
    anchors = commented(data)
    return [(lines[0], anchors[identity]) for identity, lines in written_comments(data).items()][:-1]


# Where comments hang and where the clause proposed goes

LAST = p(t("Slot."))
FIRST = p(t("Begin."))
CASES = [
    pytest.param([p(t("Een. Melding binnen een week. Drie.")), LAST], "Melding binnen een week.", None, "Een. Melding binnen een week. Drie.", id="words inside one run"),
    pytest.param([p(t("Een. Mel") + t("ding ", "<w:b/>") + t("bin") + t("nen een week. Drie.", "<w:i/>")), LAST], "Melding binnen een week.", None, "Een. Melding binnen een week. Drie.", id="words over four runs"),
    pytest.param([p(t("Een.  Mel\u00adding   binnen\u00a0een week.")), LAST], "Melding binnen een week.", "Mel\u00adding   binnen\u00a0een week.", "Een.  Mel\u00adding   binnen\u00a0een week.", id="white space and soft hyphens the reader folds"),
    pytest.param([p('<w:r><w:t>Kop.</w:t><w:br/><w:t xml:space="preserve">Melding later.</w:t><w:br/><w:t>Slot</w:t></w:r>'), LAST], "Melding later.", None, "Kop.\nMelding later.\nSlot", id="a line inside one run"),
    pytest.param([p(t("Eerste punt"), '<w:pStyle w:val="ListNumber"/>'), p(t("Melding later"), '<w:pStyle w:val="ListNumber"/>'), LAST], "2. Melding later", "Melding later", "Melding later", id="the number is Word's, not in a run"),
    pytest.param([p(t("Eerste")), p(t("Melding later"))], "Melding later", None, "Melding later", id="last paragraph of the body"),
    pytest.param([p(t("Eerste")), p(t("Melding later"), '<w:pStyle w:val="ListNumber"/><w:jc w:val="both"/><w:rPr><w:b/></w:rPr>')], "Melding later", None, "Melding later", id="last paragraph, in a list, with a bold mark"),
    pytest.param([FIRST, p(t("Melding later"), f'<w:jc w:val="both"/><w:pPrChange {OLD}><w:pPr><w:jc w:val="left"/></w:pPr></w:pPrChange>')], "Melding later", None, "Melding later", id="last paragraph, its format changed before"),
    pytest.param([FIRST, p(ins(t("Melding later")), mark("ins"))], "Melding later", None, "Melding later", id="last paragraph, itself inserted"),
    pytest.param([p(t("Melding later"), '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'), LAST], "Melding later", None, "Melding later", id="last paragraph of a section"),
    pytest.param([p(t("Melding later")), table(["a", "b"]), LAST], "Melding later", None, "Melding later", id="before a table"),
    pytest.param([table(["a", "Melding later"], ["c", "d"]), LAST], "Melding later", None, "Melding later", id="only paragraph of a cell"),
    pytest.param([table(["a", p(t("Melding later")) + p(t("b"))], ["c", "d"]), LAST], "Melding later", None, "Melding later", id="first of two paragraphs of a cell"),
    pytest.param([table(["a", "Melding", "later"]), LAST], "a | Melding | later", "a¶Melding¶later", "later", id="a whole row"),
    pytest.param([table(["a", "b"], ["c", "d"]), LAST], "b\nc", "b", "c", id="two rows: the comment stays in the first"),
    pytest.param([p(t("Oud ") + gone("weg ") + ins(t("nieuw ")) + t("Melding later")), LAST], "Melding later", None, "Oud nieuw Melding later", id="behind changes of another"),
    pytest.param([p(t("Melding ") + ins(t("binnen een week")) + gone("een dag") + t(" daarna")), LAST], "Melding binnen een", "Melding binnen een week", "Melding binnen een week daarna", id="an insertion of another is taken whole"),
    pytest.param([p(t("Melding"), mark("del")) + "", p(t(" later.")), LAST], "Melding later.", "Melding¶ later.", "Melding later.", id="two paragraphs that a change joins"),
    pytest.param([p(t("Melding"), "<w:rPr><w:specVanish/></w:rPr>"), p(t("later.")), LAST], "Melding", None, "later.", id="a run-in heading and its clause"),
    pytest.param([p(t("Aanhef.")), control(p(t("Een.")) + p(t("Melding later."))), LAST], "Melding later.", None, "Melding later.", id="last paragraph of a content control"),
    pytest.param([p(t("Aanhef.")), control(p(t("Melding later.")), "<w:text/>"), LAST], "Melding later.", None, "Melding later.", id="a control for plain text"),
    pytest.param([p(t("Wie: ") + control(t("Melding later")) + t(".")), LAST], "later.", "Melding later.", "Wie: Melding later.", id="a control inside a line is taken whole"),
    pytest.param([p(t("Zie ") + f'<w:hyperlink w:anchor="a">{t("Melding later")}</w:hyperlink>' + t(" nu.")), LAST], "later nu", "Melding later nu", "Zie Melding later nu.", id="a link is taken whole"),
    pytest.param([p(t("Zie ") + field("Melding later") + t(" nu.")), LAST], "later nu", "Melding later nu", "Zie  REF a Melding later nu.", id="a field is taken whole"),
    pytest.param([p(t("Een. Melding")), p(t("binnen een week. Drie.")), LAST], "Melding\nbinnen een week.", "Melding¶binnen een week.", "binnen een week. Drie.", id="two paragraphs"),
]  # fmt: skip


@pytest.mark.parametrize(("blocks", "words", "anchor", "after"), CASES)
def test_comment_and_insertion(blocks: list[str], words: str, anchor: str | None, after: str) -> None:
    data = word(*blocks)
    written, _ = reviewed(data, words)
    assert hung(written) == [("Melding", words if anchor is None else anchor)]
    accepted = texts(settled(written, accept=True))
    at = accepted.index(OFFER)
    assert accepted[at - 1] == after
    assert accepted[:at] + accepted[at + 1 :] == texts(settled(data, accept=True))
    assert settled(written, accept=False) == settled(data, accept=False)


@pytest.mark.parametrize(("blocks", "words", "anchor", "after"), CASES)
def test_our_own_reader_sees_the_same(blocks: list[str], words: str, anchor: str | None, after: str) -> None:
    data = word(*blocks)
    written, document = reviewed(data, words)
    accepted = read_bytes(written, NAME).text
    assert accepted.count(OFFER) == 1
    assert accepted.replace(f"\n{OFFER}", "").replace(f" {OFFER}", "") == document.text
    former = read_bytes(data, NAME, view=View.REJECTED).text
    assert read_bytes(written, NAME, view=View.REJECTED).text == former


def test_where_a_paragraph_runs_on_the_clause_follows_its_end() -> None:
    """A paragraph mark that was struck out: accepted, the two are one."""
    written, _ = reviewed(word(p(t("Melding"), mark("del")), p(t(" later.")), LAST), "Melding")
    assert texts(settled(written, accept=True)) == ["Melding later.", OFFER, "Slot."]
    assert texts(settled(written, accept=False)) == ["Melding", " later.", "Slot."]


def test_the_last_paragraph_of_a_section_leaves_the_section_break_behind_the_clause() -> None:
    written, _ = reviewed(word(p(t("Melding later"), "<w:sectPr/>"), LAST), "Melding later")
    broken = [e for e in main_part(written).iter(W + "p") if e.find(f"{W}pPr/{W}sectPr") is not None]
    assert ["".join(each.itertext()) for each in broken] == [OFFER]


def test_a_control_for_one_entry_gets_no_second_paragraph() -> None:
    written, _ = reviewed(word(control(p(t("Melding later.")), "<w:text/>"), LAST), "Melding later.")
    added = next(e for e in main_part(written).iter(W + "p") if "".join(e.itertext()) == OFFER)
    assert (added.getparent().tag, added.getprevious().tag) == (W + "body", W + "sdt")


def test_a_mark_that_another_inserted_stays_theirs() -> None:
    written, _ = reviewed(word(FIRST, p(ins(t("Melding later")), mark("ins"))), "Melding later")
    marks = [e.get(W + "author") for e in main_part(written).iterfind(f".//{W}pPr/{W}rPr/{W}ins")]
    assert marks == ["Verkoper"]


def test_two_proposals_at_one_place_and_lines_of_one() -> None:
    """At the very end, where the old paragraph mark goes to the last of all new paragraphs."""
    data = word(FIRST, p(t("Melding later. Boete laag."), '<w:pStyle w:val="ListNumber"/>'))
    document = read_bytes(data, NAME)
    remarks = [
        remark(passage(document, "Melding later."), proposal="a\r\n\n b\tc \n"),
        remark(passage(document, "Boete laag."), proposal="d", title="Boete"),
        remark(proposal="e", title="Stilte"),
    ]
    written = docx_review(data, document, review(*remarks))
    assert hung(written) == [("Melding", "Melding later."), ("Boete", "Boete laag."), ("Stilte", "e")]
    assert texts(settled(written, accept=True)) == [
        "Begin.", "Melding later. Boete laag.", "a", "b\tc", "d", "Aanvullende bepalingen", "e",
    ]  # fmt: skip
    assert settled(written, accept=False) == settled(data, accept=False)


def test_the_clause_proposed_looks_like_its_paragraph_and_is_in_no_list() -> None:
    look = '<w:pStyle w:val="ListNumber"/><w:keepNext/><w:keepLines/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr><w:jc w:val="both"/><w:outlineLvl w:val="1"/>'
    written, _ = reviewed(
        word(p(t("1. ", "<w:b/>") + t("Melding later.", '<w:i/><w:vanish w:val="0"/>'), look), LAST),
        "Melding later.",
    )
    added = next(e for e in main_part(written).iter(W + "p") if "".join(e.itertext()) == OFFER)
    expected = etree.fromstring(
        f'<w:p {NS}><w:pPr><w:pStyle w:val="ListNumber"/><w:keepLines/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
        f'<w:jc w:val="both"/><w:outlineLvl w:val="9"/><w:rPr><w:ins/></w:rPr></w:pPr><w:ins><w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">{OFFER}</w:t></w:r></w:ins></w:p>'
    )
    for element in added.iter(W + "ins"):
        element.attrib.clear()
    assert etree.tostring(added, method="c14n", exclusive=True) == etree.tostring(
        expected, method="c14n", exclusive=True
    )


# What comments say


def test_the_words_of_the_comments() -> None:
    data = word(p(t("Melding later. Boete laag.")), LAST)
    written, document = reviewed(data, "Boete laag.", "Melding later.")
    label = passage(document, "Melding later.").clause or "de tekst"
    full, pointer, trace = written_comments(written).values()
    assert full == [
        "Melding", "Moet worden gewijzigd", "Wat wij vragen: Dit duurt te lang.", "Norm: Melden moet snel.",
        "Ons tekstvoorstel staat als bijgehouden wijziging onder deze passage.",
    ]  # fmt: skip
    assert pointer == ["Melding", f"Zie de opmerking bij {label}."]
    assert trace == [TRACE_NL]
    assert list(commented(written).values()) == ["Melding later.", "Boete laag.", "Slot."]


def test_a_request_in_english_without_a_clause() -> None:
    data = word(p(t("Supplier may report later.")))
    document = read_bytes(data, NAME)
    asked = remark(passage(document, "report later"), proposal=" \n", must=False)
    written = docx_review(data, document, review(asked, language="en"))
    full, trace = written_comments(written).values()
    assert full == ["Melding", "Request", "What we ask: Dit duurt te lang.", "Norm: Melden moet snel."]
    assert trace == [
        f"Drawn up with requirement library 1.1.1 (SHA-256 {'a' * 64}; model {'b' * 64}). This is advice and not a legal judgement."
    ]
    assert list(main_part(written).iter(W + "ins")) == []


def test_what_the_contract_is_silent_on_stands_at_the_end() -> None:
    data = word(FIRST, LAST)
    document = read_bytes(data, NAME)
    silent = [remark(title="Een"), remark(title="Twee", proposal="", must=False)]
    written = docx_review(data, document, review(*silent))
    assert texts(settled(written, accept=True)) == ["Begin.", "Slot.", "Aanvullende bepalingen", OFFER]
    assert hung(written) == [("Een", OFFER), ("Twee", "Slot.")]
    labels = [lines[1] for lines in list(written_comments(written).values())[:-1]]
    assert labels == ["Moet worden opgenomen", "Verzoek om op te nemen"]
    without = docx_review(data, document, review(*silent), with_missing=False)
    assert list(written_comments(without).values()) == [[TRACE_NL]]
    assert settled(without, accept=True) == settled(data, accept=True)


def test_a_body_that_ends_in_a_table() -> None:
    data = word(FIRST, table(["a", "b"]))
    document = read_bytes(data, NAME)
    written = docx_review(data, document, review(remark()))
    assert texts(settled(written, accept=True)) == ["Begin.", "a", "b", "Aanvullende bepalingen", OFFER]
    assert read_bytes(written, NAME, view=View.REJECTED).text == document.text


def test_other_files_of_the_dossier() -> None:
    """Words of another file are left to that file; of one remark on both, each file has its part."""
    data = word(p(t("Melding later.")), LAST)
    document = read_bytes(data, NAME)
    here = passage(document, "Melding later.")
    there = dataclasses.replace(here, file="bijlage.pdf")
    namesake = dataclasses.replace(here, text="Andere woorden.")
    written = docx_review(
        data, document, review(remark(there), remark(namesake), remark(here, there, title="Beide"))
    )
    assert hung(written) == [("Beide", "Melding later.")]
    assert next(iter(written_comments(written).values()))[-1] == (
        "Dit punt betreft ook bijlage.pdf. Het tekstvoorstel hoeft maar op één plaats te worden opgenomen."
    )
    assert texts(settled(written, accept=True)).count(OFFER) == 1


def test_words_in_a_header_hang_on_the_first_paragraph() -> None:
    data = word(FIRST, LAST, header="Melding later")
    written, _ = reviewed(data, "Melding later")
    full = next(iter(written_comments(written).values()))
    assert hung(written) == [("Melding", "Begin.")]
    assert full[4:] == [
        "Het gaat om de koptekst: “Melding later”",
        'Ons tekstvoorstel staat als bijgehouden wijziging aan het einde, onder "Aanvullende bepalingen".',
    ]
    assert texts(settled(written, accept=True)) == ["Begin.", "Slot.", "Aanvullende bepalingen", OFFER]


def test_words_in_a_text_box_hang_on_the_paragraph_of_the_box() -> None:
    box = f'<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>{p(t("Melding later"))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>'
    written, _ = reviewed(word(p(t("Naast het vak.") + box), LAST), "Melding later")
    identity, full = next(iter(written_comments(written).items()))
    root = main_part(written)
    host = next(e for e in root.iter(W + "commentRangeStart") if e.get(W + "id") == identity).getparent()
    assert host is root.find(f"{W}body/{W}p")
    assert full[4] == "Het gaat om een tekstvak: “Melding later”"
    following = host.getnext()
    assert "".join(following.itertext()) == OFFER


def test_the_text_before_the_changes_can_be_reviewed_as_well() -> None:
    """Words that another struck out, judged in the view in which they count."""
    data = word(p(t("Melding binnen ") + gone("een week") + ins(t("een jaar")) + t(".")), LAST)
    document = read_bytes(data, NAME, view=View.REJECTED)
    asked = review(remark(passage(document, "een week")))
    written = docx_review(data, document, asked)
    former = read_bytes(written, NAME, view=View.REJECTED)
    assert former.text == document.text
    assert [former.text[c.start : c.end] for c in former.comments] == ["een week", "Slot."]
    assert texts(settled(written, accept=True)) == ["Melding binnen een jaar.", OFFER, "Slot."]


def test_control_characters_do_not_spoil_the_xml() -> None:
    data = word(p(t("Melding later.")))
    document = read_bytes(data, NAME)
    odd = dataclasses.replace(
        remark(passage(document, "Melding later."), proposal="a\x00b"), comment="<&\x1b\ud800>"
    )
    written = docx_review(data, document, dataclasses.replace(review(odd), author="A\x01"))
    assert next(iter(written_comments(written).values()))[2] == "Wat wij vragen: <&\ufffd\ufffd>"
    assert texts(settled(written, accept=True)) == ["Melding later.", "a\ufffdb"]


# The package


def with_comment() -> bytes:
    made = docx.Document()
    paragraph = made.add_paragraph("Melding later. Boete laag.")
    made.add_comment(paragraph.runs, text="Van verkoper.", author="Verkoper", initials="V")
    return saved(made)


def test_comments_and_changes_of_others_stay_and_ids_are_unique() -> None:
    data = with_comment()
    main = parts(data)["word/document.xml"].replace(
        b"</w:p>", f"{ins(t('x', ''))}{gone('y')}</w:p>".encode(), 1
    )
    data = repacked(data, {"word/document.xml": main.replace(b'w:id="7"', b'w:id="1"', 1)})
    written, document = reviewed(data, "later", "Boete laag")
    before, after = (etree.fromstring(parts(each)["word/comments.xml"]) for each in (data, written))
    assert etree.tostring(after[0], method="c14n") == etree.tostring(before[0], method="c14n")
    ours = [
        element for element in [*main_part(written).iter(), *after] if element.get(W + "author") == AUTHOR
    ]
    assert Counter(str(e.tag).removeprefix(W) for e in ours) == {"comment": 3, "ins": 2, "pPrChange": 1}
    assert {(e.get(W + "author"), e.get(W + "date")) for e in ours} == {(AUTHOR, DATE)}
    assert {e.get(W + "initials") for e in ours if e.tag == W + "comment"} == {"JdV"}
    tags = ("ins", "del", "pPrChange", "comment")
    ids = [e.get(W + "id") for e in [*main_part(written).iter(*(W + tag for tag in tags)), *after]]
    assert len(ids) == len(set(ids)) == 9
    assert read_bytes(written, NAME).comments[0] == Comment(
        "Verkoper", document.comments[0].date, "Van verkoper.", 0, 26
    )


def test_other_parts_stay_as_they_are_to_the_byte() -> None:
    for data in (with_comment(), word(p(t("Melding later.")))):
        written, _ = reviewed(data, "later")
        before, after = parts(data), parts(written)
        touched = {name for name in after if after[name] != before.get(name)}
        expected = {"word/document.xml", "word/comments.xml"}
        if "word/comments.xml" not in before:
            expected |= {"[Content_Types].xml", "word/_rels/document.xml.rels"}
        assert touched == expected
        assert list(after) == [*before, *(expected - set(before))]


def test_the_same_review_gives_the_same_bytes() -> None:
    data = word(p(t("Melding later.")))
    assert reviewed(data, "later")[0] == reviewed(data, "later")[0]


def test_python_docx_reads_the_comments() -> None:
    written, _ = reviewed(word(p(t("Melding later.")), LAST), "later")
    made = docx.Document(io.BytesIO(written))
    assert [
        (comment.author, comment.initials, comment.text.splitlines()[0]) for comment in made.comments
    ] == [
        (AUTHOR, "JdV", "Melding"),
        (AUTHOR, "JdV", TRACE_NL),
    ]
    assert saved(made)


@pytest.mark.parametrize(
    "kind",
    ["application/vnd.ms-word.document.macroEnabled.main+xml",
     "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"],
)  # fmt: skip
def test_documents_with_macros_and_templates_stay_what_they_are(kind: str) -> None:
    data = word(p(t("Melding later.")))
    main = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = parts(data)["[Content_Types].xml"]
    data = repacked(data, {"[Content_Types].xml": types.replace(main, kind.encode())})
    written, _ = reviewed(data, "later")
    root = etree.fromstring(parts(written)["[Content_Types].xml"])
    given = {e.get("PartName"): e.get("ContentType") for e in root if e.get("PartName")}
    comments = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    assert (given["/word/document.xml"], given["/word/comments.xml"]) == (kind, comments)


STRICT = {
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
}


def test_a_strict_file_stays_strict() -> None:
    data = word(p(t("Een. Melding later. Twee.")), LAST)
    changed = {}
    for name, content in parts(data).items():
        for old, new in STRICT.items():
            content = content.replace(old, new)
        changed[name] = content
    written, document = reviewed(repacked(data, changed), "Melding later.")
    for name, content in parts(written).items():
        assert [old for old in STRICT if old in content] == [], name
    accepted = read_bytes(written, NAME)
    assert accepted.text.split("\n") == ["Een. Melding later. Twee.", OFFER, "Slot."]
    assert [(c.author, accepted.text[c.start : c.end]) for c in accepted.comments] == [
        (AUTHOR, "Melding later."),
        (AUTHOR, "Slot."),
    ]
    assert read_bytes(written, NAME, view=View.REJECTED).text == document.text


def test_an_unused_part_of_the_name_is_left_alone() -> None:
    """A file may hold a comments part that nothing points at."""
    data = repacked(word(p(t("Melding later."))), {"word/comments.xml": b"<not-ours/>"})
    written, _ = reviewed(data, "later")
    assert parts(written)["word/comments.xml"] == b"<not-ours/>"
    assert len(read_bytes(written, NAME).comments) == 2


# What is refused


def test_another_file_and_other_formats_are_faults_of_the_caller() -> None:
    data = word(p(t("Melding later.")))
    document = read_bytes(data, NAME)
    with pytest.raises(ValueError, match="not the bytes"):
        docx_review(data + b" ", document, review())
    for other in (Format.PDF, Format.ODT):
        with pytest.raises(ValueError, match="only a Word file"):
            docx_review(data, dataclasses.replace(document, format=other), review())


def test_comments_that_do_not_open_are_an_error_for_the_user() -> None:
    data = repacked(with_comment(), {"word/comments.xml": b"<w:comments"})
    with pytest.raises(Damaged) as caught:
        reviewed(data, "later")
    assert caught.value.details["file"] == NAME


# Whole contracts


def every_block(document: Document) -> Review:
    """A remark on the middle words of every block of the body."""
    remarks = []
    for number, block in enumerate(document.blocks):
        inside = (
            document.text[block.start : block.end]
            .removeprefix(block.number or "")
            .strip(" |")
            .split(" | ")[0]
        )
        words = inside.split()
        if block.section == "body" and words:
            wanted = " ".join(words[len(words) // 4 : len(words) // 4 + 6])
            start = document.text.index(wanted, block.start)
            place = Evidence(
                document.name, "", None, wanted, start, start + len(wanted), (), Role.AGAINST, "r"
            )
            remarks.append(remark(place, proposal=f"Voorstel {number}.", title=f"Punt {number}"))
    return review(*remarks, remark(title="Stilte", proposal="Slotbepaling."))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_remark_on_every_block_of_a_contract(path: Path) -> None:
    data = path.read_bytes()
    document = read_bytes(data, path.name)
    asked = every_block(document)
    written = docx_review(data, document, asked)
    added = {each.proposal for each in asked.remarks} | {"Aanvullende bepalingen"}
    accepted = texts(settled(written, accept=True))
    assert [each for each in accepted if each not in added] == texts(settled(data, accept=True))
    assert Counter(each for each in accepted if each in added) == Counter(added)
    assert settled(written, accept=False) == settled(data, accept=False)
    assert (
        read_bytes(written, path.name, view=View.REJECTED).text
        == read_bytes(data, path.name, view=View.REJECTED).text
    )
    anchors = dict(hung(written)[-len(asked.remarks) :])
    missed = [
        each.title for each in asked.remarks if each.places and each.places[0].text not in anchors[each.title]
    ]
    assert missed == []


CONVERTED = ("ai-saas-met-gaten", "maatwerk-wijzigingen")
LOST = "a control for plain text"  # LibreOffice 7.4 makes such a control a field and loses what is in it


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_sees_every_comment_at_its_words(tmp_path: Path) -> None:
    """All in one start of it, since that takes longest."""
    files = {
        str(case.id): reviewed(word(*case.values[0]), case.values[1])[0] for case in CASES if case.id != LOST
    }
    for path in SAMPLES:
        if path.stem in CONVERTED:
            document = read_bytes(path.read_bytes(), path.name)
            files[path.stem] = docx_review(path.read_bytes(), document, every_block(document))
    paths = [tmp_path / f"{number}.docx" for number in range(len(files))]
    for path, data in zip(paths, files.values(), strict=True):
        path.write_bytes(data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "odt", "--outdir", str(tmp_path)]
    subprocess.run([*command, *map(str, paths)], check=True, capture_output=True, timeout=300)
    ours = {name: anchors(data) for name, data in files.items()}
    theirs = {
        name: anchors(path.with_suffix(".odt").read_bytes()) for name, path in zip(files, paths, strict=True)
    }
    assert [len(ours[name]) > 60 for name in CONVERTED] == [True, True]
    assert theirs == ours


def anchors(data: bytes) -> list[tuple[str, str, str]]:
    """Author, text and words of every comment, in no order of the file."""
    document = read_bytes(data, NAME)
    return sorted(
        (c.author, c.text, "-" if c.start is None else " ".join(document.text[c.start : c.end].split()))
        for c in document.comments
    )
