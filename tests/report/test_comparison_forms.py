"""Two versions in each form: the text word for word, the JSON by its schema, the Word file by its cells."""

from __future__ import annotations

import dataclasses
import io
import json
from pathlib import Path
from typing import Any

import docx
import jsonschema
import pytest
import two_versions
from documents import document_of
from two_versions import made, requirements

from analyser.comparing import Versions
from analyser.library import ClauseLibrary
from analyser.model import Profile, Text, Verdict
from analyser.report import comparison
from analyser.report.texts import Tongue
from analyser.report.texts import comparison as own

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "comparison.schema.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def versions(library: ClauseLibrary) -> Versions:
    return made(library)


def titles(library: ClauseLibrary, language: Tongue) -> list[str]:
    return [library.requirement(name).title[language] for name in requirements(library)]


def test_the_text_is_what_it_is(versions: Versions, library: ClauseLibrary) -> None:
    knock_out, high, medium, _ = titles(library, "nl")
    assert (
        comparison.render(versions, library, "text", "nl").decode()
        == f"""\
Twee versies van een contract
Oud: oud.docx
Nieuw: nieuw.docx

1 eis is beter geworden, 1 eis is slechter geworden, 1 eis is niet met vroeger te vergelijken; 4
clausules verschillen.
Niet alles kon worden gelezen. Wat hieronder verdwenen of nieuw lijkt, kan in het ongelezen deel
staan:
- Nieuw: Het onderdeel word/footnotes.xml van het Word-bestand kon niet worden gelezen; er kan tekst
  ontbreken.

Slechter geworden (1)
* {knock_out} (knock-out)
    Oud: ✔ voldoet
      artikel 1.2: “1.2 Leverancier meldt een datalek binnen 24 uur na ontdekking aan
      Opdrachtgever.”
    Nieuw: ◐ deels
      artikel 1.2: “1.2 Leverancier meldt een datalek binnen 96 uur na ontdekking aan
      Opdrachtgever.”

Beter geworden (1)
* {high} (hoog)
    Oud: ○ ontbreekt. Geen bepaling gevonden.
    Nieuw: ✔ voldoet
      artikel 2.2: “2.2 Leverancier maakt elke nacht een back-up en test het terugzetten daarvan elk
      jaar.”

Niet te vergelijken (1)
Bij een van de twee versies gold de eis niet of was niet alle tekst te lezen; beter of slechter is
dan niet te zeggen.
* {medium} (middel)
    Oud: ✔ voldoet
      artikel 2.2: “2.2 Opdrachtgever mag een factuur die niet klopt <b>geheel</b> terugsturen.”
    Nieuw: niet getoetst

Clausules: gewijzigd 1, verplaatst 1, vervallen 1, nieuw 1, gelijk 4.
Geschrapte woorden staan tussen [- en -], nieuwe woorden tussen {{+ en +}}.

* artikel 1.2: gewijzigd
    1.2 Leverancier meldt een datalek binnen [-24-] {{+96+}} uur na ontdekking aan Opdrachtgever.

* artikel 2.2: vervallen
    2.2 Opdrachtgever mag een factuur die niet klopt <b>geheel</b> terugsturen.

* artikel 2.2: nieuw
    2.2 Leverancier maakt elke nacht een back-up en test het terugzetten daarvan elk jaar.

* artikel 1.3 → artikel 2.3: verplaatst, ander nummer
    2.3 Elk kwartaal ontvangt Opdrachtgever een verslag van alle storingen in de dienst.

{library.manifest.disclaimer["nl"]}
"""
    )


def test_files_that_nobody_read_are_named_in_each_form(versions: Versions, library: ClauseLibrary) -> None:
    names = tuple(f"{n}.xlsx" for n in range(22))
    with_aside = dataclasses.replace(versions, aside=(("prijzen.xlsx", "beeld.png"), names))
    old, _, new = comparison.unread(with_aside, "nl")
    assert old == "Oud: Geen PDF, DOCX of ODT, en daarom niet gelezen: prijzen.xlsx, beeld.png."
    assert new == f"Nieuw: Geen PDF, DOCX of ODT, en daarom niet gelezen: {', '.join(names[:20])}, en nog 2."
    report = json.loads(comparison.render(with_aside, library, "json", "nl"))
    jsonschema.Draft202012Validator(SCHEMA).validate(report)
    assert [report[side]["aside"] for side in ("old", "new")] == [list(aside) for aside in with_aside.aside]
    file = docx.Document(io.BytesIO(comparison.render(with_aside, library, "docx", "nl")))
    assert [p.text for p in file.paragraphs if p.text.startswith(("Oud: Geen", "Nieuw: Geen"))] == [old, new]
    for form in ("text", "html"):
        said = " ".join(comparison.render(with_aside, library, form, "nl").decode().split())
        assert (old in said, new in said) == (True, True)


def test_of_what_does_not_apply_nothing_is_said_to_lack(versions: Versions) -> None:
    def said(verdict: Verdict | None) -> str:
        return comparison.silence(comparison.Side(own.OLD_SIDE, versions.old, verdict, ()), "nl")

    assert {verdict: said(verdict) for verdict in (None, *Verdict)} == {
        **dict.fromkeys(Verdict, own.NO_WORDS["nl"]), None: "", Verdict.NOT_APPLICABLE: "",
    }  # fmt: skip


def test_word_names_the_library_and_all_hashes(versions: Versions, library: ClauseLibrary) -> None:
    profile = Profile("gemeente", Text("Gemeente", "Municipality"), Text("", ""), "b" * 64)
    new = dataclasses.replace(versions.new, profile=profile, model_sha256="c" * 64)
    judged = dataclasses.replace(versions, new=new)
    file = docx.Document(io.BytesIO(comparison.render(judged, library, "docx", "nl")))
    assert [p.text for p in file.paragraphs if "Clausulebibliotheek" in p.text] == [
        f"Oud: Clausulebibliotheek versie 1.0.0; SHA-256 {'a' * 64}",
        f"Nieuw: Clausulebibliotheek versie 1.0.0, profiel Gemeente; SHA-256 {'a' * 64}; "
        f"SHA-256 van het profiel {'b' * 64}; SHA-256 van het geleerde model {'c' * 64}",
    ]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("1.2", "1.2 [-Leverancier-] {+Verkoper+} meldt een datalek binnen 24 uur na ontdekking"),
        ("1.9", "1.2 [-Leverancier-] 1.9 {+Verkoper+} meldt een datalek binnen 24 uur na ontdekking"),
    ],
)
def test_a_number_stands_once_before_words_that_went_and_came(
    versions: Versions, library: ClauseLibrary, number: str, said: str
) -> None:
    text = two_versions.OLD.replace("1.2 Leverancier", f"{number} Verkoper")
    new = dataclasses.replace(versions.old, documents=(document_of(text, "nieuw.docx"),))
    changed = two_versions.compared(versions.old, new, library)
    lines = comparison.render(changed, library, "text", "nl").decode().splitlines()
    assert [line.strip() for line in lines if "[-" in line and "datalek" in line] == [f"{said} aan"]


def test_a_version_and_itself(versions: Versions, library: ClauseLibrary) -> None:
    same = two_versions.compared(versions.old, versions.old, library)
    assert (
        comparison.render(same, library, "text", "en").decode()
        == f"""\
Two versions of a contract
Old: oud.docx
New: oud.docx

No verdict changed; no clause differs.
All text of both versions was read.

Clauses: changed 0, moved 0, removed 0, new 0, the same 7.

{library.manifest.disclaimer["en"]}
"""
    )


def test_the_json_keeps_to_its_schema_and_the_schema_to_all_that_can_be(versions: Versions) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    objects = [*_objects(SCHEMA)]
    assert [o for o in objects if o.get("additionalProperties") is not False] == []
    assert [o for o in objects if sorted(o["required"]) != sorted(o["properties"])] == []
    report = json.loads(comparison_json(versions))
    jsonschema.Draft202012Validator(SCHEMA).validate(report)


def test_the_json_says_what_turned_and_what_changed(versions: Versions, library: ClauseLibrary) -> None:
    report = json.loads(comparison_json(versions))
    knock_out, high, medium, _ = requirements(library)
    assert report["counts"] == {
        "verdicts": {"worse": 1, "better": 1, "other": 1, "same": 1},
        "clauses": {"reworded": 1, "moved": 1, "removed": 1, "added": 1, "same": 4},
    }
    assert [
        (v["requirement"], v["turn"], *(side and side["verdict"] for side in (v["before"], v["after"])))
        for v in report["verdicts"]
    ] == [
        (knock_out, "worse", "met", "partial"),
        (high, "better", "missing", "met"),
        (medium, "other", "met", None),
    ]  # fmt: skip
    assert [(c["change"], [p["clause"] for p in c["old"]], [p["clause"] for p in c["new"]])
            for c in report["clauses"]] == [
        ("reworded", ["artikel 1.2"], ["artikel 1.2"]),
        ("removed", ["artikel 2.2"], []),
        ("added", [], ["artikel 2.2"]),
        ("moved", ["artikel 1.3"], ["artikel 2.3"]),
    ]  # fmt: skip
    assert [(run["mark"], run["old"], run["new"]) for run in report["clauses"][0]["runs"]] == [
        ("number", "1.2", "1.2"),
        ("kept", "Leverancier meldt een datalek binnen ", "Leverancier meldt een datalek binnen "),
        ("deleted", "24 ", None),
        ("inserted", None, "96 "),
        ("kept", "uur na ontdekking aan Opdrachtgever.", "uur na ontdekking aan Opdrachtgever."),
    ]


def test_word_shows_what_went_struck_and_what_came_underlined(
    versions: Versions, library: ClauseLibrary
) -> None:
    file = docx.Document(io.BytesIO(comparison.render(versions, library, "docx", "nl")))
    headings = [p.text for p in file.paragraphs if p.style and p.style.name == "Heading 2"]
    assert headings == [
        "Niet gelezen",
        "Slechter geworden (1)",
        "Beter geworden (1)",
        "Niet te vergelijken (1)",
        "artikel 1.2: gewijzigd",
        "artikel 2.2: vervallen",
        "artikel 2.2: nieuw",
        "artikel 2.3: verplaatst, ander nummer",
    ]
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in file.tables]
    assert tables[0] == [
        ["Oud: ✔ voldoet", "Nieuw: ◐ deels"],
        [
            "1.2 Leverancier meldt een datalek binnen 24 uur na ontdekking aan Opdrachtgever.\n(artikel 1.2)",
            "1.2 Leverancier meldt een datalek binnen 96 uur na ontdekking aan Opdrachtgever.\n(artikel 1.2)",
        ],
    ]
    assert tables[3][1:] == [
        ["gewijzigd", "1"], ["verplaatst", "1"], ["vervallen", "1"], ["nieuw", "1"], ["gelijk", "4"],
    ]  # fmt: skip
    old, new = (_runs(cell) for cell in file.tables[4].rows[1].cells)
    assert [words for words, strike, _ in old if strike] == ["24 "]
    assert [words for words, _, underline in new if underline] == ["96 "]
    assert [underline for _, _, underline in old if underline] == []
    assert [strike for _, strike, _ in new if strike] == []
    assert tables[5][1][1] == own.ONLY_OLD["nl"]
    assert tables[6][1][0] == own.ONLY_NEW["nl"]


@pytest.mark.parametrize("form", ["text", "json", "html", "docx"])
def test_the_same_versions_give_the_same_bytes(versions: Versions, library: ClauseLibrary, form: str) -> None:
    again = made(library)
    assert comparison.render(again, library, form, "nl") == comparison.render(versions, library, form, "nl")


def _runs(cell: Any) -> list[tuple[str, bool, bool]]:
    return [
        (run.text, bool(run.font.strike), bool(run.font.underline))
        for paragraph in cell.paragraphs
        for run in paragraph.runs
    ]


def comparison_json(versions: Versions) -> str:
    from analyser.report import comparison_json as report

    return report.render(versions)


def _objects(node: Any) -> Any:
    if isinstance(node, dict):
        if node.get("type") == "object":
            yield node
        for value in node.values():
            yield from _objects(value)
    elif isinstance(node, list):
        for value in node:
            yield from _objects(value)
