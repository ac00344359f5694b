"""Every test of the store runs twice: on SQLite, and on a real PostgreSQL server."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from postgresql import programs, server
from sqlalchemy import create_engine, text
from stores import BUYER, SAMPLE, Clock

from analyser.model import Assessment
from analyser.pipeline import analyse
from analyser.store import Settings, Store, Upload, open_store


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    found = programs()
    if found is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql, or make test as root")
    with server(found) as url:
        yield url


_numbers = itertools.count()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store.sqlite3'}"
    first: str = request.getfixturevalue("postgresql")
    name = f"store_{next(_numbers)}"
    engine = create_engine(first, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return first.replace("/postgres?", f"/{name}?")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def opened(url: str, tmp_path: Path, clock: Clock) -> Iterator[Callable[[], Store]]:
    """Open the same store anew, as another process would."""
    stores: list[Store] = []

    def again() -> Store:
        stores.append(open_store(Settings.of(tmp_path, url=url, quota=100_000), now=clock))
        return stores[-1]

    yield again
    for store in stores:
        store.close()


@pytest.fixture
def store(opened: Callable[[], Store]) -> Store:
    return opened()


@pytest.fixture(scope="session")
def assessment() -> Assessment:
    return analyse([SAMPLE])


@pytest.fixture
def judged(store: Store, assessment: Assessment) -> str:
    """A dossier of one contract, judged."""
    dossier = store.dossiers.create(
        BUYER, "Leveringsvoorwaarden", [Upload("voorwaarden.pdf", SAMPLE.read_bytes())]
    )
    claim = store.queue.claim("worker")
    assert claim is not None
    assert store.queue.finish(claim, assessment)
    return dossier
