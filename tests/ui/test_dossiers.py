"""Dossiers in memory: judged once, bounded, and safe from a worker that dies."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool

import pytest
from judging import SECONDS

from analyser.model import Subject, View
from ui import dossiers as module
from ui import texts
from ui.dossiers import Dossier, Dossiers
from ui.jobs import Jobs
from ui.worker import Outcome, Upload


class Waiting(Jobs):
    """Jobs that are taken in and never done."""

    def __init__(self) -> None:
        super().__init__()
        self.taken: list[Future[object]] = []

    def submit(self, job: object, *args: object, **kwargs: object) -> Future[object]:  # type: ignore[override]
        self.taken.append(Future())
        return self.taken[-1]


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Dossiers:
    monkeypatch.setattr(module, "Jobs", Waiting)
    return Dossiers()


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    started = Jobs()
    yield started
    started.close()


def upload(name: str, data: bytes = b"x") -> Upload:
    return Upload(name, data)


def test_same_files_and_settings_are_one_dossier(held: Dossiers) -> None:
    first = held.hand_in([upload("a.pdf")], [Subject.CLOUD, Subject.AI], View.ACCEPTED)
    again = held.hand_in([upload("a.pdf")], [Subject.AI, Subject.CLOUD], View.ACCEPTED)
    assert first == again


@pytest.mark.parametrize(
    ("uploads", "subjects", "view"),
    [
        pytest.param([("b.pdf", b"x")], (), View.ACCEPTED, id="another name: reports show it"),
        pytest.param([("a.pdf", b"y")], (), View.ACCEPTED, id="another content"),
        pytest.param([("a.pdf", b"x")], (Subject.AI,), View.ACCEPTED, id="another subject"),
        pytest.param([("a.pdf", b"x")], (), View.MARKED, id="another view of changes"),
        pytest.param([("a.pdfx", b"")], (), View.ACCEPTED, id="the same bytes cut elsewhere"),
        pytest.param([("a.pdf", b"x"), ("a.pdf", b"x")], (), View.ACCEPTED, id="the file twice"),
    ],
)
def test_anything_else_is_another_dossier(
    held: Dossiers, uploads: list[tuple[str, bytes]], subjects: tuple[Subject, ...], view: View
) -> None:
    first = held.hand_in([upload("a.pdf")], (), View.ACCEPTED)
    other = held.hand_in([Upload(name, data) for name, data in uploads], subjects, view)
    assert first != other


def test_the_oldest_dossier_leaves_first(held: Dossiers) -> None:
    keys = [held.hand_in([upload(f"{n}.pdf")], (), View.ACCEPTED) for n in range(module.MAX_DOSSIERS)]
    held.hand_in([upload("0.pdf")], (), View.ACCEPTED)  # used again, so no longer the oldest
    held.hand_in([upload("new.pdf")], (), View.ACCEPTED)
    assert [key for key in keys if held.find(key) is None] == [keys[1]]


def test_large_files_make_room(held: Dossiers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_MEGABYTES", 1)
    first = held.hand_in([upload("a.pdf", b"a" * 600_000)], (), View.ACCEPTED)
    second = held.hand_in([upload("b.pdf", b"b" * 600_000)], (), View.ACCEPTED)
    assert held.find(first) is None
    assert held.find(second) is not None


def test_a_forgotten_dossier_is_gone(held: Dossiers) -> None:
    key = held.hand_in([upload("a.pdf")], (), View.ACCEPTED)
    held.forget(key)
    held.forget(key)
    assert held.find(key) is None


@pytest.mark.parametrize(
    ("error", "told"),
    [
        pytest.param(BrokenProcessPool(), texts.WORKER_DIED, id="the process died"),
        pytest.param(
            RuntimeError("text of a contract"),
            texts.filled(texts.FAULT, kind="RuntimeError"),
            id="our fault, without the message",
        ),
    ],
)
def test_a_failed_job_is_told_and_may_be_tried_again(held: Dossiers, error: Exception, told: object) -> None:
    key = held.hand_in([upload("a.pdf")], (), View.ACCEPTED)
    first = held.find(key)
    assert first is not None
    assert first.outcome() is None
    first.result.set_exception(error)
    assert first.outcome() == Outcome(None, (told,))  # type: ignore[arg-type]
    held.hand_in([upload("a.pdf")], (), View.ACCEPTED)
    assert isinstance(held.find(key), Dossier)
    assert held.find(key) is not first


def test_a_dead_worker_is_replaced(jobs: Jobs) -> None:
    with pytest.raises(BrokenProcessPool):
        jobs.submit(os._exit, 1).result(SECONDS)
    assert jobs.submit(os.getpid).result(SECONDS) != os.getpid()
