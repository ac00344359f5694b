"""How many requirements of each theme got which verdict, as a real table."""

from __future__ import annotations

from html import escape

import streamlit as st

from analyser.library import ClauseLibrary
from analyser.model import Assessment, Verdict
from analyser.report import summary
from ui.components.badges import verdict_badge
from ui.visit import Visit


def show_tallies(assessment: Assessment, library: ClauseLibrary, visit: Visit) -> None:
    """A row a theme, a column a verdict that occurs, and the totals."""
    totals = summary.counts(assessment.findings)
    verdicts = [verdict for verdict in Verdict if totals[verdict]]
    words = visit.words
    head = "".join(f'<th scope="col">{verdict_badge(verdict, visit)}</th>' for verdict in verdicts)
    rows = "".join(
        _row(tally.theme.title[visit.language], tally.counts, verdicts)
        for tally in summary.per_theme(assessment, library)
    )
    st.html(
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(words["per_theme"])}">'
        f'<table class="tallies"><caption>{escape(words["per_theme"])}</caption>'
        f'<thead><tr><th scope="col">{escape(words["theme"])}</th>{head}</tr></thead>'
        f"<tbody>{rows}</tbody><tfoot>{_row(words['total'], totals, verdicts)}</tfoot></table></div>"
    )


def _row(name: str, counts: dict[Verdict, int], verdicts: list[Verdict]) -> str:
    cells = "".join(f"<td>{counts[verdict]}</td>" for verdict in verdicts)
    return f'<tr><th scope="row">{escape(name)}</th>{cells}</tr>'
