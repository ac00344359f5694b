"""Many contracts in one run: what is written, what is refused, and what a next run need not do again."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from folders import contract, written

from analyser.batch.choices import Dossiers
from analyser.batch.contracts import Selection
from analyser.batch.run import Order, Summary, run_batch
from analyser.batch.state import FILE, BatchState
from analyser.errors import UsageError
from analyser.library import load_library
from analyser.reading.limits import Limits


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two contracts, a bad one, a sound dossier, half a dossier, and things to leave aside."""
    root = tmp_path / "contracten"
    contract(root / "b één.docx")
    contract(root / "zonder extensie")
    (root / "a kapot.pdf").write_bytes(b"%PDF-1.7 niets")
    contract(root / "dossier" / "overeenkomst.docx")
    contract(root / "dossier" / "bijlagen" / "verwerking.docx")
    contract(root / "half" / "overeenkomst.docx")
    (root / "half" / "bijlage.pdf").write_bytes(b"")
    for name in (".verborgen.docx", "~$b één.docx", "foto.jpg", "dossier/lijst.xlsx"):
        (root / name).write_bytes(b"x")
    return root


@pytest.fixture
def order(folder: Path, tmp_path: Path) -> Order:
    return Order(str(folder), tmp_path / "uit", applies="all")


def start(order: Order, day: str = "2026-01-01") -> Summary:
    return run_batch(order, lambda: date.fromisoformat(day))


def test_a_batch_writes_reports_and_what_is_about_all(
    order: Order, capsys: pytest.CaptureFixture[str]
) -> None:
    output = order.output
    assert start(order) == Summary(contracts=5, refused=2, unchanged=0, with_open_knock_outs=0)
    assert sorted(path.relative_to(output).as_posix() for path in output.rglob("*.*") if path.is_file()) == [
        FILE, "overzicht.xlsx", "portefeuille.html", "portefeuille.parquet",
        "rapporten/b-een.docx.html", "rapporten/b-een.docx.json", "rapporten/dossier.html",
        "rapporten/dossier.json", "rapporten/zonder-extensie.html", "rapporten/zonder-extensie.json",
    ]  # fmt: skip
    out, err = capsys.readouterr()
    assert out == ""
    assert [line.partition(":")[0] for line in err.splitlines()] == [
        "a kapot.pdf", "half", "3 beoordeeld, 2 geweigerd. Overzicht",
        "Overgeslagen bestanden (geen contract, verborgen of slot)",
    ]  # fmt: skip


def test_the_overview_has_a_row_a_contract(order: Order) -> None:
    start(order)
    book = openpyxl.load_workbook(io.BytesIO((order.output / "overzicht.xlsx").read_bytes()))
    rows = list(book["Overzicht"].iter_rows(values_only=True))
    header, *rows = ([*row] for row in rows)
    status, reason, report = (header.index(name) for name in ("Status", "Reden", "Rapport"))
    assert [(row[0], row[status], row[reason], row[report]) for row in rows] == [
        ("a kapot.pdf", "geweigerd", "damaged", None),
        ("b één.docx", "beoordeeld", None, "rapporten/b-een.docx.html"),
        ("dossier", "beoordeeld", None, "rapporten/dossier.html"),
        ("half", "geweigerd", "file-empty", None),
        ("zonder extensie", "beoordeeld", None, "rapporten/zonder-extensie.html"),
    ]
    titles = tuple(requirement.title.nl for requirement in load_library().requirements)
    assert tuple(header[-len(titles) :]) == titles
    assert rows[1][-len(titles) :] == ["✘ strijdig", "✔ voldoet", "○ ontbreekt"]


def test_the_table_says_the_same(order: Order) -> None:
    start(order)
    rows = pq.read_table(order.output / "portefeuille.parquet").to_pylist()
    assert [(row["contract"], row["refusal"], row["requirement"], row["verdict"]) for row in rows[:5]] == [
        ("a kapot.pdf", "damaged", None, None),
        ("b één.docx", None, "back-ups", "contrary"),
        ("b één.docx", None, "betaling", "met"),
        ("b één.docx", None, "zonder-clausules", "missing"),
        ("dossier", None, "back-ups", "contrary"),
    ]


def test_how_many_work_changes_nothing(order: Order, tmp_path: Path) -> None:
    two = replace(order, output=tmp_path / "twee", jobs=2)
    assert start(order) == start(two)
    assert written(order.output) == written(two.output)


def test_a_second_run_has_nothing_to_do(order: Order, capsys: pytest.CaptureFixture[str]) -> None:
    start(order)
    before, moments = written(order.output), modified(order.output)
    assert start(order, "2026-02-01") == Summary(5, 2, 5, 0)
    assert written(order.output) == before
    assert modified(order.output) == moments
    assert "Ongewijzigd sinds een eerdere keer: 5" in capsys.readouterr().err.splitlines()


def modified(output: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in (output / "rapporten").iterdir()}


@pytest.mark.parametrize(
    ("change", "unchanged"),
    [
        (lambda root: contract(root / "b één.docx", "1.4 Partijen overleggen elk jaar."), 4),
        (lambda root: (root / "b één.docx").rename(root / "c.docx"), 4),
        (lambda root: contract(root / "nieuw.docx"), 5),
        (lambda root: (root / "zonder extensie").unlink(), 4),
        (lambda root: contract(root / "half" / "nog een.docx"), 4),
    ],
    ids=["another text", "another name", "a new one", "one gone", "one more in a dossier"],
)
def test_a_run_after_a_change_writes_what_a_first_one_would(
    order: Order, tmp_path: Path, change: Callable[[Path], Any], unchanged: int
) -> None:
    start(order)
    change(Path(order.folder))
    assert start(order, "2026-02-01").unchanged == unchanged
    afresh = replace(order, output=tmp_path / "opnieuw")
    start(afresh)
    again, first = written(order.output), written(afresh.output)
    assert {name for name in again if again[name] != first.get(name)} == {
        "overzicht.xlsx",
        "portefeuille.html",
    }
    assert again.keys() == first.keys()  # the two above tell of the earlier run


def test_a_later_run_shows_the_earlier_one(order: Order) -> None:
    start(order, "2026-01-31")
    contract(Path(order.folder) / "nieuw.docx")
    start(order, "2026-02-28")
    book = openpyxl.load_workbook(order.output / "overzicht.xlsx")
    days = [row[0] for row in book["Verloop"].iter_rows(min_row=2, values_only=True)]
    assert "2026-01-31" in [str(day)[:10] for day in days]


def test_a_report_that_is_gone_or_cut_off_is_made_again(order: Order) -> None:
    start(order)
    before = written(order.output)
    (order.output / "rapporten/dossier.html").unlink()
    (order.output / "rapporten/b-een.docx.json").write_bytes(b"{")
    assert start(order).unchanged == 3
    assert written(order.output) == before


def test_other_options_judge_anew(order: Order) -> None:
    start(order)
    for other in (replace(order, applies="auto"), replace(order, limits=Limits(max_pages=10))):
        assert start(other).unchanged == 0
        assert start(other).unchanged == 5


def test_a_refusal_that_may_pass_is_tried_again(order: Order) -> None:
    start(order)
    with BatchState(order.output) as state:
        result, outcome = state.result("a kapot.pdf"), next(iter(state))
        assert result is not None
        assert (outcome.contract, result.refusal) == ("a kapot.pdf", "damaged")
        state.keep(replace(result, refusal="out-of-time"), replace(outcome, supplier="van toen"))
    assert start(order).unchanged == 4
    with BatchState(order.output) as state:
        assert (state.result("a kapot.pdf"), next(iter(state))) == (result, outcome)


def test_believing_size_and_time_fetches_nothing_again(order: Order) -> None:
    start(order)
    file = Path(order.folder) / "zonder extensie"
    moment, size = file.stat().st_mtime_ns, file.stat().st_size
    file.write_bytes(b"x" * size)
    os.utime(file, ns=(moment, moment))
    assert start(replace(order, changed_only=True)) == Summary(5, 2, 5, 0)  # it was believed
    assert start(order) == Summary(5, 3, 4, 0)  # and here it was read
    os.utime(file, ns=(moment + 1, moment + 1))
    assert start(replace(order, changed_only=True)) == Summary(5, 3, 5, 0)  # read, and the same


def test_leftovers_of_a_killed_run_are_cleared(order: Order) -> None:
    start(order)
    before = written(order.output)
    for place in (order.output, order.output / "rapporten"):
        (place / ".overzicht.xlsx.123.analyser-tmp").write_bytes(b"half")
    start(order)
    assert written(order.output) == before


def test_a_file_of_someone_else_among_the_reports_stays(order: Order) -> None:
    start(order)
    note = order.output / "rapporten" / "aantekeningen.html"
    note.write_text("van een collega")
    (Path(order.folder) / "b één.docx").unlink()
    start(order)
    assert note.read_text() == "van een collega"
    assert not (order.output / "rapporten/b-een.docx.html").exists()


def test_a_run_in_the_other_language_takes_the_files_of_the_first_away(order: Order, tmp_path: Path) -> None:
    start(order)
    notes = [order.output / name for name in ("mijn overzicht.xlsx", "rapporten/aantekeningen.html")]
    for note in notes:
        note.write_text("van een collega")
    english = replace(order, language="en")
    start(english)
    afresh = replace(english, output=tmp_path / "opnieuw")
    start(afresh)
    assert [note.read_text() for note in notes] == ["van een collega"] * 2
    for note in notes:
        note.unlink()
    again, first = written(order.output), written(afresh.output)
    assert again.keys() == first.keys()
    assert {name for name in again if again[name] != first[name]} == {"overview.xlsx", "portfolio.html"}
    start(order)  # these two tell of the earlier run
    assert [path.name for path in sorted(order.output.iterdir()) if path.is_file()] == [
        FILE, "overzicht.xlsx", "portefeuille.html", "portefeuille.parquet",
    ]  # fmt: skip


def test_files_of_someone_else_with_names_of_the_other_language_stay(order: Order) -> None:
    order.output.mkdir()
    theirs = order.output / "overview.xlsx"
    theirs.write_text("van een collega")
    start(order)
    assert theirs.read_text() == "van een collega"


def test_a_selection_is_a_batch_of_its_own(order: Order) -> None:
    few = replace(order, selection=Selection(include=("*.docx",), dossiers=Dossiers.FILE))
    assert start(few) == Summary(contracts=4, refused=0, unchanged=0, with_open_knock_outs=0)


def test_names_that_are_no_sound_text(tmp_path: Path) -> None:
    root = tmp_path / "in"
    contract(root / "a.docx")
    os.rename(os.fsencode(root / "a.docx"), os.fsencode(root) + b"/caf\xe9.docx")  # noqa: PTH104
    order = Order(str(root), tmp_path / "uit")
    assert start(order).refused == 0
    assert start(order).unchanged == 1


@pytest.mark.parametrize(
    ("make", "output", "message"),
    [
        ((), "uit", "is geen map, of bestaat niet"),
        (("map/",), "uit", "staan geen contracten"),
        (("map/foto.jpg",), "uit", "staan geen contracten"),
        (("map",), "uit", "is geen map, of bestaat niet"),
        (("map/a.docx",), "map", "kunnen niet in de map met contracten zelf"),
        (("map/a.docx", "uit"), "uit", "kan niet worden gemaakt"),
    ],
    ids=["missing", "empty", "no contracts", "a file", "output is input", "output is a file"],
)
def test_wrong_use(tmp_path: Path, make: tuple[str, ...], output: str, message: str) -> None:
    for name in make:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        if name.endswith("/"):
            path.mkdir()
        else:
            path.write_bytes(b"x")
    with pytest.raises(UsageError) as error:
        start(Order(str(tmp_path / "map"), tmp_path / output))
    assert message in error.value.message("nl")


def test_the_folder_of_reports_may_not_be_that_of_the_contracts(tmp_path: Path) -> None:
    contract(tmp_path / "rapporten" / "a.docx")
    with pytest.raises(UsageError) as error:
        start(Order(str(tmp_path / "rapporten"), tmp_path))
    assert "komt een map rapporten" in error.value.message("nl")
