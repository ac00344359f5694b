"""Decisions as labels: what ``analyser evaluate`` reads, with the contracts only where that is asked."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from stores import ADMINISTRATOR, BUYER, COLLEAGUE, LAWYER, SAMPLE

from analyser.errors import NotAllowed, StoreBroken, UsageError
from analyser.evaluation import run
from analyser.evaluation.gold import load_gold
from analyser.library import ClauseLibrary
from analyser.model import Assessment, Role, Verdict, View
from analyser.review import Outcome
from analyser.store import Store, Upload
from analyser.store.labels import Exported

EIS = "privacy-subverwerkers"


def exported(store: Store, folder: Path, library: ClauseLibrary, **options: Any) -> Exported:
    return store.labels.export(ADMINISTRATOR, folder, library.by_id, "rijk", **options)


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def chosen(assessment: Assessment, verdict: Verdict) -> str:
    return next(f.requirement for f in assessment.findings if f.verdict is verdict)


def decide(store: Store, dossier: str, requirement: str, verdict: Verdict | None = None) -> None:
    store.reviews.decide(LAWYER, dossier, requirement, Outcome.AGREED, "daarom", after=0, verdict=verdict)


def test_made_decided_exported_and_evaluated(
    store: Store, judged: str, assessment: Assessment, library: ClauseLibrary, tmp_path: Path
) -> None:
    """From decisions to figures: what was let stand is right, what was overruled is not."""
    contrary = [f.requirement for f in assessment.findings if f.verdict is Verdict.CONTRARY][:3]
    missing = chosen(assessment, Verdict.MISSING)
    for requirement in (*contrary, missing):
        decide(store, judged, requirement)
    overruled = next(
        f.requirement
        for f in assessment.findings
        if f.verdict is Verdict.CONTRARY and f.requirement not in contrary
    )
    decide(store, judged, overruled, Verdict.PARTIAL)
    folder = tmp_path / "labels"
    done = exported(store, folder, library, with_texts=True)
    assert (done.documents, done.labels, dict(done.left_out)) == (1, 5, {})
    evaluation = run.evaluate(folder)
    found = {j.requirement: (j.label, j.outcome.verdict, j.outcome.quoted) for j in evaluation.judgements}
    assert found == {
        **dict.fromkeys(contrary, ("contrary", "contrary", True)),
        missing: ("missing", "missing", None),
        overruled: ("partial", "contrary", None),
    }
    assert (folder / "documents" / f"{judged}.pdf").read_bytes() == SAMPLE.read_bytes()
    assert oct(folder.stat().st_mode & 0o777) == "0o700"


def test_without_texts_no_word_of_the_contract(
    store: Store, judged: str, assessment: Assessment, library: ClauseLibrary, tmp_path: Path
) -> None:
    requirement = chosen(assessment, Verdict.CONTRARY)
    decide(store, judged, requirement)
    exported(store, tmp_path / "labels", library)
    written = sorted(str(p.relative_to(tmp_path / "labels")) for p in (tmp_path / "labels").rglob("*.*"))
    assert written == ["index.json", f"labels/{judged}.json"]
    label = {"verdict": "contrary", "evidence": [], "agreed": True}
    assert read(tmp_path / "labels" / "labels" / f"{judged}.json") == {"labels": {requirement: label}}
    assert read(tmp_path / "labels" / "index.json") == {
        "documents": [
            {
                "name": judged, "file": f"documents/{judged}.pdf", "lang": assessment.languages[0],
                "sha256": assessment.documents[0].sha256,
            }
        ]
    }  # fmt: skip
    with pytest.raises(UsageError, match=r"named in index\.json, not there"):
        load_gold(tmp_path / "labels", library.by_id)


def test_with_texts_the_words_that_were_let_stand(
    store: Store, judged: str, assessment: Assessment, library: ClauseLibrary, tmp_path: Path
) -> None:
    finding = next(f for f in assessment.findings if f.verdict is Verdict.CONTRARY)
    decide(store, judged, finding.requirement)
    exported(store, tmp_path / "labels", library, with_texts=True)
    (document,) = load_gold(tmp_path / "labels", library.by_id)
    words = tuple(e.text for e in finding.evidence if e.role is not Role.NEAREST)
    assert document.labels[finding.requirement].evidence == words


def test_each_with_the_words_that_it_was_decided_on(
    store: Store, judged: str, assessment: Assessment, library: ClauseLibrary, tmp_path: Path
) -> None:
    """One is decided, the dossier is judged anew and otherwise, and another is decided."""
    first, second = [f for f in assessment.findings if f.verdict is Verdict.CONTRARY][:2]
    decide(store, judged, first.requirement)
    other = replace(first, verdict=Verdict.MET, evidence=second.evidence)
    anew = replace(assessment, findings=tuple(other if f is first else f for f in assessment.findings))
    store.dossiers.analyse_again(LAWYER, judged)
    claim = store.queue.claim("worker")
    assert claim is not None
    assert store.queue.finish(claim, anew)
    decide(store, judged, second.requirement)
    exported(store, tmp_path / "labels", library, with_texts=True)
    labels = read(tmp_path / "labels" / "labels" / f"{judged}.json")["labels"]
    assert labels == {
        finding.requirement: {
            "verdict": "contrary", "evidence": [e.text for e in finding.evidence], "agreed": True,
        }
        for finding in (first, second)
    }  # fmt: skip


def test_a_folder_that_is_there_is_closed(store: Store, library: ClauseLibrary, tmp_path: Path) -> None:
    """And where nobody decided anything, it says so to whoever evaluates it."""
    folder = tmp_path / "labels"
    folder.mkdir(mode=0o755)
    assert exported(store, folder, library) == Exported()
    assert oct(folder.stat().st_mode & 0o777) == "0o700"
    with pytest.raises(UsageError, match="no documents"):
        load_gold(folder, library.by_id)


def test_readers_who_differ(
    store: Store, judged: str, assessment: Assessment, library: ClauseLibrary, tmp_path: Path
) -> None:
    requirement = chosen(assessment, Verdict.CONTRARY)
    decide(store, judged, requirement, Verdict.MET)
    store.reviews.decide(COLLEAGUE, judged, requirement, Outcome.AGREED, "toch", after=1)
    exported(store, tmp_path / "labels", library)
    kept = read(tmp_path / "labels" / "labels" / f"{judged}.json")["labels"][requirement]
    assert kept == {"verdict": "contrary", "evidence": [], "agreed": False}


@pytest.mark.parametrize(("first", "agreed"), [(Outcome.NOT_APPLICABLE, False), (Outcome.ACCEPTED, True)])
def test_who_sets_aside_differs_from_who_gives_a_verdict(
    first: Outcome, agreed: bool, store: Store, judged: str, assessment: Assessment, library: ClauseLibrary,
    tmp_path: Path,
) -> None:  # fmt: skip
    requirement = chosen(assessment, Verdict.CONTRARY)
    store.reviews.decide(LAWYER, judged, requirement, first, "daarom", after=0)
    store.reviews.decide(COLLEAGUE, judged, requirement, Outcome.AGREED, "klopt", after=1)
    exported(store, tmp_path / "labels", library)
    kept = read(tmp_path / "labels" / "labels" / f"{judged}.json")["labels"][requirement]
    assert kept == {"verdict": "contrary", "evidence": [], "agreed": agreed}


def test_what_is_left_out_is_counted(
    store: Store, judged: str, assessment: Assessment, library: ClauseLibrary, tmp_path: Path
) -> None:
    uploads = [Upload("a.pdf", SAMPLE.read_bytes()), Upload("b.pdf", SAMPLE.read_bytes())]
    others = [
        store.dossiers.create(BUYER, "Twee bestanden", uploads),
        store.dossiers.create(BUYER, "Gemarkeerd", uploads[:1], view=View.MARKED),
        store.dossiers.create(BUYER, "Gemeente", uploads[:1]),
    ]
    for _ in others:
        claim = store.queue.claim("worker")
        assert claim is not None
        assert store.queue.finish(claim, assessment)
    gone, aside, kept = [f.requirement for f in assessment.findings if f.verdict is Verdict.CONTRARY][:3]
    for key in (judged, *others):
        decide(store, key, kept)
    decide(store, judged, gone)
    store.reviews.decide(LAWYER, judged, aside, Outcome.NOT_APPLICABLE, "speelt niet", after=0)
    with store.engine.begin() as connection:
        connection.execute(
            text("UPDATE analyses SET profile = 'gemeente' WHERE dossier = :d"), {"d": others[2]}
        )
    done = store.labels.export(ADMINISTRATOR, tmp_path / "labels", {*library.by_id} - {gone}, "rijk")
    assert (done.documents, done.labels) == (1, 1)
    assert done.left_out == {"files": 1, "changes": 1, "profile": 1, "requirement": 1, "verdict": 1}


def test_the_log_tells_that_labels_left_the_house(
    store: Store, judged: str, assessment: Assessment, library: ClauseLibrary, tmp_path: Path
) -> None:
    decide(store, judged, chosen(assessment, Verdict.CONTRARY))
    exported(store, tmp_path / "labels", library, with_texts=True)
    with store.dossiers.reading() as connection:
        rows = connection.execute(
            text("SELECT actor, details FROM audit_log WHERE action = 'labels.exported'")
        )
        ((actor, details),) = rows.all()
    details = json.loads(details) if isinstance(details, str) else details
    assert (actor, details) == ("bea", {"documents": 1, "labels": 1, "texts": True})
    assert store.verify() == ()


def test_what_cannot_be_exported(store: Store, judged: str, library: ClauseLibrary, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        store.labels.export(BUYER, tmp_path / "labels", library.by_id, "rijk")
    assert not (tmp_path / "labels").exists()
    full = tmp_path / "vol"
    full.mkdir()
    (full / "iets.txt").write_text("x")
    with pytest.raises(UsageError, match="The folder vol is not empty"):
        exported(store, full, library)
    with pytest.raises(UsageError, match=r"iets.txt cannot be written"):
        exported(store, full / "iets.txt", library)


def test_a_file_that_the_disk_lost(
    store: Store, judged: str, assessment: Assessment, library: ClauseLibrary, tmp_path: Path
) -> None:
    decide(store, judged, chosen(assessment, Verdict.CONTRARY))
    sha256 = assessment.documents[0].sha256
    next(p for p in (tmp_path / "files").rglob("*") if p.name == sha256 or sha256.endswith(p.name)).unlink()
    with pytest.raises(StoreBroken):
        exported(store, tmp_path / "labels", library, with_texts=True)
    assert not (tmp_path / "labels" / "index.json").exists()
    with store.dossiers.reading() as connection:  # others may have been written before it
        assert connection.execute(text("SELECT 1 FROM audit_log WHERE action = 'labels.exported'")).all()
