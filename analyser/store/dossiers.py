"""Dossiers and their files: made, found, changed and deleted."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, text, update

from analyser.errors import Conflict, DossierClosed, NotThere, QuotaReached
from analyser.library.profiles import default_profile
from analyser.model import Subject, View
from analyser.store import audit, schema
from analyser.store.base import Part, Upload
from analyser.store.files import hash_of
from analyser.store.listing import progress, search
from analyser.store.people import Action, Actor
from analyser.store.records import Progress, State, Status, StoredDocument, StoredDossier

LONGEST_SUPPLIER: Final = 300  # characters


class Dossiers(Part):
    """The dossiers of everyone who may read them."""

    def create(
        self,
        actor: Actor,
        title: str,
        uploads: Sequence[Upload],
        *,
        applies: Sequence[Subject] = (),
        view: View = View.ACCEPTED,
        supplier: str = "",
        profile: str = "",
    ) -> str:
        """Keep the files of one contract and queue their analysis; returns the dossier's id.

        Without a ``profile`` it is held against that of the installation.
        A ``supplier`` that is not known ("") is looked for in the contract when the analysis ends.
        Raises NotAllowed, or QuotaReached where the user's files would pass the quota.
        """
        actor.require(Action.UPLOAD)
        if not uploads or not title.strip():
            raise ValueError("a dossier has a title and at least one file")
        hashes = [hash_of(upload.data) for upload in uploads]
        now, key = self.now(), uuid.uuid4().hex
        with self.files.unsettled(hashes), self._with_files(uploads, hashes) as connection:
            self._check_quota(connection, actor, sum(len(upload.data) for upload in uploads))
            connection.execute(
                insert(schema.dossiers).values(
                    id=key, title=title.strip(), status=Status.OPEN, owner=actor.name,
                    supplier=supplier.strip()[:LONGEST_SUPPLIER], supplier_found=False,
                    applies=_values(applies), view=view.value, profile=profile or default_profile(),
                    made=now, made_by=actor.name, changed=now, version=1,
                )
            )  # fmt: skip
            connection.execute(
                insert(schema.documents),
                [
                    {"dossier": key, "position": position, "name": upload.name, "sha256": sha256,
                     "size": len(upload.data), "added": now, "added_by": actor.name}
                    for position, (upload, sha256) in enumerate(zip(uploads, hashes, strict=True))
                ],
            )  # fmt: skip
            queue_analysis(connection, key, actor, now)
            audit.enter(
                connection, actor=actor.name, action="dossier.made", made=now, dossier=key,
                details={"files": hashes},
            )  # fmt: skip
        return key

    def get(self, actor: Actor, dossier: str) -> StoredDossier:
        """One dossier. Raises NotThere."""
        actor.require(Action.READ)
        with self.reading() as connection:
            return dossier_of(connection, dossier)

    def content(self, actor: Actor, document: StoredDocument) -> bytes:
        """A document's file as it was handed in. Raises StoreBroken where the disk lost it."""
        actor.require(Action.READ)
        return self.files.get(document.sha256)

    def find(
        self,
        actor: Actor,
        *,
        words: str = "",
        status: Status | None = None,
        owner: str = "",
        limit: int = 200,
    ) -> tuple[Progress, ...]:
        """Dossiers changed last come first. ``words`` are looked for in titles, suppliers and file names."""
        actor.require(Action.READ)
        with self.reading() as connection:
            keys = connection.scalars(search(words, status, owner).limit(limit)).all()
            return progress(connection, dossiers_of(connection, keys))

    def change(
        self,
        actor: Actor,
        dossier: StoredDossier,
        *,
        title: str | None = None,
        owner: str | None = None,
        supplier: str | None = None,
        applies: Sequence[Subject] | None = None,
        profile: str | None = None,
    ) -> StoredDossier:
        """Give a dossier another title, owner, supplier, profile or subjects; returns it as it then is.

        A supplier that is taken away ("") is looked for again when the next analysis ends.
        Raises NotAllowed, NotThere, DossierClosed, or Conflict where it was changed since it was read.
        """
        actor.require(Action.UPLOAD)
        asked = {
            "title": title, "owner": owner,
            "supplier": None if supplier is None else supplier.strip()[:LONGEST_SUPPLIER],
            "applies": None if applies is None else _values(applies),
            "profile": profile,
        }  # fmt: skip
        new = {name: value for name, value in asked.items() if value is not None}
        given = {} if supplier is None else {"supplier_found": False}
        now = self.now()
        with self.writing() as connection:
            open_dossier(connection, dossier.id)
            changed = update_dossier(connection, dossier, now, **new, **given)
            audit.enter(
                connection, actor=actor.name, action="dossier.changed", made=now, dossier=dossier.id,
                details={"fields": sorted(new)},
            )  # fmt: skip
            return changed

    def delete(self, actor: Actor, dossier: str) -> None:
        """Remove a dossier with everything in it; the log keeps that it was, and who removed it.

        Raises NotAllowed or NotThere. Files that another dossier holds too stay.
        """
        actor.require(Action.DELETE)
        now = self.now()
        held = self.get(actor, dossier)
        hashes = [document.sha256 for document in held.documents]
        with self.files.unsettled(hashes):
            with self.writing() as connection:
                dossier_of(connection, dossier)
                connection.execute(delete(schema.dossiers).where(schema.dossiers.c.id == dossier))
                audit.enter(
                    connection, actor=actor.name, action="dossier.deleted", made=now, dossier=dossier,
                    details={"files": hashes, "made": held.made.isoformat()},
                )  # fmt: skip
            self._drop_unheld(hashes)

    def tidy(self) -> None:
        """Remove the files that a server that was killed added for no dossier, or was about to remove."""
        marks = self.files.marks()
        if marks:
            self._drop_unheld([*marks.values()])
            self.files.unmark(marks)

    def analyse_again(self, actor: Actor, dossier: str) -> None:
        """Queue another analysis, after a new library or a failure."""
        actor.require(Action.UPLOAD)
        now = self.now()
        with self.writing() as connection:
            open_dossier(connection, dossier)
            queue_analysis(connection, dossier, actor, now)
            audit.enter(connection, actor=actor.name, action="analysis.asked", made=now, dossier=dossier)

    @contextmanager
    def _with_files(self, uploads: Sequence[Upload], hashes: Sequence[str]) -> Iterator[Connection]:
        """A transaction at whose end the files are there: kept before it, since that may take a while."""
        for upload in uploads:
            self.files.put(upload.data)
        with self.writing() as connection:
            yield connection
            for upload, sha256 in zip(uploads, hashes, strict=True):
                if not self.files.holds(sha256):  # removed with another dossier before ours held it
                    self.files.put(upload.data)

    def _drop_unheld(self, hashes: Sequence[str]) -> None:
        """Remove those files that no dossier holds, while nobody adds one."""
        documents = schema.documents
        with self.writing() as connection:
            if connection.dialect.name == "postgresql":  # SQLite has one writer at a time as it is
                connection.execute(text("LOCK TABLE documents IN SHARE ROW EXCLUSIVE MODE"))
            held = connection.scalars(select(documents.c.sha256).where(documents.c.sha256.in_(hashes)))
            for sha256 in {*hashes} - {*held}:
                self.files.drop(sha256)

    def _check_quota(self, connection: Connection, actor: Actor, more: int) -> None:
        table = schema.documents
        used = connection.execute(
            select(func.coalesce(func.sum(table.c.size), 0)).where(table.c.added_by == actor.name)
        ).scalar_one()
        if used + more > self.quota:
            raise QuotaReached(used_mb=used // 1_000_000, limit_mb=self.quota // 1_000_000)


def _values(applies: Sequence[Subject]) -> list[str]:
    """Subjects as they are stored: each once, in the order in which they are listed."""
    return [subject.value for subject in Subject if subject in applies]


def dossier_of(connection: Connection, dossier: str) -> StoredDossier:
    """Read one dossier. Raises NotThere."""
    found = dossiers_of(connection, [dossier])
    if not found:
        raise NotThere()
    return found[0]


def dossiers_of(connection: Connection, keys: Sequence[str]) -> list[StoredDossier]:
    """Read dossiers in the order of ``keys``; one that is not there is left out."""
    table, documents = schema.dossiers, schema.documents
    held: dict[str, list[StoredDocument]] = {key: [] for key in keys}
    for row in connection.execute(
        select(documents).where(documents.c.dossier.in_(keys)).order_by(documents.c.position)
    ).mappings():
        held[row["dossier"]].append(document_of(row))
    rows = {
        row["id"]: row for row in connection.execute(select(table).where(table.c.id.in_(keys))).mappings()
    }
    return [_dossier(rows[key], held[key]) for key in keys if key in rows]


def _dossier(row: RowMapping, documents: Sequence[StoredDocument]) -> StoredDossier:
    return StoredDossier(
        row["id"], row["title"], Status(row["status"]), row["owner"], row["supplier"], row["supplier_found"],
        tuple(Subject(subject) for subject in row["applies"]), View(row["view"]), row["profile"],
        row["made"], row["made_by"], row["changed"], row["version"], tuple(documents),
    )  # fmt: skip


def open_dossier(connection: Connection, dossier: str) -> StoredDossier:
    """Read a dossier that may be changed. Raises NotThere or DossierClosed."""
    held = dossier_of(connection, dossier)
    if held.status is Status.CLOSED:
        raise DossierClosed()
    return held


def update_dossier(
    connection: Connection, dossier: StoredDossier, now: datetime, **new: object
) -> StoredDossier:
    """Write new values where nobody did since ``dossier`` was read. Raises Conflict or NotThere."""
    table = schema.dossiers
    held = dossier_of(connection, dossier.id)
    changed = connection.execute(
        update(table)
        .where(table.c.id == dossier.id, table.c.version == dossier.version)
        .values(**new, changed=now, version=table.c.version + 1)
    )
    if changed.rowcount == 0:
        raise Conflict(who=held.owner, when=moment(held.changed))
    return dossier_of(connection, dossier.id)


def fill_supplier(connection: Connection, dossier: str, supplier: str) -> bool:
    """Note the supplier that a contract names where nobody gave one; whether it was noted.

    Nobody's view of the dossier grows old by it, so that ``version`` and ``changed`` stay.
    """
    table = schema.dossiers
    if not supplier:
        return False
    filled = connection.execute(
        update(table)
        .where(table.c.id == dossier, table.c.supplier == "", table.c.status == Status.OPEN)
        .values(supplier=supplier[:LONGEST_SUPPLIER], supplier_found=True)
    )
    return filled.rowcount == 1


def moment(time: datetime) -> str:
    """A time as an error names it."""
    return f"{time:%Y-%m-%d %H:%M} UTC"


def documents_of(connection: Connection, dossier: str) -> tuple[StoredDocument, ...]:
    """The files of a dossier, in the order in which they were handed in."""
    table = schema.documents
    rows = connection.execute(
        select(table).where(table.c.dossier == dossier).order_by(table.c.position)
    ).mappings()
    return tuple(document_of(row) for row in rows)


def document_of(row: RowMapping) -> StoredDocument:
    """A row of ``documents``."""
    return StoredDocument(row["id"], row["name"], row["sha256"], row["size"])


def queue_analysis(connection: Connection, dossier: str, actor: Actor, now: datetime) -> None:
    """Put an analysis of all documents in the queue."""
    analysis = connection.execute(
        insert(schema.analyses).values(
            dossier=dossier, state=State.WAITING, asked=now, asked_by=actor.name, attempts=0
        )
    ).inserted_primary_key
    assert analysis is not None  # an integer key that the database gave out
    connection.execute(
        insert(schema.readings),
        [
            {"analysis": analysis[0], "document": document.id, "state": State.WAITING, "crashes": 0}
            for document in documents_of(connection, dossier)
        ],
    )
