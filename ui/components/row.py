"""A line of a long list: a link, and cells beside and below it.

A line is two of Streamlit's parts; with columns it was nine, and sixty lines of those were nearly all that a
page cost. ``style.css`` lays the cells out, by the kind of line and the name of the cell.
"""

from __future__ import annotations

from typing import Literal

import streamlit as st

from ui.address import Address
from ui.visit import Screen, Visit

Kind = Literal["row", "line", "entry", "turn", "gap", "open"]
"""A finding, a dossier, a requirement, a verdict that turned, a gap of many contracts, one that has it."""


def show_row(
    kind: Kind, key: str, visit: Visit, screen: Screen, title: str, address: Address, **cells: str
) -> None:
    """The link ``title`` and the cells, HTML by name; a screen reader hears them in this order."""
    with st.container(key=f"{kind}-{key}", gap=None):
        visit.link(screen, title, address=address)
        st.html("".join(f'<div class="cell {name}">{body}</div>' for name, body in cells.items()))
