"""Which files of a folder are contracts, wherever the folder is."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import fsspec
import pytest

from analyser.batch.choices import Dossiers
from analyser.batch.contracts import Selection, find_contracts
from analyser.errors import UsageError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "b één.docx", "zonder extensie", "a.pdf", "acme/overeenkomst.docx", "acme/bijlagen/verwerking.docx",
        "acme/2024/overeenkomst.pdf", "half/bijlage.pdf", ".verborgen.docx", "~$b één.docx", "foto.jpg",
        "acme/lijst.xlsx", ".git/config", "rapporten/oud.pdf",
    ):  # fmt: skip
        path = tmp_path / "contracten" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    return tmp_path / "contracten"


def found(folder: Path | str, selection: Selection | None = None) -> dict[str, list[str]]:
    contracts, _ = find_contracts(str(folder), Path(str(folder)) / "rapporten", selection)
    return {contract.name: [source.name for source in contract.sources] for contract in contracts}


def test_files_and_subfolders_are_contracts(folder: Path) -> None:
    assert found(folder) == {
        "a.pdf": ["a.pdf"],
        "acme": ["overeenkomst.docx", "overeenkomst.pdf", "verwerking.docx"],
        "b één.docx": ["b één.docx"],
        "half": ["bijlage.pdf"],
        "zonder extensie": ["zonder extensie"],
    }


def test_what_is_left_aside_is_named(folder: Path) -> None:
    _, skipped = find_contracts(str(folder), folder / "rapporten")
    assert sorted(skipped) == [".verborgen.docx", "acme/lijst.xlsx", "foto.jpg", "~$b één.docx"]


@pytest.mark.parametrize(
    ("dossiers", "names"),
    [
        (Dossiers.FOLDER, ["a.pdf", "acme", "acme/2024", "acme/bijlagen", "b één.docx", "half"]),
        (
            Dossiers.FILE,
            [
                "a.pdf", "acme/2024/overeenkomst.pdf", "acme/bijlagen/verwerking.docx",
                "acme/overeenkomst.docx", "b één.docx", "half/bijlage.pdf",
            ],
        ),
    ],
)  # fmt: skip
def test_what_makes_files_one_contract(folder: Path, dossiers: Dossiers, names: list[str]) -> None:
    assert list(found(folder, Selection(dossiers=dossiers)))[:-1] == names


@pytest.mark.parametrize(
    ("selection", "names"),
    [
        (Selection(include=("*.PDF",)), {"a.pdf": 1, "acme": 1, "half": 1}),
        (Selection(include=("acme/*",)), {"acme": 3}),
        (
            Selection(include=("*.pdf", "*.docx"), exclude=("acme/2024/*", "half/*")),
            {"a.pdf": 1, "acme": 2, "b één.docx": 1},
        ),
        (Selection(exclude=("*",)), {}),
    ],
)  # fmt: skip
def test_a_selection_goes_by_name_or_by_path(
    folder: Path, selection: Selection, names: dict[str, int]
) -> None:
    assert {name: len(sources) for name, sources in found(folder, selection).items()} == names


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
    contracts, skipped = find_contracts(str(tmp_path), tmp_path / "uit")
    assert ([c.name for c in contracts], list(skipped)) == (([name], []) if counts else ([], [name]))


def test_report_names_are_safe_and_unlike(tmp_path: Path) -> None:
    for name in ("CON.pdf", "a b.pdf", "a-b.pdf", "A:B.pdf", "合同", "x" * 120 + ".pdf"):
        (tmp_path / name).write_bytes(b"x")
    contracts, _ = find_contracts(str(tmp_path), tmp_path / "uit")
    assert [c.report for c in contracts] == [
        "A-B.pdf", "contract-CON.pdf", "a-b.pdf-2", "a-b.pdf-3", "x" * 80, "contract",
    ]  # fmt: skip


def test_a_stamp_changes_with_the_file(tmp_path: Path) -> None:
    file = tmp_path / "in" / "a.pdf"
    file.parent.mkdir()
    stamps = set()
    for content, moment in ((b"x", 1), (b"y", 2), (b"yy", 2)):
        file.write_bytes(content)
        os.utime(file, (moment, moment))
        stamps.add(find_contracts(str(tmp_path / "in"), tmp_path / "uit")[0][0].stamp)
    assert len(stamps) == 3


def test_an_archive_is_a_folder_too(folder: Path, tmp_path: Path) -> None:
    archive = tmp_path / "contracten.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in folder.rglob("*"):
            if path.is_file() and "rapporten" not in path.parts:
                packed.write(path, path.relative_to(folder))
    assert found(f"zip://::{archive}") == found(folder)


def test_any_address_that_fsspec_knows() -> None:
    system = fsspec.filesystem("memory")
    system.pipe({"/proef/a.pdf": b"x", "/proef/acme/b.pdf": b"x"})
    assert found("memory://proef") == {"a.pdf": ["a.pdf"], "acme": ["b.pdf"]}


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("bestaat/niet", "is geen map, of bestaat niet"),
        ("onbekend://x", "kan niet worden geopend"),
        ("zip://::bestaat-niet.zip", "kan niet worden geopend"),
    ],
)
def test_what_is_no_folder(address: str, message: str) -> None:
    with pytest.raises(UsageError) as error:
        found(address)
    assert message in error.value.message("nl")
