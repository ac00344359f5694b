"""What is scored: which blocks of a contract, and what is read along with each."""

from __future__ import annotations

import dataclasses

import pytest
from documents import document_of

from analyser.matching.language import build_nlp
from analyser.matching.learned.units import Unit, units_of
from analyser.model import BlockKind, Document, Format
from analyser.reading.draft import Draft
from analyser.reading.segment import segment

NLP = build_nlp()
PRICE = "De prijs is vast en exclusief omzetbelasting."


def units(document: Document) -> tuple[Unit, ...]:
    return units_of(document, NLP(document.text))


def read(document: Document) -> list[tuple[str, list[str]]]:
    return [(unit.block.text, [span.text for span in unit.context]) for unit in units(document)]


@pytest.mark.parametrize(
    ("why", "text", "expected"),
    [
        ("a paragraph outside any article stands alone", PRICE, [(PRICE, [])]),
        ("four words are a label", "De prijs is vast.", []),
        ("five words are a unit", "De prijs is nu vast.", [("De prijs is nu vast.", [])]),
        ("figures and signs are no words", "De prijs is € 5, 6, 7 en 8.", []),
        (
            "the heading above is read along, and is no unit",
            f"Artikel 2 Prijs\n2.1 {PRICE}",
            [(f"2.1 {PRICE}", ["Prijs"])],
        ),
        (
            "an item takes the heading and the words that introduce it",
            "Artikel 1 Plichten\n1.1 Leverancier zal elke nacht het volgende doen:\n"
            "a) kopieën maken van alle bestanden;\nb) die kopieën daarna ook testen.",
            [
                ("1.1 Leverancier zal elke nacht het volgende doen:", ["Plichten"]),
                (
                    "a) kopieën maken van alle bestanden;",
                    ["Plichten", "1.1 Leverancier zal elke nacht het volgende doen:"],
                ),
                (
                    "b) die kopieën daarna ook testen.",
                    ["Plichten", "1.1 Leverancier zal elke nacht het volgende doen:"],
                ),
            ],
        ),
        (
            "the nearest heading only",
            f"Artikel 1 Algemeen\n1.1 {PRICE}\nArtikel 2 Levering\n2.1 De levering volgt na de order.",
            [(f"1.1 {PRICE}", ["Algemeen"]), ("2.1 De levering volgt na de order.", ["Levering"])],
        ),
        (
            "a long heading is a block, and not its own context",
            "Artikel 1 Prijzen, facturen, betaling en andere kosten",
            [("Artikel 1 Prijzen, facturen, betaling en andere kosten", [])],
        ),
        ("an empty contract has none", "", []),
    ],
)
def test_units(why: str, text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert read(document_of(text)) == expected


def test_headings_and_running_lines_are_no_units() -> None:
    draft = Draft()
    kinds = (BlockKind.HEADER, BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.TABLE_ROW, BlockKind.FOOTER)
    for kind in kinds:
        draft.add(f"Deze regel is van de soort {kind.name.lower()}", kind, section="body")
    document = Document("x.docx", "0" * 64, Format.DOCX, draft.text, tuple(draft.blocks), segment(draft))
    assert [unit.block.text for unit in units(document)] == [
        "Deze regel is van de soort paragraph",
        "Deze regel is van de soort table_row",
    ]


def test_a_document_without_clauses_gives_units_without_context() -> None:
    document = dataclasses.replace(document_of(f"Artikel 2 Prijs\n2.1 {PRICE}"), clauses=())
    assert read(document) == [(f"2.1 {PRICE}", [])]


def test_offsets_are_those_of_the_block() -> None:
    document = document_of(
        f"Artikel 2 Prijs\n2.1 {PRICE} Korting geven wij niet.\nEen slotregel van zes woorden."
    )
    found = units(document)
    assert [(unit.start, unit.end) for unit in found] == [(b.start, b.end) for b in document.blocks[1:]]
    assert [document.text[unit.start : unit.end] for unit in found] == [unit.block.text for unit in found]
    assert [[s.text.strip() for s in unit.sentences] for unit in found] == [
        [f"2.1 {PRICE}", "Korting geven wij niet."],
        ["Een slotregel van zes woorden."],
    ]
