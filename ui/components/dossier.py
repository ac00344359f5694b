"""From the address to an assessment, or the reason why there is none."""

from __future__ import annotations

import streamlit as st

from analyser.model import Assessment
from ui import texts
from ui.address import Address
from ui.components.messages import alert
from ui.components.progress import wait_for
from ui.dossiers import Dossier
from ui.visit import Screen, Visit, dossiers, library


def open_dossier(visit: Visit) -> tuple[Dossier, Assessment] | None:
    """The dossier of this address with its assessment; None after telling the user why not."""
    dossier = dossiers().find(visit.address.dossier)
    if dossier is None:
        alert("warning", visit.say(texts.GONE))
        visit.link(Screen.UPLOAD, visit.say(texts.UPLOAD), address=Address(language=visit.language))
        return None
    outcome = dossier.outcome()
    if outcome is None:
        wait_for(dossier, visit)
        return None
    if outcome.assessment is not None and not same_library(outcome.assessment):
        alert("warning", visit.say(texts.LIBRARY_CHANGED))
        if st.button(visit.say(texts.JUDGE_AGAIN)):
            dossier.judge_again()
            st.rerun()
        return None
    problems = [problem[visit.language] for problem in outcome.problems]
    if outcome.assessment is None:
        alert("error", visit.say(texts.NOT_JUDGED), problems)
        visit.link(Screen.UPLOAD, visit.say(texts.UPLOAD), address=Address(language=visit.language))
        return None
    if problems:
        alert("error", visit.say(texts.PARTLY_JUDGED), problems)
    return dossier, outcome.assessment


def same_library(assessment: Assessment) -> bool:
    """Whether the library at hand is the one that judged; it is read anew where it was edited since."""
    if assessment.library_sha256 != library().sha256:
        library.clear()
    return assessment.library_sha256 == library().sha256
