"""The clause library: every requirement by theme, with a search, and which library this is."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from html import escape
from typing import Final

import streamlit as st

from analyser.library import ClauseLibrary, Requirement
from analyser.report.profiles import changes_of
from ui import texts
from ui.components.badges import severity_badge
from ui.components.library_version import show_version
from ui.components.messages import alert
from ui.components.profiles import choose_profile, show_broken, show_changes
from ui.components.row import show_row
from ui.components.search_fields import show_search
from ui.visit import Screen, Visit

_PROFILE: Final = "library-profile"


def show(visit: Visit) -> None:
    """The requirements that the search lets through."""
    held = visit.held
    total = len(held.requirements)
    st.title(visit.say(texts.LIBRARY), anchor=False)
    st.html(f"<p>{escape(visit.say(texts.LIBRARY_HELP, n=total))}</p>")
    show_broken(visit)
    _profile(held, visit)
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
                _row(requirement, held, visit)
    show_version(held, visit)


def _profile(held: ClauseLibrary, visit: Visit) -> None:
    """The choice of a profile to look through, and what that one changes."""
    st.session_state[_PROFILE] = held.profile.id
    choose_profile(
        visit, visit.say(texts.PROFILE), held.profile.id, key=_PROFILE,
        help=visit.say(texts.PROFILE_HELP), on_change=partial(_to_address, visit),
    )  # fmt: skip
    show_changes(held, visit)


def _to_address(visit: Visit) -> None:
    """Write the choice into the address; the script then runs again and reads it."""
    scope = replace(visit.address.scope, profile=st.session_state[_PROFILE])
    st.query_params.from_dict(replace(visit.address, scope=scope).query)


def _row(requirement: Requirement, held: ClauseLibrary, visit: Visit) -> None:
    """One requirement: how grave a gap is, its title as a link, its norm, and what the profile changed."""
    changed = "".join(
        f'<p class="note">{escape(line)}</p>' for line in changes_of(held, requirement.id, visit.language)
    )
    show_row(
        "entry", requirement.id, visit, Screen.REQUIREMENT, requirement.title[visit.language],
        visit.at_requirement(requirement.id),
        severity=f'<p class="badges">{severity_badge(requirement.severity, visit)}</p>',
        norm=f'<p class="why">{escape(requirement.norm[visit.language])}</p>{changed}',
    )  # fmt: skip


if __name__ == "__main__":
    show(Visit.current())
