"""How signals, elements and weakeners become a finding, on a library of one requirement.

Each row is a contract of a few sentences, the verdict and why. The library was never calibrated, so the
rules stand; where a test needs learned scores it puts them in by hand.
"""

from __future__ import annotations

import dataclasses
import math
from typing import Any

import pytest
from documents import document_of

from analyser.assess import LEARNED, SET_ASIDE, assess
from analyser.library import Calibration, ClauseLibrary, Requirement, load_library
from analyser.matching import DossierMatch, LibraryMatcher, Proposal
from analyser.model import Assessment, Certainty, Document, Finding, Notice, Role, Subject, Verdict
from analyser.weigh import FEATURES

BOTH = {"nl": "x", "en": "x"}


def label(nl: str, en: str) -> dict[str, str]:
    return {"nl": nl, "en": en}


BACKUPS: dict[str, Any] = {
    "id": "back-ups",
    "theme": "veiligheid",
    "severity": "hoog",
    "applies_when": ["cloud"],
    "title": label("Back-ups", "Backups"),
    "norm": label("De leverancier maakt dagelijks back-ups.", "The supplier makes backups daily."),
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
        {
            "id": "makes",
            "effect": "wanted",
            "label": label("back-ups", "backups"),
            "nl": ["back-up*|reservekopie*"],
        },
        {
            "id": "no-liability",
            "effect": "against",
            "label": label("verlies voor rekening van de klant", "loss at the customer's expense"),
            "nl": ["gegevensverlies ~ rekening"],
        },
        {
            "id": "costs",
            "effect": "against",
            "defeats": False,
            "label": label("herstel kost geld", "recovery costs money"),
            "nl": ["terugzetten ~ tarief"],
        },
        {
            "id": "copies",
            "effect": "unwanted",
            "label": label("kopieën buiten de EU", "copies outside the EU"),
            "nl": ["buiten .. eu"],
        },
        {
            "id": "paid-by-buyer",
            "effect": "for",
            "any_actor": True,
            "label": label("klant mag zelf kopiëren", "the customer may copy"),
            "nl": ["zelf kopiëren"],
        },
        {
            "id": "ai-only",
            "effect": "against",
            "about": ["ai"],
            "label": label("modelgewichten niet bewaard", "model weights are not kept"),
            "nl": ["gewichten ~ bewaren"],
        },
    ],
    "elements": [
        {"id": "daily", "label": label("dagelijks", "daily"), "nl": ["dagelijks|elke dag"]},
        {
            "id": "recovery",
            "label": label("herstel binnen 24 uur", "recovery within 24 hours"),
            "nl": ["herstel*|terugzetten"],
            "limit": {"metric": "recovery", "kind": "duration"},
            "otherwise": "contrary",
        },
    ],
    "weakeners": [
        {"id": "effort", "label": label("alleen een inspanning", "an effort only"), "nl": ["streven"]}
    ],
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
    requirements = (Requirement.model_validate(BACKUPS),)
    return ClauseLibrary(manifest, requirements, whole.word_classes, "0" * 64, whole.folder, calibration=None)


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


@pytest.mark.parametrize("text", [MET, "Leverancier maakt back-ups.", "De prijs is exclusief btw."])
def test_without_calibration_every_verdict_is_unsure(
    text: str, small: ClauseLibrary, small_matcher: LibraryMatcher
) -> None:
    finding = judge(small, small_matcher, text)
    assert (finding.confidence, finding.certainty, finding.review) == (0.5, Certainty.UNSURE, True)


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


REFERRING = """
Artikel 1 Back-ups
1.1 Leverancier maakt back-ups{reference}.
Artikel 2 Schema
2.1 Het kopiëren gebeurt dagelijks en herstel duurt ten hoogste {hours} uur.
Artikel 3 Prijs
3.1 De prijs is vast.
"""


@pytest.mark.parametrize(
    ("why", "reference", "hours", "verdict", "found"),
    [
        ("the article is referred to", " volgens artikel 2", 12, Verdict.MET, ("daily", "recovery")),
        ("the paragraph is referred to", " (zie artikel 2.1)", 12, Verdict.MET, ("daily", "recovery")),
        ("nothing is referred to", "", 12, Verdict.PARTIAL, ()),
        ("another article is referred to", " volgens artikel 3", 12, Verdict.PARTIAL, ()),
        ("a law is referred to", " volgens artikel 2 AVG", 12, Verdict.PARTIAL, ()),
        ("a number there falls short", " volgens artikel 2", 72, Verdict.CONTRARY, ("daily",)),
        ("the same number where nothing is referred to", "", 72, Verdict.PARTIAL, ()),
    ],
)
def test_an_element_in_a_clause_that_the_evidence_refers_to_counts(
    why: str,
    reference: str,
    hours: int,
    verdict: Verdict,
    found: tuple[str, ...],
    small: ClauseLibrary,
    small_matcher: LibraryMatcher,
) -> None:
    finding = judge(small, small_matcher, REFERRING.format(reference=reference, hours=hours))
    assert (finding.verdict, finding.found) == (verdict, found)


def test_an_element_in_an_annex_that_is_another_file(
    small: ClauseLibrary, small_matcher: LibraryMatcher
) -> None:
    main = document_of("Leverancier maakt back-ups volgens Bijlage 2.", "overeenkomst.docx")
    annex = document_of("Het kopiëren gebeurt dagelijks en herstel duurt 12 uur.", "bijlage-2.docx")
    for documents, verdict in (([main, annex], Verdict.MET), ([main], Verdict.PARTIAL)):
        (finding,) = assess(documents, small_matcher.match(documents), small, (), "all").findings
        assert finding.verdict is verdict


SETTING_ASIDE = """
Artikel 1 Back-ups
1.1 Leverancier maakt dagelijks back-ups met herstel binnen 12 uur.
Artikel 2 Prijs
2.1 De prijs is vast.
Artikel 3 Slot
3.1 {sentence}
"""
WHOLLY = "Artikel 1 is niet van toepassing."
PARTLY = "In afwijking van artikel 1 geldt voor een proef een eigen regeling."


@pytest.mark.parametrize(
    ("why", "sentence", "verdict", "shown"),
    [
        ("wholly: the promise is void", WHOLLY, Verdict.PARTIAL, True),
        ("partly: the promise stands beside it", PARTLY, Verdict.MET, True),
        ("only named", "Artikel 1 geldt vanaf de eerste dag.", Verdict.MET, False),
        ("another article set aside", "Artikel 2 is niet van toepassing.", Verdict.MET, False),
    ],
)
def test_a_sentence_elsewhere_that_sets_the_clause_aside(
    why: str,
    sentence: str,
    verdict: Verdict,
    shown: bool,
    small: ClauseLibrary,
    small_matcher: LibraryMatcher,
) -> None:
    finding = judge(small, small_matcher, SETTING_ASIDE.format(sentence=sentence))
    places = [(e.role, e.rule, e.clause, e.text) for e in finding.evidence]
    promise = (
        Role.FOR,
        "makes",
        "artikel 1.1",
        "1.1 Leverancier maakt dagelijks back-ups met herstel binnen 12 uur.",
    )
    aside = (Role.AGAINST, SET_ASIDE, "artikel 3.1", f"3.1 {sentence}")
    assert (finding.verdict, places) == (verdict, [promise, aside] if shown else [promise])


def test_a_sentence_that_sets_its_own_words_aside_is_not_elsewhere(
    small: ClauseLibrary, small_matcher: LibraryMatcher
) -> None:
    text = """
    Artikel 1 Back-ups
    1.1 Leverancier maakt dagelijks back-ups, in afwijking van artikel 1, met herstel binnen 12 uur.
    """
    assert [e.rule for e in judge(small, small_matcher, text).evidence] == ["makes"]


@pytest.mark.parametrize(
    ("why", "sentence", "review"),
    [
        ("partly set aside: a person must look, however sure", PARTLY, True),
        ("wholly set aside", WHOLLY, True),
        ("not set aside", "Artikel 2 is niet van toepassing.", False),
    ],
)
def test_a_clause_set_aside_asks_for_review(
    why: str, sentence: str, review: bool, small: ClauseLibrary, small_matcher: LibraryMatcher
) -> None:
    text = SETTING_ASIDE.format(sentence=sentence).replace("dagelijks ", "")  # partial: met is always shown
    document = document_of(text)
    match = with_proposals(small_matcher.match([document]), proposal(document))
    calibrated = dataclasses.replace(small, calibration=fixed(0.01, 0.97, 0.01, 0.01))
    (finding,) = all_findings(calibrated, match, document).findings
    assert (finding.verdict, finding.confidence, finding.review) == (Verdict.PARTIAL, 0.98, review)


PROMISE = "1.1 Leverancier maakt dagelijks back-ups met herstel binnen 12 uur."
EXCEPTION = "1.2 Het voorgaande geldt niet voor testomgevingen."


@pytest.mark.parametrize(
    ("why", "following", "verdict", "evidence"),
    [
        ("taken back in part by the next sentence", EXCEPTION, Verdict.PARTIAL, [PROMISE, EXCEPTION]),
        ("the same words in another article", f"Artikel 2 Overig\n{EXCEPTION}", Verdict.MET, [PROMISE]),
        ("not the next sentence", f"1.2 De prijs is vast.\n{EXCEPTION}", Verdict.MET, [PROMISE]),
        (
            "weakened by the next sentence",
            "1.2 Hierbij wordt naar stiptheid gestreefd.",
            Verdict.PARTIAL,
            [PROMISE],
        ),
        ("an effort for something else", "1.2 Leverancier streeft naar stiptheid.", Verdict.MET, [PROMISE]),
    ],
)
def test_a_promise_is_read_with_the_sentence_behind_it(
    why: str,
    following: str,
    verdict: Verdict,
    evidence: list[str],
    small: ClauseLibrary,
    small_matcher: LibraryMatcher,
) -> None:
    finding = judge(small, small_matcher, f"Artikel 1 Back-ups\n{PROMISE}\n{following}")
    assert (finding.verdict, [e.text for e in finding.evidence]) == (verdict, evidence)


@pytest.mark.parametrize(
    ("why", "sentence", "role"),
    [
        (
            "a gift that is waived",
            "Opdrachtgever doet afstand van het recht zelf kopiëren te laten.",
            Role.AGAINST,
        ),
        ("a gift", "Opdrachtgever mag zelf kopiëren.", Role.FOR),
        ("a wanted act that is refused", "Verzoeken om back-ups worden geweigerd.", Role.AGAINST),
        (
            "a ban that the wanted act lifts",
            "Leverancier stopt niet voordat back-ups zijn gemaakt.",
            Role.FOR,
        ),
        ("an unwanted act that is stopped", "Leverancier staakt opslag buiten de EU.", Role.FOR),
        (
            "an unwanted act that cannot be stopped",
            "Opslag buiten de EU kan niet worden uitgeschakeld.",
            Role.AGAINST,
        ),
    ],
)
def test_what_is_refused_prevented_or_guarded_changes_sides(
    why: str, sentence: str, role: Role, small: ClauseLibrary, small_matcher: LibraryMatcher
) -> None:
    assert [e.role for e in judge(small, small_matcher, sentence).evidence] == [role]


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


UNKNOWN = "Iedere nacht wordt een kopie van alle bestanden veiliggesteld."
FIRST, SECOND = 1.5, -1.0  # log-odds: likenesses of .818 and .269


@pytest.mark.parametrize(
    ("why", "shares", "verdict", "role"),
    [
        ("it is more likely partial", (0.3, 0.4, 0.2, 0.1), Verdict.PARTIAL, Role.FOR),
        ("it is more likely contrary", (0.1, 0.1, 0.7, 0.1), Verdict.CONTRARY, Role.AGAINST),
    ],
)
def test_words_no_rule_knows_are_shown_as_learned(
    why: str,
    shares: tuple[float, ...],
    verdict: Verdict,
    role: Role,
    small: ClauseLibrary,
    small_matcher: LibraryMatcher,
) -> None:
    document = document_of(f"De prijs is vast.\n{UNKNOWN}")
    start = document.text.index(UNKNOWN)
    words = (start + 15, start + 22)
    match = with_proposals(
        small_matcher.match([document]),
        proposal(document, UNKNOWN, FIRST, (words,)),
        proposal(document, "De prijs is vast.", SECOND),
    )
    (finding,) = all_findings(
        dataclasses.replace(small, calibration=fixed(*shares)), match, document
    ).findings
    assert (finding.verdict, finding.review, finding.found) == (verdict, True, ())
    (evidence,) = finding.evidence
    assert (evidence.role, evidence.rule, evidence.text, evidence.deciding, evidence.score) == (
        role,
        LEARNED,
        UNKNOWN,
        (words,),
        0.818,
    )
    assert [(near.role, near.text, near.score) for near in finding.receipt.nearest] == [
        (Role.NEAREST, UNKNOWN, 0.818),
        (Role.NEAREST, "De prijs is vast.", 0.269),
    ]


def test_a_rule_that_fired_on_something_else_leaves_its_place_as_the_nearest(
    small: ClauseLibrary, small_matcher: LibraryMatcher
) -> None:
    document = document_of("De prijs is vast.\nLeverancier maakt back-ups.")
    match = with_proposals(small_matcher.match([document]), proposal(document, "De prijs is vast.", SECOND))
    calibrated = dataclasses.replace(small, calibration=fixed(0.02, 0.03, 0.05, 0.9))
    (finding,) = all_findings(calibrated, match, document).findings
    assert (finding.verdict, finding.confidence, finding.review) == (Verdict.MISSING, 0.9, True)
    assert finding.evidence == ()
    assert [(near.text, near.score) for near in finding.receipt.nearest] == [
        ("Leverancier maakt back-ups.", None),
        ("De prijs is vast.", 0.269),
    ]


@pytest.mark.parametrize(
    ("confidence", "certainty"),
    [
        (0.35, Certainty.UNSURE),
        (0.69, Certainty.UNSURE),
        (0.7, Certainty.FAIR),
        (0.89, Certainty.FAIR),
        (0.9, Certainty.SURE),
        (0.99, Certainty.SURE),
    ],
)
def test_certainty_is_the_band_of_the_confidence(
    confidence: float, certainty: Certainty, small: ClauseLibrary, small_matcher: LibraryMatcher
) -> None:
    document = document_of("De prijs is vast.")
    match = with_proposals(small_matcher.match([document]), proposal(document))
    rest = (1 - confidence) / 3
    calibrated = dataclasses.replace(small, calibration=fixed(rest, rest, rest, confidence))
    (finding,) = all_findings(calibrated, match, document).findings
    assert (finding.verdict, finding.confidence, finding.certainty) == (
        Verdict.MISSING,
        confidence,
        certainty,
    )


def test_what_is_surely_missing_is_unread_where_a_page_is(
    small: ClauseLibrary, small_matcher: LibraryMatcher
) -> None:
    document = dataclasses.replace(
        document_of("De prijs is vast.", "scan.pdf"), notices=(Notice("page-unread", unread=True, page=3),)
    )
    match = with_proposals(small_matcher.match([document]), proposal(document))
    calibrated = dataclasses.replace(small, calibration=fixed(0.01, 0.01, 0.01, 0.97))
    (finding,) = all_findings(calibrated, match, document).findings
    assert (finding.verdict, finding.review) == (Verdict.UNREAD, True)


def test_the_assessment_names_library_and_weights(
    small: ClauseLibrary, small_matcher: LibraryMatcher
) -> None:
    document = document_of(MET)
    match = small_matcher.match([document])
    learned = dataclasses.replace(match, model_sha256="5" * 64)
    hashes = [
        (a.library_version, a.library_sha256, a.model_sha256)
        for a in (all_findings(small, m, document) for m in (match, learned))
    ]
    assert hashes == [(small.version, "0" * 64, ""), (small.version, "0" * 64, "5" * 64)]


def test_deciding_words_stand_in_the_text(small: ClauseLibrary, small_matcher: LibraryMatcher) -> None:
    document = document_of(MET)
    (finding,) = all_findings(small, small_matcher.match([document]), document).findings
    (first, *_) = finding.evidence
    assert [document.text[s:e] for s, e in first.deciding] == ["back-ups"]
    assert first.text == "Leverancier maakt dagelijks back-ups."


NORM_NL = "De eis vraagt: de leverancier maakt dagelijks back-ups."
NORM_EN = "The requirement asks: the supplier makes backups daily."


@pytest.mark.parametrize(
    ("why", "text", "nl", "en"),
    [
        (
            "met",
            MET,
            "Aanhef, alinea 1 geeft wat de eis vraagt: back-ups.",
            "Aanhef, alinea 1 gives what the requirement asks: backups.",
        ),
        (
            "partial names what lacks",
            "Leverancier maakt dagelijks back-ups.",
            f"Aanhef, alinea 1 geeft een deel: back-ups. {NORM_NL} Ontbreekt: herstel binnen 24 uur.",
            f"Aanhef, alinea 1 gives a part: backups. {NORM_EN} Lacking: recovery within 24 hours.",
        ),
        (
            "partial names what weakens",
            "Leverancier streeft ernaar dagelijks back-ups te maken en herstel is binnen 12 uur klaar.",
            f"Aanhef, alinea 1 geeft een deel: back-ups. {NORM_NL} Verzwakt door: alleen een inspanning.",
            f"Aanhef, alinea 1 gives a part: backups. {NORM_EN} Weakened by: an effort only.",
        ),
        (
            "a permission is called too loose",
            "Leverancier mag dagelijks back-ups maken met herstel binnen 12 uur.",
            f"Aanhef, alinea 1 geeft een deel: back-ups. {NORM_NL} De toezegging is te vrijblijvend voor de "
            "eis.",
            f"Aanhef, alinea 1 gives a part: backups. {NORM_EN} The commitment is too loose for the "
            "requirement.",
        ),
        (
            "a failed number is quoted",
            "Leverancier maakt dagelijks back-ups met herstel binnen 72 uur.",
            f"Aanhef, alinea 1 regelt dit, maar niet zoals de eis het vraagt: back-ups. {NORM_NL} “72 uur” "
            "haalt de toets niet: herstel binnen 24 uur.",
            f"Aanhef, alinea 1 deals with this, but not as the requirement asks: backups. {NORM_EN} “72 uur” "
            "does not pass the test: recovery within 24 hours.",
        ),
        (
            "a forbidden act is said to be forbidden",
            "Leverancier mag geen gegevens buiten de EU bewaren.",
            f"Aanhef, alinea 1 verbiedt: kopieën buiten de EU. {NORM_NL} Ontbreekt: dagelijks en herstel "
            "binnen 24 uur.",
            f"Aanhef, alinea 1 forbids: copies outside the EU. {NORM_EN} Lacking: daily and recovery within "
            "24 hours.",
        ),
        (
            "an allowed act is said to be allowed",
            "Leverancier mag gegevens buiten de EU bewaren.",
            f"Aanhef, alinea 1 staat toe: kopieën buiten de EU. {NORM_NL}",
            f"Aanhef, alinea 1 allows: copies outside the EU. {NORM_EN}",
        ),
        (
            "a denied duty is said to be denied",
            "Leverancier is niet verplicht back-ups te maken.",
            f"Aanhef, alinea 1 zegt dit niet toe: back-ups. {NORM_NL}",
            f"Aanhef, alinea 1 does not promise this: backups. {NORM_EN}",
        ),
        (
            "what goes against it, beside what does not",
            f"{MET} Gegevensverlies komt voor rekening van Opdrachtgever.",
            f"Aanhef, alinea 1 gaat tegen de eis in: verlies voor rekening van de klant. {NORM_NL} Er staan "
            "ook bepalingen die de andere kant op wijzen; zie de vindplaatsen.",
            f"Aanhef, alinea 1 goes against the requirement: loss at the customer's expense. {NORM_EN} Other "
            "provisions point the other way; see the places found.",
        ),
        (
            "set aside wholly",
            SETTING_ASIDE.format(sentence=WHOLLY),
            f"Artikel 1.1 geeft een deel: back-ups. {NORM_NL} Artikel 3.1 zet deze bepaling geheel of voor "
            "een deel opzij.",
            f"Artikel 1.1 gives a part: backups. {NORM_EN} Artikel 3.1 sets this provision aside, in whole "
            "or in part.",
        ),
        (
            "set aside partly",
            SETTING_ASIDE.format(sentence=PARTLY),
            "Artikel 1.1 geeft wat de eis vraagt: back-ups. Artikel 3.1 zet deze bepaling geheel of voor een "
            "deel opzij.",
            "Artikel 1.1 gives what the requirement asks: backups. Artikel 3.1 sets this provision aside, in "
            "whole or in part.",
        ),
        (
            "missing says what was read",
            "De prijs is exclusief btw.",
            "In 1 gelezen passages staat geen bepaling hierover.",
            "None of the 1 passages read deals with this.",
        ),
        (
            "missing names the nearest",
            "De prijs is exclusief btw.\nThe backup is priced separately.",
            "In 2 gelezen passages staat geen bepaling hierover. Het dichtst in de buurt komt aanhef, "
            "alinea 2.",
            "None of the 2 passages read deals with this. The closest is aanhef, alinea 2.",
        ),
    ],
)
def test_explanations(
    why: str, text: str, nl: str, en: str, small: ClauseLibrary, small_matcher: LibraryMatcher
) -> None:
    explanation = judge(small, small_matcher, text).explanation
    assert (explanation.nl, explanation.en) == (nl, en)


@pytest.mark.parametrize(
    ("why", "text", "shares", "nl"),
    [
        (
            "found by likeness",
            "De prijs is vast.",
            (0.1, 0.7, 0.1, 0.1),
            "Aanhef, alinea 1 gaat waarschijnlijk hierover: de woorden lijken op voorbeelden uit de "
            "bibliotheek. Geen regel herkent deze formulering, dus meer dan “deels” wordt het niet. "
            f"{NORM_NL} Lees deze plaats zelf.",
        ),
        (
            "found by likeness to what goes against it",
            "De prijs is vast.",
            (0.1, 0.1, 0.7, 0.1),
            "Aanhef, alinea 1 gaat waarschijnlijk hierover en lijkt op voorbeelden die tegen de eis ingaan. "
            f"Geen regel herkent deze formulering. {NORM_NL} Lees deze plaats zelf.",
        ),
        (
            "the rules overruled to missing",
            "Leverancier maakt dagelijks back-ups.",
            (0.02, 0.03, 0.05, 0.9),
            "In 1 gelezen passages staat geen bepaling hierover. Aanhef, alinea 1 gebruikt de woorden van de "
            "eis, maar gaat waarschijnlijk over iets anders: lees die plaats na.",
        ),
        (
            "the rules overruled to another verdict on the same words",
            "Leverancier is niet verplicht back-ups te maken.",
            (0.3, 0.6, 0.05, 0.05),
            f"Aanhef, alinea 1 zegt dit niet toe: back-ups. {NORM_NL} Ontbreekt: dagelijks en herstel binnen "
            "24 uur. Let op: alleen naar de regels zou het oordeel “strijdig” zijn. De woorden van de "
            "vindplaats lijken meer op andere voorbeelden uit de bibliotheek.",
        ),
    ],
)
def test_explanations_where_learned_scores_weigh(
    why: str,
    text: str,
    shares: tuple[float, ...],
    nl: str,
    small: ClauseLibrary,
    small_matcher: LibraryMatcher,
) -> None:
    document = document_of(text)
    match = with_proposals(small_matcher.match([document]), proposal(document))
    calibrated = dataclasses.replace(small, calibration=fixed(*shares))
    (finding,) = all_findings(calibrated, match, document).findings
    assert finding.explanation.nl == nl


def test_explanations_of_what_was_not_judged(small: ClauseLibrary, small_matcher: LibraryMatcher) -> None:
    document = dataclasses.replace(
        document_of("De prijs is exclusief btw.", "scan.pdf"),
        notices=(Notice("page-unread", unread=True, page=3),),
    )
    match = small_matcher.match([document])
    (unread,) = all_findings(small, match, document).findings
    assert unread.explanation.nl == (
        "In 1 gelezen passages staat geen bepaling hierover. Niet alles kon worden gelezen: scan.pdf, p. 3."
    )
    (elsewhere,) = assess([document], match, small, (Subject.AI,), "given").findings
    assert elsewhere.explanation.nl == (
        "Deze eis is niet beoordeeld: het contract gaat hier volgens de tekst of uw keuze niet over."
    )


def test_the_same_input_gives_the_same_assessment(
    small: ClauseLibrary, small_matcher: LibraryMatcher
) -> None:
    first, second = (judge(small, small_matcher, MET) for _ in range(2))
    assert first == second


def judge(library: ClauseLibrary, matcher: LibraryMatcher, text: str) -> Finding:
    document = document_of(text)
    (finding,) = all_findings(library, matcher.match([document]), document).findings
    return finding


def all_findings(library: ClauseLibrary, match: DossierMatch, document: Document) -> Assessment:
    return assess([document], match, library, tuple(Subject), "all")


def fixed(*shares: float) -> Calibration:
    """A calibration that gives these probabilities of met, partial, contrary and missing to everything."""
    return Calibration(
        features=FEATURES,
        means=(0.0,) * len(FEATURES),
        scales=(1.0,) * len(FEATURES),
        weights=((0.0,) * len(FEATURES),) * 4,
        intercepts=tuple(math.log(share) for share in shares),
        overrule_below=0.3,
        review_below=0.6,
        bands=(0.7, 0.9),
        prevalence={},
        made_from="numbers of a test",
    )


def proposal(
    document: Document, words: str = "", presence: float = 0.0, deciding: tuple[tuple[int, int], ...] = ()
) -> Proposal:
    """A proposal of the sentence ``words``, or of the whole text."""
    start = document.text.index(words)
    end = start + len(words or document.text)
    return Proposal(0, start, end, presence, (0.5, 0.25, 0.25), (start, end), deciding)


def with_proposals(match: DossierMatch, *proposals: Proposal) -> DossierMatch:
    (requirement,) = match.requirements
    found = dataclasses.replace(match.requirements[requirement], proposals=proposals)
    return dataclasses.replace(match, requirements={requirement: found})
