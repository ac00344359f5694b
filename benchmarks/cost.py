"""What a running server takes of the machine, from ``/proc``."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


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
