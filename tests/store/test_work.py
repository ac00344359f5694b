"""The worker on real files in a real process, which is killed on the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from stores import BUYER, SAMPLE

from analyser.processes import Processes
from analyser.store import Settings, Store, Upload, open_store, tasks
from analyser.store.records import Analysis, State
from analyser.store.work import Worker, new_processes

DOCX = SAMPLE.with_suffix(".docx")
SECONDS = 120  # a cold process on a busy machine


@pytest.fixture
def local(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(Settings.of(tmp_path))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def processes() -> Iterator[Processes]:
    started = Processes()
    yield started
    started.close()


def work(store: Store, processes: Processes, *uploads: Upload) -> Analysis:
    key = store.dossiers.create(BUYER, "dossier", uploads)
    worker = Worker(store, processes)
    assert worker.step()
    assert not worker.step()
    return store.queue.last(BUYER, key)


def die(data: bytes, name: str, view: object) -> object:
    """Stands in for a reader that takes its process down on one file."""
    if name == "dodelijk.pdf":
        os.kill(os.getpid(), signal.SIGKILL)
    return tasks.read_file(data, name, view)  # type: ignore[arg-type]


def dies_twice() -> None:
    """Stands in for processes that die before they have anything to do, as where memory is short."""
    deaths = Path(os.environ["DEATHS"])
    deaths.write_bytes(deaths.read_bytes() + b"x")
    if len(deaths.read_bytes()) <= 2:
        os.kill(os.getpid(), signal.SIGKILL)


def dies_once(documents: object, applies: object, profile: object) -> object:
    """Stands in for a process that is killed while it judges."""
    deaths = Path(os.environ["DEATHS"])
    if not deaths.read_bytes():
        deaths.write_bytes(b"x")
        os.kill(os.getpid(), signal.SIGKILL)
    return tasks.judge(documents, applies, profile)  # type: ignore[arg-type]


def test_a_dossier_of_two_files(local: Store, processes: Processes) -> None:
    done = work(local, processes, Upload("a.pdf", SAMPLE.read_bytes()), Upload("b.docx", DOCX.read_bytes()))
    assert (done.state, [reading.state for reading in done.readings]) == (State.DONE, [State.DONE] * 2)
    assessment = local.queue.assessment(BUYER, done.id)
    assert assessment is not None
    assert [document.name for document in assessment.documents] == ["a.pdf", "b.docx"]
    assert len(assessment.findings) == 60
    dossier = local.dossiers.get(BUYER, done.dossier)
    assert (dossier.supplier, dossier.supplier_found) == ("Northquay Systems Ltd.", True)


def test_a_file_that_cannot_be_read_does_not_stop_the_other(local: Store, processes: Processes) -> None:
    done = work(local, processes, Upload("leeg.pdf", b""), Upload("b.docx", DOCX.read_bytes()))
    first, second = done.readings
    assert (done.state, first.state, second.state) == (State.DONE, State.FAILED, State.DONE)
    assert first.problem is not None
    assert first.problem.en == (
        "leeg.pdf is empty (0 bytes). Save the file again or ask the supplier for it again."
    )


def test_a_file_that_takes_too_long_costs_that_file(local: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANALYSER_MAX_SECONDS", "40")
    monkeypatch.setattr("analyser.store.work.tasks.read_file", linger)
    bounded = new_processes()
    done = work(local, bounded, Upload("traag.pdf", SAMPLE.read_bytes()), Upload("b.docx", DOCX.read_bytes()))
    bounded.close()
    slow, second = done.readings
    assert (done.state, slow.state, second.state) == (State.DONE, State.FAILED, State.DONE)
    assert slow.problem is not None
    assert slow.problem.en.startswith("Reading traag.pdf took longer than 40 seconds and was stopped.")


def linger(data: bytes, name: str, view: object) -> object:
    """Stands in for a reader that comes to no end with one file."""
    if name == "traag.pdf":
        time.sleep(SECONDS)
    return tasks.read_file(data, name, view)  # type: ignore[arg-type]


def test_nothing_that_can_be_read(local: Store, processes: Processes) -> None:
    done = work(local, processes, Upload("leeg.pdf", b""))
    assert (done.state, done.problem and done.problem.en) == (
        State.FAILED,
        "None of the files could be read.",
    )


def test_a_process_that_dies_on_a_file_costs_that_file(
    local: Store, processes: Processes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("analyser.store.work.tasks.read_file", die)
    done = work(
        local, processes, Upload("dodelijk.pdf", SAMPLE.read_bytes()), Upload("b.docx", DOCX.read_bytes())
    )
    assert (done.state, [reading.state for reading in done.readings]) == (
        State.DONE,
        [State.FAILED, State.DONE],
    )


@pytest.mark.parametrize(("task", "death"), [("warm", dies_twice), ("judge", dies_once)])
def test_a_process_that_is_killed_elsewhere_costs_nothing(
    task: str,
    death: Callable[..., object],
    local: Store,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    (tmp_path / "deaths").touch()
    monkeypatch.setenv("DEATHS", str(tmp_path / "deaths"))
    monkeypatch.setattr(f"analyser.store.work.tasks.{task}", death)
    fresh = Processes()  # its processes inherit the environment of now
    try:
        done = work(local, fresh, Upload("b.docx", DOCX.read_bytes()))
    finally:
        fresh.close()
    assert (done.state, [reading.state for reading in done.readings]) == (State.DONE, [State.DONE])
    assert (tmp_path / "deaths").read_bytes() != b""


def test_a_worker_in_a_thread_stops_when_told(local: Store, processes: Processes) -> None:
    key = local.dossiers.create(BUYER, "dossier", [Upload("a.pdf", SAMPLE.read_bytes())])
    stop = threading.Event()
    thread = threading.Thread(target=Worker(local, processes).run, args=(stop,))
    thread.start()
    wait_until_done(local, key)
    stop.set()
    thread.join(SECONDS)
    assert not thread.is_alive()


def test_the_command_works_until_told_to_stop(local: Store, tmp_path: Path) -> None:
    key = local.dossiers.create(BUYER, "dossier", [Upload("a.pdf", SAMPLE.read_bytes())])
    command = subprocess.Popen(
        [sys.executable, "-c", "from analyser.cli import main; main()", "worker"],
        env={**os.environ, "ANALYSER_DATA": str(tmp_path)},
    )
    wait_until_done(local, key)
    command.send_signal(signal.SIGTERM)
    assert command.wait(SECONDS) == 0


def wait_until_done(store: Store, dossier: str) -> None:
    end = time.monotonic() + SECONDS
    while store.queue.last(BUYER, dossier).state is not State.DONE:
        assert time.monotonic() < end, "the worker did not finish"
        time.sleep(0.1)
