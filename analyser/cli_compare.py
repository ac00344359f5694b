"""``analyser compare``: what changed from one version of a contract to the next."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from analyser.cli_files import aside_of, files_of
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
from analyser.model import View

if TYPE_CHECKING:
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
    versions = Versions(before, after, compared(before, after, library), (aside_of(old), aside_of(new)))
    data = comparison.render(versions, library, format.value, language.value)
    write.write_bytes(data, output)
    if comparison.is_worse(versions):
        raise typer.Exit(WORSE)
