"""What the parts of the store share."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine

from analyser.store.files import Files


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was handed in; ``name`` is its own name, without folders."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Part:
    """A group of calls on one database. ``now`` gives the time, in UTC; ``quota`` is bytes a user."""

    engine: Engine
    files: Files
    now: Callable[[], datetime]
    quota: int

    def reading(self) -> AbstractContextManager[Connection]:
        """A transaction that only reads: it waits for nobody, and sees one moment of the database."""
        options: dict[str, object] = {"reads": True}
        if self.engine.dialect.name == "postgresql":  # where each statement else sees a moment of its own
            options["isolation_level"] = "REPEATABLE READ"
        return self.engine.execution_options(**options).begin()

    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction that writes: all of it happens, or nothing."""
        return self.engine.begin()
