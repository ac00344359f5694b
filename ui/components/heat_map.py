"""Contracts against requirements: icon, word and colour in every cell, and the same as a table of counts.

One theme at a time: sixty columns fit no screen. Each row leads to its dossier, each cell to its finding.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from typing import Final

import streamlit as st

from analyser.library import ClauseLibrary, Requirement, Theme
from analyser.model import Verdict
from analyser.portfolio import Line
from analyser.report.texts import ICONS
from analyser.report.texts.comparison import NOT_ASKED
from analyser.store.portfolios import Contract
from ui import texts
from ui.components.badges import severity_badge, verdict_badge
from ui.components.messages import alert, text
from ui.components.tables import body, heads, row, show_table
from ui.portfolio import Look, own_verdict
from ui.visit import Visit

_COLUMNS: Final = (Verdict.MET, Verdict.PARTIAL, Verdict.CONTRARY, Verdict.MISSING, Verdict.UNREAD)


def show_heat_map(look: Look, library: ClauseLibrary, visit: Visit) -> None:
    """The choice of a theme, and its map."""
    st.header(visit.say(texts.HEAT_MAP), anchor=False)
    themes = {theme.id: theme for theme in library.manifest.themes}
    theme = themes.get(visit.address.scope.theme) or library.manifest.themes[0]
    st.session_state["map-theme"] = theme.id
    st.pills(
        visit.say(texts.HEAT_MAP_THEME), list(themes), key="map-theme", on_change=_to_address, args=(visit,),
        format_func=lambda name: themes[name].title[visit.language],
    )  # fmt: skip
    where = visit.say(texts.COUNTS_PER_REQUIREMENT)
    st.html(f"<p>{escape(visit.say(texts.HEAT_MAP_HELP, where=where))}</p>")
    rest = look.portfolio.whole.judged - len(look.worst)
    if rest:
        alert("info", visit.say(texts.HEAT_MAP_MOST, n=len(look.worst), rest=rest))
    _map(look.worst, theme, library, visit)


def _to_address(visit: Visit) -> None:
    scope = replace(visit.address.scope, theme=st.session_state["map-theme"] or "")
    st.query_params.from_dict(replace(visit.address, scope=scope).query)


def _map(contracts: Sequence[Contract], theme: Theme, library: ClauseLibrary, visit: Visit) -> None:
    requirements = [library.requirement(name) for name in theme.requirements]
    head = heads([escape(visit.say(texts.CONTRACT)), *(_column(one, visit) for one in requirements)])
    rows = (_row(contract, requirements, visit) for contract in contracts)
    caption = visit.say(texts.HEAT_MAP_CAPTION, theme=theme.title[visit.language])
    show_table(caption, head, body(rows), kind="map")


def _column(requirement: Requirement, visit: Visit) -> str:
    """What a column is about, as a link to all contracts that leave it open, and how much it weighs."""
    title = escape(requirement.title[visit.language])
    link = visit.anchor("portefeuille", title, address=visit.at_requirement(requirement.id))
    return f"{link} {severity_badge(requirement.severity, visit)}"


def _row(contract: Contract, requirements: Sequence[Requirement], visit: Visit) -> str:
    address = replace(visit.address, dossier=contract.dossier)
    title = visit.anchor("overzicht", text(contract.outcome.contract), address=address)
    supplier = contract.outcome.supplier
    lines = {line.requirement: line for line in contract.outcome.lines}
    cells = "".join(_cell(contract, lines.get(one.id), visit) for one in requirements)
    whose = f'<br><span class="note">{text(supplier)}</span>' if supplier else ""
    return f'<tr><th scope="row">{title}{whose}</th>{cells}</tr>'


def _cell(contract: Contract, line: Line | None, visit: Visit) -> str:
    """The verdict as a link to its finding; below it the reviewer's, where that is another."""
    if line is None:
        return f"<td>{escape(visit.say(NOT_ASKED))}</td>"
    address = replace(visit.address, dossier=contract.dossier, requirement=line.requirement, place=1)
    words = visit.words["verdict"]
    link = visit.anchor(
        "bevinding", f'<span aria-hidden="true">{ICONS[line.verdict]}</span> {escape(words[line.verdict])}',
        address=address,
    )  # fmt: skip
    own = own_verdict(line, contract.opinions.get(line.requirement))
    said = f"{ICONS[own]} {words[own]}" if own else ""
    other = f"<br><span>{escape(visit.say(texts.REVIEWER_SAYS, verdict=said))}</span>" if own else ""
    return f'<td class="verdict-{line.verdict.value}">{link}{other}</td>'


def show_counts(look: Look, library: ClauseLibrary, visit: Visit) -> None:
    """The map in text, of all contracts and all themes."""
    words = visit.words
    head = heads(
        (
            escape(words["requirement"]), escape(words["severity_label"]),
            *(verdict_badge(verdict, visit) for verdict in _COLUMNS),
            escape(words["verdict"][Verdict.NOT_APPLICABLE]),
            escape(visit.say(texts.DECIDED_COLUMN)), escape(visit.say(texts.OVERRULED_COLUMN)),
        )
    )  # fmt: skip
    with st.expander(visit.say(texts.COUNTS_PER_REQUIREMENT)):
        bodies = "".join(_theme(theme, look, library, visit) for theme in library.manifest.themes)
        show_table(visit.say(texts.COUNTS_CAPTION), head, bodies, kind="counts")


def _theme(theme: Theme, look: Look, library: ClauseLibrary, visit: Visit) -> str:
    span = len(_COLUMNS) + 5
    title = f'<tr><th scope="rowgroup" colspan="{span}">{escape(theme.title[visit.language])}</th></tr>'
    return body([title, *(_counts(library.requirement(name), look, visit) for name in theme.requirements)])


def _counts(requirement: Requirement, look: Look, visit: Visit) -> str:
    counted = look.portfolio.requirements.get(requirement.id, Counter[Verdict]())
    title = escape(requirement.title[visit.language])
    return row(
        visit.anchor("portefeuille", title, address=visit.at_requirement(requirement.id)),
        (
            escape(visit.words["severity"][requirement.severity]),
            *(counted[verdict] for verdict in (*_COLUMNS, Verdict.NOT_APPLICABLE)),
            look.opinions.decided_on[requirement.id], look.opinions.overruled_on[requirement.id],
        ),
    )  # fmt: skip
