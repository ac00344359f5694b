"""Whose conditions prevail: the choice, and what they change in the library."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from analyser.errors import AnalyserError
from analyser.library import ClauseLibrary, default_profile, library_folder, profile_ids
from analyser.report import summary
from analyser.report.profiles import change_line
from ui import texts
from ui.components.messages import alert
from ui.components.requirement import source_list
from ui.visit import Visit, library


@dataclass(frozen=True, slots=True)
class Profiles:
    """The profiles that can be chosen, the installation's own first; and why others cannot."""

    titles: dict[str, str]
    problems: Sequence[str]

    @classmethod
    def at_hand(cls, visit: Visit) -> Profiles:
        """Read anew for every page: a profile can be written while the application runs."""
        titles, problems = {}, []
        ids = profile_ids(library_folder())
        for profile in dict.fromkeys((default_profile(), *ids)):
            try:
                titles[profile] = library(profile).profile.title[visit.language]
            except AnalyserError as error:
                problems.append(error.message(visit.language))
        return cls(titles, problems)


def profile_title(profile: str, visit: Visit) -> str:
    """What a profile is called; its id where it is gone or not sound."""
    try:
        return summary.clean(library(profile).profile.title[visit.language])
    except AnalyserError:
        return visit.say(texts.PROFILE_GONE, id=summary.clean(profile))


def choose_profile(
    visit: Visit,
    label: str,
    chosen: str = "",
    *,
    key: str,
    help: str,
    on_change: Callable[[], None] | None = None,
) -> str:
    """A list of the profiles; ``chosen`` stands in it although it is gone. Returns the id chosen."""
    titles = Profiles.at_hand(visit).titles
    gone = {chosen: visit.say(texts.PROFILE_GONE, id=chosen)} if chosen and chosen not in titles else {}
    named = titles | gone
    options = list(named)
    if st.session_state.get(key) not in options:
        st.session_state[key] = chosen or options[0]
    st.selectbox(
        label, options, format_func=lambda profile: summary.clean(named[profile]), key=key, help=help,
        on_change=on_change,
    )  # fmt: skip
    return str(st.session_state[key])


def show_changes(held: ClauseLibrary, visit: Visit) -> None:
    """What the profile of this library changes, each with its reason and where that is written."""
    if not held.changes:
        st.html(f"<p>{escape(visit.say(texts.PROFILE_AS_IT_IS))}</p>")
        return
    items = "".join(
        f"<li><strong>{escape(change_line(change, visit.language))}</strong><br>"
        f"{escape(change.reason[visit.language])}{source_list(change.sources, visit)}</li>"
        for change in held.changes
    )
    with st.expander(visit.say(texts.PROFILE_CHANGES, n=len(held.changes))):
        st.html(f"<ul>{items}</ul>")


def show_broken(visit: Visit) -> None:
    """Which profiles cannot be chosen because their files are not sound."""
    problems = Profiles.at_hand(visit).problems
    if problems:
        lines = [line for problem in problems for line in problem.splitlines()]
        alert("warning", visit.say(texts.PROFILES_BROKEN), lines)
