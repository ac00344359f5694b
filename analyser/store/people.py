"""Who may do what. The table below is the whole of it; the store asks it before every act."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from analyser.errors import NotAllowed


class Role(StrEnum):
    """What someone is to the review."""

    BUYER = "inkoper"
    LAWYER = "jurist"
    ADMINISTRATOR = "beheerder"
    ALONE = "alleen"  # the one user of a machine without sign-in: everything but signing off own decisions


class Action(StrEnum):
    """What can be done in the store."""

    READ = "read"
    UPLOAD = "upload"
    COMMENT = "comment"
    RECORD = "record"  # facts before award
    EXPORT = "export"
    DECIDE = "decide"
    SIGN_OFF = "sign-off"
    CLOSE = "close"
    SECOND_READ = "second-read"  # send words of the contract to the second reader
    LEARN = "learn"  # see what was decided over all dossiers, and why
    DELETE = "delete"
    MANAGE_USERS = "manage-users"


_OF_BUYER: Final = frozenset({Action.READ, Action.UPLOAD, Action.COMMENT, Action.RECORD, Action.EXPORT})
_OF_LAWYER: Final = _OF_BUYER | {
    Action.DECIDE, Action.SIGN_OFF, Action.CLOSE, Action.SECOND_READ, Action.LEARN,
}  # fmt: skip
_OF_ADMINISTRATOR: Final = frozenset({Action.READ, Action.DELETE, Action.MANAGE_USERS, Action.LEARN})
ALLOWED: Final = {
    Role.BUYER: _OF_BUYER,
    Role.LAWYER: _OF_LAWYER,
    Role.ADMINISTRATOR: _OF_ADMINISTRATOR,
    Role.ALONE: frozenset(Action) - {Action.MANAGE_USERS},
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a name that stays the same between visits, and a role."""

    name: str
    role: Role

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("an actor without a name")

    def may(self, action: Action) -> bool:
        """Whether the role allows it."""
        return action in ALLOWED[self.role]

    def require(self, action: Action) -> None:
        """Raises NotAllowed where the role does not allow it."""
        if not self.may(action):
            raise NotAllowed(role=self.role.value, action=action.value)


def account() -> str:
    """The name of the account that this program runs under; a container may have none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "gebruiker"
