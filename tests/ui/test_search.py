"""Which requirements of the real library a search finds."""

from __future__ import annotations

import pytest

from analyser.library import ClauseLibrary
from analyser.model import Severity
from ui.search import Search


def found(search: Search, library: ClauseLibrary) -> list[str]:
    return [requirement.id for requirement in library.requirements if search.lets(requirement)]


@pytest.mark.parametrize(
    ("search", "ids"),
    [
        pytest.param(Search("datalekmelding"), ["privacy-datalek-melding"], id="a word of the Dutch title"),
        pytest.param(Search("DATALEKMELDING"), ["privacy-datalek-melding"], id="capitals do not count"),
        pytest.param(Search("dátalekmelding"), ["privacy-datalek-melding"], id="accents do not count"),
        pytest.param(
            Search("escrow broncode"), ["contract-escrow-broncode"], id="every word must occur, in any order"
        ),
        pytest.param(Search("broncode escrow zzz"), [], id="a word that occurs nowhere"),
        pytest.param(Search("privacy-by-design"), ["privacy-by-design"], id="an id"),
        pytest.param(Search("datalek", themes=("veiligheid",)), [], id="words and theme together"),
        pytest.param(Search(themes=("bestaat-niet",)), [], id="a theme that does not exist"),
        pytest.param(
            Search(themes=("non-discriminatie",), severities=(Severity.KNOCK_OUT,)),
            ["nondiscriminatie-verbod", "nondiscriminatie-menselijk-toezicht"],
            id="theme and severity together",
        ),
    ],
)
def test_search_finds(search: Search, ids: list[str], library: ClauseLibrary) -> None:
    assert found(search, library) == ids


def test_an_empty_search_finds_the_whole_library_in_order(library: ClauseLibrary) -> None:
    assert found(Search(), library) == [requirement.id for requirement in library.requirements]


def test_an_article_of_a_source_is_found(library: ClauseLibrary) -> None:
    assert "privacy-datalek-melding" in found(Search("AVG 33(1)-(3)"), library)


def test_a_short_word_begins_a_word(library: ClauseLibrary) -> None:
    """Escrow is for "faillissement" (bankruptcy), a word that has nothing to do with AI."""
    assert "contract-escrow-broncode" not in found(Search("ai"), library)
    assert "transparantie-melding-ai-inzet" in found(Search("ai"), library)


def test_both_languages_are_searched(library: ClauseLibrary) -> None:
    assert found(Search("breach notification"), library) == ["privacy-datalek-melding"]
