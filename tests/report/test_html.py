"""The HTML report: whole, safe, and readable by everyone."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import Any

import assessments
import page_checks
import pytest
from lxml import html as lxml_html

from analyser.library import ClauseLibrary
from analyser.model import GAPS, Assessment, Certainty, Verdict
from analyser.report import html, summary

CSS = (Path(html.__file__).parent / "templates" / "report.css").read_text(encoding="utf-8")


@pytest.fixture(scope="module", params=["nl", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def page(assessment: Assessment, library: ClauseLibrary, language: Any) -> Any:
    return lxml_html.document_fromstring(html.render(assessment, library, language))


def test_language_landmarks_and_skip_link(page: Any, language: str) -> None:
    page_checks.check_language_landmarks_and_skip_link(page, language)


def test_headings_never_skip_a_level(page: Any) -> None:
    page_checks.check_headings(page)


def test_ids_are_unique_and_every_link_leads_somewhere(page: Any) -> None:
    assert page_checks.check_ids_and_links(page) == []


def test_tables_have_captions_and_scoped_headers(page: Any) -> None:
    page_checks.check_tables(page, 2)


def test_nothing_runs_and_nothing_is_fetched(page: Any) -> None:
    page_checks.check_nothing_runs_and_nothing_is_fetched(page, CSS)


def test_every_finding_has_an_article(page: Any, assessment: Assessment, library: ClauseLibrary) -> None:
    ids = [article.get("id") for article in page.iter("article")]
    assert ids == [finding.requirement for finding in assessment.findings]


def test_a_status_is_icon_word_and_colour(page: Any, assessment: Assessment, language: Any) -> None:
    for article, finding in zip(page.iter("article"), assessment.findings, strict=True):
        badge = article.find_class("verdict")[0]
        assert badge.text_content() == summary.verdict_word(finding.verdict, language)
        assert badge.get("class") == f"verdict {finding.verdict}"
        assert badge[0].get("aria-hidden") == "true"


def test_quotes_are_escaped_and_marked(page: Any, assessment: Assessment) -> None:
    quote = page.get_element_by_id(assessment.findings[0].requirement).find(".//blockquote")
    assert quote.text_content() == "1.1 Leverancier meldt een datalek <b>binnen 96 uur</b> & op eigen kosten."
    assert [mark.text for mark in quote.iter("mark")] == ["binnen 96 uur"]
    assert quote.get("lang") == "nl"
    assert "\x1b" not in page.text_content()


def test_the_gaps_stand_in_order(page: Any, assessment: Assessment) -> None:
    table = list(page.iter("table"))[1]
    links = [a.get("href")[1:] for a in table.iter("a")]
    assert links == [finding.requirement for finding in summary.gaps(assessment.findings)]


def test_what_is_missing_shows_its_receipt(page: Any, assessment: Assessment, language: str) -> None:
    missing = next(f for f in assessment.findings if f.verdict is Verdict.MISSING)
    caption = page.get_element_by_id(missing.requirement).find(".//figcaption").text_content()
    score = {"nl": "gelijkenis 0,42", "en": "likeness 0.42"}[language]
    assert caption == f"artikel 1.2 (p. 1); {score}"


def test_a_clause_is_proposed_in_the_contracts_language_first(
    page: Any, assessment: Assessment, library: ClauseLibrary
) -> None:
    for article, finding in zip(page.iter("article"), assessment.findings, strict=True):
        clauses = [(c.get("lang"), c.findall("p")[1].text) for c in article.find_class("clause")]
        clause = library.requirement(finding.requirement).model_clause
        is_gap = finding.verdict in GAPS
        assert clauses == ([("nl", clause.nl), ("en", clause.en)] if is_gap else [])


def test_disclaimer_once_hashes_and_version(page: Any, library: ClauseLibrary, language: Any) -> None:
    text = page.text_content()
    assert text.count(library.manifest.disclaimer[language]) == 1
    hashes = [e.text for e in page.find_class("hash")]
    assert hashes == [assessments.document().sha256, library.sha256, assessments.MODEL_SHA256]


def test_without_learned_weights_there_is_no_hash_of_them(
    assessment: Assessment, library: ClauseLibrary
) -> None:
    bare = html.render(dataclasses.replace(assessment, model_sha256=""), library, "nl")
    hashes = [e.text for e in lxml_html.document_fromstring(bare).find_class("hash")]
    assert hashes == [assessments.document().sha256, library.sha256]


SURENESS = {
    "nl": {
        Certainty.SURE: "Zekerheid: zeker (0,93)",
        Certainty.FAIR: "Zekerheid: vrij zeker (0,78)",
        Certainty.UNSURE: "Zekerheid: onzeker (0,50)",
    },
    "en": {
        Certainty.SURE: "Confidence: sure (0.93)",
        Certainty.FAIR: "Confidence: fairly sure (0.78)",
        Certainty.UNSURE: "Confidence: unsure (0.50)",
    },
}


def test_confidence_stands_in_words_and_in_a_number(page: Any, assessment: Assessment, language: str) -> None:
    for article, finding in zip(page.iter("article"), assessment.findings, strict=True):
        facts = [e.text_content() for e in article.find_class("facts")[0]]
        shown = [fact for fact in facts if fact.startswith(("Zekerheid", "Confidence"))]
        applies = finding.verdict is not Verdict.NOT_APPLICABLE
        assert shown == ([SURENESS[language][finding.certainty]] if applies else [])


def test_the_same_assessment_gives_the_same_page(library: ClauseLibrary, assessment: Assessment) -> None:
    assert html.render(assessment, library, "nl") == html.render(
        assessments.assessment(library), library, "nl"
    )


def _colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(scheme: str) -> None:
    roots = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
    colours = _colours(roots[0]) | (_colours(roots[1]) if scheme == "dark" else {})
    names = [name[:-3] for name in colours if name.endswith("-fg")]
    assert set(names) >= {str(verdict) for verdict in Verdict}
    poor = {}
    for name in names:
        light, dark = sorted((_luminance(colours[f"{name}-{part}"]) for part in ("fg", "bg")), reverse=True)
        ratio = (light + 0.05) / (dark + 0.05)
        if ratio < 4.5:
            poor[name] = ratio
    assert poor == {}
