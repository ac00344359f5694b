"""What someone sees who does not get in: why, and what to do."""

from __future__ import annotations

import streamlit as st
from streamlit.errors import StreamlitAuthError

from ui import texts
from ui.components.messages import alert
from ui.sign_in import Refused
from ui.visit import Visit


def door(refused: Refused, visit: Visit) -> None:
    """The reason, and a button to sign in or out where that helps."""
    st.title(visit.say(texts.DOOR), anchor=False)
    alert("info" if refused.may_sign_in else "warning", visit.say(refused.reason, name=refused.name))
    if refused.may_sign_in:
        if st.button(visit.say(texts.SIGN_IN), type="primary", key="sign-in"):  # shell.js knows it by its key
            sign_in(visit)
    elif refused.name:
        sign_out_button(visit)


def sign_in(visit: Visit) -> None:
    """Go to the identity provider."""
    try:
        st.login()
    except StreamlitAuthError:  # its message may hold the client's secrets
        alert("error", visit.say(texts.SIGN_IN_BROKEN))


def sign_out_button(visit: Visit) -> None:
    """Sign out, where the application itself signed the visitor in."""
    if st.user.get("is_logged_in") and st.button(visit.say(texts.SIGN_OUT)):
        st.logout()
