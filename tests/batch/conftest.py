"""A small library for every batch: a process that judges is warm in a second."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_library import write_library


@pytest.fixture(scope="session")
def small_library_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_library(tmp_path_factory.mktemp("library") / "library")


@pytest.fixture(autouse=True)
def small_library(small_library_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANALYSER_LIBRARY", str(small_library_folder))
