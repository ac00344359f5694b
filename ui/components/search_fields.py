"""The search of the library: it stands in the address, so that a search can be mailed."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analyser.library import ClauseLibrary
from analyser.model import Severity
from ui import texts
from ui.search import Search
from ui.visit import Visit


def show_search(visit: Visit, library: ClauseLibrary) -> None:
    """Words, severity and theme; a change goes to the address at once."""
    search = visit.address.search
    st.session_state["search-words"] = search.words
    st.session_state["search-severity"] = list(search.severities)
    st.session_state["search-theme"] = list(search.themes)
    titles = {theme.id: theme.title[visit.language] for theme in library.manifest.themes}
    words = visit.words
    st.text_input(
        visit.say(texts.SEARCH),
        key="search-words",
        help=visit.say(texts.SEARCH_HELP),
        on_change=_to_address,
        args=(visit,),
    )
    st.pills(
        words["severity_label"],
        list(Severity),
        selection_mode="multi",
        key="search-severity",
        format_func=lambda severity: words["severity"][severity],
        on_change=_to_address,
        args=(visit,),
    )
    st.pills(
        words["theme"],
        list(titles),
        selection_mode="multi",
        key="search-theme",
        format_func=lambda theme: titles[theme],
        on_change=_to_address,
        args=(visit,),
    )


def _to_address(visit: Visit) -> None:
    """Write what the fields say into the address; the script then runs again and reads it."""
    chosen = st.session_state
    search = Search(
        words=chosen["search-words"],
        themes=tuple(chosen["search-theme"]),
        severities=tuple(severity for severity in Severity if severity in chosen["search-severity"]),
    )
    st.query_params.from_dict(replace(visit.address, search=search).query)
