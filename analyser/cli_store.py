"""Commands on the review database: the worker, the log, and who has which role."""

from __future__ import annotations

import importlib
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

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
    store = open_the_store()
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
    "fact": ("feit {} is niet wat is ingevoerd", "fact {} is not what was entered"),
    "second_reading": (
        "wat bij vraag {} naar de tweede lezer ging, is niet wat is ingevoerd",
        "what went to the second reader with question {} is not what was entered",
    ),
    "second_answer": (
        "het antwoord van de tweede lezer op vraag {} is niet wat is ingevoerd",
        "the second reader's answer to question {} is not what was entered",
    ),
    "decision": ("beslissing {} is niet wat is ingevoerd", "decision {} is not what was entered"),
}


users_app = typer.Typer(
    help="Wie welke rol heeft. / Who has which role.", no_args_is_help=True, rich_markup_mode=None
)


@users_app.callback()
def users() -> None:
    """Wie welke rol heeft. / Who has which role."""


@users_app.command("list")
def users_list() -> None:
    """Toon iedereen met een rol. / Show everyone with a role."""
    with _administration() as (store, actor):
        for name, role in store.users(actor):
            typer.echo(f"{role}\t{name}")


@users_app.command("give")
def users_give(
    name: Annotated[str, typer.Argument(help="Naam bij het aanmelden. / Name at sign-in.")],
    role: Annotated[str, typer.Argument(help="inkoper, jurist of/or beheerder")],
) -> None:
    """Geef iemand een rol. / Give someone a role."""
    with _administration() as (store, actor):
        people = importlib.import_module("analyser.store").Role
        given = {str(kept): kept for kept in people if kept is not people.ALONE}
        if role not in given:
            raise UsageError(
                what_nl=f"De rol {role!r} bestaat niet; kies uit {', '.join(given)}.",
                what_en=f"There is no role {role!r}; choose from {', '.join(given)}.",
            )
        store.set_role(actor, name.strip().casefold(), given[role])


@users_app.command("retire")
def users_retire(
    name: Annotated[str, typer.Argument(help="Naam bij het aanmelden. / Name at sign-in.")],
) -> None:
    """Neem iemands rol weg. / Take someone's role away."""
    with _administration() as (store, actor):
        store.retire(actor, name.strip().casefold())


@contextmanager
def _administration() -> Iterator[tuple[Any, Any]]:
    """The store, and the account of this command as administrator: who can read the database may."""
    store = open_the_store()
    package = importlib.import_module("analyser.store")
    try:
        yield store, package.Actor(f"{package.account()} (analyser users)", package.Role.ADMINISTRATOR)
    finally:
        store.close()


def worker() -> None:
    """Beoordeel wat in de wachtrij staat, tot Ctrl-C. / Judge what waits in the queue, until Ctrl-C."""
    store = open_the_store()
    work = importlib.import_module("analyser.store.work")
    processes = work.new_processes()
    stop = threading.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: stop.set())
    try:
        work.Worker(store, processes).run(stop)
    finally:
        processes.close()
        store.close()


def open_the_store() -> Any:
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
