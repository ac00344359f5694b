"""What was recorded before award, in a line on the overview and as counts in the portfolio."""

from __future__ import annotations

from html import escape

import streamlit as st

from analyser.award import Stand
from analyser.report import award
from analyser.report.texts.award import award_texts
from ui import texts
from ui.components.tables import body, heads, row, show_table
from ui.dossiers import Dossier
from ui.portfolio import Look
from ui.visit import Screen, Visit, checklist


def show_award_line(dossier: Dossier, visit: Visit) -> None:
    """How many checks are done, which nobody recorded, and the way to them."""
    before = dossier.before_award(checklist())
    line = visit.say(
        texts.AWARD_LINE,
        count=award.count(before, visit.language),
        open=award.still_open(before, visit.language),
    )
    st.html(f'<p class="award">{escape(line.strip())}</p>')
    visit.link(Screen.AWARD, visit.say(texts.AWARD_OPEN), address=visit.at_list())


def show_award_counts(look: Look, visit: Visit) -> None:
    """For each check how many contracts stand how."""
    words = award_texts(visit.language)
    st.header(visit.say(texts.AWARD_PORTFOLIO), anchor=False)
    stands: list[Stand | None] = [*Stand, None]
    names = [words["stand"][stand] if stand else words["unrecorded"] for stand in stands]
    show_table(
        visit.say(texts.AWARD_PORTFOLIO_HELP),
        heads([escape(visit.say(texts.AWARD_CHECK)), *map(escape, names)]),
        body(
            row(escape(check.title[visit.language]), [look.facts[check.id, stand] for stand in stands])
            for check in checklist().checks
        ),
    )
