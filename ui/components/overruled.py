"""How often lawyers see each requirement otherwise than the analysis, and why: for who may know."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape
from typing import Any, Final

import streamlit as st

from analyser.library import ClauseLibrary
from analyser.library.profiles import DEFAULT_PROFILE
from analyser.model import Text, Verdict
from analyser.report import summary
from analyser.report.texts.review import long_day
from analyser.store.overruled import Record, Said
from ui import texts
from ui.address import Address
from ui.components.messages import alert, label, text
from ui.components.tables import body, heads, row, show_table
from ui.visit import Visit, server

_SHOWN: Final = 20  # reasons of a requirement, newest first
_ORDERS: Final[dict[Text, Callable[[Record], Any]]] = {
    texts.ORDER_OVERRULED: lambda record: (-record.overruled, -record.set_aside, -record.decided),
    texts.ORDER_DECIDED: lambda record: -record.decided,
    texts.ORDER_LIBRARY: lambda _: 0,
}


def show_overruled(held: ClauseLibrary, visit: Visit) -> None:
    """The table, in an order of the reader's choice, and the reasons below it."""
    st.header(visit.say(texts.OVERRULED_HERE), anchor=False)
    st.html(f"<p>{escape(visit.say(texts.OVERRULED_HELP))}</p>")
    records = server().store.overruled.records(visit.actor)
    if not records:
        alert("info", visit.say(texts.NOTHING_DECIDED))
        return
    order = st.selectbox(visit.say(texts.ORDER), [*_ORDERS], format_func=visit.say, key="overruled-order")
    known = {requirement.id: place for place, requirement in enumerate(held.requirements)}
    in_library = sorted(records, key=lambda record: known.get(record.requirement, len(known)))
    ordered = sorted(in_library, key=_ORDERS[order])
    titles = (
        texts.REQUIREMENT, texts.LIBRARY, texts.PROFILE_COLUMN, texts.DECIDED_COLUMN, texts.OVERRULED_COLUMN,
        texts.WHICH_VERDICT, texts.SET_ASIDE_COLUMN,
    )  # fmt: skip
    head = heads(escape(visit.say(title)) for title in titles)
    show_table(
        visit.say(texts.OVERRULED_HERE), head, body(_row(record, held, visit) for record in ordered),
    )  # fmt: skip
    _reasons([record for record in ordered if record.said], held, visit)


def _row(record: Record, held: ClauseLibrary, visit: Visit) -> str:
    share = "" if record.share is None else f" ({round(100 * record.share)}%)"
    turned = ", ".join(
        f"{_word(was, visit)} → {_word(own, visit)}: {count}" for was, own, count in record.turned
    )
    named = escape(_title(record.requirement, held, visit))
    if record.requirement in held.by_id:
        address = Address(language=visit.language, requirement=record.requirement)
        named = visit.anchor("eis", named, address=address)
    profile = text(record.profile or DEFAULT_PROFILE)
    return row(
        named,
        (text(record.library_version), profile, record.decided, f"{record.overruled}{share}", turned,
         record.set_aside),
    )  # fmt: skip


def _reasons(records: Sequence[Record], held: ClauseLibrary, visit: Visit) -> None:
    """Why, folded by requirement, with a link to each finding."""
    if not records:
        return
    st.subheader(visit.say(texts.WHY_OVERRULED), anchor=False)
    for record in records:
        title = _title(record.requirement, held, visit)
        with st.expander(f"{label(title)} ({label(record.library_version)}, {len(record.said)})"):
            items = "".join(_reason(said, visit) for said in reversed(record.said[-_SHOWN:]))
            st.html(f"<ul>{items}</ul>")
            if len(record.said) > _SHOWN:
                more = visit.say(texts.REASONS_MOST, n=_SHOWN, total=len(record.said))
                st.html(f'<p class="note">{escape(more)}</p>')


def _reason(said: Said, visit: Visit) -> str:
    own = visit.say(texts.SET_ASIDE_COLUMN) if said.own is None else _word(said.own, visit)
    day = long_day(said.made.astimezone().date(), visit.language)
    address = replace(Address(language=visit.language), dossier=said.dossier, requirement=said.requirement)
    link = visit.anchor("bevinding", escape(visit.say(texts.TO_FINDING, day=day)), address=address)
    return (
        f"<li>{escape(_word(said.judged, visit))} → {escape(own)}: {text(said.reason)}"
        f'<br><span class="note">{text(said.author)}, {link}</span></li>'
    )


def _word(verdict: Verdict, visit: Visit) -> str:
    return summary.verdict_word(verdict, visit.language)


def _title(requirement: str, held: ClauseLibrary, visit: Visit) -> str:
    """The requirement's title; what the library no longer has goes by its id."""
    found = held.by_id.get(requirement)
    return requirement if found is None else found.title[visit.language]
