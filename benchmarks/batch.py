"""A folder of contracts from the command line: speed against pdfplumber, two processes against one, memory.

    python benchmarks/batch.py [--pdfs 120] [--contracts 200] [--folder FOLDER]

The contracts are copies and variants of the samples, or the PDFs of FOLDER. In one run: pages a second of
``pdfplumber.Page.extract_words`` alone, in one process; of ``analyser batch`` over the same ``--pdfs`` files
with one process and with two, start and reports included; and then, over ``--contracts`` of all kinds, what
the batch and its processes take of the memory as it goes on (resident MB, at a quarter, half and the end).
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from cost import memory
from peers import words_of_pdfplumber
from variants import make_folder

_MEASURED = 40  # PDFs that pdfplumber reads: it is slow, and steady


@dataclass(frozen=True, slots=True)
class Run:
    """A batch that was watched. ``memory`` is in MB, of the batch and of all its processes together."""

    seconds: float
    memory: tuple[tuple[float, float], ...]


def run_batch(folder: Path, jobs: int) -> Run:
    """Run the command over ``folder``, into a fresh output, and watch it."""
    output = Path(tempfile.mkdtemp())
    command = [
        sys.executable,
        "-m",
        "analyser",
        "batch",
        str(folder),
        "--output",
        str(output),
        "--jobs",
        str(jobs),
    ]
    seen: list[tuple[float, float]] = []
    started = time.monotonic()
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as batch:
        while batch.poll() is None:
            try:
                seen.append(memory(batch.pid))
            except (KeyError, OSError):
                break  # it ended just now
            time.sleep(0.5)
    seconds = time.monotonic() - started
    if batch.returncode not in (0, 1):
        raise SystemExit(f"the batch ended with {batch.returncode}")
    shutil.rmtree(output)
    return Run(seconds, tuple(seen))


def pages_of(paths: list[Path]) -> int:
    """How many pages the PDFs have."""
    pages = 0
    for path in paths:
        document = pypdfium2.PdfDocument(path)
        pages += len(document)
        document.close()
    return pages


def pdfplumber_rate(paths: list[Path]) -> float:
    """Pages a second of pdfplumber's words alone, over an even sample."""
    sample = paths[:: max(1, len(paths) // _MEASURED)]
    started = time.monotonic()
    for path in sample:
        words_of_pdfplumber(path.read_bytes())
    return pages_of(sample) / (time.monotonic() - started)


def compare_speed(folder: Path) -> None:
    """Print pages a second of pdfplumber, one process and two, and their ratios."""
    paths = sorted(folder.glob("*.pdf"))
    pages = pages_of(paths)
    plumber = pdfplumber_rate(paths)
    one, two = (pages / run_batch(folder, jobs).seconds for jobs in (1, 2))
    print(f"{len(paths)} PDF files, {pages} pages")
    print(f"{'':34}{'pages/s':>8}{'x pdfplumber':>14}")
    for name, rate in (
        ("pdfplumber, extract_words alone", plumber),
        ("batch, one process", one),
        ("batch, two", two),
    ):
        print(f"{name:34}{rate:8.1f}{rate / plumber:14.2f}")
    print(f"two processes against one: {two / one:.2f}\n")


def watch_memory(folder: Path) -> None:
    """Print what a batch takes of the memory as it goes on."""
    run = run_batch(folder, jobs=2)
    count = len(list(folder.iterdir()))
    print(f"{count} contracts in {run.seconds:.0f} s, {60 * count / run.seconds:.0f} a minute")
    print(f"{'resident MB':20}{'batch':>8}{'with its processes':>20}")
    for name, share in (("at a quarter", 0.25), ("halfway", 0.5), ("at the end", 0.95)):
        at = int(share * len(run.memory))
        near = run.memory[max(0, at - 5) : at + 5]
        batch, whole = (statistics.median(figures) for figures in zip(*near, strict=True))
        print(f"{name:20}{batch:8.0f}{whole:20.0f}")
    print(f"{'highest':20}{max(m for m, _ in run.memory):8.0f}{max(m for _, m in run.memory):20.0f}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--pdfs", type=int, default=120)
    parser.add_argument("--contracts", type=int, default=200)
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    if asked.folder is not None:
        compare_speed(asked.folder)
        return
    with tempfile.TemporaryDirectory() as place:
        pdfs, mixed = Path(place) / "pdf", Path(place) / "mixed"
        for folder in (pdfs, mixed):
            folder.mkdir()
        if asked.pdfs:
            make_folder(pdfs, asked.pdfs, kinds=(".pdf",))
            compare_speed(pdfs)
        if asked.contracts:
            make_folder(mixed, asked.contracts)
            watch_memory(mixed)


if __name__ == "__main__":
    main()
