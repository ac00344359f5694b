"""Messages in a frame; text from files is shown as it is, never as markup."""

from __future__ import annotations

import logging
import traceback
import uuid
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Final, Literal

import streamlit as st

from analyser.report.summary import clean
from ui import texts

if TYPE_CHECKING:
    from ui.visit import Visit

_LOG: Final = logging.getLogger(__name__)

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


def breakdown(error: Exception, visit: Visit) -> None:
    """Tell of a fault in this program, under a number that finds it in the log.

    The log gets the kind of error and its place in the program. Not its message: that may quote a contract.
    """
    number = uuid.uuid4().hex[:8]
    places = " < ".join(
        f"{frame.name} ({frame.filename}:{frame.lineno})"
        for frame in reversed(traceback.extract_tb(error.__traceback__))
    )
    _LOG.error("fault %s: %s in %s", number, type(error).__name__, places)
    alert("error", visit.say(texts.BREAKDOWN), [visit.say(texts.BREAKDOWN_HELP, number=number)])


def text(words: str) -> str:
    """Words from a contract or file name, fit for HTML."""
    return escape(clean(words))


def label(words: str) -> str:
    """Words from a contract or file name, fit for a widget's label, which is Markdown."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]()<>#+-.!|~$:" else c for c in clean(words))
