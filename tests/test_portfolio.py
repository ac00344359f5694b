"""Counts over many contracts, and what stands first."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from analyser.errors import Damaged
from analyser.library import ClauseLibrary
from analyser.model import Severity, Verdict
from analyser.portfolio import (
    File,
    Line,
    Outcome,
    Portfolio,
    Refusal,
    Run,
    Tally,
    gap_of,
    ranked_suppliers,
    worst_gaps,
)

KNOCK_OUT, OTHER_KNOCK_OUT = "contract-aansprakelijkheid", "veiligheid-geheimhouding"
HIGH = "contract-audit-recht"
SEVERITIES = {KNOCK_OUT: Severity.KNOCK_OUT, OTHER_KNOCK_OUT: Severity.KNOCK_OUT, HIGH: Severity.HIGH}


def outcome(name: str, supplier: str = "", **verdicts: Verdict) -> Outcome:
    """A contract with a verdict on the knock-outs and the other; ``verdicts`` by "ko", "other" and "high"."""
    ids = {"ko": KNOCK_OUT, "other": OTHER_KNOCK_OUT, "high": HIGH}
    lines = tuple(
        Line(ids[key], "x", SEVERITIES[ids[key]], verdict, 0.9, review=False)
        for key, verdict in verdicts.items()
    )
    return Outcome(name, (File(name),), supplier, lines=lines)


REFUSED = Outcome("x", (), "Acme B.V.", refusal=Refusal.of(Damaged("x", reason_nl="leeg", reason_en="empty")))
JUDGED = (
    outcome("a", "Acme B.V.", ko=Verdict.CONTRARY, high=Verdict.MET),
    outcome("b", "Acme B.V.", ko=Verdict.UNREAD, other=Verdict.MISSING, high=Verdict.MISSING),
    outcome("c", "", ko=Verdict.NOT_APPLICABLE, high=Verdict.PARTIAL),
    outcome("d", "Foo N.V.", ko=Verdict.MET, high=Verdict.MISSING),
)


def test_a_refusal_keeps_code_and_sentences() -> None:
    assert (REFUSED.refusal and REFUSED.refusal.code) == "damaged"
    assert REFUSED.refusal is not None
    assert REFUSED.refusal.message("nl").startswith("x is beschadigd: leeg.")
    assert REFUSED.refusal.message("en").startswith("x is damaged: empty.")


@pytest.mark.parametrize(("index", "count"), [(0, 1), (1, 2), (2, 0), (3, 0)])
def test_an_open_knock_out_is_one_not_wholly_covered(index: int, count: int) -> None:
    assert JUDGED[index].open_knock_outs == count


def test_everything_is_counted() -> None:
    portfolio = Portfolio.of([*JUDGED, REFUSED])
    verdicts = Counter(
        {
            Verdict.MISSING: 3,
            Verdict.MET: 2,
            Verdict.CONTRARY: 1,
            Verdict.UNREAD: 1,
            Verdict.PARTIAL: 1,
            Verdict.NOT_APPLICABLE: 1,
        }
    )
    assert portfolio.whole == Tally(5, 1, 3, 2, verdicts)
    assert (portfolio.whole.judged, portfolio.whole.gaps) == (4, 6)
    assert portfolio.refusals == Counter({"damaged": 1})
    assert portfolio.requirements[KNOCK_OUT] == Counter(
        [Verdict.CONTRARY, Verdict.UNREAD, Verdict.NOT_APPLICABLE, Verdict.MET]
    )
    assert {name: (t.contracts, t.refused, t.gaps) for name, t in portfolio.suppliers.items()} == {
        "Acme B.V.": (3, 1, 4),
        "": (1, 0, 1),
        "Foo N.V.": (1, 0, 1),
    }


def test_the_worst_gaps_go_by_severity_and_then_by_contracts(library: ClauseLibrary) -> None:
    found = worst_gaps(Portfolio.of(JUDGED), library)
    told = [(g.requirement.id, g.contrary, g.missing, g.partial, g.unread, g.open, g.judged) for g in found]
    assert sorted(told[:2]) == [(KNOCK_OUT, 1, 0, 0, 1, 2, 3), (OTHER_KNOCK_OUT, 0, 1, 0, 0, 1, 1)]
    assert told[2:] == [(HIGH, 0, 2, 1, 0, 3, 4)]
    twice = worst_gaps(Portfolio.of([*JUDGED, outcome("e", other=Verdict.MISSING)]), library)
    assert [gap.requirement.id for gap in twice] == [OTHER_KNOCK_OUT, KNOCK_OUT, HIGH]


def test_what_applies_nowhere_has_no_share(library: ClauseLibrary) -> None:
    requirement = library.requirement(KNOCK_OUT)
    nowhere = gap_of(requirement, Portfolio.of([JUDGED[2]]))
    assert (nowhere.judged, nowhere.open, nowhere.share) == (0, 0, 0.0)
    assert gap_of(requirement, Portfolio.of(JUDGED)).share == pytest.approx(2 / 3)


def test_suppliers_go_by_open_knock_outs_then_gaps_then_name() -> None:
    more = [replace(JUDGED[3], supplier=name) for name in ("Bar B.V.", "Zed B.V.")]
    busy = replace(JUDGED[3], supplier="Zed B.V.")
    ranked = ranked_suppliers(Portfolio.of([*JUDGED, *more, busy]))
    assert [name for name, _ in ranked] == ["Acme B.V.", "Zed B.V.", "Bar B.V.", "Foo N.V.", ""]


def test_a_run_is_what_a_portfolio_comes_to(library: ClauseLibrary) -> None:
    run = Run.of(Portfolio.of([*JUDGED, REFUSED]), library, "2026-11-21")
    assert (run.day, run.library_version, run.contracts, run.refused) == ("2026-11-21", library.version, 5, 1)
    assert (run.judged, run.open_knock_outs, run.gaps) == (4, 3, 6)
    assert [verdict for verdict, _ in run.verdicts] == list(Verdict)


def test_nothing_comes_to_nothing(library: ClauseLibrary) -> None:
    portfolio = Portfolio.of([])
    assert portfolio == Portfolio()
    assert (worst_gaps(portfolio, library), ranked_suppliers(portfolio)) == ((), ())
