"""The files on disk: whole or not there, and nothing left over where a server was killed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from stores import ADMINISTRATOR, BUYER

from analyser.errors import QuotaReached, StoreBroken
from analyser.store import Store, Upload
from analyser.store.files import Files, hash_of

A = Upload("a.pdf", b"contract A")


def on_disk(folder: Path) -> dict[str, bytes]:
    """Path below the folder for files, and content."""
    found = (path for path in (folder / "files").rglob("*") if path.is_file())
    return {str(path.relative_to(folder / "files")): path.read_bytes() for path in found}


def test_a_file_lies_under_its_hash_and_nothing_beside_it(tmp_path: Path) -> None:
    sha256 = Files(tmp_path / "files").put(A.data)
    assert on_disk(tmp_path) == {f"{sha256[:2]}/{sha256}": A.data}


def test_what_was_being_added_when_the_server_was_killed_goes(store: Store, tmp_path: Path) -> None:
    store.dossiers.create(BUYER, "Eerste", [A])
    before = on_disk(tmp_path)
    block = store.dossiers.files.unsettled([hash_of(b"contract B"), hash_of(A.data)])
    block.__enter__()  # and never left: the server was killed
    store.dossiers.files.put(b"contract B")
    (tmp_path / "files" / "unsettled" / f"{hash_of(b'contract C')}.draft").write_bytes(b"contr")
    store.dossiers.tidy()
    assert on_disk(tmp_path) == before


def test_files_of_no_dossier_that_nobody_marked_stay(store: Store, tmp_path: Path) -> None:
    """A database that was put back, or is the wrong one, must not cost files."""
    store.dossiers.files.put(A.data)
    store.dossiers.tidy()
    assert list(on_disk(tmp_path).values()) == [A.data]


def test_what_the_quota_refused_goes(store: Store, tmp_path: Path) -> None:
    with pytest.raises(QuotaReached):
        store.dossiers.create(BUYER, "Eerste", [Upload("groot.pdf", b"x" * 100_001)])
    store.dossiers.tidy()
    assert on_disk(tmp_path) == {}


def test_one_hands_in_what_another_deletes(opened: Callable[[], Store], tmp_path: Path) -> None:
    """The same file, all the time: whoever has a dossier has its file."""
    mine, other = opened(), opened()
    done = threading.Event()

    def make_and_delete() -> None:
        while not done.is_set():
            other.dossiers.delete(ADMINISTRATOR, other.dossiers.create(BUYER, "Ander", [A]))
            other.dossiers.tidy()

    thread = threading.Thread(target=make_and_delete)
    thread.start()
    try:
        for _ in range(25):
            key = mine.dossiers.create(BUYER, "Mijn", [A])
            (document,) = mine.dossiers.get(BUYER, key).documents
            assert mine.dossiers.content(BUYER, document) == A.data
            mine.dossiers.delete(ADMINISTRATOR, key)
    finally:
        done.set()
        thread.join()
    assert on_disk(tmp_path) == {}


def test_a_disk_that_refuses(tmp_path: Path) -> None:
    files = Files(tmp_path / "files")
    sha256 = hash_of(A.data)
    (tmp_path / "files" / sha256[:2]).write_text("a file where a folder should be")
    with pytest.raises(StoreBroken):
        files.put(A.data)
