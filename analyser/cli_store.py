"""Commands on the review database: the worker, and the audit log."""

from __future__ import annotations

import importlib
import os
import signal
import threading
from typing import Any

import typer

from analyser.errors import UsageError

BROKEN = 5  # as StoreError: the log, or a decision it vouches for, was changed

audit_app = typer.Typer(
    help="Het logboek van beslissingen. / The log of decisions.", no_args_is_help=True, rich_markup_mode=None
)


@audit_app.callback()
def audit() -> None:
    """Het logboek van beslissingen. / The log of decisions."""


@audit_app.command("verify")
def audit_verify() -> None:
    """Controleer of er achteraf iets is veranderd. / Check that nothing was changed afterwards."""
    store = _open_store()
    breaks = store.verify()
    store.close()
    for found in breaks:
        nl, en = _SAID[found.what]
        typer.echo(f"{nl.format(found.number)} / {en.format(found.number)}")
    if breaks:
        raise typer.Exit(BROKEN)
    typer.echo("Het logboek en de beslissingen kloppen. / The log and the decisions are as entered.")


_SAID = {
    "changed": ("regel {} van het logboek is veranderd", "entry {} of the log was changed"),
    "gone": ("regel {} van het logboek ontbreekt", "entry {} of the log is gone"),
    "end": ("het einde van het logboek (regel {}) klopt niet", "the end of the log (entry {}) does not fit"),
    "decision": ("beslissing {} is niet wat is ingevoerd", "decision {} is not what was entered"),
}


def worker() -> None:
    """Beoordeel wat in de wachtrij staat, tot Ctrl-C. / Judge what waits in the queue, until Ctrl-C."""
    store = _open_store()
    work = importlib.import_module("analyser.store.work")
    processes = importlib.import_module("analyser.processes").Processes()
    stop = threading.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: stop.set())
    try:
        work.Worker(store, processes).run(stop)
    finally:
        processes.close()
        store.close()


def _open_store() -> Any:
    """The store of the environment. Raises UsageError where its packages are not installed."""
    try:
        package = importlib.import_module("analyser.store")
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("sqlalchemy", "alembic"):
            raise
        raise UsageError(
            what_nl="De dossiers vragen extra pakketten; installeer contract-clause-analyser[ui].",
            what_en="Dossiers need more packages; install contract-clause-analyser[ui].",
        ) from error
    return package.open_store(package.Settings.from_environment(os.environ))
