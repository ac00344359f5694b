"""The reports, made when asked for."""

from __future__ import annotations

from functools import partial
from pathlib import PurePath
from typing import Final

import streamlit as st

from analyser.library import ClauseLibrary
from analyser.model import Assessment
from analyser.report import write
from ui import texts
from ui.dossiers import Dossier
from ui.visit import Visit, checklist

_TYPES: Final = {
    "html": "text/html",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
}


def downloads(dossier: Dossier, assessment: Assessment, library: ClauseLibrary, visit: Visit) -> None:
    """A button for each form of report: what the command line writes, and in the memo decisions."""
    decisions, before = dossier.decisions() or None, dossier.before_award(checklist())
    render = partial(write.render, assessment, library, decisions=decisions, before=before)
    stem = PurePath(assessment.documents[0].name).stem
    with st.container(horizontal=True, key="downloads"):
        for form, mime in _TYPES.items():
            st.download_button(
                visit.say(texts.DOWNLOAD_FORMATS[form]),
                data=partial(render, form, visit.language),
                file_name=f"{stem}-analyse.{form}",
                mime=mime,
                key=f"download-{form}",
                on_click="ignore",
            )
