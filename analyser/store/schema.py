"""The tables. ``migrations/`` brings a database to this state; a test holds the two equal.

Decisions, facts before award, second readings and the audit log are only ever added to: triggers refuse to
change a row. Times are UTC.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
)

NAMES: Final = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMES)


class Moment(TypeDecorator[datetime]):
    """A time in UTC; SQLite keeps no zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - passed
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else value.replace(tzinfo=value.tzinfo or UTC).astimezone(UTC)


def _of_dossier() -> Column[str]:
    return Column(
        "dossier", String(32), ForeignKey("dossiers.id", ondelete="CASCADE"), nullable=False, index=True
    )


users = Table(
    "users",
    metadata,
    Column("name", String(200), primary_key=True),
    Column("role", String(20), nullable=False),
    Column("active", Boolean, nullable=False),
    Column("since", Moment, nullable=False),
)

dossiers = Table(
    "dossiers",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("title", String(300), nullable=False),
    Column("status", String(20), nullable=False, index=True),
    Column("owner", String(200), nullable=False),  # who has it
    Column("supplier", String(300), nullable=False, server_default=""),  # "": not known
    Column("supplier_found", Boolean, nullable=False, server_default=false()),  # in the contract, by us
    Column("applies", JSON, nullable=False),  # subjects given; empty: detect them
    Column("view", String(20), nullable=False),
    Column("profile", String(100), nullable=False, server_default="rijk"),  # whose conditions prevail
    Column("made", Moment, nullable=False),
    Column("made_by", String(200), nullable=False),
    Column("changed", Moment, nullable=False, index=True),
    Column("version", Integer, nullable=False),  # rises with each change by a person of what is above
)

documents = Table(
    "documents",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_dossier(),
    Column("position", Integer, nullable=False),
    Column("name", String(400), nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("size", Integer, nullable=False),
    Column("added", Moment, nullable=False),
    Column("added_by", String(200), nullable=False, index=True),
    UniqueConstraint("dossier", "position"),
)

analyses = Table(
    "analyses",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_dossier(),
    Column("state", String(20), nullable=False, index=True),
    Column("asked", Moment, nullable=False),
    Column("asked_by", String(200), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("worker", String(100)),
    Column("beat", Moment),  # last sign of life of the worker
    Column("ended", Moment),
    Column("problem", JSON),  # why it failed: {"nl": ..., "en": ...}
    Column("library_version", String(40)),
    Column("library_sha256", String(64)),
    Column("profile", String(100)),  # that it was judged by; None before there were profiles
    Column("model_sha256", String(64)),
    Column("result", LargeBinary),  # the assessment, see codec
)

readings = Table(  # how far an analysis is with each document
    "readings",
    metadata,
    Column(
        "analysis", Integer, ForeignKey("analyses.id", ondelete="CASCADE"), primary_key=True, nullable=False
    ),
    Column("document", Integer, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("state", String(20), nullable=False),
    Column("crashes", Integer, nullable=False),
    Column("problem", JSON),
)

findings = Table(  # the assessment's verdicts as rows, to count and search
    "findings",
    metadata,
    Column("analysis", Integer, ForeignKey("analyses.id", ondelete="CASCADE"), primary_key=True),
    Column("requirement", String(100), primary_key=True),
    Column("theme", String(60), nullable=False),
    Column("severity", String(20), nullable=False),
    Column("verdict", String(20), nullable=False, index=True),
    Column("confidence", Float, nullable=False),
    Column("review", Boolean, nullable=False),
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_dossier(),
    Column("requirement", String(100), nullable=False),
    Column("number", Integer, nullable=False),  # 1, 2, 3 ... for this requirement; the last one holds
    Column("analysis", Integer, ForeignKey("analyses.id", ondelete="CASCADE"), nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("verdict", String(20)),
    Column("proposal", Text),
    Column("reason", Text, nullable=False),
    Column("author", String(200), nullable=False),
    Column("made", Moment, nullable=False),
    UniqueConstraint("dossier", "requirement", "number", name="uq_decisions_order"),
)

sign_offs = Table(
    "sign_offs",
    metadata,
    Column("decision", Integer, ForeignKey("decisions.id", ondelete="CASCADE"), primary_key=True),
    Column("author", String(200), nullable=False),
    Column("made", Moment, nullable=False),
)

award_checks = Table(  # what was done before award: facts beside the verdicts
    "award_checks",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_dossier(),
    Column("item", String(100), nullable=False),  # the check's id
    Column("number", Integer, nullable=False),  # 1, 2, 3 ... for this check; the last one holds
    Column("stand", String(20), nullable=False),
    Column("who", String(200), nullable=False),
    Column("day", Date),
    Column("proof", String(400)),  # the document's name; the file itself is not kept
    Column("proof_sha256", String(64)),
    Column("note", Text, nullable=False),
    Column("risk_class", String(20)),
    Column("checklist_sha256", String(64), nullable=False),
    Column("author", String(200), nullable=False),
    Column("made", Moment, nullable=False),
    UniqueConstraint("dossier", "item", "number", name="uq_award_checks_order"),
)

comments = Table(
    "comments",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_dossier(),
    Column("requirement", String(100)),  # None: about the whole dossier
    Column("text", Text, nullable=False),
    Column("author", String(200), nullable=False),
    Column("made", Moment, nullable=False),
)

exports = Table(
    "exports",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_dossier(),
    Column("kind", String(40), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("author", String(200), nullable=False),
    Column("made", Moment, nullable=False),
)

second_readings = Table(  # every question to the second reader, entered before it is sent
    "second_readings",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_dossier(),
    Column("requirement", String(100), nullable=False),
    Column("analysis", Integer, ForeignKey("analyses.id", ondelete="CASCADE"), nullable=False),
    Column("sent", Text, nullable=False),  # all of it, to the letter
    Column("host", String(300), nullable=False),
    Column("model", String(200), nullable=False),
    Column("language", String(2), nullable=False),  # that the answer was asked in
    Column("author", String(200), nullable=False),
    Column("made", Moment, nullable=False),
)

second_answers = Table(  # what came of it; none while it is asked, or where the server was killed meanwhile
    "second_answers",
    metadata,
    Column("reading", Integer, ForeignKey("second_readings.id", ondelete="CASCADE"), primary_key=True),
    Column("outcome", String(20), nullable=False),
    Column("why", String(20)),  # there is nothing to show
    Column("verdict", String(20)),
    Column("reason", Text, nullable=False),
    Column("quote", Text, nullable=False),
    Column("made", Moment, nullable=False),
)

audit_log = Table(
    "audit_log",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("made", Moment, nullable=False),
    Column("actor", String(200), nullable=False),
    Column("action", String(60), nullable=False),
    Column("dossier", String(32)),  # no foreign key: the fact of a deletion outlives the dossier
    Column("details", JSON, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Index("ix_audit_log_dossier", "dossier"),
)

audit_head = Table(  # one row: where the chain ends, so that a cut tail shows
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
)
