"""Everything that may be wrong in a profile is refused, with its file, its key and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from own_profile import (
    BOTH,
    BREACH,
    GROUNDS,
    HARDWARE,
    LOGGING,
    SOURCE,
    Content,
    copy_library,
    own_requirement,
    profile,
)
from own_profile import write_profile as write

from analyser.errors import LibraryError
from analyser.library import check_profiles, load_library


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_library(tmp_path)


def problems(folder: Path, content: Content) -> tuple[list[str], list[str]]:
    """What is wrong with a profile, in Dutch and in English."""
    write(folder, content)
    with pytest.raises(LibraryError) as refusal:
        load_library(folder, "eigen")
    details = refusal.value.details
    assert str(details["problems_nl"]) in refusal.value.message("nl")
    assert str(details["problems"]) in refusal.value.message("en")
    return str(details["problems_nl"]).splitlines(), str(details["problems"]).splitlines()


NUMBER = {
    "id": LOGGING,
    "metric": "log_retention",
    "value": 7,
    "basis": "x",
    "confidence": "likely",
    **GROUNDS,
}
GRADE = {"id": LOGGING, "severity": "hoog", **GROUNDS}
OFF = {"id": LOGGING, **GROUNDS}
PARTS = {"id": LOGGING, "parts": {"norm": BOTH}, **GROUNDS}
REMARK = {"instrument": "BIO2", "note": "x", **GROUNDS}
GONE = "bestaat-niet"


@pytest.mark.parametrize(
    ("changes", "nl", "en"),
    [
        ({"id": "anders"}, "id: anders is niet de naam van het bestand",
         "id: anders is not the name of the file"),
        ({"base": GONE}, f"base: er is geen profiel {GONE}", f"base: there is no profile {GONE}"),
        (
            {"base": "eigen"}, "base: profielen bouwen in een kring op elkaar: eigen → eigen",
            "base: profiles build on each other in a ring: eigen → eigen",
        ),
        ({"tets": []}, "tets: deze sleutel bestaat niet", "tets: Extra inputs are not permitted"),
        ({"sources": []}, "sources: hier hoort er ten minste één te staan",
         "sources: Tuple should have at least 1 item after validation, not 0"),
        ({"off": [{"id": LOGGING, "sources": [SOURCE]}]}, "off.0.reason: deze sleutel ontbreekt",
         "off.0.reason: Field required"),
        ({"off": [{"id": LOGGING, "reason": BOTH}]}, "off.0.sources: deze sleutel ontbreekt",
         "off.0.sources: Field required"),
        ({"severity": [GRADE | {"reason": {"nl": "x"}}]}, "severity.0.reason.en: deze sleutel ontbreekt",
         "severity.0.reason.en: Field required"),
        *(
            ({key: [change | {"id": GONE}]}, f"{key}.0.id: {GONE}: deze eis bestaat niet",
             f"{key}.0.id: {GONE}: this requirement does not exist")
            for key, change in (("replace", PARTS), ("off", OFF), ("severity", GRADE), ("tests", NUMBER))
        ),
        (
            {"tests": [NUMBER | {"metric": "geen"}]},
            f"tests.0.metric: {LOGGING} geen: dit getal heeft de eis niet",
            f"tests.0.metric: {LOGGING} geen: the requirement has no such number",
        ),
        *(
            ({key: [change], "off": [OFF]}, f"{key}.0: {LOGGING}: staat ook bij off; kies één van beide",
             f"{key}.0: {LOGGING}: stands under off as well; choose one")
            for key, change in (("replace", PARTS), ("severity", GRADE))
        ),
        *(
            ({key: [change, change]}, f"{key}.1: {named}: staat er twee keer",
             f"{key}.1: {named}: stands twice")
            for key, change, named in (
                ("replace", PARTS, LOGGING), ("off", OFF, LOGGING), ("severity", GRADE, LOGGING),
                ("instruments", REMARK, "BIO2"),
                ("add", {"reason": BOTH, "requirement": own_requirement()}, "eigen-eis"),
            )
        ),
        (
            {"add": [{"reason": BOTH, "requirement": own_requirement(id=HARDWARE)}]},
            f"add.0.requirement.id: {HARDWARE}: deze eis bestaat al; gebruik replace",
            f"add.0.requirement.id: {HARDWARE}: this requirement exists already; use replace",
        ),
        (
            {"add": [{"reason": BOTH, "requirement": own_requirement(theme="geluk")}]},
            "add.0.requirement.theme: geluk: dit thema bestaat niet",
            "add.0.requirement.theme: geluk: this theme does not exist",
        ),
        ({"replace": [{"id": LOGGING, **GROUNDS}]}, f"replace.0: {LOGGING}: hier wordt niets vervangen",
         f"replace.0: {LOGGING}: nothing is replaced here"),
        (
            {"replace": [{"id": LOGGING, "drop": ["nooit"], **GROUNDS}]},
            f"replace.0.drop: {LOGGING} nooit: dit onderdeel heeft de eis niet, of het wordt ook opnieuw "
            "geschreven",
            f"replace.0.drop: {LOGGING} nooit: the requirement has no such part, or it is written anew as "
            "well",
        ),
        ({"instruments": [REMARK | {"instrument": "Code Napoléon"}]},
         "instruments.0.instrument: Code Napoléon: geen bron heet zo",
         "instruments.0.instrument: Code Napoléon: no source is called so"),
    ],
)  # fmt: skip
def test_slips_are_refused_with_their_place(folder: Path, changes: Content, nl: str, en: str) -> None:
    where = "profiles/eigen.yaml: "
    assert problems(folder, profile(**changes)) == ([where + nl], [where + en])


def test_a_profile_that_is_no_yaml(folder: Path) -> None:
    write(folder, profile())
    (folder / "profiles" / "eigen.yaml").write_text("id: eigen\ntitle: [\n")
    with pytest.raises(LibraryError) as refusal:
        load_library(folder, "eigen")
    assert str(refusal.value.details["problems_nl"]).startswith(
        "profiles/eigen.yaml: regel 3 is geen geldige YAML"
    )


def test_a_rule_that_does_not_hold_together_is_refused(folder: Path) -> None:
    """What a profile makes of a requirement passes the same checks as the library itself."""
    rule = {"id": "nieuw", "effect": "for", "label": BOTH, "nl": ["{niemand} + melden"], "en": ["log"]}
    content = profile(replace=[{"id": LOGGING, "parts": {"rules": [rule]}, **GROUNDS}])
    line = f"profiles/eigen.yaml: {LOGGING} nieuw.nl: '{{niemand}} + melden': no word class {{niemand}}"
    assert problems(folder, content) == ([line], [line])


def test_everything_off_leaves_nothing_to_judge(folder: Path) -> None:
    every = load_library(folder, "rijk").requirements
    content = profile(off=[{"id": requirement.id, **GROUNDS} for requirement in every])
    assert problems(folder, content)[0] == ["profiles/eigen.yaml: off: er blijft geen eis over"]


def test_profiles_that_build_on_each_other_in_a_ring(folder: Path) -> None:
    write(folder, profile(id="ander", base="eigen"), "ander")
    _, en = problems(folder, profile(base="ander"))
    assert en == ["profiles/ander.yaml: base: profiles build on each other in a ring: eigen → ander → eigen"]


def test_what_the_base_switched_off_cannot_be_changed(folder: Path) -> None:
    write(folder, profile(id="onder", off=[OFF]), "onder")
    _, en = problems(folder, profile(base="onder", severity=[GRADE]))
    assert en == [f"profiles/eigen.yaml: severity.0.id: {LOGGING}: this requirement does not exist"]


def test_a_text_that_still_names_the_old_number_is_refused(folder: Path) -> None:
    """Else the report would say "at most 48 hours" beside a verdict by another number."""
    number = NUMBER | {"id": BREACH, "metric": "breach_notice", "value": 24}
    nl, en = problems(folder, profile(tests=[number]))
    where = f"profiles/eigen.yaml: tests.0: {BREACH}: "
    assert nl == [
        f"{where}{key} noemt nog {said!r}; schrijf die tekst onder replace opnieuw"
        for key, said in (
            ("advice.nl", "48 uur"), ("criteria.met.nl", "48 uur"), ("criteria.met.en", "48 hours"),
            ("elements vaste-termijn label.nl", "48 uur"), ("elements vaste-termijn label.en", "48 hours"),
        )
    ]  # fmt: skip
    assert en[0] == f"{where}advice.nl still says '48 uur'; write that text anew under replace"


def test_a_number_written_out_is_found_too(folder: Path) -> None:
    _, en = problems(folder, profile(tests=[NUMBER]))
    assert {line.split("still says ")[1] for line in en} == {
        f"{said}; write that text anew under replace"
        for said in ("'zes maanden'", "'six months'", "'6 months'")
    }


def test_checking_reports_every_profile(folder: Path) -> None:
    write(folder, profile(off=[OFF | {"id": GONE}]))
    write(folder, profile(id="ander", base=GONE), "ander")
    write(folder, profile(id="goed"), "goed")
    with pytest.raises(LibraryError) as refusal:
        check_profiles(load_library(folder, "rijk"))
    assert str(refusal.value.details["problems"]).splitlines() == [
        f"profiles/ander.yaml: base: there is no profile {GONE}",
        f"profiles/eigen.yaml: off.0.id: {GONE}: this requirement does not exist",
    ]
    (folder / "profiles" / "eigen.yaml").unlink()
    (folder / "profiles" / "ander.yaml").unlink()
    check_profiles(load_library(folder, "rijk"))
