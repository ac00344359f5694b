"""A new dossier: choose the files of one contract, say what they are about, and have them judged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from html import escape

import streamlit as st

from analyser.errors import QuotaReached
from analyser.model import Subject, View
from analyser.store import Action, Role, Upload
from analyser.store.dossiers import LONGEST_SUPPLIER
from ui import texts
from ui.address import Address
from ui.components.messages import alert
from ui.components.profiles import choose_profile
from ui.components.second_reading import show_second_reader_notice
from ui.sample import sample_contract
from ui.visit import Screen, Visit, library


def show(visit: Visit) -> None:
    """The form, and a sample for who has no contract at hand."""
    st.title(visit.say(texts.NEW), anchor=False)
    if not visit.actor.may(Action.UPLOAD):
        alert("info", visit.say(texts.MAY_NOT_UPLOAD))
        return
    alone = visit.actor.role is Role.ALONE
    alert("info", visit.say(texts.LOCAL if alone else texts.LOCAL_TEAM))
    show_second_reader_notice(visit)
    st.html(f'<p class="note">{escape(visit.say(texts.CHECKED_AGAINST, version=library().version))}</p>')
    with st.form("upload"):
        uploaded = st.file_uploader(
            visit.say(texts.FILES),
            type=["pdf", "docx", "odt"],
            accept_multiple_files=True,
            help=visit.say(texts.FILES_HELP),
        )
        title = st.text_input(visit.say(texts.DOSSIER_TITLE), help=visit.say(texts.DOSSIER_TITLE_HELP))
        supplier = st.text_input(
            visit.say(texts.SUPPLIER), max_chars=LONGEST_SUPPLIER, help=visit.say(texts.SUPPLIER_HELP)
        )
        titles = {signs.subject: signs.title[visit.language] for signs in library().manifest.subjects}
        subjects: list[Subject] = st.multiselect(
            visit.say(texts.SUBJECTS),
            list(titles),
            format_func=lambda subject: titles[subject],
            placeholder=visit.say(texts.SUBJECTS_AUTO),
            help=visit.say(texts.SUBJECTS_HELP),
        )
        profile = choose_profile(
            visit, visit.say(texts.PROFILE), key="new-profile", help=visit.say(texts.PROFILE_HELP)
        )
        view: View | None = st.radio(
            visit.say(texts.CHANGES),
            list(View),
            format_func=lambda view: visit.say(texts.CHANGES_OPTION[view]),
        )
        sent = st.form_submit_button(visit.say(texts.JUDGE), type="primary")
    if sent and not uploaded:
        alert("error", visit.say(texts.NO_FILES))
    elif sent:
        uploads = [Upload(file.name, file.getvalue()) for file in uploaded]
        hand_in = visit.dossiers.hand_in
        chosen = view or View.ACCEPTED
        _judge(visit, partial(hand_in, uploads, subjects, chosen, title, supplier, profile))
    sample = sample_contract()
    if sample is not None:
        st.html(f"<p>{visit.say(texts.SAMPLE_HELP)}</p>")
        if st.button(visit.say(texts.SAMPLE)):
            title = visit.say(texts.SAMPLE_TITLE)
            _judge(visit, partial(visit.dossiers.hand_in, [sample], (), View.ACCEPTED, title))


def _judge(visit: Visit, hand_in: Callable[[], str]) -> None:
    """Hand the files in and go to the dossier."""
    try:
        key = hand_in()
    except QuotaReached as error:
        alert("error", error.message(visit.language))
        return
    visit.go(Screen.GAPS, replace(Address(language=visit.language), dossier=key))


if __name__ == "__main__":
    show(Visit.current())
