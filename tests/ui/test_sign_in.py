"""Who gets in: what the environment says, what a provider or proxy vouches for, and what the store knows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pages import page, shown, titles

from analyser.errors import UsageError
from analyser.store import Actor, Role, Settings, Store, open_store
from ui import texts
from ui.server import workers_of
from ui.sign_in import Refused, SignIn, Way, the_only_user, visitor

ADMINISTRATOR = Actor("bea@rijk.nl", Role.ADMINISTRATOR)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(Settings.of(tmp_path))
    opened.enrol_first("bea@rijk.nl")
    opened.set_role(ADMINISTRATOR, "jan@rijk.nl", Role.LAWYER)
    opened.set_role(ADMINISTRATOR, "weg@rijk.nl", Role.LAWYER)
    opened.retire(ADMINISTRATOR, "weg@rijk.nl")
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, SignIn()),
        ({"ANALYSER_SIGN_IN": ""}, SignIn()),
        (
            {"ANALYSER_SIGN_IN": "oidc", "ANALYSER_USER_CLAIM": "upn", "ANALYSER_ADMIN": " Bea@Rijk.NL "},
            SignIn(Way.OIDC, "upn", "bea@rijk.nl"),
        ),
        ({"ANALYSER_SIGN_IN": "proxy"}, SignIn(Way.PROXY)),
    ],
)
def test_the_environment(environment: dict[str, str], expected: SignIn) -> None:
    assert SignIn.from_environment(environment) == expected


def test_a_way_that_does_not_exist() -> None:
    with pytest.raises(UsageError, match="'ldap'; it may be: none, oidc, proxy"):
        SignIn.from_environment({"ANALYSER_SIGN_IN": "ldap"})


@pytest.mark.parametrize(("asked", "expected"), [({}, 1), ({"ANALYSER_WORKERS": "0"}, 0)])
def test_how_many_workers(asked: dict[str, str], expected: int) -> None:
    assert workers_of(asked) == expected


@pytest.mark.parametrize("asked", ["-1", "twee", "65", "1.5"])
def test_a_number_of_workers_that_makes_no_sense(asked: str) -> None:
    with pytest.raises(UsageError, match="ANALYSER_WORKERS"):
        workers_of({"ANALYSER_WORKERS": asked})


@pytest.mark.parametrize(
    ("address", "gets_in"),
    [
        pytest.param("127.0.0.1", True, id="loopback"),
        pytest.param("::1", True, id="loopback, IPv6"),
        pytest.param("localhost", True, id="loopback by name"),
        pytest.param("0.0.0.0", False, id="every address"),
        pytest.param(None, False, id="no address: Streamlit takes every one"),
        pytest.param("", False, id="an empty address"),
        pytest.param("192.168.1.4", False, id="the network"),
        pytest.param("contracten.rijk.nl", False, id="a name that may be anything"),
    ],
)
def test_without_sign_in_only_this_machine_gets_in(address: str | None, gets_in: bool, store: Store) -> None:
    expected = the_only_user() if gets_in else Refused(texts.OPEN_TO_ALL)
    assert visitor(SignIn(), store, {}, address) == expected
    assert the_only_user().role is Role.ALONE


OIDC = SignIn(Way.OIDC)
PROXY = SignIn(Way.PROXY)
IN = {"is_logged_in": True}


@pytest.mark.parametrize(
    ("sign_in", "user", "expected"),
    [
        pytest.param(OIDC, {}, Refused(texts.SIGN_IN_FIRST, may_sign_in=True), id="nobody yet"),
        pytest.param(
            OIDC, {"is_logged_in": False, "email": "jan@rijk.nl"},
            Refused(texts.SIGN_IN_FIRST, may_sign_in=True), id="signed out again",
        ),
        pytest.param(OIDC, IN | {"email": "Jan@Rijk.nl "}, Actor("jan@rijk.nl", Role.LAWYER), id="capitals"),
        pytest.param(
            OIDC, IN | {"email": "jan@rijk.nl", "email_verified": True}, Actor("jan@rijk.nl", Role.LAWYER),
            id="verified",
        ),
        pytest.param(
            OIDC, IN | {"email": "jan@rijk.nl", "email_verified": False},
            Refused(texts.EMAIL_NOT_VERIFIED, name="jan@rijk.nl"), id="an address that anyone may claim",
        ),
        pytest.param(OIDC, IN, Refused(texts.NO_NAME), id="no name"),
        pytest.param(OIDC, IN | {"email": None}, Refused(texts.NO_NAME), id="a name that is null"),
        pytest.param(OIDC, IN | {"email": "x" * 201}, Refused(texts.NO_NAME), id="a name that does not fit"),
        pytest.param(
            OIDC, IN | {"email": "ines@rijk.nl"}, Refused(texts.NO_ROLE, name="ines@rijk.nl"), id="no role"
        ),
        pytest.param(
            OIDC, IN | {"email": "weg@rijk.nl"}, Refused(texts.NO_ROLE, name="weg@rijk.nl"), id="retired"
        ),
        pytest.param(
            SignIn(Way.OIDC, "sub"), IN | {"sub": "jan@rijk.nl", "email": "bea@rijk.nl"},
            Actor("jan@rijk.nl", Role.LAWYER), id="another claim",
        ),
        pytest.param(PROXY, {"email": "bea@rijk.nl"}, ADMINISTRATOR, id="proxy"),
        pytest.param(PROXY, {"email": None}, Refused(texts.NO_NAME), id="the proxy sent no header"),
        pytest.param(
            SignIn(Way.PROXY, administrator="ines@rijk.nl"), {"email": "ines@rijk.nl"},
            Refused(texts.NO_ROLE, name="ines@rijk.nl"), id="there is an administrator already",
        ),
    ],
)  # fmt: skip
def test_who_is_vouched_for(
    sign_in: SignIn, user: dict[str, object], expected: Actor | Refused, store: Store
) -> None:
    assert visitor(sign_in, store, user, "0.0.0.0") == expected


def test_the_first_administrator(tmp_path: Path) -> None:
    store = open_store(Settings.of(tmp_path))
    sign_in = SignIn(Way.PROXY, administrator="bea@rijk.nl")
    assert visitor(sign_in, store, {"email": "jan@rijk.nl"}, None) == Refused(
        texts.NO_ROLE, name="jan@rijk.nl"
    )
    assert visitor(sign_in, store, {"email": "Bea@rijk.nl"}, None) == ADMINISTRATOR
    assert store.users(ADMINISTRATOR) == (("bea@rijk.nl", Role.ADMINISTRATOR),)
    store.close()


def test_who_is_refused_sees_why_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANALYSER_SIGN_IN", "proxy")
    app = page("dossiers", user={"email": "niemand@rijk.nl"})
    assert titles(app) == [texts.DOOR["nl"]]
    assert texts.NO_ROLE["nl"].format(name="niemand@rijk.nl") in shown(app)
    assert [link.proto.label for link in app.get("page_link")] == []
    assert (len(app.button), len(app.text_input)) == (0, 0)


def test_a_sign_in_that_is_set_up_wrongly_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANALYSER_SIGN_IN", "ldap")
    app = page()
    assert "ANALYSER_SIGN_IN is 'ldap'; het mag zijn: none, oidc, proxy." in shown(app)
    assert [link.proto.label for link in app.get("page_link")] == []
