"""Language, headers and policy of what the server sends."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
import streamlit
from starlette.types import Message, Receive, Scope, Send

from ui.shell import Shell, translated
from ui.texts import STREAMLIT_WORDS

INDEX = (Path(streamlit.__file__).parent / "static" / "index.html").read_bytes()


def answer(body: bytes, content_type: str, query: bytes = b"") -> tuple[dict[str, str], bytes, Scope]:
    """What a visitor gets of an application that answers ``body``, in two parts."""
    seen: list[Scope] = []
    sent: list[Message] = []

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope)
        headers = [(b"content-type", content_type.encode()), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": [*headers, (b"etag", b'"x"')]})
        await send({"type": "http.response.body", "body": body[:40], "more_body": True})
        await send({"type": "http.response.body", "body": body[40:], "more_body": False})

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    request: dict[str, Any] = {
        "type": "http",
        "query_string": query,
        "headers": [(b"accept", b"text/html"), (b"accept-encoding", b"gzip"), (b"if-none-match", b'"x"')],
    }
    asyncio.run(Shell(inner)(request, receive, send))
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return headers, b"".join(message.get("body", b"") for message in sent[1:]), seen[0]


@pytest.mark.parametrize(
    ("query", "language"),
    [
        pytest.param(b"", "nl", id="Dutch first"),
        pytest.param(b"lang=en&dossier=ab", "en", id="English asked"),
        pytest.param(b'lang="><script>', "nl", id="nonsense is Dutch"),
    ],
)
def test_page_has_the_language_of_its_address(query: bytes, language: str) -> None:
    headers, body, _ = answer(INDEX, "text/html; charset=utf-8", query)
    assert re.findall(rb'<html lang="(\w+)">', body) == [language.encode()]
    assert headers["content-length"] == str(len(body))
    assert headers["cache-control"] == "no-store"
    assert "etag" not in headers


def test_page_is_asked_for_whole_and_uncompressed() -> None:
    _, _, scope = answer(INDEX, "text/html")
    assert scope["headers"] == [(b"accept", b"text/html")]


def test_policy_allows_the_scripts_of_the_page_and_no_other() -> None:
    headers, body, _ = answer(INDEX, "text/html")
    scripts = re.findall(rb"<script>(.*?)</script>", body, re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(script).digest()).decode() for script in scripts]
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert len(scripts) == 2  # Streamlit's own line and shell.js
    assert policy["script-src"] == " ".join(["'self'", *(f"'sha256-{digest}'" for digest in hashes)])
    assert policy["default-src"] == "'none'"
    assert policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"


def test_other_files_pass_unchanged_but_for_their_headers() -> None:
    headers, body, _ = answer(b"<html lang='en'> in a script", "text/javascript")
    assert body == b"<html lang='en'> in a script"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["etag"] == '"x"'


def test_streamlit_still_has_what_is_rewritten() -> None:
    page = translated(INDEX, "nl").decode()
    assert "<title>Contractanalyse</title>" in page
    assert page.count("<noscript>") == 1
    assert "_stcore/agent" not in page.split("<body>")[1]


@pytest.mark.parametrize("pattern", STREAMLIT_WORDS)
def test_every_widget_word_is_a_sound_pattern(pattern: str) -> None:
    places = re.compile(pattern).groups
    named = {int(number) for number in re.findall(r"\$(\d)", STREAMLIT_WORDS[pattern])}
    assert named == set(range(1, places + 1))


@pytest.mark.parametrize(
    ("scheme", "forwarded", "expected"),
    [
        pytest.param("http", None, ["a=1; Path=/", "b=2; Secure"], id="on this machine"),
        pytest.param("http", b"https", ["a=1; Path=/; Secure", "b=2; Secure"], id="behind a proxy with TLS"),
        pytest.param("https", None, ["a=1; Path=/; Secure", "b=2; Secure"], id="TLS to the end"),
    ],
)
def test_who_came_by_tls_gets_cookies_for_tls_only(
    scheme: str, forwarded: bytes | None, expected: list[str]
) -> None:
    sent: list[Message] = []

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        cookies = [(b"set-cookie", b"a=1; Path=/"), (b"set-cookie", b"b=2; Secure")]
        await send({"type": "http.response.start", "status": 302, "headers": cookies})
        await send({"type": "http.response.body", "body": b""})

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [] if forwarded is None else [(b"x-forwarded-proto", forwarded)]
    request = {"type": "http", "scheme": scheme, "query_string": b"", "headers": headers}
    asyncio.run(Shell(inner)(request, receive, send))
    cookies = [value.decode() for name, value in sent[0]["headers"] if name == b"set-cookie"]
    assert cookies == expected


@pytest.mark.parametrize(
    ("origin", "let_in"),
    [
        pytest.param(b"http://127.0.0.1:8501", True, id="our own page"),
        pytest.param(None, True, id="no browser at all"),
        pytest.param(b"https://elders.example", False, id="another site"),
        pytest.param(b"http://127.0.0.1:9000", False, id="another program on this machine"),
        pytest.param(b"null", False, id="a page without an origin"),
        pytest.param(b"http://[", False, id="nonsense"),
    ],
)
def test_a_websocket_of_another_site_is_refused(origin: bytes | None, let_in: bool) -> None:
    reached: list[str] = []
    sent: list[Message] = []

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        reached.append(scope["type"])

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"host", b"127.0.0.1:8501"), *([] if origin is None else [(b"origin", origin)])]
    asyncio.run(Shell(inner)({"type": "websocket", "headers": headers}, receive, send))
    assert (reached, sent) == (
        (["websocket"], []) if let_in else ([], [{"type": "websocket.close", "code": 1008}])
    )
