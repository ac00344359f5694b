"""What is done with one contract, the same for every engine, in a process that a bad file can do no harm.

``Crew.judge`` is what an engine calls, in a thread of this process or in a worker of a cluster. It hands the
contract to a process of its own; there ``_judge_here`` fetches, reads, judges and renders. What comes back is
small: the lines of an overview and the finished reports.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from analyser.batch.contracts import Contract, Source, file_system
from analyser.errors import (
    Crashed,
    FileMissing,
    FileTooLarge,
    InputError,
    OutOfMemory,
    OutOfTime,
    ReaderFailed,
    UsageError,
)
from analyser.isolation import bounds_of, insist, judging_seconds, read_here
from analyser.model import Subject, View
from analyser.portfolio import File, Outcome, Refusal
from analyser.processes import Processes, begin_step, more_time
from analyser.reading.limits import BYTES_PER_MB, Limits
from analyser.report.texts import Tongue

if TYPE_CHECKING:
    from analyser.library import ClauseLibrary

PACKAGE: Final = Path(__file__).parents[1]
FORMS: Final = ("json", "html")
"""The reports that each contract gets."""

PASSING: Final = frozenset(kind.code for kind in (Crashed, FileMissing, OutOfMemory, OutOfTime, ReaderFailed))
"""Refusals that another day may end: the next run tries again."""


@dataclass(frozen=True, slots=True)
class Task:
    """What every contract of a batch is judged with."""

    applies: tuple[Subject, ...] | str
    language: Tongue
    view: View
    limits: Limits
    thorough: bool
    folder: str  # of the reports, below the output
    profile: str  # whose conditions prevail
    basis: str = ""  # see ``basis_of``


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a contract. ``outcome`` is None where ``key`` is the known one: nothing changed."""

    contract: str
    key: str  # hash of the files and the basis; "" where a file could not be fetched
    outcome: Outcome | None
    reports: Mapping[str, bytes]  # by extension


class Crew:
    """Processes that judge, as many as are asked for at once. Each is lent to one contract at a time."""

    def __init__(self, limits: Limits) -> None:
        self._bounds = bounds_of(limits)
        self._all: list[Processes] = []
        self._idle: list[Processes] = []

    def judge(self, contract: Contract, task: Task, known: str) -> Judged:
        """Judge one contract, unless its key is ``known``. A bad file refuses its whole contract: half a
        dossier is never judged.

        Raises UsageError where the process has another library or program than the batch was begun with,
        and CancelledError after ``kill``.
        """
        processes = self._idle.pop() if self._idle else self._new()
        try:
            return insist(
                lambda: processes.submit(_judge_here, contract, task, known), contract.name, task.limits
            )
        except InputError as error:
            return refused(contract, error)
        finally:
            self._idle.append(processes)

    def kill(self) -> None:
        """End all processes now."""
        for processes in self._all:
            processes.kill()

    def _new(self) -> Processes:
        processes = Processes(self._bounds)
        self._all.append(processes)
        return processes


def basis_of(task: Task) -> str:
    """A hash of all that decides an outcome beside the files: library, weights, program and options."""
    from analyser.reading.ocr import Ocr

    library = _library(task.profile)
    recognises = Ocr.installed(os.environ) is not None
    of_library = (library.sha256, library.profile.sha256, library.model_sha256)
    facts = (of_library, _program(), recognises, replace(task, basis=""))
    return hashlib.sha256(repr(facts).encode()).hexdigest()


@cache
def _library(profile: str) -> ClauseLibrary:
    """The library as it was when this process began; a run has one."""
    from analyser.library import load_library

    return load_library(profile=profile)


@cache
def _program() -> str:
    """A hash of the program's own modules, templates and data: a version number says less where someone
    mends a rule."""
    sources = sorted(
        path for path in PACKAGE.rglob("*") if path.is_file() and path.parent.name != "__pycache__"
    )
    return hashlib.sha256(b"\0".join(source.read_bytes() for source in sources)).hexdigest()


def _judge_here(contract: Contract, task: Task, known: str) -> Judged:
    """Runs in the process: fetch, read, judge and render. The heavy packages are imported here alone."""
    begin_step("")
    _check_basis(task)
    files: list[File] | None = None
    key = ""
    try:
        contents = [_fetched(contract, source, task.limits) for source in contract.sources]
        files = [
            File(source.name, hashlib.sha256(data).hexdigest())
            for source, data in zip(contract.sources, contents, strict=True)
        ]
        key = _key(contract, files, task)
        if key == known:
            return Judged(contract.name, key, None, {})
        return _judged(contract, key, files, contents, task)
    except InputError as error:
        return refused(contract, error, key, files)
    except MemoryError:
        return refused(contract, OutOfMemory(contract.name, limit_mb=task.limits.max_memory_mb), key, files)
    except UsageError:
        raise
    except Exception as fault:  # a fault of ours in one contract must not cost the others
        return refused(contract, ReaderFailed(contract.name, kind=type(fault).__name__), key, files)


def _judged(contract: Contract, key: str, files: list[File], contents: list[bytes], task: Task) -> Judged:
    from analyser.parties import supplier_of
    from analyser.pipeline import analyse_documents
    from analyser.report import summary, write

    documents = []
    for file, data in zip(files, contents, strict=True):
        begin_step(file.name)
        documents.append(read_here(data, file.name, task.view, task.limits, thorough=task.thorough))
    begin_step(contract.name)
    more_time(judging_seconds(documents))
    library = _library(task.profile)
    assessment = analyse_documents(documents, library, applies=task.applies)
    outcome = Outcome(
        contract.name,
        tuple(
            replace(file, pages=len(document.pages) or None, words=document.word_count, language=language)
            for file, document, language in zip(files, documents, assessment.languages, strict=True)
        ),
        supplier_of(documents),
        f"{task.folder}/{contract.report}.html",
        summary.lines(assessment, library, task.language),
        summary.notices(assessment, task.language, unread=True),
    )
    reports = {form: write.render(assessment, library, form, task.language) for form in FORMS}
    return Judged(contract.name, key, outcome, reports)


@cache
def _check_basis(task: Task) -> None:
    """Raises UsageError where this process would judge otherwise than the one that began the batch."""
    if basis_of(task) != task.basis:
        raise UsageError(
            what_nl="Een werker heeft een ander programma, een andere bibliotheek of geen tekstherkenning. "
            "Installeer overal hetzelfde.",
            what_en="A worker has another program, another library or no text recognition. Install the same "
            "everywhere.",
        )


def _fetched(contract: Contract, source: Source, limits: Limits) -> bytes:
    """The file's content. Raises FileTooLarge before, and FileMissing where it cannot be had."""
    if source.size > limits.max_file_mb * BYTES_PER_MB:
        size_mb = -(-source.size // BYTES_PER_MB)
        raise FileTooLarge(source.name, size_mb=size_mb, limit_mb=limits.max_file_mb)
    begin_step(source.name)
    system, _ = file_system(contract.root)
    try:
        data: bytes = system.cat_file(source.path)
    except (OSError, ValueError) as error:
        raise FileMissing(source.name) from error
    return data


def _key(contract: Contract, files: Sequence[File], task: Task) -> str:
    """Names count too: they stand in the reports."""
    facts = [task.basis, contract.name, contract.report, [[file.name, file.sha256] for file in files]]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def refused(
    contract: Contract, error: InputError, key: str = "", files: Sequence[File] | None = None
) -> Judged:
    """A contract that was not judged. Without ``files`` no more is told of them than their names."""
    told = tuple(File(source.name) for source in contract.sources) if files is None else tuple(files)
    return Judged(contract.name, key, Outcome(contract.name, told, refusal=Refusal.of(error)), {})
