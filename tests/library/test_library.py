"""The clause library: it loads, it is complete, and each kind of slip is refused with its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from analyser.errors import LibraryError, UsageError
from analyser.library import LIBRARY_FOLDER, ClauseLibrary, load_library
from analyser.model import Subject

ONE = "privacy-datalek-melding"


def test_sixty_requirements_in_six_themes(library: ClauseLibrary) -> None:
    sizes = {theme.id: len(theme.requirements) for theme in library.manifest.themes}
    assert sizes == {
        "transparantie": 9,
        "privacy": 11,
        "non-discriminatie": 6,
        "duurzaamheid": 6,
        "veiligheid": 9,
        "contractbeheersing": 19,
    }
    assert [r.id for r in library.requirements] == [
        name for theme in library.manifest.themes for name in theme.requirements
    ]


def test_every_requirement_teaches_by_example(library: ClauseLibrary) -> None:
    lacking = [
        (r.id, verdict)
        for r in library.requirements
        for verdict in ("met", "partial", "contrary", "missing")
        if not any(e.verdict == verdict for e in r.examples)
    ]
    lacking += [
        (r.id, language)
        for r in library.requirements
        for language in ("nl", "en")
        if sum(e.language == language for e in r.examples) < 3
    ]
    assert lacking == []


def test_the_hash_covers_every_byte(tmp_path: Path, library: ClauseLibrary) -> None:
    folder = copy(tmp_path)
    assert load_library(folder).sha256 == library.sha256
    path = folder / "requirements" / f"{ONE}.yaml"
    path.write_text(path.read_text() + "# a remark\n")
    assert load_library(folder).sha256 != library.sha256


def test_an_unknown_requirement(library: ClauseLibrary) -> None:
    with pytest.raises(UsageError) as refusal:
        library.requirement("privacy-onzin")
    assert refusal.value.message("en") == (
        "The library has no requirement 'privacy-onzin'. See: analyser library list."
    )


def test_applies_when_any_subject_suffices(library: ClauseLibrary) -> None:
    dpia = library.requirement("privacy-dpia-medewerking")
    assert dpia.applies_to(frozenset({Subject.AI}))
    assert dpia.applies_to(frozenset({Subject.PERSONAL_DATA}))
    assert not dpia.applies_to(frozenset({Subject.CLOUD}))
    assert library.requirement("contract-verzekering").applies_to(frozenset())


@pytest.mark.parametrize(
    ("why", "key", "value", "problem"),
    [
        ("a slip in a key", "severty", "hoog", "severty: Extra inputs are not permitted"),
        ("a severity that does not exist", "severity", "ernstig", "severity: "),
        ("an empty norm", "norm", {"nl": "", "en": "x"}, "norm.nl: "),
        ("no source", "sources", [], "sources: "),
        ("no word class of that name", "rules", "{nobody} + melden", "no word class {nobody}"),
        ("a pattern that does not parse", "rules", "a|", "an alternative is empty"),
        ("a test that does not exist", "elements", "speed_of_light", "no test called speed_of_light"),
        ("another theme than the manifest says", "theme", "veiligheid", "stands under theme privacy"),
    ],
)
def test_slips_are_refused_with_their_place(
    tmp_path: Path, why: str, key: str, value: object, problem: str
) -> None:
    folder = copy(tmp_path)
    path = folder / "requirements" / f"{ONE}.yaml"
    content = yaml.safe_load(path.read_text())
    if key == "rules":
        content["rules"][0]["nl"] = [value]
    elif key == "elements":
        content["elements"].append(
            {"id": "x", "label": {"nl": "x", "en": "x"}, "limit": {"metric": value, "kind": "duration"}}
        )
    else:
        content[key] = value
    path.write_text(yaml.safe_dump(content, allow_unicode=True))
    with pytest.raises(LibraryError) as refusal:
        load_library(folder)
    lines = str(refusal.value.details["problems"]).splitlines()
    assert [line for line in lines if ONE in line and problem in line], lines


def test_a_key_written_twice_is_refused(tmp_path: Path) -> None:
    folder = copy(tmp_path)
    path = folder / "requirements" / f"{ONE}.yaml"
    path.write_text(path.read_text() + "severity: laag\n")
    with pytest.raises(LibraryError) as refusal:
        load_library(folder)
    assert "key 'severity' stands twice" in str(refusal.value.details["problems"])


def test_a_file_that_nothing_names_is_refused(tmp_path: Path) -> None:
    folder = copy(tmp_path)
    shutil.copy(folder / "requirements" / f"{ONE}.yaml", folder / "requirements" / "vergeten.yaml")
    with pytest.raises(LibraryError) as refusal:
        load_library(folder)
    assert refusal.value.details["problems"] == "requirements/vergeten.yaml: not named in library.yaml"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    folder = copy(tmp_path)
    (folder / "requirements" / f"{ONE}.yaml").unlink()
    with pytest.raises(LibraryError) as refusal:
        load_library(folder)
    assert refusal.value.details["problems"] == (
        f"requirements/{ONE}.yaml: cannot be read (No such file or directory)"
    )


def copy(to: Path) -> Path:
    return shutil.copytree(LIBRARY_FOLDER, to / "clause_library")
