"""The suppliers of the portfolio: how many contracts each has, and how they fare."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Final

import streamlit as st

from analyser.portfolio import Run, Tally
from ui import texts
from ui.components.messages import text
from ui.components.tables import body, heads, row, show_table
from ui.portfolio import Look
from ui.scope import UNKNOWN, Scope
from ui.visit import Visit

_MOST: Final = 100  # rows


def show_suppliers(look: Look, visit: Visit) -> None:
    """A row for each supplier, the one with most open knock-outs first; its name leads to its contracts."""
    st.header(visit.say(texts.SUPPLIERS), anchor=False)
    st.html(f"<p>{escape(visit.say(texts.SUPPLIERS_HELP))}</p>")
    tallies = sorted(look.portfolio.suppliers.items(), key=lambda item: _gravity(*item))
    if len(tallies) > _MOST:
        most = visit.say(texts.SUPPLIERS_MOST, n=_MOST, total=len(tallies))
        st.html(f'<p class="note">{escape(most)}</p>')
    titles = (texts.SUPPLIER, texts.CONTRACTS, texts.OPEN_KNOCK_OUTS, texts.GAPS_EACH)
    show_table(
        visit.say(texts.SUPPLIERS),
        heads(escape(visit.say(title)) for title in titles),
        body(_row(name, tally, look, visit) for name, tally in tallies[:_MOST]),
        kind="figures tall",
    )


def _row(name: str, tally: Tally, look: Look, visit: Visit) -> str:
    address = replace(visit.address, scope=Scope(supplier=name or UNKNOWN))
    title = text(name) if name else escape(visit.say(texts.NO_SUPPLIER))
    found = look.found[name]
    origin = texts.FROM_CONTRACT if found == tally.contracts else texts.PARTLY_FROM_CONTRACT
    note = f' <span class="note">({escape(visit.say(origin))})</span>' if name and found else ""
    return row(
        f"{visit.anchor('portefeuille', title, address=address)}{note}",
        (tally.contracts, tally.open_knock_outs, gaps_each(tally, visit)),
    )


def gaps_each(counted: Tally | Run, visit: Visit) -> str:
    """Gaps for each contract that was judged, with one decimal; a dash where none was."""
    if not counted.judged:
        return "–"
    value = f"{counted.gaps / counted.judged:.1f}"
    return value.replace(".", ",") if visit.language == "nl" else value


def _gravity(name: str, tally: Tally) -> tuple[int, int, str]:
    return -tally.open_knock_outs, -tally.gaps, name.casefold()
