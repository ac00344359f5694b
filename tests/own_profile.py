"""A profile of one's own for tests, over a copy of the library."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import yaml

from analyser.library import LIBRARY_FOLDER

LOGGING, BREACH, HARDWARE = "veiligheid-logging", "privacy-datalek-melding", "duurzaamheid-hardware-circulair"
BOTH = {"nl": "omdat het zo is", "en": "because it is so"}
SOURCE = {"instrument": "Eigen voorwaarden", "number_confidence": "verified", "confidence": "verified"}
GROUNDS: dict[str, Any] = {"reason": BOTH, "sources": [SOURCE]}

Content = dict[str, Any]


def profile(**changes: Any) -> Content:
    """The content of a sound profile called ``eigen``."""
    named = {"id": "eigen", "title": BOTH, "organisation": BOTH, "law_as_of": "2026-11-21", **GROUNDS}
    return named | changes


def own_requirement(**changes: Any) -> Content:
    """A requirement that the library does not have."""
    path = LIBRARY_FOLDER / "requirements" / f"{HARDWARE}.yaml"
    content: Content = yaml.safe_load(path.read_text())
    return content | {"id": "eigen-eis", "title": BOTH} | changes


def copy_library(folder: Path) -> Path:
    """A copy of the library in ``folder``, without profiles, bank and weights; returns where it stands."""
    copied = folder / "bibliotheek"
    skipped = shutil.ignore_patterns("profiles", "bank", "*.safetensors", "__pycache__")
    shutil.copytree(LIBRARY_FOLDER, copied, ignore=skipped)
    return copied


def write_profile(folder: Path, content: Content, name: str = "eigen") -> None:
    """Write a profile into a library."""
    path = folder / "profiles" / f"{name}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
