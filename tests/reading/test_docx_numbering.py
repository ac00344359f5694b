"""The numbers that Word prints and no file holds."""

# ruff: noqa: E501 - XML and tables of cases read best unbroken

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make_docx import abstract, docx, level, num, num_pr, numbered, p, row, t, table

from analyser.model import BlockKind, View
from analyser.reading.docx import read_docx
from analyser.reading.limits import Limits
from analyser.reading.numerals import column_letters, ordinal, repeated_letters, roman

_FORMS = ("decimal", "lowerLetter", "lowerRoman")


def numbers(body: str, numbering: str, styles: str = "") -> list[str | None]:
    """The numbers of the blocks, each of which stands at the front of its text."""
    draft = read_docx(docx(body, numbering=numbering, styles=styles), "a.docx", Limits(), View.ACCEPTED)
    for block in draft.blocks:
        assert block.number is None or draft.text.startswith(block.number, block.start)
    return [block.number for block in draft.blocks]


def sequence(numbering: str, *places: tuple[int, int]) -> list[str | None]:
    """The numbers of paragraphs at (list, level)."""
    return numbers("".join(numbered("tekst", *place) for place in places), numbering)


OUTLINE = abstract(
    0, level(0, "decimal", "Artikel %1"), level(1, "decimal", "%1.%2"), level(2, "lowerLetter", "(%3)")
) + num(1, 0)


@pytest.mark.parametrize(
    ("form", "text", "start", "printed"),
    [
        ("decimal", "%1.", 3, "3."),
        ("upperRoman", "%1", 4, "IV"),
        ("lowerRoman", "(%1)", 9, "(ix)"),
        ("upperLetter", "%1)", 28, "BB)"),
        ("lowerLetter", "%1.", 2, "b."),
        ("decimalZero", "%1", 7, "07"),
        ("ordinal", "%1 lid", 2, "2e lid"),
        ("bullet", "\uf0b7", 1, "•"),
        ("none", "", 1, None),
        ("none", "Preambule", 1, "Preambule"),
        ("cardinalText", "%1", 5, "5"),
        ("upperRoman", "%1", 0, None),
    ],
)
def test_forms(form: str, text: str, start: int, printed: str | None) -> None:
    numbering = abstract(0, level(0, form, text, start=start)) + num(1, 0)
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="nl-NL"/></w:rPr></w:rPrDefault></w:docDefaults>'
    )
    assert numbers(numbered("tekst", 1), numbering, styles) == [printed]


@pytest.mark.parametrize(
    ("numbering", "places", "printed"),
    [
        pytest.param(OUTLINE, [(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2)],
                     ["Artikel 1", "1.1", "1.2", "(a)", "Artikel 2", "2.1", "(a)"], id="deeper levels restart"),
        pytest.param(OUTLINE, [(1, 1), (1, 0), (1, 1)], ["1.1", "Artikel 1", "1.1"], id="a level skipped"),
        pytest.param(OUTLINE + num(2, 0), [(1, 0), (2, 0)], ["Artikel 1", "Artikel 2"], id="lists share counters"),
        pytest.param(OUTLINE + num(2, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'),
                     [(1, 0), (2, 0), (2, 0)], ["Artikel 1", "Artikel 5", "Artikel 6"], id="own start"),
        pytest.param(OUTLINE + num(2, 0, f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1.")}</w:lvlOverride>'),
                     [(1, 0), (2, 0)], ["Artikel 1", "B."], id="own level"),
        pytest.param(abstract(0, level(0, "upperRoman", "%1"), level(1, "decimal", "%1.%2", "<w:isLgl/>")) + num(1, 0),
                     [(1, 0), (1, 0), (1, 1)], ["I", "II", "2.1"], id="legal digits"),
        pytest.param(abstract(0, level(0, "decimal", "%1"), level(1, "decimal", "%2", '<w:lvlRestart w:val="0"/>'))
                     + num(1, 0), [(1, 0), (1, 1), (1, 0), (1, 1)], ["1", "1", "2", "2"], id="never restarts"),
        pytest.param(abstract(0, level(0, "decimal", "%1"), level(1, "decimal", "%2"),
                              level(2, "decimal", "%3", '<w:lvlRestart w:val="1"/>')) + num(1, 0),
                     [(1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 2)],
                     ["1", "1", "1", "2", "2", "2", "1"], id="restarts after the first level only"),
        pytest.param(OUTLINE, [(1, 0), (0, 0), (9, 0)], ["Artikel 1", None, None], id="list 0, list unknown"),
        pytest.param(abstract(0) + num(1, 0), [(1, 0)], [None], id="level unknown"),
    ],
)  # fmt: skip
def test_counting(numbering: str, places: list[tuple[int, int]], printed: list[str | None]) -> None:
    assert sequence(numbering, *places) == printed


STYLED = (
    '<w:style w:type="paragraph" w:styleId="Art"><w:name w:val="Art"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
    '</w:pPr></w:style><w:style w:type="paragraph" w:styleId="Lid"><w:name w:val="Lid"/><w:basedOn w:val="Art"/>'
    '</w:style><w:style w:type="paragraph" w:styleId="Los"><w:name w:val="Los"/><w:basedOn w:val="Art"/><w:pPr>'
    '<w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="numbering" w:styleId="Lijst"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)


def styled(name: str, extra: str = "") -> str:
    return p(t("tekst"), f'<w:pStyle w:val="{name}"/>{extra}')


def test_numbers_that_come_with_a_style() -> None:
    linked = abstract(
        0,
        level(0, "decimal", "Artikel %1", '<w:pStyle w:val="Art"/>'),
        level(1, "decimal", "%1.%2", '<w:pStyle w:val="Lid"/>'),
    )
    body = styled("Art") + styled("Lid") + styled("Los") + styled("Lid") + styled("Lid", num_pr(0))
    assert numbers(body, linked + num(1, 0), STYLED) == ["Artikel 1", "1.1", None, "1.2", None]


def test_a_list_that_borrows_its_levels_from_a_list_style() -> None:
    real = abstract(0, level(0, "decimal", "%1."), extra='<w:styleLink w:val="Lijst"/>')
    link = abstract(1, extra='<w:numStyleLink w:val="Lijst"/>')
    assert numbers(numbered("a", 1) + numbered("b", 2), real + link + num(1, 0) + num(2, 1), STYLED) == [
        "1.",
        "2.",
    ]


def test_a_circle_of_list_styles_ends() -> None:
    link = abstract(0, extra='<w:numStyleLink w:val="Lijst"/>')
    assert numbers(numbered("a", 1), link + num(1, 0), STYLED) == [None]


def test_empty_paragraphs_count_and_empty_bullets_vanish() -> None:
    bullets = abstract(1, level(0, "bullet", "-")) + num(2, 1)
    numbering = abstract(0, level(0, "decimal", "%1.")) + bullets + num(1, 0)
    body = p("", num_pr(1)) + numbered("tekst", 1) + p("", num_pr(2)) + numbered("punt", 2)
    assert numbers(body, numbering) == ["1.", "2.", "•"]


def test_numbers_in_a_table_stand_in_the_row() -> None:
    numbering = abstract(0, level(0, "decimal", "%1.")) + num(1, 0)
    draft = read_docx(
        docx(table(row(numbered("a", 1), "b"), row(p("", num_pr(1)), "c")), numbering=numbering),
        "a.docx", Limits(), View.ACCEPTED,
    )  # fmt: skip
    assert draft.text == "1. a | b\n2. | c"


def test_kind_and_level() -> None:
    draft = read_docx(docx(numbered("tekst", 1, 1), numbering=OUTLINE), "a.docx", Limits(), View.ACCEPTED)
    (block,) = draft.blocks
    assert (block.kind, block.number, block.level) == (BlockKind.ITEM, "1.1", 1)


_ROMAN_VALUES = dict(zip("IVXLCDM", (1, 5, 10, 50, 100, 500, 1000), strict=True))


@given(st.integers(1, 5000))
def test_roman_numerals_read_back(value: int) -> None:
    digits = [_ROMAN_VALUES[sign] for sign in roman(value)]
    following = [*digits[1:], 0]
    assert sum(-a if a < b else a for a, b in zip(digits, following, strict=True)) == value


@given(st.integers(1, 5000))
def test_letters_read_back(value: int) -> None:
    repeated = repeated_letters(value)
    assert len(set(repeated)) == 1
    assert (len(repeated) - 1) * 26 + ord(repeated[0]) - ord("A") + 1 == value
    read = 0
    for letter in column_letters(value):
        read = read * 26 + ord(letter) - ord("A") + 1
    assert read == value


@pytest.mark.parametrize("value", [0, -1])
def test_numerals_below_one_are_nothing(value: int) -> None:
    assert (roman(value), repeated_letters(value), column_letters(value)) == ("", "", "")


@pytest.mark.parametrize(
    ("value", "language", "text"),
    [
        (1, "nl-NL", "1e"),
        (1, "en-GB", "1st"),
        (2, "", "2nd"),
        (3, "en", "3rd"),
        (11, "en", "11th"),
        (22, "en", "22nd"),
    ],
)
def test_ordinals(value: int, language: str, text: str) -> None:
    assert ordinal(value, language) == text


@given(st.lists(st.integers(0, 2), min_size=1, max_size=25))
def test_numbers_of_any_outline_follow_from_the_levels(levels: list[int]) -> None:
    numbering = abstract(
        0, *(level(n, "decimal", ".".join(f"%{k + 1}" for k in range(n + 1))) for n in range(3))
    )
    expected: list[str | None] = []
    counts = [0, 0, 0]
    for depth in levels:
        counts[depth] += 1
        counts[depth + 1 :] = [0] * (2 - depth)
        expected.append(".".join(str(count or 1) for count in counts[: depth + 1]))
    assert sequence(numbering + num(1, 0), *((1, depth) for depth in levels)) == expected
