"""What stands above and below every page."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from urllib.parse import urlencode

import streamlit as st

from analyser.library import ClauseLibrary
from analyser.report.texts import Tongue
from ui import texts
from ui.visit import Screen, Visit


def header(visit: Visit) -> None:
    """The name of the application, its parts, and the switch to the other language."""
    with st.container(horizontal=True, vertical_alignment="center", key="header"):
        st.html(f'<p class="app-name">{escape(visit.say(texts.TITLE))}</p>', width="content")
        visit.link(Screen.UPLOAD, visit.say(texts.UPLOAD), address=visit.at_list())
        visit.link(Screen.DOSSIERS, visit.say(texts.DOSSIERS), address=visit.at_list())
        if visit.address.dossier:
            visit.link(Screen.GAPS, visit.say(texts.OVERVIEW), address=visit.at_list())
        visit.link(Screen.LIBRARY, visit.say(texts.LIBRARY), address=visit.at_list())
        _language_switch(visit)


def _language_switch(visit: Visit) -> None:
    """A plain link that loads the page anew, so that the page's language in HTML changes with it."""
    other: Tongue = "nl" if visit.language == "en" else "en"
    query = urlencode(replace(visit.address, language=other).query, doseq=True)
    st.html(
        f'<a class="language" href="?{escape(query)}" target="_self" hreflang="{other}" lang="{other}">'
        f"{escape(visit.say(texts.OTHER_LANGUAGE))}</a>",
        width="content",
    )


def footer(visit: Visit, library: ClauseLibrary) -> None:
    """What the outcome is worth, and by which rules it was reached."""
    words = visit.words
    lines = (
        library.manifest.disclaimer[visit.language],
        f"{words['library']} {words['version']} {library.version}, "
        f"{words['law_as_of']} {library.manifest.law_as_of}.",
        visit.say(texts.SINGLE_USER),
    )
    st.html('<div class="footer">' + "".join(f"<p>{escape(line)}</p>" for line in lines) + "</div>")
