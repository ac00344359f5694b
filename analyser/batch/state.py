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
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass, fields
from operator import attrgetter
from pathlib import Path
from typing import Any, Final, Self

from analyser.errors import UsageError
from analyser.model import Severity, Verdict
from analyser.portfolio import File, Line, Outcome, Refusal, Run

FILE: Final = "batch.sqlite3"
_VERSION: Final = 2
_TABLES: Final = """
CREATE TABLE results (
    contract BLOB PRIMARY KEY,
    key TEXT NOT NULL,
    basis TEXT NOT NULL,
    stamp TEXT NOT NULL,
    sizes TEXT NOT NULL,
    refusal TEXT NOT NULL,
    outcome BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE reports (path TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE runs (
    number INTEGER PRIMARY KEY,
    digest TEXT NOT NULL,
    facts TEXT NOT NULL
);
"""
_SEVERITIES: Final = {severity.value: severity for severity in Severity}
_VERDICTS: Final = {verdict.value: verdict for verdict in Verdict}


@dataclass(frozen=True, slots=True)
class Result:
    """What a run must know of a contract to take it over; the outcome itself is a hundred times as large.

    ``stamp`` tells the files by name, size and time; ``sizes`` are the reports', by path; ``refusal`` is
    the code of a refusal, "" where the contract was judged.
    """

    key: str
    basis: str
    stamp: str
    sizes: Mapping[str, int]
    refusal: str = ""


class BatchState:
    """The database of one output folder. One batch at a time has it; ``close`` lets go of it."""

    def __init__(self, folder: Path) -> None:
        """Raises UsageError where another batch has it, where it is not ours or of another version, and here
        and later on where it cannot be written."""
        self._folder = folder
        try:
            self._database = sqlite3.connect(folder / FILE, isolation_level=None, timeout=0.5)
        except sqlite3.Error as error:
            raise _refusal(folder, error) from error
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
            raise _refusal(folder, error) from error
        if version not in (0, _VERSION):
            self._database.close()
            raise _broken(folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database; one file is left."""
        with suppress(sqlite3.Error):  # on a full disk its log stays, and the next run reads that too
            self._database.execute("PRAGMA journal_mode = DELETE")
        self._database.close()

    def result(self, contract: str) -> Result | None:
        """What is known of a contract."""
        row = self._database.execute(
            "SELECT key, basis, stamp, sizes, refusal FROM results WHERE contract = ?", (_bytes(contract),)
        ).fetchone()
        return None if row is None else Result(row[0], row[1], row[2], json.loads(row[3]), row[4])

    def keep(self, result: Result, outcome: Outcome) -> None:
        """Enter what became of a contract, in place of what was known."""
        sizes = json.dumps(result.sizes, sort_keys=True)
        with self._writing():
            self._database.execute(
                "INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    _bytes(outcome.contract), result.key, result.basis, result.stamp, sizes, result.refusal,
                    _packed(outcome),
                ),
            )  # fmt: skip

    def restamp(self, contract: str, stamp: str) -> None:
        """Enter that a contract's files are the same, with another ``stamp``."""
        row = (stamp, _bytes(contract), stamp)
        with self._writing():
            self._database.execute("UPDATE results SET stamp = ? WHERE contract = ? AND stamp != ?", row)

    def forget(self, contracts: Iterable[str]) -> None:
        """Take away what is known of these."""
        with self._writing():
            self._database.executemany(
                "DELETE FROM results WHERE contract = ?", ((_bytes(contract),) for contract in contracts)
            )

    def contracts(self) -> tuple[str, ...]:
        """The names of all contracts that something is known of."""
        rows = self._database.execute("SELECT contract FROM results ORDER BY contract")
        return tuple(contract.decode("utf-8", "surrogateescape") for (contract,) in rows)

    def announce_reports(self, paths: Iterable[str]) -> None:
        """Enter the paths of reports about to be written: whatever happens, they are known as ours."""
        with self._writing():
            self._database.executemany("INSERT OR IGNORE INTO reports VALUES (?)", ((p,) for p in paths))

    def stale_reports(self, about_all: Iterable[str]) -> tuple[str, ...]:
        """The paths of reports that were written once, that no result has any more and that are not among
        those of this run ``about_all`` contracts."""
        written = {path for (path,) in self._database.execute("SELECT path FROM reports")}
        written.difference_update(about_all)
        for (sizes,) in self._database.execute("SELECT sizes FROM results"):
            written.difference_update(json.loads(sizes))
        return tuple(sorted(written))

    def forget_reports(self, paths: Iterable[str]) -> None:
        """Enter that these reports are gone."""
        with self._writing():
            self._database.executemany("DELETE FROM reports WHERE path = ?", ((path,) for path in paths))

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
            with self._writing():
                self._database.execute(
                    "INSERT INTO runs (digest, facts) VALUES (?, ?)", (digest, json.dumps(asdict(run)))
                )

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """All of it is entered, or nothing. Raises UsageError where it cannot be."""
        try:
            self._database.execute("BEGIN")
            yield
            self._database.execute("COMMIT")
        except BaseException as error:
            with suppress(sqlite3.Error):  # a full disk may have ended the transaction already
                self._database.execute("ROLLBACK")
            if isinstance(error, sqlite3.Error):
                raise _refusal(self._folder, error) from error
            raise


def _bytes(name: str) -> bytes:
    """A name as SQLite can hold it: a file's name need not be sound Unicode."""
    return name.encode("utf-8", "surrogateescape")


_file_facts: Final = attrgetter(*(field.name for field in fields(File)))
_line_facts: Final = attrgetter(*(field.name for field in fields(Line)))
_refusal_facts: Final = attrgetter(*(field.name for field in fields(Refusal)))


def _packed(outcome: Outcome) -> bytes:
    """Lists instead of names and values: an outcome has sixty lines, and every run unpacks them all."""
    facts = (
        outcome.contract,
        [_file_facts(file) for file in outcome.files],
        outcome.supplier,
        outcome.report,
        [_line_facts(line) for line in outcome.lines],
        outcome.unread,
        outcome.refusal and _refusal_facts(outcome.refusal),
    )
    return zlib.compress(json.dumps(facts).encode(), 1)


def _unpacked(packed: bytes) -> Outcome:
    contract, files, supplier, report, lines, unread, refusal = json.loads(zlib.decompress(packed))
    return Outcome(
        contract,
        tuple(File(*file) for file in files),
        supplier,
        report,
        tuple(
            Line(requirement, theme, _SEVERITIES[severity], _VERDICTS[verdict], *more)
            for requirement, theme, severity, verdict, *more in lines
        ),
        tuple(unread),
        Refusal(*refusal) if refusal else None,
    )


def _run(facts: dict[str, Any]) -> Run:
    verdicts = tuple((Verdict(verdict), count) for verdict, count in facts["verdicts"])
    return Run(**facts | {"verdicts": verdicts})


def _refusal(folder: Path, error: sqlite3.Error) -> UsageError:
    """What to tell of an error of SQLite's, by its kind."""
    kind = getattr(error, "sqlite_errorname", "")
    if kind.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return _taken(folder)
    if kind.startswith(("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_READONLY")):
        return UsageError(
            what_nl=f"{folder / FILE} kan niet worden geschreven: de schijf is vol, of u hebt er geen "
            "schrijfrechten. Maak ruimte of kies een andere --output. Wat klaar is, is bewaard.",
            what_en=f"{folder / FILE} cannot be written: the disk is full, or you have no right to write "
            "there. Make room or choose another --output. What is done is kept.",
        )
    return _broken(folder)


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
