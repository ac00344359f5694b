"""From the address to an assessment, or the reason why there is none."""

from __future__ import annotations

import streamlit as st

from analyser.model import Assessment
from analyser.store import Action
from ui import texts
from ui.address import Address
from ui.components.details import show_details
from ui.components.messages import alert
from ui.components.progress import wait_for
from ui.dossiers import Dossier
from ui.visit import Screen, Visit, library


def open_dossier(visit: Visit) -> tuple[Dossier, Assessment] | None:
    """The dossier of this address with its assessment; None after telling the user why not."""
    dossier = visit.dossiers.find(visit.address.dossier)
    if dossier is None:
        alert("warning", visit.say(texts.GONE))
        visit.link(Screen.DOSSIERS, visit.say(texts.DOSSIERS), address=Address(language=visit.language))
        return None
    outcome = dossier.outcome()
    if outcome is None:
        wait_for(dossier, visit)
        return None
    problems = [problem[visit.language] for problem in outcome.problems]
    if outcome.assessment is None:
        alert("error", visit.say(texts.NOT_JUDGED), problems)
        _judge_again(dossier, visit)
        show_details(dossier, visit)
        return None
    if problems:
        alert("error", visit.say(texts.PARTLY_JUDGED), problems)
    if not same_library(outcome.assessment):
        readable = all(finding.requirement in library().by_id for finding in outcome.assessment.findings)
        alert("warning", visit.say(texts.LIBRARY_CHANGED if readable else texts.LIBRARY_UNREADABLE))
        _judge_again(dossier, visit)
        if not readable:
            return None
    return dossier, outcome.assessment


def _judge_again(dossier: Dossier, visit: Visit) -> None:
    if dossier.may(Action.UPLOAD) and st.button(visit.say(texts.JUDGE_AGAIN)):
        dossier.judge_again()
        st.rerun()


def same_library(assessment: Assessment) -> bool:
    """Whether the library at hand is the one that judged; it is read anew where it was edited since."""
    if assessment.library_sha256 != library().sha256:
        library.clear()
    return assessment.library_sha256 == library().sha256
