"""Every class of the model refuses, at birth, what would mislead a reader later."""

from __future__ import annotations

import pytest

from analyser.model import (
    Block,
    BlockKind,
    Box,
    Certainty,
    Clause,
    ClauseKind,
    Document,
    Evidence,
    Finding,
    Format,
    Page,
    PageStatus,
    Receipt,
    Role,
    Severity,
    Text,
    Verdict,
    WordMap,
)

LINE = "Leverancier meldt datalekken."


def a_document(**changes: object) -> Document:
    values: dict[str, object] = {
        "name": "a.pdf",
        "sha256": "0" * 64,
        "format": Format.PDF,
        "text": LINE,
        "blocks": (Block(0, len(LINE), BlockKind.PARAGRAPH, page=1),),
        "clauses": (),
    }
    return Document(**{**values, **changes})  # type: ignore[arg-type]


def clause(start: int, end: int, parent: int | None = None, label: str = "artikel 1") -> Clause:
    return Clause(start, end, ClauseKind.ARTICLE, "1", None, parent, label)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Box(0, 0, 0, 1, 1), "page 0 does not exist: pages count from 1"),
        (lambda: Box(1, 5, 0, 1, 1), "box is inside out: Box(page=1, x0=5, top=0, x1=1, bottom=1)"),
        (lambda: Block(4, 2, BlockKind.PARAGRAPH), "block has no sound range: 4..2"),
        (lambda: clause(3, 1), "clause has no sound range: 3..1"),
        (
            lambda: a_document(blocks=(Block(0, 9, BlockKind.PARAGRAPH), Block(5, 12, BlockKind.PARAGRAPH))),
            "block at 5 overlaps the one before it",
        ),
        (
            lambda: a_document(blocks=(Block(0, 99, BlockKind.PARAGRAPH),)),
            f"block at 0..99 ends outside the text ({len(LINE)})",
        ),
        (lambda: a_document(clauses=(clause(0, 99),)), "clause 'artikel 1' ends outside the text"),
        (
            lambda: a_document(clauses=(clause(0, 5, parent=0),)),
            "clause 'artikel 1' stands before its parent",
        ),
    ],
)
def test_unsound_values_are_refused(make: object, message: str) -> None:
    with pytest.raises(ValueError, match=r".*") as refusal:
        make()  # type: ignore[operator]
    assert str(refusal.value) == message


def test_evidence_stands_inside_its_sentence() -> None:
    def evidence(start: int, end: int, *deciding: tuple[int, int]) -> Evidence:
        return Evidence("a.pdf", "", 1, LINE, start, end, (), Role.FOR, "r", deciding)

    assert evidence(0, 10, (2, 4)).deciding == ((2, 4),)
    with pytest.raises(ValueError, match="evidence without words"):
        evidence(5, 5)
    with pytest.raises(ValueError, match="deciding words stand outside their evidence"):
        evidence(0, 10, (8, 12))


@pytest.mark.parametrize("verdict", [Verdict.MET, Verdict.PARTIAL, Verdict.CONTRARY])
def test_no_verdict_on_text_without_evidence(verdict: Verdict) -> None:
    with pytest.raises(ValueError, match=f"x: {verdict} without evidence"):
        Finding(
            "x",
            "privacy",
            Severity.HIGH,
            verdict,
            0.5,
            Certainty.UNSURE,
            False,
            Text("", ""),
            (),
            (),
            (),
            Receipt(0, 0, (), ()),
        )


@pytest.mark.parametrize("confidence", [-0.01, 1.01, float("nan")])
def test_confidence_is_a_share(confidence: float) -> None:
    with pytest.raises(ValueError, match=f"confidence {confidence} is not between 0 and 1"):
        Finding(
            "x",
            "privacy",
            Severity.HIGH,
            Verdict.MISSING,
            confidence,
            Certainty.UNSURE,
            False,
            Text("", ""),
            (),
            (),
            (),
            Receipt(0, 0, (), ()),
        )


def test_boxes_cover_each_line_of_print_once() -> None:
    words = WordMap()
    words.add(0, 3, Box(1, 10, 100, 40, 112))
    words.add(4, 8, Box(1, 44, 100, 80, 112))
    words.add(9, 12, Box(1, 10, 116, 40, 128))
    words.add(13, 15, Box(2, 10, 50, 30, 62))
    assert words.boxes(0, 15) == (
        Box(1, 10, 100, 80, 112),
        Box(1, 10, 116, 40, 128),
        Box(2, 10, 50, 30, 62),
    )
    assert words.boxes(5, 8) == (Box(1, 44, 100, 80, 112),)
    assert words.boxes(3, 4) == ()  # the blank between two words


def test_words_of_two_columns_on_one_height_are_two_boxes() -> None:
    words = WordMap()
    words.add(0, 3, Box(1, 10, 100, 40, 112))
    words.add(4, 8, Box(1, 300, 100, 340, 112))
    assert words.boxes(0, 8) == (Box(1, 10, 100, 40, 112), Box(1, 300, 100, 340, 112))


def test_words_are_added_in_reading_order() -> None:
    words = WordMap()
    words.add(5, 8, Box(1, 0, 0, 1, 1))
    with pytest.raises(ValueError, match="words are added in reading order"):
        words.add(0, 3, Box(1, 0, 0, 1, 1))


def test_places_are_found_by_offset() -> None:
    text = "Artikel 1\nEen.\nTwee."
    document = a_document(
        text=text,
        blocks=(
            Block(0, 9, BlockKind.HEADING),
            Block(10, 14, BlockKind.PARAGRAPH),
            Block(15, 20, BlockKind.PARAGRAPH),
        ),
        clauses=(clause(0, 20), clause(10, 14, parent=0, label="artikel 1, lid 1")),
        pages=(
            Page(1, 595, 842, PageStatus.READ, 3, 0, 14),
            Page(2, 595, 842, PageStatus.READ, 1, 15, 20),
        ),
    )
    assert [c.label if (c := document.clause_at(at)) else None for at in (0, 11, 16)] == [
        "artikel 1",
        "artikel 1, lid 1",
        "artikel 1",
    ]
    assert [document.page_at(at) for at in (0, 13, 15)] == [1, 1, 2]
    assert document.block_at(9) is None  # the line feed
    assert document.block_at(10) == document.blocks[1]
    assert document.word_count == 4
