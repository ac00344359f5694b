"""Terms through time in each form: the text word for word, the JSON by its schema, the page by its checks."""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import jsonschema
import page_checks
import pytest
from lxml import html as lxml_html
from two_versions import made, requirements

from analyser.comparing import Turn
from analyser.comparing.timeline import Held, Since, Stamp, Step, Timeline, Unread, Watch
from analyser.library import ClauseLibrary
from analyser.model import Severity, Text, Verdict
from analyser.report import comparison, comparison_text, html, watch
from analyser.report.texts import watch as own

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "watch.schema.json").read_text("utf-8"))
CSS = "".join(
    (Path(html.__file__).parent / "templates" / name).read_text("utf-8")
    for name in ("report.css", "comparison.css")
)
FIRST = Stamp(datetime(2025, 1, 1, tzinfo=UTC), "2025-01-01.md")
SECOND = Stamp(datetime(2025, 2, 1, 12, 30, tzinfo=UTC), "0123456789abcdef", True, True)
THIRD = Stamp(datetime(2025, 3, 1, tzinfo=UTC), "2025-03-01.md")


@pytest.fixture(scope="module")
def watched(library: ClauseLibrary) -> Watch:
    knock_out, high, _, _ = requirements(library)
    missing = Held(Verdict.MISSING, "", None, "", "nl")
    met = Held(Verdict.MET, "artikel 1.2", 3, "binnen <b>24</b> uur", "nl")
    timeline = Timeline(
        "Dienst/\x1b[31mVoorwaarden", FIRST, THIRD, 4, 3,
        (
            Step(knock_out, Severity.KNOCK_OUT, Turn.WORSE, FIRST, SECOND, met, missing),
            Step(high, Severity.HIGH, Turn.OTHER, FIRST, SECOND, None, met),
        ),
        (Unread(THIRD, "damaged", Text("stuk", "broken")),),
        ((SECOND, (Text("deel", "part"),)),),
        Since(FIRST, THIRD, made(library)),
    )  # fmt: skip
    younger = Timeline("Nieuw", THIRD, THIRD, 1, 1, (), (), (), Since(None, THIRD, None))
    unread = Timeline("Stuk", FIRST, THIRD, 2, 1, (), (), (), Since(FIRST, THIRD, None))
    return Watch((timeline, younger, unread), ("leesmij.md",), None, None, date(2025, 1, 15))


def test_the_text_is_what_it_is(watched: Watch, library: ClauseLibrary) -> None:
    first, second = (library.requirement(name).title["nl"] for name in requirements(library)[:2])
    since = "\n".join(comparison_text.body(made(library), library, "nl"))
    assert (
        watch.render(watched, library, "text", "nl").decode()
        == f"""\
Voorwaarden door de tijd

Dienst/\ufffd[31mVoorwaarden
=======================
Versies van 2025-01-01 (2025-01-01.md) tot en met 2025-03-01 (2025-03-01.md)
Versies: 4; beoordeeld: 3; veranderde oordelen: 2.

2025-01-01 (2025-01-01.md) → 2025-02-01 12:30 (0123456789, alleen de vastlegging veranderde, zegt
het archief)
* {first} (knock-out): slechter geworden
    Was: ✔ voldoet. artikel 1.2 (p. 3): “binnen <b>24</b> uur”
    Werd: ○ ontbreekt
* {second} (hoog): niet te vergelijken
    Was: niet getoetst
    Werd: ✔ voldoet. artikel 1.2 (p. 3): “binnen <b>24</b> uur”

Versies die niet zijn beoordeeld
- 2025-03-01 (2025-03-01.md): stuk

Versies die niet geheel te lezen zijn
- 2025-02-01 12:30 (0123456789, alleen de vastlegging veranderde, zegt het archief): deel

Wat er veranderde sinds de versie die is beoordeeld
Beoordeeld: de versie van 2025-01-01 (2025-01-01.md). Nieuwste gelezen versie: 2025-03-01
(2025-03-01.md).
{since}

Nieuw
=====
Versies van 2025-03-01 (2025-03-01.md) tot en met 2025-03-01 (2025-03-01.md)
Versies: 1; beoordeeld: 1; veranderde oordelen: 0.

Wat er veranderde sinds de versie die is beoordeeld
Op 2025-01-15 was er geen versie van dit document. Beoordeel het als nieuw.

Stuk
====
Versies van 2025-01-01 (2025-01-01.md) tot en met 2025-03-01 (2025-03-01.md)
Versies: 2; beoordeeld: 1; veranderde oordelen: 0.

Wat er veranderde sinds de versie die is beoordeeld
De versie die op 2025-01-15 gold of een nieuwere is niet te lezen. Vergelijk zelf.

Bestanden die geen versie zijn: leesmij.md.

{library.manifest.disclaimer["nl"]}
"""
    )


def test_the_json_keeps_to_its_schema(watched: Watch, library: ClauseLibrary) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    report = json.loads(watch.render(watched, library, "json", "nl"))
    jsonschema.Draft202012Validator(SCHEMA).validate(report)
    knock_out, high, _, _ = requirements(library)
    assert [
        (step["requirement"], step["turn"], step["from"]["source"], step["to"]["technical"])
        for step in report["documents"][0]["changes"]
    ] == [(knock_out, "worse", "2025-01-01.md", True), (high, "other", "2025-01-01.md", True)]
    assert report["documents"][0]["since_reviewed"]["comparison"]["counts"]["verdicts"] == {
        "worse": 1, "better": 1, "other": 1, "same": 1,
    }  # fmt: skip


@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_is_a_page_as_the_others(watched: Watch, library: ClauseLibrary, language: Any) -> None:
    page = lxml_html.document_fromstring(watch.render(watched, library, "html", language))
    page_checks.check_language_landmarks_and_skip_link(page, language)
    page_checks.check_headings(page)
    assert page_checks.check_ids_and_links(page) == []
    page_checks.check_tables(page, 3)
    page_checks.check_nothing_runs_and_nothing_is_fetched(page, CSS)
    assert [quoted.text for quoted in page.iter("q")] == ["binnen <b>24</b> uur"] * 2


@pytest.mark.parametrize(
    ("since", "said"),
    [
        (
            Since(None, SECOND, None),
            "Op 2025-01-15 was er geen versie van dit document. Beoordeel het als nieuw.",
        ),
        (Since(None, FIRST, None), "Op 2025-01-15 was dit document al uit het archief verwijderd."),
        (
            Since(None, SECOND, None, is_lost=True),
            "Welke versie op 2025-01-15 gold, is niet te zeggen: het archief begint hier later. "
            "Vergelijk zelf.",
        ),
    ],
    ids=["younger", "gone", "lost"],
)  # fmt: skip
def test_why_there_was_no_version_on_that_day(watched: Watch, since: Since, said: str) -> None:
    assert (watch.since(since, watched, "nl"), watch.briefly(since, watched, "nl")) == (said, said)


def test_newer_versions_that_were_not_read_and_a_history_that_is_cut(
    watched: Watch, library: ClauseLibrary
) -> None:
    versions = made(library)
    newer = Since(FIRST, FIRST, versions, (THIRD,))
    after = "Wat daarna kwam, is niet te lezen: 2025-03-01 (2025-03-01.md). Vergelijk dat zelf."
    assert watch.briefly(newer, watched, "nl") == f"{comparison.conclusion(versions, 'nl')} {after}"
    assert watch.since(newer, watched, "nl").endswith(
        f"Nieuwste gelezen versie: 2025-01-01 (2025-01-01.md). {after}"
    )
    timeline = dataclasses.replace(watched.timelines[0], is_cut=True, since=newer)
    cut = dataclasses.replace(watched, timelines=(timeline,))
    assert cut.is_worse
    (document,) = json.loads(watch.render(cut, library, "json", "nl"))["documents"]
    newest = [version["source"] for version in document["since_reviewed"]["newer_unread"]]
    assert (document["cut"], newest) == (True, ["2025-03-01.md"])
    for form in ("text", "html"):
        assert own.CUT["nl"] in " ".join(watch.render(cut, library, form, "nl").decode().split())


def test_a_narrow_screen_shows_which_figure_is_which(watched: Watch, library: ClauseLibrary) -> None:
    page = lxml_html.document_fromstring(watch.render(watched, library, "html", "nl"))
    overview, timeline = (table.xpath(".//tbody/tr[1]/td/@data-label") for table in page.xpath("//table")[:2])
    assert overview == [own.VERSIONS["nl"], own.CHANGED["nl"], own.NOT_READ["nl"], own.SINCE_SHORT["nl"]]
    assert timeline == [own.WAS["nl"], own.IS_NOW["nl"]]


def test_what_is_worse(watched: Watch) -> None:
    timeline, younger, unread = watched.timelines
    alone = [dataclasses.replace(watched, timelines=(one,)) for one in (timeline, younger, unread)]
    assert [one.is_worse for one in alone] == [True, False, True]
    assert not dataclasses.replace(watched, timelines=(dataclasses.replace(timeline, since=None),)).is_worse
