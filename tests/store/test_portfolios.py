"""The portfolio: what the last finished analysis of each dossier says, and how that came to be."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, select
from stores import ADMINISTRATOR, BUYER, COLLEAGUE, LAWYER, SAMPLE, Clock

from analyser.comparing import Turn
from analyser.errors import NotAllowed
from analyser.library import ClauseLibrary, load_library
from analyser.model import Assessment, Finding, Text, Verdict
from analyser.portfolio import File, Line, Portfolio, Refusal
from analyser.review import Outcome
from analyser.store import Store, Upload, schema
from analyser.store.portfolios import Contract, Opinion, Selection
from analyser.store.records import State, Status

DATA = SAMPLE.read_bytes()
ALL = Selection()


@pytest.fixture(scope="module")
def library() -> ClauseLibrary:
    return load_library()


def made(store: Store, title: str, supplier: str = "") -> str:
    return store.dossiers.create(BUYER, title, [Upload("contract.pdf", DATA)], supplier=supplier)


def finish(store: Store, assessment: Assessment, supplier: str = "") -> None:
    claim = store.queue.claim("worker")
    assert claim is not None
    assert store.queue.finish(claim, assessment, supplier)


def fail(store: Store, problem: Text, reading: Text | None = None) -> None:
    claim = store.queue.claim("worker")
    assert claim is not None
    if reading is not None:
        assert store.queue.report(claim, claim.documents[0], State.FAILED, reading)
    assert store.queue.fail(claim, problem)


def contracts(store: Store, library: ClauseLibrary, selection: Selection = ALL) -> list[Contract]:
    with store.portfolios.open(BUYER, selection, library, "nl") as found:
        return [*found]


def titles(store: Store, library: ClauseLibrary, selection: Selection) -> list[str]:
    return [contract.outcome.contract for contract in contracts(store, library, selection)]


def lines_of(assessment: Assessment) -> tuple[Line, ...]:
    return tuple(
        Line(f.requirement, f.theme, f.severity, f.verdict, f.confidence, f.review)
        for f in assessment.findings
    )


def first(assessment: Assessment, verdict: Verdict) -> Finding:
    return next(finding for finding in assessment.findings if finding.verdict is verdict)


def turned(assessment: Assessment, before: Verdict, after: Verdict) -> Assessment:
    """The assessment with the first finding of one verdict given another."""
    changed = first(assessment, before)
    evidence = changed.evidence or next(f.evidence for f in assessment.findings if f.evidence)
    other = replace(changed, verdict=after, evidence=() if after is Verdict.MISSING else evidence)
    findings = tuple(other if finding is changed else finding for finding in assessment.findings)
    return replace(assessment, findings=findings, library_version="9.0.0", library_sha256="f" * 64)


def test_a_contract_says_what_its_last_finished_analysis_found(
    store: Store, assessment: Assessment, library: ClauseLibrary
) -> None:
    key = made(store, "Kantoor", "Acme B.V.")
    finish(store, assessment)
    later = turned(assessment, Verdict.MISSING, Verdict.MET)
    store.dossiers.analyse_again(BUYER, key)
    finish(store, later)
    store.dossiers.analyse_again(BUYER, key)
    fail(store, Text("stuk", "broken"))
    (contract,) = contracts(store, library)
    (document,) = store.dossiers.get(BUYER, key).documents
    assert (contract.dossier, contract.supplier_found, contract.library_sha256) == (key, False, "f" * 64)
    assert contract.outcome.lines == lines_of(later)
    assert contract.outcome.files == (File("contract.pdf", document.sha256),)
    assert (contract.outcome.contract, contract.outcome.supplier) == ("Kantoor", "Acme B.V.")
    assert (contract.outcome.refusal, contract.outcome.unread, contract.opinions) == (None, (), {})


def test_counts_are_those_of_the_assessments(
    store: Store, assessment: Assessment, library: ClauseLibrary
) -> None:
    for title in ("Een", "Twee"):
        made(store, title)
        finish(store, assessment)
    portfolio = Portfolio.of(contract.outcome for contract in contracts(store, library))
    once = Counter(finding.verdict for finding in assessment.findings)
    assert portfolio.whole.verdicts == Counter({verdict: 2 * count for verdict, count in once.items()})
    assert {*portfolio.requirements} == {finding.requirement for finding in assessment.findings}


def test_a_dossier_that_could_not_be_judged_is_a_refusal(store: Store, library: ClauseLibrary) -> None:
    made(store, "Leeg")
    fail(store, Text("niets gelezen", "nothing read"), Text("leeg bestand", "empty file"))
    made(store, "Stuk")
    fail(store, Text("brak af", "broke off"))
    assert [contract.outcome.refusal for contract in contracts(store, library)] == [
        Refusal("not-judged", "leeg bestand", "empty file"),
        Refusal("not-judged", "brak af", "broke off"),
    ]


def test_a_file_that_was_not_read_is_told(
    store: Store, assessment: Assessment, library: ClauseLibrary
) -> None:
    store.dossiers.create(BUYER, "Half", [Upload("a.pdf", DATA), Upload("b.pdf", b"leeg")])
    claim = store.queue.claim("worker")
    assert claim is not None
    store.queue.report(claim, claim.documents[1], State.FAILED, Text("b is leeg", "b is empty"))
    store.queue.finish(claim, assessment)
    (contract,) = contracts(store, library)
    assert (contract.outcome.unread, contract.outcome.refusal) == (("b is leeg",), None)


def test_who_waits_for_the_first_analysis_is_only_counted(
    store: Store, assessment: Assessment, library: ClauseLibrary
) -> None:
    key = made(store, "Klaar")
    finish(store, assessment)
    store.dossiers.analyse_again(BUYER, key)  # it is judged already: this one does not wait
    made(store, "Wacht")
    with store.portfolios.open(BUYER, ALL, library, "nl") as found:
        assert (len(found), found.waiting, [c.outcome.contract for c in found]) == (1, 1, ["Klaar"])


@pytest.fixture
def three(store: Store, assessment: Assessment, clock: Clock) -> dict[str, datetime]:
    """Three dossiers, judged a day after each other; when each was."""
    ended = {}
    for title, supplier in (("Twee", "Acme B.V."), ("een", ""), ("Drie", "Foo Ltd")):
        key = made(store, title, supplier)
        finish(store, assessment)
        ended[title] = clock.time
        if title == "Twee":
            store.dossiers.change(BUYER, store.dossiers.get(BUYER, key), owner="joke")
        clock.later(days=1)
    return ended


@pytest.mark.parametrize(
    ("why", "selection", "found"),
    [
        ("all, by title", ALL, ["Drie", "een", "Twee"]),
        ("a supplier", Selection(supplier="Acme B.V."), ["Twee"]),
        ("no supplier", Selection(supplier=""), ["een"]),
        ("an owner", Selection(owner="joke"), ["Twee"]),
        ("an owner and a supplier that do not meet", Selection(owner="joke", supplier="Foo Ltd"), []),
        ("a status that none has", Selection(status=Status.CLOSED), []),
        ("a status that all have", Selection(status=Status.OPEN), ["Drie", "een", "Twee"]),
        ("since", Selection(since=datetime(2026, 11, 23, tzinfo=UTC)), ["Drie", "een"]),
        ("until, not included", Selection(until=datetime(2026, 11, 23, 9, tzinfo=UTC)), ["Twee"]),
    ],
)
def test_selecting(
    why: str,
    selection: Selection,
    found: list[str],
    store: Store,
    library: ClauseLibrary,
    three: dict[str, datetime],
) -> None:
    assert titles(store, library, selection) == found
    months = store.portfolios.trend(BUYER, selection)
    assert [month.run.contracts for month in months[-1:]] == ([len(found)] if found else [])


def test_what_can_be_selected_by(store: Store, library: ClauseLibrary, three: dict[str, datetime]) -> None:
    choices = store.portfolios.choices(BUYER)
    assert (choices.owners, choices.suppliers) == (("ines", "joke"), ("Acme B.V.", "Foo Ltd"))
    assert (choices.first, choices.last) == (three["Twee"], three["Drie"])


def test_an_empty_store(store: Store, library: ClauseLibrary) -> None:
    choices = store.portfolios.choices(BUYER)
    assert (choices.owners, choices.suppliers, choices.first, choices.last) == ((), (), None, None)
    assert contracts(store, library) == []
    assert store.portfolios.trend(BUYER, ALL) == ()


def test_the_decision_that_holds_stands_beside_the_verdict(
    store: Store, assessment: Assessment, library: ClauseLibrary, judged: str
) -> None:
    one, other = assessment.findings[:2]
    store.reviews.decide(LAWYER, judged, one.requirement, Outcome.AGREED, "ja", after=0)
    store.reviews.decide(
        COLLEAGUE, judged, one.requirement, Outcome.ACCEPTED, "nee", after=1, verdict=Verdict.MET
    )
    store.reviews.decide(LAWYER, judged, other.requirement, Outcome.UNACCEPTABLE, "nee", after=0)
    (contract,) = contracts(store, library)
    assert contract.opinions == {
        one.requirement: Opinion(Outcome.ACCEPTED, Verdict.MET),
        other.requirement: Opinion(Outcome.UNACCEPTABLE, None),
    }
    assert contract.outcome.lines == lines_of(assessment)


def test_lines_of_one_requirement(
    store: Store, assessment: Assessment, library: ClauseLibrary, judged: str
) -> None:
    wanted = assessment.findings[7].requirement
    with store.portfolios.open(BUYER, ALL, library, "nl", wanted) as found:
        assert [contract.outcome.lines for contract in found] == [(lines_of(assessment)[7],)]


def test_a_requirement_that_the_library_lost_comes_last(
    store: Store, assessment: Assessment, library: ClauseLibrary
) -> None:
    made(store, "Oud")
    gone = replace(assessment.findings[0], requirement="a-vervallen")
    finish(store, replace(assessment, findings=(gone, *assessment.findings[1:])))
    (contract,) = contracts(store, library)
    assert [line.requirement for line in contract.outcome.lines] == [
        *(finding.requirement for finding in assessment.findings[1:]),
        "a-vervallen",
    ]


def test_it_can_be_gone_through_twice_and_sees_one_moment(
    store: Store, assessment: Assessment, library: ClauseLibrary, judged: str
) -> None:
    with store.portfolios.open(BUYER, ALL, library, "nl") as found:
        before = [contract.outcome for contract in found]
        made(store, "Kwam er tussen")
        finish(store, assessment)
        assert [contract.outcome for contract in found] == before
    assert len(contracts(store, library)) == 2


def test_as_many_queries_for_many_dossiers_as_for_one(
    store: Store, assessment: Assessment, library: ClauseLibrary, judged: str
) -> None:
    def asked() -> int:
        seen: list[str] = []

        def note(*arguments: object) -> None:
            seen.append(str(arguments[2]))

        event.listen(store.engine, "before_cursor_execute", note)
        contracts(store, library)
        store.portfolios.trend(BUYER, ALL)
        event.remove(store.engine, "before_cursor_execute", note)
        return len(seen)

    once = asked()
    for title in ("Twee", "Drie", "Vier"):
        made(store, title)
        finish(store, assessment)
    assert asked() == once


def local(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 12).astimezone()


@pytest.fixture
def moving(store: Store, assessment: Assessment, clock: Clock) -> Iterator[tuple[Assessment, Assessment]]:
    """September: two dossiers, one refused. November: one judged anew, and the refused one after all."""
    clock.time = local(9, 10)
    key = made(store, "Een")
    finish(store, assessment)
    refused = made(store, "Twee")
    fail(store, Text("stuk", "broken"))
    clock.time = local(11, 3)
    store.dossiers.analyse_again(BUYER, key)
    better = turned(assessment, Verdict.MISSING, Verdict.MET)
    finish(store, better)
    store.dossiers.analyse_again(BUYER, refused)
    finish(store, assessment)
    clock.time = local(11, 20)
    return assessment, better


def test_every_month_tells_how_it_stood(store: Store, moving: tuple[Assessment, Assessment]) -> None:
    old, better = moving
    months = store.portfolios.trend(BUYER, ALL)
    assert [(m.run.day, m.run.contracts, m.run.refused) for m in months] == [
        ("2026-09-30", 2, 1),
        ("2026-10-31", 2, 1),
        ("2026-11-20", 2, 0),
    ]
    counted = [Counter(f.verdict for f in one.findings) for one in (old, better)]
    assert [dict(m.run.verdicts) for m in months] == [
        {verdict: tally[verdict] for verdict in Verdict}
        for tally in (counted[0], counted[0], sum(counted, Counter()))
    ]
    assert [(m.fresh.contracts, m.fresh.refused) for m in months] == [(2, 1), (0, 0), (0, 0)]
    assert [dict(m.turned) for m in months] == [{}, {}, {Turn.BETTER: 1}]
    versions = sorted({old.library_version, better.library_version})
    assert [m.run.library_version for m in months] == [
        old.library_version, old.library_version, ", ".join(versions),
    ]  # fmt: skip


def test_the_trend_ends_where_the_portfolio_stands(
    store: Store, library: ClauseLibrary, moving: tuple[Assessment, Assessment]
) -> None:
    whole = Portfolio.of(contract.outcome for contract in contracts(store, library)).whole
    run = store.portfolios.trend(BUYER, ALL)[-1].run
    assert (run.contracts, run.refused, run.open_knock_outs) == (
        whole.contracts, whole.refused, whole.open_knock_outs,
    )  # fmt: skip
    assert {verdict: count for verdict, count in run.verdicts if count} == dict(whole.verdicts)


def test_a_verdict_that_turned_for_the_worse(
    store: Store, assessment: Assessment, clock: Clock, judged: str
) -> None:
    store.dossiers.analyse_again(BUYER, judged)
    finish(store, turned(assessment, Verdict.MISSING, Verdict.CONTRARY))
    clock.later(seconds=1)
    assert [dict(month.turned) for month in store.portfolios.trend(BUYER, ALL)] == [{Turn.WORSE: 1}]


def test_an_analysis_asked_for_earlier_that_ends_later_does_not_hold(
    store: Store, assessment: Assessment, clock: Clock, judged: str, library: ClauseLibrary
) -> None:
    other = turned(assessment, Verdict.MISSING, Verdict.MET)
    for _ in range(2):
        store.dossiers.analyse_again(BUYER, judged)
    early, late = store.queue.claim("a"), store.queue.claim("b")
    assert early is not None
    assert late is not None
    store.queue.finish(late, other)
    clock.later(minutes=1)
    store.queue.finish(early, assessment)
    (contract,) = contracts(store, library)
    assert contract.outcome.lines == lines_of(other)
    (month,) = store.portfolios.trend(BUYER, ALL)
    assert dict(month.run.verdicts)[Verdict.MET] == sum(f.verdict is Verdict.MET for f in other.findings)


def test_an_export_is_entered_with_its_hash_and_nothing_of_a_contract(store: Store, judged: str) -> None:
    before = store.portfolios.moment(BUYER)
    store.portfolios.exported(BUYER, "xlsx", b"abc", 1)
    with store.engine.begin() as connection:
        log = schema.audit_log
        entry = connection.execute(select(log).order_by(log.c.number.desc()).limit(1)).mappings().one()
    assert (entry["action"], entry["actor"], entry["dossier"]) == ("portfolio.exported", "ines", None)
    assert json.loads(json.dumps(entry["details"])) == {
        "kind": "xlsx",
        "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "contracts": 1,
    }
    assert store.portfolios.moment(BUYER) == before + 1
    assert store.verify() == ()


def test_an_administrator_sees_it_and_exports_nothing(
    store: Store, library: ClauseLibrary, judged: str
) -> None:
    with store.portfolios.open(ADMINISTRATOR, ALL, library, "nl") as found:
        assert len(found) == 1
    with pytest.raises(NotAllowed):
        store.portfolios.exported(ADMINISTRATOR, "xlsx", b"abc", 1)


@pytest.mark.parametrize("named", ["Acme B.V.", ""])
def test_a_supplier_that_nobody_gave_comes_from_the_contract(
    named: str, store: Store, assessment: Assessment
) -> None:
    keys = made(store, "Onbekend"), made(store, "Bekend", " Foo Ltd ")
    seen = store.dossiers.get(BUYER, keys[0])
    for _ in keys:
        finish(store, assessment, named)
    found = [store.dossiers.get(BUYER, key) for key in keys]
    assert [(d.supplier, d.supplier_found) for d in found] == [(named, bool(named)), ("Foo Ltd", False)]
    assert (found[0].version, found[0].changed) == (seen.version, seen.changed)
    with store.engine.begin() as connection:
        log = schema.audit_log
        entries = connection.scalars(select(log.c.details).where(log.c.action == "analysis.done")).all()
    assert [entry.get("fields") for entry in entries] == [["supplier"] if named else None, None]
    assert named == "" or named not in json.dumps([*entries])


def test_a_supplier_given_by_a_person_is_theirs(store: Store, assessment: Assessment) -> None:
    key = made(store, "Kantoor")
    finish(store, assessment, "Acme B.V.")
    given = store.dossiers.change(BUYER, store.dossiers.get(BUYER, key), supplier=" Acme Software B.V. ")
    assert (given.supplier, given.supplier_found) == ("Acme Software B.V.", False)
    retitled = store.dossiers.change(BUYER, given, title="Kantoor 2026")
    assert (retitled.supplier, retitled.supplier_found) == ("Acme Software B.V.", False)
    taken = store.dossiers.change(BUYER, retitled, supplier="")
    assert (taken.supplier, taken.supplier_found) == ("", False)
    store.dossiers.analyse_again(BUYER, key)
    finish(store, assessment, "Acme B.V.")
    found = store.dossiers.get(BUYER, key)
    assert (found.supplier, found.supplier_found) == ("Acme B.V.", True)


def test_a_found_name_stays_found_where_something_else_is_changed(
    store: Store, assessment: Assessment
) -> None:
    key = made(store, "Kantoor")
    finish(store, assessment, "A" * 400)
    changed = store.dossiers.change(BUYER, store.dossiers.get(BUYER, key), title="Anders")
    assert (changed.supplier, changed.supplier_found) == ("A" * 300, True)


def test_a_dossier_is_found_by_its_supplier(store: Store) -> None:
    made(store, "Kantoor", "Acme B.V.")
    made(store, "Hosting", "Foo Ltd")
    assert [line.dossier.title for line in store.dossiers.find(BUYER, words="acme")] == ["Kantoor"]


def test_the_last_month_ends_today(store: Store, clock: Clock, judged: str) -> None:
    clock.later(days=40)
    months = store.portfolios.trend(BUYER, ALL)
    days = [clock.time.astimezone().date() - timedelta(days=clock.time.astimezone().day)]
    assert [month.run.day for month in months][-1] == clock.time.astimezone().date().isoformat()
    assert [month.run.day for month in months][-2] == days[0].isoformat()
