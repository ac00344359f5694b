"""The page of many contracts: whole, safe, small, and readable by everyone."""

from __future__ import annotations

import gc
import re
import shutil
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import page_checks
import portfolios
import pytest
from axe_playwright_python.base import AXE_SCRIPT
from lxml import html as lxml_html
from playwright.sync_api import Browser, sync_playwright

from analyser import errors
from analyser.library import ClauseLibrary
from analyser.model import GAPS, Severity, Verdict
from analyser.portfolio import File, Line, Outcome, Portfolio, Refusal, Run, worst_gaps
from analyser.report import portfolio_html
from analyser.report.profiles import edition
from analyser.report.texts import ICONS, TEXTS
from analyser.report.texts.portfolio import PORTFOLIO_TEXTS, decimal, run_name

RUNS = (portfolios.run("2026-09-01", 60), portfolios.run("2026-10-01T14:05:09", 45))
CSS = (Path(portfolio_html.__file__).parent / "templates" / "portfolio.css").read_text(encoding="utf-8")


def rendered(outcomes: Any, library: ClauseLibrary, language: Any = "nl", runs: Any = ()) -> Any:
    return lxml_html.document_fromstring(portfolio_html.render(outcomes, library, language, runs))


def table(page: Any, caption: str) -> Any:
    return page.get_element_by_id(caption).getparent()


def cells(row: Any) -> list[str]:
    """What a screen reader says of a row: without what is hidden from it."""
    told = []
    for cell in row:
        for hidden in cell.xpath(".//*[@aria-hidden='true']"):
            hidden.drop_tree()
        told.append(" ".join(cell.text_content().split()))
    return told


def body(found: Any) -> list[list[str]]:
    return [cells(row) for row in found.iterfind("tbody/tr")]


@pytest.fixture(scope="module")
def contracts(library: ClauseLibrary) -> portfolios.Contracts:
    return portfolios.Contracts(library, 20)


@pytest.fixture(scope="module", params=["nl", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def page(contracts: portfolios.Contracts, library: ClauseLibrary, language: str) -> Any:
    return rendered(contracts, library, language, RUNS)


def test_language_landmarks_and_skip_link(page: Any, language: str) -> None:
    page_checks.check_language_landmarks_and_skip_link(page, language)


def test_headings_never_skip_a_level(page: Any) -> None:
    page_checks.check_headings(page)


def test_ids_are_unique_and_every_link_leads_somewhere(page: Any, contracts: portfolios.Contracts) -> None:
    reports = {outcome.report for outcome in contracts if not outcome.refusal}
    elsewhere = page_checks.check_ids_and_links(page)
    assert (len(elsewhere), set(elsewhere)) == (18, reports)


def test_tables_have_captions_and_scoped_headers(page: Any) -> None:
    page_checks.check_tables(page, 6)


def test_nothing_runs_and_nothing_is_fetched(page: Any) -> None:
    page_checks.check_nothing_runs_and_nothing_is_fetched(page, CSS)


def conclusion(page: Any) -> list[str]:
    return [p.text for p in page.get_element_by_id("conclusion").getparent().iterfind("p")]


def test_the_conclusion(contracts: portfolios.Contracts, library: ClauseLibrary) -> None:
    whole = Portfolio.of(contracts).whole
    worst = worst_gaps(Portfolio.of(contracts), library)[0]
    assert conclusion(rendered(contracts, library, "nl", RUNS)) == [
        "Beoordeeld: 18 van 20 contracten.",
        "Niet beoordeeld: 2 (2 beschadigd).",
        f"Open knock-outs: in {whole.with_knock_outs} van de 18 beoordeelde contracten is ten minste één "
        "knock-out niet geheel gedekt.",
        f"Het zwaarste gat is “{worst.requirement.title.nl}”: open in {worst.open} van de {worst.judged} "
        "contracten waarvoor die eis geldt.",
        "Met niet gelezen delen: 3.",
        "Sinds 1 oktober 2026, 14:05 steeg het aantal open knock-outs per contract van 5,0 naar "
        f"{decimal(whole.open_knock_outs / 18, 'nl')}.",
        "Alle contracten en oordelen staan in het Excel-overzicht.",
    ]


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        (90, "Since 1 September 2026 open knock-outs per contract fell from 10.0 to 9.0."),
        (81, "Since 1 September 2026 open knock-outs per contract stayed the same (9.0)."),
        (27, "Since 1 September 2026 open knock-outs per contract rose from 3.0 to 9.0."),
    ],
)
def test_how_it_went_since_the_run_before(library: ClauseLibrary, before: int, sentence: str) -> None:
    nine = [r for r in library.requirements if r.severity is Severity.KNOCK_OUT][:9]
    lines = tuple(Line(r.id, r.theme, r.severity, Verdict.MISSING, 0.9, review=False) for r in nine)
    page = rendered([Outcome("a", (), lines=lines)], library, "en", [portfolios.run("2026-09-01", before)])
    assert conclusion(page)[-2] == sentence


def test_the_worst_gaps(contracts: portfolios.Contracts, library: ClauseLibrary) -> None:
    found = body(table(rendered(contracts, library), "worst-caption"))
    gaps = worst_gaps(Portfolio.of(contracts), library)
    assert found == [
        [
            gap.requirement.title.nl,
            gap.requirement.severity.value,
            f"{gap.open} van {gap.judged}",
            f"{gap.share:.0%}",
            *(str(n) for n in (gap.contrary, gap.missing, gap.partial, gap.unread)),
        ]
        for gap in gaps[:20]
    ]


def test_the_bars_are_as_long_as_the_numbers(contracts: portfolios.Contracts, library: ClauseLibrary) -> None:
    gap = worst_gaps(Portfolio.of(contracts), library)[0]
    bar = table(rendered(contracts, library), "worst-caption").find(".//span[@class='bar']")
    assert [(part.get("class"), part.get("style")) for part in bar] == [
        (name, f"width:{100 * count / gap.judged:.1f}%")
        for name, count in zip(
            ("contrary", "missing", "partial", "unread"),
            (gap.contrary, gap.missing, gap.partial, gap.unread),
            strict=True,
        )
    ]


def test_the_map_reads_aloud_cell_by_cell(
    contracts: portfolios.Contracts, library: ClauseLibrary, language: str
) -> None:
    found = table(rendered(contracts, library, language), "map-caption")
    heads = cells(found.findall("thead/tr")[1])
    assert heads[2:] == [requirement.title[language] for requirement in library.requirements]
    judged = [outcome for outcome in contracts if not outcome.refusal]
    judged.sort(key=lambda o: (-o.open_knock_outs, -sum(line.verdict in GAPS for line in o.lines)))
    verdict = TEXTS[language]["verdict"]  # type: ignore[index]
    assert body(found) == [
        [o.contract, str(o.open_knock_outs), *(verdict[line.verdict] for line in o.lines)] for o in judged
    ]


def test_the_map_is_grouped_by_theme(page: Any, library: ClauseLibrary, language: str) -> None:
    found = table(page, "map-caption").findall("thead/tr")[0].findall("th")
    assert [(th.text, int(th.get("colspan")), th.get("scope")) for th in found] == [
        (theme.title[language], len(theme.requirements), "colgroup") for theme in library.manifest.themes
    ]


def test_a_verdict_is_icon_letters_and_colour(page: Any, language: str) -> None:
    shown = {}
    for cell in table(page, "map-caption").iterfind("tbody/tr/td/span[@aria-hidden]/.."):
        seen = cell.find("span[@aria-hidden]")
        shown[cell.get("class").split()[0]] = (seen.text, seen.find("b").text)
    short = PORTFOLIO_TEXTS[language]["short"]  # type: ignore[index]
    assert shown == {verdict.value: (ICONS[verdict], short[verdict]) for verdict in Verdict}
    assert len(set(short.values())) == len(Verdict)


def test_every_pair_of_colours_of_the_map_is_one_of_the_reports() -> None:
    pairs = re.findall(r"background: var\(--([\w-]+)-bg\); color: var\(--([\w-]+)-fg\)", CSS)
    assert [pair for pair in pairs if pair[0] != pair[1]] == []
    assert re.findall(r"#[0-9a-fA-F]{3,6}\b(?!-)", CSS) == []


@pytest.mark.parametrize(
    ("report", "href"),
    [
        ("rapporten/a b#1?.html", "rapporten/a%20b%231%3F.html"),
        ("javascript:alert(1)", "javascript%3Aalert%281%29"),
        ("/overzicht?dossier=1", "/overzicht?dossier=1"),
        ("https://intern.example/overzicht?dossier=1", "https://intern.example/overzicht?dossier=1"),
    ],
)
def test_a_row_leads_to_the_contracts_own_report(library: ClauseLibrary, report: str, href: str) -> None:
    outcome = replace(portfolios.judged(library, 1), report=report)
    [link] = table(rendered([outcome], library), "map-caption").iter("a")
    assert link.get("href") == href


def test_without_a_report_there_is_no_link(library: ClauseLibrary) -> None:
    outcome = replace(portfolios.judged(library, 1), report="")
    found = table(rendered([outcome], library), "map-caption")
    assert (list(found.iter("a")), body(found)[0][0]) == ([], outcome.contract)


def test_counts_per_requirement_are_the_maps_alternative(
    contracts: portfolios.Contracts, library: ClauseLibrary
) -> None:
    counted = Portfolio.of(contracts).requirements
    found = table(rendered(contracts, library), "requirements-caption")
    assert [row for row in body(found) if len(row) > 1] == [
        [r.title.nl, r.severity.value, *(str(counted[r.id][verdict]) for verdict in Verdict)]
        for r in library.requirements
    ]


def test_suppliers(contracts: portfolios.Contracts, library: ClauseLibrary) -> None:
    tallies = Portfolio.of(contracts).suppliers
    found = body(table(rendered(contracts, library), "suppliers-caption"))
    assert found[-1][0] == "niet bekend"
    for name, *numbers in found:
        tally = tallies["" if name == "niet bekend" else name]
        each = decimal(tally.gaps / tally.judged, "nl")
        assert numbers == [str(tally.contracts), str(tally.refused), str(tally.open_knock_outs), each]


def test_earlier_runs_and_this_one(page: Any, library: ClauseLibrary, language: str) -> None:
    found = body(table(page, "trend-caption"))
    dot = "," if language == "nl" else "."
    first = {"nl": "1 september 2026", "en": "1 September 2026"}[language]
    assert found[0] == [first, "1.0.0", "10", "1", "60", f"6{dot}7", f"24{dot}4"]
    assert [row[0] for row in found[1:]] == {
        "nl": ["1 oktober 2026, 14:05", "deze"],
        "en": ["1 October 2026, 14:05", "this one"],
    }[language]
    assert found[2][1:4] == [library.version, "20", "2"]


def test_the_chart_says_what_it_shows(contracts: portfolios.Contracts, library: ClauseLibrary) -> None:
    page = rendered(contracts, library, "nl", RUNS)
    [chart] = page.iter("svg")
    now = decimal(Portfolio.of(contracts).whole.open_knock_outs / 18, "nl")
    assert chart.find("title").text == "Open knock-outs per beoordeeld contract"
    assert chart.find("desc").text == (
        f"Staafdiagram met per beoordeling: 2026-09-01: 6,7; 2026-10-01: 5,0; deze: {now}. "
        "De tabel geeft dezelfde getallen."
    )
    heights = [float(bar.get("height")) for bar in chart.iter("rect")]
    assert heights[0] / heights[1] == pytest.approx(60 / 45, rel=0.01)
    assert max(heights) == 120


def test_without_earlier_runs_there_is_no_trend(
    contracts: portfolios.Contracts, library: ClauseLibrary
) -> None:
    page = rendered(contracts, library)
    assert list(page.iter("svg")) == []
    assert page.get_element_by_id("trend").getnext().text == PORTFOLIO_TEXTS["nl"]["trend_none"]


def test_what_was_refused_and_what_was_not_read(
    contracts: portfolios.Contracts, library: ClauseLibrary
) -> None:
    page = rendered(contracts, library)
    assert body(table(page, "refused-caption")) == [
        ["contract-00009.pdf", portfolios.REFUSAL.nl],
        ["contract-00019.pdf", portfolios.REFUSAL.nl],
    ]
    listed = page.get_element_by_id("unread").getnext()
    assert [li.text for li in listed] == [
        f"contract-{n:05}.pdf: Pagina {n} is een scan." for n in (3, 10, 17)
    ]


def test_disclaimer_once_hashes_and_version(page: Any, library: ClauseLibrary, language: Any) -> None:
    assert page.text_content().count(library.manifest.disclaimer[language]) == 1
    assert [e.text for e in page.find_class("hash")] == [
        library.sha256, library.profile.sha256, library.model_sha256,
    ]  # fmt: skip
    told = page.get_element_by_id("account").getnext()
    assert [dd.text for dd in told.iterfind("dd")][:2] == [
        edition(library.version, library.profile, language), str(library.manifest.law_as_of),
    ]  # fmt: skip


def test_no_contracts(library: ClauseLibrary, language: str) -> None:
    own = PORTFOLIO_TEXTS[language]  # type: ignore[index]
    page = rendered([], library, language)
    assert conclusion(page) == [own["judged_none"]]
    for heading, told in (("worst", "worst_none"), ("map", "map_none"), ("refused", "refused_none")):
        assert page.get_element_by_id(heading).getnext().text == own[told]  # type: ignore[literal-required]


def test_only_refusals(library: ClauseLibrary) -> None:
    unknown = replace(portfolios.refused(1), refusal=Refusal("nieuw", "x", "x"))
    page = rendered([unknown, portfolios.refused(2), portfolios.refused(3)], library, "nl", RUNS)
    assert conclusion(page)[:-1] == [
        "Beoordeeld: 0 van 3 contracten.",
        "Niet beoordeeld: 3 (2 beschadigd, 1 nieuw).",
    ]


def test_hostile_text_stays_text(library: ClauseLibrary) -> None:
    name = "<script>alert(1)</script>\x1b\udc80.pdf"
    shown = "<script>alert(1)</script>\ufffd\ufffd.pdf"
    good = replace(portfolios.judged(library, 1), contract=name, supplier=name, unread=(name,), report=name)
    bad = Outcome(name, (File(name),), supplier=name, refusal=Refusal("damaged", name, name))
    text = portfolio_html.render([good, bad], library, "nl", [Run("<b>", "<i>", 1, 0, 1, ())])
    assert text.encode() != b""  # no half surrogate is left
    page = lxml_html.document_fromstring(text)
    assert list(page.iter("script", "b", "i")) == list(page.get_element_by_id("map-section").iter("b"))
    assert body(table(page, "map-caption"))[0][0] == shown
    assert body(table(page, "suppliers-caption"))[0][0] == shown
    assert body(table(page, "refused-caption")) == [[shown, shown]]
    assert page.get_element_by_id("unread").getnext()[0].text == f"{shown}: {shown}"
    assert [row[0] for row in body(table(page, "trend-caption"))] == ["<b>", "deze"]


def test_a_requirement_the_contract_was_not_judged_on_stays_blank(library: ClauseLibrary) -> None:
    whole = portfolios.judged(library, 1)
    [row] = body(table(rendered([replace(whole, lines=whole.lines[1:])], library), "map-caption"))
    assert row[2] == ""
    assert "" not in row[3:]


def test_a_large_portfolio_stays_small_and_says_what_it_leaves_out(library: ClauseLibrary) -> None:
    outcomes = [
        replace(o, supplier=f"Leverancier {n} B.V.", unread=() if o.refusal else ("Pagina 1.",))
        for n, o in enumerate(portfolios.Contracts(library, 1_200))
    ]
    text = portfolio_html.render(outcomes, library, "nl")
    page = lxml_html.document_fromstring(text)
    assert len(text.encode()) < 1_500_000
    shown = [len(body(table(page, f"{name}-caption"))) for name in ("map", "suppliers", "refused")]
    assert shown == [150, 100, 100]
    paragraphs = {p.text for p in page.iter("p")}
    own = PORTFOLIO_TEXTS["nl"]
    assert {
        own["map_rest"].format(n=930),
        own["suppliers_rest"].format(n=1_100),
        own["refused_rest"].format(n=20),
        own["unread_rest"].format(n=980),
        own["worst_more"].format(n=40),
    } <= paragraphs
    least = int(body(table(page, "map-caption"))[-1][1])
    assert least >= sorted((o.open_knock_outs for o in outcomes), reverse=True)[150]


def test_the_same_contracts_give_the_same_page(
    contracts: portfolios.Contracts, library: ClauseLibrary
) -> None:
    first = portfolio_html.render(contracts, library, "nl", RUNS)
    assert portfolio_html.render(contracts, library, "nl", RUNS) == first


def test_memory_does_not_grow_with_the_contracts(
    library: ClauseLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portfolio_html, "MAPPED", 10)
    monkeypatch.setattr(portfolio_html, "LISTED", 10)

    def peak(count: int) -> int:
        gc.collect()
        tracemalloc.start()
        portfolio_html.render(portfolios.Contracts(library, count), library, "nl")
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    peak(1)  # what is imported and remembered once
    assert peak(400) < 1.3 * peak(40)


def test_every_reason_to_refuse_a_file_has_a_word() -> None:
    kinds = [errors.InputError, *errors.InputError.__subclasses__()]
    codes = {kind.code for kind in kinds if kind.__module__ == errors.__name__}
    for words in PORTFOLIO_TEXTS.values():
        assert codes - set(words["reason"]) == set()


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-11-21", "21 november 2026"),
        ("2026-11-21T09:05", "21 november 2026, 09:05"),
        ("2026-11-21T09:05:01", "21 november 2026, 09:05"),
        ("gisteren", "gisteren"),
    ],
)
def test_a_run_is_named_by_its_day(day: str, name: str) -> None:
    assert run_name(day, "nl") == name


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.fail("no Chromium: run tests/install_system.sh")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.mark.browser
@pytest.mark.parametrize(("scheme", "width"), [("light", 1400), ("dark", 1400), ("dark", 320)])
def test_no_barriers_no_sideways_scrolling_and_no_requests(
    browser: Browser, library: ClauseLibrary, tmp_path: Path, scheme: Any, width: int
) -> None:
    path = tmp_path / "portefeuille.html"
    outcomes = [portfolios.judged(library, 1), portfolios.judged(library, 3), portfolios.refused(9)]
    path.write_text(portfolio_html.render(outcomes, library, "nl", RUNS), encoding="utf-8")
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    context.set_default_timeout(180_000)  # milliseconds; axe takes long on a busy machine
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate(
        "axe.run({ resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })"
    )
    assert [(v["id"], v["nodes"][0]["html"]) for v in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert asked == [path.as_uri()]
    context.close()
