"""A contract cut into passages: headings, lead-ins, furniture and places."""

from __future__ import annotations

from documents import document_of

from analyser.matching import LibraryMatcher
from analyser.matching.passages import Passage
from analyser.model import BlockKind, Document, Format
from analyser.reading.draft import Draft
from analyser.reading.segment import segment

TEXT = """
Artikel 1 Aansprakelijkheid
1.1 De vergoeding is beperkt. Zij vervalt na een jaar.
1.2 Leverancier zal:
a) schade melden;
b) schade herstellen.
"""


def passages_of(document: Document, matcher: LibraryMatcher) -> tuple[Passage, ...]:
    (passages,) = matcher.match([document]).passages
    return passages


def test_one_passage_a_sentence_with_its_place(matcher: LibraryMatcher) -> None:
    document = document_of(TEXT)
    passages = passages_of(document, matcher)
    assert [document.text[p.start : p.end] for p in passages] == [
        "Artikel 1 Aansprakelijkheid",
        "1.1 De vergoeding is beperkt.",
        "Zij vervalt na een jaar.",
        "1.2 Leverancier zal:",
        "a) schade melden;",
        "b) schade herstellen.",
    ]
    assert [document.clauses[p.clause].label for p in passages] == [
        "artikel 1",
        "artikel 1.1",
        "artikel 1.1",
        "artikel 1.2",
        "artikel 1.2 onder a",
        "artikel 1.2 onder b",
    ]
    assert [p.is_heading for p in passages] == [True, False, False, False, False, False]
    assert len({p.article for p in passages}) == 1


def test_items_know_the_sentence_that_introduces_them(matcher: LibraryMatcher) -> None:
    leads = [p.lead.text if p.lead is not None else None for p in passages_of(document_of(TEXT), matcher)]
    assert leads == [None, None, None, None, "1.2 Leverancier zal:", "1.2 Leverancier zal:"]


def test_running_headers_are_kept_in_the_text_and_not_judged(matcher: LibraryMatcher) -> None:
    draft = Draft()
    draft.add("Leverancier maakt back-ups.", BlockKind.PARAGRAPH, paragraph=1)
    draft.add("Voorbeeldsoft B.V. vertrouwelijk", BlockKind.HEADER, section="header")
    document = Document("a.docx", "0" * 64, Format.DOCX, draft.text, tuple(draft.blocks), segment(draft))
    assert "vertrouwelijk" in document.text
    assert [document.text[p.start : p.end] for p in passages_of(document, matcher)] == [
        "Leverancier maakt back-ups."
    ]


def test_each_sentence_has_its_own_language(matcher: LibraryMatcher) -> None:
    document = document_of(
        "Artikel 1 De leverancier maakt dagelijks een reservekopie van alle gegevens.\n"
        "Section 2 The supplier shall make a daily backup of all the customer's data."
    )
    assert [p.language for p in passages_of(document, matcher)] == ["nl", "en"]
