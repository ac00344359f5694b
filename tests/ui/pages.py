"""A page as Streamlit would run it, without a browser."""

from __future__ import annotations

import html
import re

from judging import ROOT, SECONDS
from streamlit.testing.v1 import AppTest

from ui.address import Address


def page(view: str = "", address: Address | None = None, user: dict[str, str] | None = None) -> AppTest:
    """The application at an address; ``view`` is the name of its file, "" for the first page.

    ``user`` is what a proxy or identity provider says of the visitor.
    """
    app = AppTest.from_file(ROOT / "ui" / "main.py", default_timeout=SECONDS)
    app.user = user or {}
    for name, value in (address or Address()).query.items():
        app.query_params[name] = value
    app.run()
    if view:
        app.switch_page(f"views/{view}.py").run()
    assert not app.exception
    return app


def shown(app: AppTest) -> str:
    """Everything of our own on the page as plain text."""
    bodies = " ".join(element.proto.body for element in app.get("html"))
    return html.unescape(re.sub(r"<[^>]+>", "", bodies))


def titles(app: AppTest) -> list[str]:
    return [element.value for element in app.title]
