"""What a batch takes for the program: a change of it is a reason to judge anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyser.batch import work


def test_templates_and_data_are_of_the_program_and_what_python_keeps_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "PACKAGE", tmp_path)
    found = []
    for name in ("regels.py", "woorden.txt", "bladzijde.html.j2", "__pycache__/regels.pyc"):
        for content in ("eerst", "later"):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(content)
            found.append(work._program.__wrapped__())
    assert [found[n] != found[n + 1] for n in range(0, 8, 2)] == [True, True, True, False]
