"""Which clause library this is, to the letter."""

from __future__ import annotations

from html import escape

import streamlit as st

from analyser.library import ClauseLibrary
from analyser.report.profiles import edition
from ui import texts
from ui.visit import Visit


def show_version(held: ClauseLibrary, visit: Visit) -> None:
    """Version, state of the law and fingerprint."""
    words = visit.say(
        texts.LIBRARY_VERSION,
        version=edition(held.version, held.profile, visit.language),
        law_as_of=held.manifest.law_as_of,
        sha256=held.sha256,
    )
    st.html(f'<p class="note hash">{escape(words)}</p>')
