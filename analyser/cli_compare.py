"""``analyser compare``: what changed from one version of a contract to the next."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated, Final

import typer

from analyser.cli_options import (
    PROFILE,
    Applies,
    Changes,
    LanguageOption,
    ProfileOption,
    Thorough,
    UserLanguage,
    subjects_of,
)
from analyser.errors import UsageError
from analyser.model import View

if TYPE_CHECKING:
    from analyser.batch.contracts import Contract
    from analyser.model import Document

WORSE: Final = 7  # a verdict turned for the worse; the report was written


class ComparisonFormat(StrEnum):
    """Forms of a comparison."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    DOCX = "docx"


Output = Annotated[Path | None, typer.Option(help="Schrijf naar dit bestand. / Write to this file.")]


def compare(
    old: Annotated[
        Path, typer.Argument(metavar="OUD", help="Bestand, of map met één dossier. / File, or a dossier.")
    ],
    new: Annotated[
        Path, typer.Argument(metavar="NIEUW", help="De nieuwe versie ervan. / The new version of it.")
    ],
    applies: Applies = "auto",
    format: Annotated[ComparisonFormat, typer.Option(help="Vorm. / Form.")] = ComparisonFormat.TEXT,
    output: Output = None,
    language: LanguageOption = UserLanguage.NL,
    changes: Changes = View.ACCEPTED,
    thorough: Thorough = False,
    profile: ProfileOption = PROFILE,
) -> None:
    """Vergelijk twee versies van een contract of dossier. / Compare two versions of a contract."""
    from analyser.isolation import IsolatedReader
    from analyser.reading.limits import Limits
    from analyser.report import write

    about = subjects_of(applies)
    limits = Limits.from_environment(os.environ)
    sides = [files_of(old), files_of(new)]
    write.check_destination(format.value, output, [*sides[0], *sides[1]])
    with IsolatedReader(limits, thorough=thorough) as reader:
        read: list[list[Document]] = [[reader.read_file(path, changes) for path in paths] for paths in sides]
    from analyser.comparing import Versions
    from analyser.comparing import compare as compared
    from analyser.library import load_library
    from analyser.pipeline import analyse_documents
    from analyser.report import comparison

    library = load_library(profile=profile)
    before, after = (analyse_documents(documents, library, applies=about) for documents in read)
    versions = Versions(before, after, compared(before, after, library), (_aside(old), _aside(new)))
    data = comparison.render(versions, library, format.value, language.value)
    write.write_bytes(data, output)
    if comparison.is_worse(versions):
        raise typer.Exit(WORSE)


def files_of(path: Path) -> list[Path]:
    """The files of a version: the file itself, or those of a folder and then of those below it.

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


def _aside(path: Path) -> tuple[str, ...]:
    """The files of a version that are not read, since they are no contracts; what is hidden is none."""
    if not path.is_dir():
        return ()
    return tuple(name for name in _held(path)[1] if not PurePosixPath(name).name.startswith((".", "~$")))


def _held(folder: Path) -> tuple[tuple[Contract, ...], tuple[str, ...]]:
    from analyser.batch.contracts import find_contracts

    return find_contracts(str(folder), folder / ".analyser")
