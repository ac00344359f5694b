"""Markers, furniture, reading order, ruled grids and repairs, each by itself."""

from __future__ import annotations

import pytest

from analyser.model import BlockKind
from analyser.reading.pdf_furniture import part_furniture
from analyser.reading.pdf_layout import read_marker, take_footnotes
from analyser.reading.pdf_objects import Rule
from analyser.reading.pdf_order import in_reading_order
from analyser.reading.pdf_repair import Hyphens, restore_ligatures, split_word
from analyser.reading.pdf_tables import find_grids
from analyser.reading.pdf_words import Frame, Line, Word, mend_letters


def line(text: str, x: float = 60, y: float = 100, page: int = 1, size: float = 10) -> Line:
    """A line of print whose letters are half a font size wide."""
    words = []
    for piece in text.split():
        words.append(Word(piece, x, y - size, x + len(piece) * size / 2, y))
        x += (len(piece) + 0.5) * size / 2
    return Line(page, words, y, size)


@pytest.mark.parametrize(
    ("text", "number", "bullet"),
    [
        ("7. Levering", "7.", False),
        ("7.3 Leverancier meldt", "7.3", False),
        ("7.3.1. Leverancier meldt", "7.3.1.", False),
        ("Artikel 7 Levering", "Artikel 7", False),
        ("ARTIKEL 12. BETALING", "ARTIKEL 12", False),
        ("Bijlage B: tarieven", "Bijlage B", False),
        ("a) bij ontbinding", "a)", False),
        ("(ii) bij ontbinding", "(ii)", False),
        ("• bij ontbinding", None, True),
        ("- bij ontbinding", None, True),
        ("• 2.1 Leverancier meldt", "2.1", True),
        ("30 dagen na levering", None, False),
        ("2024. Daarna", None, False),
        ("Artikelen gelden", None, False),
        ("-5 graden", None, False),
    ],
)
def test_read_marker(text: str, number: str | None, bullet: bool) -> None:
    marker = read_marker(text)
    assert (marker.number, marker.bullet) == (number, bullet)


def test_headings_that_open_pages_are_no_furniture() -> None:
    pages = [
        [line(f"Artikel {page}", y=60, page=page), line("Tekst", y=400, page=page)] for page in (1, 2, 3)
    ]
    assert [len(part.furniture) for part in part_furniture(pages, [842.0] * 3)] == [0, 0, 0]


def test_bare_numbers_are_page_numbers_only_in_sequence() -> None:
    running = [[line("Tekst", y=400, page=page), line(str(page + 4), y=820, page=page)] for page in (1, 2, 3)]
    loose = [[line("Tekst", y=400, page=page), line(str(7 * page), y=820, page=page)] for page in (1, 2, 3)]
    footers = [part.furniture for part in part_furniture(running, [842.0] * 3)]
    assert [[kind for kind, _ in furniture] for furniture in footers] == [[BlockKind.FOOTER]] * 3
    assert [part.furniture for part in part_furniture(loose, [842.0] * 3)] == [[], [], []]


def test_lines_that_hold_two_columns_are_cut() -> None:
    lines = []
    for row in range(8):
        both = line(f"links staat regel {row} van tekst", y=100 + 12 * row)
        both.words += line(f"rechts staat regel {row} van tekst", x=330, y=100 + 12 * row).words
        both.measure()
        lines.append(both)
    expected = [f"{side} staat regel {row} van tekst" for side in ("links", "rechts") for row in range(8)]
    assert [held.text for held in in_reading_order(lines)] == expected


def test_numbers_before_text_are_no_column() -> None:
    lines = []
    for row in range(8):
        clause = line(f"{row}.1", y=100 + 12 * row)
        clause.words += line(
            "de leverancier meldt elke storing aan de afnemer", x=110, y=100 + 12 * row
        ).words
        clause.measure()
        lines.append(clause)
    assert in_reading_order(lines) == lines


def test_footnotes_are_small_numbered_print_at_the_foot() -> None:
    body = [line("Gewone tekst van de bepaling", y=y) for y in (100, 112, 700)]
    note = line("1 Zie de toelichting.", y=780, size=7)
    assert take_footnotes([*body, note], 10.0, 842.0) == (body, [note])
    assert take_footnotes(body, 10.0, 842.0) == (body, [])


def _rules(xs: list[float], ys: list[float]) -> list[Rule]:
    return [Rule(xs[0], y, xs[-1], y) for y in ys] + [Rule(x, ys[0], x, ys[-1]) for x in xs]


_FOUR = [(0, 0, 100, 50), (100, 0, 200, 50), (0, 50, 100, 100), (100, 50, 200, 100)]


@pytest.mark.parametrize(
    ("rules", "cells"),
    [
        pytest.param(_rules([0, 100, 200], [0, 50, 100]), [_FOUR], id="two by two"),
        pytest.param(_rules([0, 200], [0, 100]), [], id="a frame"),
        pytest.param(
            [*_rules([0, 200], [0, 50, 100]), Rule(100, 50, 100, 100)],
            [[(0, 0, 200, 50), *_FOUR[2:]]],
            id="merged header",
        ),
        pytest.param(
            [*_rules([0, 100, 200], [0, 50, 100]), Rule(20, 30, 60, 30)],
            [_FOUR],
            id="an underlined word in a cell",
        ),
        pytest.param(
            [*(Rule(0, y, 200, y) for y in (0, 50, 100)), Rule(100, 0, 100, 100)],
            [_FOUR],
            id="no side lines",
        ),
        pytest.param([Rule(0, y, 200, y) for y in (0, 20, 40, 60, 80)], [], id="lines to write on"),
        pytest.param(
            _rules([3.5 * n for n in range(80)], [3.5 * n for n in range(80)]), [], id="millimetre paper"
        ),
    ],
)
def test_find_grids(rules: list[Rule], cells: list[list[tuple[float, float, float, float]]]) -> None:
    assert find_grids(rules) == cells


@pytest.mark.parametrize(
    ("left", "right", "joint"),
    [
        ("aanspra", "kelijkheid", ""),
        ("verantwoor", "ding,", ""),
        ("AI", "systeem", "-"),
        ("KvK", "nummer", "-"),
        ("e", "mail", "-"),
        ("in", "en", "- "),
        ("inkoop", "of", "- "),
        ("Noord", "Holland", "-"),
        ("2024", "versie", "-"),
        ("liabi", "lity", ""),
    ],
)
def test_joint(left: str, right: str, joint: str) -> None:
    assert Hyphens([]).joint(left, right) == joint


def test_the_document_itself_decides_first_on_a_hyphen() -> None:
    assert Hyphens([line("elke sub-verwerker meldt")]).joint("sub", "verwerker") == "-"
    assert Hyphens([line("elke subverwerker meldt")]).joint("sub", "verwerker") == ""


@pytest.mark.parametrize(
    ("text", "mended", "count"),
    [
        ("Ar kel 5", "Artikel 5", 1),
        ("de iden fica e van", "de identificatie van", 1),
        ("elke \ufffdnanciële verplichting", "elke financiële verplichting", 1),
        ("elke nanciële verplichting", "elke financiële verplichting", 1),
        ("(Par jen)", "(Partijen)", 1),
        ("de leverancier meldt storingen", "de leverancier meldt storingen", 0),
        ("Noordmolen en Zuidwiek", "Noordmolen en Zuidwiek", 0),
    ],
)
def test_restore_ligatures(text: str, mended: str, count: int) -> None:
    held = line(text)
    assert (restore_ligatures([held]), held.text) == (count, mended)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("(woord),", ("(", "woord", "),")),
        ("woord", ("", "woord", "")),
        ("...", ("...", "", "")),
        ("", ("", "", "")),
    ],
)
def test_split_word(text: str, parts: tuple[str, str, str]) -> None:
    assert split_word(text) == parts


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("\ufb01nanciën", "financiën"),
        ("over\u00adeenkomst", "overeenkomst"),
        ("\uf0b7", "•"),
        ("cafe\u0301", "café"),
    ],
)
def test_mend_letters(text: str, mended: str) -> None:
    assert mend_letters(text) == mended


@pytest.mark.parametrize(
    ("rotation", "box"),
    [(0, (10, 170, 30, 190)), (90, (10, 10, 30, 30)), (180, (70, 10, 90, 30)), (270, (170, 70, 190, 90))],
)
def test_frame_turns_boxes(rotation: int, box: tuple[float, float, float, float]) -> None:
    assert Frame(0, 0, 100, 200, rotation).box(10, 10, 30, 30) == box
