"""Decisions: added and never changed, by who may, seen by who comes after."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from stores import BUYER, COLLEAGUE, LAWYER, Clock

from analyser.errors import Conflict, DossierClosed, NotAllowed, NotFinished, NotThere
from analyser.model import Assessment, Severity, Verdict
from analyser.review import Outcome
from analyser.store import Actor, Role, Store
from analyser.store.records import Status

EIS = "privacy-subverwerkers"


def test_the_last_decision_holds_and_all_stay(store: Store, judged: str, clock: Clock) -> None:
    first = store.reviews.decide(LAWYER, judged, EIS, Outcome.AGREED, " klopt ", after=0)
    clock.later(hours=1)
    second = store.reviews.decide(
        COLLEAGUE, judged, EIS, Outcome.ACCEPTED, "laag risico", after=1, verdict=Verdict.PARTIAL, proposal=""
    )
    assert store.reviews.history(BUYER, judged, EIS) == (first, second)
    assert store.reviews.standing(BUYER, judged) == {EIS: second}
    assert (first.decision.reason, second.number, second.decision.author, second.decision.made) == (
        "klopt", 2, "joke", clock.time,
    )  # fmt: skip


@pytest.mark.parametrize("after", [0, 2], ids=["has not seen it", "saw one that is not there"])
def test_who_did_not_see_the_last_decision_is_refused(after: int, store: Store, judged: str) -> None:
    first = store.reviews.decide(LAWYER, judged, EIS, Outcome.AGREED, "klopt", after=0)
    with pytest.raises(Conflict) as refused:
        store.reviews.decide(COLLEAGUE, judged, EIS, Outcome.ACCEPTED, "laag risico", after=after)
    assert refused.value.details == {"who": "jan", "when": "2026-11-22 09:00 UTC"}
    assert store.reviews.history(BUYER, judged, EIS) == (first,)


def test_of_many_at_once_one_wins(opened: Callable[[], Store], judged: str) -> None:
    outcomes: list[str] = []
    stores = [opened() for _ in range(8)]
    gate = threading.Barrier(8, timeout=30)

    def decide(number: int) -> None:
        gate.wait()
        try:
            store = stores[number]
            store.reviews.decide(
                Actor(f"jurist {number}", Role.LAWYER), judged, EIS, Outcome.AGREED, "ja", after=0
            )
            outcomes.append("decided")
        except Conflict:
            outcomes.append("refused")

    threads = [threading.Thread(target=decide, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["decided"] + ["refused"] * 7
    assert opened().verify() == ()


def test_a_second_person_signs(store: Store, judged: str, clock: Clock) -> None:
    made = store.reviews.decide(LAWYER, judged, EIS, Outcome.ACCEPTED, "laag risico", after=0)
    with pytest.raises(NotAllowed):
        store.reviews.sign_off(LAWYER, judged, made)
    with pytest.raises(NotAllowed):
        store.reviews.sign_off(BUYER, judged, made)
    clock.later(minutes=5)
    store.reviews.sign_off(COLLEAGUE, judged, made)
    signed = store.reviews.standing(BUYER, judged)[EIS]
    assert (signed.signed_by, signed.signed) == ("joke", clock.time)
    with pytest.raises(Conflict):
        store.reviews.sign_off(COLLEAGUE, judged, made)


def test_a_decision_that_no_longer_holds_is_not_signed(store: Store, judged: str) -> None:
    old = store.reviews.decide(LAWYER, judged, EIS, Outcome.ACCEPTED, "laag risico", after=0)
    store.reviews.decide(LAWYER, judged, EIS, Outcome.UNACCEPTABLE, "toch niet", after=1)
    with pytest.raises(Conflict):
        store.reviews.sign_off(COLLEAGUE, judged, old)


def test_a_dossier_is_closed_when_all_is_decided_and_signed(
    store: Store, judged: str, assessment: Assessment
) -> None:
    seen = store.dossiers.get(LAWYER, judged)
    asked = [f for f in assessment.findings if f.verdict is not Verdict.NOT_APPLICABLE]
    with pytest.raises(NotFinished) as refused:
        store.reviews.close(LAWYER, seen)
    assert refused.value.details == {"undecided": len(asked), "unsigned": 0}
    for finding in asked:
        store.reviews.decide(LAWYER, judged, finding.requirement, Outcome.AGREED, "klopt", after=0)
    knock_outs = sorted(f.requirement for f in asked if f.severity is Severity.KNOCK_OUT)
    assert store.reviews.waiting(LAWYER, judged) == ((), tuple(knock_outs))
    with pytest.raises(NotFinished):
        store.reviews.close(LAWYER, seen)
    standing = store.reviews.standing(LAWYER, judged)
    for requirement in knock_outs:
        store.reviews.sign_off(COLLEAGUE, judged, standing[requirement])
    closed = store.reviews.close(LAWYER, seen)
    assert closed.status is Status.CLOSED
    for act in (
        lambda: store.reviews.decide(LAWYER, judged, EIS, Outcome.AGREED, "toch", after=1),
        lambda: store.reviews.comment(LAWYER, judged, "nog iets"),
        lambda: store.dossiers.change(LAWYER, closed, title="Anders"),
        lambda: store.dossiers.analyse_again(LAWYER, judged),
    ):
        with pytest.raises(DossierClosed):
            act()
    assert store.reviews.reopen(LAWYER, closed).status is Status.OPEN


def test_who_works_alone_needs_no_second_signature(store: Store, judged: str, assessment: Assessment) -> None:
    alone = Actor("gebruiker", Role.ALONE)
    for finding in assessment.findings:
        if finding.verdict is not Verdict.NOT_APPLICABLE:
            store.reviews.decide(alone, judged, finding.requirement, Outcome.AGREED, "klopt", after=0)
    assert store.reviews.close(alone, store.dossiers.get(alone, judged)).status is Status.CLOSED


def test_comments_stay_with_their_requirement(store: Store, judged: str) -> None:
    store.reviews.comment(BUYER, judged, " over alles ")
    store.reviews.comment(LAWYER, judged, "over subverwerkers", EIS)
    assert [(c.author, c.text) for c in store.reviews.comments(BUYER, judged)] == [("ines", "over alles")]
    assert [(c.author, c.text) for c in store.reviews.comments(BUYER, judged, EIS)] == [
        ("jan", "over subverwerkers")
    ]


def test_an_export_is_entered(store: Store, judged: str) -> None:
    store.reviews.exported(BUYER, judged, "docx", b"inhoud")
    assert [(e.kind, e.author, e.sha256) for e in store.reviews.exports(BUYER, judged)] == [
        ("docx", "ines", hashlib.sha256(b"inhoud").hexdigest())
    ]


@pytest.mark.parametrize(
    ("why", "actor", "dossier", "requirement", "reason", "error"),
    [
        ("a buyer decides nothing", BUYER, None, EIS, "x", NotAllowed),
        ("no such dossier", LAWYER, "0" * 32, EIS, "x", NotThere),
        ("no such requirement", LAWYER, None, "geen-eis", "x", NotThere),
        ("no reason", LAWYER, None, EIS, "  ", ValueError),
    ],
)
def test_refused(
    why: str,
    actor: Actor,
    dossier: str | None,
    requirement: str,
    reason: str,
    error: type[Exception],
    store: Store,
    judged: str,
) -> None:
    with pytest.raises(error):
        store.reviews.decide(actor, dossier or judged, requirement, Outcome.AGREED, reason, after=0)
    assert store.reviews.standing(BUYER, judged) == {}


def test_an_empty_comment(store: Store, judged: str) -> None:
    with pytest.raises(ValueError, match="without words"):
        store.reviews.comment(LAWYER, judged, " ")
    assert store.reviews.comments(LAWYER, judged) == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE decisions SET reason = 'anders'",
        "UPDATE audit_log SET actor = 'iemand'",
        "DELETE FROM audit_log",
    ],
)
def test_the_database_itself_refuses_to_change_history(statement: str, store: Store, judged: str) -> None:
    store.reviews.decide(LAWYER, judged, EIS, Outcome.AGREED, "klopt", after=0)
    with pytest.raises(DBAPIError), store.engine.begin() as connection:
        connection.execute(text(statement))
    assert store.verify() == ()
