"""A batch that is killed at any moment goes on, and ends as one that nobody touched: byte for byte."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

from folders import contract, written

from analyser.batch.state import FILE, BatchState

KILLS = 20
CONTRACTS = 40


def test_twenty_kills_change_nothing(tmp_path: Path) -> None:
    folder, untouched, killed = (tmp_path / name for name in ("in", "ongestoord", "gedood"))
    for number in range(CONTRACTS):
        contract(folder / f"{number:02}.docx", *(f"2.{n} Partijen overleggen." for n in range(number)))
    (folder / "kapot.pdf").write_bytes(b"%PDF-1.7 niets")
    started = time.monotonic()
    assert run(folder, untouched) == 1
    whole = time.monotonic() - started
    moments = random.Random(20261122)  # drawn from the whole of a run: start, judging, the last files
    progress = []
    for _ in range(KILLS):
        run_and_kill(folder, killed, moments.uniform(0.0, whole))
        progress.append(judged(killed))
    assert progress == sorted(progress)  # what was done stayed done
    assert run(folder, killed) == 1
    assert written(killed) == written(untouched)


def run(folder: Path, output: Path) -> int:
    return subprocess.run(
        command(folder, output), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600
    ).returncode


def run_and_kill(folder: Path, output: Path, seconds: float) -> None:
    with subprocess.Popen(
        command(folder, output), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as batch:
        try:
            batch.wait(seconds)
        except subprocess.TimeoutExpired:
            batch.kill()


def command(folder: Path, output: Path) -> list[str]:
    return [sys.executable, "-m", "analyser", "batch", str(folder), "--output", str(output), "--jobs", "2"]


def judged(output: Path) -> int:
    if not (output / FILE).exists():
        return 0
    with BatchState(output) as state:
        return len(state.contracts())
