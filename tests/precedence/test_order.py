"""Which papers a clause ranks, read from one sentence or list at a time."""

from __future__ import annotations

import pytest
from documents import document_of

from analyser.precedence.order import Claim, claims


def _named(claim: Claim) -> list[list[str]]:
    return [[mention.name for mention in tier] for tier in claim.tiers]


def _read(text: str) -> list[tuple[list[list[str]], str]]:
    """The tiers of each claim, with "others" and "personal data" where it says so."""
    found = []
    for claim in claims(document_of(text)):
        marks = [name for name in ("others", "personal_data_only") if getattr(claim, name)]
        found.append((_named(claim), " ".join(marks)))
    return found


@pytest.mark.parametrize(
    ("why", "text", "expected"),
    [
        (
            "a list in a sentence",
            "Bij strijd geldt deze rangorde: deze overeenkomst, de ARBIT-2022 en ten slotte de offerte.",
            [([["overeenkomst"], ["ARBIT-2022"], ["offerte"]], "")],
        ),
        (
            "a list with letters, and two papers on one level",
            "De volgende rangorde geldt: (a) de overeenkomst; (b) de bijlagen (met de SLA); (c) de offerte.",
            [([["overeenkomst"], ["bijlagen", "SLA"], ["offerte"]], "")],
        ),
        (
            "a list in lines of its own",
            "Bij strijd geldt de volgende rangorde:\nde overeenkomst;\nde SLA;\ndeze algemene voorwaarden.\n"
            "De offerte blijft dertig dagen geldig.",
            [([["overeenkomst"], ["SLA"], ["algemene voorwaarden"]], "")],
        ),
        (
            "a list from low to high",
            "In oplopende volgorde van belang gelden: de offerte, de SLA, de overeenkomst.",
            [([["overeenkomst"], ["SLA"], ["offerte"]], "")],
        ),
        (
            "English",
            "They control in the following order: (a) Order Form; (b) this Agreement; and (c) the DPA.",
            [([["Order Form"], ["Agreement"], ["DPA"]], "")],
        ),
        (
            "the winner behind the verb",
            "Bij tegenstrijdigheid tussen deze voorwaarden en de offerte prevaleert de offerte.",
            [([["offerte"], ["voorwaarden"]], "")],
        ),
        (
            "the winner inside the verb",
            "Wijkt deze overeenkomst af van de algemene voorwaarden, dan gaat deze overeenkomst voor.",
            [([["overeenkomst"], ["algemene voorwaarden"]], "")],
        ),
        (
            "the winner before the verb, in English",
            "If an Order Form conflicts with these Terms, these Terms prevail unless it says so.",
            [([["Terms"], ["Order Form"]], "")],
        ),
        (
            "the loser behind the verb",
            "This DPA takes precedence over the Agreement.",
            [([["DPA"], ["Agreement"]], "")],
        ),
        (
            "two winners",
            "Deze overeenkomst en de ARBIT-2022 gaan voor op documenten van Leverancier.",
            [([["overeenkomst", "ARBIT-2022"], ["documenten van Leverancier"]], "")],
        ),
        (
            "two verbs in a sentence",
            "Bij strijd gaat de overeenkomst voor op de SLA en gaat de SLA voor op de offerte.",
            [([["overeenkomst"], ["SLA"]], ""), ([["SLA"], ["offerte"]], "")],
        ),
        (
            "for personal data alone",
            "Bij strijd met de overeenkomst prevaleert voor persoonsgegevens deze verwerkersovereenkomst.",
            [([["verwerkersovereenkomst"], ["overeenkomst"]], "personal_data_only")],
        ),
        (
            "before all others",
            "Bij strijdigheid prevaleert deze overeenkomst.",
            [([["overeenkomst"]], "others")],
        ),
    ],
)  # fmt: skip
def test_a_clause_ranks_papers(why: str, text: str, expected: list[tuple[list[list[str]], str]]) -> None:
    assert _read(text) == expected, why


@pytest.mark.parametrize(
    ("text", "excepted", "excepts_lower"),
    [
        ("Deze overeenkomst gaat voor op de SLA, tenzij de SLA anders bepaalt.", ["SLA"], False),
        ("Tenzij de bestelling anders bepaalt, gaat deze overeenkomst voor op de bestelling.",
         ["bestelling"], False),
        ("Unless an Order Form says otherwise, this order applies in the following order: (a) the Agreement; "
         "(b) the Order Form.", ["Order Form"], False),
        ("This Agreement prevails over the Order Form, except where the Order Form amends it.",
         ["Order Form"], False),
        ("If an Order Form conflicts with these Terms, these Terms prevail unless it says so.", [], True),
        ("Deze overeenkomst gaat voor op de bijlagen, tenzij daarin anders is bepaald.", [], True),
        ("Deze overeenkomst gaat voor op de SLA, tenzij partijen anders overeenkomen.", [], False),
        ("Deze overeenkomst gaat voor op de SLA, tenzij deze overeenkomst anders bepaalt.", [], False),
        ("Deze overeenkomst gaat voor op de SLA.", [], False),
    ],
)  # fmt: skip
def test_a_clause_makes_an_exception(text: str, excepted: list[str], excepts_lower: bool) -> None:
    (claim,) = claims(document_of(text))
    assert [mention.name for mention in claim.excepted] == excepted
    assert claim.excepts_lower is excepts_lower


@pytest.mark.parametrize(
    "text",
    [
        "Bij verschil tussen de Nederlandse en de Engelse versie van de SLA prevaleert de Nederlandse.",
        "Bij strijd tussen deze voorwaarden en de offerte prevaleert de offerte niet.",
        "Leverancier kan bij strijd voorrang verlenen aan de algemene voorwaarden boven de offerte.",
        "Gaat Leverancier failliet, dan heeft Opdrachtgever voorrang bij de afgifte van de gegevens.",
        "Supplier applies technical controls and this Agreement describes them.",
        "In afwijking van de SLA prevaleert deze bepaling.",
        "De overeenkomst gaat voor onbepaalde tijd in.",
        "Dit deel van de rangorde van de afdelingen staat in het organogram.",
    ],
)
def test_other_sentences_rank_nothing(text: str) -> None:
    assert _read(text) == []
