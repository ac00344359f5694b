"""What may be recorded about a check, and what may not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from facts import CIO, CLASS, DPIA, FACTS, REGISTER, TODAY, TRAINING

from analyser.award import (
    LONGEST,
    BeforeAward,
    Checklist,
    Fact,
    Proof,
    RiskClass,
    Stand,
    checked,
    load_checklist,
    problems,
)
from analyser.errors import FactRefused
from analyser.library import LIBRARY_FOLDER


@pytest.fixture(scope="module")
def checklist() -> Checklist:
    return load_checklist(LIBRARY_FOLDER)


@pytest.mark.parametrize("fact", FACTS.values(), ids=list(FACTS))
def test_what_may_be_recorded(fact: Fact, checklist: Checklist) -> None:
    assert checked(fact, checklist, TODAY) is fact


@pytest.mark.parametrize(
    "fact",
    [
        replace(DPIA, day=TODAY),
        replace(DPIA, proof=None, note=""),
        replace(TRAINING, day=TODAY + timedelta(days=30)),
        Fact("risicoklasse", Stand.UNDER_WAY, risk_class=RiskClass.UNKNOWN),
        Fact("risicoklasse", Stand.NOT_STARTED, risk_class=RiskClass.UNKNOWN),
        Fact("dpia", Stand.NOT_STARTED, "wie het gaat doen", TODAY + timedelta(days=30)),
    ],
)
def test_what_may_be_recorded_as_well(fact: Fact, checklist: Checklist) -> None:
    assert problems(fact, checklist, TODAY) == []


@pytest.mark.parametrize(
    ("fact", "told"),
    [
        (replace(DPIA, check="iets"), ["Het onderdeel iets bestaat niet."]),
        (replace(DPIA, who=""), ["Vul in wie dit deed of adviseerde."]),
        (
            Fact("dpia", Stand.DONE),
            ["Vul in wie dit deed of adviseerde.", "Vul in op welke datum dit was."],
        ),
        (
            replace(DPIA, day=date(2026, 11, 23)),
            ["De datum ligt in de toekomst. Kies dan “loopt” of “niet begonnen”."],
        ),
        (replace(CIO, note=""), ["Schrijf op wat het bezwaar is."]),
        (replace(REGISTER, note=""), ["Geef de reden waarom dit niet nodig is."]),
        (replace(DPIA, stand=Stand.NOT_STARTED), ["“Niet begonnen” en een document gaan niet samen."]),
        (replace(CLASS, risk_class=None), ["Kies de risicoklasse."]),
        (
            replace(CLASS, risk_class=RiskClass.UNKNOWN),
            ["“Gedaan” en risicoklasse “onbekend” gaan niet samen."],
        ),
        (
            replace(CLASS, stand=Stand.NOT_NEEDED, note="Geen AI."),
            ["Een risicoklasse hoort niet bij “niet begonnen” of “niet nodig”."],
        ),
        (replace(DPIA, risk_class=RiskClass.HIGH), ["Bij dit onderdeel hoort geen risicoklasse."]),
        (replace(DPIA, who="x" * 201), ["De naam is te lang (ten hoogste 200 tekens)."]),
        (replace(DPIA, note="x" * 4001), ["De toelichting is te lang (ten hoogste 4000 tekens)."]),
        (replace(DPIA, proof=Proof(" ", "b2" * 32)), ["De naam van het document klopt niet."]),
        (
            replace(DPIA, proof=Proof("a.pdf", "B2" * 32)),
            ["De SHA-256 van het document is geen reeks van 64 cijfers en letters a tot en met f."],
        ),
    ],
)
def test_what_may_not_be_recorded(fact: Fact, told: list[str], checklist: Checklist) -> None:
    assert [problem.nl for problem in problems(fact, checklist, TODAY)] == told
    with pytest.raises(FactRefused) as refused:
        checked(fact, checklist, TODAY)
    assert refused.value.message("nl") == f"{' '.join(told)} Er is niets vastgelegd."


def test_what_just_fits(checklist: Checklist) -> None:
    fact = replace(
        DPIA,
        who="x" * LONGEST["who"],
        note="x" * LONGEST["note"],
        proof=Proof("x" * LONGEST["name"], "b2" * 32),
    )
    assert problems(fact, checklist, TODAY) == []


def test_counts(checklist: Checklist) -> None:
    before = BeforeAward(checklist, FACTS)
    assert {stand: before.count(stand) for stand in Stand} == {
        Stand.NOT_STARTED: 0,
        Stand.UNDER_WAY: 1,
        Stand.DONE: 2,
        Stand.NOT_NEEDED: 1,
        Stand.OBJECTION: 1,
    }
    assert [check.id for check in before.open] == ["algoritmetoets", "advies-fg", "alternatieven"]


def test_a_fact_about_a_check_that_is_gone_counts_for_nothing(checklist: Checklist) -> None:
    before = BeforeAward(checklist, {"weg": replace(DPIA, check="weg")})
    assert (before.count(Stand.DONE), len(before.open)) == (0, 8)
