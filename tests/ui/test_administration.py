"""The administration page: roles given and taken, and the check of the log."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pages import page, shown, titles
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from analyser.store import Actor, Role, Settings
from ui import texts
from ui.server import Server

ADMINISTRATOR = {"email": "bea"}


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A team's server, where nobody works yet but its first administrator."""
    opened = Server(Settings.of(tmp_path), workers=0)
    monkeypatch.setattr("ui.visit.server", lambda: opened)
    monkeypatch.setenv("ANALYSER_SIGN_IN", "proxy")
    monkeypatch.setenv("ANALYSER_ADMIN", "bea")
    yield opened
    opened.close()


def users(server: Server) -> tuple[tuple[str, Role], ...]:
    return server.store.users(Actor("bea", Role.ADMINISTRATOR))


def give(app: AppTest, name: str, role: Role | str) -> AppTest:
    app.text_input("user-name").set_value(name)
    app.selectbox("user-role").set_value(role)
    return press(app, texts.SAVE["nl"])


def press(app: AppTest, label: str) -> AppTest:
    (button,) = (button for button in app.button if button.label == label)
    button.click().run()
    assert not app.exception
    return app


def test_roles_are_given_and_taken(server: Server) -> None:
    app = page("administration", user=ADMINISTRATOR)
    assert titles(app) == [texts.ADMINISTRATION["nl"]]
    give(app, " Jan@Rijk.nl", Role.LAWYER)
    assert texts.SAVED["nl"] in shown(app)
    assert users(server) == (("bea", Role.ADMINISTRATOR), ("jan@rijk.nl", Role.LAWYER))
    give(app, "jan@rijk.nl", "")
    assert users(server) == (("bea", Role.ADMINISTRATOR),)


@pytest.mark.parametrize(
    ("name", "role", "message"),
    [
        pytest.param(" ", Role.BUYER, texts.USER_EMPTY["nl"], id="no name"),
        pytest.param("bea", Role.BUYER, "bea is de enige beheerder", id="nobody would be left"),
        pytest.param("ines", "", "ines heeft geen rol", id="nobody of that name"),
    ],
)
def test_what_cannot_be_saved_is_told(name: str, role: Role | str, message: str, server: Server) -> None:
    app = give(page("administration", user=ADMINISTRATOR), name, role)
    assert message in shown(app)
    assert users(server) == (("bea", Role.ADMINISTRATOR),)


@pytest.mark.parametrize("role", [Role.BUYER, Role.LAWYER])
def test_only_the_administrator_sees_users(role: Role, server: Server) -> None:
    page(user=ADMINISTRATOR)
    server.store.set_role(Actor("bea", Role.ADMINISTRATOR), "jan", role)
    app = page("administration", user={"email": "jan"})
    assert texts.ROLE_HELP[role]["nl"] in shown(app)
    assert [button.label for button in app.button] == [texts.CHECK_LOG["nl"]]


def test_an_administrator_hands_in_nothing(server: Server) -> None:
    app = page("new", user=ADMINISTRATOR)
    assert texts.MAY_NOT_UPLOAD["nl"] in shown(app)
    assert not app.button


def test_the_log_is_checked(server: Server) -> None:
    app = press(page("administration", user=ADMINISTRATOR), texts.CHECK_LOG["nl"])
    assert texts.LOG_HOLDS["nl"] in shown(app)
    with server.store.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER keep_audit_log_update"))
        connection.execute(text("UPDATE audit_log SET actor = 'x'"))
    press(app, texts.CHECK_LOG["nl"])
    assert texts.LOG_BROKEN["nl"].format(n=1) in shown(app)
