"""How far the review is, what is left of it, and finishing it."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Final

import streamlit as st

from analyser.model import Assessment, Verdict
from analyser.store import Action
from ui import texts
from ui.components.messages import alert
from ui.components.notice import attempt, show_notice
from ui.dossiers import Dossier, Waiting
from ui.visit import Screen, Visit, in_order

_PLACE: Final = "finishing"


def show_progress(dossier: Dossier, assessment: Assessment, visit: Visit) -> None:
    """The count, a bar, where to go on, and the button that finishes or reopens."""
    st.header(visit.say(texts.REVIEWING), anchor=False)
    show_notice(_PLACE)
    total = sum(finding.verdict is not Verdict.NOT_APPLICABLE for finding in assessment.findings)
    waiting = dossier.waiting()
    done = total - len(waiting.undecided)
    share = 100 * done // max(total, 1)
    st.html(
        f'<p role="status">{escape(visit.say(texts.PROGRESS, n=done, total=total))}</p>'
        f'<div class="bar" aria-hidden="true"><span style="width: {share}%"></span></div>'
    )
    if dossier.closed:
        alert("info", visit.say(texts.DOSSIER_IS_CLOSED))
        if dossier.may(Action.CLOSE):
            st.button(
                visit.say(texts.REOPEN), on_click=attempt,
                args=(_PLACE, dossier.reopen, visit.say(texts.REOPENED), visit),
            )  # fmt: skip
        return
    show_next(waiting, assessment, visit)
    if not waiting.undecided and not waiting.unsigned and dossier.may(Action.CLOSE):
        st.html(f"<p>{escape(visit.say(texts.READY_TO_CLOSE))}</p>")
        st.button(
            visit.say(texts.CLOSE), type="primary", on_click=attempt,
            args=(_PLACE, dossier.close, visit.say(texts.CLOSED), visit),
        )  # fmt: skip


def show_next(waiting: Waiting, assessment: Assessment, visit: Visit, *, here: str = "") -> None:
    """A link to the gravest finding without a decision, and to the first that waits for a signature.

    ``here`` is the requirement in view, which is no place to go to.
    """
    order = [finding.requirement for finding in in_order(assessment)]
    for names, title in ((waiting.undecided, texts.NEXT_UNDECIDED), (waiting.unsigned, texts.NEXT_UNSIGNED)):
        elsewhere = [name for name in names if name != here]
        if elsewhere:
            first = min(elsewhere, key=order.index)
            visit.link(
                Screen.FINDING,
                visit.say(title, n=len(names)),
                address=replace(visit.address, requirement=first, place=1),
            )
