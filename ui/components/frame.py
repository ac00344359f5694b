"""What stands above and below every page."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from urllib.parse import urlencode

import streamlit as st

from analyser.library import ClauseLibrary
from analyser.report.texts import Tongue
from analyser.store import Action, Actor, Role
from ui import texts
from ui.components.door import sign_out_button
from ui.components.messages import text
from ui.visit import Screen, Visit


def header(visit: Visit, actor: Actor | None) -> None:
    """The name of the application, its parts, the switch to the other language, and who is signed in.

    ``actor`` is None for who does not get in: they see no parts.
    """
    with st.container(horizontal=True, vertical_alignment="center", key="header"):
        st.html(f'<p class="app-name">{escape(visit.say(texts.TITLE))}</p>', width="content")
        if actor is not None:
            visit.link(Screen.DOSSIERS, visit.say(texts.DOSSIERS), address=visit.at_list())
            if actor.may(Action.UPLOAD):
                visit.link(Screen.NEW, visit.say(texts.NEW), address=visit.at_list())
            if visit.address.dossier:
                visit.link(Screen.GAPS, visit.say(texts.OVERVIEW), address=visit.at_list())
            visit.link(Screen.PORTFOLIO, visit.say(texts.PORTFOLIO), address=visit.at_list())
            visit.link(Screen.LIBRARY, visit.say(texts.LIBRARY), address=visit.at_list())
            visit.link(Screen.ADMINISTRATION, visit.say(texts.ADMINISTRATION), address=visit.at_list())
        _language_switch(visit)
        if actor is not None and actor.role is not Role.ALONE:
            st.html(f"<p>{text(actor.name)} ({escape(actor.role)})</p>", width="content")
            sign_out_button(visit)


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
        *([visit.say(texts.SINGLE_USER)] if visit.actor.role is Role.ALONE else []),
    )
    st.html('<div class="footer">' + "".join(f"<p>{escape(line)}</p>" for line in lines) + "</div>")
