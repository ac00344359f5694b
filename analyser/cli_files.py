"""Paths on the command line that may be folders: the files of one dossier."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from analyser.errors import UsageError

if TYPE_CHECKING:
    from analyser.batch.contracts import Contract


def files_of(path: Path) -> list[Path]:
    """The files of a dossier: the file itself, or those of a folder and then of those below it.

    Raises UsageError for a folder without contracts.
    """
    if not path.is_dir():
        return [path]
    contracts, _ = _held(path)
    files = sorted(
        (Path(source.path) for contract in contracts for source in contract.sources),
        key=lambda file: [*((True, folder) for folder in file.parts[:-1]), (False, file.name)],
    )
    if not files:
        raise UsageError(
            what_nl=f"In {path} staan geen contracten (PDF, DOCX of ODT).",
            what_en=f"{path} holds no contracts (PDF, DOCX or ODT).",
        )
    return files


def aside_of(path: Path) -> tuple[str, ...]:
    """The files of a folder that are not read, since they are no contracts; what is hidden is none."""
    if not path.is_dir():
        return ()
    from analyser.award import FACTS_FILE

    names = {name: PurePosixPath(name).name for name in _held(path)[1]}
    return tuple(n for n, own in names.items() if n != FACTS_FILE and not own.startswith((".", "~$")))


def _held(folder: Path) -> tuple[tuple[Contract, ...], tuple[str, ...]]:
    from analyser.batch.contracts import find_contracts

    return find_contracts(str(folder), folder / ".analyser")
