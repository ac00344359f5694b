"""A process of its own: it does what it is given, and is replaced when it dies."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool

import pytest

from analyser.processes import Processes

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
    with pytest.raises(BrokenProcessPool):
        processes.submit(os._exit, 1).result(SECONDS)
    assert processes.submit(os.getpid).result(SECONDS) != os.getpid()


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
    end = time.monotonic() + SECONDS
    while runs(child):
        assert time.monotonic() < end, "the process outlived its parent"
        time.sleep(0.05)


def runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
