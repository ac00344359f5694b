"""What Streamlit's own page lacks: the page's language, and headers that keep the browser at home.

Streamlit serves one fixed ``index.html`` with ``<html lang="en">``, which makes a screen reader
speak Dutch with an English voice (WCAG 3.1.1). This middleware rewrites that page, and only that. It
also puts ``shell.js`` in, which gives Streamlit's own buttons Dutch names, leads its skip link past our
header (WCAG 2.4.1) and mutes its single-key shortcuts (WCAG 2.1.4).
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.address import language_of
from ui.texts import NOSCRIPT, STREAMLIT_WORDS, TITLE

_INLINE_SCRIPT: Final = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
_NOSCRIPT: Final = re.compile(rb"<noscript>.*?</noscript>", re.DOTALL)
_SCRIPT: Final = Path(__file__).with_name("shell.js").read_text(encoding="utf-8")
_POLICY: Final = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",  # Streamlit writes its styles at run time
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
_POLICY_VIOLATION: Final = 1008  # as RFC 6455 numbers it
_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class Shell:
    """ASGI middleware: security headers on every answer, language and title in the page itself."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; websockets go through untouched, but for those that another site opens."""
        if scope["type"] == "websocket" and _from_elsewhere(scope):
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if "text/html" in Headers(scope=scope).get("accept", ""):
            scope = {**scope, "headers": _plain(scope["headers"])}
        query = parse_qs(scope["query_string"].decode("latin-1"))
        answer = _Answer(send, language_of(query.get("lang", [])), secure=_by_tls(scope))
        await self._app(scope, receive, answer.send)


class _Answer:
    """One answer on its way out; an HTML page is held back until it is whole."""

    def __init__(self, send: Send, language: str, *, secure: bool) -> None:
        self._send = send
        self._secure = secure
        self._language = language
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers[name] = value
            if self._secure:
                _only_by_tls(headers)
            if headers.get("content-type", "").startswith("text/html"):
                self._start = message
                return
            headers["Content-Security-Policy"] = _policy(())
            if message["status"] == 200 and "cache-control" not in headers:
                headers["Cache-Control"] = "no-store"  # pictures of contract pages stay out of disk caches
            await self._send(message)
        elif message["type"] == "http.response.body" and self._start is not None:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._send_page(self._start)
        else:
            await self._send(message)

    async def _send_page(self, start: Message) -> None:
        body = translated(self._body, self._language)
        headers = MutableHeaders(scope=start)
        headers["Content-Security-Policy"] = _policy(_INLINE_SCRIPT.findall(body))
        headers["Cache-Control"] = "no-store"
        headers["Content-Length"] = str(len(body))
        for name in ("etag", "last-modified", "accept-ranges"):
            del headers[name]
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def translated(page: bytes, language: str) -> bytes:
    """Streamlit's page with the language, the title and the words for who has no JavaScript."""
    page = page.replace(b'<html lang="en">', f'<html lang="{language}">'.encode(), 1)
    page = page.replace(b"<title>Streamlit</title>", f"<title>{TITLE[language]}</title>".encode(), 1)
    page = _NOSCRIPT.sub(f"<noscript><p>{NOSCRIPT[language]}</p></noscript>".encode(), page, count=1)
    words = json.dumps(STREAMLIT_WORDS if language == "nl" else {})
    return page.replace(
        b"</head>", f"<script>const DICTIONARY = {words};\n{_SCRIPT}</script></head>".encode(), 1
    )


def _from_elsewhere(scope: Scope) -> bool:
    """Whether a page of another site opens the websocket, in the name of who looks at both.

    Streamlit would refuse it as well, but first asks a host on the internet for its own address.
    """
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    return origin is not None and origin.partition("://")[2] != headers.get("host")


def _by_tls(scope: Scope) -> bool:
    """Whether the visitor came by TLS, which a proxy in front tells in a header."""
    return scope.get("scheme") == "https" or Headers(scope=scope).get("x-forwarded-proto") == "https"


def _only_by_tls(headers: MutableHeaders) -> None:
    """Mark cookies so that they travel by TLS only; Streamlit leaves that to whoever serves it."""
    cookies = headers.getlist("set-cookie")
    del headers["set-cookie"]
    for cookie in cookies:
        headers.append("set-cookie", cookie if "; secure" in cookie.lower() else f"{cookie}; Secure")


def _plain(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Request headers without those that bring the page compressed, in part, or not at all."""
    dropped = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
    return [(name, value) for name, value in headers if name not in dropped]


def _policy(scripts: tuple[bytes, ...] | list[bytes]) -> str:
    """The Content-Security-Policy; each of the page's own inline scripts is allowed by its hash."""
    hashes = "".join(
        f" 'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'" for script in scripts
    )
    policy = {**_POLICY, "script-src": _POLICY["script-src"] + hashes}
    return "; ".join(f"{name} {value}" for name, value in policy.items())
