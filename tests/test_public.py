"""What others may rely on: three verbs, and no spaCy before it is needed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import analyser


def test_the_public_verbs() -> None:
    assert analyser.__all__ == ["analyse", "load_library", "read"]
    assert [getattr(analyser, verb).__module__ for verb in analyser.__all__] == [
        "analyser.pipeline",
        "analyser.library",
        "analyser.reading",
    ]


def test_reading_and_the_library_do_not_import_spacy() -> None:
    code = "import sys, analyser; analyser.read, analyser.load_library(); print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_the_same_file_gives_the_same_bytes_whatever_the_hash_seed() -> None:
    """Sets of words have no order of their own; a report may not show which order Python gave them."""
    contract = Path(__file__).parent.parent / "samples" / "contracts" / "ai-saas-met-gaten.pdf"
    command = [sys.executable, "-m", "analyser", "check", str(contract), "--format", "json"]
    reports = {
        subprocess.run(
            command, capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "3")
    }
    assert len(reports) == 1
