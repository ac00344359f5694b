"""The reviewer's decision on one finding: what was decided before, the second signature, and the form.

The form remembers which decision it was shown with. Where a colleague decided in the meantime the store
refuses, and the user first sees what changed.
"""

from __future__ import annotations

from functools import partial
from html import escape
from typing import Final

import streamlit as st

from analyser.model import Finding, Severity, Verdict
from analyser.report.texts.review import long_day, review_texts
from analyser.review import Outcome
from analyser.store import Action, Role
from analyser.store.records import StoredDecision
from ui import texts
from ui.components.messages import alert, text
from ui.components.notice import attempt, attempted, notify, show_notice
from ui.dossiers import Dossier
from ui.visit import Visit

_PLACE: Final = "decision"
_VERDICTS: Final = (Verdict.MET, Verdict.PARTIAL, Verdict.CONTRARY, Verdict.MISSING)


def show_decision(dossier: Dossier, finding: Finding, model_clause: str, visit: Visit) -> None:
    """History, signature and form. ``model_clause`` is the library's, in the language of the contract."""
    with st.container(key="decision"):
        st.header(visit.say(texts.DECISION), anchor=False)
        history = dossier.history(finding.requirement)
        _history(history, visit)
        if history and history[-1].judged is not finding.verdict:
            before = visit.words["verdict"][history[-1].judged]
            alert("warning", visit.say(texts.JUDGED_OTHERWISE, before=before))
        if history and finding.severity is Severity.KNOCK_OUT:
            _signature(dossier, history[-1], visit)
        show_notice(_PLACE)
        if dossier.may(Action.DECIDE):
            _form(dossier, finding, model_clause, history[-1].number if history else 0, visit)
        else:
            alert("info", visit.say(texts.DOSSIER_IS_CLOSED if dossier.closed else texts.MAY_NOT_DECIDE))


def _history(history: tuple[StoredDecision, ...], visit: Visit) -> None:
    """All decisions, the one that holds first."""
    if not history:
        st.html(f"<p>{escape(review_texts(visit.language)['undecided'])}.</p>")
        return
    items = "".join(_decided(stored, visit) for stored in reversed(history))
    st.html(f"<ol reversed>{items}</ol>")


def _decided(stored: StoredDecision, visit: Visit) -> str:
    """One decision as HTML: what, why, who and when, and who signed it."""
    decision, language = stored.decision, visit.language
    own = ""
    if decision.verdict is not None:
        name = visit.words["verdict"][decision.verdict]
        own = f" ({escape(visit.say(texts.OWN_VERDICT))}: {escape(name)})"
    name = review_texts(language)["outcome"][decision.outcome]
    who = f"{text(decision.author)}, {long_day(decision.made.astimezone().date(), language)}"
    if stored.signed_by is not None and stored.signed is not None:
        day = long_day(stored.signed.astimezone().date(), language)
        who += f". {text(visit.say(texts.SIGNED, who=stored.signed_by, day=day))}"
    return (
        f"<li><strong>{escape(name)}</strong>{own}: {text(decision.reason)}"
        f'<br><span class="note">{who}</span></li>'
    )


def _signature(dossier: Dossier, last: StoredDecision, visit: Visit) -> None:
    """A knock-out takes two people: whoever decided cannot sign."""
    actor = dossier.held.actor
    if last.signed_by is not None or actor.role is Role.ALONE:
        return
    own = last.decision.author == actor.name
    alert("info", visit.say(texts.WAITS_FOR_OTHER if own else texts.WAITS_FOR_SIGNATURE))
    if not own and dossier.may(Action.SIGN_OFF):
        st.button(
            visit.say(texts.SIGN_OFF), on_click=attempt,
            args=(_PLACE, partial(dossier.sign_off, last), visit.say(texts.SIGNED_OFF), visit),
        )  # fmt: skip


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
        notify(_PLACE, "error", visit.say(texts.DECISION_INCOMPLETE))
        return
    clause = state[fields["clause"]].strip()
    decide = partial(
        dossier.decide, requirement, outcome, reason,
        after=seen, verdict=state[fields["own"]],
        proposal=None if clause == model_clause.strip() else clause,
    )  # fmt: skip
    if attempted(_PLACE, decide, visit.say(texts.DECIDED), visit):
        state[fields["reason"]] = ""
