"""What shows while a dossier is being judged; the page stays usable."""

from __future__ import annotations

from typing import Final

import streamlit as st

from ui import texts
from ui.components.messages import text
from ui.dossiers import Dossier
from ui.visit import Visit

_SECONDS: Final = 0.5


@st.fragment(run_every=_SECONDS)
def wait_for(dossier: Dossier, visit: Visit) -> None:
    """Look twice a second whether the outcome is there, then show the page anew."""
    if dossier.outcome() is not None:
        st.rerun()
    files = "".join(
        f"<li>{text(name)}: {visit.say(texts.READING_STATE[state])}</li>" for name, state in dossier.states()
    )
    st.html(
        f'<p role="status" class="busy">{visit.say(texts.BUSY, seconds=dossier.seconds)}</p>'
        f"<ul>{files}</ul><p>{visit.say(texts.BUSY_HELP)}</p>"
    )
