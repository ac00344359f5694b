"""The filters of the gap table. They live in the address; the widgets only show them."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analyser.library import ClauseLibrary
from analyser.model import GAPS, Severity, Verdict
from analyser.report import summary
from ui import texts
from ui.address import Filters
from ui.components.pills import show_pills
from ui.visit import Visit

_VERDICTS = (*GAPS, *(verdict for verdict in Verdict if verdict not in GAPS))


def show_filters(visit: Visit, library: ClauseLibrary) -> None:
    """Theme, verdict, severity and "check by hand"; a change goes to the address at once."""
    filters = visit.address.filters
    st.session_state["filter-theme"] = list(filters.themes)
    st.session_state["filter-verdict"] = list(filters.verdicts)
    st.session_state["filter-severity"] = list(filters.severities)
    st.session_state["filter-review"] = filters.review
    st.pills(
        visit.words["verdict_label"],
        _VERDICTS,
        selection_mode="multi",
        key="filter-verdict",
        format_func=lambda verdict: summary.verdict_word(verdict, visit.language),
        on_change=_to_address,
        args=(visit,),
    )
    show_pills("filter", visit, library, _to_address)
    st.checkbox(visit.say(texts.REVIEW_ONLY), key="filter-review", on_change=_to_address, args=(visit,))


def _to_address(visit: Visit) -> None:
    """Write what the widgets say into the address; the script then runs again and reads it."""
    chosen = st.session_state
    filters = Filters(
        themes=tuple(chosen["filter-theme"]),
        verdicts=tuple(verdict for verdict in _VERDICTS if verdict in chosen["filter-verdict"]),
        severities=tuple(severity for severity in Severity if severity in chosen["filter-severity"]),
        review=bool(chosen["filter-review"]),
    )
    st.query_params.from_dict(replace(visit.address, filters=filters).query)
