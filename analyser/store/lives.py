"""Names of workers that tell whether the process behind one is gone.

A name holds the host, something unique, the kernel's boot and its namespace of process numbers, and the
process by number and moment of start. The last three together name one process for ever: containers that
share a host name differ in their namespace, and a number that is given out again differs in its start.
Whatever cannot be made sure of (another machine, another container, a reboot, a system without ``/proc``)
counts as alive; there only silence tells.
"""

from __future__ import annotations

import os
import socket
import uuid
from functools import cache
from pathlib import Path

_PROCESSES = Path("/proc")


def new_name() -> str:
    """A name for a worker of this process; at most 100 characters, as the table has room for."""
    process = os.getpid()
    return " ".join(
        (socket.gethostname()[:30] or "-", uuid.uuid4().hex[:8], _kernel(), str(process), _start(process))
    )


def is_gone(name: str) -> bool:
    """Whether the process of this worker has certainly ended."""
    parts = name.split(" ")
    if len(parts) != 5:
        return False
    _, _, kernel, process, start = parts
    if "?" in (kernel, start) or kernel != _kernel():
        return False
    return _start(int(process)) not in (start, "?")


@cache
def _kernel() -> str:
    """This boot and this namespace of process numbers; "?" where the system does not say."""
    try:
        boot = (_PROCESSES / "sys/kernel/random/boot_id").read_text().strip().replace("-", "")
        return f"{boot[:16]}.{(_PROCESSES / 'self/ns/pid').stat().st_ino}"
    except OSError:
        return "?"


def _start(process: int) -> str:
    """When a process began, in ticks since the boot; "" where none of this number lives, "?" if unknown."""
    try:
        os.kill(process, 0)  # and not the file below: /proc may hide the processes of others
    except ProcessLookupError:
        return ""
    except (OSError, OverflowError):
        pass  # it lives, and is another user's
    try:
        fields = (_PROCESSES / str(process) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return "?"
    return "" if fields[0] in "ZX" else fields[19]  # a zombie does nothing any more
