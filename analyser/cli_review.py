"""``analyser decisions``: how often people overrule each requirement, and their decisions as labels."""

from __future__ import annotations

import csv
import importlib
import io
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from analyser.cli_options import PROFILE, LanguageOption, ProfileOption, UserLanguage
from analyser.cli_store import open_the_store
from analyser.errors import UsageError

if TYPE_CHECKING:
    from analyser.store.labels import Exported
    from analyser.store.overruled import Record

_HEADS = {
    "nl": ("Eis", "Bibliotheek", "Profiel", "Beslist", "Ander oordeel", "Niet van toepassing", "Waarvan"),
    "en": ("Requirement", "Library", "Profile", "Decided", "Overruled", "Not applicable", "Of which"),
}
_LEFT_OUT = {
    "files": ("dossiers van meer bestanden", "dossiers of several files"),
    "changes": (
        "dossiers met een andere keuze voor wijzigingen", "dossiers with another choice of tracked changes",
    ),
    "verdict": ("beslissingen zonder oordeel", "decisions without a verdict"),
    "profile": ("beslissingen onder een ander profiel", "decisions under another profile"),
    "requirement": (
        "beslissingen over eisen die er niet meer zijn", "decisions on requirements that are gone",
    ),
}  # fmt: skip


class DecisionsFormat(StrEnum):
    """Forms of the table."""

    TEXT = "text"
    CSV = "csv"
    JSON = "json"


def decisions(
    format: Annotated[DecisionsFormat, typer.Option(help="Vorm. / Form.")] = DecisionsFormat.TEXT,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Vanaf deze dag. / From this day on.")
    ] = None,
    reasons: Annotated[
        bool, typer.Option("--reasons", help="Ook de redenen. / The reasons as well.")
    ] = False,
    labels: Annotated[
        Path | None,
        typer.Option(
            metavar="MAP", help="Schrijf labels voor evaluate in deze map. / Write labels for evaluate here."
        ),
    ] = None,
    with_texts: Annotated[
        bool, typer.Option("--with-texts", help="Met de contracten zelf. / With the contracts themselves.")
    ] = False,
    profile: ProfileOption = PROFILE,
    language: LanguageOption = UserLanguage.NL,
) -> None:
    """Hoe vaak juristen anders oordelen, per eis. / How often lawyers overrule each requirement."""
    if with_texts and labels is None:
        raise UsageError(
            what_nl="--with-texts hoort bij --labels: noem de map.",
            what_en="--with-texts goes with --labels: name the folder.",
        )
    begin = None if since is None else _begin(since)
    store = open_the_store()
    package = importlib.import_module("analyser.store")
    actor = package.Actor(f"{package.account()} (analyser decisions)", package.Role.ADMINISTRATOR)
    try:
        if labels is not None:
            from analyser.library import load_library

            library = load_library(profile=profile)
            done = store.labels.export(
                actor, labels, library.by_id, library.profile.id if library.profile else PROFILE,
                since=begin, with_texts=with_texts,
            )  # fmt: skip
            typer.echo(_told(done, language.value))
            return
        records = store.overruled.records(actor, begin)
    finally:
        store.close()
    typer.echo(_FORMS[format](records, language.value, reasons), nl=False)


def _begin(day: datetime) -> datetime:
    """When a day begins where this machine is. Raises UsageError for one at the edge of the calendar."""
    try:
        return day.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise UsageError(
            what_nl=f"--since {day.date()} gaat te ver; noem een latere dag.",
            what_en=f"--since {day.date()} goes too far; name a later day.",
        ) from error


def _text(records: Sequence[Record], language: str, reasons: bool) -> str:
    """A table with a tab between columns, as the other lists of this program."""
    from analyser.report.summary import clean

    rows: list[tuple[str, ...]] = [_HEADS["en" if language == "en" else "nl"]]
    for record in records:
        share = "" if record.share is None else f" ({round(100 * record.share)}%)"
        overruled = f"{record.overruled}{share}"
        rows.append((*_cells(record)[:4], overruled, str(record.set_aside), _turned(record)))
        if reasons:
            rows += [("", *_said(one)) for one in record.said]
    return "".join("\t".join(clean(" ".join(cell.split())) for cell in row) + "\n" for row in rows)


def _csv(records: Sequence[Record], _language: str, reasons: bool) -> str:
    """A row a record; with reasons, a row for each decision that says otherwise."""
    heads = ("requirement", "library", "profile", "decided", "overruled", "not_applicable", "turned")
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow((*heads, "made", "author", "from", "to", "reason") if reasons else heads)
    for record in records:
        cells = (*_cells(record), str(record.overruled), str(record.set_aside), _turned(record))
        said: Iterable[tuple[str, ...]] = [_said(one) for one in record.said] if reasons else ()
        for more in said or [("",) * 5 if reasons else ()]:
            table.writerow([_safe(cell) for cell in (*cells, *more)])
    return written.getvalue()


def _json(records: Sequence[Record], _language: str, reasons: bool) -> str:
    names = ("made", "author", "from", "to", "reason")
    told = [
        {
            "requirement": record.requirement,
            "library": record.library_version,
            "profile": record.profile,
            "decided": record.decided,
            "overruled": record.overruled,
            "not_applicable": record.set_aside,
            "turned": [{"from": was, "to": own, "count": count} for was, own, count in record.turned],
        }
        | ({"said": [dict(zip(names, _said(one), strict=True)) for one in record.said]} if reasons else {})
        for record in records
    ]
    return json.dumps({"requirements": told}, indent=1, ensure_ascii=False) + "\n"


_FORMS = {DecisionsFormat.TEXT: _text, DecisionsFormat.CSV: _csv, DecisionsFormat.JSON: _json}


def _cells(record: Record) -> tuple[str, str, str, str]:
    return record.requirement, record.library_version, record.profile or PROFILE, str(record.decided)


def _turned(record: Record) -> str:
    """The verdicts that were changed: "contrary > partial 2, missing > met 1"."""
    return ", ".join(f"{was} > {own} {count}" for was, own, count in record.turned)


def _said(one: Any) -> tuple[str, str, str, str, str]:
    """When, who, from which verdict to which, and why."""
    own = one.own.value if one.own else "not_applicable"
    return one.made.isoformat(timespec="seconds"), one.author, one.judged.value, own, one.reason


def _safe(cell: str) -> str:
    """A cell that a spreadsheet takes for text: a reason may begin as a formula does."""
    from analyser.report.summary import clean

    cell = clean(cell)
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _told(done: Exported, language: str) -> str:
    """What was written and what was left out."""
    at = 1 if language == "en" else 0
    lines = [
        (f"{done.labels} labels van {done.documents} contracten geschreven.",
         f"{done.labels} labels of {done.documents} contracts written.")[at],
    ]  # fmt: skip
    out = ("weggelaten", "left out")[at]
    lines += [
        f"{out}: {done.left_out[why]} {names[at]}" for why, names in _LEFT_OUT.items() if done.left_out[why]
    ]
    return "\n".join(lines)
