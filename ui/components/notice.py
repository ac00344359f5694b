"""What came of the last click: told once, on the page that follows it, where the click was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from analyser.errors import StoreError
from ui.components.messages import Kind, alert
from ui.visit import Visit

_KEY: Final = "notice-{}"


def attempted(place: str, act: Callable[[], None], done: str, visit: Visit) -> bool:
    """Do what was asked and keep what to tell at ``place``; False where the store refused."""
    try:
        act()
    except StoreError as error:
        notify(place, "error", error.message(visit.language))
        return False
    notify(place, "info", done)
    return True


def attempt(place: str, act: Callable[[], None], done: str, visit: Visit) -> None:
    """As ``attempted``, for a button that leads to nothing else."""
    attempted(place, act, done, visit)


def notify(place: str, kind: Kind, message: str) -> None:
    """Keep a message for the next time ``place`` is drawn."""
    st.session_state[_KEY.format(place)] = (kind, message)


def show_notice(place: str) -> None:
    """Tell what came of the last click here, if there was one."""
    told = st.session_state.pop(_KEY.format(place), None)
    if told is not None:
        alert(*told)
