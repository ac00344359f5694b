"""The clause library: every requirement by theme, with a search, and which library this is."""

from __future__ import annotations

from html import escape

import streamlit as st

from analyser.library import Requirement
from ui import texts
from ui.components.badges import severity_badge
from ui.components.library_version import show_version
from ui.components.messages import alert
from ui.components.row import show_row
from ui.components.search_fields import show_search
from ui.visit import Screen, Visit, library


def show(visit: Visit) -> None:
    """The requirements that the search lets through."""
    held = library()
    total = len(held.requirements)
    st.title(visit.say(texts.LIBRARY), anchor=False)
    st.html(f"<p>{escape(visit.say(texts.LIBRARY_HELP, n=total))}</p>")
    show_search(visit, held)
    found = [requirement for requirement in held.requirements if visit.address.search.lets(requirement)]
    st.html(f'<p role="status">{escape(visit.say(texts.SHOWN, n=len(found), total=total))}</p>')
    if not found:
        alert("info", visit.say(texts.NONE_FOUND))
    for theme in held.manifest.themes:
        group = [requirement for requirement in found if requirement.theme == theme.id]
        if group:
            st.header(f"{theme.title[visit.language]} ({len(group)})", anchor=False)
            for requirement in group:
                _row(requirement, visit)
    show_version(held, visit)


def _row(requirement: Requirement, visit: Visit) -> None:
    """One requirement: how grave a gap is, its title as a link, and its norm."""
    show_row(
        "entry", requirement.id, visit, Screen.REQUIREMENT, requirement.title[visit.language],
        visit.at_requirement(requirement.id),
        severity=f'<p class="badges">{severity_badge(requirement.severity, visit)}</p>',
        norm=f'<p class="why">{escape(requirement.norm[visit.language])}</p>',
    )  # fmt: skip


if __name__ == "__main__":
    show(Visit.current())
