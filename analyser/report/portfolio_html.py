"""The portfolio as one accessible page: gaps, a map of contracts and requirements, suppliers, the trend.

It holds everything it needs and asks nothing of the outside. However many contracts there are, it shows
those that matter most, says how many it leaves out, and stays small; the workbook has them all.
"""

from __future__ import annotations

import heapq
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote

from analyser.library import ClauseLibrary, Requirement
from analyser.model import Verdict
from analyser.portfolio import Gap, Outcome, Portfolio, Run, ranked_suppliers, worst_gaps
from analyser.report import summary
from analyser.report.html import template
from analyser.report.profiles import edition, fingerprint
from analyser.report.texts import ICONS, Tongue, texts
from analyser.report.texts.portfolio import PortfolioTexts, decimal, portfolio_texts, run_name

MAPPED: Final = 150  # contracts in the map
LISTED: Final = 100  # suppliers, refused contracts and contracts with parts not read, of each
_WORST: Final = 20  # gaps
_CHARTED: Final = 8  # earlier runs in the chart
_HEIGHT, _STEP = 120, 96  # of the chart: the tallest bar, and from bar to bar
_ADDRESS: Final = re.compile(r"https?://|/")


@dataclass(slots=True)
class Gathered:
    """What one pass over the contracts leaves: counts, and the few contracts that are shown."""

    portfolio: Portfolio = field(default_factory=Portfolio)
    mapped: list[Outcome] = field(default_factory=list)
    refused: list[Outcome] = field(default_factory=list)
    partly_read: list[Outcome] = field(default_factory=list)
    partly_read_count: int = 0

    @classmethod
    def of(cls, outcomes: Iterable[Outcome]) -> Gathered:
        """In one pass. In the map: most open knock-outs first, then most gaps, then as they come."""
        gathered = cls()
        gathered.mapped = heapq.nlargest(MAPPED, gathered._judged(outcomes), key=_gravity)
        return gathered

    def _judged(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """The contracts that were judged; all are counted in passing."""
        for outcome in outcomes:
            self.portfolio.add(outcome)
            if outcome.refusal is not None:
                if len(self.refused) < LISTED:
                    self.refused.append(outcome)
                continue
            if outcome.unread:
                self.partly_read_count += 1
                if len(self.partly_read) < LISTED:
                    self.partly_read.append(outcome)
            yield outcome


def _gravity(outcome: Outcome) -> tuple[int, int]:
    return outcome.open_knock_outs, outcome.gaps


def render(
    outcomes: Iterable[Outcome], library: ClauseLibrary, language: Tongue, runs: Sequence[Run] = ()
) -> str:
    """The page as HTML text; ``outcomes`` is gone through once, ``runs`` are earlier, the oldest first."""
    return render_gathered(Gathered.of(outcomes), library, language, runs)


def render_gathered(
    gathered: Gathered, library: ClauseLibrary, language: Tongue, runs: Sequence[Run] = ()
) -> str:
    """As ``render``, of contracts that were gone through already."""
    portfolio = gathered.portfolio
    gaps = worst_gaps(portfolio, library)
    suppliers = ranked_suppliers(portfolio)
    every_run = (*runs, Run.of(portfolio, library))
    return template("portfolio.html.j2").render(
        words=texts(language),
        own=portfolio_texts(language),
        language=language,
        edition=edition(library.version, library.profile, language),
        fingerprint=fingerprint(library.profile, language),
        library=library,
        icons=ICONS,
        verdicts=summary.VERDICTS,
        page=_Page(language),
        conclusion=_conclusion(gathered, gaps, every_run, language),
        whole=portfolio.whole,
        gaps=gaps[:_WORST],
        more_gaps=len(gaps[_WORST:]),
        themes=[(theme, _of_theme(theme.id, library)) for theme in library.manifest.themes],
        counts={r.id: portfolio.requirements.get(r.id, Counter()) for r in library.requirements},
        shown=gathered.mapped,
        not_shown=portfolio.whole.judged - len(gathered.mapped),
        suppliers=suppliers[:LISTED],
        more_suppliers=len(suppliers[LISTED:]),
        runs=every_run,
        chart=_chart(every_run[-_CHARTED - 1 :], language),
        refused=gathered.refused,
        more_refused=portfolio.whole.refused - len(gathered.refused),
        partly_read=gathered.partly_read,
        more_partly_read=gathered.partly_read_count - len(gathered.partly_read),
    )


def _of_theme(theme: str, library: ClauseLibrary) -> list[Requirement]:
    return [requirement for requirement in library.requirements if requirement.theme == theme]


class _Page:
    """What the template asks about one contract, gap or run at a time."""

    def __init__(self, language: Tongue) -> None:
        self._language = language

    def verdicts(self, outcome: Outcome) -> dict[str, Verdict]:
        return {line.requirement: line.verdict for line in outcome.lines}

    def address(self, outcome: Outcome) -> str:
        """Where its own report is; a file name in which every character is only a character."""
        if _ADDRESS.match(outcome.report):
            return outcome.report
        return quote(summary.clean(outcome.report))

    def per_cent(self, share: float) -> str:
        return f"{share:.0%}"

    def per_contract(self, count: int, contracts: int) -> str:
        return decimal(count / contracts, self._language) if contracts else "–"

    def name(self, run: Run) -> str:
        own = portfolio_texts(self._language)
        return run_name(run.day, self._language) if run.day else own["this_run"]


def _conclusion(gathered: Gathered, gaps: Sequence[Gap], runs: Sequence[Run], language: Tongue) -> list[str]:
    """What came of it, in sentences; the first one says how many contracts were judged."""
    own = portfolio_texts(language)
    portfolio = gathered.portfolio
    whole = portfolio.whole
    if not whole.contracts:
        return [own["judged_none"]]
    told = [own["judged"].format(judged=whole.judged, contracts=whole.contracts)]
    if whole.refused:
        reasons = ", ".join(
            f"{count} {own['reason'].get(code, code)}" for code, count in portfolio.refusals.most_common()
        )
        told.append(own["refused"].format(n=whole.refused, reasons=reasons))
    if whole.with_knock_outs:
        told.append(own["knock_outs"].format(n=whole.with_knock_outs, judged=whole.judged))
    elif whole.judged:
        told.append(own["knock_outs_none"])
    if gaps:
        title = gaps[0].requirement.title[language]
        told.append(own["worst"].format(requirement=title, open=gaps[0].open, judged=gaps[0].judged))
    if gathered.partly_read_count:
        told.append(own["unread"].format(n=gathered.partly_read_count))
    return [*told, *_turn(runs, own, language), own["export_note"]]


def _turn(runs: Sequence[Run], own: PortfolioTexts, language: Tongue) -> list[str]:
    """How the open knock-outs of a contract went since the run before; nothing without one."""
    judged = [run for run in runs[-2:] if run.judged]
    if len(judged) < 2:
        return []
    before, now = (decimal(run.open_knock_outs / run.judged, language) for run in judged)
    day = run_name(judged[0].day, language)
    if before == now:  # as people read them: 2.52 after 2.48 is no rise worth a sentence
        return [own["trend_same"].format(day=day, now=now)]
    rose = judged[1].open_knock_outs * judged[0].judged > judged[0].open_knock_outs * judged[1].judged
    return [own["trend_worse" if rose else "trend_better"].format(day=day, before=before, now=now)]


@dataclass(frozen=True, slots=True)
class _Bar:
    """A run in the chart; lengths are in units of the drawing."""

    x: int
    y: float
    height: float
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class _Chart:
    """A bar for each run: open knock-outs per contract judged."""

    bars: tuple[_Bar, ...]
    width: int
    description: str


def _chart(runs: Sequence[Run], language: Tongue) -> _Chart:
    """The runs that judged anything, side by side."""
    own = portfolio_texts(language)
    values = [(run, run.open_knock_outs / run.judged) for run in runs if run.judged]
    highest = max((value for _, value in values), default=0.0) or 1.0
    bars = tuple(
        _Bar(
            x=index * _STEP,
            y=_HEIGHT * (1 - value / highest),
            height=_HEIGHT * value / highest,
            value=decimal(value, language),
            label=run.day[:10] or own["this_run"],
        )
        for index, (run, value) in enumerate(values)
    )
    told = "; ".join(own["chart_part"].format(run=bar.label, value=bar.value) for bar in bars)
    return _Chart(bars, len(bars) * _STEP, own["chart_desc"].format(values=told))
