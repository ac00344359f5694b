"""The clause library: it loads, it is complete, and each kind of slip is refused with its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from analyser.errors import LibraryError, UsageError
from analyser.library import CALIBRATION_FILE, LIBRARY_FOLDER, Calibration, ClauseLibrary, load_library
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


def test_a_requirement_holds_no_examples_of_its_own(tmp_path: Path) -> None:
    """They stand in the clause bank; a key that nothing reads would only mislead."""
    folder = copy(tmp_path)
    path = folder / "requirements" / f"{ONE}.yaml"
    path.write_text(path.read_text() + "examples: []\n")
    with pytest.raises(LibraryError) as refusal:
        load_library(folder)
    assert refusal.value.details["problems"] == (
        f"requirements/{ONE}.yaml: examples: Extra inputs are not permitted"
    )


def test_a_library_knows_where_it_stands(tmp_path: Path) -> None:
    folder = copy(tmp_path)
    library = load_library(folder)
    assert (library.folder, library.model_path) == (folder, folder / "subjects.safetensors")


CALIBRATION = {
    "features": ["a", "b"],
    "means": [0.5, 0.5],
    "scales": [1.0, 2.0],
    "weights": [[1.0, 0.0], [0.0, 1.0], [0.0, 0.0], [-1.0, -1.0]],
    "intercepts": [0.0, 0.1, 0.2, 0.3],
    "overrule_below": 0.3,
    "review_below": 0.8,
    "bands": [0.7, 0.9],
    "prevalence": {ONE: 0.8},
    "made_from": "vier proefcontracten",
}


def test_a_calibration_beside_the_library_is_read_and_hashed(tmp_path: Path) -> None:
    folder = copy(tmp_path)
    (folder / CALIBRATION_FILE).unlink(missing_ok=True)
    bare = load_library(folder)
    (folder / CALIBRATION_FILE).write_text(yaml.safe_dump(CALIBRATION))
    calibrated = load_library(folder)
    assert bare.calibration is None
    assert calibrated.calibration == Calibration.model_validate(CALIBRATION)
    assert calibrated.sha256 != bare.sha256


@pytest.mark.parametrize(
    ("why", "key", "value", "problem"),
    [
        ("a slip in a key", "bandds", [0.7, 0.9], "bandds: Extra inputs are not permitted"),
        ("a verdict without weights", "weights", [[1.0, 0.0]] * 3, "weights: "),
        ("a verdict without intercept", "intercepts", [0.0] * 3, "intercepts: "),
        ("a scale that divides by nothing", "scales", [0.0, 1.0], "scales.0: "),
        ("more than certain", "review_below", 1.2, "review_below: "),
        ("less than nothing", "overrule_below", -0.1, "overrule_below: "),
        ("a share that knows no log-odds", "prevalence", {ONE: 1.0}, f"prevalence.{ONE}: "),
        ("one band", "bands", [0.7], "bands.1: "),
        ("no word on where it came from", "made_from", "", "made_from: "),
    ],
)
def test_a_calibration_that_is_not_sound_is_refused(
    tmp_path: Path, why: str, key: str, value: object, problem: str
) -> None:
    folder = copy(tmp_path)
    (folder / CALIBRATION_FILE).write_text(yaml.safe_dump({**CALIBRATION, key: value}))
    with pytest.raises(LibraryError) as refusal:
        load_library(folder)
    (line,) = str(refusal.value.details["problems"]).splitlines()
    assert line.startswith(f"{CALIBRATION_FILE}: {problem}")


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
