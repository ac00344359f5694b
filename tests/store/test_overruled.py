"""What decisions teach: how often each requirement is overruled, by library version, and to what."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text
from stores import ADMINISTRATOR, BUYER, COLLEAGUE, LAWYER, SAMPLE, Clock

from analyser.errors import NotAllowed
from analyser.model import Assessment, Verdict
from analyser.review import Outcome
from analyser.store import Store, Upload
from analyser.store.overruled import Record

EIS = "privacy-subverwerkers"
OTHER = "privacy-datalek-melding"


def verdict_of(assessment: Assessment, requirement: str) -> Verdict:
    return next(f.verdict for f in assessment.findings if f.requirement == requirement)


def another(verdict: Verdict) -> Verdict:
    return Verdict.PARTIAL if verdict is not Verdict.PARTIAL else Verdict.MET


def more_dossiers(store: Store, assessment: Assessment, count: int) -> list[str]:
    keys = []
    for number in range(count):
        upload = Upload(f"{number}.pdf", SAMPLE.read_bytes())
        keys.append(store.dossiers.create(BUYER, f"Contract {number}", [upload]))
        claim = store.queue.claim("worker")
        assert claim is not None
        assert store.queue.finish(claim, assessment)
    return keys


def told(record: Record) -> tuple[object, ...]:
    return (record.requirement, record.decided, record.overruled, record.set_aside, record.share)


def test_the_decision_that_holds_counts(store: Store, judged: str, assessment: Assessment) -> None:
    was = verdict_of(assessment, EIS)
    own = another(was)
    decide = store.reviews.decide
    decide(LAWYER, judged, EIS, Outcome.AGREED, "eerst eens", after=0)
    decide(COLLEAGUE, judged, EIS, Outcome.AGREED, "toch anders", after=1, verdict=own)
    decide(LAWYER, judged, OTHER, Outcome.NOT_APPLICABLE, "speelt niet", after=0)
    first, second = store.overruled.records(ADMINISTRATOR)
    assert told(first) == (OTHER, 1, 0, 1, None)
    assert told(second) == (EIS, 1, 1, 0, None)
    assert second.turned == ((was, own, 1),)
    (said,) = second.said
    assert (said.reason, said.author, said.judged, said.own, said.dossier) == (
        "toch anders", "joke", was, own, judged,
    )  # fmt: skip
    assert [(one.reason, one.own) for one in first.said] == [("speelt niet", None)]
    assert {record.library_version for record in (first, second)} == {assessment.library_version}


def test_the_same_verdict_overrules_nothing(store: Store, judged: str, assessment: Assessment) -> None:
    was = verdict_of(assessment, EIS)
    store.reviews.decide(LAWYER, judged, EIS, Outcome.ACCEPTED, "goed", after=0, verdict=was)
    (record,) = store.overruled.records(LAWYER)
    assert (told(record), record.said) == ((EIS, 1, 0, 0, None), ())


def test_a_share_from_five_on(store: Store, judged: str, assessment: Assessment) -> None:
    own = another(verdict_of(assessment, EIS))
    keys = [judged, *more_dossiers(store, assessment, 4)]
    for number, key in enumerate(keys[:4]):
        given = own if number < 2 else None
        store.reviews.decide(LAWYER, key, EIS, Outcome.AGREED, f"reden {number}", after=0, verdict=given)
    assert [told(record) for record in store.overruled.records(LAWYER)] == [(EIS, 4, 2, 0, None)]
    store.reviews.decide(LAWYER, keys[4], EIS, Outcome.AGREED, "klopt", after=0)
    assert [told(record) for record in store.overruled.records(LAWYER)] == [(EIS, 5, 2, 0, 0.4)]


def test_versions_and_profiles_stand_apart(store: Store, judged: str, assessment: Assessment) -> None:
    keys = [judged, *more_dossiers(store, assessment, 3)]
    for key, version, profile in zip(
        keys, ("1.9.0", "1.10.0", "1.10.0", "1.10.0"), ("", "rijk", "gemeente", "gemeente"), strict=True
    ):
        store.reviews.decide(LAWYER, key, EIS, Outcome.AGREED, "klopt", after=0)
        with store.engine.begin() as connection:
            connection.execute(
                text("UPDATE analyses SET library_version = :v, profile = :p WHERE dossier = :d"),
                {"v": version, "p": profile or None, "d": key},
            )
    records = store.overruled.records(LAWYER)
    assert [(r.library_version, r.profile, r.decided) for r in records] == [
        ("1.10.0", "rijk", 1), ("1.10.0", "gemeente", 2), ("1.9.0", "", 1),
    ]  # fmt: skip


def test_since(store: Store, judged: str, clock: Clock) -> None:
    store.reviews.decide(LAWYER, judged, EIS, Outcome.AGREED, "klopt", after=0)
    clock.later(days=1)
    store.reviews.decide(LAWYER, judged, OTHER, Outcome.AGREED, "klopt", after=0)
    assert [r.requirement for r in store.overruled.records(LAWYER, clock.time)] == [OTHER]
    assert store.overruled.records(LAWYER, clock.time + timedelta(seconds=1)) == ()


def test_who_may_see_it(store: Store, judged: str) -> None:
    assert store.overruled.records(ADMINISTRATOR) == ()
    with pytest.raises(NotAllowed):
        store.overruled.records(BUYER)


def test_gone_with_the_dossier(store: Store, judged: str) -> None:
    store.reviews.decide(LAWYER, judged, EIS, Outcome.AGREED, "klopt", after=0)
    store.dossiers.delete(ADMINISTRATOR, judged)
    assert store.overruled.records(LAWYER) == ()
