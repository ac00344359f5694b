"""The outcome per theme as a picture: a bar a theme, as long as the theme has requirements.

Plain HTML, which st.html lets through where it takes SVG out. A part of a bar carries the icon of its
badge and its number, and a hatch of its own: nothing depends on colour. The same numbers stand in the
bar's name for who does not see it, and as a table below it (``tallies``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from typing import Final
from urllib.parse import urlencode

import streamlit as st

from analyser.library import ClauseLibrary
from analyser.model import GAPS, Assessment, Verdict
from analyser.report import summary
from analyser.report.texts import ICONS
from ui import texts
from ui.components.badges import verdict_badge
from ui.visit import Visit

PARTS: Final = (Verdict.MET, Verdict.PARTIAL, Verdict.CONTRARY, Verdict.MISSING, Verdict.UNREAD)


def show_theme_picture(assessment: Assessment, library: ClauseLibrary, visit: Visit) -> None:
    """Show the picture, unless no requirement applies."""
    picture = theme_picture(assessment, library, visit)
    if picture:
        st.html(picture)


def theme_picture(assessment: Assessment, library: ClauseLibrary, visit: Visit) -> str:
    """Legend and bars as HTML, in the library's order; what does not apply is left out."""
    themes = [tally for tally in summary.per_theme(assessment, library) if summary.judged(tally.findings)]
    if not themes:
        return ""
    totals = summary.counts(assessment.findings)
    legend = " ".join(verdict_badge(verdict, visit) for verdict in PARTS if totals[verdict])
    longest = max(summary.judged(tally.findings) for tally in themes)
    rows = "".join(_row(tally, longest, visit) for tally in themes)
    all_themes = _link((), visit.say(texts.ALL_THEMES), visit) if visit.address.filters.themes else ""
    return (
        f'<figure class="themes"><figcaption><strong>{escape(visit.say(texts.THEME_PICTURE))}</strong>'
        f'<span class="badges">{legend}</span></figcaption><ul>{rows}</ul>{all_themes}</figure>'
    )


def _row(tally: summary.ThemeTally, longest: int, visit: Visit) -> str:
    """The theme's name, a link to its requirements, and its bar."""
    parts = [(verdict, tally.counts[verdict]) for verdict in PARTS if tally.counts[verdict]]
    name = tally.theme.title[visit.language]
    width = 100 * summary.judged(tally.findings) / longest
    return f"<li>{_link((tally.theme.id,), name, visit)}{verdict_bar(name, parts, width, visit)}</li>"


def verdict_bar(
    name: str, parts: Sequence[tuple[Verdict, int]], width: float, visit: Visit, unit: str = ""
) -> str:
    """A bar as wide as ``width`` percent; who does not see it hears ``name`` and its parts."""
    said = ", ".join(f"{count}{unit} {visit.words['verdict'][verdict]}" for verdict, count in parts)
    bar = "".join(
        f'<span class="verdict-{verdict.value}" style="flex: {count} 1 0">'
        f"<span>{ICONS[verdict]} {count}{unit}</span></span>"
        for verdict, count in parts
    )
    label = escape(f"{name}: {said}")
    return f'<span class="theme-bar" role="img" aria-label="{label}" style="width: {width:.0f}%">{bar}</span>'


def _link(themes: Sequence[str], name: str, visit: Visit) -> str:
    """A plain link to all requirements of these themes; for () to the gaps of all, as at first."""
    filters = visit.address.filters
    current = ' aria-current="true"' if filters.themes and tuple(themes) == filters.themes else ""
    filters = replace(filters, themes=tuple(themes), verdicts=() if themes else GAPS)
    query = urlencode(replace(visit.address, filters=filters).query, doseq=True)
    return f'<a href="overzicht?{escape(query)}" target="_self"{current}>{escape(name)}</a>'
