"""The reviewer's decision on one finding: what was decided before, and the form for the next one.

The form remembers which decision it was shown with. Where a colleague decided in the meantime the store
refuses, and the user first sees what changed.
"""

from __future__ import annotations

from html import escape
from typing import Final

import streamlit as st

from analyser.errors import StoreError
from analyser.model import Finding, Verdict
from analyser.report.texts.review import long_day, review_texts
from analyser.review import Outcome
from analyser.store.records import StoredDecision
from ui import texts
from ui.components.messages import alert, text
from ui.dossiers import Dossier
from ui.visit import Visit

_MESSAGE: Final = "decision-message"
_VERDICTS: Final = (Verdict.MET, Verdict.PARTIAL, Verdict.CONTRARY, Verdict.MISSING)


def show_decision(dossier: Dossier, finding: Finding, model_clause: str, visit: Visit) -> None:
    """History and form. ``model_clause`` is the library's, in the language of the contract."""
    st.header(visit.say(texts.DECISION), anchor=False)
    history = dossier.history(finding.requirement)
    _history(history, visit)
    told = st.session_state.pop(_MESSAGE, None)
    if told is not None:
        kind, message = told
        alert(kind, message)
    _form(dossier, finding, model_clause, history[-1].number if history else 0, visit)


def _history(history: tuple[StoredDecision, ...], visit: Visit) -> None:
    """All decisions, the one that holds first."""
    if not history:
        st.html(f"<p>{escape(review_texts(visit.language)['undecided'])}.</p>")
        return
    items = []
    for stored in reversed(history):
        decision = stored.decision
        own = ""
        if decision.verdict is not None:
            name = visit.words["verdict"][decision.verdict]
            own = f" ({escape(visit.say(texts.OWN_VERDICT))}: {escape(name)})"
        name = review_texts(visit.language)["outcome"][decision.outcome]
        who = f"{text(decision.author)}, {long_day(decision.made.astimezone().date(), visit.language)}"
        items.append(
            f"<li><strong>{escape(name)}</strong>{own}: {text(decision.reason)}"
            f'<br><span class="note">{who}</span></li>'
        )
    st.html(f"<ol reversed>{''.join(items)}</ol>")


def _form(dossier: Dossier, finding: Finding, model_clause: str, seen: int, visit: Visit) -> None:
    names = review_texts(visit.language)["outcome"]
    fields = {
        name: f"decision-{name}-{finding.requirement}" for name in ("outcome", "reason", "own", "clause")
    }
    with st.form(f"decision-{finding.requirement}", clear_on_submit=False):
        st.radio(
            visit.say(texts.OUTCOME), list(Outcome), format_func=lambda o: names[o], index=None,
            key=fields["outcome"],
        )  # fmt: skip
        st.text_area(visit.say(texts.REASON), key=fields["reason"], help=visit.say(texts.REASON_HELP))
        st.selectbox(
            visit.say(texts.OWN_VERDICT), [None, *(v for v in _VERDICTS if v is not finding.verdict)],
            format_func=lambda v: visit.say(texts.SAME_VERDICT) if v is None else visit.words["verdict"][v],
            key=fields["own"],
        )  # fmt: skip
        st.text_area(
            visit.say(texts.PROPOSAL), model_clause, key=fields["clause"], help=visit.say(texts.PROPOSAL_HELP)
        )
        st.form_submit_button(
            visit.say(texts.DECIDE), type="primary",
            on_click=_decide, args=(dossier, finding.requirement, model_clause, seen, fields, visit),
        )  # fmt: skip


def _decide(
    dossier: Dossier, requirement: str, model_clause: str, seen: int, fields: dict[str, str], visit: Visit
) -> None:
    """Runs before the page is drawn anew, with what the form was shown with."""
    state = st.session_state
    outcome, reason = state[fields["outcome"]], state[fields["reason"]]
    if outcome is None or not reason.strip():
        state[_MESSAGE] = ("error", visit.say(texts.DECISION_INCOMPLETE))
        return
    clause = state[fields["clause"]].strip()
    proposal = None if clause == model_clause.strip() else clause
    try:
        dossier.decide(
            requirement, outcome, reason,
            after=seen, verdict=state[fields["own"]], proposal=proposal,
        )  # fmt: skip
    except StoreError as error:
        state[_MESSAGE] = ("error", error.message(visit.language))
        return
    state[_MESSAGE] = ("info", visit.say(texts.DECIDED))
    state[fields["reason"]] = ""
