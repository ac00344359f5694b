"""A comparison as a file, made when asked for and entered in the log of both dossiers."""

from __future__ import annotations

from html import escape
from typing import Final

import streamlit as st

from analyser.comparing import Versions
from analyser.library import ClauseLibrary
from analyser.report import comparison
from analyser.store import Action
from ui import texts
from ui.components.messages import alert
from ui.dossiers import Dossier
from ui.visit import Visit

_TYPES: Final = {
    "html": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
}
_NAME: Final = {"nl": "vergelijking", "en": "comparison"}


def show_comparison_files(
    old: Dossier, new: Dossier, versions: Versions, library: ClauseLibrary, visit: Visit
) -> None:
    """A button for each form: what ``analyser compare`` writes."""
    st.header(visit.say(texts.COMPARE_FILES), anchor=False)
    if not visit.actor.may(Action.EXPORT):
        alert("info", visit.say(texts.MAY_NOT_EXPORT))
        return
    st.html(f"<p>{escape(visit.say(texts.COMPARE_FILES_HELP))}</p>")
    with st.container(horizontal=True, key="comparison-files"):
        for form, mime in _TYPES.items():

            def made(form: str = form) -> bytes:
                data = comparison.render(versions, library, form, visit.language)
                old.exported("comparison", data)
                return new.exported("comparison", data)

            st.download_button(
                visit.say(texts.COMPARE_FORMATS[form]),
                data=made,
                file_name=f"{_NAME[visit.language]}.{form}",
                mime=mime,
                key=f"comparison-{form}",
                on_click="ignore",
            )
