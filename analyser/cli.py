"""The command line: thin. Each command parses, calls one function and prints.

spaCy, pdfium and the reports are imported inside the commands that need them: ``analyser --help``
answers at once.
"""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from analyser.errors import AnalyserError, UsageError
from analyser.model import Subject, View

app = typer.Typer(
    name="analyser",
    help="Toetst contracten aan ARBIT-2022 en de inkoopvoorwaarden voor generatieve AI. / Checks contracts "
    "against ARBIT-2022 and the purchase conditions for generative AI. Nothing leaves this machine.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
library_app = typer.Typer(help="De clausulebibliotheek. / The clause library.", no_args_is_help=True)
app.add_typer(library_app, name="library")


class OutputFormat(StrEnum):
    """Forms of a report."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    XLSX = "xlsx"
    DOCX = "docx"


class UserLanguage(StrEnum):
    """Languages of messages and reports."""

    NL = "nl"
    EN = "en"


Files = Annotated[
    list[Path],
    typer.Argument(help="PDF, DOCX of ODT; meer bestanden vormen één dossier. / Several files are one dossier."),
]
Applies = Annotated[
    str,
    typer.Option(
        help="auto (uit de tekst / from the text), all, of/or een lijst / a list: "
        + ",".join(subject.value for subject in Subject)
    ),
]
LanguageOption = Annotated[UserLanguage, typer.Option(help="Taal van het rapport. / Language of the report.")]


@app.command()
def check(
    files: Files,
    applies: Applies = "auto",
    format: Annotated[OutputFormat, typer.Option(help="Vorm van het rapport. / Form of the report.")] = (
        OutputFormat.TEXT
    ),
    output: Annotated[
        Path | None, typer.Option(help="Schrijf naar dit bestand. / Write to this file.")
    ] = None,
    language: LanguageOption = UserLanguage.NL,
    changes: Annotated[
        View, typer.Option(help="Welke tekst telt bij wijzigingen bijhouden. / Which view of tracked changes.")
    ] = View.ACCEPTED,
) -> None:
    """Beoordeel één contract of dossier. / Judge one contract or dossier."""
    from analyser.library import load_library
    from analyser.pipeline import analyse
    from analyser.reading.limits import Limits
    from analyser.report import write

    write.refuse_binary_on_terminal(format.value, output)
    library = load_library()
    assessment = analyse(files, library, applies=_applies(applies), view=changes, limits=Limits.from_environment())
    write.write(assessment, library, format.value, language.value, output)


@app.command()
def batch(
    folder: Annotated[Path, typer.Argument(help="Map met contracten. / Folder with contracts.")],
    output: Annotated[Path, typer.Option(help="Map voor de rapporten. / Folder for the reports.")],
    jobs: Annotated[int, typer.Option(min=1, help="Processen tegelijk. / Processes at once.")] = 1,
    applies: Applies = "auto",
    language: LanguageOption = UserLanguage.NL,
) -> None:
    """Beoordeel elk bestand en elke submap van een map. / Judge each file and subfolder of a folder."""
    from analyser.batch import run_batch
    from analyser.reading.limits import Limits

    refused = run_batch(
        folder,
        output,
        jobs=jobs,
        applies=_applies(applies),
        language=language.value,
        limits=Limits.from_environment(),
    )
    if refused:
        raise typer.Exit(1)


@library_app.command("check")
def library_check(language: LanguageOption = UserLanguage.NL) -> None:
    """Controleer de bibliotheek. / Check the library."""
    from analyser.library import load_library
    from analyser.report.terminal import print_library_summary

    print_library_summary(load_library(), language.value)


@library_app.command("list")
def library_list(language: LanguageOption = UserLanguage.NL) -> None:
    """Toon alle eisen. / Show all requirements."""
    from analyser.library import load_library
    from analyser.report.terminal import print_library

    print_library(load_library(), language.value)


@library_app.command("show")
def library_show(
    requirement_id: Annotated[str, typer.Argument(metavar="ID")], language: LanguageOption = UserLanguage.NL
) -> None:
    """Toon één eis met norm, bronnen en voorbeelden. / Show one requirement."""
    from analyser.library import load_library
    from analyser.report.terminal import print_requirement

    print_requirement(load_library().requirement(requirement_id), language.value)


def _applies(value: str) -> list[Subject] | str:
    """The option ``--applies``. Raises UsageError for a subject that does not exist."""
    if value in ("auto", "all"):
        return value
    try:
        return [Subject(part.strip()) for part in value.split(",") if part.strip()]
    except ValueError as error:
        known = ", ".join(subject.value for subject in Subject)
        raise UsageError(
            what_nl=f"--applies kent {value!r} niet. Kies auto, all, of uit: {known}.",
            what_en=f"--applies does not know {value!r}. Choose auto, all, or from: {known}.",
        ) from error


def main() -> None:
    """Entry point: errors become a message in the user's language and the exit code of their class."""
    language = "en" if "en" in sys.argv[1:] and "--language" in sys.argv else "nl"
    try:
        app()
    except AnalyserError as error:
        other = "en" if language == "nl" else "nl"
        typer.echo(f"{error.message(language)}\n({error.message(other)})", err=True)
        raise SystemExit(error.exit_code) from error
