"""The requirements that contracts leave open, worst first, and the contracts behind one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from typing import Final

import streamlit as st

from analyser.library import ClauseLibrary, Requirement
from analyser.model import Verdict
from analyser.portfolio import Gap, Line, worst_gaps
from analyser.report import summary
from analyser.store.portfolios import Contract
from ui import texts
from ui.components.badges import severity_badge, verdict_badge
from ui.components.messages import alert, label, text
from ui.components.requirement import show_norm
from ui.components.row import show_row
from ui.portfolio import MOST, Look, open_in, own_verdict
from ui.visit import Screen, Visit

_SHOWN: Final = 10  # gaps on the page; the table of counts has them all


def show_worst_gaps(look: Look, library: ClauseLibrary, visit: Visit) -> None:
    """A row for each of the worst, which leads to its contracts."""
    st.header(visit.say(texts.WORST_GAPS), anchor=False)
    gaps = worst_gaps(look.portfolio, library)
    if not gaps:
        alert("info", visit.say(texts.NO_WORST_GAPS))
        return
    st.html(f"<p>{escape(visit.say(texts.WORST_GAPS_HELP))}</p>")
    for gap in gaps[:_SHOWN]:
        _row(gap, visit)
    if len(gaps) > _SHOWN:
        where = visit.say(texts.COUNTS_PER_REQUIREMENT)
        more = visit.say(texts.MORE_GAPS, n=_SHOWN, total=len(gaps), where=where)
        st.html(f'<p class="note">{escape(more)}</p>')


def _row(gap: Gap, visit: Visit) -> None:
    """One requirement: how grave a gap is, its title as a link, and how many contracts have which gap."""
    one = gap.requirement
    show_row(
        "gap", one.id, visit, Screen.PORTFOLIO, one.title[visit.language], visit.at_requirement(one.id),
        severity=f'<p class="badges">{severity_badge(one.severity, visit)}</p>', counts=_counts(gap, visit),
    )  # fmt: skip


def _counts(gap: Gap, visit: Visit) -> str:
    counted = (
        (Verdict.CONTRARY, gap.contrary),
        (Verdict.MISSING, gap.missing),
        (Verdict.PARTIAL, gap.partial),
        (Verdict.UNREAD, gap.unread),
    )
    badges = " ".join(
        f"<span>{count} {verdict_badge(verdict, visit)}</span>" for verdict, count in counted if count
    )
    of = visit.number(gap.judged, texts.OF_CONTRACTS)
    return f'<p class="badges">{badges} <span>{escape(of)}</span></p>'


def show_open(contracts: Sequence[Contract], requirement: Requirement, visit: Visit) -> None:
    """Every contract that leaves it open, with a link to its finding, and the norm.

    The outcomes of ``contracts`` hold this requirement only.
    """
    found = open_in(contracts, requirement.id)
    lines = (line for contract in contracts for line in contract.outcome.lines)
    total = sum(line.verdict is not Verdict.NOT_APPLICABLE for line in lines)
    st.html(f'<p class="badges">{severity_badge(requirement.severity, visit)}</p>')
    said = texts.OPEN_IN if found else texts.ALL_COVERED
    st.html(f'<p role="status">{escape(visit.say(said, n=len(found), total=total))}</p>')
    for contract, line in found[:MOST]:
        _open(contract, line, visit)
    if len(found) > MOST:
        alert("info", visit.say(texts.SHOWN_CONTRACTS, n=MOST))
    show_norm(requirement, visit)


def _open(contract: Contract, line: Line, visit: Visit) -> None:
    outcome = contract.outcome
    own = own_verdict(line, contract.opinions.get(line.requirement))
    other = summary.verdict_word(own, visit.language) if own else ""
    said = f"<p>{escape(visit.say(texts.REVIEWER_SAYS, verdict=other))}</p>" if own else ""
    show_row(
        "open", contract.dossier, visit, Screen.FINDING, label(outcome.contract),
        replace(visit.address, dossier=contract.dossier, requirement=line.requirement, place=1),
        status=f'<p class="badges">{verdict_badge(line.verdict, visit)}</p>{said}',
        who=f"<p>{text(outcome.supplier)}</p>",
    )  # fmt: skip
