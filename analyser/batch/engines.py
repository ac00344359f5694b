"""Who does the work: processes of this machine, or a Dask cluster. Both call ``Crew.judge``.

An engine takes contracts as it gets to them and gives back what became of each, in any order. It holds few at
a time, so that ten thousand contracts take no more memory than ten.
"""

from __future__ import annotations

import itertools
import logging
import multiprocessing
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager
from functools import cache
from typing import Any, Final

from analyser.batch.choices import EngineName
from analyser.batch.contracts import Contract
from analyser.batch.work import Crew, Judged, Task, refused
from analyser.errors import Crashed, UsageError
from analyser.reading.limits import Limits

_AHEAD: Final = 2  # contracts a worker, so that it never waits for the next
_SECONDS: Final = 60  # for a cluster to answer

Work = tuple[Contract, str]
"""A contract, and the key of what is known of it ("" where nothing is)."""


def judge_all(
    work: Iterable[Work], task: Task, *, engine: EngineName, jobs: int, scheduler: str | None
) -> Generator[Judged, None, None]:
    """What became of each contract, as they end. Closing the generator stops the work at once.

    Raises UsageError where the engine cannot work, or a worker is of another version.
    """
    if engine is EngineName.DASK:
        return _on_cluster(work, task, jobs, scheduler)
    if scheduler is not None:
        raise UsageError(
            what_nl="--scheduler hoort bij --engine dask.", what_en="--scheduler goes with --engine dask."
        )
    return _on_this_machine(work, task, jobs)


def _on_this_machine(work: Iterable[Work], task: Task, jobs: int) -> Generator[Judged, None, None]:
    crew = Crew(task.limits)
    pool = ThreadPoolExecutor(jobs)
    waiting = iter(work)
    running: set[Future[Judged]] = set()
    try:
        while True:
            for contract, known in itertools.islice(waiting, jobs * _AHEAD - len(running)):
                running.add(pool.submit(crew.judge, contract, task, known))
            if not running:
                return
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                yield future.result()
    finally:
        crew.kill()
        pool.shutdown(cancel_futures=True)


def _on_cluster(
    work: Iterable[Work], task: Task, jobs: int, scheduler: str | None
) -> Generator[Judged, None, None]:
    with _client(jobs, scheduler) as client:
        from distributed import as_completed

        waiting = iter(work)
        ended = as_completed()
        contracts: dict[Any, Contract] = {}
        while True:
            workers = max(1, sum(client.nthreads().values()))
            for contract, known in itertools.islice(waiting, max(0, workers * _AHEAD - len(contracts))):
                future = client.submit(judge_on_worker, contract, task, known, pure=False)
                contracts[future] = contract
                ended.add(future)
            if not contracts:
                return
            future = next(ended)
            yield _answer(future, contracts.pop(future))


def judge_on_worker(contract: Contract, task: Task, known: str) -> Judged:
    """Runs in a worker of the cluster, in a thread of its own."""
    return _crew(task.limits).judge(contract, task, known)


@cache
def _crew(limits: Limits) -> Crew:
    """A worker's processes. They end with it."""
    if multiprocessing.current_process().daemon:
        raise UsageError(
            what_nl="De werkers van dit cluster mogen geen processen starten. Start ze met "
            "DASK_DISTRIBUTED__WORKER__DAEMON=False of met --no-nanny.",
            what_en="The workers of this cluster may not start processes. Start them with "
            "DASK_DISTRIBUTED__WORKER__DAEMON=False or with --no-nanny.",
        )
    return Crew(limits)


def _answer(future: Any, contract: Contract) -> Judged:
    """What a worker found; a contract whose workers ended one after another is refused."""
    from distributed import KilledWorker

    try:
        judged: Judged = future.result()
    except KilledWorker:
        return refused(contract, Crashed(contract.name))
    return judged


@contextmanager
def _client(jobs: int, scheduler: str | None) -> Iterator[Any]:
    """A connection to the cluster, or to one of ``jobs`` workers that lives as long as the batch.

    Raises UsageError where Dask is not installed, or the cluster does not answer or has no workers.
    """
    try:
        import dask
        from distributed import Client, LocalCluster
    except ModuleNotFoundError as error:
        raise UsageError(
            what_nl='--engine dask vraagt Dask: pip install "contract-clause-analyser[cluster]".',
            what_en='--engine dask needs Dask: pip install "contract-clause-analyser[cluster]".',
        ) from error
    with dask.config.set({"distributed.worker.daemon": False}), ExitStack() as stack:
        if scheduler is None:
            cluster = LocalCluster(
                n_workers=jobs, threads_per_worker=1, dashboard_address="127.0.0.1:0", host="127.0.0.1",
                silence_logs=logging.CRITICAL,
            )  # fmt: skip
            scheduler = stack.enter_context(cluster)
        try:
            client = stack.enter_context(Client(scheduler, timeout=_SECONDS))
            client.wait_for_workers(1, timeout=_SECONDS)
        except (OSError, TimeoutError, ValueError) as error:
            raise UsageError(
                what_nl=f"Het cluster {scheduler} antwoordt niet, of heeft geen werkers.",
                what_en=f"The cluster {scheduler} does not answer, or has no workers.",
            ) from error
        yield client
