"""The store as a whole: its parts, opened together."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Connection, Engine, insert, select, update

from analyser.errors import LastAdministrator, NoSuchUser
from analyser.store import audit, schema
from analyser.store.checks import Checks
from analyser.store.dossiers import Dossiers
from analyser.store.engine import open_engine
from analyser.store.files import Files
from analyser.store.labels import Labels
from analyser.store.overruled import Overruled
from analyser.store.people import Action, Actor, Role
from analyser.store.portfolios import Portfolios
from analyser.store.queue import Queue
from analyser.store.reviews import Reviews
from analyser.store.second_readings import SecondReadings
from analyser.store.settings import Settings

_ADMINISTRATOR: Final = Role.ADMINISTRATOR.value


@dataclass(frozen=True, slots=True)
class Store:
    """Dossiers, reviews, the queue and the portfolio on one database."""

    engine: Engine
    dossiers: Dossiers
    reviews: Reviews
    queue: Queue
    portfolios: Portfolios
    second_readings: SecondReadings
    overruled: Overruled
    labels: Labels
    checks: Checks
    now: Callable[[], datetime]

    def verify(self) -> tuple[audit.Break, ...]:
        """Where the audit log, or a decision it vouches for, was changed; nothing where all is as entered."""
        with self._reading() as connection:
            return audit.verify(connection)

    def untouched(self) -> bool:
        """Whether nothing ever happened here: the log, which outlives what is deleted, is empty."""
        with self._reading() as connection:
            return connection.execute(select(schema.audit_log.c.number).limit(1)).first() is None

    def set_role(self, actor: Actor, name: str, role: Role) -> None:
        """Give someone a role; who has none gets in nowhere.

        Raises NotAllowed, or LastAdministrator where nobody would be left to give roles.
        """
        actor.require(Action.MANAGE_USERS)
        if role is Role.ALONE:
            raise ValueError("that role is for a machine without sign-in")
        with self.engine.begin() as connection:
            if role is not Role.ADMINISTRATOR:
                _keep_an_administrator(connection, name)
            self._enrol(connection, name, role, by=actor.name)

    def enrol_first(self, name: str) -> None:
        """Make ``name`` administrator of a store that has none; nothing happens in another."""
        with self.engine.begin() as connection:
            if not _administrators(connection):
                self._enrol(connection, name, Role.ADMINISTRATOR, by="analyser")

    def role_of(self, name: str) -> Role | None:
        """The role of a user, or None for who has none."""
        table = schema.users
        with self._reading() as connection:
            role = connection.execute(
                select(table.c.role).where(table.c.name == name, table.c.active)
            ).scalar_one_or_none()
        return None if role is None else Role(role)

    def users(self, actor: Actor) -> tuple[tuple[str, Role], ...]:
        """Everyone with a role, by name. Raises NotAllowed."""
        actor.require(Action.MANAGE_USERS)
        table = schema.users
        with self._reading() as connection:
            rows = connection.execute(select(table).where(table.c.active).order_by(table.c.name)).mappings()
            return tuple((row["name"], Role(row["role"])) for row in rows)

    def retire(self, actor: Actor, name: str) -> None:
        """Take someone's role away; what they did stays.

        Raises NotAllowed, NoSuchUser or LastAdministrator.
        """
        actor.require(Action.MANAGE_USERS)
        now, table = self.now(), schema.users
        with self.engine.begin() as connection:
            _keep_an_administrator(connection, name)
            known = connection.execute(
                update(table).where(table.c.name == name, table.c.active).values(active=False)
            )
            if known.rowcount == 0:
                raise NoSuchUser(who=name)
            audit.enter(connection, actor=actor.name, action="user.retired", made=now, details={"user": name})

    def _reading(self) -> AbstractContextManager[Connection]:
        return self.dossiers.reading()

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def _enrol(self, connection: Connection, name: str, role: Role, *, by: str) -> None:
        now, table = self.now(), schema.users
        known = connection.execute(
            update(table).where(table.c.name == name).values(role=role.value, active=True)
        )
        if known.rowcount == 0:
            connection.execute(insert(table).values(name=name, role=role.value, active=True, since=now))
        audit.enter(
            connection, actor=by, action="user.role", made=now, details={"user": name, "role": role.value}
        )


def _administrators(connection: Connection) -> set[str]:
    table = schema.users
    return {*connection.scalars(select(table.c.name).where(table.c.active, table.c.role == _ADMINISTRATOR))}


def _keep_an_administrator(connection: Connection, name: str) -> None:
    if _administrators(connection) == {name}:
        raise LastAdministrator(who=name)


def open_store(settings: Settings, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Store:
    """Open the store, made or brought up to date where needed. Raises StoreBroken.

    A new folder is closed to other accounts of the machine.
    """
    with contextlib.suppress(OSError):  # the database or the files tell better what is wrong
        settings.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = open_engine(settings.url)
    parts = (engine, Files(settings.folder / "files"), now, settings.quota)
    return Store(
        engine, Dossiers(*parts), Reviews(*parts), Queue(*parts), Portfolios(*parts),
        SecondReadings(*parts), Overruled(*parts), Labels(*parts), Checks(*parts), now,
    )  # fmt: skip
