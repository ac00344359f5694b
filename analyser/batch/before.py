"""Facts before award that stand beside contracts: the file ``voor-gunning.yaml`` in a dossier's folder.

A batch reads them when it writes the overview and not before: no verdict depends on them, so that a changed
fact has no contract judged anew. A file that cannot be read is told in the overview or the report and stops
nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from analyser.award import FACTS_FILE, LONGEST_FILE, BeforeAward, Checklist, read_facts
from analyser.batch.contracts import file_system
from analyser.errors import FileMissing, InputError
from analyser.model import Text
from analyser.portfolio import Outcome


def facts_beside(
    contracts: Iterable[str], skipped: Sequence[str]
) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """The files of facts by contract, as paths below the folder, and what else was left aside."""
    folders = {f"{contract}/{FACTS_FILE}": contract for contract in contracts}
    files = {folders[path]: path for path in skipped if path in folders}
    return files, tuple(path for path in skipped if path not in folders)


def facts_in(folder: Path, checklist: Checklist, today: date) -> BeforeAward | None:
    """The facts that stand in the folder of one dossier; None where it holds no such file."""
    return _read(FACTS_FILE, str(folder), checklist, today) if (folder / FACTS_FILE).is_file() else None


def with_facts(
    outcomes: Iterable[Outcome], files: Mapping[str, str], root: str, checklist: Checklist, today: date
) -> Iterator[Outcome]:
    """Each outcome with the facts that stand beside its contract; one without a file as it is."""
    for outcome in outcomes:
        path = files.get(outcome.contract)
        yield outcome if path is None else replace(outcome, before=_read(path, root, checklist, today))


def _read(path: str, root: str, checklist: Checklist, today: date) -> BeforeAward:
    try:
        return read_facts(_content(path, root), path, checklist, today)
    except InputError as error:
        return BeforeAward(checklist, problem=Text(error.message("nl"), error.message("en")))


def _content(path: str, root: str) -> bytes:
    """The file's bytes, no more of them than are needed to see that it is too large. Raises FileMissing."""
    system, folder = file_system(root)
    try:
        with system.open(f"{folder.rstrip('/')}/{path}", "rb") as file:
            data: bytes = file.read(LONGEST_FILE + 1)
    except OSError as error:
        raise FileMissing(path) from error
    return data
