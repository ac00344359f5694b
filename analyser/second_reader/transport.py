"""One question over HTTP, and one answer: no redirect, no proxy, no second try; bounded in time and size.

Python's own ``http.client`` does neither of the first two. The time is for all of it together: its own
time-outs start anew with every byte, and a server may send a byte a minute.
"""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import time
from contextlib import closing
from typing import Any, Final

from analyser.second_reader.answers import Outcome, Why
from analyser.second_reader.settings import Reader, is_loopback

LARGEST: Final = 256 * 1024  # bytes of an answer; a verdict with a reason takes two thousand
_MOST: Final = 2 * LARGEST  # bytes that are read for it: headers, and the marks of chunks, have no end either
_OK: Final = 200
_FORBIDDEN: Final = (401, 403, 407)


class Unanswered(Exception):  # noqa: N818 - named after what came of it
    """There is no answer to look at. Holds what came of the question, and why."""

    def __init__(self, outcome: Outcome, why: Why) -> None:
        self.outcome, self.why = outcome, why
        super().__init__(f"{outcome}: {why}")


def post(reader: Reader, body: bytes) -> bytes:
    """What the reader answers with status 200. Raises Unanswered."""
    deadline = time.monotonic() + reader.seconds
    try:
        with closing(_connected(reader, deadline)) as connection:
            return _exchanged(connection, reader, body, deadline)
    except TimeoutError as error:
        raise Unanswered(Outcome.TIMED_OUT, Why.TIME) from error
    except (OSError, UnicodeError) as error:  # a host whose name cannot be one is a UnicodeError
        raise Unanswered(Outcome.FAILED, Why.CONNECTION) from error
    except (http.client.HTTPException, ValueError) as error:  # a chunk of less than nothing is a ValueError
        raise Unanswered(Outcome.FAILED, Why.PROTOCOL) from error


def _connected(reader: Reader, deadline: float) -> socket.socket:
    """A connection to the first address of the host that takes it. Raises OSError or Unanswered."""
    failed: OSError = ConnectionError("no address")
    for family, kind, protocol, _, address in socket.getaddrinfo(
        reader.host, reader.port, type=socket.SOCK_STREAM
    ):
        if not reader.secure and not is_loopback(str(address[0])):  # "localhost" that is another machine
            continue
        try:
            plain = socket.socket(family, kind, protocol)
        except OSError as error:  # this machine has no IPv6, say
            failed = error
            continue
        try:
            plain.settimeout(_left(deadline))
            plain.connect(address)
            if not reader.secure:
                return plain
            plain.settimeout(_left(deadline))  # of the handshake as a whole
            return ssl.create_default_context().wrap_socket(plain, server_hostname=reader.host)
        except ssl.SSLError as error:
            plain.close()
            raise Unanswered(Outcome.FAILED, Why.CERTIFICATE) from error
        except OSError as error:
            plain.close()
            failed = error
    raise failed


def _exchanged(connection: socket.socket, reader: Reader, body: bytes, deadline: float) -> bytes:
    kind = http.client.HTTPSConnection if reader.secure else http.client.HTTPConnection
    request = kind(reader.host, reader.port)
    request.sock = connection
    headers = {"Content-Type": "application/json", "Accept": "application/json", "Connection": "close"}
    if reader.key:
        headers["Authorization"] = f"Bearer {reader.key}"
    connection.settimeout(_left(deadline))
    request.request("POST", reader.path, body, headers)
    clocked: Any = _Clocked(connection, deadline)  # all that a response asks of a socket is its file
    with http.client.HTTPResponse(clocked, method="POST") as response:
        response.begin()
        if response.status != _OK:
            raise _of_status(response.status)
        data = response.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise Unanswered(Outcome.DISCARDED, Why.TOO_LARGE)
    return data


def _of_status(status: int) -> Unanswered:
    if 300 <= status < 400:
        return Unanswered(Outcome.REFUSED, Why.REDIRECT)
    if status in _FORBIDDEN:
        return Unanswered(Outcome.REFUSED, Why.KEY)
    if 400 <= status < 500:
        return Unanswered(Outcome.REFUSED, Why.REQUEST)
    return Unanswered(Outcome.FAILED, Why.SERVER)


def _left(deadline: float) -> float:
    """Seconds until the deadline. Raises TimeoutError where it is over."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


class _Clocked(io.RawIOBase):
    """A connection to read from until the deadline, however often it stops and goes on.

    Raises Unanswered beyond so many bytes: ``http.client`` takes a chunk of -1 for all that ever comes.
    """

    def __init__(self, connection: socket.socket, deadline: float) -> None:
        self._connection, self._deadline, self._read = connection, deadline, 0

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._connection.settimeout(_left(self._deadline))
        read = self._connection.recv_into(buffer)
        self._read += read
        if self._read > _MOST:
            raise Unanswered(Outcome.DISCARDED, Why.TOO_LARGE)
        return read
