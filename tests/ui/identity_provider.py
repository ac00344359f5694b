"""A small identity provider that speaks OpenID Connect: whoever visits picks the name to be."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT = "contractanalyse"
_KEY = "key-1"


class Provider:
    """Issues codes and tokens for ``names``; one key for as long as it lives."""

    def __init__(self, address: str, names: tuple[str, ...]) -> None:
        self._address = address
        self._names = names
        self._key = RSAKey.generate_key(2048, {"use": "sig", "alg": "RS256", "kid": _KEY})
        self._codes: dict[str, dict[str, str]] = {}

    @property
    def application(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self.metadata),
                Route("/authorize", self.authorize),
                Route("/grant", self.grant),
                Route("/token", self.token, methods=["POST"]),
                Route("/keys", self.keys),
            ]
        )

    async def metadata(self, request: Request) -> Response:
        return JSONResponse(
            {
                "issuer": self._address,
                "authorization_endpoint": f"{self._address}/authorize",
                "token_endpoint": f"{self._address}/token",
                "jwks_uri": f"{self._address}/keys",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
            }
        )

    async def authorize(self, request: Request) -> Response:
        """The provider's own page: a link for each name."""
        links = (
            f'<a href="/grant?{escape(urlencode({**request.query_params, "name": name}))}">{name}</a>'
            for name in self._names
        )
        return HTMLResponse(f"<h1>Wie bent u?</h1>{'<br>'.join(links)}")

    async def grant(self, request: Request) -> Response:
        asked = dict(request.query_params)
        code = secrets.token_urlsafe()
        self._codes[code] = asked
        answer = urlencode({"code": code, "state": asked["state"]})
        return RedirectResponse(f"{asked['redirect_uri']}?{answer}")

    async def token(self, request: Request) -> Response:
        form = await request.form()
        asked = self._codes.pop(str(form["code"]))
        now = int(time.time())
        claims = {
            "iss": self._address, "sub": asked["name"], "aud": CLIENT, "iat": now, "exp": now + 600,
            "nonce": asked.get("nonce", ""), "email": asked["name"], "email_verified": True,
        }  # fmt: skip
        signed = jwt.encode({"alg": "RS256", "kid": _KEY}, claims, self._key)
        return JSONResponse(
            {"access_token": secrets.token_urlsafe(), "token_type": "Bearer", "id_token": signed}
        )

    async def keys(self, request: Request) -> Response:
        return JSONResponse({"keys": [self._key.as_dict(private=False)]})


@contextmanager
def provided(port: int, names: tuple[str, ...]) -> Iterator[str]:
    """The provider on a port of this machine; its address."""
    address = f"http://127.0.0.1:{port}"
    config = uvicorn.Config(
        Provider(address, names).application, host="127.0.0.1", port=port, log_level="warning"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield address
    server.should_exit = True
    thread.join()
