"""The report on a screen and in a pipe."""

from __future__ import annotations

import assessments
import pytest
from rich.cells import cell_len

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
    assert len(examples) == len(requirement.examples)


def test_the_list_names_every_requirement_unbroken(
    library: ClauseLibrary, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    terminal.print_library(library, "en")
    first = [line.split()[0] for line in capsys.readouterr().out.splitlines() if line.strip()]
    assert [word for word in first if word in library.by_id] == list(library.by_id)
