"""Nothing leaves the machine: the guard over all tests sees whoever tries; an analysis speaks to nobody."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from network_fixtures import attempts
from network_guard import SILENCE

SAMPLES = Path(__file__).resolve().parent.parent / "samples" / "contracts"
ELSEWHERE = "192.0.2.1"  # RFC 5737: nobody has it


def connected(host: str, port: int = 9) -> None:
    with socket.socket() as tried:
        tried.settimeout(60)
        tried.connect((host, port))


def sent(host: str) -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as tried:
        tried.sendto(b"x", (host, 9))


@pytest.mark.parametrize(
    ("why", "attempt", "told"),
    [
        ("a connection", lambda: connected(ELSEWHERE), f"socket.connect ('{ELSEWHERE}', 9)"),
        ("a datagram", lambda: sent(ELSEWHERE), f"socket.sendto ('{ELSEWHERE}', 9)"),
        ("a look-up", lambda: socket.getaddrinfo("voorbeeld.invalid", 80), "socket.getaddrinfo "),
        ("an old look-up", lambda: socket.gethostbyname("voorbeeld.invalid"), "socket.gethostbyname "),
    ],
)
def test_an_attempt_is_refused_and_written_down(why: str, attempt: Callable[[], None], told: str) -> None:
    with pytest.raises(ConnectionRefusedError, match="may not leave this machine"):
        attempt()
    (line,) = attempts()
    assert line.startswith(told)


ATTEMPT = f"""
import socket
try:
    socket.create_connection(("{ELSEWHERE}", 9), timeout=0.01)
except OSError:
    pass  # as a program that goes on without the network
"""


def test_an_attempt_of_a_child_process_too() -> None:
    subprocess.run([sys.executable, "-c", ATTEMPT], check=True)
    assert [line.split(" by ")[0] for line in attempts()] == [f"socket.getaddrinfo '{ELSEWHERE}'"]


def test_an_attempt_fails_the_test_that_swallows_it(tmp_path: Path) -> None:
    """A run of pytest under the guard, on one test that tries and one that does not."""
    (tmp_path / "conftest.py").write_text("from network_fixtures import *\n")
    body = "".join(f"    {line}\n" for line in ATTEMPT.strip().splitlines())
    (tmp_path / "test_them.py").write_text(f"def test_quiet():\n    pass\n\ndef test_tries():\n{body}")
    paths = os.pathsep.join((str(Path(__file__).parent), os.environ["PYTHONPATH"]))
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", str(tmp_path)],
        cwd=tmp_path, env=os.environ | {"PYTHONPATH": paths}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "2 passed, 1 error" in done.stdout
    assert "ERROR test_them.py::test_tries" in done.stdout


def test_this_machine_may_be_spoken_to(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        connected("127.0.0.1", server.getsockname()[1])
        socket.create_connection(("localhost", server.getsockname()[1]), timeout=60).close()
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind(str(tmp_path / "s"))
        server.listen()
        client.connect(str(tmp_path / "s"))
    assert attempts() == []


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(["check", str(SAMPLES / "vendor-terms.pdf"), "--format", "json"], id="check"),
        pytest.param(["batch", str(SAMPLES), "--jobs", "2", "--output", "OUTPUT"], id="batch"),
    ],
)
def test_an_analysis_speaks_to_nobody(command: list[str], tmp_path: Path) -> None:
    """Neither the command nor any process it starts connects, sends or looks up a name, here or elsewhere."""
    done = subprocess.run(
        [sys.executable, "-m", "analyser", *(word.replace("OUTPUT", str(tmp_path)) for word in command)],
        env={name: value for name, value in os.environ.items() if "SECOND_READER" not in name}
        | {SILENCE: "1"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert attempts() == []
    assert (done.returncode, done.stderr[-500:] if done.returncode else "") == (0, "")
