"""How signals, elements and weakeners become a verdict, on a library of one requirement.

Each row is a contract of a few sentences, the verdict and why.
"""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from documents import document_of

from analyser.assess import assess
from analyser.library import ClauseLibrary, Requirement, load_library
from analyser.matching import DossierMatch, LibraryMatcher
from analyser.model import Assessment, Finding, Notice, Role, Subject, Verdict

BOTH = {"nl": "x", "en": "x"}


def label(text: str) -> dict[str, str]:
    return {"nl": text, "en": text}


BACKUPS: dict[str, Any] = {
    "id": "back-ups",
    "theme": "veiligheid",
    "severity": "hoog",
    "applies_when": ["cloud"],
    "title": label("Back-ups"),
    "norm": label("De leverancier maakt dagelijks back-ups."),
    "criteria": {"met": BOTH, "partial": BOTH, "contrary": BOTH},
    "advice": BOTH,
    "model_clause": BOTH,
    "sources": [{"instrument": "x", "number_confidence": "verified", "confidence": "verified"}],
    "tests": [
        {
            "metric": "recovery",
            "operator": "<=",
            "value": 24,
            "unit": "hours",
            "basis": "x",
            "confidence": "verified",
        }
    ],
    "terms": {"nl": ["back-up"], "en": ["backup"]},
    "rules": [
        {"id": "makes", "effect": "wanted", "label": label("back-ups"), "nl": ["back-up*|reservekopie*"]},
        {
            "id": "no-liability",
            "effect": "against",
            "label": label("verlies voor rekening van de klant"),
            "nl": ["gegevensverlies ~ rekening"],
        },
        {
            "id": "costs",
            "effect": "against",
            "defeats": False,
            "label": label("herstel kost geld"),
            "nl": ["terugzetten ~ tarief"],
        },
        {
            "id": "copies",
            "effect": "unwanted",
            "label": label("kopieën buiten de EU"),
            "nl": ["buiten .. eu"],
        },
        {
            "id": "paid-by-buyer",
            "effect": "for",
            "any_actor": True,
            "label": label("klant mag zelf kopiëren"),
            "nl": ["zelf kopiëren"],
        },
        {
            "id": "ai-only",
            "effect": "against",
            "about": ["ai"],
            "label": label("modelgewichten niet bewaard"),
            "nl": ["gewichten ~ bewaren"],
        },
    ],
    "elements": [
        {"id": "daily", "label": label("dagelijks"), "nl": ["dagelijks|elke dag"]},
        {
            "id": "recovery",
            "label": label("herstel binnen 24 uur"),
            "nl": ["herstel*|terugzetten"],
            "limit": {"metric": "recovery", "kind": "duration"},
            "otherwise": "contrary",
        },
    ],
    "weakeners": [{"id": "effort", "label": label("alleen een inspanning"), "nl": ["streven"]}],
}


@pytest.fixture(scope="module")
def small() -> ClauseLibrary:
    whole = load_library()
    themes = tuple(
        theme.model_copy(update={"requirements": ("back-ups",)})
        for theme in whole.manifest.themes
        if theme.id == "veiligheid"
    )
    manifest = whole.manifest.model_copy(update={"themes": themes})
    return ClauseLibrary(manifest, (Requirement.model_validate(BACKUPS),), whole.word_classes, "0" * 64)


@pytest.fixture(scope="module")
def small_matcher(small: ClauseLibrary) -> LibraryMatcher:
    return LibraryMatcher(small)


MET = "Leverancier maakt dagelijks back-ups. Herstel van back-ups vindt plaats binnen 12 uur."


@pytest.mark.parametrize(
    ("why", "text", "verdict"),
    [
        ("every element, no weakener", MET, Verdict.MET),
        ("an element lacks", "Leverancier maakt dagelijks back-ups.", Verdict.PARTIAL),
        (
            "a weakener in the sentence",
            "Leverancier streeft ernaar dagelijks back-ups te maken en herstel is binnen 12 uur klaar.",
            Verdict.PARTIAL,
        ),
        (
            "a permission promises nothing",
            "Leverancier mag dagelijks back-ups maken met herstel binnen 12 uur.",
            Verdict.PARTIAL,
        ),
        (
            "a number beyond a test whose failure is contrary",
            "Leverancier maakt dagelijks back-ups met herstel binnen 72 uur.",
            Verdict.CONTRARY,
        ),
        (
            "the number nearest to the element counts, not another one",
            "Leverancier maakt dagelijks back-ups met herstel binnen 12 uur en houdt die 90 dagen.",
            Verdict.MET,
        ),
        ("the duty is denied", "Leverancier is niet verplicht back-ups te maken.", Verdict.CONTRARY),
        ("the buyer's duty is no promise", "Opdrachtgever dient zelf back-ups te maken.", Verdict.MISSING),
        (
            "against defeats for",
            f"{MET} Gegevensverlies komt voor rekening van Opdrachtgever.",
            Verdict.CONTRARY,
        ),
        (
            "against that does not defeat leaves partial",
            f"{MET} Terugzetten gebeurt tegen het geldende tarief.",
            Verdict.PARTIAL,
        ),
        (
            "against that does not defeat is contrary alone",
            "Terugzetten gebeurt tegen het geldende tarief.",
            Verdict.CONTRARY,
        ),
        (
            "an unwanted act that is forbidden speaks for the buyer",
            "Leverancier mag geen gegevens buiten de EU bewaren.",
            Verdict.PARTIAL,
        ),
        (
            "an unwanted act that is allowed speaks against",
            "Leverancier mag gegevens buiten de EU bewaren.",
            Verdict.CONTRARY,
        ),
        (
            "any_actor: counts although the buyer is bound",
            "Opdrachtgever moet zelf kopiëren wat hij wil houden.",
            Verdict.PARTIAL,
        ),
        (
            "about: silent outside its subject",
            "De gewichten worden niet bewaard.",
            Verdict.MISSING,
        ),
        (
            "about: speaks in a contract about AI",
            "De dienst werkt met kunstmatige intelligentie. De gewichten worden niet bewaard.",
            Verdict.CONTRARY,
        ),
        ("nothing on the subject", "De prijs is exclusief btw.", Verdict.MISSING),
    ],
)
def test_verdicts(
    why: str, text: str, verdict: Verdict, small: ClauseLibrary, small_matcher: LibraryMatcher
) -> None:
    assert judge(small, small_matcher, text).verdict is verdict


def test_an_element_in_another_article_does_not_count(
    small: ClauseLibrary, small_matcher: LibraryMatcher
) -> None:
    text = """
    Artikel 1 Back-ups
    1.1 Leverancier maakt back-ups met herstel binnen 12 uur.
    Artikel 2 Rapportage
    2.1 Leverancier rapporteert dagelijks.
    """
    finding = judge(small, small_matcher, text)
    assert (finding.verdict, finding.found, finding.lacking) == (Verdict.PARTIAL, ("recovery",), ("daily",))


def test_the_lead_in_of_a_list_belongs_to_its_items(
    small: ClauseLibrary, small_matcher: LibraryMatcher
) -> None:
    text = """
    Artikel 1 Plichten
    1.1 Opdrachtgever zal:
    a) back-ups maken;
    b) storingen melden.
    """
    assert judge(small, small_matcher, text).verdict is Verdict.MISSING
    assert (
        judge(small, small_matcher, text.replace("Opdrachtgever", "Leverancier")).verdict is Verdict.PARTIAL
    )


def test_two_files_are_one_dossier(small: ClauseLibrary, small_matcher: LibraryMatcher) -> None:
    main = document_of("De prijs is exclusief btw.", "overeenkomst.docx")
    annex = document_of(MET, "bijlage.docx")
    documents = [main, annex]
    assessment = assess(documents, small_matcher.match(documents), small, (Subject.CLOUD,), "given")
    (finding,) = assessment.findings
    assert finding.verdict is Verdict.MET
    assert {evidence.file for evidence in finding.evidence} == {"bijlage.docx"}


def test_missing_carries_a_receipt(small: ClauseLibrary, small_matcher: LibraryMatcher) -> None:
    text = "De prijs is exclusief btw.\nEen voorziening kan los worden besteld.\nFacturen volgen maandelijks."
    finding = judge(small, small_matcher, text)
    assert (finding.verdict, finding.receipt.passages, finding.receipt.unread) == (Verdict.MISSING, 3, ())
    assert [near.role for near in finding.receipt.nearest] == [Role.NEAREST] * len(finding.receipt.nearest)
    assert finding.evidence == ()


def test_missing_with_an_unread_page_is_unread(small: ClauseLibrary, small_matcher: LibraryMatcher) -> None:
    document = document_of("De prijs is exclusief btw.", "scan.pdf")
    document = dataclasses.replace(document, notices=(Notice("page-unread", unread=True, page=3),))
    assessment = assess([document], small_matcher.match([document]), small, (Subject.CLOUD,), "given")
    (finding,) = assessment.findings
    assert (finding.verdict, finding.review, finding.receipt.unread) == (
        Verdict.UNREAD,
        True,
        ("scan.pdf, p. 3",),
    )


def test_a_contract_about_something_else(small: ClauseLibrary, small_matcher: LibraryMatcher) -> None:
    document = document_of(MET)
    match = small_matcher.match([document])
    (finding,) = assess([document], match, small, (Subject.AI,), "given").findings
    assert (finding.verdict, finding.evidence) == (Verdict.NOT_APPLICABLE, ())
    (judged,) = assess([document], match, small, (), "all").findings
    assert judged.verdict is Verdict.MET


def test_deciding_words_stand_in_the_text(small: ClauseLibrary, small_matcher: LibraryMatcher) -> None:
    document = document_of(MET)
    (finding,) = all_findings(small, small_matcher.match([document]), document).findings
    (first, *_) = finding.evidence
    assert [document.text[s:e] for s, e in first.deciding] == ["back-ups"]
    assert first.text == "Leverancier maakt dagelijks back-ups."


@pytest.mark.parametrize(
    ("why", "text", "explanation"),
    [
        ("met names what was found", MET, "Aanhef, alinea 1: back-ups."),
        (
            "partial names what lacks",
            "Leverancier maakt dagelijks back-ups.",
            "Aanhef, alinea 1: back-ups. Ontbreekt: herstel binnen 24 uur.",
        ),
        (
            "a failed number is quoted",
            "Leverancier maakt dagelijks back-ups met herstel binnen 72 uur.",
            "Aanhef, alinea 1: back-ups. De eis: de leverancier maakt dagelijks back-ups. "
            "“72 uur” haalt de toets niet: herstel binnen 24 uur.",
        ),
        (
            "a forbidden act is said to be forbidden",
            "Leverancier mag geen gegevens buiten de EU bewaren.",
            "Aanhef, alinea 1: niet toegestaan is kopieën buiten de EU. Ontbreekt: dagelijks en herstel "
            "binnen 24 uur.",
        ),
        (
            "a denied duty is said to be denied",
            "Leverancier is niet verplicht back-ups te maken.",
            "Aanhef, alinea 1: niet toegezegd wordt back-ups. De eis: de leverancier maakt dagelijks "
            "back-ups.",
        ),
    ],
)
def test_explanations(
    why: str, text: str, explanation: str, small: ClauseLibrary, small_matcher: LibraryMatcher
) -> None:
    assert judge(small, small_matcher, text).explanation.nl == explanation


def test_the_same_input_gives_the_same_assessment(
    small: ClauseLibrary, small_matcher: LibraryMatcher
) -> None:
    first, second = (judge(small, small_matcher, MET) for _ in range(2))
    assert first == second


def judge(library: ClauseLibrary, matcher: LibraryMatcher, text: str) -> Finding:
    document = document_of(text)
    (finding,) = all_findings(library, matcher.match([document]), document).findings
    return finding


def all_findings(library: ClauseLibrary, match: DossierMatch, document: Any) -> Assessment:
    return assess([document], match, library, tuple(Subject), "all")
