"""Who may do what: the whole table, so that a change of it is seen."""

from __future__ import annotations

import pytest
from stores import ADMINISTRATOR, BUYER

from analyser.errors import LastAdministrator, NoSuchUser, NotAllowed
from analyser.store import Action, Actor, Role, Store

TABLE = {
    #                      inkoper jurist beheerder alleen
    Action.READ:          (True,   True,  True,     True),
    Action.UPLOAD:        (True,   True,  False,    True),
    Action.COMMENT:       (True,   True,  False,    True),
    Action.RECORD:        (True,   True,  False,    True),
    Action.EXPORT:        (True,   True,  False,    True),
    Action.DECIDE:        (False,  True,  False,    True),
    Action.SIGN_OFF:      (False,  True,  False,    True),
    Action.CLOSE:         (False,  True,  False,    True),
    Action.SECOND_READ:   (False,  True,  False,    True),
    Action.LEARN:         (False,  True,  True,     True),
    Action.DELETE:        (False,  False, True,     True),
    Action.MANAGE_USERS:  (False,  False, True,     False),
}  # fmt: skip
ROLES = (Role.BUYER, Role.LAWYER, Role.ADMINISTRATOR, Role.ALONE)


def test_the_table() -> None:
    assert {action: tuple(Actor("x", role).may(action) for role in ROLES) for action in Action} == TABLE


def test_nobody_without_a_name() -> None:
    with pytest.raises(ValueError, match="without a name"):
        Actor(" ", Role.BUYER)


def test_users_are_given_and_lose_a_role(store: Store) -> None:
    store.enrol_first("bea")
    store.enrol_first("indringer")
    store.set_role(ADMINISTRATOR, "jan", Role.BUYER)
    store.set_role(ADMINISTRATOR, "jan", Role.LAWYER)
    store.set_role(ADMINISTRATOR, "ines", Role.BUYER)
    store.retire(ADMINISTRATOR, "ines")
    assert store.users(ADMINISTRATOR) == (("bea", Role.ADMINISTRATOR), ("jan", Role.LAWYER))
    assert [store.role_of(name) for name in ("bea", "jan", "ines", "indringer")] == [
        Role.ADMINISTRATOR, Role.LAWYER, None, None,
    ]  # fmt: skip
    assert store.verify() == ()


def test_one_administrator_is_left(store: Store) -> None:
    store.enrol_first("bea")
    for take_away in (
        lambda: store.set_role(ADMINISTRATOR, "bea", Role.LAWYER),
        lambda: store.retire(ADMINISTRATOR, "bea"),
    ):
        with pytest.raises(LastAdministrator, match="bea is the only administrator"):
            take_away()
    store.set_role(ADMINISTRATOR, "bea", Role.ADMINISTRATOR)
    store.set_role(ADMINISTRATOR, "jan", Role.ADMINISTRATOR)
    store.retire(Actor("jan", Role.ADMINISTRATOR), "bea")
    store.enrol_first("indringer")
    assert (store.role_of("bea"), store.role_of("jan"), store.role_of("indringer")) == (
        None, Role.ADMINISTRATOR, None,
    )  # fmt: skip


def test_nobody_of_that_name(store: Store) -> None:
    store.enrol_first("bea")
    with pytest.raises(NoSuchUser, match="ines has no role"):
        store.retire(ADMINISTRATOR, "ines")


def test_only_the_administrator_manages_users(store: Store) -> None:
    with pytest.raises(NotAllowed):
        store.set_role(BUYER, "ines", Role.LAWYER)
    with pytest.raises(NotAllowed):
        store.users(BUYER)
    with pytest.raises(ValueError, match="without sign-in"):
        store.set_role(ADMINISTRATOR, "ines", Role.ALONE)
