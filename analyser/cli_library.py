"""Commands on the clause library and on the profiles laid over it."""

from __future__ import annotations

import importlib
import os
from pathlib import Path
from typing import Annotated, Any

import typer

from analyser.cli_options import PROFILE, LanguageOption, ProfileOption, UserLanguage
from analyser.errors import UsageError

library_app = typer.Typer(
    help="De clausulebibliotheek. / The clause library.", no_args_is_help=True, rich_markup_mode=None
)


@library_app.command("check")
def library_check(profile: ProfileOption = PROFILE, language: LanguageOption = UserLanguage.NL) -> None:
    """Controleer bibliotheek, profielen, clausulebank en gewichten. / Check library, profiles and bank."""
    from analyser.award import load_checklist
    from analyser.library import check_profiles, load_library
    from analyser.library.bank import check_bank
    from analyser.matching.learned.model import load_model
    from analyser.report.terminal import print_library_summary

    plain = load_library(profile=PROFILE)
    check_profiles(plain)
    load_checklist(plain.folder)
    library = load_library(profile=profile)
    learned_from = load_model(plain.model_path).bank_sha256 if plain.model_path.exists() else ""
    check_bank(plain.folder, [requirement.id for requirement in plain.requirements], learned_from)
    print_library_summary(library, language.value)


@library_app.command("list")
def library_list(profile: ProfileOption = PROFILE, language: LanguageOption = UserLanguage.NL) -> None:
    """Toon alle eisen. / Show all requirements."""
    from analyser.library import load_library
    from analyser.report.terminal import print_library

    print_library(load_library(profile=profile), language.value)


@library_app.command("show")
def library_show(
    requirement_id: Annotated[str, typer.Argument(metavar="ID")],
    profile: ProfileOption = PROFILE,
    language: LanguageOption = UserLanguage.NL,
) -> None:
    """Toon één eis met norm, bronnen en voorbeelden. / Show one requirement."""
    from analyser.library import load_library
    from analyser.report.profiles import changes_of
    from analyser.report.summary import clean
    from analyser.report.terminal import print_requirement

    library = load_library(profile=profile)
    print_requirement(library.requirement(requirement_id), library, language.value)
    changes = [*changes_of(library, requirement_id, language.value)]
    if changes:
        typer.echo(clean("\n".join(("", *changes))))


@library_app.command("profiles")
def library_profiles(language: LanguageOption = UserLanguage.NL) -> None:
    """Toon de profielen: wiens voorwaarden voor kunnen gaan. / Show whose conditions may prevail."""
    from analyser.library import library_folder, load_library, profile_ids
    from analyser.report.profiles import listing
    from analyser.report.summary import clean

    libraries = [load_library(profile=profile) for profile in profile_ids(library_folder())]
    typer.echo(clean("\n".join(listing(libraries, language.value))))


@library_app.command("new-profile")
def library_new_profile(
    profile: Annotated[str, typer.Argument(metavar="ID")],
    organisation: Annotated[str, typer.Option(help="Wiens voorwaarden het zijn. / Whose conditions.")],
    base: Annotated[
        str, typer.Option(metavar="ID", help="Profiel waarop dit bouwt. / Profile that it builds on.")
    ] = PROFILE,
    language: LanguageOption = UserLanguage.NL,
) -> None:
    """Schrijf een profiel om mee te beginnen. / Write a profile to start from."""
    from analyser.library import library_folder
    from analyser.library.new_profile import write_profile

    path = write_profile(library_folder(), profile, organisation, base)
    said = {"nl": "Geschreven: {}. Controleer met: analyser library check.",
            "en": "Written: {}. Check it with: analyser library check."}  # fmt: skip
    typer.echo(said[language.value].format(path))


@library_app.command("train")
def library_train(language: LanguageOption = UserLanguage.NL) -> None:
    """Leer de gewichten opnieuw uit de clausulebank. / Learn the weights anew from the clause bank."""
    from analyser.library import load_library
    from analyser.report.terminal import print_trained

    training = _learning("train")
    library = load_library(profile=PROFILE)
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
        load_library(profile=PROFILE), gold, counted or [], made_from, Limits.from_environment(os.environ)
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
