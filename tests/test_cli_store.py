"""The commands on the review database; the worker's is in tests/store/test_work.py."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from analyser.cli import app
from analyser.errors import LastAdministrator, NoSuchUser, StoreBroken, UsageError
from analyser.store import Actor, Role, Settings, Upload, open_store

KEPT = "Het logboek en de beslissingen kloppen. / The log and the decisions are as entered.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ANALYSER_DATA", str(tmp_path))
    return tmp_path


def fill(folder: Path, *statements: str) -> None:
    store = open_store(Settings.of(folder))
    for title in ("een", "twee"):
        store.dossiers.create(Actor("ines", Role.BUYER), title, [Upload("a.pdf", b"x")])
    with store.engine.begin() as connection:
        for act in ("update", "delete"):
            connection.execute(text(f"DROP TRIGGER keep_audit_log_{act}"))
        for statement in statements:
            connection.execute(text(statement))
    store.close()


@pytest.mark.parametrize(
    ("statements", "printed", "code"),
    [
        ((), KEPT, 0),
        (
            ("UPDATE audit_log SET actor = 'x' WHERE number = 1",),
            "regel 1 van het logboek is veranderd / entry 1 of the log was changed\n",
            5,
        ),
        (
            ("DELETE FROM audit_log WHERE number = 2",),
            "het einde van het logboek (regel 2) klopt niet / the end of the log (entry 2) does not fit\n",
            5,
        ),
    ],
    ids=["as entered", "an entry changed", "the end cut off"],
)
def test_audit_verify(statements: tuple[str, ...], printed: str, code: int, folder: Path) -> None:
    fill(folder, *statements)
    done = CliRunner().invoke(app, ["audit", "verify"])
    assert (done.output, done.exit_code) == (printed, code)


def test_a_new_store_is_sound(folder: Path) -> None:
    done = CliRunner().invoke(app, ["audit", "verify"])
    assert (done.output, done.exit_code) == (KEPT, 0)


def test_a_store_that_cannot_be_opened(folder: Path) -> None:
    (folder / "analyser.sqlite3").write_text("geen database " * 100)
    done = CliRunner().invoke(app, ["audit", "verify"])
    assert isinstance(done.exception, StoreBroken)


def test_without_the_packages_it_says_what_to_install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith(("analyser.store", "sqlalchemy"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)
    done = CliRunner().invoke(app, ["audit", "verify"])
    assert isinstance(done.exception, UsageError)
    assert "contract-clause-analyser[ui]" in done.exception.message("nl")


def test_roles_from_the_command_line(folder: Path) -> None:
    run = CliRunner()
    for words in (("give", " Bea@Rijk.nl", "beheerder"), ("give", "jan", "jurist"), ("retire", "JAN")):
        done = run.invoke(app, ["users", *words])
        assert (done.output, done.exit_code) == ("", 0)
    assert run.invoke(app, ["users", "list"]).output == "beheerder\tbea@rijk.nl\n"


@pytest.mark.parametrize(
    ("words", "error", "message"),
    [
        (("give", "jan", "baas"), UsageError, "no role 'baas'; choose from inkoper, jurist, beheerder"),
        (("give", "jan", "alleen"), UsageError, "no role 'alleen'"),
        (("retire", "jan"), NoSuchUser, "jan has no role"),
        (("retire", "bea"), LastAdministrator, "bea is the only administrator"),
    ],
)
def test_roles_that_cannot_be_given_or_taken(
    words: tuple[str, ...], error: type[Exception], message: str, folder: Path
) -> None:
    run = CliRunner()
    run.invoke(app, ["users", "give", "bea", "beheerder"])
    done = run.invoke(app, ["users", *words])
    assert isinstance(done.exception, error)
    assert message in str(done.exception)
