"""What a cross-reference leads to, and what its sentence does to that clause.

Each row is one sentence, put as article 6.1 into the contract below.
"""

from __future__ import annotations

import pytest
from documents import document_of

from analyser.matching.references import References, SetAside, Target
from analyser.model import Clause, Document

CONTRACT = """
Artikel 1 Begrippen
1.1 De woorden hieronder hebben een vaste betekenis.
Artikel 2 Levering
2.1 Leverancier levert in delen.
2.2 De planning volgt na de opdracht.
Artikel 3 Prijs
3.1 De prijs is vast.
Artikel 4 Betaling
4.1 Betaling volgt na ontvangst.
4.2 Rente loopt niet.
Artikel 5 Garantie
5.1 Leverancier herstelt wat stuk is.
Artikel 6 Slot
6.1 {sentence}
Bijlage 1 Tarieven
Het uurtarief staat hier.
Bijlage B Beveiliging
Toegang gaat per rol.
"""


@pytest.mark.parametrize(
    ("why", "sentence", "labels"),
    [
        ("an article", "Zie artikel 4.", ["artikel 4"]),
        ("a paragraph", "Zie artikel 4.2.", ["artikel 4.2"]),
        ("abbreviated", "Zie art. 4.2.", ["artikel 4.2"]),
        ("the sign of a paragraph", "Zie § 4.2.", ["artikel 4.2"]),
        ("in capitals", "ZIE ARTIKEL 4.", ["artikel 4"]),
        ("English, clause", "See clause 4.2.", ["artikel 4.2"]),
        ("English, section with a letter", "See Section 4.2(a).", ["artikel 4.2"]),
        ("the number of a subsection is no clause", "Zie artikel 4 lid 2.", ["artikel 4"]),
        ("nor is it in brackets", "See Section 4(2).", ["artikel 4"]),
        ("a subsection in words", "Zie artikel 4, tweede lid, onder b.", ["artikel 4"]),
        ("two", "Zie artikel 2.1 of 3.1.", ["artikel 2.1", "artikel 3.1"]),
        ("a list", "Zie de artikelen 2, 3 en 5.", ["artikel 2", "artikel 3", "artikel 5"]),
        ("an English list", "See Sections 2, 3, and 5.", ["artikel 2", "artikel 3", "artikel 5"]),
        (
            "a list with subsections",
            "Zie artikel 4 lid 2 en 5.1 onder a.",
            ["artikel 4", "artikel 5.1"],
        ),
        ("a range of two by a dash", "See clauses 2.1-2.2.", ["artikel 2.1", "artikel 2.2"]),
        ("a range of two in words", "Zie artikel 4.1 tot en met 4.2.", ["artikel 4.1", "artikel 4.2"]),
        ("the same clause twice", "Zie artikel 4 en 4.", ["artikel 4"]),
        ("what is known of a list", "Zie de artikelen 4 en 40.", ["artikel 4"]),
        ("an annex", "Zie Bijlage 1.", ["Bijlage 1"]),
        ("an annex in small letters", "Zie bijlage B.", ["Bijlage B"]),
        ("an annex in English", "See Annex B.", ["Bijlage B"]),
        ("two annexes", "Zie de bijlagen 1 en B.", ["Bijlage 1", "Bijlage B"]),
        ("two annexes in English", "See Schedules 1, and B.", ["Bijlage 1", "Bijlage B"]),
        ("article and annex, in reading order", "Zie Bijlage B en artikel 4.", ["Bijlage B", "artikel 4"]),
        ("the contract's own article", "Zie artikel 4 van deze overeenkomst.", ["artikel 4"]),
    ],
)
def test_where_a_reference_leads(why: str, sentence: str, labels: list[str]) -> None:
    assert [label for reference in referred(sentence) for label in reference] == labels


@pytest.mark.parametrize(
    ("why", "sentence"),
    [
        ("the law's abbreviation", "Zie artikel 4 AVG."),
        ("in brackets", "Zie artikel 4 (AVG)."),
        ("between 'van de'", "Zie artikel 4 van de AVG."),
        ("after a subsection", "Zie artikel 4, eerste lid, onder a, AVG."),
        ("after a list", "Zie de artikelen 4 en 5 van het Burgerlijk Wetboek."),
        ("after a range", "Zie de artikelen 2 tot en met 5 AVG."),
        ("a code of many books", "Zie artikel 4:12 BW."),
        ("English, abbreviated", "See Article 4 GDPR."),
        ("English, with its number", "See Article 4(1) of Regulation (EU) 2016/679."),
        ("English, an act", "See Article 4 of the AI Act."),
        ("an annex of a law", "Zie Bijlage 1 bij de AI-verordening."),
        ("an annex of a law in English", "See Annex B to the AI Act."),
    ],
)
def test_a_law_is_no_reference(why: str, sentence: str) -> None:
    assert referred(sentence) == []


@pytest.mark.parametrize(
    ("why", "sentence"),
    [
        ("the own article", "Zie artikel 6."),
        ("the own paragraph", "Zie artikel 6.1."),
        ("an article that is not there", "Zie artikel 60."),
        ("a paragraph that is not there", "Zie artikel 4.9."),
        ("an annex that is not there", "Zie Bijlage 7."),
        ("a number without the word", "Leverancier levert 4 stuks."),
        ("the word without a number", "Dit artikel gaat voor."),
        ("part of another word", "Zie hoofdartikel 4."),
        ("no text at all", ""),
    ],
)
def test_what_leads_nowhere_is_no_reference(why: str, sentence: str) -> None:
    assert referred(sentence) == []


def test_a_range_holds_what_stands_between_its_ends() -> None:
    assert referred("Zie de artikelen 2 tot en met 4.") == [["artikel 2", "artikel 3", "artikel 4"]]


@pytest.mark.parametrize("sentence", ["Zie artikel 4 lid 1 en 2.", "Zie artikel 4, leden 1 tot en met 3."])
def test_a_list_of_subsections_is_one_article(sentence: str) -> None:
    assert referred(sentence) == [["artikel 4"]]


@pytest.mark.parametrize(
    ("why", "sentence", "aside"),
    [
        ("only named", "Zie artikel 4.", SetAside.NOT),
        ("kept beside", "Onverminderd artikel 4 is Leverancier gehouden te leveren.", SetAside.NOT),
        ("subject to", "Subject to Section 4, we deliver.", SetAside.NOT),
        ("said to apply", "Artikel 4 is van toepassing.", SetAside.NOT),
        ("applied", "Bij toepassing van artikel 4 overleggen partijen.", SetAside.NOT),
        ("another sentence's words", "Zie artikel 4. Het vorige is niet van toepassing.", SetAside.NOT),
        ("words on the other side of a semicolon", "Zie artikel 4; dit aanbod vervalt.", SetAside.NOT),
        ("another rule", "In afwijking van artikel 4 geldt maart.", SetAside.PARTLY),
        ("another rule, with words between", "In afwijking van het bepaalde in artikel 4 geldt maart.",
         SetAside.PARTLY),
        ("despite", "Niettegenstaande artikel 4 mag Leverancier wachten.", SetAside.PARTLY),
        ("despite, English", "Notwithstanding Section 4, delivery may wait.", SetAside.PARTLY),
        ("despite anything", "Notwithstanding anything to the contrary in Section 4, we may wait.",
         SetAside.PARTLY),
        ("for one case", "Artikel 4 is niet van toepassing op spoed.", SetAside.PARTLY),
        ("for one case, English", "Section 4 shall not apply to trials.", SetAside.PARTLY),
        ("an annex for one case", "Bijlage B geldt niet voor een proef.", SetAside.PARTLY),
        ("not applicable", "Artikel 4 is niet van toepassing.", SetAside.WHOLLY),
        ("not applicable, with words between", "Artikel 4 blijft tussen partijen geheel niet van toepassing.",
         SetAside.WHOLLY),
        ("at the end of a clause", "Artikel 4 geldt niet; artikel 5 wel.", SetAside.WHOLLY),
        ("lapses", "Artikel 4 komt te vervallen.", SetAside.WHOLLY),
        ("its application excluded", "De toepasselijkheid van artikel 4 wordt uitgesloten.", SetAside.WHOLLY),
        ("does not apply", "Section 4 does not apply.", SetAside.WHOLLY),
        ("waived", "Section 4 is hereby waived.", SetAside.WHOLLY),
        ("an annex", "Annex B does not apply.", SetAside.WHOLLY),
        ("a list", "De artikelen 4 en 5 zijn niet van toepassing.", SetAside.WHOLLY),
    ],
)  # fmt: skip
def test_what_a_sentence_does_to_the_clause(why: str, sentence: str, aside: SetAside) -> None:
    document = contract(sentence)
    first = References([document]).of(0)[0]
    assert first.aside is aside


@pytest.mark.parametrize(
    ("sentence", "asides"),
    [
        ("Onverminderd artikel 4 is artikel 5 niet van toepassing.", [SetAside.NOT, SetAside.WHOLLY]),
        ("Where Section 4 is used, Section 5 does not apply.", [SetAside.NOT, SetAside.WHOLLY]),
        ("Artikel 4 wordt niet uitgesloten.", [SetAside.NOT]),
        ("Artikel 4 vervalt niet.", [SetAside.NOT]),
    ],
)
def test_what_is_said_of_another_clause_or_denied_sets_nothing_aside(
    sentence: str, asides: list[SetAside]
) -> None:
    document = contract(sentence)
    assert [reference.aside for reference in References([document]).of(0)] == asides


def test_a_reference_says_where_it_stands() -> None:
    document = contract("Zie de artikelen 2, 3 en 5 van deze overeenkomst.")
    (reference,) = References([document]).of(0)
    assert document.text[reference.start : reference.end] == "artikelen 2, 3 en 5"


NUMBERED_TWICE = """
Artikel 1 Levering
1. Leverancier levert in delen.
2. De planning volgt na de opdracht.
3. Zie {reference}.
Artikel 2 Prijs
1. De prijs is vast.
Bijlage 1 Verwerking
Artikel 1 Onderwerp
1.1 Verwerker verwerkt gegevens.
Artikel 2 Duur
2.1 Zie {in_annex}.
"""


@pytest.mark.parametrize(
    ("why", "reference", "in_annex", "text"),
    [
        ("the agreement's own article, not the annex's", "artikel 2", "hierboven", "Artikel 2 Prijs"),
        ("the annex's own article, not the agreement's", "hierboven", "artikel 1", "Artikel 1 Onderwerp"),
        ("an annex from within the agreement", "Bijlage 1", "hierboven", "Bijlage 1 Verwerking"),
    ],
)
def test_the_nearest_in_the_tree(why: str, reference: str, in_annex: str, text: str) -> None:
    document = document_of(NUMBERED_TWICE.format(reference=reference, in_annex=in_annex))
    found = [target for found in References([document]).of(0) for target in found.targets]
    assert [first_line(document, target) for target in found] == [text]


def test_an_annex_does_not_refer_to_itself() -> None:
    document = document_of(NUMBERED_TWICE.format(reference="hierboven", in_annex="Bijlage 1"))
    assert References([document]).of(0) == ()


@pytest.mark.parametrize(
    ("why", "name", "first"),
    [
        ("by its file name", "bijlage-2-verwerking.docx", "Afspraken over verwerking."),
        ("by an English file name", "Annex_2.docx", "Afspraken over verwerking."),
        ("by its first line", "verwerking.docx", "BIJLAGE 2: afspraken over verwerking."),
    ],
)
def test_an_annex_in_another_file_of_the_dossier(why: str, name: str, first: str) -> None:
    main = document_of("Artikel 1 Gegevens\n1.1 Zie Bijlage 2.", "overeenkomst.docx")
    annex = document_of(f"{first}\nVerwerker meldt elk lek.", name)
    (reference,) = References([main, annex]).of(0)
    assert reference.targets == (Target(1, 0, len(annex.text)),)
    assert References([main]).of(0) == ()


def test_an_annex_of_the_file_itself_goes_before_another_file() -> None:
    main = contract("Zie Bijlage 1.")
    annex = document_of("Afspraken over verwerking.", "bijlage-1.docx")
    found = [reference for reference in References([main, annex]).of(0) if in_sentence(main, reference.start)]
    assert [target.document for reference in found for target in reference.targets] == [0]


def test_articles_are_not_sought_in_another_file() -> None:
    main = document_of("Artikel 1 Gegevens\n1.1 Zie artikel 2.", "overeenkomst.docx")
    other = document_of("Artikel 1 Prijs\n1.1 Vast.\nArtikel 2 Duur\n2.1 Een jaar.", "bijlage-1.docx")
    assert References([main, other]).of(0) == ()


def test_a_target_holds_its_own_characters_only() -> None:
    target = Target(1, 10, 20)
    assert [target.holds(1, offset) for offset in (9, 10, 19, 20)] == [False, True, True, False]
    assert not target.holds(0, 15)


def contract(sentence: str) -> Document:
    return document_of(CONTRACT.format(sentence=sentence))


def referred(sentence: str) -> list[list[str]]:
    """The labels of the clauses that each reference of the sentence leads to."""
    document = contract(sentence)
    labels = {(clause.start, clause.end): clause.label for clause in document.clauses}
    return [
        [labels[target.start, target.end] for target in reference.targets]
        for reference in References([document]).of(0)
    ]


def first_line(document: Document, target: Target) -> str:
    return document.text[target.start : target.end].split("\n", 1)[0]


def in_sentence(document: Document, offset: int) -> bool:
    """Whether ``offset`` stands in article 6.1."""
    clause: Clause = next(clause for clause in document.clauses if clause.label == "artikel 6.1")
    return clause.start <= offset < clause.end
