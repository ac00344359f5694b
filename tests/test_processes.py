"""A process of its own: it does what it is given, and is replaced when it dies."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection

import pytest
from typing_extensions import Buffer

from analyser.processes import ProcessDied, Processes

SECONDS = 60


@pytest.fixture
def processes() -> Iterator[Processes]:
    started = Processes()
    yield started
    started.close()


def test_it_is_another_process_and_stays_the_same(processes: Processes) -> None:
    first, second = (processes.submit(os.getpid).result(SECONDS) for _ in range(2))
    assert first == second
    assert first != os.getpid()


def test_a_dead_process_is_replaced(processes: Processes) -> None:
    with pytest.raises(ProcessDied):
        processes.submit(os._exit, 1).result(SECONDS)
    assert processes.submit(os.getpid).result(SECONDS) != os.getpid()


def test_one_that_dies_halfway_its_answer_is_noticed(processes: Processes) -> None:
    with pytest.raises(ProcessDied):
        processes.submit(die_halfway).result(SECONDS)
    assert processes.submit(abs, -1).result(SECONDS) == 1


def die_halfway() -> bytes:
    """Runs in the process: half of the answer goes into the pipe, the rest never comes."""

    def half(self: Connection, message: Buffer) -> None:
        os.write(self.fileno(), bytes(message)[: len(bytes(message)) // 2])
        os._exit(1)

    Connection._send = half  # type: ignore[attr-defined]
    return bytes(1000)


def test_one_killed_idle_is_replaced_unseen(processes: Processes) -> None:
    child = processes.submit(os.getpid).result(SECONDS)
    os.kill(child, signal.SIGKILL)
    wait_until(lambda: child not in [process.pid for process in multiprocessing.active_children()])
    assert processes.submit(os.getpid).result(SECONDS) != child


def test_what_waits_is_dropped_when_it_closes(processes: Processes) -> None:
    running, waiting = processes.submit(time.sleep, 0.5), processes.submit(os.getpid)
    wait_until(running.running)
    processes.close()
    assert (running.result(0), waiting.cancelled()) == (None, True)


def test_a_job_that_cannot_travel_is_told(processes: Processes) -> None:
    with pytest.raises(TypeError, match="cannot pickle"):
        processes.submit(list, (letter for letter in "abc")).result(SECONDS)
    assert processes.submit(abs, -1).result(SECONDS) == 1


def test_an_outcome_that_cannot_travel_is_told(processes: Processes) -> None:
    with pytest.raises(RuntimeError, match="TypeError while sending the outcome"):
        processes.submit(open, os.devnull).result(SECONDS)
    assert processes.submit(abs, -1).result(SECONDS) == 1


def test_an_error_travels_back(processes: Processes) -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        processes.submit(int, "geen getal").result(SECONDS)


def test_it_starts_again_after_closing(processes: Processes) -> None:
    processes.submit(os.getpid).result(SECONDS)
    processes.close()
    assert processes.submit(abs, -1).result(SECONDS) == 1


def test_it_ends_with_a_parent_that_is_killed() -> None:
    program = (
        "import os, time\n"
        "from analyser.processes import Processes\n"
        "if __name__ == '__main__':\n"
        "    print(Processes().submit(os.getpid).result(), flush=True)\n"
        "    time.sleep(600)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()
    wait_until(lambda: not runs(child))


def wait_until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)


def runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
