"""Tracked changes and comments of a Word file, in each of the three views."""

# ruff: noqa: E501 - XML and tables of cases read best unbroken

from __future__ import annotations

import pytest
from make_docx import abstract, docx, level, num, num_pr, p, part, row, run, t, table, tc, tracked

from analyser.model import Comment, Notice, Revision, View
from analyser.reading.docx import read_docx
from analyser.reading.draft import Draft
from analyser.reading.limits import Limits

VIEWS = (View.ACCEPTED, View.REJECTED, View.MARKED)
NUMBERING = abstract(0, level(0, "decimal", "%1.")) + num(1, 0)


def read(body: str, view: View = View.ACCEPTED, **more: object) -> Draft:
    data = docx(body, numbering=NUMBERING, **more)  # type: ignore[arg-type]
    return read_docx(data, "contract.docx", Limits(), view)


def mark(tag: str, extra: str = "") -> str:
    """Paragraph properties with a tracked paragraph mark."""
    return f'{extra}<w:rPr><w:{tag} w:id="1" w:author="Inkoper" w:date=""/></w:rPr>'


ROW_GONE = '<w:del w:id="1" w:author="A" w:date=""/>'


@pytest.mark.parametrize(
    ("body", "accepted", "rejected", "marked"),
    [
        pytest.param(p(t("Termijn ") + tracked("del", t("tien ")) + tracked("ins", t("dertig ")) + t("dagen")),
                     ["Termijn dertig dagen"], ["Termijn tien dagen"], ["Termijn tien dertig dagen"], id="words"),
        pytest.param(p(t("a ") + tracked("ins", t("b ") + tracked("del", t("c "))) + t("d")),
                     ["a b d"], ["a d"], ["a b c d"], id="inserted, then deleted"),
        pytest.param(p(tracked("moveFrom", t("heen"))) + p(t("x ") + tracked("moveTo", t("heen"))),
                     ["x heen"], ["heen", "x"], ["heen", "x heen"], id="moved"),
        pytest.param(p(t("Een"), mark("del")) + p(t(" twee")), ["Een twee"], ["Een", "twee"], ["Een", "twee"],
                     id="paragraphs joined"),
        pytest.param(p(t("Een"), mark("ins")) + p(t(" twee")), ["Een", "twee"], ["Een twee"], ["Een", "twee"],
                     id="paragraph split"),
        pytest.param(p(t("a"), num_pr(1)) + p(tracked("del", t("b")), mark("del", num_pr(1))) + p(t("c"), num_pr(1)),
                     ["1. a", "2. c"], ["1. a", "2. b", "3. c"], ["1. a", "2. b", "3. c"], id="numbered one deleted"),
        pytest.param(p(tracked("del", t("weg")), mark("del", num_pr(1))) + table(row("a")),
                     ["a"], ["1. weg", "a"], ["1. weg", "a"], id="deleted one before a table"),
        pytest.param(table(row("a"), row(tc(p(t("b"), num_pr(1))), "c", properties=ROW_GONE), row("d")),
                     ["a", "d"], ["a", "1. b | c", "d"], ["a", "1. b | c", "d"], id="row deleted"),
        pytest.param(table(row("a", tc("b", '<w:cellIns w:author="A"/>'))), ["a | b"], ["a"], ["a | b"],
                     id="cell inserted"),
        pytest.param(p(run("nieuw", '<w:b/><w:rPrChange w:id="1"><w:rPr/></w:rPrChange>')), ["nieuw"], ["nieuw"],
                     ["nieuw"], id="format only"),
        pytest.param(p(t("Kop."), "<w:rPr><w:specVanish/></w:rPr>") + p(t("Tekst")), *[["Kop. Tekst"]] * 3,
                     id="run-in heading"),
    ],
)  # fmt: skip
def test_views(body: str, accepted: list[str], rejected: list[str], marked: list[str]) -> None:
    drafts = [read(body, view) for view in VIEWS]
    assert [draft.text.split("\n") for draft in drafts] == [accepted, rejected, marked]
    assert [draft.view for draft in drafts] == list(VIEWS)


def test_revisions_stand_where_the_view_shows_them() -> None:
    body = p(
        t("Termijn ") + tracked("del", t("tien ")) + tracked("ins", t("dertig ")) + t("dagen"), num_pr(1)
    )
    who = ("Inkoper", "2026-03-01T10:00:00Z")
    expected = {
        View.ACCEPTED: [("deletion", "tien", None), ("insertion", "dertig", (11, 17))],
        View.REJECTED: [("deletion", "tien", (11, 15)), ("insertion", "dertig", None)],
        View.MARKED: [("deletion", "tien", (11, 15)), ("insertion", "dertig", (16, 22))],
    }
    for view, revisions in expected.items():
        draft = read(body, view)
        assert draft.revisions == [
            Revision(kind, *who, text, *(place or (None, None))) for kind, text, place in revisions
        ]
        assert all(draft.text[r.start : r.end] == r.text for r in draft.revisions if r.start is not None)
        assert draft.notices == [Notice("tracked-changes", details=(("count", "2"), ("view", view.value)))]


def test_one_insertion_cut_by_word_is_one_revision() -> None:
    body = p(
        t("a ") + tracked("ins", t("een ")) + tracked("ins", t("twee")) + tracked("ins", t(" b"), author="B")
    )
    assert [(r.author, r.text) for r in read(body).revisions] == [("Inkoper", "een twee"), ("B", "b")]


def test_a_deleted_row_is_listed_with_its_cells() -> None:
    body = table(row("a", "b", properties=ROW_GONE)) + p(t("c"))
    assert [(r.kind, r.text, r.start) for r in read(body).revisions] == [
        ("deletion", "a", None),
        ("deletion", "b", None),
    ]


def test_a_joined_paragraph_is_listed() -> None:
    assert read(p(t("Een"), mark("del")) + p(t(" twee"))).revisions == [
        Revision("deletion", "Inkoper", "", "¶", None, None)
    ]


def test_a_file_without_changes_says_nothing() -> None:
    assert read(p(t("Tekst"))).notices == []


def comment(identity: int, text: str) -> str:
    return f'<w:comment w:id="{identity}" w:author="Jurist" w:date="2026-03-02T09:00:00Z">{text}</w:comment>'


def anchor(kind: str, identity: int) -> str:
    return f'<w:comment{kind} w:id="{identity}"/>'


def test_comments_are_anchored_to_their_words() -> None:
    body = (
        p(t("Leverancier ") + anchor("RangeStart", 1) + t("vrijwaart"), num_pr(1))
        + p(
            t("Opdrachtgever")
            + anchor("RangeEnd", 1)
            + t(" volledig")
            + f"<w:r>{anchor('Reference', 2)}</w:r>"
        )
        + table(row(tc(p(anchor("RangeStart", 4) + t("cel") + anchor("RangeEnd", 4))), "b"))
    )
    written = (
        comment(1, p(t("Te ")) + p(t("ruim?"))) + comment(2, p(t("Punt"))) + comment(3, p(t("Zoek")))
        + comment(4, p(t("Rij")))
    )  # fmt: skip
    draft = read(body, related={"c.xml": ("comments", part("comments", written))})
    assert draft.text == "1. Leverancier vrijwaart\nOpdrachtgever volledig\ncel | b"
    who = ("Jurist", "2026-03-02T09:00:00Z")
    assert draft.comments == [
        Comment(*who, "Te ruim?", 15, 38),
        Comment(*who, "Punt", 47, 47),
        Comment(*who, "Zoek", None, None),
        Comment(*who, "Rij", 48, 51),
    ]


def test_comment_ranges_between_paragraphs() -> None:
    body = p(t("a")) + anchor("RangeStart", 1) + p(t("bb")) + anchor("RangeEnd", 1) + p(t("c"))
    draft = read(body, related={"c.xml": ("comments", part("comments", comment(1, p(t("x")))))})
    assert [(c.start, c.end) for c in draft.comments] == [(2, 4)]
