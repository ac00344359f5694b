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
from typing import TYPE_CHECKING, Annotated

import typer

from analyser.batch.choices import Dossiers, EngineName
from analyser.cli_compare import compare
from analyser.cli_files import aside_of, files_of
from analyser.cli_library import library_app
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
from analyser.cli_review import decisions
from analyser.cli_store import audit_app, users_app, worker
from analyser.cli_watch import watch
from analyser.errors import AnalyserError, UsageError
from analyser.model import View

if TYPE_CHECKING:
    from analyser.award import BeforeAward

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
app.add_typer(library_app, name="library")
app.add_typer(audit_app, name="audit")
app.add_typer(users_app, name="users")
app.command("worker")(worker)
app.command("decisions")(decisions)
app.command("compare")(compare)
app.command("watch")(watch)


class OutputFormat(StrEnum):
    """Forms of a report."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    XLSX = "xlsx"
    DOCX = "docx"


Files = Annotated[
    list[Path],
    typer.Argument(
        help="PDF, DOCX of ODT, of een map; samen één dossier. / Files, or a folder: together one dossier."
    ),
]


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
    profile: ProfileOption = PROFILE,
    checks: Annotated[
        Path | None,
        typer.Option(help="Feiten voor gunning; niet in --format text. / Facts before award; not in text."),
    ] = None,
) -> None:
    """Beoordeel één contract of dossier. / Judge one contract or dossier."""
    from concurrent.futures import ThreadPoolExecutor

    from analyser.isolation import IsolatedReader
    from analyser.reading.limits import Limits
    from analyser.report import write

    about = subjects_of(applies)
    limits = Limits.from_environment(os.environ)
    paths = [file for path in files for file in files_of(path)]
    write.check_destination(format.value, output, [*files, *paths, *([checks] if checks else [])])
    before = _facts(files, format, checks)
    with ThreadPoolExecutor(1) as aside, IsolatedReader(limits, thorough=thorough) as reader:
        reading = aside.submit(lambda: [reader.read_file(path, changes) for path in paths])
        from analyser.library import load_library  # while the process reads
        from analyser.pipeline import analyse_documents

        library = load_library(profile=profile)
        documents = reading.result()
    assessment = analyse_documents(documents, library, applies=about)
    write.write(assessment, library, format.value, language.value, output, before)
    _tell_of_other_files([name for path in files for name in aside_of(path)], language)


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
        Dossiers, typer.Option(help="Wat samen één contract is. / What is one contract together.")
    ] = Dossiers.SUBFOLDER,
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
    engine: Annotated[
        EngineName, typer.Option(help="Wie het werk doet. / Who does the work.")
    ] = EngineName.LOCAL,
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
    profile: ProfileOption = PROFILE,
) -> None:
    """Beoordeel elk bestand en elke submap van een map. / Judge each file and subfolder of a folder."""
    from analyser.batch.contracts import Selection
    from analyser.batch.run import Order, run_batch
    from analyser.reading.limits import Limits

    order = Order(
        folder,
        output,
        applies=subjects_of(applies),
        language=language.value,
        view=changes,
        limits=Limits.from_environment(os.environ),
        selection=Selection(tuple(include or ()), tuple(exclude or ()), dossiers),
        thorough=thorough,
        changed_only=changed_only,
        jobs=jobs,
        engine=engine,
        scheduler=scheduler,
        profile=profile,
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


def _tell_of_other_files(names: Sequence[str], language: UserLanguage) -> None:
    """On the error stream: files of a folder that no report is about."""
    from analyser.report.comparison import unread_files

    for sentence in unread_files(names, language.value):
        typer.echo(sentence, err=True)


def _facts(files: Sequence[Path], format: OutputFormat, checks: Path | None) -> BeforeAward | None:
    """The facts of ``--checks``, or those in the one folder that is judged; None where there are none.

    Raises BadFacts or FileMissing for those of ``--checks``, and UsageError where no report shows them.
    """
    from datetime import date

    from analyser.award import load_checklist, read_facts_file

    if checks is not None and format is OutputFormat.TEXT:
        raise UsageError(
            what_nl="--checks komt niet in een rapport als tekst: kies --format html, docx, xlsx of json.",
            what_en="--checks does not go into a report as text: choose --format html, docx, xlsx or json.",
        )
    if checks is not None:
        return read_facts_file(checks, load_checklist(), date.today())
    if format is OutputFormat.TEXT or len(files) != 1 or not files[0].is_dir():
        return None
    from analyser.batch.before import facts_in

    return facts_in(files[0], load_checklist(), date.today())


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
    profile: ProfileOption = PROFILE,
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
    evaluation = run.evaluate(
        gold, baseline, update=update, limits=Limits.from_environment(os.environ), profile=profile
    )
    as_json_asked = format is EvaluationFormat.JSON
    typer.echo(as_json(evaluation) if as_json_asked else as_text(evaluation, language.value), nl=False)
    if evaluation.comparison is not None and evaluation.comparison.falls:
        raise typer.Exit(FELL)


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
    refuses or is not sound, 6 a knock-out is open, 7 a verdict turned for the worse, 70 a fault of this
    program: of that only the kind is told, since a message of Python's may hold words of a contract.
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
