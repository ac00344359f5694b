"""The audit log: what is changed behind its back shows, whoever has the database."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from sqlalchemy import text
from stores import ADMINISTRATOR, BUYER, LAWYER

from analyser.review import Outcome
from analyser.store import Role, Store
from analyser.store.audit import Break

EIS = "privacy-subverwerkers"


@pytest.fixture
def logged(store: Store, judged: str) -> Store:
    """Six entries: dossier made, analysis done, decision, comment, decision, role."""
    store.reviews.decide(LAWYER, judged, EIS, Outcome.AGREED, "klopt", after=0)
    store.reviews.comment(BUYER, judged, "goed zo")
    store.reviews.decide(LAWYER, judged, EIS, Outcome.ACCEPTED, "toch niet", after=1)
    store.set_role(ADMINISTRATOR, "ines", Role.BUYER)
    return store


def behind_its_back(store: Store, statements: Sequence[str]) -> None:
    """What someone with the database's password can do: first the triggers go, then the rows."""
    is_sqlite = store.engine.dialect.name == "sqlite"
    with store.engine.begin() as connection:
        for table, act in (("decisions", "update"), ("audit_log", "update"), ("audit_log", "delete")):
            on = "" if is_sqlite else f" ON {table}"
            connection.execute(text(f"DROP TRIGGER keep_{table}_{act}{on}"))
        for statement in statements:
            connection.execute(text(statement))


def test_what_was_entered_fits(logged: Store) -> None:
    assert logged.verify() == ()


@pytest.mark.parametrize(
    ("why", "statements", "breaks"),
    [
        ("who did it", ["UPDATE audit_log SET actor = 'iemand' WHERE number = 4"], [Break(4, "changed")]),
        ("what was done", ["UPDATE audit_log SET action = 'x' WHERE number = 2"], [Break(2, "changed")]),
        (
            "an entry taken out",
            ["DELETE FROM audit_log WHERE number = 4"],
            [Break(4, "gone"), Break(5, "changed")],
        ),
        ("the end cut off", ["DELETE FROM audit_log WHERE number = 6"], [Break(6, "end")]),
        (
            "the words of a decision",
            ["UPDATE decisions SET reason = 'x' WHERE number = 1"],
            [Break(1, "decision")],
        ),
        ("who decided", ["UPDATE decisions SET author = 'x' WHERE number = 2"], [Break(2, "decision")]),
        ("a decision taken out", ["DELETE FROM decisions WHERE number = 2"], [Break(2, "decision")]),
        (
            "a decision slipped in",
            [
                "INSERT INTO decisions "
                "(id, dossier, requirement, number, analysis, outcome, reason, author, made) "
                "SELECT 9, dossier, requirement, 3, analysis, outcome, reason, author, made FROM decisions "
                "WHERE number = 2"
            ],
            [Break(9, "decision")],
        ),
    ],
)
def test_what_is_changed_shows(why: str, statements: list[str], breaks: list[Break], logged: Store) -> None:
    behind_its_back(logged, statements)
    assert list(logged.verify()) == breaks
