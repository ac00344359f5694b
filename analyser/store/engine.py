"""The database behind the store: SQLite in a file, or PostgreSQL by URL; always at the newest schema."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path
from typing import Any, Final

import alembic.command
import alembic.config
import alembic.util.exc
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from analyser.errors import StoreBroken

_MIGRATIONS: Final = Path(__file__).with_name("migrations")
_LOCK: Final = 0x616E616C  # of the migrations, among PostgreSQL's advisory locks
_ALEMBIC: Final = threading.Lock()  # Alembic keeps the migration at hand in a global
_BUSY_SECONDS: Final = 30  # how long a writer waits for another before it gives up


def open_engine(url: str) -> Engine:
    """Connect, and bring the tables up to date. Raises StoreBroken."""
    try:
        return _upgraded(_connect(url))
    except alembic.util.exc.CommandError as error:
        raise StoreBroken(
            reason_nl="hij is gemaakt met een nieuwere versie van dit programma",
            reason_en="it was made by a newer version of this program",
        ) from error
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise StoreBroken(
            reason_nl="het adres klopt niet of het stuurprogramma ontbreekt",
            reason_en="its address is wrong or its driver is missing",
        ) from error
    except (DBAPIError, sqlite3.Error, OSError) as error:
        raise _unreachable() from error


def ask(engine: Engine) -> None:
    """See that the database answers: read one row, without waiting for a writer. Raises StoreBroken."""
    try:
        with engine.execution_options(reads=True).begin() as connection:
            connection.execute(text("SELECT version_num FROM alembic_version")).one()
    except SQLAlchemyError as error:
        raise _unreachable() from error


def _unreachable() -> StoreBroken:
    return StoreBroken(
        reason_nl="er komt geen verbinding, of het bestand is geen database",
        reason_en="there is no connection, or the file is no database",
    )


def _upgraded(engine: Engine) -> Engine:
    try:
        with engine.begin() as connection:
            upgrade(connection)
    except BaseException:
        engine.dispose()
        raise
    return engine


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Run the migrations that the database has not seen; one process, and one thread of it, at a time."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    config = alembic.config.Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    with _ALEMBIC:
        alembic.command.upgrade(config, revision)


def _connect(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        if parsed.database:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(parsed, connect_args={"timeout": _BUSY_SECONDS})
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    if parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    return create_engine(parsed, pool_pre_ping=True)


def _set_up_sqlite(connection: Any, _record: object) -> None:
    """Readers beside one writer (WAL), nothing lost in a power cut, foreign keys kept."""
    connection.isolation_level = None  # SQLAlchemy says BEGIN itself, see _begin_sqlite
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock at once: a transaction that reads first and writes later could not get it."""
    reads = connection.get_execution_options().get("reads", False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
