"""Administration: who may do what, the state of the log, and which library and store this is."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import Final

import streamlit as st

from analyser.store import Action, Role
from ui import texts
from ui.components.library_version import show_version
from ui.components.messages import alert, text
from ui.components.notice import attempted, notify, show_notice
from ui.components.overruled import show_overruled
from ui.sign_in import normal
from ui.visit import Visit, library, server

_PLACE: Final = "administration"
_NONE: Final = ""  # in place of a role: take it away
_ROLES: Final = (Role.BUYER, Role.LAWYER, Role.ADMINISTRATOR)


def show(visit: Visit) -> None:
    """Users for the administrator; for everyone what they may do, and whether the log holds."""
    st.title(visit.say(texts.ADMINISTRATION), anchor=False)
    show_notice(_PLACE)
    _you(visit)
    if visit.actor.may(Action.MANAGE_USERS):
        _users(visit)
    if visit.actor.may(Action.LEARN):
        show_overruled(library(), visit)
    _log(visit)
    st.header(visit.say(texts.LIBRARY), anchor=False)
    show_version(library(), visit)


def _you(visit: Visit) -> None:
    """Under which name and role the visitor acts."""
    actor = visit.actor
    st.html(
        f"<p>{text(visit.say(texts.YOU_ARE, name=actor.name))} "
        f"{escape(visit.say(texts.ROLE_HELP[actor.role]))}</p>"
    )


def _users(visit: Visit) -> None:
    st.header(visit.say(texts.USERS), anchor=False)
    rows = "".join(
        f'<tr><th scope="row">{text(name)}</th><td>{escape(visit.say(texts.ROLE[role]))}</td></tr>'
        for name, role in server().store.users(visit.actor)
    )
    st.html(
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(visit.say(texts.USERS))}">'
        f'<table><thead><tr><th scope="col">{escape(visit.say(texts.USER))}</th>'
        f'<th scope="col">{escape(visit.say(texts.ROLE_LABEL))}</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )
    with st.form("user"):
        st.text_input(visit.say(texts.USER), key="user-name", max_chars=200, help=visit.say(texts.USER_HELP))
        st.selectbox(
            visit.say(texts.ROLE_LABEL), [*_ROLES, _NONE], key="user-role",
            format_func=lambda role: visit.say(texts.ROLE.get(role, texts.NO_ROLE_ANY_MORE)),
        )  # fmt: skip
        st.form_submit_button(visit.say(texts.SAVE), on_click=_save, args=(visit,))


def _save(visit: Visit) -> None:
    """Runs before the page is drawn anew."""
    name, role = normal(st.session_state["user-name"]), st.session_state["user-role"]
    store = server().store
    if not name:
        notify(_PLACE, "error", visit.say(texts.USER_EMPTY))
        return
    act = (
        partial(store.retire, visit.actor, name)
        if role == _NONE
        else partial(store.set_role, visit.actor, name, role)
    )
    if attempted(_PLACE, act, visit.say(texts.SAVED), visit):
        st.session_state["user-name"] = ""


def _log(visit: Visit) -> None:
    """The check that ``analyser audit verify`` does."""
    st.header(visit.say(texts.LOG), anchor=False)
    st.html(f"<p>{escape(visit.say(texts.LOG_HELP))}</p>")
    if st.button(visit.say(texts.CHECK_LOG)):
        breaks = server().store.verify()
        if breaks:
            alert("error", visit.say(texts.LOG_BROKEN, n=len(breaks)))
        else:
            alert("info", visit.say(texts.LOG_HOLDS))


if __name__ == "__main__":
    show(Visit.current())
