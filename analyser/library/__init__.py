"""The clause library: requirements as validated data, and what a lawyer may write in it.

``clause_library/library.yaml`` names the version and, theme by theme, the requirements in the order in
which every report shows them; ``clause_library/requirements/ID.yaml`` holds one requirement.
``clause_library/vocabulary.yaml`` holds the word classes ({supplier}, {may}, ...) that patterns use.
``clause_library/profiles/ID.yaml`` holds the conditions of one organisation, as changes to all this.

Loading checks everything that can be checked without a contract: unknown keys are refused, ids are
unique, every norm has a source, every pattern parses, every word class exists. ``analyser library
check``, the tests and the application call the same function.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from analyser.errors import UsageError
from analyser.library.checks import check
from analyser.library.files import LibraryFiles, broken, not_named
from analyser.library.profiles import (
    AS_IT_IS,
    DEFAULT_PROFILE,
    Change,
    default_profile,
    problems_of_profiles,
    profile_ids,
    under,
)
from analyser.library.schema import (
    Bilingual,
    Calibration,
    Criteria,
    Element,
    Limit,
    Manifest,
    Patterns,
    QuantityTest,
    Requirement,
    Rule,
    Source,
    SubjectSigns,
    Theme,
    Weakener,
    WordClass,
)
from analyser.model import Profile, Text

__all__ = [
    "CALIBRATION_FILE",
    "DEFAULT_PROFILE",
    "Bilingual",
    "Calibration",
    "Change",
    "ClauseLibrary",
    "Criteria",
    "Element",
    "Limit",
    "Manifest",
    "Patterns",
    "QuantityTest",
    "Requirement",
    "Rule",
    "Source",
    "SubjectSigns",
    "Theme",
    "Weakener",
    "WordClass",
    "check",
    "check_profiles",
    "default_profile",
    "library_folder",
    "load_library",
    "profile_ids",
]

MODEL_FILE = "subjects.safetensors"
CALIBRATION_FILE = "calibration.yaml"
LIBRARY_FOLDER = Path(__file__).resolve().parent.parent.parent / "clause_library"


@dataclass(frozen=True)
class ClauseLibrary:
    """The library as loaded: requirements in report order, with version and content hash.

    ``sha256`` covers every file that was read, those of the profile included where it changes anything,
    so two reports with the same hash were judged by the same rules to the letter. ``changes`` are those of
    the profile. ``unlearned`` are the requirements that it added or gave other rules: the learned weights
    know nothing of them, so that rules alone decide.
    """

    manifest: Manifest
    requirements: tuple[Requirement, ...]
    word_classes: tuple[WordClass, ...]
    sha256: str
    folder: Path
    calibration: Calibration | None = None  # None: a library that was never calibrated
    profile: Profile = AS_IT_IS
    changes: tuple[Change, ...] = ()
    unlearned: frozenset[str] = frozenset()

    @property
    def model_path(self) -> Path:
        """Where the weights stand that were learned from this library's clause bank."""
        return self.folder / MODEL_FILE

    @property
    def model_sha256(self) -> str:
        """The hash of those weights as they are on disk now; "" where there are none."""
        if not self.model_path.exists():
            return ""
        return hashlib.sha256(self.model_path.read_bytes()).hexdigest()

    @cached_property
    def switched_off(self) -> frozenset[str]:
        """The requirements that the profile switched off, and did not add anew."""
        return (
            frozenset(change.subject for change in self.changes if change.kind == "off") - self.by_id.keys()
        )

    @property
    def version(self) -> str:
        """The version the lawyers gave it, ``major.minor.patch``."""
        return self.manifest.version

    @cached_property
    def by_id(self) -> Mapping[str, Requirement]:
        """Requirements by id."""
        return {requirement.id: requirement for requirement in self.requirements}

    def requirement(self, requirement_id: str) -> Requirement:
        """The requirement with this id. Raises UsageError where the library has none."""
        try:
            return self.by_id[requirement_id]
        except KeyError as error:
            raise UsageError(
                what_nl=f"De bibliotheek kent geen eis {requirement_id!r}. Zie: analyser library list.",
                what_en=f"The library has no requirement {requirement_id!r}. See: analyser library list.",
            ) from error

    def theme(self, theme_id: str) -> Theme:
        """The theme with this id. Raises KeyError where there is none."""
        for theme in self.manifest.themes:
            if theme.id == theme_id:
                return theme
        raise KeyError(theme_id)


def library_folder() -> Path:
    """Where the library stands: ``ANALYSER_LIBRARY``, or the one that came with the program."""
    return Path(os.environ.get("ANALYSER_LIBRARY") or LIBRARY_FOLDER)


def load_library(folder: Path | None = None, profile: str | None = None) -> ClauseLibrary:
    """Read and check the library under a profile; without one, that of this installation.

    Raises LibraryError that lists every problem, a line each, and UsageError for a profile that there is not.
    """
    return under(_load(folder or library_folder()), profile or default_profile())


def check_profiles(library: ClauseLibrary) -> None:
    """Check every profile of a library. Raises LibraryError that lists every problem."""
    problems = problems_of_profiles(library)
    if problems:
        raise broken(problems)


def _load(folder: Path) -> ClauseLibrary:
    reader = LibraryFiles(folder)
    manifest = reader.model("library.yaml", Manifest)
    word_classes = reader.models("vocabulary.yaml", WordClass)
    requirements = [
        reader.model(f"requirements/{requirement_id}.yaml", Requirement)
        for theme in (manifest.themes if manifest else ())
        for requirement_id in theme.requirements
    ]
    calibration = reader.optional(CALIBRATION_FILE, Calibration)
    if manifest is None or reader.problems:
        raise broken(reader.problems)
    library = ClauseLibrary(
        manifest, tuple(r for r in requirements if r), word_classes, reader.digest(), folder, calibration
    )
    problems = [*_stray_files(folder, library), *check(library)]
    if problems:
        raise broken(problems)
    return library


def _stray_files(folder: Path, library: ClauseLibrary) -> Iterator[Text]:
    """Requirement files that the manifest does not name."""
    for path in sorted((folder / "requirements").glob("*.yaml")):
        if path.stem not in library.by_id:
            yield not_named(f"requirements/{path.name}")
