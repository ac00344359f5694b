"""The workbook of many contracts, opened again with another program than the one that wrote it."""

from __future__ import annotations

import gc
import io
import os
import subprocess
import sys
import tempfile
import tracemalloc
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import portfolios
import pytest

from analyser.library import ClauseLibrary
from analyser.model import GAPS, Severity, Verdict
from analyser.portfolio import File, Line, Outcome, Portfolio
from analyser.report import overview, summary
from analyser.report.sheets import large_workbook

RUNS = (portfolios.run("2026-09-01", 60), portfolios.run("2026-10-01", 45))
SHEETS = {
    "nl": ["Overzicht", "Gaten", "Eisen", "Leveranciers", "Verloop", "Overgeslagen", "Verantwoording"],
    "en": ["Overview", "Gaps", "Requirements", "Suppliers", "Trend", "Skipped", "Accountability"],
}


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def rows(sheet: Any) -> list[tuple[Any, ...]]:
    return list(sheet.iter_rows(values_only=True))


@pytest.fixture(scope="module")
def contracts(library: ClauseLibrary) -> portfolios.Contracts:
    return portfolios.Contracts(library, 20)


@pytest.fixture(scope="module")
def book(contracts: portfolios.Contracts, library: ClauseLibrary) -> Any:
    return opened(overview.render(contracts, ["foto.jpg"], library, "nl", RUNS))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_sheets(contracts: portfolios.Contracts, library: ClauseLibrary, language: Any) -> None:
    book = opened(overview.render(contracts, ["foto.jpg"], library, language, RUNS))
    assert book.sheetnames == SHEETS[language]
    without = opened(overview.render(contracts, [], library, language))
    assert without.sheetnames == [*SHEETS[language][:5], SHEETS[language][6]]


def test_a_row_for_each_contract(book: Any, contracts: portfolios.Contracts, library: ClauseLibrary) -> None:
    header, *found = rows(book["Overzicht"])
    assert header[:12] == (
        "Contract", "Bestanden", "Leverancier", "Pagina's", "Woorden", "Status", "Reden", "Toelichting",
        "Rapport", "Knock-outs niet gedekt", "Nakijken", "Niet gelezen delen",
    )  # fmt: skip
    assert header[12:] == (
        *(summary.verdict_word(verdict, "nl") for verdict in Verdict),
        *(requirement.title.nl for requirement in library.requirements),
    )
    expected = []
    for outcome in contracts:
        file = outcome.files[0]
        about = [outcome.contract, file.name, outcome.supplier or None, file.pages, file.words or None]
        if outcome.refusal:
            told = ["geweigerd", "damaged", outcome.refusal.nl, *[None] * 70]
        else:
            of_kind = [sum(line.verdict is verdict for line in outcome.lines) for verdict in Verdict]
            told = [
                "beoordeeld", None, None, outcome.report, outcome.open_knock_outs, of_kind[0],
                "\n".join(outcome.unread) or None, *of_kind,
                *(summary.verdict_word(line.verdict, "nl") for line in outcome.lines),
            ]  # fmt: skip
        expected.append((*about, *told))
    assert found == expected
    assert (book["Overzicht"].freeze_panes, book["Overzicht"].auto_filter.ref) == ("B2", "A1:BZ21")


def test_a_row_for_each_gap(book: Any, contracts: portfolios.Contracts, library: ClauseLibrary) -> None:
    severities = list(Severity)
    expected = []
    for outcome in contracts:
        gaps = [line for line in outcome.lines if line.verdict in GAPS]
        gaps.sort(key=lambda line: (severities.index(line.severity), GAPS.index(line.verdict)))
        for line in gaps:
            requirement = library.requirement(line.requirement)
            expected.append(
                (
                    outcome.contract,
                    line.severity.value,
                    summary.verdict_word(line.verdict, "nl"),
                    library.theme(line.theme).title.nl,
                    requirement.title.nl,
                    line.place or None,
                    line.why,
                    "nee",
                    requirement.advice.nl,
                )
            )
    assert rows(book["Gaten"])[1:] == expected


def test_a_row_for_each_requirement(
    book: Any, contracts: portfolios.Contracts, library: ClauseLibrary
) -> None:
    counted = Portfolio.of(contracts).requirements
    header, *found = rows(book["Eisen"])
    assert header[-3:] == ("Geldt voor", "Open", "Deel open")
    assert [row[0] for row in found] == [requirement.title.nl for requirement in library.requirements]
    for row, requirement in zip(found, library.requirements, strict=True):
        counts = counted[requirement.id]
        applies = 18 - counts[Verdict.NOT_APPLICABLE]
        is_open = sum(counts[verdict] for verdict in GAPS)
        assert row[3:-1] == (*(counts[verdict] for verdict in Verdict), applies, is_open)
        assert row[-1] == pytest.approx(is_open / applies)
    assert book["Eisen"]["L2"].number_format == "0%"


def test_a_row_for_each_supplier(book: Any, contracts: portfolios.Contracts) -> None:
    header, *found = rows(book["Leveranciers"])
    assert header[:6] == (
        "Leverancier", "Contracten", "Geweigerd", "Open knock-outs", "Gaten", "Gaten per contract",
    )  # fmt: skip
    tallies = Portfolio.of(contracts).suppliers
    assert found[-1][0] == "niet bekend"
    assert [row[3] for row in found[:-1]] == sorted((row[3] for row in found[:-1]), reverse=True)
    for name, *numbers in found:
        tally = tallies["" if name == "niet bekend" else name]
        each = round(tally.gaps / tally.judged, 1)
        assert numbers[:5] == [tally.contracts, tally.refused, tally.open_knock_outs, tally.gaps, each]


def test_earlier_runs_and_this_one(book: Any, library: ClauseLibrary) -> None:
    found = rows(book["Verloop"])[1:]
    assert [row[:6] for row in found[:2]] == [
        ("2026-09-01", "1.0.0", 10, 1, 60, 20 + 40 + 60 + 100),
        ("2026-10-01", "1.0.0", 10, 1, 45, 20 + 40 + 60 + 100),
    ]
    assert found[0][6:] == (0, 20, 40, 60, 80, 100)
    assert found[2][:4] == ("deze", library.version, 20, 2)
    assert len(found) == 3


def test_what_was_left_aside_and_by_what_it_was_judged(book: Any, library: ClauseLibrary) -> None:
    assert rows(book["Overgeslagen"]) == [("Bestand",), ("foto.jpg",)]
    told = rows(book["Verantwoording"])
    assert [row[1] for row in told] == [
        f"{library.version}, profiel Rijk (ARBIT-2022)",
        str(library.manifest.law_as_of),
        library.sha256,
        library.profile.sha256,
        library.model_sha256,
        library.manifest.disclaimer.nl,
    ]


def test_more_rows_than_a_sheet_go_on_on_another(
    contracts: portfolios.Contracts, library: ClauseLibrary
) -> None:
    whole = opened(overview.render(contracts, [], library, "nl"))
    parted = opened(overview.render(contracts, [], library, "nl", rows=8))
    names = [name for name in parted.sheetnames if name.startswith("Overzicht")]
    assert names == ["Overzicht", "Overzicht 2", "Overzicht 3"]
    assert [parted[name].max_row for name in names] == [8, 8, 7]
    for name in ("Overzicht", "Gaten", "Eisen"):
        parts = [rows(parted[part]) for part in parted.sheetnames if part.split()[0] == name]
        assert {len(part) for part in parts[:-1]} == {8}
        assert {part[0] for part in parts} == {rows(whole[name])[0]}
        assert [row for part in parts for row in part[1:]] == rows(whole[name])[1:]


def test_rows_that_just_fit_take_one_sheet() -> None:
    with large_workbook("x", rows=3) as book:
        book.table("Twee", ("kop",), [["a"], ["b"]], (9,))
        book.table("Drie", ("kop",), [["a"], ["b"], ["c"]], (9,))
        found = opened(book.close())
    assert found.sheetnames == ["Twee", "Drie", "Drie 2"]


@pytest.mark.parametrize("count", [0, 1])
def test_none_and_one(library: ClauseLibrary, count: int) -> None:
    book = opened(overview.render(portfolios.Contracts(library, count), [], library, "nl"))
    assert [len(rows(book[name])) for name in ("Overzicht", "Eisen", "Leveranciers", "Verloop")] == [
        count + 1, 61, count + 1, 2,
    ]  # fmt: skip


def test_hostile_text_stays_text(library: ClauseLibrary) -> None:
    name = "=HYPERLINK(1)<b>\x1b[31m\udc80"
    line = Line("weg", "weg", Severity.HIGH, Verdict.MISSING, 0.5, review=True, why="=1+1")
    outcome = Outcome(name, (File(name),), supplier="@SUM(1)", lines=(line,), unread=("+1",))
    book = opened(overview.render([outcome], ["-1"], library, "nl"))
    told = book["Overzicht"][2]
    assert [told[i].value for i in (0, 2, 11)] == ["=HYPERLINK(1)<b>\ufffd[31m\ufffd", "@SUM(1)", "+1"]
    gap = book["Gaten"][2]
    assert [gap[i].value for i in (3, 4, 6, 8)] == ["weg", "weg", "=1+1", None]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell for cell in cells if cell.data_type == "f"] == []


def test_the_same_contracts_give_the_same_bytes(
    contracts: portfolios.Contracts, library: ClauseLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = overview.render(contracts, ["x"], library, "nl", RUNS)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)  # another day
    assert overview.render(contracts, ["x"], library, "nl", RUNS) == first
    dates = {entry.date_time[:3] for entry in zipfile.ZipFile(io.BytesIO(first)).infolist()}
    assert dates == {(1980, 1, 31)}


@pytest.mark.parametrize("broken", [False, True])
def test_nothing_stays_on_disk(
    library: ClauseLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: bool
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def contracts() -> Any:
        yield portfolios.judged(library, 1)
        assert [path.name[:9] for path in tmp_path.iterdir()] == ["analyser-"]
        if broken:
            raise ZeroDivisionError

    if broken:
        with pytest.raises(ZeroDivisionError):
            overview.render(contracts(), [], library, "nl")
    else:
        overview.render(contracts(), [], library, "nl")
    assert list(tmp_path.iterdir()) == []


FULL = """
import resource, sys
import portfolios
from analyser.errors import UsageError
from analyser.library import load_library
from analyser.report import overview
library = load_library()
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
try:
    overview.render(portfolios.Contracts(library, 40), [], library, "nl")
except UsageError as error:
    print(error.message("en"))
"""


@pytest.mark.parametrize("size", [0, 20_000, 200_000])
def test_a_disk_without_room_is_told(tmp_path: Path, size: int) -> None:
    """Files that may not grow further stand for a disk that is full: at once, halfway, and at the end."""
    paths = os.pathsep.join(filter(None, (str(Path(__file__).parent), os.environ.get("PYTHONPATH"))))
    told = subprocess.run(
        [sys.executable, "-c", FULL, str(size)],
        env=os.environ | {"PYTHONPATH": paths, "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    assert (told.stdout, told.stderr) == (
        "The workbook cannot be made: there is no room for temporary files. Make room on the disk, or name "
        "another folder with TMPDIR.\n",
        "",
    )
    assert list(tmp_path.iterdir()) == []


def test_memory_does_not_grow_with_the_contracts(library: ClauseLibrary) -> None:
    def peak(count: int) -> int:
        gc.collect()
        tracemalloc.start()
        overview.render(_Sparse(library, count), [], library, "nl")
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    peak(1)  # what is imported and remembered once
    assert peak(400) < peak(40) + 200_000  # bytes; the contracts themselves would take twice that


class _Sparse(portfolios.Contracts):
    """Contracts with one gap each: enough rows to count, few enough to be quick."""

    def __iter__(self) -> Any:
        for number in range(self.count):
            whole = portfolios.judged(self.library, number)
            yield replace(whole, lines=whole.lines[:3])
