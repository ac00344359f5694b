"""How every file of a folder ends: analysed, analysed with stated gaps, or refused with a reason.

    python benchmarks/corpora.py FOLDER [--seconds N] [--memory N] [--jobs N] [--list]

Every PDF, DOCX, ODT, DOCM and DOTX below FOLDER goes through the isolated reader, as an upload does. The
table has a row for each folder directly in FOLDER. A file without an outcome is one that ended in anything
but a document or a refusal; there must be none, nor one that took longer than its limit. "Fault here" counts
the refusals ``reader-failed``: the file has its outcome, and this program a fault.

Below it, the share of the PDF files that plain pypdfium2 can read (they open, and their pages hold a word)
that give text here, and the names of those that do not. Text of the files is never printed. Memory is the
highest resident size of a reading process, sampled (Linux only; elsewhere 0).
"""

from __future__ import annotations

import argparse
import multiprocessing
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from analyser.errors import Crashed, InputError, OutOfMemory, OutOfTime, ReaderFailed
from analyser.isolation import IsolatedReader
from analyser.processes import Bounds, ProcessDied, Processes
from analyser.reading.limits import Limits

SUFFIXES = frozenset({".pdf", ".docx", ".odt", ".docm", ".dotx"})
ANALYSED, GAPS, NONE = "analysed", "with gaps", "without an outcome"
APART = {OutOfTime.code: "over time", OutOfMemory.code: "over memory", Crashed.code: "crashed"}
COLUMNS = (ANALYSED, GAPS, "refused", "fault here", *APART.values(), NONE)
SAMPLE_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Ending:
    """How one file ended."""

    path: Path  # below the folder
    outcome: str  # ANALYSED, GAPS, the code of a refusal, or NONE and what came instead
    seconds: float
    has_text: bool
    is_readable: bool  # a PDF that plain pypdfium2 reads a word of

    @property
    def group(self) -> str:
        return self.path.parts[0] if len(self.path.parts) > 1 else "."

    @property
    def column(self) -> str:
        if self.outcome == ReaderFailed.code:
            return "fault here"
        if self.outcome.startswith(NONE):
            return NONE
        return APART.get(self.outcome, self.outcome if self.outcome in (ANALYSED, GAPS) else "refused")


class Reader:
    """Reads files one after another, each kind of reading in a process of its own."""

    def __init__(self, limits: Limits) -> None:
        self._isolated = IsolatedReader(limits)
        self._plain = Processes(Bounds(limits.max_seconds, limits.max_memory_mb))

    def close(self) -> None:
        self._isolated.close()
        self._plain.close()

    def end(self, folder: Path, path: Path) -> Ending:
        """Read the file at ``path`` and say how it ended."""
        data = path.read_bytes()
        started = time.monotonic()
        outcome, has_text = self._outcome(data, path.name)
        seconds = time.monotonic() - started
        readable = path.suffix.lower() == ".pdf" and self._is_readable(data)
        return Ending(path.relative_to(folder), outcome, seconds, has_text, readable)

    def _outcome(self, data: bytes, name: str) -> tuple[str, bool]:
        try:
            read = self._isolated.read(data, name)
        except InputError as error:
            return error.code, False
        except Exception as error:  # what must never happen, and is counted
            return f"{NONE}: {type(error).__name__}", False
        return GAPS if read.unread else ANALYSED, any(sign.isalnum() for sign in read.text)

    def _is_readable(self, data: bytes) -> bool:
        try:
            return self._plain.submit(holds_a_word, data).result()
        except (ProcessDied, MemoryError):
            return False


def holds_a_word(data: bytes) -> bool:
    """Whether plain pypdfium2 finds a word in a PDF; runs in a process of its own."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return False
    for number in range(len(document)):
        try:
            text = document[number].get_textpage().get_text_range()
        except pypdfium2.PdfiumError:
            continue
        if any(sign.isalnum() for sign in text):
            return True
    return False


@contextmanager
def measured_memory() -> Iterator[list[int]]:
    """A list that holds the highest resident size of the processes below this one, in kB."""
    highest, ended = [0], threading.Event()

    def sample() -> None:
        while not ended.wait(SAMPLE_SECONDS):
            for process in multiprocessing.active_children():
                try:
                    lines = Path(f"/proc/{process.pid}/status").read_text("ascii").splitlines()
                except OSError:
                    continue
                sizes = [int(line.split()[1]) for line in lines if line.startswith("VmHWM:")]
                highest[0] = max(highest[0], *sizes, 0)

    thread = threading.Thread(target=sample)
    thread.start()
    try:
        yield highest
    finally:
        ended.set()
        thread.join()


def endings(folder: Path, paths: list[Path], limits: Limits, jobs: int) -> Iterator[Ending]:
    """How each file ended, in the order of ``paths``; ``jobs`` are read at a time."""
    own = threading.local()
    readers: list[Reader] = []

    def end(path: Path) -> Ending:
        if not hasattr(own, "reader"):
            own.reader = Reader(limits)
            readers.append(own.reader)
        ending: Ending = own.reader.end(folder, path)
        return ending

    try:
        with ThreadPoolExecutor(jobs) as pool:
            yield from pool.map(end, paths)
    finally:
        for reader in readers:
            reader.close()


def row(name: str, ended: list[Ending], kilobytes: int) -> str:
    """One line of the table."""
    counts = Counter(ending.column for ending in ended)
    longest = max(ending.seconds for ending in ended)
    cells = [name, str(len(ended)), *(str(counts[column]) for column in COLUMNS)]
    return f"| {' | '.join(cells)} | {longest:.1f} | {kilobytes // 1024} |"


def print_report(groups: dict[str, list[Ending]], memory: dict[str, int]) -> None:
    """The table, the refusals by reason, and the PDF files that give no text."""
    everything = [ending for ended in groups.values() for ending in ended]
    print(f"| | files | {' | '.join(COLUMNS)} | longest (s) | highest (MB) |")
    print(f"|---|{'---|' * (len(COLUMNS) + 3)}")
    for name, ended in groups.items():
        print(row(name, ended, memory[name]))
    print(row("together", everything, max(memory.values())))
    reasons = Counter(ending.outcome for ending in everything if ending.column == "refused")
    print("\nRefused: " + ", ".join(f"{code} {count}" for code, count in sorted(reasons.items())))
    readable = [ending for ending in everything if ending.is_readable]
    silent = [ending for ending in readable if not ending.has_text]
    share = 1 - len(silent) / len(readable) if readable else 1.0
    print(f"\nPDF files that pypdfium2 reads: {len(readable)}; with text here: {share:.2%}")
    for ending in silent:
        print(f"  {ending.path.as_posix()}: {ending.outcome}")


def main() -> None:
    parser = argparse.ArgumentParser(description="How every file of a folder ends.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=int, default=Limits().max_seconds, help="for one file")
    parser.add_argument("--memory", type=int, default=Limits().max_memory_mb, help="MB, for one process")
    parser.add_argument("--jobs", type=int, default=1, help="files read at a time")
    parser.add_argument("--list", action="store_true", help="each file with its outcome, too")
    options = parser.parse_args()
    limits = Limits(max_seconds=options.seconds, max_memory_mb=options.memory)
    found: dict[str, list[Path]] = {}
    for path in sorted(options.folder.rglob("*")):
        if path.suffix.lower() in SUFFIXES and path.is_file():
            parts = path.relative_to(options.folder).parts
            found.setdefault(parts[0] if len(parts) > 1 else ".", []).append(path)
    if not found:
        parser.error("the folder holds no PDF, DOCX, ODT, DOCM or DOTX")
    groups, memory = dict[str, list[Ending]](), dict[str, int]()
    for name, paths in found.items():
        groups[name] = []
        with measured_memory() as highest:
            for ending in endings(options.folder, paths, limits, options.jobs):
                groups[name].append(ending)
                if options.list:
                    print(f"{ending.outcome}\t{ending.seconds:.1f}\t{ending.path.as_posix()}", flush=True)
        memory[name] = highest[0]
    print_report(groups, memory)


if __name__ == "__main__":
    main()
