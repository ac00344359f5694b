"""Dossiers: who may make, find, change and delete them, and what stays on disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select
from stores import ADMINISTRATOR, BUYER, LAWYER, Clock

from analyser.errors import Conflict, NotAllowed, NotThere, QuotaReached, StoreBroken
from analyser.model import Subject, View
from analyser.store import Actor, Role, Store, Upload, schema
from analyser.store.records import State

A = Upload("a.pdf", b"contract A")
B = Upload("b.docx", b"contract B")


def files_on_disk(folder: Path) -> list[bytes]:
    return sorted(path.read_bytes() for path in (folder / "files").rglob("*") if path.is_file())


def test_a_dossier_comes_back_as_it_was_made(store: Store, clock: Clock) -> None:
    key = store.dossiers.create(
        BUYER, "  Kantoor ", [A, B], applies=[Subject.CLOUD, Subject.AI], view=View.MARKED
    )
    got = store.dossiers.get(LAWYER, key)
    assert (got.title, got.owner, got.made_by, got.made, got.version) == (
        "Kantoor", "ines", "ines", clock.time, 1,
    )  # fmt: skip
    assert (got.applies, got.view) == (
        tuple(subject for subject in Subject if subject in (Subject.CLOUD, Subject.AI)),
        View.MARKED,
    )
    assert [(d.name, d.size, store.dossiers.content(LAWYER, d)) for d in got.documents] == [
        ("a.pdf", 10, b"contract A"),
        ("b.docx", 10, b"contract B"),
    ]


def test_whose_conditions_prevail(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The profile given, else the installation's; it can be changed later, and the queue tells it."""
    monkeypatch.setenv("ANALYSER_PROFILE", "gemeente")
    given, own = (store.dossiers.create(BUYER, "x", [A], profile=profile) for profile in ("rijk", ""))
    assert [store.dossiers.get(BUYER, key).profile for key in (given, own)] == ["rijk", "gemeente"]
    changed = store.dossiers.change(BUYER, store.dossiers.get(BUYER, given), profile="eigen")
    assert (changed.profile, changed.title) == ("eigen", "x")
    claims = [store.queue.claim(worker) for worker in ("een", "twee")]
    assert [claim.profile for claim in claims if claim is not None] == ["eigen", "gemeente"]


def test_it_survives_a_restart(opened: Callable[[], Store]) -> None:
    key = opened().dossiers.create(BUYER, "Kantoor", [A])
    assert opened().dossiers.get(BUYER, key).title == "Kantoor"


@pytest.mark.parametrize(
    ("why", "words", "owner", "found"),
    [
        ("all, changed last first", "", "", ["Tweede", "Eerste 100%"]),
        ("a word of the title", "eerste", "", ["Eerste 100%"]),
        ("a file name", "B.DOCX", "", ["Tweede"]),
        ("both words", "tweede b", "", ["Tweede"]),
        ("words of two dossiers", "eerste tweede", "", []),
        ("a wildcard of SQL is a character", "100%", "", ["Eerste 100%"]),
        ("and not a wildcard", "T_eede", "", []),
        ("an owner", "", "jan", ["Tweede"]),
    ],
)
def test_finding(why: str, words: str, owner: str, found: list[str], store: Store, clock: Clock) -> None:
    store.dossiers.create(BUYER, "Eerste 100%", [A])
    clock.later(minutes=1)
    store.dossiers.create(LAWYER, "Tweede", [B])
    lines = store.dossiers.find(BUYER, words=words, owner=owner)
    assert [line.dossier.title for line in lines] == found
    assert {line.state for line in lines} <= {State.WAITING}


def test_two_who_change_the_same_dossier(store: Store) -> None:
    key = store.dossiers.create(BUYER, "Kantoor", [A])
    seen = store.dossiers.get(BUYER, key)
    changed = store.dossiers.change(BUYER, seen, title="Kantoor 2026", owner="jan")
    assert (changed.title, changed.owner, changed.version) == ("Kantoor 2026", "jan", 2)
    with pytest.raises(Conflict):
        store.dossiers.change(LAWYER, seen, title="Anders")
    assert store.dossiers.get(BUYER, key) == changed


def test_deleting_takes_all_but_the_fact(store: Store, judged: str, tmp_path: Path) -> None:
    store.reviews.comment(LAWYER, judged, "bel de leverancier")
    store.dossiers.delete(ADMINISTRATOR, judged)
    with pytest.raises(NotThere):
        store.dossiers.get(BUYER, judged)
    assert files_on_disk(tmp_path) == []
    with store.engine.begin() as connection:
        rows = {
            table.name: len(connection.execute(select(table)).all())
            for table in schema.metadata.sorted_tables
            if table.name not in ("audit_log", "audit_head")
        }
        last = (
            connection.execute(select(schema.audit_log).order_by(schema.audit_log.c.number.desc()).limit(1))
            .mappings()
            .one()
        )
    assert {name: count for name, count in rows.items() if count} == {}
    assert (last["action"], last["actor"], last["dossier"]) == ("dossier.deleted", "bea", judged)
    assert store.verify() == ()


def test_a_file_of_two_dossiers_is_kept_once_and_stays_with_the_other(store: Store, tmp_path: Path) -> None:
    first = store.dossiers.create(BUYER, "Eerste", [A])
    store.dossiers.create(BUYER, "Tweede", [A, B])
    assert files_on_disk(tmp_path) == [b"contract A", b"contract B"]
    store.dossiers.delete(ADMINISTRATOR, first)
    assert files_on_disk(tmp_path) == [b"contract A", b"contract B"]


def test_the_quota_is_each_users_own(store: Store) -> None:
    large = Upload("groot.pdf", b"x" * 60_000)
    store.dossiers.create(BUYER, "Eerste", [large])
    with pytest.raises(QuotaReached):
        store.dossiers.create(BUYER, "Tweede", [large])
    assert [line.dossier.title for line in store.dossiers.find(BUYER)] == ["Eerste"]
    store.dossiers.create(LAWYER, "Derde", [large])


@pytest.mark.parametrize("change", [b"iets anders", None], ids=["changed on disk", "gone from disk"])
def test_a_file_that_the_disk_lost(change: bytes | None, store: Store, tmp_path: Path) -> None:
    key = store.dossiers.create(BUYER, "Kantoor", [A])
    (place,) = (path for path in (tmp_path / "files").rglob("*") if path.is_file())
    place.unlink() if change is None else place.write_bytes(change)
    with pytest.raises(StoreBroken):
        store.dossiers.content(BUYER, store.dossiers.get(BUYER, key).documents[0])


@pytest.mark.parametrize("role", list(Role))
def test_who_may_make_and_delete(role: Role, store: Store) -> None:
    actor = Actor("iemand", role)
    done = []
    key = store.dossiers.create(BUYER, "Kantoor", [A])
    for name, act in (
        ("make", lambda: store.dossiers.create(actor, "Ander", [B])),
        ("read", lambda: store.dossiers.get(actor, key)),
        ("delete", lambda: store.dossiers.delete(actor, key)),
    ):
        try:
            act()
            done.append(name)
        except NotAllowed:
            pass
    assert (
        done
        == {
            Role.BUYER: ["make", "read"],
            Role.LAWYER: ["make", "read"],
            Role.ADMINISTRATOR: ["read", "delete"],
            Role.ALONE: ["make", "read", "delete"],
        }[role]
    )


@pytest.mark.parametrize(("title", "uploads"), [("", [A]), ("  ", [A]), ("Kantoor", [])])
def test_no_title_or_no_files(title: str, uploads: list[Upload], store: Store) -> None:
    with pytest.raises(ValueError, match="a title and at least one file"):
        store.dossiers.create(BUYER, title, uploads)
