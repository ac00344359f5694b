"""``analyser check --checks``: facts in the memo, and a clear word where that cannot be."""

from __future__ import annotations

import sys
from pathlib import Path

import docx
import pytest
from facts import SHA256

from analyser import cli

FACTS = (
    f"dpia: {{status: done, who: J. Jansen, date: 2026-11-03, document: {{name: d.pdf, sha256: {SHA256}}}}}\n"
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


@pytest.mark.parametrize(
    ("form", "written", "code", "told"),
    [
        ("docx", "dpia: {wie: Jan}", 1, "In voor-gunning.yaml klopt niet: dpia: status ontbreekt; dpia: wie "
         "onbekende sleutel. Er is niets uit overgenomen. Zie docs/before-award.md voor hoe u het schrijft."),
        ("docx", None, 1, "voor-gunning.yaml bestaat niet of mag niet worden gelezen. Controleer de naam, de "
         "map en de rechten."),
        ("html", FACTS, 2, "--checks komt in de memo: kies --format docx."),
    ],
    ids=["a bad file", "no file", "no memo"],
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
