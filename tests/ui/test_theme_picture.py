"""The picture of the themes: its numbers, what it says to who does not see it, and where its links lead."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest
from judging import assessment_of, pdf_dossier

from analyser.library import ClauseLibrary
from analyser.model import Assessment, Verdict
from ui.address import Address, Filters
from ui.components.theme_picture import theme_picture
from ui.visit import Visit


def assessment(**verdicts: tuple[Verdict, ...]) -> Assessment:
    """The verdicts on the first requirements of each theme; all others do not apply."""
    judged = assessment_of(pdf_dossier())
    evidence = next(finding.evidence for finding in judged.findings if finding.evidence)
    left = {theme: list(given) for theme, given in verdicts.items()}
    findings = []
    for finding in judged.findings:
        given = left.get(finding.theme)
        verdict = given.pop(0) if given else Verdict.NOT_APPLICABLE
        findings.append(replace(finding, verdict=verdict, evidence=evidence))
    return replace(judged, findings=tuple(findings))


MIXED = {
    "privacy": (Verdict.UNREAD, Verdict.MET, Verdict.MET, Verdict.CONTRARY),
    "transparantie": (Verdict.PARTIAL, Verdict.MISSING),
}


def test_every_number_is_drawn_in_the_librarys_order(library: ClauseLibrary) -> None:
    body = theme_picture(assessment(**MIXED), library, Visit(Address()))
    assert re.findall(r'class="verdict-(\w+)" style="flex: (\d+) 1 0"><span>(.) (\d+)<', body) == [
        ("partial", "1", "◐", "1"),
        ("missing", "1", "○", "1"),
        ("met", "2", "✔", "2"),
        ("contrary", "1", "✘", "1"),
        ("unread", "1", "?", "1"),
    ]
    assert re.findall(r'style="width: (\d+)%"', body) == ["50", "100"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", ["Transparantie: 1 deels, 1 ontbreekt", "Privacy: 2 voldoet, 1 strijdig, 1 niet gelezen"]),
        ("en", ["Transparency: 1 partial, 1 missing", "Privacy: 2 met, 1 contrary, 1 not read"]),
    ],
)
def test_every_number_is_said(language: str, said: list[str], library: ClauseLibrary) -> None:
    visit = Visit(Address(language="en" if language == "en" else "nl"))
    body = theme_picture(assessment(**MIXED), library, visit)
    assert [html.unescape(label) for label in re.findall(r'role="img" aria-label="([^"]+)"', body)] == said


def links(body: str) -> list[tuple[str, str, str]]:
    """Address, mark of the current one, and words of each link."""
    found = re.findall(r'<a href="([^"]+)" target="_self"([^>]*)>([^<]+)</a>', body)
    return [(html.unescape(where), mark, html.unescape(words)) for where, mark, words in found]


def test_a_theme_leads_to_all_its_requirements(library: ClauseLibrary) -> None:
    address = Address(language="en", dossier="ab", filters=Filters(review=True))
    assert links(theme_picture(assessment(**MIXED), library, Visit(address))) == [
        ("overzicht?lang=en&dossier=ab&theme=transparantie&verdict=all&review=1", "", "Transparency"),
        ("overzicht?lang=en&dossier=ab&theme=privacy&verdict=all&review=1", "", "Privacy"),
    ]


def test_the_theme_that_is_shown_is_marked_and_can_be_left(library: ClauseLibrary) -> None:
    address = Address(dossier="ab", filters=Filters(themes=("privacy",), verdicts=()))
    assert links(theme_picture(assessment(**MIXED), library, Visit(address))) == [
        ("overzicht?dossier=ab&theme=transparantie&verdict=all", "", "Transparantie"),
        ("overzicht?dossier=ab&theme=privacy&verdict=all", ' aria-current="true"', "Privacy"),
        ("overzicht?dossier=ab", "", "Alle thema's"),
    ]


def test_nothing_applies(library: ClauseLibrary) -> None:
    assert theme_picture(assessment(), library, Visit(Address())) == ""
