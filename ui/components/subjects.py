"""What a contract is about, as the text shows it: for the buyer to confirm or to correct.

On it depends which requirements apply, so a wrong guess hides gaps.
"""

from __future__ import annotations

from functools import partial
from typing import Final

import streamlit as st

from analyser.library import ClauseLibrary
from analyser.model import Assessment, Subject
from analyser.store import Action
from ui import texts
from ui.components.notice import attempt, notify, show_notice
from ui.dossiers import Dossier
from ui.visit import Visit

_PLACE: Final = "subjects"


def show_subjects(dossier: Dossier, assessment: Assessment, library: ClauseLibrary, visit: Visit) -> None:
    """Ask whether the subjects are right, until someone has answered; then only let them be changed."""
    if not dossier.may(Action.UPLOAD):
        return
    show_notice(_PLACE)
    asked = not dossier.stored.applies
    title = texts.CONFIRM_SUBJECTS if asked else texts.CHANGE_SUBJECTS
    with st.expander(visit.say(title), expanded=asked):
        _form(dossier, assessment, library, visit)


def _form(dossier: Dossier, assessment: Assessment, library: ClauseLibrary, visit: Visit) -> None:
    titles = {signs.subject: signs.title[visit.language] for signs in library.manifest.subjects}
    field = f"subjects-{dossier.key}"
    with st.form(f"form-{field}", border=False):
        st.multiselect(
            visit.say(texts.SUBJECTS), list(titles), [s for s in titles if s in assessment.applies],
            format_func=lambda subject: titles[subject], key=field, help=visit.say(texts.CONFIRM_HELP),
        )  # fmt: skip
        st.form_submit_button(
            visit.say(texts.CONFIRM), on_click=_confirm, args=(dossier, assessment.applies, field, visit)
        )


def _confirm(dossier: Dossier, judged: tuple[Subject, ...], field: str, visit: Visit) -> None:
    """Runs before the page is drawn anew; other subjects mean another judgement."""
    chosen: list[Subject] = st.session_state[field]
    if not chosen:
        notify(_PLACE, "error", visit.say(texts.NO_SUBJECTS))
        return
    again = {*chosen} != {*judged}
    done = texts.SUBJECTS_CHANGED if again else texts.SUBJECTS_CONFIRMED
    attempt(_PLACE, partial(dossier.is_about, chosen, again=again), visit.say(done), visit)
