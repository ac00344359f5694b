"""Dossiers of several papers, each with a trap: what the rank order does to a verdict, and what not."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from documents import document_of

from analyser.library import load_library
from analyser.model import Assessment, Finding, Role, Verdict
from analyser.papers import Citation, Holding, PaperKind
from analyser.pipeline import ALL, analyse_documents
from analyser.precedence import Ranks

TRAINING = "privacy-geen-training-op-invoer"
FORBIDS = (
    "Leverancier gebruikt prompts, bestanden, uitvoer en gebruiksgegevens van Opdrachtgever niet om modellen "
    "te trainen, te finetunen of te verbeteren."
)
ALLOWS = "Leverancier mag invoer van Opdrachtgever gebruiken om zijn modellen te trainen."

AGREEMENT = "Overeenkomst vertaaldienst\nArtikel 1 Stukken\n1.1 {order}\nArtikel 2 Invoer\n2.1 {input}\n"
TERMS = "Algemene voorwaarden Vertaalwerk\nArtikel 1 Stukken\n1.1 {order}\nArtikel 2 Invoer\n2.1 {input}\n"
PROCESSING = "Verwerkersovereenkomst\nArtikel 1 Stukken\n1.1 {order}\nArtikel 2 Invoer\n2.1 {input}\n"
NOTHING = "Partijen overleggen elk kwartaal."


@dataclass(frozen=True)
class Dossier:
    """Files by name, and what must come of a requirement: by default that on training with input."""

    why: str
    files: dict[str, str]
    verdict: Verdict
    gives_way: str = ""  # the file whose sentence gives way to one of a higher paper
    disputes: int = 0
    requirement: str = TRAINING
    excepting: bool = False  # the clause makes an exception, so neither sentence gives way


def _agreement(order: str = NOTHING, input: str = FORBIDS) -> str:
    return AGREEMENT.format(order=order, input=input)


def _terms(order: str = NOTHING, input: str = ALLOWS) -> str:
    return TERMS.format(order=order, input=input)


def _amendment(change: str, input: str = FORBIDS, number: int = 1) -> str:
    return f"Allonge nr. {number} bij de Overeenkomst vertaaldienst\nArtikel 1\n1.1 {change}\n1.2 {input}\n"


REPLACES = "Artikel 2.1 van de Overeenkomst vervalt en wordt vervangen door het volgende lid."
BEFORE_ALL = "Deze overeenkomst gaat voor op alle andere documenten."
BEFORE_ORDER = "Bij strijd gaat deze overeenkomst voor op de bestelling"
SUBPROCESSORS = "privacy-subverwerkers"
WITH_CONSENT = (
    "Verwerker schakelt geen subverwerker in zonder voorafgaande schriftelijke toestemming van "
    "Opdrachtgever, legt iedere subverwerker dezelfde verplichtingen op en blijft voor hem aansprakelijk. "
    "Een actuele lijst van subverwerkers staat in bijlage 2."
)
WITHOUT_CONSENT = "Verwerker mag zonder toestemming van Opdrachtgever subverwerkers inschakelen."
PUT_LOWER = "Bij strijd geldt deze rangorde: deze overeenkomst, de verwerkersovereenkomst."


def _processing(input: str) -> str:
    order = "Deze verwerkersovereenkomst gaat voor op de overeenkomst waar het persoonsgegevens betreft."
    return PROCESSING.format(order=order, input=input)


LISTED = "Bij strijd geldt deze rangorde: deze overeenkomst, de SLA, de algemene voorwaarden van Leverancier."
DOSSIERS = (
    Dossier(
        "nothing ranks the papers: what is against the buyer counts",
        {"o.docx": _agreement(), "av.docx": _terms()},
        Verdict.CONTRARY,
    ),
    Dossier(
        "the agreement forbids and goes first",
        {"o.docx": _agreement(LISTED), "av.docx": _terms()},
        Verdict.MET,
        gives_way="av.docx",
    ),
    Dossier(
        "the order of the files says nothing",
        {"av.docx": _terms(), "o.docx": _agreement(LISTED)},
        Verdict.MET,
        gives_way="av.docx",
    ),
    Dossier(
        "the agreement allows and goes first: what the terms promise is worth nothing",
        {"o.docx": _agreement(LISTED, ALLOWS), "av.docx": _terms(input=FORBIDS)},
        Verdict.CONTRARY,
        gives_way="av.docx",
    ),
    Dossier(
        "the agreement ranks itself below the terms",
        {
            "o.docx": _agreement("Bij strijd prevaleren de algemene voorwaarden boven deze overeenkomst."),
            "av.docx": _terms(),
        },
        Verdict.CONTRARY,
        gives_way="o.docx",
    ),
    Dossier(
        "each paper says that it goes first: nothing is decided by either",
        {
            "o.docx": _agreement("Deze overeenkomst gaat voor op de algemene voorwaarden."),
            "av.docx": _terms("Deze algemene voorwaarden gaan voor op de overeenkomst."),
        },
        Verdict.CONTRARY,
        disputes=1,
    ),
    Dossier(
        "the supplier's terms are excluded",
        {
            "o.docx": _agreement("De algemene voorwaarden van Leverancier zijn uitgesloten."),
            "av.docx": _terms(),
        },
        Verdict.MET,
        gives_way="av.docx",
    ),
    Dossier(
        "an annex in the same file stands below the agreement",
        {
            "o.docx": _agreement("Deze overeenkomst gaat voor op de bijlagen.")
            + f"Bijlage 1 Werking van de dienst\n1. {ALLOWS}\n"
        },
        Verdict.MET,
        gives_way="o.docx",
    ),
    Dossier(
        "the processing agreement goes first for personal data, though the list puts it lower",
        {"o.docx": _agreement(PUT_LOWER, WITHOUT_CONSENT), "vwo.docx": _processing(WITH_CONSENT)},
        Verdict.MET,
        gives_way="o.docx",
        requirement=SUBPROCESSORS,
    ),
    Dossier(
        "... and for nothing else: input is more than personal data",
        {"o.docx": _agreement(PUT_LOWER, ALLOWS), "vwo.docx": _processing(FORBIDS)},
        Verdict.CONTRARY,
        gives_way="vwo.docx",
    ),
    Dossier(
        "two steps: agreement before service levels, service levels before terms",
        {
            "o.docx": _agreement("Deze overeenkomst gaat voor op de SLA."),
            "sla.docx": "Service Level Agreement\nArtikel 1 Stukken\n1.1 Deze SLA gaat voor op de algemene "
            "voorwaarden.\n",
            "av.docx": _terms(),
        },
        Verdict.MET,
        gives_way="av.docx",
    ),
    Dossier(
        "a clause on languages ranks no papers",
        {
            "o.docx": _agreement(
                "Bij verschil tussen de Nederlandse en de Engelse tekst van de overeenkomst prevaleert de "
                "Nederlandse tekst."
            ),
            "av.docx": _terms(),
        },
        Verdict.CONTRARY,
    ),
    Dossier(
        "English terms below a Dutch agreement",
        {
            "o.docx": _agreement(LISTED),
            "terms.docx": "General terms and conditions\nSection 1 Input\n1.1 Supplier may use Customer's "
            "input to train its models.\n",
        },
        Verdict.MET,
        gives_way="terms.docx",
    ),
    Dossier(
        "an amendment replaces the article that allowed it",
        {"o.docx": _agreement(LISTED, ALLOWS), "a.docx": _amendment(REPLACES)},
        Verdict.MET,
        gives_way="o.docx",
    ),
    Dossier(
        "... though the agreement goes before all other papers",
        {"o.docx": _agreement(BEFORE_ALL, ALLOWS), "a.docx": _amendment(REPLACES)},
        Verdict.MET,
        gives_way="o.docx",
    ),
    Dossier(
        "an amendment that says nothing of other articles ranks nothing",
        {"o.docx": _agreement(LISTED, ALLOWS), "a.docx": _amendment(NOTHING)},
        Verdict.CONTRARY,
    ),
    Dossier(
        "the second amendment goes before the first",
        {
            "o.docx": _agreement(LISTED),
            "a2.docx": _amendment(REPLACES, number=2),
            "a1.docx": _amendment(REPLACES, ALLOWS),
        },
        Verdict.MET,
        gives_way="a1.docx",
    ),
    Dossier(
        "terms that may be changed are not changed",
        {
            "o.docx": _agreement(input=ALLOWS),
            "a.docx": _amendment("Partijen kunnen artikel 2 van de Overeenkomst schriftelijk wijzigen."),
        },
        Verdict.CONTRARY,
    ),
    Dossier(
        "the order is excepted from the rank of the agreement: nothing is decided between them",
        {
            "o.docx": _agreement(f"{BEFORE_ORDER}, tenzij de bestelling uitdrukkelijk anders bepaalt."),
            "b.docx": f"Bestelling 12\nArtikel 1 Invoer\n1.1 {ALLOWS}\n",
        },
        Verdict.CONTRARY,
        excepting=True,
    ),
    Dossier(
        "... and so is every paper that says so itself",
        {
            "o.docx": _agreement(f"{BEFORE_ORDER}, tenzij daarin uitdrukkelijk anders is bepaald."),
            "b.docx": f"Bestelling 12\nArtikel 1 Invoer\n1.1 {ALLOWS}\n",
        },
        Verdict.CONTRARY,
        excepting=True,
    ),
    Dossier(
        "an exception for another paper changes nothing",
        {
            "o.docx": _agreement(f"{BEFORE_ORDER}, tenzij de SLA uitdrukkelijk anders bepaalt."),
            "b.docx": f"Bestelling 12\nArtikel 1 Invoer\n1.1 {ALLOWS}\n",
        },
        Verdict.MET,
        gives_way="b.docx",
    ),
    Dossier(
        "an exception for what the parties agree later names no paper",
        {
            "o.docx": _agreement(f"{BEFORE_ORDER}, tenzij partijen schriftelijk anders overeenkomen."),
            "b.docx": f"Bestelling 12\nArtikel 1 Invoer\n1.1 {ALLOWS}\n",
        },
        Verdict.MET,
        gives_way="b.docx",
    ),
)  # fmt: skip


def _judge(files: dict[str, str]) -> Assessment:
    documents = [document_of(text, name) for name, text in files.items()]
    return analyse_documents(documents, load_library(), applies=ALL)


def _finding(assessment: Assessment, requirement: str) -> Finding:
    return next(finding for finding in assessment.findings if finding.requirement == requirement)


@pytest.mark.parametrize("dossier", DOSSIERS, ids=lambda dossier: dossier.why)
def test_the_rank_order_decides_between_papers(dossier: Dossier) -> None:
    assessment = _judge(dossier.files)
    finding = _finding(assessment, dossier.requirement)
    assert finding.verdict is dossier.verdict, finding.explanation.nl
    assert len(assessment.stack.disputes) == dossier.disputes
    assert ("gaat voor volgens" in finding.explanation.nl) == bool(dossier.gives_way)
    assert ("maar met een uitzondering" in finding.explanation.nl) == dossier.excepting
    if dossier.gives_way or dossier.excepting:
        assert finding.review
    if dossier.gives_way:
        against = {Verdict.MET: Role.AGAINST, Verdict.CONTRARY: Role.FOR}[dossier.verdict]
        assert [e.file for e in finding.evidence if e.role is against] == [dossier.gives_way]


def test_the_explanation_names_both_papers_and_the_clause() -> None:
    finding = _finding(_judge({"o.docx": _agreement(LISTED), "av.docx": _terms()}), TRAINING)
    assert finding.explanation.nl.endswith(
        "Artikel 2.1 in av.docx zegt het anders, maar staat in “Algemene voorwaarden Vertaalwerk”. "
        "“Overeenkomst vertaaldienst” gaat voor volgens artikel 1.1 in o.docx."
    )
    assert finding.explanation.en.endswith(
        "Artikel 2.1 in av.docx says otherwise, but stands in “Algemene voorwaarden Vertaalwerk”. "
        "“Overeenkomst vertaaldienst” goes before it by artikel 1.1 in o.docx."
    )


EXCLUDING = "De algemene voorwaarden van Leverancier zijn uitgesloten."


@pytest.mark.parametrize("input", [FORBIDS, ALLOWS])
def test_what_stands_in_an_excluded_paper_alone_is_told_and_counts_for_nothing(input: str) -> None:
    alone = _judge({"o.docx": _agreement(EXCLUDING, NOTHING)})
    assessment = _judge({"o.docx": _agreement(EXCLUDING, NOTHING), "av.docx": _terms(input=input)})
    finding = _finding(assessment, TRAINING)
    assert finding.verdict is _finding(alone, TRAINING).verdict is Verdict.MISSING
    assert finding.review
    assert finding.explanation.nl.endswith(
        "Artikel 2.1 in av.docx staat in “Algemene voorwaarden Vertaalwerk”, dat volgens artikel 1.1 in "
        "o.docx niet geldt: reken er niet op."
    )
    assert [(paper.file, paper.excluded) for paper in assessment.stack.papers] == [
        ("o.docx", False),
        ("av.docx", True),
    ]


def test_an_excluded_paper_changes_nothing_of_what_applies() -> None:
    """Not even what would hold beside a commitment of a paper that applies, or add to it."""
    beside = "Leverancier mag geaggregeerde gegevens gebruiken om de dienst te verbeteren."
    alone = _judge({"o.docx": _agreement(EXCLUDING)})
    joined = _judge({"o.docx": _agreement(EXCLUDING), "av.docx": _terms(input=beside)})
    for requirement in (TRAINING, "contract-betaling-30-dagen"):
        one, both = _finding(alone, requirement), _finding(joined, requirement)
        assert (both.verdict, both.confidence) == (one.verdict, one.confidence)


def test_a_paper_that_ranks_itself_first_is_not_excluded() -> None:
    """Both sides turn the other's terms down: that is for a person."""
    stack = _judge(
        {
            "o.docx": _agreement(EXCLUDING),
            "av.docx": _terms("Deze algemene voorwaarden gaan voor op de overeenkomst."),
        }
    ).stack
    assert [paper.excluded for paper in stack.papers] == [False, False]
    assert len(stack.disputes) == 1


def test_what_holds_beside_a_commitment_is_not_set_aside() -> None:
    """The use of aggregated data contradicts no ban on training, whatever the rank of its paper."""
    aside = "Leverancier mag geaggregeerde gegevens gebruiken om de dienst te verbeteren."
    finding = _finding(_judge({"o.docx": _agreement(LISTED), "av.docx": _terms(input=aside)}), TRAINING)
    assert finding.verdict is Verdict.PARTIAL


def test_the_stack_shows_ranks_and_what_is_missing() -> None:
    order = (
        "Bij strijd geldt deze rangorde: deze overeenkomst, de verwerkersovereenkomst in Bijlage 2, de "
        "ARBIT-2022, de offerte."
    )
    stack = _judge({"o.docx": _agreement(order), "av.docx": _terms()}).stack
    shown = [(paper.level, paper.kind, paper.holding, paper.file) for paper in stack.papers]
    assert shown == [
        (1, PaperKind.AGREEMENT, Holding.HELD, "o.docx"),
        (2, PaperKind.PROCESSING, Holding.ABSENT, ""),
        (2, PaperKind.ANNEX, Holding.ABSENT, ""),
        (3, PaperKind.BUYER_TERMS, Holding.PUBLIC, ""),
        (4, PaperKind.OFFER, Holding.ABSENT, ""),
        (None, PaperKind.SUPPLIER_TERMS, Holding.HELD, "av.docx"),
    ]
    assert [paper.name for paper in stack.lacking] == ["verwerkersovereenkomst", "Bijlage 2", "offerte"]


def test_an_annex_of_another_file_is_not_the_annex_that_is_named() -> None:
    """The processing agreement has an annex 1 of its own; the agreement means another one."""
    stack = _judge(
        {
            "o.docx": _agreement("De tarieven staan in Bijlage 1."),
            "vwo.docx": PROCESSING.format(order=NOTHING, input=FORBIDS)
            + "Bijlage 1 Verwerkingen\nVertalen.\n",
        }
    ).stack
    assert [(paper.name, paper.cited[0].clause) for paper in stack.lacking] == [("Bijlage 1", "artikel 1.1")]


def test_a_file_that_calls_itself_an_annex_is_the_annex() -> None:
    files = {
        "o.docx": _agreement("De tarieven staan in Bijlage 1."),
        "t.docx": "Bijlage 1 Tarieven\nUurtarief.",
    }
    assert _judge(files).stack.lacking == ()


def test_a_policy_at_a_web_address_is_online() -> None:
    sentence = "Onze Privacyverklaring staat op https://vertaalwerk.example/privacy."
    (paper,) = _judge({"av.docx": _terms(sentence)}).stack.lacking
    assert (paper.name, paper.holding, paper.address) == (
        "Privacyverklaring",
        Holding.ONLINE,
        "https://vertaalwerk.example/privacy",
    )


def test_an_address_is_of_the_paper_that_it_stands_with() -> None:
    sentences = (
        "De tarieven staan in Bijlage 3. Zie Bijlage 4 en onze Privacyverklaring (www.vertaalwerk.example/p)."
    )
    stack = _judge({"av.docx": _terms(sentences)}).stack
    assert [(paper.name, paper.address) for paper in stack.lacking] == [
        ("Bijlage 3", ""),
        ("Bijlage 4", ""),
        ("Privacyverklaring", "www.vertaalwerk.example/p"),
    ]


def test_a_missing_requirement_names_the_papers_that_may_deal_with_it() -> None:
    assessment = _judge({"o.docx": _agreement("De tarieven staan in Bijlage 1.")})
    finding = _finding(assessment, "contract-escrow-broncode")
    assert finding.verdict is Verdict.MISSING
    assert finding.receipt.absent == ("Bijlage 1",)
    assert "die niet in het dossier zitten en dit kunnen regelen: “Bijlage 1”." in finding.explanation.nl


def test_the_buyers_conditions_turned_down_are_shown() -> None:
    sentence = "Inkoopvoorwaarden van Opdrachtgever worden uitdrukkelijk van de hand gewezen."
    stack = _judge({"av.docx": _terms(sentence)}).stack
    assert [(cited.file, cited.clause) for cited in stack.rejected] == [("av.docx", "artikel 1.1")]


def test_ranks_are_asked_of_papers_and_not_of_every_pair_of_sentences(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []
    above = Ranks.above

    def counting(ranks: Ranks, *places: tuple[int, int], personal_data: bool) -> Citation | None:
        asked.append(places)
        return above(ranks, *places, personal_data=personal_data)

    monkeypatch.setattr(Ranks, "above", counting)
    terms = _terms() + "".join(f"2.{n} {ALLOWS}\n" for n in range(2, 42))
    agreement = _agreement(LISTED) + "".join(f"2.{n} {FORBIDS}\n" for n in range(2, 42))
    finding = _finding(_judge({"o.docx": agreement, "av.docx": terms}), TRAINING)
    assert finding.verdict is Verdict.MET
    assert len(asked) <= 2 * len(load_library().requirements)  # not 1,681 for this one alone
