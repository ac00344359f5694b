"""``analyser compare`` as a user meets it: files and folders, forms, exit codes, messages."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import docx
import jsonschema
import pytest
from small_library import PAYMENT, write_library

from analyser import cli
from analyser.cli_compare import WORSE

ROOT = Path(__file__).parents[1]
Run = Callable[..., tuple[int, str, str]]
PAID = "1.1 Opdrachtgever betaalt een factuur binnen 30 dagen na ontvangst."
AHEAD = "1.1 Opdrachtgever betaalt elke factuur vooraf."


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    monkeypatch.setenv("ANALYSER_LIBRARY", str(write_library(tmp_path / "bibliotheek")))

    def run(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["analyser", *map(str, arguments)])
        with pytest.raises(SystemExit) as exit_:
            cli.main()
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return int(exit_.value.code or 0), captured.out, captured.err

    return run


def written(path: Path, *lines: str) -> Path:
    file = docx.Document()
    for line in ("Artikel 1 Betaling", *lines):
        file.add_paragraph(line)
    path.parent.mkdir(parents=True, exist_ok=True)
    file.save(str(path))
    return path


def test_worse_has_an_exit_code_of_its_own(run: Run, tmp_path: Path) -> None:
    good, bad = written(tmp_path / "goed.docx", PAID), written(tmp_path / "slecht.docx", AHEAD)
    code, out, err = run("compare", good, bad, "--format", "json")
    report = json.loads(out)
    schema = json.loads((ROOT / "docs" / "comparison.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(report)
    worse = [v["requirement"] for v in report["verdicts"] if v["turn"] == "worse"]
    assert (code, err, worse) == (WORSE, "", [PAYMENT])
    assert run("compare", bad, good, "--format", "json")[0] == 0
    code, out, _ = run("compare", good, good, "--language", "en")
    assert (code, out.splitlines()[4]) == (0, "No verdict changed; no clause differs.")


@pytest.mark.parametrize(
    ("form", "start"), [("text", b"Twee versies"), ("json", b"{"), ("html", b"<!DOCTYPE"), ("docx", b"PK")]
)
def test_folders_are_dossiers_and_each_form_is_written_the_same_twice(
    run: Run, tmp_path: Path, form: str, start: bytes
) -> None:
    old, new = tmp_path / "oud", tmp_path / "nieuw"
    written(old / "overeenkomst.docx", PAID)
    written(old / "bijlagen" / "een.docx", "1.2 Partijen overleggen elk jaar.")
    written(new / "overeenkomst.docx", PAID)
    files = [tmp_path / "een", tmp_path / "twee"]
    for file in files:
        assert run("compare", old, new, "--format", form, "--output", file) == (0, "", "")
    first, second = (file.read_bytes() for file in files)
    assert first == second
    assert first.startswith(start)
    if form == "json":
        assert [file["name"] for file in json.loads(first)["old"]["files"]] == [
            "overeenkomst.docx",
            "een.docx",
        ]


def test_files_of_a_folder_that_are_no_contracts_are_named(run: Run, tmp_path: Path) -> None:
    old = written(tmp_path / "oud.docx", PAID)
    new = written(tmp_path / "nieuw" / "overeenkomst.docx", PAID).parent
    for name in ("prijzen.xlsx", "bijlagen/scan.png", ".verborgen.md", "~$overeenkomst.docx"):
        (new / name).parent.mkdir(exist_ok=True)
        (new / name).write_bytes(b"x")
    code, out, err = run("compare", old, new, "--format", "json")
    report = json.loads(out)
    assert (code, err) == (0, "")
    assert [report[side]["aside"] for side in ("old", "new")] == [[], ["prijzen.xlsx", "bijlagen/scan.png"]]


def test_what_cannot_be_compared_says_so_in_both_languages(run: Run, tmp_path: Path) -> None:
    good = written(tmp_path / "goed.docx", PAID)
    broken = tmp_path / "kapot.docx"
    broken.write_bytes(b"geen Word")
    (tmp_path / "leeg").mkdir()
    for arguments, code, nl, en in (
        ((good, broken), 1, "kapot.docx is geen PDF", "kapot.docx is not a PDF"),
        ((good, tmp_path / "weg.docx"), 1, "weg.docx bestaat niet", "weg.docx does not exist"),
        ((good, tmp_path / "leeg"), 2, "staan geen contracten", "holds no contracts"),
        (
            (good, good, "--output", good),
            2,
            "een van de bestanden die worden gelezen",
            "one of the files that are read",
        ),
        ((good, good, "--applies", "fietsen"), 2, "kent 'fietsen' niet", "does not know 'fietsen'"),
    ):
        found, out, err = run("compare", *arguments)
        assert (found, out, nl in err, en in err) == (code, "", True, True), err
