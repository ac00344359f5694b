"""What a batch knows of its contracts: kept whole, given back equal, and one batch's at a time."""

from __future__ import annotations

import random
import resource
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from analyser.batch.state import FILE, BatchState, Result
from analyser.errors import UsageError
from analyser.model import Severity, Verdict
from analyser.portfolio import File, Line, Outcome, Refusal, Run

JUDGED = Outcome(
    "b één.docx",
    (File("b één.docx", "ab" * 32, None, 120, "nl"),),
    "Acme B.V.",
    "rapporten/b-een.docx.html",
    (
        Line(
            "back-ups", "proef", Severity.HIGH, Verdict.MISSING, 0.9, True, "b één.docx", "Nergens gevonden."
        ),
        Line("betaling", "proef", Severity.LOW, Verdict.MET, 0.75, False),
    ),
    ("contract.pdf, p. 3",),
)
REFUSED = Outcome("a\udce9.pdf", (File("a\udce9.pdf"),), refusal=Refusal("damaged", "Kapot.", "Broken."))


def result(key: str = "k", **sizes: int) -> Result:
    return Result(key, "basis", "stamp", sizes)


def run(day: str) -> Run:
    return Run(day, "1.0.0", 2, 1, 1, ((Verdict.MET, 1), (Verdict.MISSING, 1)))


def test_what_is_kept_comes_back_equal_and_in_order_of_name(tmp_path: Path) -> None:
    with BatchState(tmp_path) as state:
        state.keep(result(), JUDGED)
        state.keep(replace(result(), refusal="damaged"), REFUSED)
    with BatchState(tmp_path) as state:
        assert list(state) == list(state) == [REFUSED, JUDGED]
        assert state.result(JUDGED.contract) == result()
        assert state.result(REFUSED.contract) == replace(result(), refusal="damaged")
        assert state.result("onbekend") is None
        assert state.contracts() == (REFUSED.contract, JUDGED.contract)
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_the_last_word_on_a_contract_counts(tmp_path: Path) -> None:
    with BatchState(tmp_path) as state:
        state.keep(result("eerst"), JUDGED)
        before = state.digest()
        state.keep(result("later"), JUDGED)
        assert state.digest() != before
        assert state.result(JUDGED.contract) == result("later")
        state.restamp(JUDGED.contract, "later bewaard")
        assert state.result(JUDGED.contract) == replace(result("later"), stamp="later bewaard")
        state.forget([JUDGED.contract])
        assert list(state) == []


def test_reports_that_no_result_has_are_stale(tmp_path: Path) -> None:
    with BatchState(tmp_path) as state:
        state.announce_reports(["rapporten/a.html", "rapporten/b.html", "overzicht.xlsx", "overview.xlsx"])
        state.keep(result(**{"rapporten/b.html": 3}), JUDGED)
        assert state.stale_reports(["overview.xlsx"]) == ("overzicht.xlsx", "rapporten/a.html")
        state.forget_reports(["rapporten/a.html"])
        assert state.stale_reports(["overview.xlsx", "overzicht.xlsx"]) == ()


def test_a_run_is_entered_once_for_what_it_found(tmp_path: Path) -> None:
    with BatchState(tmp_path) as state:
        assert state.runs("a") == ()
        for digest, day in (("a", "2026-01-01"), ("a", "2026-02-01"), ("b", "2026-03-01")):
            state.ended(digest, run(day))
        assert state.runs("c") == (run("2026-01-01"), run("2026-03-01"))
        assert state.runs("b") == (run("2026-01-01"),)  # the one that found just this is no earlier one


def test_a_disk_without_room_is_told_and_what_was_kept_stays(tmp_path: Path) -> None:
    large = replace(JUDGED, unread=(random.Random(1).randbytes(200_000).hex(),))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with BatchState(tmp_path) as state:
        state.keep(result(), JUDGED)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100 * 1024, hard))  # stands for a disk that is full
        try:
            with pytest.raises(UsageError, match="cannot be written: the disk is full"):
                state.keep(result(), replace(large, contract="groot.docx"))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert list(state) == [JUDGED]
        state.keep(result(), large)  # there is room again
    with BatchState(tmp_path) as state:
        assert list(state) == [large]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        BatchState(tmp_path / "weg")


def test_one_batch_at_a_time(tmp_path: Path) -> None:
    other = (
        "import sys; from pathlib import Path; from analyser.batch.state import BatchState\n"
        "state = BatchState(Path(sys.argv[1])); print('open', flush=True); sys.stdin.readline()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", other, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        with pytest.raises(UsageError, match="Another batch is writing to"):
            BatchState(tmp_path)
        process.kill()
    with BatchState(tmp_path) as state:  # who was killed holds nothing
        assert list(state) == []


def test_a_database_of_another_version_or_none_at_all_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE) as newer:
        newer.execute("PRAGMA user_version = 99")
    newer.close()
    with pytest.raises(UsageError, match="is not of this version"):
        BatchState(tmp_path)
    (tmp_path / FILE).write_bytes(b"geen database" * 100)
    with pytest.raises(UsageError, match="is not of this version"):
        BatchState(tmp_path)
