"""``analyser watch``: online terms through time."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analyser.cli_compare import WORSE, Output
from analyser.cli_options import PROFILE, Applies, LanguageOption, ProfileOption, UserLanguage, subjects_of
from analyser.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator


class WatchFormat(StrEnum):
    """Forms of a watch."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


def watch(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="MAP", help="Map met gedateerde versies, of een git-archief. / Dated versions, or git."
        ),
    ],
    document: Annotated[
        list[str] | None,
        typer.Option(help="Alleen deze documenten, zoals 'Dienst/*'. / Only these documents."),
    ] = None,
    since: Annotated[str | None, typer.Option(help="Vanaf deze dag. / From this day: 2025-01-31.")] = None,
    until: Annotated[str | None, typer.Option(help="Tot en met deze dag. / Up to this day.")] = None,
    reviewed: Annotated[
        str | None,
        typer.Option(help="Dag van de versie die is beoordeeld. / Day of the version that was reviewed."),
    ] = None,
    applies: Applies = "auto",
    format: Annotated[WatchFormat, typer.Option(help="Vorm. / Form.")] = WatchFormat.TEXT,
    output: Output = None,
    language: LanguageOption = UserLanguage.NL,
    profile: ProfileOption = PROFILE,
) -> None:
    """Volg online voorwaarden door de tijd. / Follow online terms through time."""
    from analyser.library import load_library
    from analyser.reading.limits import Limits
    from analyser.report import watch as watch_report
    from analyser.report import write
    from analyser.watching import Order, would_be_read
    from analyser.watching import watch as watched

    order = Order(
        folder,
        tuple(document or ()),
        _day("--since", since),
        _day("--until", until),
        _day("--reviewed", reviewed),
        subjects_of(applies),
        profile,
        Limits.from_environment(os.environ),
    )
    write.check_destination(format.value, output, [])
    if output is not None and would_be_read(folder, output):
        raise UsageError(
            what_nl=f"{output} zou in {folder} als versie worden gelezen. "
            "Kies een andere plaats met --output.",
            what_en=f"{output} would be read as a version in {folder}. Choose another place with --output.",
        )
    library = load_library(profile=profile)
    with _progress() as tell:
        found = watched(order, library, tell)
    write.write_bytes(watch_report.render(found, library, format.value, language.value), output)
    if found.is_worse:
        raise typer.Exit(WORSE)


def _day(option: str, value: str | None) -> date | None:
    """The day that an option names. Raises UsageError."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise UsageError(
            what_nl=f"{option} vraagt een dag als 2025-01-31, niet {value!r}.",
            what_en=f"{option} asks for a day such as 2025-01-31, not {value!r}.",
        ) from error


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None] | None]:
    """What tells how far it is: on a terminal alone."""
    if not sys.stderr.isatty():
        yield None
        return

    from analyser.report.summary import clean

    def tell(name: str, done: int, total: int) -> None:
        typer.echo(f"\r\x1b[K{clean(name)[:60]}: {done}/{total}", nl=False, err=True)

    try:
        yield tell
    finally:
        typer.echo("\r\x1b[K", nl=False, err=True)
