"""A process of its own: it does what it is given, and is replaced when it dies."""

from __future__ import annotations

import os
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
