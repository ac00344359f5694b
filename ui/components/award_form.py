"""The form by which one fact before award is recorded.

The form remembers which fact it was shown with, as that of a decision does. Its fields are named after that
fact: a fact that was added brings fresh fields, and where a colleague was first what was typed moves to them.
"""

from __future__ import annotations

import re
from datetime import date
from functools import partial
from pathlib import PurePath
from typing import Any, Final

import streamlit as st

from analyser.award import LONGEST, Check, Fact, Proof, RiskClass, Stand
from analyser.report.texts.award import award_texts
from analyser.store.checks import StoredFact
from analyser.store.files import hash_of
from ui import texts
from ui.components.messages import label
from ui.components.notice import attempted, notify
from ui.dossiers import Dossier
from ui.visit import Visit, checklist

_FIELDS: Final = ("stand", "risk", "who", "day", "proof", "note")
_DAY: Final = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")


def place_of(check: Check) -> str:
    """Where what came of the form is told."""
    return f"award-{check.id}"


def show_form(dossier: Dossier, check: Check, last: StoredFact | None, visit: Visit) -> None:
    """The fields, filled with the fact that holds."""
    seen = last.number if last else 0
    words = award_texts(visit.language)
    _fill(check, last, seen)
    with st.form(f"award-{check.id}-{seen}", border=False):
        st.radio(
            visit.say(texts.AWARD_STAND), list(Stand), index=None, key=_key("stand", check, seen),
            format_func=lambda stand: words["stand"][stand],
        )  # fmt: skip
        if check.classifies:
            st.selectbox(
                visit.say(texts.AWARD_RISK), [None, *RiskClass], key=_key("risk", check, seen),
                format_func=lambda risk: words["risk"][risk] if risk else visit.say(texts.AWARD_NO_CHOICE),
            )  # fmt: skip
        st.text_input(
            visit.say(texts.AWARD_WHO), key=_key("who", check, seen), max_chars=LONGEST["who"],
            help=visit.say(texts.AWARD_WHO_HELP),
        )  # fmt: skip
        st.text_input(
            visit.say(texts.AWARD_DAY), key=_key("day", check, seen), max_chars=20,
            help=visit.say(texts.AWARD_DAY_HELP),
        )  # fmt: skip
        st.selectbox(
            visit.say(texts.AWARD_DOCUMENT), _proofs(dossier, last), key=_key("proof", check, seen),
            format_func=lambda proof: label(proof.name) if proof else visit.say(texts.AWARD_NO_CHOICE),
        )  # fmt: skip
        named = visit.say(texts.AWARD_FILE, title=check.title[visit.language])  # a landmark, so each its own
        st.file_uploader(named, key=_key("file", check, seen), help=visit.say(texts.AWARD_FILE_HELP))
        st.text_area(
            visit.say(texts.AWARD_NOTE), key=_key("note", check, seen), max_chars=LONGEST["note"],
            help=visit.say(texts.AWARD_NOTE_HELP),
        )  # fmt: skip
        st.form_submit_button(visit.say(texts.AWARD_SAVE), on_click=_save, args=(dossier, check, last, visit))


def _key(field: str, check: Check, seen: int) -> str:
    return f"award-{field}-{check.id}-{seen}"


def _fill(check: Check, last: StoredFact | None, seen: int) -> None:
    """What the fields hold before anyone typed."""
    fact = last.fact if last else None
    filled: dict[str, Any] = {
        "stand": fact.stand if fact else None,
        "risk": fact.risk_class if fact else None,
        "who": fact.who if fact else "",
        "day": f"{fact.day:%d-%m-%Y}" if fact and fact.day else "",
        "proof": fact.proof if fact else None,
        "note": fact.note if fact else "",
    }
    for field, value in filled.items():
        if value is not None:  # a list of which nothing is chosen begins at its first choice
            st.session_state.setdefault(_key(field, check, seen), value)


def _proofs(dossier: Dossier, last: StoredFact | None) -> list[Proof | None]:
    """No document, those of the dossier, and the one of the fact that holds."""
    held = [Proof(document.name, document.sha256) for document in dossier.stored.documents]
    kept = last.fact.proof if last else None
    return [None, *held, *([kept] if kept is not None and kept not in held else [])]


def _save(dossier: Dossier, check: Check, last: StoredFact | None, visit: Visit) -> None:
    """Runs before the page is drawn anew, with what the form was shown with."""
    state, place, seen = st.session_state, place_of(check), last.number if last else 0
    typed: dict[str, Any] = {field: state.get(_key(field, check, seen)) for field in _FIELDS}
    uploaded = state[_key("file", check, seen)]
    day = read_day(typed["day"])
    proof = typed["proof"]
    if uploaded is not None and proof is not None and proof != (last.fact.proof if last else None):
        notify(place, "error", visit.say(texts.AWARD_TWO_DOCUMENTS))
        return
    if typed["stand"] is None:
        notify(place, "error", visit.say(texts.AWARD_NO_STAND))
        return
    if day is None and typed["day"].strip():
        notify(place, "error", visit.say(texts.AWARD_BAD_DAY))
        return
    if uploaded is not None:
        name = PurePath(uploaded.name).name[-LONGEST["name"] :]
        proof = Proof(name, hash_of(uploaded.getvalue()))
    fact = Fact(
        check.id, typed["stand"], typed["who"].strip(), day, proof, typed["note"].strip(), typed["risk"]
    )
    record = partial(dossier.record, fact, checklist(), after=seen)
    if not attempted(place, record, visit.say(texts.AWARD_SAVED), visit):
        _keep(typed, dossier, check)


def _keep(typed: dict[str, Any], dossier: Dossier, check: Check) -> None:
    """Have what was typed stand in the fields of the fact that a colleague recorded meanwhile."""
    facts = dossier.facts().get(check.id, ())
    for field, value in typed.items():
        if value is not None:
            st.session_state[_key(field, check, len(facts))] = value


def read_day(typed: str) -> date | None:
    """The day that someone wrote as 3-11-2026 or 2026-11-03; None where it is none."""
    found = _DAY.fullmatch(typed.strip())
    try:
        if found:
            return date(int(found[3]), int(found[2]), int(found[1]))
        return date.fromisoformat(typed.strip())
    except ValueError:
        return None
