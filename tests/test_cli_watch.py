"""``analyser watch`` as a user meets it: forms, exit codes, messages in two languages."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from small_library import write_library

from analyser import cli
from analyser.cli_compare import WORSE

Run = Callable[..., tuple[int, str, str]]
PAID = "## 1. Betaling\n\n1.1 De klant betaalt elke factuur binnen 30 dagen na ontvangst.\n"


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


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "Dienst"
    folder.mkdir()
    (folder / "2024-01-01.md").write_text(PAID)
    (folder / "2024-02-01.md").write_text(PAID.replace("binnen 30 dagen na ontvangst", "vooraf"))
    return folder


def test_worse_since_the_review_has_an_exit_code_of_its_own(run: Run, folder: Path) -> None:
    code, out, err = run("watch", folder, "--reviewed", "2024-01-15", "--format", "json")
    (document,) = json.loads(out)["documents"]
    assert (code, err, [step["turn"] for step in document["changes"]]) == (WORSE, "", ["worse"])
    assert run("watch", folder)[::2] == (0, "")


@pytest.mark.parametrize(("form", "start"), [("text", b"Terms through time\n"), ("html", b"<!DOCTYPE html>")])
def test_the_same_versions_give_the_same_bytes(
    run: Run, folder: Path, tmp_path: Path, form: str, start: bytes
) -> None:
    files = [tmp_path / "een", tmp_path / "twee"]
    for file in files:
        asked = ("--reviewed", "2024-02-01", "--format", form, "--language", "en", "--output", file)
        assert run("watch", folder, *asked) == (0, "", "")
    first, second = (file.read_bytes() for file in files)
    assert first == second
    assert first.startswith(start)


def test_wrong_use_says_so_in_both_languages(run: Run, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "zonder").mkdir()
    for arguments, nl, en in (
        ((tmp_path / "weg",), "is geen map", "is not a folder"),
        ((tmp_path / "zonder",), "staat geen versie met een datum", "holds no version with a date"),
        ((folder, "--since", "morgen"), "--since vraagt een dag als", "--since asks for a day"),
        ((folder, "--until", "2023-01-01"), "Geen document past", "No document fits"),
        ((folder, "--document", "Ander*"), "Geen document past", "No document fits"),
        (
            (folder, "--until", "2024-01-15", "--reviewed", "2024-02-01"),
            "ligt na --until",
            "is after --until",
        ),
        ((folder, "--output", folder / "2024-01-01.md"), "als versie worden gelezen", "read as a version"),
        ((folder, "--output", folder / "verloop 2025-01-01.html"), "zou in", "would be read"),
        ((folder, "--output", tmp_path / "weg" / "x.txt"), "de map bestaat niet", "folder does not exist"),
    ):
        code, out, err = run("watch", *arguments)
        assert (code, out, nl in err, en in err) == (2, "", True, True), err
    assert (folder / "2024-01-01.md").read_text() == PAID
    assert sorted(path.name for path in folder.iterdir()) == ["2024-01-01.md", "2024-02-01.md"]
    assert run("watch", folder, "--output", folder / "verloop.txt") == (0, "", "")
