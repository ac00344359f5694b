"""A model server of our own on this machine, that speaks the protocol and answers as a test wants."""

from __future__ import annotations

import contextlib
import json
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MODEL = "proefmodel"
Body = dict[str, Any]
Act = Callable[["Handler", Body], None]


@dataclass
class ModelServer:
    """Where it is, what it was asked, and how it answers the next question."""

    port: int
    act: Act
    asked: list[tuple[str, dict[str, str], Body]] = field(default_factory=list)  # path, headers, body
    raw: list[bytes] = field(default_factory=list)  # the same bodies to the byte
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def environment(self) -> dict[str, str]:
        """What sets it up as the second reader."""
        return {
            "ANALYSER_SECOND_READER_URL": f"http://127.0.0.1:{self.port}/v1",
            "ANALYSER_SECOND_READER_MODEL": MODEL,
            "ANALYSER_SECOND_READER_HOSTS": f"127.0.0.1:{self.port}",
            "ANALYSER_SECOND_READER_SECONDS": "30",
        }


class Handler(BaseHTTPRequestHandler):
    """Hands every question to what the test wants."""

    model: ModelServer

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        body = json.loads(raw)
        self.model.raw.append(raw)
        self.model.asked.append((self.path, dict(self.headers.items()), body))
        with contextlib.suppress(OSError):  # who asked may have hung up
            self.model.act(self, body)

    def do_GET(self) -> None:
        """Where a redirect would lead."""
        self.model.asked.append((self.path, dict(self.headers.items()), {}))
        send(self, b"{}")

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the screen."""


@contextmanager
def model_server(act: Act, tls: ssl.SSLContext | None = None) -> Iterator[ModelServer]:
    """A server that answers by ``act``, until the end of the block."""
    handler = type("OneHandler", (Handler,), {})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = False  # so that closing waits for all of them
        if tls is not None:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        handler.model = held = ModelServer(server.server_address[1], act)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield held
        finally:
            held.stop.set()
            server.shutdown()
            thread.join()


def send(handler: Handler, data: bytes, status: int = 200, kind: str = "application/json") -> None:
    """A whole answer."""
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(data)))
    handler.end_headers()
    handler.wfile.write(data)


def envelope(content: object) -> bytes:
    """The protocol's answer round what a model says."""
    choice = {"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": "stop"}
    return json.dumps({"object": "chat.completion", "choices": [choice]}).encode()


def saying(content: object) -> Act:
    """A model that says this, whatever it is asked; anything but a text becomes JSON."""
    said = content if isinstance(content, str) else json.dumps(content)
    return lambda handler, _: send(handler, envelope(said))


def passages(body: Body) -> list[str]:
    """The words of the contract in a question."""
    return [passage["text"] for passage in json.loads(body["messages"][1]["content"])["passages"]]


def first_words(text: str, count: int = 6) -> str:
    return " ".join(text.split()[:count])


def quoting(verdict: str = "met", reason: str = "De tekst zegt het zelf.") -> Act:
    """A model that answers as it should, with words of the longest passage."""

    def act(handler: Handler, body: Body) -> None:
        quote = first_words(max(passages(body), key=len))
        said = {"verdict": verdict, "reason": reason, "quote": quote}
        send(handler, envelope(json.dumps(said)))

    return act


def endless(handler: Handler, _: Body) -> None:
    """A body that never ends."""
    handler.send_response(200)
    handler.end_headers()
    while not handler.model.stop.is_set():
        handler.wfile.write(b" " * 65536)


def dripping(handler: Handler, _: Body) -> None:
    """A byte now and then, sooner than any time-out between two of them."""
    while not handler.model.stop.wait(0.05):
        handler.wfile.write(b"H")
        handler.wfile.flush()


def silent(handler: Handler, _: Body) -> None:
    """Nothing at all until the test is over."""
    handler.model.stop.wait()


def redirect_to(url: str, status: int = 307) -> Act:
    def act(handler: Handler, _: Body) -> None:
        handler.send_response(status)
        handler.send_header("Location", url)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return act
