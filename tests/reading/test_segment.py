"""From lines to the clause tree: the cases stand in data/segmentation.yaml, each with its reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analyser.model import BlockKind, Clause, ClauseKind, Document, Format
from analyser.reading.clause_numbers import readings, roman_value
from analyser.reading.contents import contents_lines
from analyser.reading.draft import Draft
from analyser.reading.headings import defined_term, is_definitions_heading, looks_like_heading, run_in_heading
from analyser.reading.outline import lines_of
from analyser.reading.segment import segment
from analyser.reading.tree import Leads, ancestors, children, heading_path, own_ranges

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "segmentation.yaml").read_text("utf-8")
)
_KINDS = {
    "heading": BlockKind.HEADING,
    "item": BlockKind.ITEM,
    "row": BlockKind.TABLE_ROW,
    "footnote": BlockKind.FOOTNOTE,
    "box": BlockKind.TEXT_BOX,
    "header": BlockKind.HEADER,
    "footer": BlockKind.FOOTER,
}


def draft_of(blocks: list[Any]) -> Draft:
    """A draft from the lines of a case; a plain string is a paragraph."""
    draft = Draft()
    for block in blocks:
        if isinstance(block, str):
            draft.add(block, BlockKind.PARAGRAPH)
            continue
        (kind,) = set(block) & set(_KINDS)
        draft.add(block[kind], _KINDS[kind], number=block.get("number"), level=block.get("level"))
    return draft


def document_of(*blocks: Any) -> Document:
    draft = draft_of(list(blocks))
    return Document("a.docx", "", Format.DOCX, draft.text, tuple(draft.blocks), segment(draft))


def drawn(clauses: tuple[Clause, ...]) -> str:
    """The tree as the cases write it: two spaces a level, kind, label, heading."""
    lines: list[str] = []
    depths: list[int] = []
    for clause in clauses:
        depths.append(0 if clause.parent is None else depths[clause.parent] + 1)
        heading = f" = {clause.heading}" if clause.heading else ""
        lines.append(f"{'  ' * depths[-1]}{clause.kind}: {clause.label}{heading}")
    return "\n".join(lines)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    assert drawn(segment(draft_of(case["blocks"]))) == case["tree"].rstrip(), case["why"]


def test_cases_are_well_formed() -> None:
    assert len({case["name"] for case in CASES}) == len(CASES) >= 25
    assert {frozenset(case) for case in CASES} == {frozenset({"name", "why", "blocks", "tree"})}


# -- reading a number --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Artikel 7 Looptijd", [("article", (7,), "7", "Looptijd")]),
        ("Art. 7", [("article", (7,), "7", "")]),
        ("ARTIKEL VII", [("article", (7,), "VII", "")]),
        ("Artikel 7a – Prijs", [("article", (7,), "7a", "Prijs")]),
        ("Section 5.2 Term", [("article", (5, 2), "5.2", "Term")]),
        ("Clause 5: Term", [("article", (5,), "5", "Term")]),
        ("§ 3 Duur", [("article", (3,), "3", "Duur")]),
        ("Lid 2", [("lid", (2,), "2", "")]),
        ("7. Prijs", [("decimal", (7,), "7", "Prijs")]),
        ("7 Prijs", [("decimal", (7,), "7", "Prijs")]),
        ("7.3.1 Prijs", [("decimal", (7, 3, 1), "7.3.1", "Prijs")]),
        ("5) prijs", [("decimal", (5,), "5", "prijs")]),
        ("(5) prijs", [("decimal", (5,), "5", "prijs")]),
        ("a. prijs", [("letter", (1,), "a", "prijs")]),
        ("aa) prijs", [("letter", (27,), "aa", "prijs")]),
        ("i. prijs", [("letter", (9,), "i", "prijs"), ("roman", (1,), "i", "prijs")]),
        ("(iv) prijs", [("roman", (4,), "iv", "prijs")]),
        ("B. Prijs", [("upper-letter", (2,), "B", "Prijs")]),
        ("A.2 Prijs", [("decimal", (1001, 2), "A.2", "Prijs")]),
        ("1° prijs", [("ordinal", (1,), "1", "prijs")]),
        ("• prijs", [("bullet", (), "", "prijs")]),
        ("o prijs", [("bullet", (), "", "prijs")]),
        ("* prijs", [("bullet", (), "", "prijs")]),
        ("• 1.1. Prijs", [("decimal", (1, 1), "1.1", "Prijs")]),
        ("## 2. Prijs", [("decimal", (2,), "2", "Prijs")]),
        ("Bijlage A", [("annex", (1,), "A", "")]),
        ("Bijlage II: Prijs", [("annex", (2,), "II", "Prijs")]),
        ("Exhibit 1 - Fees", [("annex", (1,), "1", "Fees")]),
        ("Annex", [("annex", (), "", "")]),
        ("Hoofdstuk 2 Prijs", [("part", (2,), "2", "Prijs")]),
        ("Deel B", [("part", (2,), "B", "")]),
        ("Part II", [("part", (2,), "II", "")]),
        pytest.param("2018. Daarna", [], id="a year"),
        pytest.param("30 dagen na", [], id="a count of days"),
        pytest.param("5 procent", [], id="a percentage"),
        pytest.param("1 januari 2025", [], id="a date in words"),
        pytest.param("01.02.2024 ondertekend", [], id="a date in digits"),
        pytest.param("10.000 euro", [], id="an amount"),
        pytest.param("€ 5. Daarna", [], id="an amount with its sign"),
        pytest.param("06 12345678", [], id="a telephone number"),
        pytest.param("Deelnemers betalen", [], id="a word that starts as Deel"),
        pytest.param("Schedule a meeting", [], id="an article in a sentence"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_readings(text: str, expected: list[tuple[str, tuple[int, ...], str, str]]) -> None:
    found = [
        (marker.style.value, marker.values, marker.number, text[marker.rest :]) for marker in readings(text)
    ]
    assert found == expected


def test_roman_values_round_trip() -> None:
    assert [roman_value(number) for number in ("I", "IV", "IX", "XIV", "XXXIX")] == [1, 4, 9, 14, 39]
    assert [roman_value(number) for number in ("", "IIII", "VX", "C", "ABC")] == [None] * 5


@pytest.mark.parametrize(
    ("first", "second", "steps"),
    [
        ("7.2", "7.3", 1),
        ("7", "7a", 1),
        ("7a", "8", 1),
        ("7", "9", 2),
        pytest.param("7.9", "8.1", None, id="another article"),
        pytest.param("7", "7", None, id="the same again"),
        pytest.param("8", "7", None, id="backwards"),
    ],
)
def test_steps_from(first: str, second: str, steps: int | None) -> None:
    assert readings(f"{second} X")[0].steps_from(readings(f"{first} X")[0]) == steps


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Aansprakelijkheid", True),
        ("Intellectual property rights", True),
        ("De leverancier levert.", False),
        ("De beperking zoals bedoeld in artikel", False),
        ("levering", False),
        ("Naam: ________", False),
        ("info@example.org", False),
        ("12-13 / 44", False),
    ],
)
def test_looks_like_heading(text: str, expected: bool) -> None:
    assert looks_like_heading(text) is expected


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Definities", True),
        ("BEGRIPSBEPALINGEN", True),
        ("Definities en interpretatie", True),
        ("Definitions and Interpretation", True),
        ("Definitieve oplevering", False),
        ("Interpretatie van meetgegevens door derden op verzoek van de klant", False),
    ],
)
def test_definitions_headings(heading: str, expected: bool) -> None:
    assert is_definitions_heading(heading) is expected


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Dienst: het leveren van software", "Dienst"),
        ("“Affiliate” means any company", "Affiliate"),
        ("Data - alle gegevens van de klant", "Data"),
        ("Partijen:", None),
        ("De leverancier levert de dienst op tijd.", None),
    ],
)
def test_defined_terms(text: str, term: str | None) -> None:
    assert defined_term(text) == term


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("Confidentiality. Each party keeps secrets.", "Confidentiality"),
        ("The supplier delivers. The customer pays.", None),
        ("Leverancier levert de dienst zonder enige vertraging op. Daarna volgt betaling.", None),
    ],
)
def test_run_in_headings(text: str, heading: str | None) -> None:
    assert run_in_heading(text) == heading


def test_signature_lines_that_return_are_no_table_of_contents() -> None:
    names = ["Naam:", "Functie:", "Plaats:", "Datum:", "Handtekening:"]
    draft = draft_of([*names, *names])
    assert contents_lines(lines_of(draft.text, draft.blocks)) == frozenset()


# -- questions about the tree ------------------------------------------------------------------


TREE = document_of(
    {"heading": "Artikel 7 Beveiliging"},
    "7.1 De leverancier zal:",
    "a) versleutelen, waaronder:",
    "i) bij opslag;",
    "ii) bij verzending;",
    {"footer": "Pagina 1"},
    "b) bewaken.",
    "Daarnaast geldt het volgende:",
    "- melden;",
    "- herstellen.",
    "7.2 De leverancier rapporteert.",
)


def index_of(label: str) -> int:
    return [clause.label for clause in TREE.clauses].index(label)


def lead_text(label: str) -> str | None:
    lead = Leads(TREE).of(index_of(label))
    return None if lead is None else TREE.text[slice(*lead)]


@pytest.mark.parametrize(
    ("label", "lead"),
    [
        ("artikel 7.1 onder a", "7.1 De leverancier zal:"),
        ("artikel 7.1 onder b", "7.1 De leverancier zal:"),
        ("artikel 7.1 onder a sub ii", "a) versleutelen, waaronder:"),
        ("artikel 7.1, streepje 2", "Daarnaast geldt het volgende:"),
        pytest.param("artikel 7.1", None, id="a heading introduces nothing"),
        pytest.param("artikel 7", None, id="an article is no item"),
    ],
)
def test_what_introduces_a_list(label: str, lead: str | None) -> None:
    assert lead_text(label) == lead


def test_heading_path_runs_inwards() -> None:
    document = document_of(
        {"heading": "Bijlage 1 Verwerking"}, {"heading": "Artikel 2 Doel"}, "2.1 Het doel staat vast."
    )
    assert heading_path(document, 2) == ("Verwerking", "Doel")
    assert heading_path(document, 0) == ("Verwerking",)


def test_ancestors_children_and_own_text() -> None:
    inner = index_of("artikel 7.1 onder a sub ii")
    assert [TREE.clauses[i].label for i in ancestors(TREE, inner)] == [
        "artikel 7.1 onder a",
        "artikel 7.1",
        "artikel 7",
    ]
    assert [TREE.clauses[i].label for i in children(TREE, 0)] == ["artikel 7.1", "artikel 7.2"]
    own = own_ranges(TREE, index_of("artikel 7.1"))
    assert [TREE.text[start:end] for start, end in own] == [
        "7.1 De leverancier zal:",
        "Daarnaast geldt het volgende:",
    ]


def test_clause_at_gives_the_innermost() -> None:
    found = TREE.clause_at(TREE.text.index("verzending"))
    assert found is not None
    assert found.label == "artikel 7.1 onder a sub ii"


# -- any list of lines ---------------------------------------------------------------------------


_PIECES = st.sampled_from(
    [
        "Artikel 1", "Artikel 2 Doel", "artikel 3 van de wet", "Section 1.", "1. Definities", "2. Doel",
        "1.1 Tekst.", "1.2 Tekst:", "2.1", "a) iets;", "b) iets", "i. iets", "ii. iets", "(i) iets:",
        "- iets",
        "• 1.1. Term.", "Bijlage 1", "Bijlage", "Bijlage 2 Prijs", "Hoofdstuk 1 Algemeen", "Deel B", "Lid 1",
        "Inhoudsopgave", "Artikel 1 ...... 3", "Dienst: wat geleverd wordt.", "“Term” means a thing.",
        "Aansprakelijkheid", "en verder", "De leverancier levert de dienst zoals die is overeengekomen.",
        "De leverancier zal:", "zoals bedoeld in artikel", "A.1 Doel", "§ 2", "1°", "", "   ", "# Titel",
    ]
)  # fmt: skip
_BLOCKS = st.lists(
    st.tuples(
        _PIECES | st.text(max_size=30),
        st.sampled_from(list(BlockKind)),
        st.none() | st.integers(0, 3),
        st.booleans(),
    ),
    max_size=40,
)


@given(_BLOCKS)
@settings(max_examples=300, deadline=None)
@example([("1. Iets:", BlockKind.ITEM, None, True)] * 40)
def test_any_blocks_give_a_sound_tree(blocks: list[tuple[str, BlockKind, int | None, bool]]) -> None:
    draft = Draft()
    for text, kind, level, numbered in blocks:
        number = text.split()[0] if numbered and text.split() else None
        draft.add(text, kind, level=level, number=number)
    clauses = segment(draft)
    document = Document("a.docx", "", Format.DOCX, draft.text, tuple(draft.blocks), clauses)

    at, leads = 0, Leads(document)
    ends: dict[int | None, int] = {}
    for index, clause in enumerate(clauses):
        assert clause.start >= at, "reading order"
        at = clause.start
        assert clause.label.strip() == clause.label != ""
        if clause.parent is not None:
            parent = clauses[clause.parent]
            assert parent.start <= clause.start <= clause.end <= parent.end, "ranges nest"
        assert clause.start >= ends.get(clause.parent, 0), "brothers do not overlap"
        ends[clause.parent] = clause.end
        leads.of(index)
        heading_path(document, index)
    assert len({clause.label for clause in clauses}) == len(clauses), "labels point at one place"

    owned: list[tuple[int, int]] = sorted(
        own for index in range(len(clauses)) for own in own_ranges(document, index)
    )
    for block in draft.blocks:
        text = draft.text[block.start : block.end]
        if text.strip():
            first = block.start + len(text) - len(text.lstrip())
            assert sum(start <= first < end for start, end in owned) == 1, "each line is owned once"


def test_a_long_file_takes_time_in_proportion() -> None:
    """Five thousand announced lists would nest five thousand deep without a bound."""
    clauses = segment(draft_of(["1. Iets:"] * 5000))
    assert len(clauses) == 5000
    depths: list[int] = []
    for clause in clauses:
        depths.append(0 if clause.parent is None else depths[clause.parent] + 1)
    assert max(depths) == 11


def test_table_rows_form_one_clause() -> None:
    document = document_of({"row": "Dienst | Prijs"}, {"row": "Hosting | € 5"})
    assert [(clause.kind, clause.start, clause.end) for clause in document.clauses] == [
        (ClauseKind.TABLE, 0, len(document.text))
    ]
