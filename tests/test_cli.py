"""The command line as a user meets it: output, messages in two languages, exit codes, no traceback."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import docx
import jsonschema
import pytest
import typer.main
from small_library import write_library

from analyser import cli, pipeline
from analyser.library import ClauseLibrary
from samples.make import CONTRACTS

ROOT = Path(__file__).parents[1]
Run = Callable[..., tuple[int, str, str]]


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
    for line in (
        "Artikel 1 Persoonsgegevens",
        "1.1 Leverancier verwerkt persoonsgegevens alleen op schriftelijke instructie van Opdrachtgever.",
        "1.2 Leverancier meldt een datalek binnen 96 uur na ontdekking aan Opdrachtgever.",
    ):
        document.add_paragraph(line)
    path = tmp_path / "overeenkomst.docx"
    document.save(str(path))
    return path


@pytest.mark.parametrize(
    ("form", "start"),
    [
        ("text", b"Toets van contractbepalingen\n"),
        ("json", b"{\n"),
        ("html", b"<!DOCTYPE html>"),
        ("xlsx", b"PK"),
        ("docx", b"PK"),
    ],
)
def test_each_form_is_written_the_same_twice(
    run: Run, contract: Path, tmp_path: Path, form: str, start: bytes
) -> None:
    first, second = tmp_path / "een", tmp_path / "twee"
    assert run("check", contract, "--format", form, "--output", first) == (0, "", "")
    assert run("check", contract, "--format", form, "--output", second) == (0, "", "")
    assert first.read_bytes() == second.read_bytes()
    assert first.read_bytes()[: len(start)] == start
    assert sorted(path.name for path in tmp_path.iterdir()) == ["een", "overeenkomst.docx", "twee"]


def test_json_in_a_pipe_keeps_to_the_schema(run: Run, contract: Path) -> None:
    code, out, err = run("check", contract, "--format", "json", "--applies", "personal_data,cloud")
    assert (code, err) == (0, "")
    report = json.loads(out)
    schema = json.loads((ROOT / "docs" / "report.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(report)
    assert report["contract"]["applies"] == ["personal_data", "cloud"]
    assert report["contract"]["applies_source"] == "given"


def test_several_files_are_one_dossier(run: Run, contract: Path, tmp_path: Path) -> None:
    annex = tmp_path / "bijlage.docx"
    document = docx.Document()
    document.add_paragraph("Bijlage 1 Tarieven")
    document.save(str(annex))
    code, out, _ = run("check", contract, annex, "--format", "json")
    names = [file["name"] for file in json.loads(out)["contract"]["files"]]
    assert (code, names) == (0, ["overeenkomst.docx", "bijlage.docx"])


REFUSED = [
    (("check", "{folder}/geen.pdf"), 1, "geen.pdf bestaat niet of mag niet worden gelezen."),
    (("check", "{folder}/leeg.pdf"), 1, "leeg.pdf is leeg (0 bytes)."),
    (("check", "{contract}", "--applies", "alles"), 2, "--applies kent 'alles' niet."),
    (("check", "{contract}", "--applies", ","), 2, "--applies kent ',' niet."),
    (("check", "{contract}", "--output", "{contract}"), 2, "{contract} kan niet worden geschreven: het"),
    (("check", "{contract}", "--output", "{folder}"), 2, "{folder} kan niet worden geschreven: het"),
    (("check", "{contract}", "--output", "{folder}/x/y"), 2, "{folder}/x/y kan niet worden geschreven: de"),
    (("library", "show", "bestaat-niet"), 2, "De bibliotheek kent geen eis 'bestaat-niet'."),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "code", "message"), REFUSED)
def test_a_refusal_is_told_in_both_languages(
    run: Run, contract: Path, tmp_path: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    (tmp_path / "leeg.pdf").touch()
    places = {"folder": tmp_path, "contract": contract}
    before = contract.read_bytes()
    exit_code, out, err = run(*(argument.format(**places) for argument in arguments))
    assert (exit_code, out) == (code, "")
    dutch, english = err.splitlines()
    assert dutch.startswith(message.format(**places))
    assert (english[0], english[-1]) == ("(", ")")
    assert contract.read_bytes() == before


@pytest.mark.parametrize("option", [("--language", "en"), ("--language=en",)])
def test_english_comes_first_where_asked(run: Run, tmp_path: Path, option: tuple[str, ...]) -> None:
    code, _, err = run("check", tmp_path / "geen.pdf", *option)
    assert (code, err.splitlines()[0][:25]) == (1, "geen.pdf does not exist o")


@pytest.mark.parametrize("arguments", [("check",), ("check", "x", "--format", "doc"), ("toets",)])
def test_wrong_use_is_2(run: Run, arguments: tuple[str, ...]) -> None:
    code, out, _ = run(*arguments)
    assert (code, out) == (2, "")


@pytest.mark.parametrize("form", ["html", "xlsx", "docx"])
def test_a_binary_report_is_not_thrown_on_a_terminal(
    run: Run, contract: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda _: True)
    code, out, err = run("check", contract, "--format", form)
    assert (code, out) == (2, "")
    assert err.startswith(f"Een rapport in {form} past niet op het scherm.")


def test_a_library_that_is_not_sound_is_3(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANALYSER_LIBRARY", str(tmp_path))
    code, out, err = run("library", "check")
    assert (code, out) == (3, "")
    assert err.startswith("De clausulebibliotheek klopt niet:\nlibrary.yaml: kan niet worden gelezen")


def test_a_fault_of_ours_tells_its_kind_and_no_contract_text(
    run: Run, contract: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("Leverancier verwerkt persoonsgegevens")

    monkeypatch.setattr(pipeline, "analyse_documents", fail)
    code, out, err = run("check", contract)
    assert (code, out) == (70, "")
    assert err == (
        "Er ging iets mis in dit programma (RuntimeError). Meld dit aan de beheerder, zonder het contract.\n"
        "(Something went wrong in this program (RuntimeError). Report it to your administrator, without the "
        "contract.)\n"
    )


def test_a_file_name_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    _, _, err = run("check", tmp_path / "\x1b[2Jweg.pdf")
    assert "\x1b" not in err


def test_a_limit_comes_from_the_environment(
    run: Run, contract: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANALYSER_MAX_ENTRIES", "veel")
    code, _, err = run("check", contract)
    assert (code, err.splitlines()[0]) == (
        2,
        "ANALYSER_MAX_ENTRIES moet een geheel getal van 1 of meer zijn.",
    )


def test_the_library_commands(run: Run, library: ClauseLibrary) -> None:
    code, out, err = run("library", "check")
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == "De clausulebibliotheek is in orde."
    assert f"SHA-256 {library.sha256}" in out.splitlines()
    code, out, err = run("library", "show", "contract-verzekering", "--language", "en")
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == library.requirement("contract-verzekering").title.en


# --- measuring ---------------------------------------------------------------------------------------

# Labels for a sample contract that speaks of neither: one as it is, one that no program could find.
ABSENT = {
    "duurzaamheid-hardware-circulair": {"verdict": "missing"},
    "contract-escrow-broncode": {"verdict": "met", "evidence": ["De broncode ligt bij een notaris."]},
}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A folder with one labelled contract."""
    folder = tmp_path / "gelabeld"
    (folder / "labels").mkdir(parents=True)
    shutil.copy(CONTRACTS / "verwerkersovereenkomst.docx", folder)
    index = {"documents": [{"name": "verwerker", "file": "verwerkersovereenkomst.docx"}]}
    (folder / "index.json").write_text(json.dumps(index))
    (folder / "labels" / "verwerker.json").write_text(json.dumps({"labels": ABSENT}))
    return folder


def test_an_evaluation_is_written_compared_and_fails_where_a_figure_fell(
    run: Run, gold: Path, tmp_path: Path
) -> None:
    baseline = tmp_path / "vergelijking.json"
    code, out, err = run("evaluate", gold, "--baseline", baseline, "--update")
    assert (code, err) == (0, "")
    outcomes = json.loads(baseline.read_text())["outcomes"]
    assert {name: text.split()[0] for name, text in outcomes["verwerker"].items()} == dict.fromkeys(
        ABSENT, "missing"
    )
    code, again, err = run("evaluate", gold, "--baseline", baseline)
    quiet = ["geen oordeel verschilt van de vergelijking", "geen cijfer is gedaald", ""]
    assert (code, err) == (0, "")
    assert again.splitlines() == [*out.splitlines()[:-1], *quiet, out.splitlines()[-1]]

    outcomes["verwerker"]["contract-escrow-broncode"] = "met 0.99 quoted"
    baseline.write_text(json.dumps({"outcomes": outcomes}))
    before = baseline.read_bytes()
    code, out, err = run("evaluate", gold, "--baseline", baseline, "--format", "json", "--language", "en")
    assert (code, err) == (4, "")
    comparison = json.loads(out)["comparison"]
    assert [(c["kind"], c["requirement"], c["before"]) for c in comparison["changes"]] == [
        ("lost", "contract-escrow-broncode", "met")
    ]
    accuracy = {"figure": "accuracy", "then": 1.0, "now": 0.5, "noise": 0.01}
    assert [fall for fall in comparison["falls"] if fall["figure"] == "accuracy"] == [accuracy]
    assert baseline.read_bytes() == before, "only --update writes"


def test_an_evaluation_alone(run: Run, gold: Path) -> None:
    code, out, err = run("evaluate", gold, "--language", "en")
    assert (code, err) == (0, "")
    (difference,) = [line.split() for line in out.splitlines() if "->" in line and "(" not in line]
    assert difference[:5] == ["verwerker", "contract-escrow-broncode", "met", "->", "missing"]


LEARNING_REFUSED = [
    (
        "--update needs a place",
        ("evaluate", "{gold}", "--update"),
        (
            2,
            "--update schrijft naar --baseline: noem dat bestand.",
            "(--update writes to --baseline: name that file.)",
        ),
    ),
    (
        "a folder without index",
        ("evaluate", "{empty}"),
        (2, "index.json: kan niet worden gelezen.", "(index.json: cannot be read.)"),
    ),
    (
        "no baseline to compare with",
        ("evaluate", "{gold}", "--baseline", "{empty}/x.json"),
        (
            2,
            "x.json is geen vergelijkingsbestand. Maak het met --update.",
            "(x.json is no baseline. Make one with --update.)",
        ),
    ),
    (
        "a library without weights",
        ("library", "calibrate", "{gold}", "--made-from", "x"),
        (
            2,
            "Deze bibliotheek heeft geen geleerde gewichten. Draai eerst: analyser library train.",
            "(This library has no learned weights. Run first: analyser library train.)",
        ),
    ),
]


@pytest.mark.parametrize(("why", "arguments", "told"), LEARNING_REFUSED)
def test_measuring_and_learning_refuse_in_both_languages(
    run: Run,
    gold: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    why: str,
    arguments: tuple[str, ...],
    told: tuple[int, str, str],
) -> None:
    if arguments[0] == "library":
        monkeypatch.setenv("ANALYSER_LIBRARY", str(write_library(tmp_path / "bibliotheek")))
    (tmp_path / "leeg").mkdir()
    places = {"gold": gold, "empty": tmp_path / "leeg"}
    code, out, err = run(*(argument.format(**places) for argument in arguments))
    assert (code, *err.splitlines()) == told
    assert out == ""


def test_a_folder_that_is_not_labelled_calibrates_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told before the weights are read: they may be worth nothing."""
    folder = write_library(tmp_path / "bibliotheek")
    (folder / "subjects.safetensors").write_bytes(b"x")
    monkeypatch.setenv("ANALYSER_LIBRARY", str(folder))
    code, out, err = run("library", "calibrate", tmp_path, "--made-from", "x")
    assert (code, out, err.splitlines()[0]) == (2, "", "index.json: kan niet worden gelezen.")
    assert not (folder / "calibration.yaml").exists()


def test_a_bank_with_holes_trains_nothing(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_library(tmp_path / "bibliotheek")
    shutil.rmtree(folder / "bank")
    monkeypatch.setenv("ANALYSER_LIBRARY", str(folder))
    code, out, err = run("library", "train")
    assert (code, out) == (3, "")
    lacking = "kan niet worden gelezen (No such file or directory)"
    assert err.splitlines()[:5] == [
        "De clausulebibliotheek klopt niet:",
        f"bank/back-ups.yaml: {lacking}",
        f"bank/betaling.yaml: {lacking}",
        f"bank/zonder-clausules.yaml: {lacking}",
        f"bank/background.yaml: {lacking}",
    ]
    assert not (folder / "subjects.safetensors").exists()


@pytest.mark.parametrize("command", [("train",), ("calibrate", "x", "--made-from", "x")])
def test_learning_without_scikit_learn_says_what_to_do(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    for name in ("analyser.learning.train", "analyser.learning.calibrate"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setitem(sys.modules, "sklearn.linear_model", None)
    code, out, err = run("library", *command)
    assert (code, out) == (2, "")
    assert err.splitlines() == [
        "Leren en ijken vragen scikit-learn; zie CONTRIBUTING.md, 'Leren en ijken'.",
        "(Learning and calibrating need scikit-learn; see CONTRIBUTING.md, 'Leren en ijken'.)",
    ]


def test_help_loads_neither_spacy_nor_pdfium_nor_pandas() -> None:
    script = (
        "import sys; sys.argv = ['analyser', '--help']\n"
        "from analyser.cli import main\n"
        "try: main()\n"
        "except SystemExit as exit_: code = exit_.code\n"
        "print(code, sorted({'spacy', 'pypdfium2', 'pandas', 'pydantic', 'lxml'} & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.splitlines()[-1] == "0 []"
    assert done.stdout.startswith("Usage: analyser ")


def _commands(group: click.Group | object, path: str) -> Iterator[tuple[str, list[str]]]:
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        if hasattr(command, "commands"):
            yield from _commands(command, f"{path} {name}")
        else:
            options = [o for p in command.params for o in p.opts if o.startswith("--") and o != "--help"]
            yield f"{path} {name}", options


@pytest.mark.parametrize(
    ("command", "options"), list(_commands(typer.main.get_command(cli.app), "analyser")), ids=str
)
def test_every_command_and_option_stands_in_the_docs(command: str, options: list[str]) -> None:
    pages = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8").split("\n## ")
    page = [text for text in pages if text.startswith((f"`{command}`", f"`{command} "))]
    assert len(page) == 1, command
    assert [option for option in options if f"`{option}`" not in page[0]] == []
