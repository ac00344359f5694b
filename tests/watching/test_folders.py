"""Versions as dated files and subfolders."""

from __future__ import annotations

import errno
import os
from datetime import date
from pathlib import Path

import pytest

from analyser.errors import FileMissing, FileTooLarge, UsageError
from analyser.reading.limits import Limits
from analyser.watching.folders import DatedFolder
from analyser.watching.versions import chosen


def folder_of(tmp_path: Path, *paths: str) -> DatedFolder:
    folder = tmp_path / "Dienst"
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(path)
    return DatedFolder(folder, Limits(max_file_mb=1))


def found(source: DatedFolder) -> dict[str, list[tuple[str, str | None]]]:
    return {d.name: [(v.stamp.day.isoformat(), v.content) for v in d.versions] for d in source.documents()}


def test_dates_stand_in_names_of_files_and_of_folders(tmp_path: Path) -> None:
    source = folder_of(
        tmp_path,
        "2024-06-01.md", "2024-05-01.html", "2024-05-01/terms.pdf", "2025-05-01/terms.docx",
        "privacy-2024-05-01.txt", "20240701 privacy.md", "OpenAI/DPA/2024-01-31_v2.md",
    )  # fmt: skip
    assert found(source) == {
        "Dienst": [("2024-05-01", "2024-05-01.html"), ("2024-06-01", "2024-06-01.md")],
        "OpenAI/DPA/v2": [("2024-01-31", "OpenAI/DPA/2024-01-31_v2.md")],
        "privacy": [("2024-05-01", "privacy-2024-05-01.txt"), ("2024-07-01", "20240701 privacy.md")],
        "terms": [("2024-05-01", "2024-05-01/terms.pdf"), ("2025-05-01", "2025-05-01/terms.docx")],
    }
    assert source.skipped == ()


def test_two_kinds_of_one_day_are_two_documents(tmp_path: Path) -> None:
    source = folder_of(tmp_path, "2024-05-01/terms.pdf", "2024-05-01/terms.html", "2024-06-01/terms.pdf")
    assert found(source) == {
        "terms.html": [("2024-05-01", "2024-05-01/terms.html")],
        "terms.pdf": [("2024-05-01", "2024-05-01/terms.pdf"), ("2024-06-01", "2024-06-01/terms.pdf")],
    }


def test_two_files_of_one_day_and_kind_follow_each_other(tmp_path: Path) -> None:
    source = folder_of(tmp_path, "terms_2024-05-01.md", "terms-2024-05-01.md")
    days = [("2024-05-01", "terms-2024-05-01.md"), ("2024-05-01", "terms_2024-05-01.md")]
    assert found(source) == {"terms": days}


def test_a_folder_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = folder_of(tmp_path, "2024-05-01.md", "2024-06-01/terms.md")
    scan = os.scandir

    def scandir(path: str) -> object:  # the rights of a folder do not hold for who runs as root
        if Path(path).name == "2024-06-01":
            raise PermissionError(errno.EACCES, "denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", scandir)
    with pytest.raises(UsageError, match="2024-06-01 may not be read"):
        source.documents()


def test_what_is_no_version_is_named(tmp_path: Path) -> None:
    source = folder_of(
        tmp_path, "2024-05-01.md", "zonder datum.md", "2024-13-45.md", "2024-05-01.png",
        ".verborgen-2024-05-01.md",
    )  # fmt: skip
    (tmp_path / "Dienst" / "2024-05-02.md").symlink_to("/etc/passwd")
    assert found(source) == {"Dienst": [("2024-05-01", "2024-05-01.md")]}
    assert source.skipped == ("2024-05-01.png", "2024-13-45.md", "zonder datum.md")


@pytest.mark.parametrize("paths", [(), ("voorwaarden.md", "oud/voorwaarden.pdf")], ids=["empty", "undated"])
def test_a_folder_without_dates_is_refused(tmp_path: Path, paths: tuple[str, ...]) -> None:
    (tmp_path / "Dienst").mkdir()
    with pytest.raises(UsageError, match="no version with a date"):
        folder_of(tmp_path, *paths).documents()


def test_a_version_that_went_away_or_is_too_large(tmp_path: Path) -> None:
    source = folder_of(tmp_path, "2024-05-01.md", "2024-06-01.md")
    ((first, second),) = (document.versions for document in source.documents())
    (tmp_path / "Dienst" / "2024-05-01.md").unlink()
    (tmp_path / "Dienst" / "2024-06-01.md").write_bytes(b"x" * (1024 * 1024 + 1))
    with pytest.raises(FileMissing):
        source.fetch(first)
    with pytest.raises(FileTooLarge):
        source.fetch(second)


def test_choosing_documents_and_days(tmp_path: Path) -> None:
    documents = folder_of(tmp_path, "A/2024-05-01.md", "A/2024-06-01.md", "B/2024-05-01.md").documents()
    assert [d.name for d in chosen(documents, ["a*"])] == ["A"]
    assert [d.name for d in chosen(documents, [])] == ["A", "B"]
    assert [d.name for d in chosen(documents, ["c*"])] == []
    first, second = documents[0].versions
    assert documents[0].within(date(2024, 5, 2), None) == (second,)
    assert documents[0].within(None, date(2024, 5, 1)) == (first,)
    assert documents[0].at(date(2024, 5, 31)) is first
    assert documents[0].at(date(2024, 4, 30)) is None
