"""``analyser check``: facts of ``--checks`` or of a folder in the reports, or a clear word why not."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import docx
import pytest
from facts import SHA256

from analyser import cli

FACTS = (
    f"dpia: {{status: done, who: J. Jansen, date: 2026-11-03, document: {{name: d.pdf, sha256: {SHA256}}}}}\n"
)
BAD = (
    "In voor-gunning.yaml klopt niet: dpia: status ontbreekt; dpia: wie onbekende sleutel. Er is niets uit "
    "overgenomen. Zie docs/before-award.md voor hoe u het schrijft."
)


@pytest.fixture
def contract(tmp_path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("1.1 Leverancier meldt een datalek binnen 96 uur na ontdekking aan Opdrachtgever.")
    path = tmp_path / "overeenkomst.docx"
    document.save(str(path))
    return path


def run(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    monkeypatch.setattr(sys, "argv", ["analyser", "check", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(ended.value.code or 0)


def test_facts_come_into_the_memo(contract: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    facts, memo = tmp_path / "voor-gunning.yaml", tmp_path / "memo.docx"
    facts.write_text(FACTS, encoding="utf-8")
    assert run(monkeypatch, contract, "--format", "docx", "--output", memo, "--checks", facts) == 0
    told = [paragraph.text for paragraph in docx.Document(str(memo)).paragraphs]
    first = told.index("Is er een pre-scan of een DPIA gedaan?")
    assert told[first + 1 : first + 5] == [
        "Stand: gedaan",
        "Wie: J. Jansen",
        "Wanneer: 3 november 2026",
        f"Document: d.pdf (SHA-256 {SHA256})",
    ]


def recorded(report: Path) -> Any:
    """What the machine-readable report says of the facts: who by check, the problem, or None."""
    told = json.loads(report.read_text(encoding="utf-8"))["before_award"]
    if told is None or told["problem"] is not None:
        return told and told["problem"]["nl"]
    return {check["id"]: check["who"] for check in told["checks"] if check["status"]}


def test_a_folder_is_one_dossier_with_the_facts_that_stand_in_it(
    contract: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, report = tmp_path / "dossier", tmp_path / "rapport.json"
    (folder / "bijlagen").mkdir(parents=True)
    shutil.copy(contract, folder / "bijlagen" / "bijlage.docx")
    contract.rename(folder / contract.name)
    asked = (folder, "--format", "json", "--output", report)
    assert run(monkeypatch, *asked) == 0
    files = json.loads(report.read_text(encoding="utf-8"))["contract"]["files"]
    assert ([file["name"] for file in files], recorded(report)) == (
        ["overeenkomst.docx", "bijlage.docx"],
        None,
    )
    (folder / "voor-gunning.yaml").write_text(FACTS, encoding="utf-8")
    assert run(monkeypatch, *asked) == 0
    assert recorded(report) == {"dpia": "J. Jansen"}
    other = tmp_path / "andere.yaml"
    other.write_text("medewerkers: {status: under-way, who: Team AI}", encoding="utf-8")
    assert run(monkeypatch, *asked, "--checks", other) == 0
    assert recorded(report) == {"medewerkers": "Team AI"}


def test_files_of_the_folder_that_no_report_is_about_are_named(
    contract: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "dossier"
    (folder / "bijlagen").mkdir(parents=True)
    contract.rename(folder / contract.name)
    for name in ("prijzen.xlsx", "bijlagen/voor-gunning.yaml", "voor-gunning.yaml", ".verborgen", "~$x.docx"):
        (folder / name).write_text(FACTS, encoding="utf-8")
    assert run(monkeypatch, folder, "--format", "json", "--output", tmp_path / "rapport.json") == 0
    assert capsys.readouterr().err == (
        "Geen PDF, DOCX of ODT, en daarom niet gelezen: prijzen.xlsx, bijlagen/voor-gunning.yaml.\n"
    )
    assert run(monkeypatch, folder / contract.name, "--format", "json") == 0
    assert capsys.readouterr().err == ""


def test_a_file_by_itself_has_no_folder_and_so_no_facts(
    contract: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "voor-gunning.yaml").write_text(FACTS, encoding="utf-8")
    report = tmp_path / "rapport.json"
    assert run(monkeypatch, contract, "--format", "json", "--output", report) == 0
    assert recorded(report) is None


def test_facts_in_the_folder_that_do_not_hold_together_stop_nothing(
    contract: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, report = tmp_path / "dossier", tmp_path / "rapport.json"
    folder.mkdir()
    contract.rename(folder / contract.name)
    (folder / "voor-gunning.yaml").write_text("dpia: {wie: Jan}", encoding="utf-8")
    assert run(monkeypatch, folder, "--format", "json", "--output", report) == 0
    assert recorded(report) == BAD


@pytest.mark.parametrize(
    ("output", "why"),
    [
        ("dossier/memo.docx", "de map met contracten leest de volgende keer ook het rapport"),
        ("feiten.yaml", "het is een van de bestanden die worden gelezen"),
    ],
)
def test_a_report_never_goes_where_it_would_be_read(
    output: str, why: str, contract: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    folder, facts = tmp_path / "dossier", tmp_path / "feiten.yaml"
    folder.mkdir()
    contract.rename(folder / contract.name)
    facts.write_text(FACTS, encoding="utf-8")
    to = tmp_path / output
    assert run(monkeypatch, folder, "--format", "docx", "--output", to, "--checks", facts) == 2
    assert capsys.readouterr().err.splitlines()[0] == (
        f"{to} kan niet worden geschreven: {why}. Kies een andere plaats met --output."
    )
    assert (facts.read_text(encoding="utf-8"), [*folder.iterdir()]) == (FACTS, [folder / contract.name])


@pytest.mark.parametrize(
    ("form", "written", "code", "told"),
    [
        ("docx", "dpia: {wie: Jan}", 1, BAD),
        ("docx", None, 1, "voor-gunning.yaml bestaat niet of mag niet worden gelezen. Controleer de naam, de "
         "map en de rechten."),
        ("text", FACTS, 2, "--checks komt niet in een rapport als tekst: kies --format html, docx, xlsx of "
         "json."),
    ],
    ids=["a bad file", "no file", "a report as text"],
)  # fmt: skip
def test_what_cannot_be_taken_over_is_told_before_anything_is_written(
    form: str, written: str | None, code: int, told: str, contract: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    facts, output = tmp_path / "voor-gunning.yaml", tmp_path / "memo"
    if written is not None:
        facts.write_text(written, encoding="utf-8")
    assert run(monkeypatch, contract, "--format", form, "--output", output, "--checks", facts) == code
    assert capsys.readouterr().err.splitlines()[0] == told
    assert not output.exists()
