"""The command line: thin. Each command parses, calls one function and prints.

spaCy, pdfium and the reports are imported inside the commands that need them: ``analyser --help``
answers at once.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from analyser.errors import AnalyserError, UsageError
from analyser.model import Subject, View

FAULT = 70  # EX_SOFTWARE of sysexits.h

app = typer.Typer(
    name="analyser",
    help="Toetst contracten aan ARBIT-2022 en de inkoopvoorwaarden voor generatieve AI. / Checks contracts "
    "against ARBIT-2022 and the purchase conditions for generative AI. Nothing leaves this machine.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: half the start-up time, and no boxes for a screen reader
)
library_app = typer.Typer(
    help="De clausulebibliotheek. / The clause library.", no_args_is_help=True, rich_markup_mode=None
)
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
    typer.Argument(
        help="PDF, DOCX of ODT; meer bestanden vormen één dossier. / Several files are one dossier."
    ),
]
Applies = Annotated[
    str,
    typer.Option(
        help="auto (uit de tekst / from the text), all, of/or een lijst / a list: "
        + ", ".join(subject.value for subject in Subject)
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
        View,
        typer.Option(help="Welke tekst telt bij wijzigingen bijhouden. / Which view of tracked changes."),
    ] = View.ACCEPTED,
) -> None:
    """Beoordeel één contract of dossier. / Judge one contract or dossier."""
    from analyser.library import load_library
    from analyser.pipeline import analyse
    from analyser.reading.limits import Limits
    from analyser.report import write

    about = _applies(applies)
    limits = Limits.from_environment(os.environ)
    write.check_destination(format.value, output, files)
    library = load_library()
    assessment = analyse(files, library, applies=about, view=changes, limits=limits)
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
        limits=Limits.from_environment(os.environ),
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

    library = load_library()
    print_requirement(library.requirement(requirement_id), library, language.value)


def _applies(value: str) -> list[Subject] | str:
    """The option ``--applies``. Raises UsageError for a subject that does not exist, or for none."""
    if value in ("auto", "all"):
        return value
    try:
        subjects = [Subject(part.strip()) for part in value.split(",")]
    except ValueError as error:
        known = ", ".join(subject.value for subject in Subject)
        raise UsageError(
            what_nl=f"--applies kent {value!r} niet. Kies auto, all, of uit: {known}.",
            what_en=f"--applies does not know {value!r}. Choose auto, all, or from: {known}.",
        ) from error
    return subjects


def _language(arguments: Sequence[str]) -> str:
    """The language asked for, found without the parser: an error may come before it is done."""
    for index, argument in enumerate(arguments):
        if argument == "--language=en" or (argument == "--language" and arguments[index + 1 :][:1] == ["en"]):
            return "en"
    return "nl"


def _complain(nl: str, en: str) -> None:
    """An error on the error stream, in the user's language first; escape codes of names disarmed."""
    from analyser.report.summary import clean

    first, second = (en, nl) if _language(sys.argv[1:]) == "en" else (nl, en)
    typer.echo(clean(f"{first}\n({second})"), err=True)


def main() -> None:
    """Entry point: errors become two sentences and the exit code of their class.

    1 a file was refused, 2 wrong use, 3 the library is not sound, 70 a fault of this program: of that
    only the kind is told, since a message of Python's may hold words of a contract.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a console without ✔ gets "?", not a failure
    try:
        app()
    except AnalyserError as error:
        _complain(error.message("nl"), error.message("en"))
        raise SystemExit(error.exit_code) from None
    except Exception as error:
        kind = type(error).__name__
        _complain(
            f"Er ging iets mis in dit programma ({kind}). Meld dit aan de beheerder, zonder het contract.",
            f"Something went wrong in this program ({kind}). Report it to your administrator, without the "
            "contract.",
        )
        raise SystemExit(FAULT) from None
