"""A process of its own: it does what it is given, and is replaced when it dies."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from multiprocessing.connection import Connection

import pytest
from typing_extensions import Buffer

from analyser.processes import Bounds, ProcessDied, Processes, TookTooLong, begin_step, more_time

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


def test_a_job_is_killed_when_its_time_is_over() -> None:
    with closing(Processes(Bounds(seconds=2))) as processes:
        for endless in (time.sleep, hold_pythons_lock):
            with pytest.raises(TookTooLong):
                processes.submit(endless, SECONDS).result(SECONDS)
        assert processes.submit(abs, -1).result(SECONDS) == 1


def hold_pythons_lock(_: float) -> None:
    """Runs in the process: no other thread of it gets a turn."""
    re.match(r"(a+)+$", "a" * 40 + "b")


def test_the_clock_starts_with_the_job_and_not_while_it_waits() -> None:
    with closing(Processes(Bounds(seconds=4))) as processes:
        jobs = [processes.submit(time.sleep, 2.0) for _ in range(3)]
        assert [job.result(SECONDS) for job in jobs] == [None, None, None]


def test_a_job_that_says_so_gets_more_time() -> None:
    with closing(Processes(Bounds(seconds=4))) as processes:
        assert processes.submit(take_pages, 2, 3.0).result(SECONDS) == 2
        with pytest.raises(TookTooLong):
            processes.submit(take_pages, 1, 60).result(SECONDS)


def take_pages(count: int, seconds: float) -> int:
    """Runs in the process: asks for a second a page."""
    for _ in range(count):
        more_time(1.0)
        time.sleep(seconds)
    return count


def test_a_step_has_a_clock_of_its_own_and_is_named_where_the_process_dies() -> None:
    with closing(Processes(Bounds(seconds=4))) as processes:
        assert processes.submit(take_steps, ["a", "b"], 2.5).result(SECONDS) is None
        with pytest.raises(TookTooLong) as late:
            processes.submit(take_steps, ["a", "b.pdf", "c"], 0.0, "b.pdf", 60).result(SECONDS)
        assert late.value.step == "b.pdf"
        with pytest.raises(ProcessDied) as died:
            processes.submit(take_steps, ["a", "b", "c.pdf"], 0.0, "c.pdf").result(SECONDS)
        assert (type(died.value), died.value.step) == (ProcessDied, "c.pdf")


def take_steps(names: list[str], seconds: float, last: str = "", longer: float = 0.0) -> None:
    """Runs in the process: one step after another, the last one long or deadly."""
    for name in names:
        begin_step(name)
        time.sleep(seconds)
        if name == last:
            time.sleep(longer)
            os._exit(1)


def test_killing_does_not_wait_for_the_job_in_hand() -> None:
    processes = Processes()
    job = processes.submit(time.sleep, SECONDS)
    processes.submit(os.getpid)
    wait_until(lambda: bool(multiprocessing.active_children()))
    processes.kill()
    with pytest.raises(ProcessDied):
        job.result(0)
    assert processes.submit(os.getpid).cancelled()


def test_more_time_outside_a_job_does_nothing() -> None:
    more_time(1)


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is the kernel's")
def test_a_job_gets_no_more_memory_than_it_may_have() -> None:
    with closing(Processes(Bounds(memory_mb=512))) as processes:
        child = processes.submit(os.getpid).result(SECONDS)
        with pytest.raises(MemoryError):
            processes.submit(bytes, 600 * 1024 * 1024).result(SECONDS)
        assert processes.submit(os.getpid).result(SECONDS) == child


@pytest.mark.skipif(sys.platform != "linux", reason="only there a process knows its size")
def test_a_process_that_a_job_left_large_is_replaced() -> None:
    with closing(Processes(Bounds(memory_mb=512))) as processes:
        child = processes.submit(os.getpid).result(SECONDS)
        assert processes.submit(keep, 300).result(SECONDS) == child
        assert processes.submit(os.getpid).result(SECONDS) != child


_kept: list[bytes] = []


def keep(megabytes: int) -> int:
    """Runs in the process: memory that is never given back."""
    _kept.append(bytes(megabytes * 1024 * 1024))
    return os.getpid()


def test_a_crash_in_c_is_a_death_and_leaves_no_dump(processes: Processes) -> None:
    assert processes.submit(resource.getrlimit, resource.RLIMIT_CORE).result(SECONDS) == (0, 0)
    with pytest.raises(ProcessDied) as died:
        processes.submit(ctypes.string_at, 0).result(SECONDS)
    assert type(died.value) is ProcessDied


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
