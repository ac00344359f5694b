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
        ({"off": [{"id": LOGGING, "sources": [SOURCE]}]}, f"off.0 ({LOGGING}).reason: deze sleutel ontbreekt",
         f"off.0 ({LOGGING}).reason: Field required"),
        ({"off": [{"id": LOGGING, "reason": BOTH}]}, f"off.0 ({LOGGING}).sources: deze sleutel ontbreekt",
         f"off.0 ({LOGGING}).sources: Field required"),
        ({"severity": [GRADE | {"reason": {"nl": "x"}}]},
         f"severity.0 ({LOGGING}).reason.en: deze sleutel ontbreekt",
         f"severity.0 ({LOGGING}).reason.en: Field required"),
        (
            {"severity": [GRADE | {"severity": "high"}]},
            f"severity.0 ({LOGGING}).severity: deze waarde bestaat niet; kies uit: 'knock-out', 'hoog', "
            "'middel', 'laag'",
            f"severity.0 ({LOGGING}).severity: Input should be 'knock-out', 'hoog', 'middel' or 'laag'",
        ),
        (
            {"off": [{"id": LOGGING, "reason": BOTH, "sources": ["Besluit"]}]},
            f"off.0 ({LOGGING}).sources.0: hier horen sleutels met waarden te staan",
            f"off.0 ({LOGGING}).sources.0: Input should be a valid dictionary or instance of Source",
        ),
        *(
            ({"law_as_of": day}, "law_as_of: schrijf de dag als 2026-11-03",
             "law_as_of: write the day as 2026-11-03")
            for day in ("22-11-2026", "2026-13-45", "20261122")
        ),
        *(
            ({"tests": [NUMBER | {"value": value}]},
             f"tests.0 ({LOGGING}).value: hier hoort een getal te staan, zonder eenheid en met een punt: "
             "99.5",
             f"tests.0 ({LOGGING}).value: Input should be a valid number")
            for value in ("12 months", "12,5", True, 10**400)
        ),
        (
            {"tests": [NUMBER | {"value": -1}]},
            f"tests.0 ({LOGGING}).value: dit getal kan niet onder nul zijn",
            f"tests.0 ({LOGGING}).value: Input should be greater than or equal to 0",
        ),
        (
            {"tests": [NUMBER | {"value": float("inf")}]},
            f"tests.0 ({LOGGING}).value: hier hoort een getal te staan",
            f"tests.0 ({LOGGING}).value: Input should be a finite number",
        ),
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


def refused(folder: Path, written: bytes) -> tuple[str, str]:
    """What is said of a profile's file that holds this."""
    write(folder, profile())
    (folder / "profiles" / "eigen.yaml").write_bytes(written)
    with pytest.raises(LibraryError) as refusal:
        load_library(folder, "eigen")
    details = refusal.value.details
    return str(details["problems_nl"]), str(details["problems"])


NO_YAML, NO_YAML_EN = "is geen geldige YAML: ", "is not valid YAML: "


@pytest.mark.parametrize(
    ("written", "nl", "en"),
    [
        (
            b"id: eigen\noff:\n\t- id: x\n",
            f"regel 3 {NO_YAML}hier mag dit teken niet staan: spring in met spaties en niet met tabs, en zet "
            "tekst die met een leesteken begint tussen aanhalingstekens",
            f"line 3 {NO_YAML_EN}found character that cannot start any token",
        ),
        (
            b"id: eigen\nreason:\n  nl: Besluit: 12 mei\n",
            f"regel 3 {NO_YAML}hier mag geen dubbele punt staan: zet de tekst tussen aanhalingstekens, of "
            "laat de regel even ver inspringen als de andere",
            f"line 3 {NO_YAML_EN}mapping values are not allowed in this context",
        ),
        (
            b"id: eigen\noff: []\nid: eigen\n",
            f"regel 3 {NO_YAML}sleutel 'id' staat er twee keer",
            f"line 3 {NO_YAML_EN}key 'id' stands twice",
        ),
        (
            "id: eigen\ntitle: Financiën\n".encode("latin-1"),
            f"{NO_YAML}sla het bestand op als platte tekst in UTF-8, zonder onzichtbare tekens",
            f"{NO_YAML_EN}save the file as plain text in UTF-8, without invisible characters",
        ),
        (b"", "is leeg", "is empty"),
        (b"# niets\n", "is leeg", "is empty"),
        (b"- id: eigen\n", "hier horen sleutels met waarden te staan",
         "Input should be a valid dictionary or instance of ProfileFile"),
    ],
    ids=["a tab", "a colon", "a key twice", "not UTF-8", "empty", "only a remark", "a list"],
)  # fmt: skip
def test_a_file_that_cannot_be_read(folder: Path, written: bytes, nl: str, en: str) -> None:
    where = "profiles/eigen.yaml: "
    assert refused(folder, written) == (where + nl, where + en)


@pytest.mark.parametrize(
    ("mark", "ends"), [(b"", b"\r\n"), (b"\xef\xbb\xbf", b"\n")], ids=["Windows line ends", "a mark of bytes"]
)
def test_how_an_editor_saves_a_file_makes_no_difference(folder: Path, mark: bytes, ends: bytes) -> None:
    write(folder, profile(severity=[GRADE]))
    path = folder / "profiles" / "eigen.yaml"
    plain = load_library(folder, "eigen")
    path.write_bytes(mark + path.read_bytes().replace(b"\n", ends))
    assert load_library(folder, "eigen").requirements == plain.requirements


def test_a_rule_that_does_not_hold_together_is_refused(folder: Path) -> None:
    """What a profile makes of a requirement passes the same checks as the library itself."""
    rule = {"id": "nieuw", "effect": "for", "label": BOTH, "nl": ["{niemand} + melden"], "en": ["a|"]}
    content = profile(replace=[{"id": LOGGING, "parts": {"rules": [rule]}, **GROUNDS}])
    where = f"profiles/eigen.yaml: {LOGGING} nieuw"
    assert problems(folder, content) == (
        [f"{where}.nl: '{{niemand}} + melden': geen woordklasse {{niemand}}",
         f"{where}.en: 'a|': een alternatief is leeg"],
        [f"{where}.nl: '{{niemand}} + melden': no word class {{niemand}}",
         f"{where}.en: 'a|': an alternative is empty"],
    )  # fmt: skip


def test_a_term_in_a_unit_that_is_no_time_is_refused(folder: Path) -> None:
    """Nothing could be held against it: the first contract with a term would end the program."""
    nl, en = problems(folder, profile(tests=[NUMBER | {"value": 6, "unit": "maanden"}]))
    where = f"profiles/eigen.yaml: {LOGGING} bewaartermijn: log_retention: "
    known = "hours, days, working days, weeks, months, years"
    assert nl[0] == f"{where}de eenheid maanden is geen tijd; kies uit: {known}"
    assert en[0] == f"{where}the unit maanden is no time; choose from: {known}"


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


def test_a_number_replaced_with_its_requirement_leaves_no_old_texts_either(folder: Path) -> None:
    held = load_library(folder, "rijk").requirement(LOGGING).test("log_retention")
    test = held.model_dump() | {"value": 7}
    _, en = problems(folder, profile(replace=[{"id": LOGGING, "parts": {"tests": [test]}, **GROUNDS}]))
    where = f"profiles/eigen.yaml: replace.0.parts.tests: {LOGGING}: "
    assert en[0] == f"{where}advice.nl still says 'zes maanden'; write that text anew under replace"


def test_a_number_changed_in_two_ways_is_refused(folder: Path) -> None:
    held = load_library(folder, "rijk").requirement(LOGGING).test("log_retention")
    parts = {"id": LOGGING, "parts": {"tests": [held.model_dump() | {"value": 9}]}, **GROUNDS}
    assert problems(folder, profile(tests=[NUMBER], replace=[parts])) == (
        [f"profiles/eigen.yaml: tests.0: {LOGGING} log_retention: staat ook bij replace; kies één van beide"],
        [f"profiles/eigen.yaml: tests.0: {LOGGING} log_retention: stands under replace as well; choose one"],
    )


def test_an_id_that_is_too_long_is_refused(folder: Path) -> None:
    name = "a" * 61
    write(folder, profile(id=name), name)
    with pytest.raises(LibraryError) as refusal:
        load_library(folder, name)
    assert refusal.value.details["problems_nl"] == f"profiles/{name}.yaml: id: deze tekst is te lang"


@pytest.mark.parametrize("name", ["eigen.yml", "eigen.YAML", "eigen.yaml.txt"])
def test_a_file_that_would_never_be_read_is_told(folder: Path, name: str) -> None:
    write(folder, profile())
    (folder / "profiles" / "eigen.yaml").rename(folder / "profiles" / name)
    (folder / "profiles" / ".eigen.yml").touch()  # an editor's own
    with pytest.raises(LibraryError) as refusal:
        check_profiles(load_library(folder, "rijk"))
    assert (refusal.value.details["problems_nl"], refusal.value.details["problems"]) == (
        f"profiles/{name}: wordt niet gelezen; laat de naam op .yaml eindigen",
        f"profiles/{name}: is not read; have its name end in .yaml",
    )


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
