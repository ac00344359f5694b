"""Who does the work changes nothing about what is written, also where a worker ends halfway."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import dask
import pytest
from distributed import Client, LocalCluster
from folders import contract, written

from analyser.batch.choices import EngineName
from analyser.batch.run import Order, Summary, run_batch
from analyser.errors import UsageError

CONTRACTS = 12


@contextmanager
def cluster_of(workers: int, *, daemons: bool = False) -> Iterator[Any]:
    """A real one: a scheduler, and workers that are each a process with a nanny that renews it."""
    with (
        dask.config.set({"distributed.worker.daemon": daemons}),
        LocalCluster(
            n_workers=workers, threads_per_worker=1, dashboard_address="127.0.0.1:0", host="127.0.0.1",
            silence_logs=50,
        ) as started,
    ):  # fmt: skip
        yield started


@pytest.fixture
def order(tmp_path: Path) -> Order:
    for number in range(CONTRACTS):
        contract(tmp_path / "in" / f"{number:02}.docx", f"1.{number} Partijen overleggen.")
    (tmp_path / "in" / "kapot.pdf").write_bytes(b"%PDF-1.7 niets")
    return Order(str(tmp_path / "in"), tmp_path / "uit", applies="all")


def start(order: Order) -> Summary:
    return run_batch(order, lambda: date(2026, 1, 1))


def test_a_cluster_of_which_a_worker_is_killed_writes_what_one_process_does(
    order: Order, tmp_path: Path
) -> None:
    whole = Summary(contracts=CONTRACTS + 1, refused=1, unchanged=0, with_open_knock_outs=0)
    killed: list[int] = []
    with cluster_of(3) as cluster:
        address = cluster.scheduler_address
        on_cluster = replace(order, output=tmp_path / "cluster", engine=EngineName.DASK, scheduler=address)
        killer = threading.Thread(target=kill_a_busy_worker, args=(cluster, on_cluster.output, killed))
        killer.start()
        assert start(on_cluster) == whole
        killer.join()
    assert len(killed) == 1
    assert start(order) == whole
    assert written(on_cluster.output) == written(order.output)


def kill_a_busy_worker(cluster: Any, output: Path, killed: list[int]) -> None:
    """Kill one worker outright as soon as the first reports are there."""
    end = time.monotonic() + 120
    while not list(output.glob("rapporten/*.html")) and time.monotonic() < end:
        time.sleep(0.02)
    with Client(cluster.scheduler_address) as client:
        busy = {address: tasks for address, tasks in client.processing().items() if tasks}
        workers = {worker.worker_address: worker for worker in cluster.workers.values()}
        nanny = workers[next(iter(busy))]
        os.kill(nanny.pid, signal.SIGKILL)
        killed.append(nanny.pid)


def test_a_cluster_of_its_own_lives_as_long_as_the_batch(order: Order, tmp_path: Path) -> None:
    (tmp_path / "in").joinpath("00.docx").rename(tmp_path / "een.docx")
    few = tmp_path / "weinig"
    few.mkdir()
    (tmp_path / "een.docx").rename(few / "een.docx")
    small = replace(order, folder=str(few))
    dask_output, local_output = tmp_path / "dask", tmp_path / "lokaal"
    start(replace(small, output=dask_output, engine=EngineName.DASK, jobs=1))
    start(replace(small, output=local_output))
    assert written(dask_output) == written(local_output)


def test_a_cluster_that_does_not_answer_is_told(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analyser.batch.engines._SECONDS", 1)
    with pytest.raises(UsageError, match="does not answer, or has no workers"):
        start(replace(order, engine=EngineName.DASK, scheduler="tcp://127.0.0.1:9"))


def test_workers_that_may_start_no_process_are_told(order: Order) -> None:
    with (
        cluster_of(1, daemons=True) as strict,
        pytest.raises(UsageError, match="DASK_DISTRIBUTED__WORKER__DAEMON=False"),
    ):
        start(replace(order, engine=EngineName.DASK, scheduler=strict.scheduler_address))


def test_an_address_without_the_engine_is_a_mistake(order: Order) -> None:
    with pytest.raises(UsageError, match="--scheduler goes with --engine dask"):
        start(replace(order, scheduler="tcp://127.0.0.1:9"))


def test_a_worker_with_another_library_stops_the_batch(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analyser.batch.run.basis_of", lambda task: f"another than {task.folder}")
    with pytest.raises(UsageError, match="A worker has another program"):
        start(order)
