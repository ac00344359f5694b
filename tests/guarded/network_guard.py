"""Nothing leaves the machine while the tests run: whoever tries, in whichever Python process, is refused.

An audit hook of Python sees every connection, every datagram and every look-up of a name that Python code
asks for. To this machine they may go (loopback, and sockets in the file system); what would go elsewhere is
refused and written down, and ``network_fixtures`` fails the test in whose time it was.

Child processes are watched too: ``sitecustomize`` beside this file installs the hook in every Python that
inherits PYTHONPATH, workers of pytest-xdist and spawned processes included. Not watched: programs that are
not Python (Chromium, which resolves no names in the tests, LibreOffice, Tesseract, PostgreSQL), and libraries
that open a socket in C (libpq does, to a socket in the file system here). A name that is handed to
``socket.connect`` itself is looked up before the hook is asked; the connection is refused all the same.

Imports only what every Python has loaded: it runs at the start of each.
"""

from __future__ import annotations

import os
import sys
from typing import Any

REPORT = "ANALYSER_TEST_NETWORK_REPORT"  # the file in which attempts are written down
SILENCE = "ANALYSER_TEST_SILENCE"  # set: nor may a process speak to this machine
_TO_ADDRESS = ("socket.connect", "socket.sendto", "socket.sendmsg")
_LOOK_UPS = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")
_SPOKEN = frozenset((*_TO_ADDRESS, *_LOOK_UPS))
_installed = False


def install() -> None:
    """Watch this process from here on; a hook cannot be taken away again."""
    global _installed
    if not _installed:
        _installed = True
        sys.addaudithook(_watch)


def _watch(event: str, details: tuple[Any, ...]) -> None:
    if event not in _SPOKEN or (SILENCE not in os.environ and _stays_here(event, details)):
        return
    with open(os.environ[REPORT], "a", encoding="utf-8") as report:  # noqa: PTH123 - pathlib is not there yet
        report.write(f"{event} {details[-1 if event in _TO_ADDRESS else 0]!r} by {sys.argv}\n")
    raise ConnectionRefusedError(f"{event}: the tests may not leave this machine")


def _stays_here(event: str, details: tuple[Any, ...]) -> bool:
    if event in _LOOK_UPS:
        return _is_here(details[0])
    import socket

    asked, address = details
    ours = asked.family not in (socket.AF_INET, socket.AF_INET6)
    return ours or address is None or _is_here(address[0])  # None: connected, which was seen


def _is_here(host: object) -> bool:
    """Whether a host is this machine; no host is what a server listens on."""
    import ipaddress

    name = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host or "localhost")
    try:
        number = ipaddress.ip_address(name)
    except ValueError:
        return name == "localhost"
    return number.is_loopback or number.is_unspecified
