"""The search of the library: it stands in the address, so that a search can be mailed."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analyser.library import ClauseLibrary
from analyser.model import Severity
from ui import texts
from ui.components.pills import show_pills
from ui.search import Search
from ui.visit import Visit


def show_search(visit: Visit, library: ClauseLibrary) -> None:
    """Words, severity and theme; a change goes to the address at once."""
    search = visit.address.search
    st.session_state["search-words"] = search.words
    st.session_state["search-severity"] = list(search.severities)
    st.session_state["search-theme"] = list(search.themes)
    st.text_input(
        visit.say(texts.SEARCH),
        key="search-words",
        help=visit.say(texts.SEARCH_HELP),
        on_change=_to_address,
        args=(visit,),
    )
    show_pills("search", visit, library, _to_address)


def _to_address(visit: Visit) -> None:
    """Write what the fields say into the address; the script then runs again and reads it."""
    chosen = st.session_state
    search = Search(
        words=chosen["search-words"],
        themes=tuple(chosen["search-theme"]),
        severities=tuple(severity for severity in Severity if severity in chosen["search-severity"]),
    )
    st.query_params.from_dict(replace(visit.address, search=search).query)
