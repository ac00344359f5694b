"""The report on a screen and in a pipe."""

from __future__ import annotations

import dataclasses
import hashlib
from pathlib import Path

import assessments
import pytest
from rich.cells import cell_len

from analyser.learning.calibrate import Calibrated, Outcome
from analyser.library import ClauseLibrary
from analyser.model import Assessment, Severity, Verdict
from analyser.report import summary, terminal


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_fits_and_holds_no_noise(
    assessment: Assessment, library: ClauseLibrary, language: str, width: int
) -> None:
    text = terminal.render(assessment, library, language, width=width)  # type: ignore[arg-type]
    lines = text.splitlines()
    assert max(cell_len(line) for line in lines) <= width
    assert [line for line in lines if line != line.rstrip()] == []
    assert set(text) & set("\x1b─━│┃┏┓└┘╭╮") == set()


def test_every_finding_stands_in_it(assessment: Assessment, library: ClauseLibrary) -> None:
    lines = terminal.render(assessment, library, "nl", width=400).splitlines()
    for finding in assessment.findings:
        title = library.requirement(finding.requirement).title.nl
        mark = summary.verdict_word(finding.verdict, "nl")
        assert [line for line in lines if line.startswith(f" {mark}") and title in line], finding.requirement


def test_the_summary_closes_it(assessment: Assessment, library: ClauseLibrary) -> None:
    text = terminal.render(assessment, library, "nl", width=200)
    knock_outs = [f for f in summary.gaps(assessment.findings) if f.severity is Severity.KNOCK_OUT]
    named = text[text.index("\nKnock-outs\n") :].splitlines()[2 : 2 + len(knock_outs)]
    assert named == [
        f"  {summary.verdict_word(f.verdict, 'nl')}: {library.requirement(f.requirement).title.nl}"
        for f in knock_outs
    ]
    assert text.splitlines()[-5:] == [
        "✔ voldoet 10 | ◐ deels 10 | ✘ strijdig 10 | ○ ontbreekt 10 | – n.v.t. 10 | ? niet gelezen 10",
        "Nakijken door een mens: 20 van 50 oordelen (waaronder elk “voldoet”).",
        f"Clausulebibliotheek versie {library.version}, stand van het recht {library.manifest.law_as_of}.",
        "",
        library.manifest.disclaimer.nl,
    ]
    assert text.count(library.manifest.disclaimer.nl) == 1


def test_it_opens_with_what_was_read_and_what_was_not(assessment: Assessment, library: ClauseLibrary) -> None:
    assert terminal.render(assessment, library, "nl", width=200).splitlines()[:10] == [
        "Toets van contractbepalingen",
        "Raamovereenkomst <proef>.pdf (PDF, 2 pagina's, 23 woorden, Nederlands)",
        "Gaat over: persoonsgegevens, clouddienst (uit de tekst afgeleid)",
        "",
        "Niet gelezen",
        "  Pagina 2 kon niet worden gelezen; waarschijnlijk is het een scan of een afbeelding.",
        "",
        "Let op",
        "  Pagina 1 is met een tweede leesmethode gelezen, omdat de eerste onvolledig leek.",
        "",
    ]


def test_without_knock_outs_it_says_so(library: ClauseLibrary) -> None:
    text = terminal.render(assessments.assessment(library, (Verdict.MET,)), library, "nl", width=100)
    assert "\nKnock-outs: geen enkele is onvoldoende gedekt.\n" in text


def test_a_requirement_is_shown_whole(
    library: ClauseLibrary, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "2000")
    requirement = library.requirement("privacy-datalek-melding")
    terminal.print_requirement(requirement, library, "nl")
    lines = capsys.readouterr().out.splitlines()
    assert lines[:5] == [
        requirement.title.nl,
        "privacy-datalek-melding; zwaarte: hoog; geldt bij: persoonsgegevens",
        "",
        "Norm",
        f"  {requirement.norm.nl}",
    ]
    sources = lines[lines.index("Bronnen") + 1 :]
    assert sources[0].startswith(
        "  AVG (EU) 2016/679, art. 33(1)-(3): vindplaats waarschijnlijk, inhoud waarschijnlijk."
    )
    examples = lines[lines.index("Voorbeelden") + 1 :]
    marks = [line.split("“", 1)[0] for line in examples]
    assert marks == [
        f"  {summary.verdict_word(verdict, 'nl')} [{tongue}]: "
        for verdict in (Verdict.MET, Verdict.PARTIAL, Verdict.CONTRARY, Verdict.MISSING)
        for tongue in ("nl", "nl", "en", "en")
    ]


BANK = """
- {id: ID-001, verdict: missing, language: en, style: plain, reason: r1., text: one}
- {id: ID-002, verdict: met, language: en, style: plain, reason: r2., text: two}
- {id: ID-003, verdict: met, language: nl, style: plain, reason: r3., text: drie}
- {id: ID-004, verdict: met, language: nl, style: plain, reason: r4., text: vier}
- {id: ID-005, verdict: met, language: nl, style: plain, reason: r5., text: vijf}
"""


@pytest.mark.parametrize(
    ("why", "bank", "shown"),
    [
        (
            "two of a verdict and language, as written; met first, Dutch first",
            BANK,
            [
                (Verdict.MET, "[nl]: “drie” r3."),
                (Verdict.MET, "[nl]: “vier” r4."),
                (Verdict.MET, "[en]: “two” r2."),
                (Verdict.MISSING, "[en]: “one” r1."),
            ],
        ),
        ("a library that came without a bank", None, []),
    ],
)
def test_examples_come_from_the_bank(
    why: str,
    bank: str | None,
    shown: list[tuple[Verdict, str]],
    library: ClauseLibrary,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "2000")
    requirement = library.requirement("privacy-datalek-melding")
    if bank is not None:
        (tmp_path / "bank").mkdir()
        (tmp_path / "bank" / f"{requirement.id}.yaml").write_text(bank.replace("ID", requirement.id))
    terminal.print_requirement(requirement, dataclasses.replace(library, folder=tmp_path), "en")
    lines = capsys.readouterr().out.splitlines()
    written = [line.strip() for line in lines if "“" in line]
    assert written == [f"{summary.verdict_word(verdict, 'en')} {example}" for verdict, example in shown]


def test_the_learned_weights_are_named_with_their_hash(
    library: ClauseLibrary,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    (tmp_path / "subjects.safetensors").write_bytes(b"weights")
    terminal.print_trained(dataclasses.replace(library, folder=tmp_path), "nl")
    digest = hashlib.sha256(b"weights").hexdigest()
    assert capsys.readouterr().out == f"subjects.safetensors: SHA-256 van het geleerde model {digest}\n"


def test_a_calibration_is_told_band_by_band(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    met, missing = Verdict.MET, Verdict.MISSING
    outcomes = (
        Outcome(missing, missing, 0.95, review=False),
        Outcome(missing, missing, 0.9, review=False),
        Outcome(met, missing, 0.9, review=False),
        Outcome(met, met, 0.79, review=True),
        Outcome(met, missing, 0.49, review=True),
    )
    terminal.print_calibrated(Calibrated(2, outcomes, 0.85), "en")
    assert capsys.readouterr().out.splitlines() == [
        "Calibrated on 2 contracts, 5 judgements. Confidence, number, right:",
        "  0.0 - 0.5       1  0.00",
        "  0.5 - 0.6       0  0.00",
        "  0.6 - 0.7       0  0.00",
        "  0.7 - 0.8       1  1.00",
        "  0.8 - 0.9       0  0.00",
        "  0.9 - 1.0       3  0.67",
        "No check by hand from 0.85: share 0.60, of which right 0.67.",
    ]


def test_the_list_names_every_requirement_unbroken(
    library: ClauseLibrary, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    terminal.print_library(library, "en")
    first = [line.split()[0] for line in capsys.readouterr().out.splitlines() if line.strip()]
    assert [word for word in first if word in library.by_id] == list(library.by_id)
