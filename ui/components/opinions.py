"""What reviewers decided over all contracts, apart from what the analysis says."""

from __future__ import annotations

from html import escape

import streamlit as st

from analyser.model import Verdict
from analyser.review import Outcome
from ui import texts
from ui.components.badges import verdict_badge
from ui.components.tables import body, heads, row, show_table
from ui.portfolio import Look
from ui.visit import Visit


def show_opinions(look: Look, visit: Visit) -> None:
    """How many findings are decided and how, and the verdicts that reviewers changed."""
    st.header(visit.say(texts.DECISIONS), anchor=False)
    opinions, counted = look.opinions, look.portfolio.whole.verdicts
    told = visit.say(
        texts.DECIDED_OF, n=opinions.outcomes.total(), overruled=opinions.overruled.total(),
        total=counted.total() - counted[Verdict.NOT_APPLICABLE],
    )  # fmt: skip
    items = "".join(
        f"<li>{opinions.outcomes[outcome]} {escape(visit.say(texts.DECIDED_AS[outcome]))}</li>"
        for outcome in Outcome
        if opinions.outcomes[outcome]
    )
    st.html(f"<p>{escape(visit.say(texts.DECISIONS_HELP))}</p><p>{escape(told)}</p><ul>{items}</ul>")
    if opinions.overruled:
        titles = (texts.OF_ANALYSIS, texts.OF_REVIEWER, texts.FINDINGS_COUNT)
        rows = (
            row(verdict_badge(was, visit), (verdict_badge(own, visit), count))
            for (was, own), count in opinions.overruled.most_common()
        )
        head = heads(escape(visit.say(title)) for title in titles)
        show_table(visit.say(texts.OVERRULED), head, body(rows))
