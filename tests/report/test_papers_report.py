"""The stack of papers in words, as rows and as a picture."""

from __future__ import annotations

from analyser.papers import Citation, Holding, Paper, PaperKind, Precedence, Stack
from analyser.report import papers

ORDER = Citation("o.pdf", "artikel 2.3", 4, 10, 60, "Bij strijd geldt deze rangorde: ...")
DATA = Citation("vwo.docx", "", None, 5, 50, "Voor persoonsgegevens gaat ...")
STACK = Stack(
    (
        Paper(PaperKind.AGREEMENT, "Overeenkomst <proef>", level=1, file="o.pdf", end=900),
        Paper(PaperKind.PROCESSING, "Verwerkersovereenkomst", level=2, file="vwo.docx", end=500),
        Paper(PaperKind.BUYER_TERMS, "ARBIT-2022", holding=Holding.PUBLIC, level=3, cited=(ORDER,)),
        Paper(
            PaperKind.POLICY,
            "Privacyverklaring",
            holding=Holding.ONLINE,
            address="https://voorbeeld.example/p",
            cited=(DATA, ORDER),
        ),
        Paper(PaperKind.SUPPLIER_TERMS, "Voorwaarden\x1b[31m", excluded=True, file="av.pdf", end=100),
    ),
    (
        Precedence(0, 1, personal_data_only=False, cited=ORDER),
        Precedence(1, 0, personal_data_only=True, cited=DATA),
        Precedence(0, 3, personal_data_only=False, cited=ORDER, excepting=True),
    ),
    ((ORDER, DATA),),
    (DATA,),
)


def test_a_row_for_each_paper() -> None:
    rows = [(line.rank, line.name, line.kind, line.place) for line in papers.lines(STACK, "nl")]
    assert rows == [
        ("Rang 1", "Overeenkomst <proef>", "overeenkomst", "o.pdf"),
        ("Rang 2", "Verwerkersovereenkomst", "verwerkersovereenkomst", "vwo.docx"),
        (
            "Rang 3",
            "ARBIT-2022",
            "voorwaarden van de opdrachtgever",
            "genoemd in artikel 2.3 (p. 4) in o.pdf",
        ),
        (
            "Zonder rang",
            "Privacyverklaring",
            "beleid van de leverancier",
            "https://voorbeeld.example/p; genoemd in vwo.docx",
        ),
        ("Buiten toepassing", "Voorwaarden\ufffd[31m", "voorwaarden van de leverancier", "av.pdf"),
    ]


def test_sentences_in_english() -> None:
    assert papers.sentences(STACK, "en") == (
        "The order of precedence stands in artikel 2.3 (p. 4) in o.pdf.",
        "For personal data alone, “Verwerkersovereenkomst” goes before “Overeenkomst <proef>”: vwo.docx.",
        "That “Overeenkomst <proef>” goes before “Privacyverklaring” has an exception: artikel 2.3 (p. 4) in "
        "o.pdf. Read whether it applies.",
        "Two provisions contradict each other on the order: artikel 2.3 (p. 4) in o.pdf, and vwo.docx. No "
        "order follows from them.",
        "The buyer's conditions are rejected: vwo.docx.",
        "Named and not in the dossier: “Privacyverklaring”. Ask for these papers.",
    )


def test_papers_that_no_clause_ranks() -> None:
    stack = Stack(STACK.papers[:2])
    assert papers.sentences(stack, "nl") == (
        "Geen bepaling zegt welk stuk voorgaat. Bij tegenspraak tussen stukken telt het nadeel.",
    )


def test_the_picture_escapes_names_and_marks_what_is_missing() -> None:
    picture = papers.picture(STACK, "nl")
    assert picture.count('<li class="level">') == 5
    assert picture.count('<li class="paper held">') == 3
    assert picture.count('<li class="paper lacking">') == 2
    assert "<strong>Overeenkomst &lt;proef&gt;</strong>" in picture


def test_one_paper_needs_no_picture() -> None:
    assert papers.picture(Stack(STACK.papers[:1]), "nl") == ""
