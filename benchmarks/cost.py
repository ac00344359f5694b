"""What work costs: processor time of this process, and what a running server takes, from ``/proc``."""

from __future__ import annotations

import math
import os
import statistics
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from unittest.mock import patch

from analyser.matching.learned import vectors


def seconds(job: Callable[[], object], repeats: int = 3) -> float:
    """Seconds of processor time: the median of some repeats.

    What was kept of earlier text (words, phrases) stays, the vectors of its passages do not: a contract
    costs what one with text of its own does.
    """
    times = []
    for _ in range(repeats):
        with patch.object(vectors, "_kept", vectors._Kept()):
            started = time.process_time()
            job()
            times.append(time.process_time() - started)
    return statistics.median(times)


def geometric_mean(values: Iterable[float]) -> float:
    """The mean of ratios."""
    return math.exp(statistics.fmean(map(math.log, values)))


def memory(server: int) -> tuple[float, float]:
    """Resident memory of the server, and of it with its processes, in MB."""
    parents, sizes = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            status = dict(line.split(":", 1) for line in (folder / "status").read_text().splitlines())
            parents[int(folder.name)] = int(status["PPid"])
            sizes[int(folder.name)] = int(status.get("VmRSS", "0 kB").split()[0]) / 1024
    ours = sizes[server] + sum(sizes[child] for child, parent in parents.items() if parent == server)
    return sizes[server], ours


def computing(server: int) -> float:
    """Seconds of processor time that the server used itself, its processes left out."""
    fields = Path(f"/proc/{server}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
