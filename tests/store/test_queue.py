"""The queue: every analysis is done once, whatever dies on the way."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from stores import ADMINISTRATOR, BUYER, SAMPLE, Clock

from analyser.model import Assessment, Text, View
from analyser.store import Store, Upload
from analyser.store.lives import new_name
from analyser.store.queue import LEASE, MAX_ATTEMPTS, MAX_CRASHES
from analyser.store.records import State

LEASE_SECONDS = LEASE.total_seconds()
TWO = [Upload("a.pdf", b"A"), Upload("b.pdf", b"B")]
WHY = Text("stuk", "broken")


def name_of_a_dead_process() -> str:
    program = "from analyser.store.lives import new_name; print(new_name())"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    return done.stdout.rstrip("\n")


def states(store: Store, dossier: str) -> list[State]:
    analysis = store.queue.last(BUYER, dossier)
    return [analysis.state, *(reading.state for reading in analysis.readings)]


def test_first_come_first_served_and_each_once(store: Store) -> None:
    keys = [store.dossiers.create(BUYER, title, TWO, view=View.MARKED) for title in ("een", "twee")]
    claims = [store.queue.claim(name) for name in ("a", "b", "c")]
    assert [claim and (claim.worker, claim.view, [d.name for d in claim.documents]) for claim in claims] == [
        ("a", View.MARKED, ["a.pdf", "b.pdf"]),
        ("b", View.MARKED, ["a.pdf", "b.pdf"]),
        None,
    ]
    assert [states(store, key)[0] for key in keys] == [State.RUNNING, State.RUNNING]


def test_progress_per_document_and_the_result(
    store: Store, assessment: Assessment, opened: Callable[[], Store]
) -> None:
    key = store.dossiers.create(BUYER, "een", TWO)
    claim = store.queue.claim("a")
    assert claim is not None
    first, second = claim.documents
    assert store.queue.report(claim, first, State.DONE)
    assert store.queue.report(claim, second, State.FAILED, WHY)
    assert states(store, key) == [State.RUNNING, State.DONE, State.FAILED]
    assert store.queue.last(BUYER, key).readings[1].problem == WHY
    assert store.queue.assessment(BUYER, claim.analysis) is None
    assert store.queue.finish(claim, assessment)
    kept = opened().queue.assessment(BUYER, claim.analysis)
    assert kept is not None
    assert (kept.findings, kept.documents[0].text) == (assessment.findings, assessment.documents[0].text)
    assert list(kept.documents[0].words) == list(assessment.documents[0].words)
    assert states(store, key)[0] is State.DONE


def test_a_silent_worker_loses_its_claim(store: Store, assessment: Assessment, clock: Clock) -> None:
    store.dossiers.create(BUYER, "een", TWO)
    lost = store.queue.claim("a")
    assert lost is not None
    clock.later(seconds=LEASE_SECONDS - 1)
    assert store.queue.claim("b") is None
    clock.later(seconds=2)
    taken = store.queue.claim("b")
    assert taken is not None
    assert taken.analysis == lost.analysis
    assert [
        store.queue.beat(lost),
        store.queue.report(lost, lost.documents[0], State.DONE),
        store.queue.finish(lost, assessment),
        store.queue.fail(lost, WHY),
    ] == [False] * 4
    assert store.queue.finish(taken, assessment)


def test_signs_of_life_keep_it(store: Store, clock: Clock) -> None:
    store.dossiers.create(BUYER, "een", TWO)
    claim = store.queue.claim("a")
    assert claim is not None
    for _ in range(3):
        clock.later(seconds=LEASE_SECONDS - 1)
        assert store.queue.beat(claim)
        assert store.queue.claim("b") is None


def test_a_document_on_which_workers_die_is_given_up_and_the_other_goes_on(
    store: Store, clock: Clock
) -> None:
    key = store.dossiers.create(BUYER, "een", TWO)
    for number in range(MAX_CRASHES):
        claim = store.queue.claim(f"worker {number}")
        assert claim is not None
        assert [d.name for d in claim.documents] == ["a.pdf", "b.pdf"]
        store.queue.report(claim, claim.documents[0], State.RUNNING)
        clock.later(seconds=LEASE_SECONDS + 1)
    claim = store.queue.claim("another")
    assert claim is not None
    assert [d.name for d in claim.documents] == ["b.pdf"]
    assert states(store, key) == [State.RUNNING, State.FAILED, State.WAITING]


def test_what_a_dead_process_had_is_taken_over_at_once_and_once(store: Store, clock: Clock) -> None:
    store.dossiers.create(BUYER, "een", TWO)
    assert store.queue.claim(name_of_a_dead_process()) is not None
    assert store.queue.claim(name_of_a_dead_process()) is not None
    assert store.queue.claim("a") is None
    clock.later(seconds=LEASE_SECONDS + 1)
    assert store.queue.claim("a") is not None


def test_what_a_living_process_has_is_left_to_it(store: Store) -> None:
    store.dossiers.create(BUYER, "een", TWO)
    assert store.queue.claim(new_name()) is not None
    assert store.queue.claim(new_name()) is None


def test_a_worker_that_let_go_gets_it_back_and_nothing_is_blamed(store: Store) -> None:
    store.dossiers.create(BUYER, "een", TWO)
    for _ in range(MAX_CRASHES + 1):
        claim = store.queue.claim("a")
        assert claim is not None
        assert [d.name for d in claim.documents] == ["a.pdf", "b.pdf"]
        store.queue.report(claim, claim.documents[0], State.RUNNING)


def test_an_analysis_that_always_breaks_off_ends(store: Store, clock: Clock) -> None:
    key = store.dossiers.create(BUYER, "een", TWO)
    for _ in range(MAX_ATTEMPTS):
        assert store.queue.claim("a") is not None
        clock.later(seconds=LEASE_SECONDS + 1)
    assert store.queue.claim("a") is None
    analysis = store.queue.last(BUYER, key)
    assert (analysis.state, analysis.ended, analysis.problem is not None) == (State.FAILED, clock.time, True)


def test_a_dossier_deleted_under_way(store: Store, assessment: Assessment) -> None:
    key = store.dossiers.create(BUYER, "een", [Upload("a.pdf", SAMPLE.read_bytes())])
    claim = store.queue.claim("a")
    assert claim is not None
    store.dossiers.delete(ADMINISTRATOR, key)
    assert not store.queue.finish(claim, assessment)
    assert store.queue.claim("b") is None


@pytest.mark.parametrize("ends", ["done", "failed"])
def test_an_analysis_can_be_asked_for_again(ends: str, store: Store, assessment: Assessment) -> None:
    key = store.dossiers.create(BUYER, "een", TWO)
    claim = store.queue.claim("a")
    assert claim is not None
    store.queue.finish(claim, assessment) if ends == "done" else store.queue.fail(claim, WHY)
    store.dossiers.analyse_again(BUYER, key)
    again = store.queue.claim("a")
    assert again is not None
    assert again.analysis != claim.analysis
    assert states(store, key) == [State.RUNNING, State.WAITING, State.WAITING]
