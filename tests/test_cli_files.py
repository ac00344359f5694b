"""Which files of a folder make a dossier, and which are named as left aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyser.cli_files import aside_of, files_of
from analyser.errors import UsageError


def written(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"x")
    return folder


def test_a_file_is_itself_and_leaves_nothing_aside(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"  # whether it can be read is for the reader to say
    assert (files_of(file), aside_of(file)) == ([file], ())


def test_a_folder_is_its_contracts_and_then_those_below(tmp_path: Path) -> None:
    folder = written(tmp_path, "bijlagen/1.pdf", "overeenkomst.docx", "av.odt", "bijlagen/oud/0.pdf")
    names = [file.relative_to(folder).as_posix() for file in files_of(folder)]
    assert names == ["av.odt", "overeenkomst.docx", "bijlagen/1.pdf", "bijlagen/oud/0.pdf"]


def test_what_is_no_contract_is_left_aside(tmp_path: Path) -> None:
    folder = written(
        tmp_path, "a.docx", "prijzen.xlsx", "bijlagen/scan.png", "voor-gunning.yaml", ".DS_Store", "~$a.docx"
    )
    assert sorted(aside_of(folder)) == ["bijlagen/scan.png", "prijzen.xlsx"]


def test_a_folder_without_contracts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        files_of(written(tmp_path, "lees-mij.txt"))
    assert refused.value.message("nl") == f"In {tmp_path} staan geen contracten (PDF, DOCX of ODT)."
