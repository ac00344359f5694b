"""What colleagues say to each other about a dossier or a finding; none of it goes to the supplier."""

from __future__ import annotations

from functools import partial
from typing import Final

import streamlit as st

from analyser.report.texts.review import long_day
from analyser.store import Action
from analyser.store.records import StoredComment
from ui import texts
from ui.components.messages import text
from ui.components.notice import attempted, notify, show_notice
from ui.dossiers import Dossier
from ui.visit import Visit

_PLACE: Final = "comments"


def show_comments(dossier: Dossier, visit: Visit, requirement: str | None = None) -> None:
    """The comments on one requirement, or (None) on the whole dossier, and a form for the next."""
    st.header(visit.say(texts.COMMENTS), anchor=False)
    st.html(f'<p class="note">{visit.say(texts.COMMENTS_HELP)}</p>')
    show_notice(_PLACE)
    said = dossier.comments(requirement)
    if said:
        st.html(f'<ul class="comments">{"".join(_comment(comment, visit) for comment in said)}</ul>')
    if not dossier.may(Action.COMMENT):
        return
    field = f"comment-{requirement}"
    with st.form(f"form-{field}"):
        st.text_area(visit.say(texts.COMMENT), key=field)
        st.form_submit_button(
            visit.say(texts.SAVE_COMMENT), on_click=_save, args=(dossier, field, requirement, visit)
        )


def _comment(comment: StoredComment, visit: Visit) -> str:
    day = long_day(comment.made.astimezone().date(), visit.language)
    return f'<li>{text(comment.text)}<br><span class="note">{text(comment.author)}, {day}</span></li>'


def _save(dossier: Dossier, field: str, requirement: str | None, visit: Visit) -> None:
    """Runs before the page is drawn anew."""
    words = st.session_state[field]
    if not words.strip():
        notify(_PLACE, "error", visit.say(texts.COMMENT_EMPTY))
        return
    say = partial(dossier.comment, words, requirement)
    if attempted(_PLACE, say, visit.say(texts.COMMENT_SAVED), visit):
        st.session_state[field] = ""
