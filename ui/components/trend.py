"""How the portfolio stood month by month: the shares of the verdicts as bars, and all numbers as a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Final

import streamlit as st

from analyser.comparing import Turn
from analyser.model import Verdict
from analyser.portfolio import Run
from analyser.report.texts.review import long_day
from analyser.store.trends import Month
from ui import texts
from ui.components.badges import verdict_badge
from ui.components.suppliers import gaps_each
from ui.components.tables import body, heads, row, show_table
from ui.components.theme_picture import PARTS, verdict_bar
from ui.visit import Visit

_BARS: Final = 12  # months in the picture; the table has two years
_ROWS: Final = 24
_TURNS: Final = (Turn.BETTER, Turn.WORSE)


def show_trend(months: Sequence[Month], visit: Visit) -> None:
    """What changed last, the picture, and the table."""
    st.header(visit.say(texts.TREND), anchor=False)
    st.html(f"<p>{escape(visit.say(texts.TREND_HELP))}</p>")
    if len(months) > 1:
        now, before = (gaps_each(month.run, visit) for month in (months[-1], months[-2]))
        told = visit.say(texts.TREND_NOW, now=now, before=before, month=_month(months[-2].run, visit))
        st.html(f"<p><strong>{escape(told)}</strong></p>")
        st.html(_picture(months[-_BARS:], visit))
    _table(months[-_ROWS:], visit)


def _picture(months: Sequence[Month], visit: Visit) -> str:
    legend = " ".join(verdict_badge(verdict, visit) for verdict in _occurring(months))
    bars = "".join(
        f"<li><span>{escape(_month(month.run, visit))}</span>"
        f"{verdict_bar(_month(month.run, visit), _shares(month.run), 100, visit, '%')}</li>"
        for month in months
    )
    return (
        f'<figure class="themes"><figcaption><strong>{escape(visit.say(texts.TREND_PICTURE))}</strong>'
        f'<span class="badges">{legend}</span></figcaption><ul>{bars}</ul></figure>'
    )


def _occurring(months: Sequence[Month]) -> list[Verdict]:
    """The verdicts that judge a contract and that some month has."""
    return [verdict for verdict in PARTS if any(dict(month.run.verdicts)[verdict] for month in months)]


def _shares(run: Run) -> list[tuple[Verdict, int]]:
    """Whole percentages of the findings that judge a contract; what rounds to none is left out."""
    counts = dict(run.verdicts)
    total = sum(counts[verdict] for verdict in PARTS)
    shares = [(verdict, round(100 * counts[verdict] / total)) for verdict in PARTS] if total else []
    return [(verdict, share) for verdict, share in shares if share]


def _table(months: Sequence[Month], visit: Visit) -> None:
    verdicts = _occurring(months)
    titles = (
        texts.MONTH, texts.CONTRACTS, texts.ADDED,
        texts.GAPS_EACH, texts.GAPS_EACH_NEW, texts.OPEN_KNOCK_OUTS,
    )  # fmt: skip
    head = heads(
        (
            *(escape(visit.say(title)) for title in titles),
            *(verdict_badge(verdict, visit) for verdict in verdicts),
            *(escape(visit.say(texts.TURNED_COLUMN[turn])) for turn in _TURNS),
            escape(visit.say(texts.TREND_LIBRARY)),
        )
    )
    rows = (_row(month, verdicts, visit) for month in reversed(months))
    show_table(visit.say(texts.TREND_TABLE), head, body(rows), kind="figures months")


def _row(month: Month, verdicts: Sequence[Verdict], visit: Visit) -> str:
    run, counts = month.run, dict(month.run.verdicts)
    return row(
        escape(_month(run, visit)),
        (
            run.contracts, month.fresh.contracts, gaps_each(run, visit), gaps_each(month.fresh, visit),
            run.open_knock_outs, *(counts[verdict] for verdict in verdicts),
            *(month.turned.get(turn, 0) for turn in _TURNS), escape(run.library_version),
        ),
    )  # fmt: skip


def _month(run: Run, visit: Visit) -> str:
    """ "november 2026"."""
    return long_day(date.fromisoformat(run.day), visit.language).split(" ", 1)[1]
