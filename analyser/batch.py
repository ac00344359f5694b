"""Many contracts in one run: every file and every subfolder of a folder, judged apart.

A contract that cannot be read is a row with its reason and the run goes on, also where a reader takes
its whole process down. What is written depends on the folder alone, never on how many processes work.
"""

from __future__ import annotations

import multiprocessing
import os
import re
import unicodedata
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from analyser.errors import InputError, ReaderFailed, UsageError
from analyser.library import ClauseLibrary, load_library
from analyser.model import Subject
from analyser.pipeline import analyse
from analyser.reading.limits import Limits
from analyser.report import overview, summary, write
from analyser.report.overview import Outcome, Refusal
from analyser.report.texts import Tongue, texts

OVERVIEW: Final = {"nl": "overzicht.xlsx", "en": "overview.xlsx"}
_CONTRACTS: Final = frozenset({".pdf", ".docx", ".odt", ".doc", ".rtf", ".docm"})
_EXTENSION: Final = re.compile(r"\.[a-z][a-z0-9]{0,4}", re.IGNORECASE)
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # by Windows
_WRITTEN: Final = ("json", "html")


@dataclass(frozen=True, slots=True)
class Contract:
    """A file, or a subfolder whose files are one dossier. ``report`` names its reports."""

    name: str
    report: str
    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """What every contract of a batch is judged with."""

    output: Path
    applies: Sequence[Subject] | str
    language: Tongue
    limits: Limits


def run_batch(
    folder: Path,
    output: Path,
    *,
    jobs: int,
    applies: Sequence[Subject] | str,
    language: Tongue,
    limits: Limits,
) -> int:
    """Judge every contract of ``folder`` and write reports to ``output``; how many were refused.

    Raises UsageError for a folder without contracts or an output that cannot be written.
    """
    _check_folders(folder, output)
    contracts, skipped = find_contracts(folder, output)
    if not contracts:
        raise UsageError(
            what_nl=f"In {folder} staan geen contracten (PDF, DOCX of ODT).",
            what_en=f"{folder} holds no contracts (PDF, DOCX or ODT).",
        )
    library = load_library()
    _make_folder(output)
    task = Task(output, applies, language, limits)
    found: dict[str, Outcome] = {}
    console = Console(stderr=True, highlight=False)
    with _progress(console) as progress:
        bar = progress.add_task(texts(language)["batch_busy"], total=len(contracts))
        judged = _in_turn(contracts, task, library) if jobs == 1 else _in_processes(contracts, task, jobs)
        for outcome in judged:
            found[outcome.contract] = outcome
            progress.advance(bar)
    outcomes = [found[contract.name] for contract in contracts]
    path = output / OVERVIEW[language]
    write.write_atomically(path, overview.render(outcomes, skipped, library, language))
    refused = [outcome for outcome in outcomes if outcome.refusal]
    _say(console, outcomes, refused, skipped, path, language)
    return len(refused)


def find_contracts(folder: Path, output: Path) -> tuple[tuple[Contract, ...], tuple[str, ...]]:
    """The contracts of ``folder`` in order of name, and the names of the files left aside.

    Left aside are hidden files, lock files of an open editor and files whose extension belongs to
    something else; a name without extension is tried, since readers go by content. ``output`` is no
    input. A subfolder takes its own subfolders with it: an annex in a folder belongs to the dossier.
    """
    dossiers: dict[str, list[Path]] = {}
    skipped: list[str] = []
    for path in _files(folder, output):
        relative = path.relative_to(folder)
        if _is_contract(relative):
            dossiers.setdefault(relative.parts[0], []).append(path)
        else:
            skipped.append(relative.as_posix())
    names = sorted(dossiers)
    reports = _safe_names(names)
    contracts = (
        Contract(name, report, tuple(dossiers[name])) for name, report in zip(names, reports, strict=True)
    )
    return tuple(contracts), tuple(skipped)


def judge(contract: Contract, task: Task, library: ClauseLibrary) -> Outcome:
    """Judge one contract and write its reports. Half a dossier is never judged: any bad file refuses it.

    Raises UsageError where a report cannot be written.
    """
    files = tuple(path.name for path in contract.paths)
    try:
        assessment = analyse(contract.paths, library, applies=task.applies, limits=task.limits)
        reports = {form: write.render(assessment, library, form, task.language) for form in _WRITTEN}
    except InputError as error:
        return _refused(contract, task, error)
    except Exception as error:  # a fault of ours in one contract must not cost the others
        return _refused(contract, task, ReaderFailed(contract.name, kind=type(error).__name__))
    for form, data in reports.items():
        write.write_atomically(task.output / f"{contract.report}.{form}", data)
    unread = summary.notices(assessment, task.language, unread=True)
    return Outcome(contract.name, files, f"{contract.report}.html", assessment.findings, unread)


def _refused(contract: Contract, task: Task, error: InputError) -> Outcome:
    """A refusal; reports of an earlier run would contradict it and are removed."""
    for form in _WRITTEN:
        (task.output / f"{contract.report}.{form}").unlink(missing_ok=True)
    files = tuple(path.name for path in contract.paths)
    return Outcome(contract.name, files, "", refusal=Refusal.of(error))


def _in_turn(contracts: Iterable[Contract], task: Task, library: ClauseLibrary) -> Iterator[Outcome]:
    for contract in contracts:
        yield judge(contract, task, library)


def _in_processes(contracts: Sequence[Contract], task: Task, jobs: int) -> Iterator[Outcome]:
    """Outcomes as they come. At most ``jobs`` contracts are under way, so that where a process dies
    only those are suspect; each suspect then runs alone, and the one that dies again is refused."""
    waiting = deque(contracts)
    while waiting:
        suspects: list[Contract] = []
        with _pool(task, min(jobs, len(waiting))) as pool:
            running: dict[Future[Outcome | Refusal], Contract] = {}
            while (waiting or running) and not suspects:
                while waiting and len(running) < jobs:
                    contract = waiting.popleft()
                    try:
                        running[pool.submit(_work, contract)] = contract
                    except BrokenProcessPool:
                        suspects.append(contract)
                        break
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in sorted(done, key=lambda f: running[f].name):
                    contract = running.pop(future)
                    try:
                        outcome = future.result()
                    except BrokenProcessPool:
                        suspects.append(contract)
                    else:
                        yield _outcome(outcome)
            suspects.extend(running.values())
        for contract in suspects:
            yield _alone(contract, task)


def _alone(contract: Contract, task: Task) -> Outcome:
    with _pool(task, 1) as pool:
        try:
            return _outcome(pool.submit(_work, contract).result())
        except BrokenProcessPool as error:
            return _refused(contract, task, ReaderFailed(contract.name, kind=type(error).__name__))


def _outcome(result: Outcome | Refusal) -> Outcome:
    """A worker's result. A bare refusal says that the reports cannot be written: that ends the batch."""
    if isinstance(result, Refusal):
        raise UsageError(what_nl=result.nl, what_en=result.en)
    return result


def _pool(task: Task, jobs: int) -> ProcessPoolExecutor:
    """Fresh processes: a forked copy of one that runs threads may hang."""
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_prepare, initargs=(task,))


_prepared: list[tuple[Task, ClauseLibrary]] = []  # of a worker process: filled once, at its start


def _prepare(task: Task) -> None:
    _prepared[:] = [(task, load_library())]


def _work(contract: Contract) -> Outcome | Refusal:
    """Judge in a worker. Our errors cannot be sent between processes, so their sentences are."""
    try:
        return judge(contract, *_prepared[0])
    except UsageError as error:
        return Refusal.of(error)


def _check_folders(folder: Path, output: Path) -> None:
    if not folder.is_dir():
        raise UsageError(
            what_nl=f"{folder} is geen map, of bestaat niet.",
            what_en=f"{folder} is not a folder, or does not exist.",
        )
    if output.resolve() == folder.resolve():
        raise UsageError(
            what_nl="De rapporten kunnen niet in de map met contracten zelf. Kies een andere --output.",
            what_en="The reports cannot go into the folder of contracts itself. Choose another --output.",
        )


def _make_folder(output: Path) -> None:
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            what_nl=f"De map {output} kan niet worden gemaakt. Kies een andere met --output.",
            what_en=f"The folder {output} cannot be made. Choose another with --output.",
        ) from error


def _files(folder: Path, output: Path) -> Iterator[Path]:
    """All files below ``folder`` in order of name, without hidden folders and without ``output``."""
    away = output.resolve()
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and (Path(root) / name).resolve() != away
        )
        for name in sorted(names):
            path = Path(root) / name
            if path.is_file():
                yield path


def _is_contract(path: Path) -> bool:
    if path.name.startswith((".", "~$")):
        return False
    return path.suffix.lower() in _CONTRACTS or not _EXTENSION.fullmatch(path.suffix)


def _safe_names(names: Iterable[str]) -> list[str]:
    """A file name for each, of letters, digits, dots and dashes, no two alike on any system."""
    taken: set[str] = set()
    safe: list[str] = []
    for name in names:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
        plain = re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip("-.")[:80] or "contract"
        if _RESERVED.fullmatch(plain):
            plain = f"contract-{plain}"
        unique, count = plain, 1
        while unique.lower() in taken:
            count += 1
            unique = f"{plain}-{count}"
        taken.add(unique.lower())
        safe.append(unique)
    return safe


def _progress(console: Console) -> Progress:
    """A bar on the error stream, so that nothing mixes with output; silent in a log or a pipe."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        disable=not console.is_terminal,
    )


def _say(
    console: Console,
    outcomes: Sequence[Outcome],
    refused: Sequence[Outcome],
    skipped: Sequence[str],
    path: Path,
    language: Tongue,
) -> None:
    words = texts(language)
    lines = [
        f"{outcome.contract}: {outcome.refusal.message(language)}" for outcome in refused if outcome.refusal
    ]
    judged = len(outcomes) - len(refused)
    lines.append(words["batch_summary"].format(judged=judged, refused=len(refused), path=path))
    if skipped:
        lines.append(words["batch_skipped_count"].format(n=len(skipped)))
    for line in lines:
        console.print(Text(summary.clean(line)), soft_wrap=True)
