"""The command line: thin. Each command parses, calls one function and prints.

spaCy, pdfium and the reports are imported inside the commands that need them: ``analyser --help``
answers at once.
"""

from __future__ import annotations

import importlib
import io
import os
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from analyser.cli_store import audit_app, users_app, worker
from analyser.errors import AnalyserError, UsageError
from analyser.model import Subject, View

FAULT = 70  # EX_SOFTWARE of sysexits.h
FELL = 4  # an evaluation in which a figure fell by more than its noise
KNOCK_OUT = 6  # a batch in which a knock-out is open, where that was asked
STOPPED = 130  # by Ctrl-C, as shells have it

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
app.add_typer(audit_app, name="audit")
app.add_typer(users_app, name="users")
app.command("worker")(worker)


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


class DossierKind(StrEnum):
    """What makes files one contract; see ``batch.contracts.Dossiers``."""

    SUBFOLDER = "subfolder"
    FOLDER = "folder"
    FILE = "file"


class Engine(StrEnum):
    """Who does the work of a batch; see ``batch.engines``."""

    LOCAL = "local"
    DASK = "dask"


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
Changes = Annotated[
    View, typer.Option(help="Welke tekst telt bij wijzigingen bijhouden. / Which view of tracked changes.")
]
Thorough = Annotated[
    bool, typer.Option("--thorough", help="Lees elke PDF-pagina twee keer. / Read each PDF page twice.")
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
    changes: Changes = View.ACCEPTED,
    thorough: Thorough = False,
) -> None:
    """Beoordeel één contract of dossier. / Judge one contract or dossier."""
    from concurrent.futures import ThreadPoolExecutor

    from analyser.isolation import IsolatedReader
    from analyser.reading.limits import Limits
    from analyser.report import write

    about = _applies(applies)
    limits = Limits.from_environment(os.environ)
    write.check_destination(format.value, output, files)
    with ThreadPoolExecutor(1) as aside, IsolatedReader(limits, thorough=thorough) as reader:
        reading = aside.submit(lambda: [reader.read_file(path, changes) for path in files])
        from analyser.library import load_library  # while the process reads
        from analyser.pipeline import analyse_documents

        library = load_library()
        documents = reading.result()
    assessment = analyse_documents(documents, library, applies=about)
    write.write(assessment, library, format.value, language.value, output)


@app.command()
def batch(
    folder: Annotated[
        str,
        typer.Argument(
            metavar="MAP", help="Map met contracten, of een fsspec-adres. / Folder, or an fsspec address."
        ),
    ],
    output: Annotated[Path, typer.Option(help="Map voor de rapporten. / Folder for the reports.")],
    jobs: Annotated[int, typer.Option(min=1, help="Processen tegelijk. / Processes at once.")] = 1,
    applies: Applies = "auto",
    language: LanguageOption = UserLanguage.NL,
    changes: Changes = View.ACCEPTED,
    thorough: Thorough = False,
    dossiers: Annotated[
        DossierKind, typer.Option(help="Wat samen één contract is. / What is one contract together.")
    ] = DossierKind.SUBFOLDER,
    include: Annotated[
        list[str] | None, typer.Option(help="Alleen deze namen, zoals '*.pdf'. / Only these names.")
    ] = None,
    exclude: Annotated[
        list[str] | None, typer.Option(help="Deze namen niet, zoals 'oud/*'. / Not these names.")
    ] = None,
    changed_only: Annotated[
        bool,
        typer.Option(
            "--changed-only",
            help="Vertrouw op grootte en tijd van bestanden. / Trust size and time of files.",
        ),
    ] = False,
    engine: Annotated[Engine, typer.Option(help="Wie het werk doet. / Who does the work.")] = Engine.LOCAL,
    scheduler: Annotated[
        str | None, typer.Option(help="Adres van een Dask-cluster: tcp://... / Address of a Dask cluster.")
    ] = None,
    fail_on_knock_out: Annotated[
        bool,
        typer.Option(
            "--fail-on-knock-out",
            help="Afsluitcode 6 als er een knock-out openstaat. / Exit code 6 where a knock-out is open.",
        ),
    ] = False,
) -> None:
    """Beoordeel elk bestand en elke submap van een map. / Judge each file and subfolder of a folder."""
    from analyser.batch import Order, run_batch
    from analyser.batch.contracts import Dossiers, Selection
    from analyser.batch.engines import EngineName
    from analyser.reading.limits import Limits

    order = Order(
        folder,
        output,
        applies=_applies(applies),
        language=language.value,
        view=changes,
        limits=Limits.from_environment(os.environ),
        selection=Selection(tuple(include or ()), tuple(exclude or ()), Dossiers(dossiers.value)),
        thorough=thorough,
        changed_only=changed_only,
        jobs=jobs,
        engine=EngineName(engine.value),
        scheduler=scheduler,
    )
    try:
        summary = run_batch(order)
    except KeyboardInterrupt:
        _complain(
            "Afgebroken. Wat klaar is, is bewaard: dezelfde opdracht gaat verder.",
            "Stopped. What is done is kept: the same command goes on.",
        )
        raise typer.Exit(STOPPED) from None
    if summary.refused:
        raise typer.Exit(1)
    if fail_on_knock_out and summary.with_open_knock_outs:
        raise typer.Exit(KNOCK_OUT)


class EvaluationFormat(StrEnum):
    """Forms of an evaluation."""

    TEXT = "text"
    JSON = "json"


@app.command()
def evaluate(
    gold: Annotated[
        Path,
        typer.Argument(metavar="MAP", help="Map met gelabelde contracten. / Folder of labelled contracts."),
    ],
    baseline: Annotated[
        Path | None, typer.Option(help="Vergelijk met deze eerdere uitkomst. / Compare with this outcome.")
    ] = None,
    update: Annotated[
        bool, typer.Option("--update", help="Schrijf --baseline opnieuw. / Write --baseline anew.")
    ] = False,
    format: Annotated[EvaluationFormat, typer.Option(help="Vorm. / Form.")] = EvaluationFormat.TEXT,
    language: LanguageOption = UserLanguage.NL,
) -> None:
    """Meet de oordelen aan gelabelde contracten. / Measure the verdicts against labelled contracts."""
    from analyser.evaluation import run
    from analyser.evaluation.texts import as_json, as_text
    from analyser.reading.limits import Limits

    if update and baseline is None:
        raise UsageError(
            what_nl="--update schrijft naar --baseline: noem dat bestand.",
            what_en="--update writes to --baseline: name that file.",
        )
    evaluation = run.evaluate(gold, baseline, update=update, limits=Limits.from_environment(os.environ))
    as_json_asked = format is EvaluationFormat.JSON
    typer.echo(as_json(evaluation) if as_json_asked else as_text(evaluation, language.value), nl=False)
    if evaluation.comparison is not None and evaluation.comparison.falls:
        raise typer.Exit(FELL)


@library_app.command("check")
def library_check(language: LanguageOption = UserLanguage.NL) -> None:
    """Controleer bibliotheek, clausulebank en gewichten. / Check library, clause bank and weights."""
    from analyser.library import load_library
    from analyser.library.bank import check_bank
    from analyser.matching.learned.model import load_model
    from analyser.report.terminal import print_library_summary

    library = load_library()
    has_weights = library.model_path.exists()
    learned_from = load_model(library.model_path).bank_sha256 if has_weights else ""
    check_bank(library.folder, [requirement.id for requirement in library.requirements], learned_from)
    print_library_summary(library, language.value)


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


@library_app.command("train")
def library_train(language: LanguageOption = UserLanguage.NL) -> None:
    """Leer de gewichten opnieuw uit de clausulebank. / Learn the weights anew from the clause bank."""
    from analyser.library import load_library
    from analyser.report.terminal import print_trained

    training = _learning("train")
    library = load_library()
    training.train_library(library)
    print_trained(library, language.value)


@library_app.command("calibrate")
def library_calibrate(
    gold: Annotated[
        list[Path],
        typer.Argument(
            metavar="MAP...", help="Mappen met gelabelde contracten. / Folders of labelled contracts."
        ),
    ],
    counted: Annotated[
        list[Path] | None,
        typer.Option(help="Alleen labels tellen van deze map. / Only count the labels of this folder."),
    ] = None,
    *,
    made_from: Annotated[str, typer.Option(help="Wat het voor contracten zijn. / What contracts these are.")],
    language: LanguageOption = UserLanguage.NL,
) -> None:
    """IJk de zekerheid aan gelabelde contracten. / Calibrate confidence on labelled contracts."""
    from analyser.library import load_library
    from analyser.reading.limits import Limits
    from analyser.report.terminal import print_calibrated

    calibration = _learning("calibrate")
    measured = calibration.calibrate_library(
        load_library(), gold, counted or [], made_from, Limits.from_environment(os.environ)
    )
    print_calibrated(measured, language.value)


def _learning(name: str) -> Any:
    """A module of ``analyser.learning``. Raises UsageError where scikit-learn is not installed."""
    try:
        return importlib.import_module(f"analyser.learning.{name}")
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("sklearn", "scipy"):
            raise
        raise UsageError(
            what_nl="Leren en ijken vragen scikit-learn; zie CONTRIBUTING.md, 'Leren en ijken'.",
            what_en="Learning and calibrating need scikit-learn; see CONTRIBUTING.md, 'Leren en ijken'.",
        ) from error


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

    1 a file was refused, 2 wrong use, 3 the library is not sound, 4 a figure fell, 5 the review database
    refuses or is not sound, 70 a fault of this program: of that only the kind is told, since a message of
    Python's may hold words of a contract.
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
