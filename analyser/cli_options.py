"""Options that several commands have."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Final

import typer

from analyser.errors import UsageError
from analyser.model import Subject, View


class UserLanguage(StrEnum):
    """Languages of messages and reports."""

    NL = "nl"
    EN = "en"


LanguageOption = Annotated[UserLanguage, typer.Option(help="Taal van het rapport. / Language of the report.")]

ProfileOption = Annotated[
    str,
    typer.Option(
        "--profile",
        envvar="ANALYSER_PROFILE",
        metavar="ID",
        help="Wiens voorwaarden voorgaan; zie library profiles. / Whose conditions prevail.",
    ),
]
PROFILE: Final = "rijk"  # as analyser.library.profiles, which is not loaded for --help

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


def subjects_of(value: str) -> list[Subject] | str:
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
