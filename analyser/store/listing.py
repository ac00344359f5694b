"""The list of dossiers: which are on it, and how far each is. A few queries, however long the list."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, Select, func, or_, select

from analyser.model import Verdict
from analyser.store import schema
from analyser.store.records import Progress, State, Status, StoredDossier


def search(words: str, status: Status | None, owner: str) -> Select[str]:
    """The ids of dossiers whose title, supplier or file names hold all ``words``, changed last first."""
    table, documents = schema.dossiers, schema.documents
    found = select(table.c.id).order_by(table.c.changed.desc(), table.c.id)
    for word in words.split():
        like = f"%{word.replace('!', '!!').replace('%', '!%').replace('_', '!_')}%"
        named = select(documents.c.dossier).where(documents.c.name.ilike(like, escape="!"))
        ours = (column.ilike(like, escape="!") for column in (table.c.title, table.c.supplier))
        found = found.where(or_(*ours, table.c.id.in_(named)))
    if status is not None:
        found = found.where(table.c.status == status)
    return found.where(table.c.owner == owner) if owner else found


def progress(connection: Connection, dossiers: Sequence[StoredDossier]) -> tuple[Progress, ...]:
    """How far each dossier is, in the order given."""
    analyses, findings, decisions = schema.analyses, schema.findings, schema.decisions
    keys = [dossier.id for dossier in dossiers]
    latest = select(func.max(analyses.c.id)).where(analyses.c.dossier.in_(keys)).group_by(analyses.c.dossier)
    last = {
        row.dossier: row
        for row in connection.execute(
            select(analyses.c.id, analyses.c.dossier, analyses.c.state).where(analyses.c.id.in_(latest))
        )
    }
    judged = connection.execute(
        select(findings.c.analysis, func.count())
        .where(
            findings.c.analysis.in_([row.id for row in last.values()]),
            findings.c.verdict != Verdict.NOT_APPLICABLE,
        )
        .group_by(findings.c.analysis)
    )
    decided = connection.execute(
        select(decisions.c.dossier, func.count(func.distinct(decisions.c.requirement)))
        .where(decisions.c.dossier.in_(keys))
        .group_by(decisions.c.dossier)
    )
    judged_of, decided_of = {row[0]: row[1] for row in judged}, {row[0]: row[1] for row in decided}
    return tuple(
        Progress(
            dossier,
            State(last[dossier.id].state),
            judged_of.get(last[dossier.id].id, 0),
            decided_of.get(dossier.id, 0),
        )
        for dossier in dossiers
    )
