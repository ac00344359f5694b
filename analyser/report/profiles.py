"""Whose conditions prevailed, in the same words in every report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analyser.library import Change, ClauseLibrary
from analyser.model import Profile
from analyser.report import summary
from analyser.report.texts import Tongue, texts
from analyser.report.texts import profiles as own


def edition(version: str, profile: Profile | None, language: Tongue) -> str:
    """The version of the library with the profile it was used under: "1.1.1, profiel Rijk (ARBIT-2022)".

    Only the version where the profile is not known: judged before there were any.
    """
    if profile is None:
        return version
    return own.UNDER[language].format(version=version, title=profile.title[language])


def fingerprint(profile: Profile | None, language: Tongue) -> tuple[tuple[str, str], ...]:
    """The profile's hash with what to call it; nothing where the profile has no file."""
    if profile is None or not profile.sha256:
        return ()
    return ((own.PROFILE_SHA[language], profile.sha256),)


def change_line(change: Change, language: Tongue) -> str:
    """What a profile changed, in a few words."""
    before, after = _turned(change, language)
    parts = ", ".join(own.PARTS[part][language] for part in change.parts)
    return own.CHANGED[change.kind][language].format(
        title=change.title[language], parts=parts, before=before, after=after
    )


def listing(libraries: Sequence[ClauseLibrary], language: Tongue) -> Iterator[str]:
    """A line for each profile, and below it its changes with their reasons."""
    for library in libraries:
        profile = library.profile
        yield own.PROFILE_LINE[language].format(
            id=profile.id, title=profile.title[language], organisation=profile.organisation[language],
            n=len(library.changes),
        )  # fmt: skip
        for change in library.changes:
            yield f"  {change_line(change, language)}. {change.reason[language]}"


def changes_of(library: ClauseLibrary, requirement: str, language: Tongue) -> Iterator[str]:
    """What the profile changed in one requirement, with whose conditions say so and why."""
    for change in library.changes:
        if change.subject == requirement:
            yield f"{change.profile[language]}: {change_line(change, language)}. {change.reason[language]}"


def _turned(change: Change, language: Tongue) -> tuple[str, str]:
    if change.severity is not None:
        before, after = (texts(language)["severity"][severity] for severity in change.severity)
        return before, after
    if change.number is not None:
        before, after = (summary.threshold(test, language) for test in change.number)
        return before, after
    return "", ""
