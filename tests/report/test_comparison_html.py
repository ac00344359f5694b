"""The page about two versions: whole, safe, and readable by everyone, as every page of ours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import page_checks
import pytest
from lxml import html as lxml_html
from two_versions import made

from analyser.library import ClauseLibrary
from analyser.report import comparison_html, html
from analyser.report.texts import comparison as own

CSS = "".join(
    (Path(html.__file__).parent / "templates" / name).read_text("utf-8")
    for name in ("report.css", "comparison.css")
)


@pytest.fixture(scope="module", params=["nl", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def page(library: ClauseLibrary, language: Any) -> Any:
    return lxml_html.document_fromstring(comparison_html.render(made(library), library, language))


def test_it_is_a_page_as_the_others(page: Any, language: str) -> None:
    page_checks.check_language_landmarks_and_skip_link(page, language)
    page_checks.check_headings(page)
    assert page_checks.check_ids_and_links(page) == []
    page_checks.check_tables(page, 1)
    page_checks.check_nothing_runs_and_nothing_is_fetched(page, CSS)


def test_what_changed_is_marked_and_said(page: Any, language: Any) -> None:
    (deleted,), (inserted,) = page.xpath("//del"), page.xpath("//ins")
    assert (
        " ".join(deleted.text_content().split())
        == f"{own.DELETED_FROM[language]} 24 {own.DELETED_TO[language]}"
    )
    assert " ".join(inserted.text_content().split()) == (
        f"{own.INSERTED_FROM[language]} 96 {own.INSERTED_TO[language]}"
    )


def test_the_words_that_decided_are_marked_on_both_sides(page: Any) -> None:
    assert [mark.text for mark in page.iter("mark")] == [
        "binnen 24 uur", "binnen 96 uur", "elke nacht een back-up", "terugsturen",
    ]  # fmt: skip


def test_text_of_a_contract_is_no_markup(page: Any) -> None:
    assert [e.text for e in page.iter("b")] == []
    assert page.text_content().count("<b>geheel</b>") == 2


def test_both_sides_are_spoken_in_the_language_of_their_contract(page: Any) -> None:
    quoted = [*page.iter("blockquote"), *page.xpath("//article[@class='versions']//div[@lang]")]
    assert len(quoted) == 10
    assert {element.get("lang") for element in quoted} == {"nl"}
