"""A table of our own in a region that scrolls: it can take the focus, so that keys can scroll it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import streamlit as st


def show_table(caption: str, head: str, bodies: str, *, kind: str = "") -> None:
    """``head`` is one row's cells, ``bodies`` whole ``tbody`` elements; ``kind`` is a class for style.css."""
    named = escape(caption)
    st.html(
        f'<div class="scroll" tabindex="0" role="region" aria-label="{named}"><table class="{kind}">'
        f"<caption>{named}</caption><thead><tr>{head}</tr></thead>{bodies}</table></div>"
    )


def heads(titles: Iterable[str]) -> str:
    """Cells that name columns, from HTML."""
    return "".join(f'<th scope="col">{title}</th>' for title in titles)


def row(title: str, cells: Iterable[object]) -> str:
    """A row whose first cell names it; ``title`` is HTML, the cells are numbers or HTML."""
    return f'<tr><th scope="row">{title}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'


def body(rows: Iterable[str]) -> str:
    """The rows together."""
    return f"<tbody>{''.join(rows)}</tbody>"
