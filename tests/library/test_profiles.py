"""Profiles: an organisation's own conditions laid over the library."""

from __future__ import annotations

from pathlib import Path

import pytest
from documents import document_of
from own_profile import (
    BOTH,
    BREACH,
    GROUNDS,
    HARDWARE,
    LOGGING,
    SOURCE,
    copy_library,
    own_requirement,
    profile,
)
from own_profile import write_profile as write

from analyser.decide import decide
from analyser.errors import UsageError
from analyser.library import (
    LIBRARY_FOLDER,
    ClauseLibrary,
    check_profiles,
    default_profile,
    load_library,
    profile_ids,
)
from analyser.matching import LibraryMatcher
from analyser.matching.learned.model import load_model
from analyser.model import Profile, Severity, Text, Verdict
from analyser.pipeline import analyse_documents


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_library(tmp_path)


# -- which profile --------------------------------------------------------------------------------


def test_a_library_without_profiles_is_the_library_as_it_is(folder: Path) -> None:
    plain = load_library(folder, "rijk")
    named = Text("De bibliotheek zoals zij is", "The library as it is")
    assert plain.profile == Profile("rijk", named, Text("Rijk", "Central government"), "")
    assert (plain.changes, plain.unlearned, plain.switched_off) == ((), frozenset(), frozenset())
    assert profile_ids(folder) == ("rijk",)


def test_the_default_profile_leaves_the_library_as_it_is(folder: Path) -> None:
    """Rules and hash both: what was judged before there were profiles need not be judged again."""
    plain, shipped = load_library(folder, "rijk"), load_library(profile="rijk")
    assert shipped.sha256 == plain.sha256
    assert shipped.requirements == plain.requirements
    assert shipped.profile.title == Text("Rijk (ARBIT-2022)", "Central government (ARBIT-2022)")
    assert len(shipped.profile.sha256) == 64


@pytest.mark.parametrize("set_to", ["", "gemeente", None])
def test_the_installation_has_a_profile(set_to: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ANALYSER_PROFILE", raising=False)
    if set_to is not None:
        monkeypatch.setenv("ANALYSER_PROFILE", set_to)
    assert default_profile() == (set_to or "rijk")
    assert load_library().profile.id == (set_to or "rijk")


@pytest.mark.parametrize("asked", ["geen", "../library", "rijk.yaml", "RIJK"])
def test_a_profile_that_is_not_there(asked: str) -> None:
    """Nor does a name reach outside the folder."""
    with pytest.raises(UsageError) as refusal:
        load_library(profile=asked)
    assert (refusal.value.message("nl"), refusal.value.message("en")) == (
        f"Er is geen profiel {asked!r}. Kies uit: rijk, gemeente, voorbeeld-departement.",
        f"There is no profile {asked!r}. Choose from: rijk, gemeente, voorbeeld-departement.",
    )


# -- what it changes ------------------------------------------------------------------------------


def test_every_kind_of_change(folder: Path) -> None:
    write(
        folder,
        profile(
            tests=[{"id": "contract-cloud-switching", "metric": "retrieval_period", "operator": "=",
                    "value": 3, "unit": "months", "basis": "eigen", "confidence": "likely", **GROUNDS}],
            severity=[{"id": LOGGING, "severity": "knock-out", **GROUNDS}],
            off=[{"id": HARDWARE, **GROUNDS}],
            add=[{"reason": BOTH, "requirement": own_requirement()}],
            replace=[{"id": BREACH, "parts": {"advice": BOTH}, "cite": [SOURCE], "drop": ["kosten"],
                      **GROUNDS}],
            instruments=[{"instrument": "BIO2", "note": "eigen opmerking", **GROUNDS}],
        ),
    )  # fmt: skip
    plain, own = load_library(folder, "rijk"), load_library(folder, "eigen")
    ids = [requirement.id for requirement in plain.requirements]
    place = ids.index("duurzaamheid-mvi-eisen") + 1
    expected = [*ids[:place], "eigen-eis", *ids[place:]]
    expected.remove(HARDWARE)
    assert [requirement.id for requirement in own.requirements] == expected
    test = own.requirement("contract-cloud-switching").test("retrieval_period")
    assert (test.operator, test.value, test.unit, test.basis) == ("=", 3, "months", "eigen")
    assert own.requirement(LOGGING).severity is Severity.KNOCK_OUT
    old, new = plain.requirement(BREACH), own.requirement(BREACH)
    assert (new.advice.nl, new.norm) == (BOTH["nl"], old.norm)
    assert [part.id for part in new.weakeners] == [p.id for p in old.weakeners if p.id != "kosten"]
    assert [s.instrument for s in new.sources] == [*(s.instrument for s in old.sources), "Eigen voorwaarden"]
    assert [s.note for s in new.sources if s.instrument.startswith("BIO2")] == ["eigen opmerking"]
    assert [(change.kind, change.subject) for change in own.changes] == [
        ("remark", "BIO2"), ("added", "eigen-eis"), ("replaced", BREACH), ("severity", LOGGING),
        ("number", "contract-cloud-switching"), ("off", HARDWARE),
    ]  # fmt: skip
    assert own.changes[2].parts == ("advice", "sources", "weakeners")
    assert own.changes[3].severity == (Severity.MEDIUM, Severity.KNOCK_OUT)
    assert (own.unlearned, own.switched_off) == ({"eigen-eis"}, {HARDWARE})


def test_parts_with_an_id_replace_their_namesake_and_others_are_added(folder: Path) -> None:
    element = {"id": "inhoud", "label": BOTH, "nl": ["logboek"], "en": ["log"]}
    test = {
        "metric": "extra",
        "operator": ">=",
        "value": 1,
        "unit": "years",
        "basis": "x",
        "confidence": "likely",
    }
    rule = {"id": "nieuw", "effect": "for", "label": BOTH, "nl": ["logboek"], "en": ["log"]}
    old = load_library(folder, "rijk").requirement(LOGGING)
    parts = {"elements": [element | {"id": old.elements[0].id}, element], "tests": [test], "rules": [rule]}
    write(folder, profile(replace=[{"id": LOGGING, "parts": parts, **GROUNDS}]))
    own = load_library(folder, "eigen")
    new = own.requirement(LOGGING)
    assert [part.id for part in new.elements] == [*(part.id for part in old.elements), "inhoud"]
    assert new.elements[0].label.nl == BOTH["nl"]
    assert new.elements[1:-1] == old.elements[1:]
    assert [t.metric for t in new.tests] == ["log_retention", "extra"]
    assert new.rules[:-1] == old.rules
    assert own.unlearned == {LOGGING}


def test_a_profile_builds_on_another(folder: Path) -> None:
    write(folder, profile(id="onder", severity=[{"id": LOGGING, "severity": "hoog", **GROUNDS}]), "onder")
    write(folder, profile(base="onder", severity=[{"id": LOGGING, "severity": "laag", **GROUNDS}]))
    own = load_library(folder, "eigen")
    assert [change.severity for change in own.changes] == [
        (Severity.MEDIUM, Severity.HIGH), (Severity.HIGH, Severity.LOW),
    ]  # fmt: skip
    assert (own.profile.id, own.requirement(LOGGING).severity) == ("eigen", Severity.LOW)


def test_the_hash_covers_the_profile_and_what_it_builds_on(folder: Path) -> None:
    write(folder, profile(id="onder", severity=[{"id": LOGGING, "severity": "hoog", **GROUNDS}]), "onder")
    write(folder, profile(base="onder"))
    hashes = {load_library(folder, "rijk").sha256, load_library(folder, "eigen").sha256}
    first = load_library(folder, "eigen").profile.sha256
    path = folder / "profiles" / "onder.yaml"
    path.write_text(path.read_text() + "# een opmerking\n")
    changed = load_library(folder, "eigen")
    assert len({*hashes, changed.sha256}) == 3
    assert changed.profile.sha256 != first


def test_what_the_base_switched_off_can_be_added_anew(folder: Path) -> None:
    write(folder, profile(id="onder", off=[{"id": HARDWARE, **GROUNDS}]), "onder")
    assert load_library(folder, "onder").switched_off == {HARDWARE}
    again = {"reason": BOTH, "requirement": own_requirement(id=HARDWARE)}
    write(folder, profile(base="onder", add=[again]))
    library = load_library(folder, "eigen")
    assert library.requirement(HARDWARE).title.nl == BOTH["nl"]
    assert library.switched_off == frozenset()


def test_a_theme_without_requirements_is_left_out(folder: Path) -> None:
    plain = load_library(folder, "rijk")
    theme = plain.theme("duurzaamheid")
    write(folder, profile(off=[{"id": name, **GROUNDS} for name in theme.requirements]))
    own = load_library(folder, "eigen")
    assert [t.id for t in own.manifest.themes] == [t.id for t in plain.manifest.themes if t is not theme]
    assert len(own.requirements) == len(plain.requirements) - len(theme.requirements)


# -- the profiles that come with the library ------------------------------------------------------


def test_the_shipped_profiles() -> None:
    assert profile_ids(LIBRARY_FOLDER) == ("rijk", "gemeente", "voorbeeld-departement")
    check_profiles(load_library(profile="rijk"))
    made = load_library(profile="voorbeeld-departement").profile
    assert ("verzonnen" in made.title.nl, "invented" in made.organisation.en) == (True, True)


def test_a_municipality_claims_nothing_of_gibit_that_was_not_read() -> None:
    """Of article 13 only the number is known."""
    library = load_library(profile="gemeente")
    cited = [
        source
        for change in library.changes
        for source in change.sources
        if source.article and "13" in source.article
    ]
    assert {(s.number_confidence, s.confidence) for s in cited} == {("verified", "unverified")}


def test_no_norm_of_a_municipality_rests_on_a_text_of_gibit_that_was_not_read() -> None:
    said = {
        requirement.id: source.confidence
        for requirement in load_library(profile="gemeente").requirements
        for source in requirement.sources
        if source.instrument.startswith("GIBIT")
    }
    assert said == {
        "contract-arbit-toepasselijk-rangorde": "unverified",
        "transparantie-melding-ai-inzet": "unverified",
        "transparantie-technische-documentatie": "unverified",
        "contract-ai-verordening-hoogrisico": "unverified",
        "contract-cloud-switching": "likely",
        "contract-exit-overdracht": "likely",  # as in the library itself
        "transparantie-uitlegbaarheid-besluit": "unverified",
    }


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("named", ["gemeente", "voorbeeld-departement"])
def test_model_clauses_meet_what_the_profile_asks(named: str, language: str) -> None:
    library = load_library(profile=named)
    matcher = LibraryMatcher(library)
    kinds = ("added", "replaced", "number")
    subjects = {change.subject for change in library.changes if change.kind in kinds}
    found = {}
    for subject in subjects:
        requirement = library.requirement(subject)
        match = matcher.match([document_of(requirement.model_clause[language])])
        decision = decide(requirement, match.requirements[subject])
        found[subject] = (decision.verdict, decision.lacking, decision.conflict)
    assert found == dict.fromkeys(subjects, (Verdict.MET, (), False))


GIBIT = "contract-arbit-toepasselijk-rangorde"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Op deze overeenkomst is ARBIT-2022 van toepassing.", Verdict.PARTIAL),
        ("Op deze overeenkomst is GIBIT 2020 van toepassing. Voorwaarden van Leverancier zijn uitgesloten.",
         Verdict.PARTIAL),
        ("De GIBIT is niet van toepassing op deze overeenkomst.", Verdict.MISSING),
        ("Onze voorwaarden gaan voor op de GIBIT 2023.", Verdict.CONTRARY),
        ("The terms of Supplier prevail over GIBIT 2023.", Verdict.CONTRARY),
        ("De inkoopvoorwaarden van de gemeente worden uitdrukkelijk van de hand gewezen.", Verdict.CONTRARY),
    ],
)  # fmt: skip
def test_a_municipality_asks_for_gibit(text: str, verdict: Verdict, municipal: LibraryMatcher) -> None:
    requirement = load_library(profile="gemeente").requirement(GIBIT)
    match = municipal.match([document_of(text)])
    assert decide(requirement, match.requirements[GIBIT]).verdict is verdict


@pytest.fixture(scope="module")
def municipal() -> LibraryMatcher:
    return LibraryMatcher(load_library(profile="gemeente"))


# -- learned weights ------------------------------------------------------------------------------


def test_what_the_weights_do_not_know_is_judged_by_rules_alone() -> None:
    """No likeness overrules them, and nobody is told that a share of such verdicts was right."""
    library = load_library(profile="gemeente")
    model = load_model(library.model_path)
    contract = document_of(
        "Op deze overeenkomst is GIBIT 2023 van toepassing. Leverancier meldt elk datalek."
    )
    match = LibraryMatcher(library, model).match([contract])
    assert match.requirements[GIBIT].proposals == ()
    assert match.requirements[BREACH].proposals != ()
    finding = next(f for f in analyse_documents([contract], library).findings if f.requirement == GIBIT)
    assert (finding.verdict, finding.confidence, finding.review) == (Verdict.PARTIAL, 0.5, True)


def test_a_requirement_of_ones_own_is_as_usual_as_not() -> None:
    library = load_library(profile="voorbeeld-departement")
    assert library.calibration is not None
    assert library.calibration.usual("voorbeeld-nederlandse-helpdesk") == 0.0


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("De helpdesk helpt gebruikers op werkdagen in het Nederlands.", Verdict.MET),
        ("The service desk offers support in Dutch.", Verdict.PARTIAL),
        ("De helpdesk is alleen in het Engels bereikbaar.", Verdict.CONTRARY),
        ("Wij zijn bereikbaar per post.", Verdict.MISSING),
    ],
)
def test_a_requirement_of_ones_own_is_judged(text: str, verdict: Verdict) -> None:
    library = load_library(profile="voorbeeld-departement")
    assert _verdict(library, text, "voorbeeld-nederlandse-helpdesk") is verdict


def _verdict(library: ClauseLibrary, text: str, requirement: str) -> Verdict:
    findings = analyse_documents([document_of(text)], library).findings
    return next(finding.verdict for finding in findings if finding.requirement == requirement)
