"""Commands on profiles, and the option that chooses one."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from own_profile import BREACH, copy_library, profile, write_profile

from analyser import cli
from analyser.library import load_library
from analyser.model import Text
from analyser.report.profiles import listing

Run = Callable[..., tuple[int, str, str]]
EXAMPLE = "voorbeeld-departement"
KNOWN = "rijk, gemeente, voorbeeld-departement"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["analyser", *map(str, arguments)])
        with pytest.raises(SystemExit) as exit_:
            cli.main()
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return int(exit_.value.code or 0), captured.out, captured.err

    return run


@pytest.fixture
def contract(tmp_path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("Leverancier meldt een datalek binnen 30 uur na ontdekking aan Opdrachtgever.")
    path = tmp_path / "overeenkomst.docx"
    document.save(str(path))
    return path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copied = copy_library(tmp_path)
    monkeypatch.setenv("ANALYSER_LIBRARY", str(copied))
    return copied


def test_the_profiles_with_what_they_change(run: Run) -> None:
    libraries = [load_library(profile=name) for name in KNOWN.split(", ")]
    for language in ("nl", "en"):
        told = "\n".join(listing(libraries, language)) + "\n"
        assert run("library", "profiles", "--language", language) == (0, told, "")
    assert told.splitlines()[0] == (
        "rijk: Central government (ARBIT-2022). Organisation: Dutch central government. Changes: 0."
    )
    assert (
        "  number from at most 48 hours to at most 24 hours: Breach notification without delay and within a "
        "fixed term. The department wants to know of a breach within a day, to be able to notify in time "
        "itself."
    ) in told.splitlines()


@pytest.mark.parametrize(
    "command",
    [("check", "{contract}"), ("batch", "{folder}", "--output", "{folder}/uit"), ("evaluate", "{folder}"),
     ("library", "list"), ("library", "show", BREACH), ("library", "check")],
)  # fmt: skip
@pytest.mark.parametrize("way", ["option", "environment"])
def test_a_profile_that_is_not_there(
    way: str, command: tuple[str, ...], run: Run, contract: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = [part.format(contract=contract, folder=contract.parent) for part in command]
    if way == "environment":
        monkeypatch.setenv("ANALYSER_PROFILE", "weg")
    else:
        arguments += ["--profile", "weg"]
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.endswith(
        f"Er is geen profiel 'weg'. Kies uit: {KNOWN}.\n(There is no profile 'weg'. Choose from: {KNOWN}.)\n"
    )


def test_a_contract_is_judged_under_a_profile(
    run: Run, contract: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The option goes before the environment."""
    monkeypatch.setenv("ANALYSER_PROFILE", EXAMPLE)
    asked = ("check", contract, "--format", "json", "--applies", "all")
    by_environment = json.loads(run(*asked)[1])
    by_option = json.loads(run(*asked, "--profile", "rijk")[1])
    told = [
        (
            report["library"]["profile"]["id"],
            ["vaste-termijn" in f["lacking"] for f in report["findings"] if f["requirement"] == BREACH],
        )
        for report in (by_environment, by_option)
    ]
    assert told == [(EXAMPLE, [True]), ("rijk", [False])]


def test_one_requirement_says_what_the_profile_changed(run: Run) -> None:
    code, out, _ = run("library", "show", "veiligheid-logging", "--profile", EXAMPLE)
    assert code == 0
    assert out.splitlines()[-1] == (
        "Voorbeeld: departement met eigen voorwaarden (verzonnen): zwaarte van middel naar hoog: Logging en "
        "bewaartermijn van logs. Zonder logbestanden kan het departement een incident niet onderzoeken."
    )
    assert "zwaarte: hoog" in out


def test_checking_the_library_checks_every_profile(run: Run, folder: Path) -> None:
    write_profile(folder, profile(base="weg"))
    code, _, err = run("library", "check")
    assert (code, err.splitlines()[1]) == (3, "profiles/eigen.yaml: base: er is geen profiel weg")


def test_a_new_profile_is_sound_and_never_written_over(run: Run, folder: Path) -> None:
    path = folder / "profiles" / "ons.yaml"
    code, out, err = run("library", "new-profile", "ons", "--organisation", 'Bureau "Noord": één')
    assert (code, out, err) == (0, f"Geschreven: {path}. Controleer met: analyser library check.\n", "")
    library = load_library(folder, "ons")
    named = Text('Bureau "Noord": één', 'Bureau "Noord": één')
    assert (library.profile.title, library.profile.organisation, library.changes) == (named, named, ())
    assert run("library", "check", "--profile", "ons")[0] == 0
    held = path.read_bytes()
    code, _, err = run("library", "new-profile", "ons", "--organisation", "Ander")
    assert (code, err.splitlines()[0]) == (2, f"{path} bestaat al en wordt niet overschreven.")
    assert path.read_bytes() == held


def test_what_stands_behind_the_hashes_of_a_new_profile_is_sound_too(run: Run, folder: Path) -> None:
    """Whoever takes the hashes away finds an example that passes, but for the dots to fill in."""
    run("library", "new-profile", "ons", "--organisation", "X")
    path = folder / "profiles" / "ons.yaml"
    lines = path.read_text().splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("# severity:"))
    end = next(i for i, line in enumerate(lines) if line.startswith("# Een eis die de bibliotheek niet"))
    opened = [
        line.removeprefix("# ") if line.startswith(("#   ", "# severity:", "# off:")) else line
        for line in lines[start:end]
    ]
    path.write_text("\n".join([*lines[:start], *opened, *lines[end:]]) + "\n")
    assert [c.kind for c in load_library(folder, "ons").changes] == ["severity", "off"]


NO_NAME = (
    " is geen naam voor een profiel: gebruik kleine letters, cijfers en streepjes, ten hoogste 60 tekens."
)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("Ons", "--organisation", "X"),
         f"'Ons'{NO_NAME}"),
        (("../ons", "--organisation", "X"),
         f"'../ons'{NO_NAME}"),
        (("o" * 61, "--organisation", "X"),
         f"'{'o' * 61}'{NO_NAME}"),
        (("ons", "--organisation", " "), "Noem de organisatie: --organisation."),
        (("ons", "--organisation", "X", "--base", "weg"), "Er is geen profiel 'weg'. Kies uit: rijk."),
    ],
)  # fmt: skip
def test_a_new_profile_that_is_refused(arguments: tuple[str, ...], told: str, run: Run, folder: Path) -> None:
    code, out, err = run("library", "new-profile", *arguments)
    assert (code, out, err.splitlines()[0]) == (2, "", told)
    assert not (folder / "profiles").exists()
