"""Terms through time, from files to a timeline, judged by a small library in a real process."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from repositories import Repository
from small_library import BACKUPS, PAYMENT, write_library

from analyser.comparing import Change, Turn
from analyser.comparing.timeline import Since, Timeline
from analyser.errors import UsageError
from analyser.library import ClauseLibrary, load_library
from analyser.model import Verdict
from analyser.reading.limits import Limits
from analyser.watching import Order, watch
from analyser.watching.judging import Basis, Judge

V, T = Verdict, Turn
PAID = "## 1. Betaling\n\n1.1 De klant betaalt elke factuur binnen 30 dagen na ontvangst.\n"
AHEAD = PAID.replace("binnen 30 dagen na ontvangst", "vooraf en geheel")
COSTLY = AHEAD + "\n## 2. Gegevens\n\n2.1 Elke back-up is voor rekening van de klant.\n"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> ClauseLibrary:
    return load_library(write_library(tmp_path_factory.mktemp("map") / "bibliotheek"))


@pytest.fixture(autouse=True)
def _library_of_the_processes(library: ClauseLibrary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANALYSER_LIBRARY", str(library.folder))


def written(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def steps(timeline: Timeline) -> list[tuple[object, ...]]:
    return [
        (
            step.earlier.day.isoformat(), step.later.day.isoformat(), step.requirement, step.turn,
            *(side and (side.verdict, side.clause, side.words) for side in (step.before, step.after)),
        )
        for step in timeline.steps
    ]  # fmt: skip


def test_a_folder_of_versions(library: ClauseLibrary, tmp_path: Path) -> None:
    folder = written(
        tmp_path / "Dienst",
        {
            "2024-01-01.md": PAID,
            "2024-02-01.md": b"\x00\x01\x02",
            "2024-03-01.html": "<h2>1. Betaling</h2>1.1 De klant betaalt elke factuur vooraf en geheel.",
            "2024-04-01.md": COSTLY,
            "2024-05-01.md": COSTLY.replace("# 2", "#  2"),
            "leesmij.md": "geen versie",
        },
    )
    found = watch(Order(folder, reviewed=date(2024, 3, 15)), library)
    (timeline,) = found.timelines
    paid = (V.MET, "artikel 1.1", "1.1 De klant betaalt elke factuur binnen 30 dagen na ontvangst.")
    ahead = (V.CONTRARY, "artikel 1.1", "1.1 De klant betaalt elke factuur vooraf en geheel.")
    costly = (V.CONTRARY, "artikel 2.1", "2.1 Elke back-up is voor rekening van de klant.")
    assert steps(timeline) == [
        ("2024-01-01", "2024-03-01", PAYMENT, T.WORSE, paid, ahead),
        ("2024-03-01", "2024-04-01", BACKUPS, T.WORSE, (V.MISSING, "", ""), costly),
    ]
    assert [(u.stamp.source, u.code) for u in timeline.unread] == [("2024-02-01.md", "damaged")]
    assert (timeline.versions, timeline.judged) == (5, 4)
    assert found.skipped == ("leesmij.md",)
    since = timeline.since
    assert since is not None
    assert since.versions is not None
    assert since.reviewed is not None
    assert since.newest is not None
    assert (since.reviewed.source, since.newest.source) == ("2024-03-01.html", "2024-05-01.md")
    turned = since.versions.comparison.turned
    assert [(turn.requirement, turn.turn) for turn in turned] == [(BACKUPS, T.WORSE)]
    changed = [(c.change, c.new[0].label) for c in since.versions.comparison.changed]
    assert changed == [(Change.ADDED, "artikel 2"), (Change.ADDED, "artikel 2.1")]
    assert found.is_worse


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_repository_of_versions(library: ClauseLibrary, tmp_path: Path) -> None:
    repository = Repository(tmp_path / "archief")
    terms, policy = "Dienst/Voorwaarden.md", "Dienst/Beleid.md"
    whole = PAID + "\n".join(f"1.{n} Partijen overleggen over punt {n}." for n in range(2, 12))
    repository.version("2025-01-01T00:00:00Z", {terms: whole, policy: PAID})
    repository.version("2025-02-01T00:00:00Z", {terms: "## Laden", policy: None})  # a page that did not load
    lost = repository.version("2025-03-01T00:00:00Z", {terms: whole.replace("punt 2", "punt twee")})
    repository.version("2025-04-01T00:00:00Z", {terms: whole})
    repository.version(
        "2025-05-01T00:00:00Z", {terms: whole.replace("binnen 30 dagen na ontvangst", "vooraf")}
    )
    repository.forget(terms, lost)
    found = watch(Order(repository.folder, reviewed=date(2025, 1, 31)), library)
    gone, timeline = found.timelines
    assert (gone.document, gone.versions, gone.judged) == ("Dienst/Beleid", 2, 1)
    assert [(u.stamp.day.isoformat(), u.code) for u in gone.unread] == [("2025-02-01", "withdrawn")]
    assert [(u.stamp.day.isoformat(), u.code) for u in timeline.unread] == [
        ("2025-02-01", "fragment"),
        ("2025-03-01", "file-missing"),
    ]
    assert [step[:4] for step in steps(timeline)] == [("2025-04-01", "2025-05-01", PAYMENT, T.WORSE)]
    assert found.is_worse


def test_a_text_that_stays_short_counts(library: ClauseLibrary, tmp_path: Path) -> None:
    whole = PAID + "\n".join(f"1.{n} Partijen overleggen over punt {n}." for n in range(2, 12))
    files: dict[str, str | bytes] = {
        "2024-01-01.md": whole,
        "2024-02-01.md": "## 1. Slot",
        "2024-03-01.md": "## 1. Eind",
    }
    (timeline,) = watch(Order(written(tmp_path / "D", files)), library).timelines
    assert [step[:4] for step in steps(timeline)] == [("2024-01-01", "2024-02-01", PAYMENT, T.WORSE)]
    assert (timeline.judged, timeline.unread, timeline.since) == (3, (), None)


def test_days_and_documents_are_chosen(library: ClauseLibrary, tmp_path: Path) -> None:
    folder = written(
        tmp_path,
        {"A/2024-01-01.md": PAID, "A/2024-02-01.md": AHEAD, "A/2024-03-01.md": PAID, "B/2024-02-01.md": PAID},
    )
    order = Order(folder, ("a",), date(2024, 1, 15), date(2024, 2, 15), reviewed=date(2023, 12, 31))
    (timeline,) = watch(order, library).timelines
    assert (timeline.document, timeline.versions, timeline.steps) == ("A", 1, ())
    since = timeline.since
    assert since is not None
    assert (since.reviewed, since.versions) == (None, None)
    assert not watch(order, library).is_worse
    with pytest.raises(UsageError, match="No document fits"):
        watch(Order(folder, ("c",)), library)


def test_a_version_that_was_reviewed_and_cannot_be_read_is_no_comfort(
    library: ClauseLibrary, tmp_path: Path
) -> None:
    folder = written(tmp_path / "D", {"2024-01-01.md": b"\x00", "2024-02-01.md": PAID})
    found = watch(Order(folder, reviewed=date(2024, 1, 1)), library)
    since = found.timelines[0].since
    assert since is not None
    assert since.reviewed is not None
    assert since.versions is None
    assert found.is_worse


def test_a_newer_version_that_cannot_be_read_is_no_comfort(library: ClauseLibrary, tmp_path: Path) -> None:
    folder = written(
        tmp_path / "D", {"2024-01-01.md": PAID, "2024-02-01.md": b"\x00", "2024-03-01.md": b"\x00"}
    )
    found = watch(Order(folder, reviewed=date(2024, 1, 15)), library)
    since = found.timelines[0].since
    assert since is not None
    assert [stamp.source for stamp in since.newer] == ["2024-02-01.md", "2024-03-01.md"]
    assert found.is_worse
    written(folder, {"2024-04-01.md": PAID})  # what came between is of no account
    again = watch(Order(folder, reviewed=date(2024, 1, 15)), library)
    assert again.timelines[0].since is not None
    assert (again.timelines[0].since.newer, again.is_worse) == ((), False)


def test_a_fragment_is_not_what_was_reviewed(library: ClauseLibrary, tmp_path: Path) -> None:
    whole = PAID + "\n".join(f"1.{n} Partijen overleggen over punt {n}." for n in range(2, 12))
    folder = written(
        tmp_path / "D", {"2024-01-01.md": whole, "2024-02-01.md": "## Laden", "2024-03-01.md": whole}
    )
    since = watch(Order(folder, reviewed=date(2024, 2, 15)), library).timelines[0].since
    assert since is not None
    assert since.reviewed is not None
    assert since.versions is not None
    assert (since.reviewed.source, since.versions.comparison.changed) == ("2024-01-01.md", ())


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_day_without_a_version_in_a_repository(library: ClauseLibrary, tmp_path: Path) -> None:
    repository = Repository(tmp_path / "archief")
    gone, kept = "Dienst/Beleid.md", "Dienst/Voorwaarden.md"
    repository.version("2025-01-01T00:00:00Z", {gone: PAID, kept: PAID})
    repository.version("2025-02-01T00:00:00Z", {gone: None, kept: AHEAD})
    found = watch(Order(repository.folder, ("*/Beleid",), reviewed=date(2025, 2, 15)), library)
    assert found.timelines[0].since == Since(None, found.timelines[0].first, None)
    assert not found.is_worse
    shallow = tmp_path / "ondiep"
    repository.git("clone", "--quiet", "--depth=1", f"file://{repository.folder}", str(shallow))
    for day, is_lost in ((date(2025, 1, 15), True), (date(2025, 2, 1), False)):
        found = watch(Order(shallow, reviewed=day), library)
        (timeline,) = found.timelines
        assert timeline.since is not None
        assert (timeline.is_cut, timeline.since.is_lost, found.is_worse) == (True, is_lost, is_lost)


def test_a_text_is_judged_once(library: ClauseLibrary) -> None:
    judge = Judge(Basis("all", None, Limits()))
    first = judge.snapshot(PAID.encode(), "2024-01-01.md")
    judge.close()  # whoever asks for more now is not answered
    assert judge.snapshot(PAID.encode(), "2024-01-01.md") is first
    assert dict(first.held)[PAYMENT].verdict is V.MET


def test_a_folder_that_is_not_there(library: ClauseLibrary, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is not a folder"):
        watch(Order(tmp_path / "weg"), library)
