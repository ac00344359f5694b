"""The dossiers at hand: find one by title, file or contract, see how far it is, and open it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from html import escape

import streamlit as st

from analyser.report.texts.review import long_day
from analyser.store.records import Progress
from ui import texts
from ui.address import Address
from ui.components.messages import alert, text
from ui.visit import Screen, Visit, dossiers

_MOST = 200  # lines on the page; who has more, searches


def show(visit: Visit) -> None:
    """The list, changed last first."""
    st.title(visit.say(texts.DOSSIERS), anchor=False)
    words = st.text_input(visit.say(texts.SEARCH), key="dossier-search", help=visit.say(texts.DOSSIERS_HELP))
    found = dossiers().search(words, limit=_MOST + 1)
    shown = found[:_MOST]
    st.html(f'<p role="status">{escape(visit.say(texts.DOSSIERS_FOUND, n=len(shown)))}</p>')
    if len(found) > _MOST:
        alert("info", visit.say(texts.MORE_DOSSIERS, n=_MOST))
    if not found:
        alert("info", visit.say(texts.NO_DOSSIERS))
        visit.link(Screen.UPLOAD, visit.say(texts.UPLOAD), address=Address(language=visit.language))
    for line in shown:
        _row(line, visit)


def _row(line: Progress, visit: Visit) -> None:
    """One dossier: its title as a link, its files, how far it is, whose it is, and when it changed."""
    dossier = line.dossier
    files = ", ".join(document.name for document in dossier.documents)
    with st.container(key=f"row-{dossier.id}", gap="xsmall"):
        what, state, who = st.columns([6, 3, 3], gap="small")
        with what:
            visit.link(
                Screen.GAPS,
                dossier.title,
                address=replace(Address(language=visit.language), dossier=dossier.id),
            )
            st.html(f'<p class="why">{text(files)}</p>')
        state.html(f"<p>{escape(visit.say(texts.STATE[line.state]))}</p>")
        who.html(f"<p>{text(dossier.owner)}<br>{escape(_when(dossier.changed, visit))}</p>")


def _when(time: datetime, visit: Visit) -> str:
    """A day as it is written: 21 november 2026."""
    return long_day(time.astimezone().date(), visit.language)


if __name__ == "__main__":
    show(Visit.current())
