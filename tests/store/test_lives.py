"""Whether the process behind a worker's name is gone: only where that is certain."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from analyser.store.lives import is_gone, new_name

PROGRAM = "from analyser.store.lives import new_name; print(new_name(), flush=True); input()"


@pytest.fixture
def other() -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process
        process.kill()


def name_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().rstrip("\n")


def changed(name: str, place: int, value: str) -> str:
    parts = name.split(" ")
    return " ".join([*parts[:place], value, *parts[place + 1 :]])


def test_names_differ_and_fit_the_table() -> None:
    first, second = new_name(), new_name()
    assert first != second
    assert len(first) <= 100


def test_a_process_lives_until_it_is_killed(other: subprocess.Popen[str]) -> None:
    name = name_of(other)
    assert (is_gone(new_name()), is_gone(name)) == (False, False)
    other.kill()
    other.wait()
    assert is_gone(name)


def test_one_that_nobody_waited_for_is_gone_too(other: subprocess.Popen[str]) -> None:
    name = name_of(other)
    other.kill()
    os.waitid(os.P_PID, other.pid, os.WEXITED | os.WNOWAIT)  # a zombie is left
    assert is_gone(name)


@pytest.mark.parametrize(
    ("why", "place", "value", "gone"),
    [
        ("its number was given out again", 4, "1", True),
        ("another boot, machine or container", 2, "0123456789abcdef.1", False),
        ("a system that does not tell", 2, "?", False),
        ("a start that is not known", 4, "?", False),
    ],
)
def test_what_a_name_tells(why: str, place: int, value: str, gone: bool) -> None:
    assert is_gone(changed(new_name(), place, value)) is gone


def test_a_name_of_another_form_tells_nothing() -> None:
    assert not is_gone("worker")
