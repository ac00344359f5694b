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
