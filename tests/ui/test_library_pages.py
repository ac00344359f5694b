"""The pages of the library, without a browser."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from judging import assessment_of, judged, sample
from pages import page, shown, titles
from streamlit.testing.v1 import AppTest

from analyser.library import ClauseLibrary, library_folder
from analyser.library.bank import load_examples
from analyser.model import Severity, Verdict
from analyser.report import summary
from ui import texts
from ui.address import Address
from ui.search import Search

BREACH = "privacy-datalek-melding"


def links(app: AppTest) -> list[str]:
    """The labels of the links to a requirement."""
    protos = (element.proto for element in app.get("page_link"))
    return [link.label for link in protos if "requirement=" in link.query_string]


def test_library_lists_every_requirement_in_its_order(library: ClauseLibrary) -> None:
    app = page("library")
    assert titles(app) == ["Bibliotheek"]
    assert links(app) == [requirement.title.nl for requirement in library.requirements]
    assert [header.value for header in app.header] == [
        f"{theme.title.nl} ({len(theme.requirements)})" for theme in library.manifest.themes
    ]
    assert "60 van 60 eisen getoond" in shown(app)


def test_library_says_to_the_letter_which_it_is(library: ClauseLibrary) -> None:
    words = shown(page("library"))
    edition = f"{library.version}, profiel Rijk (ARBIT-2022)"
    assert f"Versie {edition}, stand van het recht {library.manifest.law_as_of}." in words
    assert f"SHA-256: {library.sha256}" in words


def test_library_speaks_english(library: ClauseLibrary) -> None:
    app = page("library", Address(language="en"))
    assert titles(app) == ["Library"]
    assert links(app)[0] == library.requirements[0].title.en


def test_search_goes_to_the_address_and_back(library: ClauseLibrary) -> None:
    app = page("library")
    app.text_input(key="search-words").set_value("datalekmelding").run()
    assert app.query_params["words"] == "datalekmelding"
    assert links(app) == [library.requirement(BREACH).title.nl]
    app.pills(key="search-severity").set_value([Severity.LOW]).run()
    assert app.query_params["library-severity"] == "laag"
    assert texts.NONE_FOUND["nl"] in shown(app)
    app.text_input(key="search-words").set_value("").run()
    app.pills(key="search-theme").set_value(["duurzaamheid"]).run()
    low = [r for r in library.requirements if r.severity is Severity.LOW and r.theme == "duurzaamheid"]
    assert links(app) == [requirement.title.nl for requirement in low]


@pytest.mark.parametrize(("language", "second"), [("nl", "en"), ("en", "nl")])
def test_requirement_shows_all_that_the_library_says(
    language: str, second: str, library: ClauseLibrary
) -> None:
    requirement = library.requirement(BREACH)
    app = page("requirement", Address(language="en" if language == "en" else "nl", requirement=BREACH))
    assert titles(app) == [requirement.title[language]]
    words = shown(app)
    criteria = requirement.criteria
    for text in (requirement.norm, requirement.advice, criteria.met, criteria.partial, criteria.contrary):
        assert text[language] in words
    for source in requirement.sources:
        sureness = summary.source_sureness(source, "en" if language == "en" else "nl")
        assert f"{summary.source_name(source)} ({sureness}){source.note or ''}" in words
    terms = {"nl": requirement.terms.nl, "en": requirement.terms.en}
    first, other = ", ".join(terms[language]), ", ".join(terms[second])
    assert 0 < words.index(first) < words.index(other)
    assert [code.value for code in app.code] == [
        requirement.model_clause[language],
        requirement.model_clause[second],
    ]


@pytest.mark.parametrize(
    ("requirement", "number"),
    [
        pytest.param(
            BREACH,
            "ten hoogste 48 uur (grond niet geverifieerd)vaste termijn van ten hoogste 48 uur",
            id="a number that the rules compare",
        ),
        pytest.param(
            "contract-audit-recht",
            f"ten hoogste 10 werkdagen (grond niet geverifieerd){texts.NOT_COMPARED.nl}",
            id="a number that no rule compares",
        ),
    ],
)
def test_a_number_says_where_it_comes_from(requirement: str, number: str, library: ClauseLibrary) -> None:
    basis = library.requirement(requirement).tests[0].basis
    assert number + basis in shown(page("requirement", Address(requirement=requirement)))


def test_requirement_without_numbers_has_no_empty_heading(library: ClauseLibrary) -> None:
    bare = next(requirement for requirement in library.requirements if not requirement.tests)
    app = page("requirement", Address(requirement=bare.id))
    assert texts.NUMBERS["nl"] not in [header.value for header in app.header]


def test_examples_stand_by_verdict_with_their_reason(library: ClauseLibrary) -> None:
    examples = load_examples(library.folder, BREACH)
    app = page("requirement", Address(requirement=BREACH))
    assert texts.EXAMPLES_OWN["nl"] in shown(app)
    assert [expander.label for expander in app.expander] == [
        f"{summary.verdict_word(verdict, 'nl')} ({sum(e.verdict == verdict for e in examples)})"
        for verdict in (Verdict.MET, Verdict.PARTIAL, Verdict.CONTRARY, Verdict.MISSING)
    ]
    bodies = "".join(element.proto.body for element in app.get("html"))
    assert bodies.count("<figure") == len(examples)
    words = shown(app)
    assert all(f"{example.text}Waarom: {example.reason}" in words for example in examples)


@pytest.mark.parametrize(
    ("language", "order"),
    [("nl", ["In het Nederlands", "In het Engels"]), ("en", ["In English", "In Dutch"])],
)
def test_examples_come_in_the_language_of_the_user_first(language: str, order: list[str]) -> None:
    app = page("requirement", Address(language="en" if language == "en" else "nl", requirement=BREACH))
    assert [subheader.value for subheader in app.expander[0].subheader] == order


def test_next_and_previous_stay_within_the_search() -> None:
    search = Search(themes=("duurzaamheid",))
    app = page("requirement", Address(requirement="duurzaamheid-energierapportage", search=search))
    assert "Eis 1 van 6" in shown(app)
    app = page("requirement", Address(requirement=BREACH, search=search))
    assert "Eis 14 van 60" in shown(app)


def test_requirement_that_does_not_exist_leads_to_the_library() -> None:
    app = page("requirement", Address(requirement="<script>"))
    assert titles(app) == [texts.REQUIREMENT["nl"]]
    assert texts.NO_FINDING["nl"] in shown(app)
    labels = [element.proto.label for element in app.get("page_link")]
    assert labels[-1] == texts.BACK_TO_LIBRARY["nl"]


def test_finding_and_requirement_lead_to_each_other() -> None:
    dossier = judged(sample("vendor-terms.docx"))
    finding = assessment_of(dossier).findings[0].requirement
    address = Address(dossier=dossier.key, requirement=finding)
    for view, label in (("finding", texts.IN_LIBRARY), ("requirement", texts.FINDING_OF_DOSSIER)):
        protos = [element.proto for element in page(view, address).get("page_link")]
        (link,) = [proto for proto in protos if proto.label == label["nl"]]
        assert link.query_string == f"dossier={dossier.key}&requirement={finding}"


def library_with_bank(folder: Path, bank: str | None) -> Path:
    """A copy of the library whose bank has ``bank`` for one requirement, or no file."""
    shutil.copytree(library_folder(), folder, ignore=shutil.ignore_patterns("bank"))
    if bank is not None:
        (folder / "bank").mkdir()
        (folder / "bank" / f"{BREACH}.yaml").write_text(bank, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("bank", "message"),
    [
        pytest.param(None, texts.NO_EXAMPLES, id="library without a bank"),
        pytest.param("- id: 7", texts.LIBRARY_BROKEN, id="bank that does not hold together"),
        pytest.param("\tgeen yaml", texts.LIBRARY_BROKEN, id="bank that is no YAML"),
    ],
)
def test_missing_or_broken_examples_are_told(
    bank: str | None, message: texts.Text, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANALYSER_LIBRARY", str(library_with_bank(tmp_path / "library", bank)))
    app = page("requirement", Address(requirement=BREACH))
    assert message["nl"] in shown(app)
    assert not app.expander
