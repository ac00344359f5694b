"""What others may rely on: three verbs, and no spaCy before it is needed."""

from __future__ import annotations

import subprocess
import sys

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
