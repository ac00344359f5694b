"""Facts before award: added and never changed, by who may, and vouched for by the log."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from stores import ADMINISTRATOR, BUYER, COLLEAGUE, LAWYER, Clock

from analyser.award import BeforeAward, Checklist, Fact, Proof, RiskClass, Stand, load_checklist
from analyser.errors import Conflict, DossierClosed, FactRefused, NotAllowed, NotThere
from analyser.library import LIBRARY_FOLDER, ClauseLibrary, load_library
from analyser.store import Actor, Role, Store, Upload, schema
from analyser.store.audit import Break
from analyser.store.checks import StoredFact
from analyser.store.portfolios import Selection

DPIA = Fact(
    "dpia", Stand.DONE, "J. Jansen", date(2026, 11, 3), Proof("dpia.pdf", "b2" * 32), "Persoonlijke woorden."
)
CLASS = Fact("risicoklasse", Stand.DONE, "Team AI", date(2026, 11, 22), risk_class=RiskClass.HIGH)


@pytest.fixture(scope="module")
def checklist() -> Checklist:
    return load_checklist(LIBRARY_FOLDER)


@pytest.fixture
def dossier(store: Store) -> str:
    return store.dossiers.create(BUYER, "Kantoor", [Upload("a.pdf", b"%PDF-1.7")])


def test_the_last_fact_holds_and_all_stay(
    store: Store, dossier: str, clock: Clock, checklist: Checklist
) -> None:
    first = store.checks.record(BUYER, dossier, Fact("dpia", Stand.UNDER_WAY), checklist, after=0)
    made = clock.time
    clock.later(hours=1)
    second = store.checks.record(LAWYER, dossier, DPIA, checklist, after=1)
    other = store.checks.record(BUYER, dossier, CLASS, checklist, after=0)
    assert first == StoredFact(first.id, 1, Fact("dpia", Stand.UNDER_WAY), "ines", made)
    assert second == StoredFact(second.id, 2, DPIA, "jan", clock.time)
    assert store.checks.history(ADMINISTRATOR, dossier) == {
        "dpia": [first, second], "risicoklasse": [other],
    }  # fmt: skip
    assert store.checks.standing(BUYER, dossier, checklist) == BeforeAward(
        checklist, {"dpia": DPIA, "risicoklasse": CLASS}
    )
    assert store.verify() == ()


@pytest.mark.parametrize("after", [0, 2], ids=["has not seen it", "saw one that is not there"])
def test_who_did_not_see_the_last_fact_is_refused(
    after: int, store: Store, dossier: str, checklist: Checklist
) -> None:
    first = store.checks.record(LAWYER, dossier, DPIA, checklist, after=0)
    with pytest.raises(Conflict) as refused:
        store.checks.record(COLLEAGUE, dossier, replace(DPIA, note="anders"), checklist, after=after)
    assert refused.value.details == {"who": "jan", "when": "2026-11-22 09:00 UTC"}
    assert store.checks.history(BUYER, dossier) == {"dpia": [first]}


def test_of_many_at_once_one_wins(opened: Callable[[], Store], dossier: str, checklist: Checklist) -> None:
    outcomes: list[str] = []
    stores = [opened() for _ in range(6)]
    gate = threading.Barrier(6, timeout=30)

    def record(number: int) -> None:
        gate.wait()
        try:
            actor = Actor(f"inkoper {number}", Role.BUYER)
            stores[number].checks.record(actor, dossier, DPIA, checklist, after=0)
            outcomes.append("recorded")
        except Conflict:
            outcomes.append("refused")

    threads = [threading.Thread(target=record, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["recorded"] + ["refused"] * 5
    assert opened().verify() == ()


def test_the_log_holds_keys_and_stand_and_no_words(store: Store, dossier: str, checklist: Checklist) -> None:
    kept = store.checks.record(BUYER, dossier, DPIA, checklist, after=0)
    table = schema.audit_log
    with store.engine.begin() as connection:
        entry = connection.execute(
            select(table.c.actor, table.c.dossier, table.c.details).where(table.c.action == "check.recorded")
        ).one()
    assert (entry.actor, entry.dossier) == ("ines", dossier)
    sha256 = entry.details.pop("sha256")
    assert entry.details == {"fact": kept.id, "check": "dpia", "stand": "done"}
    assert len(sha256) == 64


def test_the_database_refuses_to_change_a_fact(store: Store, dossier: str, checklist: Checklist) -> None:
    store.checks.record(BUYER, dossier, DPIA, checklist, after=0)
    with pytest.raises(DBAPIError, match="award_checks is only added to"), store.engine.begin() as connection:
        connection.execute(text("UPDATE award_checks SET note = 'x'"))
    assert store.checks.standing(BUYER, dossier, checklist).facts == {"dpia": DPIA}


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE award_checks SET stand = 'objection' WHERE id = 1", 1),
        ("UPDATE award_checks SET day = '2026-11-04' WHERE id = 1", 1),
        ("DELETE FROM award_checks WHERE id = 2", 2),
        (
            "INSERT INTO award_checks "
            "(id, dossier, item, number, stand, who, note, checklist_sha256, author, made) "
            "SELECT 9, dossier, item, 2, stand, who, note, checklist_sha256, author, made FROM award_checks "
            "WHERE id = 1",
            9,
        ),
    ],
    ids=["how it stood", "the day", "taken out", "slipped in"],
)
def test_what_is_changed_behind_its_back_shows(
    statement: str, broken: int, store: Store, dossier: str, checklist: Checklist
) -> None:
    store.checks.record(BUYER, dossier, DPIA, checklist, after=0)
    store.checks.record(BUYER, dossier, CLASS, checklist, after=0)
    on = "" if store.engine.dialect.name == "sqlite" else " ON award_checks"
    with store.engine.begin() as connection:
        connection.execute(text(f"DROP TRIGGER keep_award_checks_update{on}"))
        connection.execute(text(statement))
    assert store.verify() == (Break(broken, "fact"),)


def test_who_may_not(store: Store, dossier: str, checklist: Checklist) -> None:
    with pytest.raises(NotAllowed):
        store.checks.record(ADMINISTRATOR, dossier, DPIA, checklist, after=0)
    with pytest.raises(NotThere):
        store.checks.record(BUYER, "0" * 32, DPIA, checklist, after=0)
    assert store.checks.history(BUYER, dossier) == {}


def test_what_may_not_be_recorded(store: Store, dossier: str, checklist: Checklist) -> None:
    with pytest.raises(FactRefused) as refused:
        store.checks.record(BUYER, dossier, replace(DPIA, day=date(2026, 11, 24)), checklist, after=0)
    assert refused.value.message("nl") == (
        "De datum ligt in de toekomst. Kies dan “loopt” of “niet begonnen”. Er is niets vastgelegd."
    )
    assert store.checks.history(BUYER, dossier) == {}


def test_nothing_changes_in_a_dossier_that_is_closed(
    store: Store, dossier: str, checklist: Checklist
) -> None:
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE dossiers SET status = 'closed'"))
    with pytest.raises(DossierClosed):
        store.checks.record(BUYER, dossier, DPIA, checklist, after=0)


def test_facts_go_with_their_dossier(store: Store, dossier: str, checklist: Checklist) -> None:
    store.checks.record(BUYER, dossier, DPIA, checklist, after=0)
    store.dossiers.delete(ADMINISTRATOR, dossier)
    with store.engine.begin() as connection:
        assert connection.execute(select(schema.award_checks)).all() == []
    assert store.verify() == ()


@pytest.fixture(scope="module")
def library() -> ClauseLibrary:
    return load_library(LIBRARY_FOLDER)


def test_the_portfolio_has_them_beside_the_verdicts(
    store: Store, judged: str, checklist: Checklist, library: ClauseLibrary
) -> None:
    store.checks.record(BUYER, judged, Fact("dpia", Stand.UNDER_WAY), checklist, after=0)
    store.checks.record(BUYER, judged, DPIA, checklist, after=1)
    with store.portfolios.open(BUYER, Selection(), library, "nl", checklist=checklist) as contracts:
        (contract,) = contracts
    with store.portfolios.open(BUYER, Selection(), library, "nl") as contracts:
        (without,) = contracts
    assert contract.outcome.before == BeforeAward(checklist, {"dpia": DPIA})
    assert without.outcome == replace(contract.outcome, before=None)
