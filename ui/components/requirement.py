"""Parts of a requirement that more than one page shows: its norm, advice, suggested clause and sources."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from analyser.library import Requirement, Source
from analyser.report import summary
from analyser.report.texts import Tongue
from ui.visit import Visit


def show_norm(requirement: Requirement, visit: Visit) -> None:
    """What a contract must say."""
    st.header(visit.words["norm"], anchor=False)
    st.html(f"<p>{escape(requirement.norm[visit.language])}</p>")


def show_advice(requirement: Requirement, visit: Visit) -> None:
    """What to do about a gap."""
    st.header(visit.words["advice"], anchor=False)
    st.html(f"<p>{escape(requirement.advice[visit.language])}</p>")


def show_model_clause(requirement: Requirement, first: Tongue, visit: Visit) -> None:
    """A clause to propose and copy, with the language ``first`` in front."""
    words = visit.words
    st.header(words["model_clause"], anchor=False)
    languages = both(first)
    tabs = st.tabs([words["language"][language] for language in languages])
    for tab, language in zip(tabs, languages, strict=True):
        tab.code(requirement.model_clause[language], language=None, wrap_lines=True)


def show_sources(requirement: Requirement, visit: Visit) -> None:
    """Where the norm comes from and how sure we are of it."""
    st.header(visit.words["sources"], anchor=False)
    st.html(source_list(requirement.sources, visit))


def source_list(sources: Sequence[Source], visit: Visit) -> str:
    """Sources with how sure we are of them, as HTML."""
    items = []
    for source in sources:
        name = f'<span lang="nl">{escape(summary.source_name(source))}</span>'
        sureness = escape(summary.source_sureness(source, visit.language))
        items.append(f"<li>{name} ({sureness}){note(source.note or '')}</li>")
    return f"<ul>{''.join(items)}</ul>"


def note(words: str) -> str:
    """A note of the library, which is in Dutch, on a line of its own; nothing for ""."""
    return f'<br><span class="note" lang="nl">{escape(words)}</span>' if words else ""


def both(first: Tongue) -> tuple[Tongue, Tongue]:
    """Both languages, ``first`` in front."""
    return (first, "en" if first == "nl" else "nl")
