"""What an amendment is called, and which of its sentences change another paper."""

from __future__ import annotations

import pytest
from documents import document_of

from analyser.papers import PaperKind
from analyser.precedence.amendments import changes
from analyser.precedence.held import held_papers


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("Artikel 5.2 van de Overeenkomst komt als volgt te luiden: Partijen overleggen.", ["Overeenkomst"]),
        ("De artikelen 3 en 4 vervallen.", []),
        ("Artikel 8.2 van de ARBIT-2022 wordt vervangen door het volgende.", ["ARBIT-2022"]),
        ("Deze allonge wijzigt artikel 7 van de overeenkomst.", ["overeenkomst"]),
        ("Section 4.1 of the Agreement is hereby deleted and replaced as follows.", ["Agreement"]),
        ("This Amendment amends section 9 of the Order Form.", ["Order Form"]),
        ("Section 12 shall read as follows: notices go to the registered office.", []),
    ],
)
def test_a_sentence_changes_another_paper(sentence: str, named: list[str]) -> None:
    document = document_of(f"Allonge nr. 1\n{sentence}\n")
    ((start, end, papers),) = changes(document, 0, len(document.text))
    assert document.text[start:end].strip().startswith(sentence[:20])
    assert [mention.name for mention in papers] == named


@pytest.mark.parametrize(
    "sentence",
    [
        "Partijen kunnen artikel 5 van de Overeenkomst schriftelijk wijzigen.",
        "Is artikel 5 nietig, dan wordt artikel 5 vervangen door een geldige bepaling.",
        "Supplier may replace section 4 of the Agreement.",
        "If section 4 is amended, Supplier informs Customer.",
        "Artikel 5 gaat over de levering van de dienst.",
        "De dienst wordt vervangen door een nieuwe versie.",
    ],
)
def test_other_sentences_change_nothing(sentence: str) -> None:
    document = document_of(f"Allonge nr. 1\n{sentence}\n")
    assert list(changes(document, 0, len(document.text))) == []


@pytest.mark.parametrize(
    ("title", "kind", "key"),
    [
        ("Allonge nr. 2 bij de Overeenkomst vertaaldienst", PaperKind.AMENDMENT, "2"),
        ("Tweede allonge", PaperKind.AMENDMENT, "2"),
        ("Allonge Overeenkomst vertaaldienst", PaperKind.AMENDMENT, ""),
        ("First Amendment to the Master Services Agreement", PaperKind.AMENDMENT, "1"),
        ("Wijzigingsovereenkomst 3", PaperKind.AMENDMENT, "3"),
        ("Addendum A to the Agreement", PaperKind.AMENDMENT, "A"),
        ("Addendum 1: Data Processing Agreement", PaperKind.PROCESSING, "1"),
        ("Data Processing Addendum", PaperKind.PROCESSING, ""),
        ("Bijlage 2: SLA bij de overeenkomst", PaperKind.SLA, "2"),
    ],
)
def test_a_title_says_what_a_paper_is(title: str, kind: PaperKind, key: str) -> None:
    (paper,) = held_papers([document_of(f"{title}\nPartijen overleggen elk kwartaal.\n", "a.docx")])
    assert (paper.kind, paper.key) == (kind, key)
