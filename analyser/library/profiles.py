"""Profiles: the conditions of one organisation, laid over the library.

A profile may build on another (``base``); the chain is applied from its root, each profile to what the
ones before it made of the library. Within a profile the order is: remarks on instruments, additions,
replacements, severities, numbers, and last what is switched off. What cannot be applied is a problem, and a
profile with a problem is refused as a whole: nobody is judged by half of their conditions.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from analyser.errors import UsageError
from analyser.library.checks import check_requirement
from analyser.library.files import LibraryFiles, broken
from analyser.library.profile_checks import conflicts, stale_numbers
from analyser.library.profile_schema import NumberChange, ProfileFile, Replacement
from analyser.library.schema import Bilingual, Manifest, QuantityTest, Requirement, Source
from analyser.model import Profile, Severity, Text

if TYPE_CHECKING:
    from analyser.library import ClauseLibrary

PROFILES: Final = "profiles"
DEFAULT_PROFILE: Final = "rijk"
"""The library as it is; it need not have a file."""

ENVIRONMENT: Final = "ANALYSER_PROFILE"
AS_IT_IS: Final = Profile(
    DEFAULT_PROFILE,
    Text("De bibliotheek zoals zij is", "The library as it is"),
    Text("Rijk", "Central government"),
    "",
)

_LISTS: Final = {"rules": "id", "elements": "id", "weakeners": "id", "tests": "metric"}
"""The parts of a requirement that are lists, and what their members are known by."""

Kind = Literal["added", "replaced", "severity", "number", "off", "remark"]


@dataclass(frozen=True, slots=True)
class Change:
    """One change that a profile made, to show: what, by which profile, why and on what grounds."""

    kind: Kind
    subject: str  # the requirement's id; for a remark, the instrument
    title: Bilingual  # of the requirement, as it was before
    profile: Bilingual
    reason: Bilingual
    sources: tuple[Source, ...]
    parts: tuple[str, ...] = ()  # written anew, by their keys
    severity: tuple[Severity, Severity] | None = None  # before and after
    number: tuple[QuantityTest, QuantityTest] | None = None


def default_profile() -> str:
    """The profile of this installation: what ``ANALYSER_PROFILE`` says, or the library as it is."""
    return os.environ.get(ENVIRONMENT) or DEFAULT_PROFILE


def profile_ids(folder: Path) -> tuple[str, ...]:
    """The profiles that there are, the default first, then by name."""
    written = {path.stem for path in (folder / PROFILES).glob("*.yaml")}
    return (DEFAULT_PROFILE, *sorted(written - {DEFAULT_PROFILE}))


def under(library: ClauseLibrary, profile: str) -> ClauseLibrary:
    """The library under a profile. Raises UsageError where there is none, and LibraryError.

    A profile that changes nothing leaves the library's hash as it is: the same rules, the same hash.
    """
    if profile not in profile_ids(library.folder):
        raise _unknown(profile, library.folder)
    if not _path(library.folder, profile).exists():
        return library
    files, digest = _chain(library.folder, profile)
    overlay = _Overlay(library)
    for file in files:
        overlay.lay(file)
    if overlay.problems:
        raise broken(overlay.problems)
    return overlay.result(files[-1], digest)


def problems_of_profiles(library: ClauseLibrary) -> list[Text]:
    """Every problem of every profile of a sound library, one after the other; each once."""
    from analyser.errors import LibraryError

    found: dict[Text, None] = dict.fromkeys(_unread(library.folder))
    for profile in profile_ids(library.folder):
        try:
            under(library, profile)
        except LibraryError as error:
            lines = (str(error.details[name]).splitlines() for name in ("problems_nl", "problems"))
            found |= {Text(nl, en): None for nl, en in zip(*lines, strict=True)}
    return [*found]


def _unknown(profile: str, folder: Path) -> UsageError:
    known = ", ".join(profile_ids(folder))
    return UsageError(
        what_nl=f"Er is geen profiel {profile!r}. Kies uit: {known}.",
        what_en=f"There is no profile {profile!r}. Choose from: {known}.",
    )


def _unread(folder: Path) -> Iterator[Text]:
    """Files that look like profiles and would silently never be one: "gemeente.yml", "gemeente.yaml.txt"."""
    for path in sorted((folder / PROFILES).glob("[!.]*")):
        if path.suffix != ".yaml" and path.suffix.lower() in (".yml", ".yaml", ".txt"):
            name = f"{PROFILES}/{path.name}"
            yield Text(
                f"{name}: wordt niet gelezen; laat de naam op .yaml eindigen",
                f"{name}: is not read; have its name end in .yaml",
            )


def _path(folder: Path, profile: str) -> Path:
    return folder / PROFILES / f"{profile}.yaml"


def _chain(folder: Path, profile: str) -> tuple[list[ProfileFile], str]:
    """A profile and what it builds on, the root first, with the hash of all their files.

    Raises LibraryError where one cannot be read, is called otherwise than its file, or builds on itself.
    """
    reader = LibraryFiles(folder)
    chain: list[ProfileFile] = []
    seen: list[str] = []
    asked: str | None = profile
    while asked is not None:
        name = f"{PROFILES}/{asked}.yaml"
        seen.append(asked)
        file = reader.model(name, ProfileFile)
        if file is None:
            break
        if file.id != asked:
            reader.problems.append(
                Text(f"{name}: id: {file.id} is niet de naam van het bestand",
                     f"{name}: id: {file.id} is not the name of the file")
            )  # fmt: skip
        chain.insert(0, file)
        asked = _base(file, name, seen, folder, reader.problems)
    if reader.problems:
        raise broken(reader.problems)
    return chain, reader.digest()


def _base(
    file: ProfileFile, name: str, seen: Sequence[str], folder: Path, problems: list[Text]
) -> str | None:
    """The file to read next; None at the root, and where the chain does not hold."""
    base = file.base
    if base is None or (base == DEFAULT_PROFILE and not _path(folder, base).exists()):
        return None
    if base in seen:
        ring = " → ".join((*seen[seen.index(base) :], base))
        problems.append(
            Text(f"{name}: base: profielen bouwen in een kring op elkaar: {ring}",
                 f"{name}: base: profiles build on each other in a ring: {ring}")
        )  # fmt: skip
        return None
    if base not in profile_ids(folder):
        problems.append(
            Text(f"{name}: base: er is geen profiel {base}", f"{name}: base: there is no profile {base}")
        )
        return None
    return base


class _Overlay:
    """A library under change. ``problems`` holds what could not be applied."""

    def __init__(self, library: ClauseLibrary) -> None:
        self._library = library
        self._requirements = dict(library.by_id)
        self._classes = {word_class.name for word_class in library.word_classes}
        self._themes = {theme.id: [*theme.requirements] for theme in library.manifest.themes}
        self._changes: list[Change] = []
        self._unlearned: set[str] = set()
        self.problems: list[Text] = []

    def lay(self, file: ProfileFile) -> None:
        """Apply one profile; nothing of it where it contradicts itself or names what is not there."""
        found = [*conflicts(file, self._requirements, self._themes)]
        if found:
            self.problems += found
            return
        before = dict(self._requirements)
        self._remark(file)
        self._add(file)
        self._replace(file)
        self._grade(file)
        self._measure(file)
        self._switch_off(file)
        where = f"{PROFILES}/{file.id}.yaml"
        for name, requirement in self._requirements.items():
            if before.get(name) != requirement:
                found = [*check_requirement(requirement, self._classes)]
                self.problems += [Text(f"{where}: {line.nl}", f"{where}: {line.en}") for line in found]
        self.problems += stale_numbers(file, before, self._requirements)

    def result(self, file: ProfileFile, digest: str) -> ClauseLibrary:
        """The library as it now is; ``file`` is the profile that was asked for."""
        manifest = self._manifest()
        profile = Profile(file.id, _text(file.title), _text(file.organisation), digest)
        sha256 = self._library.sha256
        if self._changes:
            sha256 = hashlib.sha256(f"{sha256} {digest}".encode()).hexdigest()
        return replace(
            self._library,
            manifest=manifest,
            requirements=tuple(
                self._requirements[name] for theme in manifest.themes for name in theme.requirements
            ),
            sha256=sha256,
            profile=profile,
            changes=tuple(self._changes),
            unlearned=frozenset(self._unlearned),
        )

    def _manifest(self) -> Manifest:
        """A theme without requirements is left out."""
        themes = tuple(
            theme.model_copy(update={"requirements": tuple(self._themes[theme.id])})
            for theme in self._library.manifest.themes
            if self._themes[theme.id]
        )
        return self._library.manifest.model_copy(update={"themes": themes})

    def _remark(self, file: ProfileFile) -> None:
        for change in file.instruments:
            for name, requirement in self._requirements.items():
                sources = tuple(
                    _remarked(source, change.instrument, change.note) for source in requirement.sources
                )
                self._requirements[name] = requirement.model_copy(update={"sources": sources})
            called = Bilingual(nl=change.instrument, en=change.instrument)
            self._changes.append(
                Change("remark", change.instrument, called, file.title, change.reason, change.sources)
            )

    def _add(self, file: ProfileFile) -> None:
        for change in file.add:
            added = change.requirement
            self._requirements[added.id] = added
            self._themes[added.theme].append(added.id)
            self._unlearned.add(added.id)
            self._changes.append(
                Change("added", added.id, added.title, file.title, change.reason, added.sources)
            )

    def _replace(self, file: ProfileFile) -> None:
        for change in file.replace:
            was = self._requirements[change.id]
            becomes = _replaced(was, change)
            self._requirements[change.id] = becomes
            if becomes.rules != was.rules:
                self._unlearned.add(change.id)
            parts = tuple(
                name for name in Requirement.model_fields if getattr(was, name) != getattr(becomes, name)
            )
            self._changes.append(
                Change("replaced", was.id, was.title, file.title, change.reason, change.sources, parts)
            )

    def _grade(self, file: ProfileFile) -> None:
        for change in file.severity:
            was = self._requirements[change.id]
            self._requirements[change.id] = was.model_copy(update={"severity": change.severity})
            turned = (was.severity, change.severity)
            self._changes.append(
                Change(
                    "severity", was.id, was.title, file.title, change.reason, change.sources, severity=turned
                )
            )

    def _measure(self, file: ProfileFile) -> None:
        for change in file.tests:
            was = self._requirements[change.id]
            test = was.test(change.metric)
            other = _measured(test, change)
            tests = tuple(other if held is test else held for held in was.tests)
            self._requirements[change.id] = was.model_copy(update={"tests": tests})
            turned = (test, other)
            self._changes.append(
                Change("number", was.id, was.title, file.title, change.reason, change.sources, number=turned)
            )

    def _switch_off(self, file: ProfileFile) -> None:
        for change in file.off:
            was = self._requirements.pop(change.id)
            self._themes[was.theme].remove(was.id)
            self._changes.append(Change("off", was.id, was.title, file.title, change.reason, change.sources))


def _replaced(was: Requirement, change: Replacement) -> Requirement:
    """A requirement with parts written anew, dropped or added; the order of what stays is kept."""
    parts = change.parts.given
    for name, key in _LISTS.items():
        held = {getattr(part, key): part for part in getattr(was, name)}
        held |= {getattr(part, key): part for part in getattr(change.parts, name) or ()}
        parts[name] = tuple(part for named, part in held.items() if key != "id" or named not in change.drop)
    parts["sources"] = (*(change.parts.sources or was.sources), *change.cite)
    return was.model_copy(update=parts)


def _measured(test: QuantityTest, change: NumberChange) -> QuantityTest:
    return QuantityTest(
        metric=test.metric,
        operator=change.operator or test.operator,
        value=change.value,
        unit=change.unit or test.unit,
        basis=change.basis,
        confidence=change.confidence,
    )


def _remarked(source: Source, instrument: str, note: str) -> Source:
    if not source.instrument.startswith(instrument):
        return source
    return source.model_copy(update={"note": f"{source.note}; {note}" if source.note else note})


def _text(words: Bilingual) -> Text:
    return Text(words.nl, words.en)
