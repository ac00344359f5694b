"""Choices among severities and themes, for the filters of the gaps and the search of the library."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from analyser.library import ClauseLibrary
from analyser.model import Severity
from ui.visit import Visit


def show_pills(prefix: str, visit: Visit, library: ClauseLibrary, on_change: Callable[[Visit], None]) -> None:
    """Two rows; what is chosen stands in the session as ``prefix``-severity and ``prefix``-theme."""
    titles = {theme.id: theme.title[visit.language] for theme in library.manifest.themes}
    words = visit.words
    st.pills(
        words["severity_label"],
        list(Severity),
        selection_mode="multi",
        key=f"{prefix}-severity",
        format_func=lambda severity: words["severity"][severity],
        on_change=on_change,
        args=(visit,),
    )
    st.pills(
        words["theme"],
        list(titles),
        selection_mode="multi",
        key=f"{prefix}-theme",
        format_func=lambda theme: titles[theme],
        on_change=on_change,
        args=(visit,),
    )
