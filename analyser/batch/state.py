"""What a batch has done so far, in a database beside its reports: a batch that is killed goes on from here.

A contract's row is written after its reports are; a batch that was killed in between does that contract anew,
with the same outcome. A row holds the key of what it was made from: a changed file or library makes it stale.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Self

from analyser.errors import UsageError
from analyser.model import Severity, Verdict
from analyser.portfolio import File, Line, Outcome, Refusal, Run

FILE: Final = "batch.sqlite3"
_VERSION: Final = 1
_TABLES: Final = """
CREATE TABLE results (
    contract BLOB PRIMARY KEY,
    key TEXT NOT NULL,
    basis TEXT NOT NULL,
    stamp TEXT NOT NULL,
    sizes TEXT NOT NULL,
    outcome BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE reports (path TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE runs (
    number INTEGER PRIMARY KEY,
    digest TEXT NOT NULL,
    facts TEXT NOT NULL
);
"""


@dataclass(frozen=True, slots=True)
class Result:
    """A row. ``stamp`` tells the files by name, size and time; ``sizes`` are the reports', by path."""

    key: str
    basis: str
    stamp: str
    sizes: Mapping[str, int]
    outcome: Outcome


class BatchState:
    """The database of one output folder. One batch at a time has it; ``close`` lets go of it."""

    def __init__(self, folder: Path) -> None:
        """Raises UsageError where another batch has it, or where it is not ours or of a newer version."""
        self._database = sqlite3.connect(folder / FILE, isolation_level=None, timeout=0.5)
        try:
            self._database.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._database.execute("PRAGMA journal_mode = WAL")  # one write a contract
            self._database.execute("BEGIN EXCLUSIVE")
            (version,) = self._database.execute("PRAGMA user_version").fetchone()
            if version == 0:
                for statement in _TABLES.split(";\n"):
                    self._database.execute(statement)
                self._database.execute(f"PRAGMA user_version = {_VERSION}")
            self._database.execute("COMMIT")
        except sqlite3.Error as error:
            self._database.close()
            raise _taken(folder) if "locked" in str(error) else _broken(folder) from error
        if version not in (0, _VERSION):
            self._database.close()
            raise _broken(folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database; one file is left."""
        self._database.execute("PRAGMA journal_mode = DELETE")
        self._database.close()

    def result(self, contract: str) -> Result | None:
        """What is known of a contract."""
        row = self._database.execute(
            "SELECT key, basis, stamp, sizes, outcome FROM results WHERE contract = ?", (_bytes(contract),)
        ).fetchone()
        return None if row is None else Result(row[0], row[1], row[2], json.loads(row[3]), _unpacked(row[4]))

    def keep(self, result: Result) -> None:
        """Enter what became of a contract, in place of what was known."""
        self._database.execute(
            "INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?, ?)",
            (
                _bytes(result.outcome.contract),
                result.key,
                result.basis,
                result.stamp,
                json.dumps(result.sizes, sort_keys=True),
                _packed(result.outcome),
            ),
        )

    def forget(self, contracts: Iterable[str]) -> None:
        """Take away what is known of these."""
        with self._transaction():
            self._database.executemany(
                "DELETE FROM results WHERE contract = ?", ((_bytes(contract),) for contract in contracts)
            )

    def contracts(self) -> tuple[str, ...]:
        """The names of all contracts that something is known of."""
        rows = self._database.execute("SELECT contract FROM results ORDER BY contract")
        return tuple(contract.decode("utf-8", "surrogateescape") for (contract,) in rows)

    def announce_reports(self, paths: Iterable[str]) -> None:
        """Enter the paths of reports about to be written: whatever happens, they are known as ours."""
        with self._transaction():
            self._database.executemany("INSERT OR IGNORE INTO reports VALUES (?)", ((p,) for p in paths))

    def stale_reports(self) -> tuple[str, ...]:
        """The paths of reports that were written once and that no result has any more."""
        written = {path for (path,) in self._database.execute("SELECT path FROM reports")}
        for (sizes,) in self._database.execute("SELECT sizes FROM results"):
            written.difference_update(json.loads(sizes))
        return tuple(sorted(written))

    def forget_report(self, path: str) -> None:
        """Enter that a report is gone."""
        self._database.execute("DELETE FROM reports WHERE path = ?", (path,))

    def __iter__(self) -> Iterator[Outcome]:
        """Every outcome in order of name; may be gone through again and again."""
        with closing(self._database.execute("SELECT outcome FROM results ORDER BY contract")) as rows:
            for (outcome,) in rows:
                yield _unpacked(outcome)

    def digest(self) -> str:
        """A hash of what all outcomes were made from."""
        digest = hashlib.sha256()
        for contract, key in self._database.execute("SELECT contract, key FROM results ORDER BY contract"):
            digest.update(contract + b"\0" + key.encode() + b"\n")
        return digest.hexdigest()

    def runs(self, digest: str) -> tuple[Run, ...]:
        """Earlier runs, oldest first, without the one that found just this."""
        rows = self._database.execute("SELECT digest, facts FROM runs ORDER BY number").fetchall()
        if rows and rows[-1][0] == digest:
            rows.pop()
        return tuple(_run(json.loads(facts)) for _, facts in rows)

    def ended(self, digest: str, run: Run) -> None:
        """Enter a run that is done, unless the last one found just the same."""
        last = self._database.execute("SELECT digest FROM runs ORDER BY number DESC LIMIT 1").fetchone()
        if last is None or last[0] != digest:
            self._database.execute(
                "INSERT INTO runs (digest, facts) VALUES (?, ?)", (digest, json.dumps(asdict(run)))
            )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._database.execute("BEGIN")
        try:
            yield
        except BaseException:
            self._database.execute("ROLLBACK")
            raise
        self._database.execute("COMMIT")


def _bytes(name: str) -> bytes:
    """A name as SQLite can hold it: a file's name need not be sound Unicode."""
    return name.encode("utf-8", "surrogateescape")


def _packed(outcome: Outcome) -> bytes:
    return zlib.compress(json.dumps(asdict(outcome)).encode())


def _unpacked(packed: bytes) -> Outcome:
    facts: dict[str, Any] = json.loads(zlib.decompress(packed))
    refusal = facts["refusal"]
    return Outcome(
        contract=facts["contract"],
        files=tuple(File(**file) for file in facts["files"]),
        supplier=facts["supplier"],
        report=facts["report"],
        lines=tuple(
            Line(**line | {"severity": Severity(line["severity"]), "verdict": Verdict(line["verdict"])})
            for line in facts["lines"]
        ),
        unread=tuple(facts["unread"]),
        refusal=Refusal(**refusal) if refusal else None,
    )


def _run(facts: dict[str, Any]) -> Run:
    verdicts = tuple((Verdict(verdict), count) for verdict, count in facts["verdicts"])
    return Run(**facts | {"verdicts": verdicts})


def _taken(folder: Path) -> UsageError:
    return UsageError(
        what_nl=f"Een andere batch schrijft al in {folder}. Wacht tot die klaar is, of kies een andere "
        "--output.",
        what_en=f"Another batch is writing to {folder}. Wait until it is done, or choose another --output.",
    )


def _broken(folder: Path) -> UsageError:
    return UsageError(
        what_nl=f"{folder / FILE} is niet van deze versie van het programma, of beschadigd. Kies een "
        "andere --output, of verwijder dat bestand: dan wordt alles opnieuw beoordeeld.",
        what_en=f"{folder / FILE} is not of this version of the program, or damaged. Choose another "
        "--output, or remove that file: then everything is judged anew.",
    )
