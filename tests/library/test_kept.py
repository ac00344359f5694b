"""The library at hand: loaded once, and anew where its files changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from own_profile import GROUNDS, LOGGING, copy_library, profile, write_profile

from analyser.errors import LibraryError, UsageError
from analyser.library.kept import kept_library


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copied = copy_library(tmp_path)
    monkeypatch.setenv("ANALYSER_LIBRARY", str(copied))
    monkeypatch.delenv("ANALYSER_PROFILE", raising=False)
    return copied


def test_it_is_loaded_once_for_each_profile(folder: Path) -> None:
    write_profile(folder, profile())
    plain, own = kept_library(), kept_library("eigen")
    assert (kept_library() is plain, kept_library("eigen") is own, plain is own) == (True, True, False)


def test_an_edit_is_seen_at_once(folder: Path) -> None:
    """Of the profile, of what it lies over, and of a file that is gone."""
    write_profile(folder, profile())
    before = kept_library("eigen")
    write_profile(folder, profile(severity=[{"id": LOGGING, "severity": "hoog", **GROUNDS}]))
    changed = kept_library("eigen")
    assert changed.requirement(LOGGING).severity.value == "hoog"
    path = folder / "requirements" / f"{LOGGING}.yaml"
    path.write_text(path.read_text() + "# een opmerking\n")
    assert len({before.sha256, changed.sha256, kept_library("eigen").sha256}) == 3
    (folder / "profiles" / "eigen.yaml").unlink()
    with pytest.raises(UsageError):
        kept_library("eigen")


def test_a_broken_edit_is_told_until_it_is_mended(folder: Path) -> None:
    write_profile(folder, profile())
    sound = kept_library("eigen")
    write_profile(folder, profile(base="weg"))
    with pytest.raises(LibraryError):
        kept_library("eigen")
    assert kept_library().profile.id == "rijk"
    write_profile(folder, profile())
    assert kept_library("eigen").sha256 == sound.sha256
