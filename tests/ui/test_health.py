"""The health route: what it says of an application that works, and of one of which a part is broken."""

from __future__ import annotations

import json
import socket
import urllib.request
from collections.abc import Callable, Iterator
from email.message import Message
from pathlib import Path
from urllib.error import HTTPError

import anyio
import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from analyser.store import Settings, open_store
from ui import health, shell

Answer = tuple[int, object]


def get(url: str, method: str = "GET") -> tuple[int, Message, bytes]:
    request = urllib.request.Request(url, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.headers, answer.read()
    except HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


@pytest.fixture(autouse=True)
def parts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """An application of its own data folder, that has not been asked before."""
    monkeypatch.setenv("ANALYSER_DATA", str(tmp_path / "data"))
    fresh = tuple(health._Part(part.name, part._check) for part in health._PARTS)
    monkeypatch.setattr(health, "_PARTS", fresh)
    health._store.cache_clear()
    yield
    for part in fresh:
        part._thread.shutdown()


@pytest.fixture
def ask() -> Callable[[], Answer]:
    """Ask the route itself."""
    app = Starlette(routes=[health.HEALTH], middleware=[Middleware(shell.Shell)])

    async def answer() -> Answer:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://app") as client:
            said = await client.get("/health")
        return said.status_code, said.json()

    return lambda: anyio.run(answer)


def broken(part: str) -> Answer:
    return 503, {"status": "broken", "part": part}


def test_an_application_that_works(address: str) -> None:
    status, headers, body = get(f"{address}/health")
    assert (status, json.loads(body)) == (200, {"status": "ok"})
    assert (headers["content-type"], headers["cache-control"]) == ("application/json", "no-store")
    assert headers["content-security-policy"] == shell._policy(())
    assert {name: headers[name] for name in shell._HEADERS} == shell._HEADERS


def test_it_can_be_asked_and_not_told(address: str) -> None:
    assert get(f"{address}/health", "HEAD")[::2] == (200, b"")
    assert get(f"{address}/health", "POST")[0] == 405


def test_a_store_that_nobody_opened_yet(ask: Callable[[], Answer], tmp_path: Path) -> None:
    assert ask() == (200, {"status": "ok"})
    assert oct((tmp_path / "data").stat().st_mode & 0o777) == "0o700"
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == ["analyser.sqlite3", "files"]


@pytest.mark.parametrize(
    ("why", "url"),
    [
        ("nobody there", "postgresql://analyser@127.0.0.1:1/analyser"),
        ("no address", "dossiers"),
        ("no database", "sqlite:///{folder}/text.txt"),
    ],
)
def test_a_database_that_cannot_be_opened(
    why: str, url: str, ask: Callable[[], Answer], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "text.txt").write_text("geen database " * 100)
    monkeypatch.setenv("ANALYSER_DATABASE_URL", url.format(folder=tmp_path))
    assert ask() == broken("database")


def test_a_database_that_goes_and_comes_back(ask: Callable[[], Answer], tmp_path: Path) -> None:
    database = tmp_path / "data" / "analyser.sqlite3"
    assert ask() == (200, {"status": "ok"})
    database.rename(tmp_path / "away")
    assert ask() == broken("database")
    (tmp_path / "away").replace(database)
    assert ask() == (200, {"status": "ok"})


def test_a_database_that_is_silent_holds_one_thread(
    ask: Callable[[], Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "_SECONDS", 0.2)
    monkeypatch.setattr(health, "_PARTS", [part for part in health._PARTS if part.name == "database"])
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        monkeypatch.setenv("ANALYSER_DATABASE_URL", f"postgresql://analyser@127.0.0.1:{port}/analyser")
        assert [ask() for _ in range(3)] == [broken("database")] * 3
        caller, _ = silent.accept()
        silent.settimeout(0.2)
        with caller, pytest.raises(TimeoutError):
            silent.accept()


def test_a_writer_is_not_waited_for(ask: Callable[[], Answer], tmp_path: Path) -> None:
    store = open_store(Settings.of(tmp_path / "data"))
    assert ask() == (200, {"status": "ok"})
    with store.engine.begin():
        assert ask() == (200, {"status": "ok"})
    store.close()


def test_a_data_folder_that_cannot_be_written(
    ask: Callable[[], Answer], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("ANALYSER_DATA", str(tmp_path / "file" / "data"))
    assert ask() == broken("data folder")


def test_a_library_that_does_not_load(
    ask: Callable[[], Answer], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ANALYSER_LIBRARY", str(tmp_path))
    assert ask() == broken("library")
    monkeypatch.delenv("ANALYSER_LIBRARY")
    assert ask() == (200, {"status": "ok"})
