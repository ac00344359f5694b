"""The database itself: at the newest schema, or a clear word on why not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, select, text

from analyser.errors import AnalyserError, StoreBroken, UsageError
from analyser.store import Settings, Store, open_store, schema
from analyser.store.engine import ask, open_engine, upgrade


def test_the_migrations_make_the_tables_that_the_code_uses(store: Store) -> None:
    with store.engine.begin() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, schema.metadata) == []


def test_dossiers_of_before_suppliers_are_kept(url: str) -> None:
    """A database as the first version made it, with a dossier in it, comes through the later migrations."""
    engine = create_engine(url)
    with engine.begin() as connection:
        upgrade(connection, "0001")
        connection.execute(
            text(
                "INSERT INTO dossiers "
                "(id, title, status, owner, applies, view, made, made_by, changed, version) "
                "VALUES ('a', 'Kantoor', 'open', 'ines', '[]', 'accepted', :now, 'ines', :now, 1)"
            ),
            {"now": "2026-11-22 09:00:00"},
        )
    engine.dispose()
    engine = open_engine(url)
    with engine.begin() as connection:
        kept = connection.execute(select(schema.dossiers)).mappings().one()
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, schema.metadata) == []
    engine.dispose()
    assert (kept["title"], kept["supplier"], kept["supplier_found"]) == ("Kantoor", "", False)


def test_a_database_of_a_newer_version_is_left_alone(url: str) -> None:
    engine = open_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(StoreBroken) as refused:
        open_engine(url)
    assert refused.value.details["reason_en"] == "it was made by a newer version of this program"


@pytest.mark.parametrize(
    ("why", "url", "reason"),
    [
        ("no address", "dossiers", "its address is wrong or its driver is missing"),
        ("no driver", "oracle://x@y/z", "its address is wrong or its driver is missing"),
        (
            "nobody there",
            "postgresql://x@/y?host=/nowhere",
            "there is no connection, or the file is no database",
        ),
        ("no database", "sqlite:///{folder}/text.txt", "there is no connection, or the file is no database"),
        ("no folder", "sqlite:////proc/none/a.sqlite3", "there is no connection, or the file is no database"),
    ],
)
def test_what_cannot_be_opened(why: str, url: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("geen database " * 100)
    with pytest.raises(StoreBroken) as refused:
        open_engine(url.format(folder=tmp_path))
    assert refused.value.details["reason_en"] == reason


def test_asking_shows_whether_the_database_answers(url: str) -> None:
    engine = open_engine(url)
    ask(engine)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
    with pytest.raises(StoreBroken) as refused:
        ask(engine)
    engine.dispose()
    assert refused.value.details["reason_en"] == "there is no connection, or the file is no database"


def test_sqlite_writes_ahead_and_to_the_disk(tmp_path: Path) -> None:
    store = open_store(Settings.of(tmp_path))
    with store.engine.begin() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    store.close()
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_files_are_for_this_user_only(tmp_path: Path) -> None:
    open_store(Settings.of(tmp_path / "data")).close()
    assert oct((tmp_path / "data" / "files").stat().st_mode & 0o777) == "0o700"


def test_settings_from_the_environment(tmp_path: Path) -> None:
    assert Settings.from_environment({"ANALYSER_DATA": str(tmp_path), "ANALYSER_QUOTA_MB": "5"}) == Settings(
        tmp_path, f"sqlite:///{tmp_path}/analyser.sqlite3", 5_000_000
    )
    given = Settings.from_environment({"ANALYSER_DATABASE_URL": "postgresql://db/analyser"})
    assert (given.url, given.quota) == ("postgresql://db/analyser", 2_000_000_000)


@pytest.mark.parametrize("quota", ["0", "veel", "-1", "1.5"])
def test_a_quota_that_is_none(quota: str) -> None:
    with pytest.raises(UsageError):
        Settings.from_environment({"ANALYSER_QUOTA_MB": quota})


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(AnalyserError):
        open_store(Settings.of(tmp_path / "data"))
