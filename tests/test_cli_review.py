"""``analyser decisions``: the table in three forms, and labels."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from analyser.cli import app
from analyser.errors import UsageError
from analyser.model import Assessment, Verdict
from analyser.pipeline import analyse
from analyser.review import Outcome
from analyser.store import Actor, Role, Settings, Upload, open_store

SAMPLE = Path(__file__).resolve().parent.parent / "samples" / "contracts" / "vendor-terms.pdf"
LAWYER = Actor("jan", Role.LAWYER)
REASON = "=anders,\n\x1b[2Jdan gedacht"


@pytest.fixture(scope="module")
def assessment() -> Assessment:
    return analyse([SAMPLE])


@pytest.fixture
def requirement(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, assessment: Assessment) -> str:
    """The requirement on which one of two decisions overrules."""
    monkeypatch.setenv("ANALYSER_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("ANALYSER_PROFILE", raising=False)
    finding = next(f for f in assessment.findings if f.verdict is Verdict.CONTRARY)
    store = open_store(Settings.of(tmp_path / "data"))
    for own in (Verdict.PARTIAL, None):
        upload = Upload("voorwaarden.pdf", SAMPLE.read_bytes())
        key = store.dossiers.create(LAWYER, "Voorwaarden", [upload])
        claim = store.queue.claim("worker")
        assert claim is not None
        assert store.queue.finish(claim, assessment)
        store.reviews.decide(LAWYER, key, finding.requirement, Outcome.AGREED, REASON, after=0, verdict=own)
    store.close()
    return finding.requirement


def run(*words: str) -> str:
    done = CliRunner().invoke(app, ["decisions", *words])
    assert done.exit_code == 0, done.exception
    return done.output


def test_as_text(requirement: str, assessment: Assessment) -> None:
    head, line = run().splitlines()
    assert head.split("\t") == [
        "Eis", "Bibliotheek", "Profiel", "Beslist", "Ander oordeel", "Niet van toepassing", "Waarvan",
    ]  # fmt: skip
    expected = [requirement, assessment.library_version, "rijk", "2", "1", "0", "contrary > partial 1"]
    assert line.split("\t") == expected
    assert run("--language", "en").startswith("Requirement\t")


def test_reasons_only_where_they_are_asked(requirement: str) -> None:
    for form in ("text", "csv", "json"):
        assert "dan gedacht" not in run("--format", form)
    assert run("--reasons").splitlines()[2].split("\t")[3:] == [
        "contrary", "partial", "=anders, \ufffd[2Jdan gedacht",
    ]  # fmt: skip


def test_as_csv(requirement: str, assessment: Assessment) -> None:
    (row,) = csv.DictReader(io.StringIO(run("--format", "csv")))
    assert row == {
        "requirement": requirement, "library": assessment.library_version, "profile": "rijk",
        "decided": "2", "overruled": "1", "not_applicable": "0", "turned": "contrary > partial 1",
    }  # fmt: skip
    (row,) = csv.DictReader(io.StringIO(run("--format", "csv", "--reasons")))
    assert (row["author"], row["from"], row["to"], row["reason"]) == (
        "jan", "contrary", "partial", "'=anders,\n\ufffd[2Jdan gedacht",
    )  # fmt: skip


def test_as_json(requirement: str, assessment: Assessment) -> None:
    (told,) = json.loads(run("--format", "json", "--reasons"))["requirements"]
    (said,) = told.pop("said")
    assert told == {
        "requirement": requirement, "library": assessment.library_version, "profile": "rijk",
        "decided": 2, "overruled": 1, "not_applicable": 0,
        "turned": [{"from": "contrary", "to": "partial", "count": 1}],
    }  # fmt: skip
    assert (said["author"], said["from"], said["to"], said["reason"]) == (
        "jan",
        "contrary",
        "partial",
        REASON,
    )


def test_since(requirement: str) -> None:
    assert len(run("--since", "2000-01-01").splitlines()) == 2
    assert len(run("--since", "2999-01-01").splitlines()) == 1
    done = CliRunner().invoke(app, ["decisions", "--since", "0001-01-01"])
    assert isinstance(done.exception, UsageError)
    assert str(done.exception) == "--since 0001-01-01 goes too far; name a later day."


def test_labels(requirement: str, tmp_path: Path) -> None:
    folder = tmp_path / "labels"
    assert run("--labels", str(folder), "--with-texts") == "2 labels van 2 contracten geschreven.\n"
    done = CliRunner().invoke(app, ["evaluate", str(folder), "--format", "json"])
    assert done.exit_code == 0, done.exception
    told = json.loads(done.output)
    assert (told["documents"], told["judgements"], told["figures"]["all"]["accuracy"]) == (2, 2, 0.5)


def test_no_labels_of_decisions_before_a_day(requirement: str, tmp_path: Path) -> None:
    told = run("--labels", str(tmp_path / "labels"), "--since", "2999-01-01", "--language", "en")
    assert told == "0 labels of 0 contracts written.\n"


def test_texts_without_labels(requirement: str) -> None:
    done = CliRunner().invoke(app, ["decisions", "--with-texts"])
    assert isinstance(done.exception, UsageError)
    assert str(done.exception) == "--with-texts goes with --labels: name the folder."


def test_nothing_decided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANALYSER_DATA", str(tmp_path))
    assert len(run().splitlines()) == 1
    assert json.loads(run("--format", "json")) == {"requirements": []}
