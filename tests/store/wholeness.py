"""Whether a store, whose servers were killed, holds all that was acknowledged and nothing by halves."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from serving import DELETED, proposal_for, title_of
from sqlalchemy import Connection, RowMapping, Table, select

from analyser.errors import StoreBroken
from analyser.store import Store, schema
from analyser.store.codec import decode
from analyser.store.records import State

Rows = list[RowMapping]


def faults(store: Store, acknowledged: list[dict[str, Any]], decoded: set[int]) -> list[str]:
    """What is lost or broken. Analyses in ``decoded`` were looked into before; this look adds its own."""
    with store.dossiers.reading() as connection:
        rows = {
            table.name: rows_of(connection, table)
            for table in schema.metadata.sorted_tables
            if table.name != "analyses"
        }
        columns = [column for column in schema.analyses.columns if column.name != "result"]
        rows["analyses"] = [*connection.execute(select(*columns)).mappings()]
        entered = Counter((entry["action"], entry["dossier"]) for entry in rows["audit_log"])
        found = [*lost(rows, entered, acknowledged), *halves(rows, entered)]
        found += [f"analysis {key}" for key in done(rows) - decoded if not is_whole(connection, key)]
        decoded |= done(rows)
    found += [f"file of {row['dossier']}" for row in rows["documents"] if not is_kept(store, row["sha256"])]
    return found + [str(broken) for broken in store.verify()]


def rows_of(connection: Connection, table: Table) -> Rows:
    return [*connection.execute(select(table).order_by(*table.primary_key)).mappings()]


def done(rows: dict[str, Rows]) -> set[int]:
    return {row["id"] for row in rows["analyses"] if row["state"] == State.DONE}


def lost(
    rows: dict[str, Rows], entered: Counter[tuple[str, str]], acknowledged: list[dict[str, Any]]
) -> list[str]:
    """What was acknowledged and is not there as it was."""
    dossiers = {row["id"]: row["title"] for row in rows["dossiers"]}
    files = defaultdict(list)
    for row in rows["documents"]:
        files[row["dossier"]].append(row["sha256"])
    held = {
        "decision": {decision_line(row) for row in rows["decisions"]},
        "comment": {(r["dossier"], r["requirement"], r["text"]) for r in rows["comments"]},
        "signature": {row["decision"] for row in rows["sign_offs"]},
    }
    there = {
        "ready": lambda line: True,
        "decision": lambda line: decision_line(line) in held["decision"],
        "comment": lambda line: (line["dossier"], line["requirement"], line["text"]) in held["comment"],
        "signature": lambda line: line["decision"] in held["signature"],
        "deleted": lambda line: line["key"] not in dossiers and entered["dossier.deleted", line["key"]] == 1,
        "dossier": lambda line: (
            (dossiers.get(line["key"]), files[line["key"]]) == (line["title"], line["files"])
            or (line["title"] == DELETED and entered["dossier.deleted", line["key"]] == 1)
        ),
    }
    return [f"lost {line}" for line in acknowledged if not there[line["kind"]](line)]


def decision_line(row: Any) -> tuple[Any, ...]:
    made = row["made"] if isinstance(row["made"], str) else row["made"].isoformat()
    names = ("id", "dossier", "requirement", "number", "outcome", "reason", "author")
    return (*(row[name] for name in names), made)


def halves(rows: dict[str, Rows], entered: Counter[tuple[str, str]]) -> list[str]:
    """What is there in part: a dossier without a reading, a decision without its clause or its entry."""
    documents, readings, analyses = defaultdict(list), defaultdict(list), defaultdict(list)
    for row in rows["documents"]:
        documents[row["dossier"]].append(row)
    for row in rows["readings"]:
        readings[row["analysis"]].append(row["document"])
    for row in rows["analyses"]:
        analyses[row["dossier"]].append(row)
    found = []
    for dossier in rows["dossiers"]:
        key, its = dossier["id"], documents[dossier["id"]]
        if dossier["title"] not in (title_of([row["sha256"] for row in its]), DELETED) or not its:
            found.append(f"dossier {key}: other files than its title says")
        if [readings[a["id"]] for a in analyses[key]] != [[row["id"] for row in its]]:
            found.append(f"dossier {key}: no analysis with a reading of each document")
        if any((a["ended"] is None) != (a["state"] in (State.WAITING, State.RUNNING)) for a in analyses[key]):
            found.append(f"dossier {key}: ended, or not, by halves")
    made = dict.fromkeys((row["id"] for row in rows["dossiers"]), 1)
    gone = {dossier: count for (action, dossier), count in entered.items() if action == "dossier.deleted"}
    if made | gone != {key: n for (action, key), n in entered.items() if action == "dossier.made"}:
        found.append("dossiers and their entries differ")
    found += [
        f"decision {row['id']}" for row in rows["decisions"] if row["proposal"] != proposal_for(row["reason"])
    ]
    found += numbers(rows["decisions"])
    for action, table in (("decision.made", "decisions"), ("comment.made", "comments")):
        if Counter(row["dossier"] for row in rows[table]) != counted(entered, action):
            found.append(f"{table} and their entries differ")
    if sum(counted(entered, "decision.signed").values()) != len(rows["sign_offs"]):
        found.append("signatures and their entries differ")
    return found


def counted(entered: Counter[tuple[str, str]], action: str) -> dict[str, int]:
    return {dossier: count for (entry, dossier), count in entered.items() if entry == action}


def numbers(decisions: Rows) -> list[str]:
    """The decisions on a requirement are numbered 1, 2, 3 ..."""
    given = defaultdict(list)
    for row in decisions:
        given[row["dossier"], row["requirement"]].append(row["number"])
    return [
        f"numbers of {key}" for key, those in given.items() if sorted(those) != [*range(1, len(those) + 1)]
    ]


def is_whole(connection: Connection, analysis: int) -> bool:
    """Whether a finished analysis can be read, with a row for each finding that says the same."""
    findings, table = schema.findings, schema.analyses
    row = connection.execute(select(table).where(table.c.id == analysis)).mappings().one()
    assessment = decode(row["result"])
    stored = connection.execute(
        select(findings.c.requirement, findings.c.verdict, findings.c.severity, findings.c.confidence)
        .where(findings.c.analysis == analysis)
        .order_by(findings.c.requirement)
    ).all()
    expected = sorted(
        (f.requirement, f.verdict.value, f.severity.value, f.confidence) for f in assessment.findings
    )
    return [tuple(line) for line in stored] == expected and row["library_sha256"] == assessment.library_sha256


def is_kept(store: Store, sha256: str) -> bool:
    try:
        store.dossiers.files.get(sha256)
    except StoreBroken:
        return False
    return True
