"""Messages in a frame; text from files is shown as it is, never as markup."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final, Literal

import streamlit as st

from analyser.report.summary import clean

Kind = Literal["error", "warning", "info"]

_ICONS: Final[dict[Kind, str]] = {"error": "✘", "warning": "⚠", "info": "ℹ"}


def alert(kind: Kind, title: str, lines: Sequence[str] = ()) -> None:
    """A title with a sentence a line below it; errors are read aloud at once."""
    role = "alert" if kind == "error" else "status"
    items = "".join(f"<li>{text(line)}</li>" for line in lines)
    st.html(
        f'<div class="message {kind}" role="{role}"><p><span aria-hidden="true">{_ICONS[kind]}</span> '
        f"<strong>{text(title)}</strong></p>{f'<ul>{items}</ul>' if items else ''}</div>"
    )


def text(words: str) -> str:
    """Words from a contract or file name, fit for HTML."""
    return escape(clean(words))


def label(words: str) -> str:
    """Words from a contract or file name, fit for a widget's label, which is Markdown."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]()<>#+-.!|~$:" else c for c in clean(words))
