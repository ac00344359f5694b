"""From the address to an assessment, or the reason why there is none."""

from __future__ import annotations

import streamlit as st

from analyser.errors import AnalyserError
from analyser.library import ClauseLibrary
from analyser.model import Assessment
from analyser.store import Action
from ui import texts
from ui.address import Address
from ui.components.details import show_details
from ui.components.messages import alert
from ui.components.progress import wait_for
from ui.dossiers import Dossier
from ui.visit import Screen, Visit, library_of


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
    held = _library_of(outcome.assessment, dossier, visit)
    if held is None:
        return None
    if outcome.assessment.library_sha256 != held.sha256:
        readable = all(finding.requirement in held.by_id for finding in outcome.assessment.findings)
        alert("warning", visit.say(texts.LIBRARY_CHANGED if readable else texts.LIBRARY_UNREADABLE))
        _judge_again(dossier, visit)
        if not readable:
            return None
    return dossier, outcome.assessment


def _judge_again(dossier: Dossier, visit: Visit) -> None:
    if dossier.may(Action.UPLOAD) and st.button(visit.say(texts.JUDGE_AGAIN)):
        dossier.judge_again()
        st.rerun()


def _library_of(assessment: Assessment, dossier: Dossier, visit: Visit) -> ClauseLibrary | None:
    """The library under the profile that judged; None after telling the user why it cannot be had."""
    try:
        return library_of(assessment)
    except AnalyserError as error:
        alert("error", visit.say(texts.PROFILE_MISSING), error.message(visit.language).splitlines())
        show_details(dossier, visit)
        return None
