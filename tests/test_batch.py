"""Many contracts in one run: which count, what is refused, and that processes change nothing."""

from __future__ import annotations

import io
import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from analyser import batch
from analyser.batch import Contract, Task, find_contracts, run_batch
from analyser.errors import UsageError
from analyser.library import ClauseLibrary
from analyser.reading.limits import Limits
from analyser.report.overview import Outcome

LINES = (
    "Artikel 1 Aansprakelijkheid",
    "1.1 Leverancier is niet aansprakelijk voor enige schade van Opdrachtgever.",
    "1.2 Leverancier meldt een datalek binnen 24 uur na ontdekking aan Opdrachtgever.",
)


def contract(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    document = docx.Document()
    for line in LINES:
        document.add_paragraph(line)
    document.save(str(path))


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


def start(folder: Path, output: Path, jobs: int = 1, language: Any = "nl") -> int:
    return run_batch(folder, output, jobs=jobs, applies="all", language=language, limits=Limits())


def test_which_files_are_contracts(folder: Path) -> None:
    contracts, skipped = find_contracts(folder, folder / "rapporten")
    assert [(c.name, c.report, [p.name for p in c.paths]) for c in contracts] == [
        ("a kapot.pdf", "a-kapot.pdf", ["a kapot.pdf"]),
        ("b één.docx", "b-een.docx", ["b één.docx"]),
        ("dossier", "dossier", ["overeenkomst.docx", "verwerking.docx"]),
        ("half", "half", ["bijlage.pdf", "overeenkomst.docx"]),
        ("zonder extensie", "zonder-extensie", ["zonder extensie"]),
    ]
    assert sorted(skipped) == [".verborgen.docx", "dossier/lijst.xlsx", "foto.jpg", "~$b één.docx"]


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("contract.PDF", True),
        ("contract", True),
        ("contract v1.2", True),
        ("contract.definitief", True),
        ("oud.doc", True),
        ("macro.docm", True),
        ("lijst.xlsx", False),
        ("muziek.mp3", False),
        ("~$contract.docx", False),
        (".contract.docx", False),
    ],
)
def test_a_name_tells_whether_to_try(tmp_path: Path, name: str, counts: bool) -> None:
    (tmp_path / name).write_bytes(b"x")
    contracts, skipped = find_contracts(tmp_path, tmp_path / "uit")
    assert ([c.name for c in contracts], list(skipped)) == (([name], []) if counts else ([], [name]))


def test_report_names_are_safe_and_unlike(tmp_path: Path) -> None:
    names = ["CON.pdf", "a b.pdf", "a-b.pdf", "A:B.pdf", "合同", "x" * 120 + ".pdf"]
    for name in names:
        (tmp_path / name).write_bytes(b"x")
    contracts, _ = find_contracts(tmp_path, tmp_path / "uit")
    assert [c.report for c in contracts] == [
        "A-B.pdf", "contract-CON.pdf", "a-b.pdf-2", "a-b.pdf-3", "x" * 80, "contract",
    ]  # fmt: skip


def test_a_batch_writes_reports_and_an_overview(
    folder: Path, library: ClauseLibrary, capsys: pytest.CaptureFixture[str]
) -> None:
    output = folder / "rapporten"
    output.mkdir()
    (output / "a-kapot.pdf.html").write_text("van een vorige keer")
    assert start(folder, output) == 2
    assert sorted(path.name for path in output.iterdir()) == [
        "b-een.docx.html", "b-een.docx.json", "dossier.html", "dossier.json", "overzicht.xlsx",
        "zonder-extensie.html", "zonder-extensie.json",
    ]  # fmt: skip
    book = openpyxl.load_workbook(io.BytesIO((output / "overzicht.xlsx").read_bytes()))
    assert book.sheetnames == ["Overzicht", "Gaten", "Overgeslagen", "Verantwoording"]
    header, *rows = book["Overzicht"].iter_rows(values_only=True)
    assert header[-60:] == tuple(requirement.title.nl for requirement in library.requirements)
    assert [row[0:4:2] + row[3:4] for row in rows] == [
        ("a kapot.pdf", "geweigerd", "damaged"),
        ("b één.docx", "beoordeeld", None),
        ("dossier", "beoordeeld", None),
        ("half", "geweigerd", "file-empty"),
        ("zonder extensie", "beoordeeld", None),
    ]
    assert rows[3][4].startswith("bijlage.pdf is leeg (0 bytes).")
    assert [None in row[-60:] for row in rows] == [True, False, False, True, False]
    gaps = list(book["Gaten"].iter_rows(min_row=2, values_only=True))
    assert {row[0] for row in gaps} == {"b één.docx", "dossier", "zonder extensie"}
    assert len(gaps) == sum(sum(row[i] for i in (10, 11, 12, 14)) for row in rows if row[9] is not None)
    assert [cell.value for cell in book["Overgeslagen"]["A"][1:]] != []
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines()[-2:] == [
        f"3 beoordeeld, 2 geweigerd. Overzicht: {output / 'overzicht.xlsx'}",
        "Overgeslagen bestanden (geen contract, verborgen of slot): 4",
    ]


def test_processes_change_nothing(folder: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "een", tmp_path / "twee"
    assert start(folder, one, jobs=1) == start(folder, two, jobs=2) == 2
    written = {path.name: path.read_bytes() for path in one.iterdir()}
    assert {path.name: path.read_bytes() for path in two.iterdir()} == written


def test_a_worker_that_dies_costs_only_its_own_contract(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "_pool", _mortal_pool)
    contracts = [Contract(name, name, (Path(name),)) for name in ("a", "dodelijk", "z")]
    task = Task(tmp_path, "all", "nl", Limits())
    outcomes = {o.contract: o.refusal and o.refusal.code for o in batch._in_processes(contracts, task, 2)}
    assert outcomes == {"a": None, "dodelijk": "reader-failed", "z": None}


def _mortal_pool(task: Task, jobs: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_arm, initargs=(task,))


def _arm(task: Task) -> None:
    """In the worker: judge nothing, and die of the contract named so."""

    def judge(contract: Contract, *_: object) -> Outcome:
        if contract.name == "dodelijk":
            os._exit(11)
        return Outcome(contract.name, (), "")

    batch.judge = judge
    batch._prepared[:] = [(task, None)]  # type: ignore[list-item]


def test_a_fault_of_ours_costs_only_its_own_contract(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: ClauseLibrary
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("Leverancier")

    monkeypatch.setattr(batch, "analyse", fail)
    outcome = batch.judge(Contract("a", "a", ()), Task(tmp_path, "all", "nl", Limits()), library)
    assert outcome.refusal is not None
    assert outcome.refusal.code == "reader-failed"
    assert outcome.refusal.en.startswith(
        "a could not be read because of a fault in this program (ZeroDivision"
    )


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
        start(tmp_path / "map", tmp_path / output)
    assert message in error.value.message("nl")
