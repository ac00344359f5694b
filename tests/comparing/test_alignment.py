"""Which clause became which: renumbered, moved, split, joined, repeated; and no word lost or told twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest
from documents import document_of
from hypothesis import given, settings
from hypothesis import strategies as st
from versions import aligned, outline, unjudged

from analyser.comparing import Aligned, Change, Mark, changed_of
from analyser.comparing.passages import passages_of
from analyser.model import BlockKind, ClauseKind, Document, Format
from analyser.reading.draft import Draft
from analyser.reading.segment import segment
from analyser.reading.tree import own_ranges

HOSTING = """
Artikel 1. Levering
1.1 Leverancier levert de dienst op de eerste werkdag van elke maand aan de gemeente.
1.2 De gemeente controleert de levering binnen tien werkdagen en meldt gebreken schriftelijk.
Artikel 2. Betaling
2.1 De gemeente betaalt de factuur binnen dertig dagen na ontvangst daarvan.
2.2 Over te late betaling is de wettelijke handelsrente verschuldigd zonder ingebrekestelling.
"""


def changes(before: str, after: str) -> list[tuple[Change, list[str], list[str]]]:
    return outline(tuple(changed_of(aligned(before, after))))


def clause(before: str, after: str, label: str) -> Aligned:
    """The clause that bears ``label`` in the old version."""
    clauses = aligned(before, after)
    (found,) = (clause for clause in clauses if label in [passage.label for passage in clause.old])
    return found


def test_other_numbers_are_shown_and_are_no_change() -> None:
    after = HOSTING.replace("Artikel 1", "Artikel 3").replace("1.1", "3.1").replace("1.2", "3.2")
    assert changes(HOSTING, after) == []
    found = clause(HOSTING, after, "artikel 1.1")
    assert (found.is_renumbered, found.runs[0].old, found.runs[0].new) == (True, "1.1", "3.1")
    assert not clause(HOSTING, after, "artikel 2.1").is_renumbered


def test_a_number_that_is_none_of_the_clauses_own_is_a_change() -> None:
    slot = HOSTING + "2.3 {} van het Burgerlijk Wetboek geldt niet voor deze overeenkomst.\nSlot\n"
    before, after = (slot.format(f"Artikel 6:{number}") for number in (230, 231))
    assert changes(before, after) == [(Change.REWORDED, ["artikel 2.3"], ["artikel 2.3"])]
    lines = (f"{number} gigabyte opslag is in de prijs begrepen" for number in ("2.5", "3.5"))
    tables = (unjudged(table(["Omvang | Prijs", line])) for line in lines)
    assert [clause.change for clause in aligned(*tables)][-1] is Change.REWORDED


def test_an_article_that_moved_is_moved_and_nothing_else_is() -> None:
    lines = HOSTING.strip().splitlines()
    after = "\n".join([*lines[3:], *lines[:3]])
    moved = [clause.old[0].label for clause in aligned(HOSTING, after) if clause.moved]
    assert moved == ["artikel 2", "artikel 2.1", "artikel 2.2"]  # fewer words than article 1
    assert {change for change, _, _ in changes(HOSTING, after)} == {Change.MOVED}


def test_a_clause_that_moved_and_was_reworded() -> None:
    line = "1.2 De gemeente controleert de levering binnen tien werkdagen en meldt gebreken schriftelijk."
    new = "2.3 De gemeente controleert de levering binnen vijf werkdagen en meldt gebreken schriftelijk."
    after = HOSTING.replace(line, "") + new
    found = clause(HOSTING, after, "artikel 1.2")
    assert (found.change, found.moved, found.new[0].label) == (Change.REWORDED, True, "artikel 2.3")
    assert [run.old or run.new for run in found.runs if run.mark in (Mark.DELETED, Mark.INSERTED)] == [
        "tien ",
        "vijf ",
    ]


@pytest.mark.parametrize("turned", [False, True], ids=["split", "joined"])
def test_a_clause_that_was_split_in_three(turned: bool) -> None:
    whole = (
        "Artikel 4. Fouten\n4.1 Leverancier herstelt elke fout binnen twee dagen na de melding. Daarna "
        "stuurt hij een verslag met de oorzaak. Is de fout ernstig, dan overlegt hij vooraf met de gemeente."
    )
    parts = (
        "Artikel 4. Fouten\n4.1 Leverancier herstelt elke fout binnen twee dagen na de melding.\n"
        "4.2 Daarna stuurt hij een verslag met de oorzaak.\n"
        "4.3 Is de fout ernstig, dan overlegt hij vooraf met de gemeente."
    )
    clauses = aligned(*((parts, whole) if turned else (whole, parts)))
    labels = ["artikel 4.1"], ["artikel 4.1", "artikel 4.2", "artikel 4.3"]
    assert outline(clauses) == [
        (Change.SAME, ["artikel 4"], ["artikel 4"]),
        (Change.SAME, *(labels[::-1] if turned else labels)),
    ]
    numbers = [run.old if turned else run.new for run in clauses[1].runs if run.mark is Mark.NUMBER]
    assert numbers == ["4.1", "4.2", "4.3"]


def test_a_replaced_clause_is_removed_and_added() -> None:
    old = "2.2 Over te late betaling is de wettelijke handelsrente verschuldigd zonder ingebrekestelling."
    after = HOSTING.replace(old, "2.2 Partijen bewaren alle stukken zeven jaar in een kluis.")
    assert changes(HOSTING, after) == [
        (Change.REMOVED, ["artikel 2.2"], []),
        (Change.ADDED, [], ["artikel 2.2"]),
    ]


def test_the_same_words_in_two_places_keep_their_places() -> None:
    twice = HOSTING + "\n".join(["Artikel 3. Slot", *HOSTING.strip().splitlines()[1:3]])
    after = twice.replace("op de eerste werkdag", "op de laatste werkdag", 1)
    assert changes(twice, after) == [(Change.REWORDED, ["artikel 1.1"], ["artikel 1.1"])]
    assert changes(after, twice) == [(Change.REWORDED, ["artikel 1.1"], ["artikel 1.1"])]


def test_a_row_of_a_table_is_compared_as_a_row() -> None:
    rows = ["Niveau | Hersteltijd", "Hoog | vier uur na melding", "Laag | vijf dagen na melding"]
    other = [*rows[:1], "Hoog | acht uur na melding", *rows[2:]]
    clauses = aligned(unjudged(table(rows)), unjudged(table(other)))
    assert [clause.change for clause in clauses] == [
        Change.SAME, Change.SAME, Change.REWORDED, Change.SAME,
    ]  # fmt: skip


def test_another_format_prints_no_bars_between_cells() -> None:
    rows = ["Niveau | Hersteltijd", "Hoog | vier uur na melding"]
    clauses = aligned(unjudged(table(rows)), unjudged(table([r.replace(" |", "") for r in rows])))
    assert {clause.change for clause in clauses} == {Change.SAME}


def table(rows: list[str]) -> Document:
    return written([("Bijlage 1. Niveaus", BlockKind.HEADING), *((row, BlockKind.TABLE_ROW) for row in rows)])


def test_headers_and_footers_are_layout() -> None:
    footers = [
        ("Voorwaarden hosting, versie 1", BlockKind.FOOTER),
        ("Voorwaarden hosting, versie 2", BlockKind.FOOTER),
    ]
    text = [("Leverancier levert de dienst.", BlockKind.PARAGRAPH)]
    before, after = (unjudged(written([*text, footer])) for footer in footers)
    clauses = aligned(before, after)
    assert [(clause.is_layout, clause.change) for clause in clauses] == [
        (False, Change.SAME),
        (True, Change.REWORDED),
    ]
    assert tuple(changed_of(clauses)) == ()


@pytest.mark.parametrize("text", ["", "Artikel 1", "| | |", "1.\n2.\n3."])
def test_versions_with_hardly_a_word(text: str) -> None:
    assert {clause.change for clause in aligned(text, text)} <= {Change.SAME}
    check(aligned(text, HOSTING), [document_of(text)], [document_of(HOSTING)])
    check(aligned(HOSTING, text), [document_of(HOSTING)], [document_of(text)])


# -- every word once --------------------------------------------------------------------------

WORDS = st.sampled_from("leverancier gemeente betaalt levert binnen dagen niet de | “dienst” ja; 7.3".split())
LINE = st.builds(
    lambda number, words: " ".join([*number, *words]),
    st.sampled_from([[], [], ["Artikel", "1."], ["Artikel", "2"], ["1.1"], ["2."], ["a)"], ["•"]]),
    st.lists(WORDS, max_size=12),
)
KINDS = st.sampled_from(
    [*[BlockKind.PARAGRAPH] * 6, BlockKind.TABLE_ROW, BlockKind.HEADER, BlockKind.FOOTNOTE]
)
VERSION = st.lists(st.tuples(LINE, KINDS), max_size=14).map(lambda lines: written(lines))


@settings(max_examples=150, deadline=None)
@given(before=st.lists(VERSION, max_size=2), after=st.lists(VERSION, max_size=2), data=st.data())
def test_every_word_stands_in_exactly_one_clause(
    before: list[Document], after: list[Document], data: st.DataObject
) -> None:
    if before and data.draw(st.booleans()):  # versions that share most of their lines
        after = [edited(document, data) for document in before]
    check(aligned(unjudged(*before), unjudged(*after)), before, after)


def edited(document: Document, data: st.DataObject) -> Document:
    lines = [(document.text[block.start : block.end], block.kind) for block in document.blocks]
    for line in data.draw(st.lists(st.tuples(LINE, KINDS), max_size=2)):
        lines.insert(data.draw(st.integers(0, len(lines))), line)
    if lines:
        moved = lines.pop(data.draw(st.integers(0, len(lines) - 1)))
        lines.insert(data.draw(st.integers(0, len(lines))), moved)
    return written(lines)


def written(lines: list[tuple[str, BlockKind]]) -> Document:
    draft = Draft()
    for number, (line, kind) in enumerate(lines, 1):
        draft.add(line, kind, paragraph=number, section="body")
    return Document("a.docx", "0" * 64, Format.DOCX, draft.text, tuple(draft.blocks), segment(draft))


def check(clauses: tuple[Aligned, ...], before: list[Document], after: list[Document]) -> None:
    """Each side of all clauses together is that version, whole and in order, and so are their runs."""
    for side, documents in (("old", before), ("new", after)):
        passages = [
            passage for index, document in enumerate(documents) for passage in passages_of(document, index)
        ]
        held = [passage for clause in clauses for passage in getattr(clause, side)]
        assert Counter(held) == Counter(passages)
        for index, document in enumerate(documents):
            for layout in (False, True):
                assert letters(
                    passage.number + passage.text
                    for passage in passages
                    if passage.document == index and (passage.kind is ClauseKind.FURNITURE) is layout
                ) == letters(own_texts(document, layout=layout))
            both = [*own_texts(document, layout=False), *own_texts(document, layout=True)]
            assert Counter(letters(both)) == Counter(letters([document.text]))
        for clause in clauses:
            assert letters(getattr(run, side) or "" for run in clause.runs) == letters(
                passage.number + passage.text for passage in getattr(clause, side)
            )


def own_texts(document: Document, *, layout: bool) -> list[str]:
    return [
        document.text[start:end]
        for index, clause in enumerate(document.clauses)
        if (clause.kind is ClauseKind.FURNITURE) is layout
        for start, end in own_ranges(document, index)
    ]


def letters(texts: Iterable[str]) -> str:
    """All that is printed, without white space."""
    return "".join("".join(texts).split())
