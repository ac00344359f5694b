"""Facts before award beside contracts: in the overview of a batch, whatever stands in the file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from folders import contract

from analyser.award import Checklist, Fact, Stand, load_checklist
from analyser.batch.before import facts_beside, with_facts
from analyser.batch.run import Order, Summary, run_batch
from analyser.library import LIBRARY_FOLDER
from analyser.portfolio import Outcome

TODAY = date(2026, 11, 22)
FACTS = "dpia: {status: done, who: J. Jansen, date: 2026-11-03}\n"


@pytest.fixture(scope="module")
def checklist() -> Checklist:
    return load_checklist(LIBRARY_FOLDER)


def test_which_files_stand_beside_a_contract() -> None:
    skipped = ["a/voor-gunning.yaml", "a/lijst.xlsx", "voor-gunning.yaml", "b/c/voor-gunning.yaml"]
    assert facts_beside(["a", "b", "c.pdf"], skipped) == (
        {"a": "a/voor-gunning.yaml"},
        ("a/lijst.xlsx", "voor-gunning.yaml", "b/c/voor-gunning.yaml"),
    )


def test_each_outcome_with_its_facts(tmp_path: Path, checklist: Checklist) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "voor-gunning.yaml").write_text(FACTS, encoding="utf-8")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "voor-gunning.yaml").write_bytes(b"\xff" * 300_000)
    outcomes = [Outcome(name, ()) for name in ("a", "b", "c", "d")]
    files = {name: f"{name}/voor-gunning.yaml" for name in ("a", "b", "c")}
    a, b, c, d = with_facts(outcomes, files, str(tmp_path), checklist, TODAY)
    assert a.before is not None
    assert a.before.facts == {"dpia": Fact("dpia", Stand.DONE, "J. Jansen", date(2026, 11, 3))}
    told = [outcome.before.problem for outcome in (a, b, c) if outcome.before is not None]
    assert [problem and problem.nl for problem in told] == [
        None,
        "In b/voor-gunning.yaml klopt niet: het bestand is te groot. Er is niets uit overgenomen. Zie "
        "docs/before-award.md voor hoe u het schrijft.",
        "c/voor-gunning.yaml bestaat niet of mag niet worden gelezen. Controleer de naam, de map en de "
        "rechten.",
    ]
    assert d == outcomes[3]
    assert [replace(outcome, before=None) for outcome in (a, b, c)] == outcomes[:3]


def sheet(output: Path, name: str) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(output / "overzicht.xlsx")
    return list(book[name].iter_rows(values_only=True)) if name in book.sheetnames else []


def test_a_batch_shows_them_and_judges_nothing_anew_for_them(tmp_path: Path) -> None:
    folder, output = tmp_path / "contracten", tmp_path / "uit"
    for name in ("goed", "slecht", "zonder"):
        contract(folder / name / "overeenkomst.docx")
    (folder / "goed" / "voor-gunning.yaml").write_text(FACTS, encoding="utf-8")
    (folder / "slecht" / "voor-gunning.yaml").write_text("dpia: {status: klaar}", encoding="utf-8")
    order = Order(str(folder), output, applies="all")
    assert run_batch(order, lambda: TODAY) == Summary(3, refused=0, unchanged=0, with_open_knock_outs=0)
    assert [(row[0], row[3], row[6], row[7], row[-1]) for row in sheet(output, "Voor gunning")[1:]] == [
        ("goed", 1, 7, "gedaan\nWie: J. Jansen\nWanneer: 3 november 2026", None),
        (
            "slecht", None, None, None,
            "In slecht/voor-gunning.yaml klopt niet: dpia: status onbekende waarde ('not-started', "
            "'under-way', 'done', 'not-needed' of 'objection'). Er is niets uit overgenomen. Zie "
            "docs/before-award.md voor hoe u het schrijft.",
        ),
    ]  # fmt: skip
    assert sheet(output, "Overgeslagen") == []
    (folder / "slecht" / "voor-gunning.yaml").write_text(FACTS, encoding="utf-8")
    assert run_batch(order, lambda: TODAY) == Summary(3, refused=0, unchanged=3, with_open_knock_outs=0)
    assert [(row[0], row[3], row[-1]) for row in sheet(output, "Voor gunning")[1:]] == [
        ("goed", 1, None), ("slecht", 1, None),
    ]  # fmt: skip
