"""Fifty kills: of a server that judges while people work in it, and of the process that it reads in.

Before each kill the server is frozen, so that what it has in hand is known. A unit of work (one document,
one judgement) is hit less often than the queue takes for proof against it. So at the end every analysis
must be done and no document given up, whatever the moments were.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from postgresql import programs
from serving import DELETED
from sqlalchemy import select
from wholeness import faults

from analyser.model import Assessment
from analyser.processes import Processes
from analyser.store import Settings, Store, open_store, schema
from analyser.store.codec import encode
from analyser.store.queue import MAX_ATTEMPTS, MAX_CRASHES
from analyser.store.records import State
from analyser.store.work import Worker

SECONDS = 120  # a cold process on a busy machine
PROGRAM = Path(__file__).with_name("serving.py")
ANY, READING, JUDGING = "any", "reading", "judging"
SERVER, PROCESS = "server", "process"
ON_SQLITE = {
    (SERVER, ANY): 6, (SERVER, READING): 2, (SERVER, JUDGING): 2,
    (PROCESS, ANY): 17, (PROCESS, READING): 5, (PROCESS, JUDGING): 4,
}  # fmt: skip
ON_POSTGRESQL = {
    (SERVER, ANY): 2, (SERVER, READING): 1, (SERVER, JUDGING): 1,
    (PROCESS, ANY): 6, (PROCESS, READING): 2, (PROCESS, JUDGING): 2,
}  # fmt: skip


def kills_on(database: str, chance: random.Random) -> list[tuple[str, str]]:
    """Whom to kill and at which moment, in which order; SQLite takes all fifty where it is alone."""
    counts = Counter(ON_POSTGRESQL if database == "postgresql" else ON_SQLITE)
    if programs() is None:
        counts.update(ON_POSTGRESQL)
    kills = sorted(counts.elements())
    chance.shuffle(kills)
    return kills


@dataclass
class Served:
    """A server on the store, from its start to its end."""

    process: subprocess.Popen[bytes]

    def child(self) -> int | None:
        """The process that reads and judges, where there is one now."""
        for status in Path("/proc").glob("[0-9]*/stat"):
            try:
                parent = status.read_text().rpartition(")")[2].split()[1]
                command = (status.parent / "cmdline").read_bytes()
            except OSError:  # it ended while we looked
                continue
            if parent == str(self.process.pid) and b"--multiprocessing-fork" in command:
                return int(status.parent.name)
        return None

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Nothing in it moves meanwhile."""
        self.process.send_signal(signal.SIGSTOP)
        threads = Path(f"/proc/{self.process.pid}/task")
        wait_until(
            lambda: (
                {(t / "stat").read_text().rpartition(")")[2].split()[0] for t in threads.iterdir()} == {"T"}
            )
        )
        try:
            yield
        finally:
            self.process.send_signal(signal.SIGCONT)  # nothing happens where it was killed

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@dataclass
class Hand:
    """What a server has in hand: a document, or the judging of an analysis, or nothing but its claim."""

    analysis: int
    attempts: int
    unit: int | str | None


@dataclass
class Trial:
    """One store, the servers on it, and what they acknowledged."""

    folder: Path
    url: str
    store: Store
    chance: random.Random
    outcome: list[str]  # a file with the assessment to give, or nothing: judge
    lives: int = 0
    server_hits: Counter[tuple[int, int | str | None]] = field(default_factory=Counter)
    process_hits: Counter[tuple[int, int, int | str | None]] = field(default_factory=Counter)
    decoded: set[int] = field(default_factory=set)

    def start(self) -> Served:
        """Start a server and wait until it is at work."""
        self.lives += 1
        with (self.folder / "acknowledged").open("ab") as output:
            command = [
                sys.executable,
                str(PROGRAM),
                str(self.folder),
                self.url,
                str(self.lives),
                *self.outcome,
            ]
            served = Served(subprocess.Popen(command, stdout=output))
        wait_until(
            lambda: (
                sum(line["kind"] == "ready" for line in self.acknowledged()) == self.lives
                or served.process.poll() is not None
            )
        )
        return served

    def acknowledged(self) -> list[dict[str, Any]]:
        whole, _, _ = (self.folder / "acknowledged").read_text().rpartition("\n")
        return [json.loads(line) for line in whole.splitlines()]

    def strike(self, served: Served, victim: str, moment: str) -> None:
        """Kill the server or its process at a moment of chance, and look at the store before it goes on."""
        end = time.monotonic() + SECONDS
        while True:
            assert time.monotonic() < end, "for minutes there was nothing that may be killed"
            self.await_moment(served, moment)
            time.sleep(self.chance.uniform(0, 2 if moment == ANY else 0.3))
            assert served.process.poll() is None, "the server ended of itself"
            with served.frozen():
                child, hand = served.child(), self.hand_of(served)
                if (victim == PROCESS and child is None) or not self.allowed(hand, victim):
                    continue
                if victim == SERVER:
                    served.kill()
                elif child is not None:
                    os.kill(child, signal.SIGKILL)
                self.look()
                return

    def await_moment(self, served: Served, moment: str) -> None:
        """Wait until the server reads or judges; for a while only, since it may have nothing to do."""
        end = time.monotonic() + 10
        while moment != ANY and time.monotonic() < end:
            hand = self.hand_of(served)
            if hand is not None and hand.unit is not None and (hand.unit == JUDGING) == (moment == JUDGING):
                return
            time.sleep(0.01)

    def hand_of(self, served: Served) -> Hand | None:
        analyses, readings = schema.analyses, schema.readings
        with self.store.dossiers.reading() as connection:
            running = connection.execute(
                select(analyses.c.id, analyses.c.attempts, analyses.c.worker).where(
                    analyses.c.state == State.RUNNING
                )
            ).all()
            row = next((r for r in running if r.worker.split(" ")[3] == str(served.process.pid)), None)
            if row is None:
                return None
            of_it = connection.execute(
                select(readings.c.document, readings.c.state).where(readings.c.analysis == row.id)
            ).all()
        unit = next((r.document for r in of_it if r.state == State.RUNNING), None)
        if all(r.state in (State.DONE, State.FAILED) for r in of_it):
            unit = JUDGING
        return Hand(row.id, row.attempts, unit)

    def allowed(self, hand: Hand | None, victim: str) -> bool:
        """Whether this kill is one that the queue must get over; counts it."""
        if hand is None:
            return True
        if hand.attempts >= MAX_ATTEMPTS:
            return False
        if hand.unit is None:
            return True
        if victim == SERVER:
            hits, key, most = self.server_hits, (hand.analysis, hand.unit), MAX_CRASHES - 1
        else:
            hits, key, most = self.process_hits, (hand.analysis, hand.attempts, hand.unit), 1
        if hits[key] >= most:
            return False
        hits[key] += 1
        return True

    def look(self) -> None:
        """Nothing is lost, and nothing is there by halves."""
        assert faults(self.store, self.acknowledged(), self.decoded) == []

    def finish(self) -> None:
        """Do what is left, as a server that is started later."""
        later = open_store(
            Settings.of(self.folder, url=self.url), now=lambda: datetime.now(UTC) + timedelta(hours=1)
        )
        processes = Processes()
        try:
            later.dossiers.tidy()
            while Worker(later, processes).step():
                pass
        finally:
            processes.close()
            later.close()

    def outcomes(self) -> dict[str, tuple[str, set[str]]]:
        """How the analysis and the readings of each dossier ended, those left out that are to be deleted."""
        dossiers, analyses, readings = schema.dossiers, schema.analyses, schema.readings
        with self.store.dossiers.reading() as connection:
            rows = connection.execute(
                select(dossiers.c.id, analyses.c.state, readings.c.state.label("reading"))
                .join(analyses, analyses.c.dossier == dossiers.c.id)
                .join(readings, readings.c.analysis == analyses.c.id)
                .where(dossiers.c.title != DELETED)
            ).all()
        return {row.id: (row.state, {r.reading for r in rows if r.id == row.id}) for row in rows}

    def files(self) -> set[str]:
        return {path.name for path in (self.folder / "files").rglob("*") if path.is_file()}


def test_fifty_kills_lose_nothing(url: str, tmp_path: Path, assessment: Assessment) -> None:
    """The analyser itself on PostgreSQL; on SQLite, with more kills, an assessment that is given."""
    database = url.partition("+")[0].partition(":")[0]
    chance, given = random.Random(database), tmp_path / "assessment"
    given.write_bytes(encode(assessment))
    outcome = [] if database == "postgresql" else [str(given)]
    trial = Trial(tmp_path, url, open_store(Settings.of(tmp_path, url=url)), chance, outcome)
    served = None
    try:
        for victim, moment in kills_on(database, chance):
            served = served or trial.start()
            trial.strike(served, victim, moment)
            served = None if victim == SERVER else served
    finally:
        if served is not None:
            served.kill()
    trial.finish()
    trial.look()
    handed_in = {
        line["key"] for line in trial.acknowledged() if line["kind"] == "dossier" and line["title"] != DELETED
    }
    outcomes = trial.outcomes()
    assert handed_in - outcomes.keys() == set()
    assert [outcome for outcome in outcomes.values() if outcome != (State.DONE, {State.DONE})] == []
    with trial.store.dossiers.reading() as connection:
        assert trial.files() == {*connection.scalars(select(schema.documents.c.sha256))}
    trial.store.close()


def wait_until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.01)
