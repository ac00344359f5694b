"""Fails every test in whose time something tried to leave the machine; see ``guarded/network_guard.py``."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

GUARDED = Path(__file__).parent / "guarded"
sys.path.insert(0, str(GUARDED))

import network_guard  # noqa: E402 - found by the line above


def watch() -> Path:
    """Watch this process and those that it will start; the file in which attempts are written down."""
    held = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    if str(GUARDED) not in held:
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(GUARDED), *held)))
    folder = tempfile.mkdtemp(prefix="network-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    report = Path(folder) / "attempts"
    os.environ[network_guard.REPORT] = str(report)
    network_guard.install()
    return report


REPORT = watch()


def attempts() -> list[str]:
    """What was tried since the last time this was asked."""
    found = REPORT.read_text(encoding="utf-8").splitlines() if REPORT.exists() else []
    REPORT.unlink(missing_ok=True)
    return found


@pytest.fixture(scope="session", autouse=True)
def nobody_left_the_machine() -> Iterator[None]:
    """Nor did anything that outlived the last test."""
    yield
    assert attempts() == []


@pytest.fixture(autouse=True)
def nobody_leaves_the_machine() -> Iterator[None]:
    """Nothing that ran during this test left the machine."""
    yield
    assert attempts() == []
