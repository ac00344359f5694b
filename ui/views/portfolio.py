"""The portfolio: over all contracts the worst gaps, the suppliers, and what became better or worse."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import streamlit as st

from analyser.library import Requirement
from analyser.portfolio import worst_gaps
from analyser.store import Action
from analyser.store.portfolios import Contract
from ui import texts
from ui.address import Address
from ui.components.award_line import show_award_counts
from ui.components.heat_map import show_counts, show_heat_map
from ui.components.messages import alert, text
from ui.components.opinions import show_opinions
from ui.components.portfolio_files import show_portfolio_files
from ui.components.scope_fields import show_scope
from ui.components.suppliers import show_suppliers
from ui.components.trend import show_trend
from ui.components.worst_gaps import show_open, show_worst_gaps
from ui.portfolio import MOST, Look
from ui.scope import Scope
from ui.visit import Screen, Visit, checklist, server


def show(visit: Visit) -> None:
    """All contracts, or those that leave one requirement open."""
    requirement = visit.scoped.by_id.get(visit.address.requirement)
    if requirement is not None:
        _requirement(requirement, visit)
        return
    st.title(visit.say(texts.PORTFOLIO), anchor=False)
    st.html(f"<p>{escape(visit.say(texts.PORTFOLIO_HELP))}</p>")
    scope = visit.address.scope
    with st.expander(visit.say(texts.SCOPE), expanded=scope.narrowed):
        show_scope(visit, server().store.portfolios.choices(visit.actor))
    look = server().look(visit.actor, scope.selection, visit.scoped, checklist())
    if not look.portfolio.whole.contracts:
        _nothing(look.waiting, visit)
        return
    _conclusion(look, visit)
    _notices(look, visit)
    show_worst_gaps(look, visit.scoped, visit)
    show_heat_map(look, visit.scoped, visit)
    show_counts(look, visit.scoped, visit)
    show_suppliers(look, visit)
    show_trend(look.months, visit)
    show_opinions(look, visit)
    show_award_counts(look, visit)
    show_portfolio_files(look.months, visit)


def _requirement(requirement: Requirement, visit: Visit) -> None:
    st.title(requirement.title[visit.language], anchor=False)
    visit.link(Screen.PORTFOLIO, f"↑ {visit.say(texts.BACK_TO_PORTFOLIO)}", address=visit.at_list())
    portfolios, selection = server().store.portfolios, visit.address.scope.selection
    with portfolios.open(visit.actor, selection, visit.scoped, visit.language, requirement.id) as contracts:
        held = list(contracts)
    show_open(held, requirement, visit)
    visit.link(Screen.REQUIREMENT, visit.say(texts.IN_LIBRARY), address=visit.address)


def _nothing(waiting: int, visit: Visit) -> None:
    """What to do where there is nothing to show."""
    if waiting:
        alert("info", visit.number(waiting, texts.PORTFOLIO_WAITING))
    if visit.address.scope.narrowed:
        alert("info", visit.say(texts.PORTFOLIO_NONE))
        everything = replace(visit.address, scope=Scope())
        visit.link(Screen.PORTFOLIO, visit.say(texts.PORTFOLIO_ALL), address=everything)
        return
    alert("info", visit.say(texts.PORTFOLIO_EMPTY))
    if visit.actor.may(Action.UPLOAD):
        visit.link(Screen.NEW, f"+ {visit.say(texts.NEW)}", address=Address(language=visit.language))


def _conclusion(look: Look, visit: Visit) -> None:
    """How many contracts have an open knock-out, and the gap that most of them share."""
    whole = look.portfolio.whole
    kind = "error" if whole.with_knock_outs else "info"
    said = texts.PORTFOLIO_KNOCK_OUTS if whole.with_knock_outs else texts.PORTFOLIO_NO_KNOCK_OUTS
    contracts = visit.number(whole.judged, texts.CONTRACTS_ARE)
    sentences = [visit.say(said, contracts=contracts, n=whole.with_knock_outs)]
    worst = next(iter(worst_gaps(look.portfolio, visit.scoped)), None)
    if worst is not None and worst.contrary + worst.missing:
        title = worst.requirement.title[visit.language]
        count = worst.contrary + worst.missing
        sentences.append(visit.say(texts.PORTFOLIO_WORST, title=title, n=count, total=worst.judged))
    st.html(f'<p class="conclusion {kind}">{escape(" ".join(sentences))}</p>')


def _notices(look: Look, visit: Visit) -> None:
    """What the counts leave out, or hold that is not of today."""
    if look.waiting:
        alert("info", visit.number(look.waiting, texts.PORTFOLIO_WAITING))
    if look.other_library:
        told = visit.number(look.other_library, texts.PORTFOLIO_OTHER_LIBRARY)
        alert("warning", told, [visit.say(texts.OTHER_LIBRARY_HELP)])
    if look.refused:
        with st.expander(visit.number(len(look.refused), texts.PORTFOLIO_REFUSED)):
            st.html(f"<ul>{''.join(_refused(contract, visit) for contract in look.refused[:MOST])}</ul>")


def _refused(contract: Contract, visit: Visit) -> str:
    refusal = contract.outcome.refusal
    why = text(refusal.message(visit.language)) if refusal else ""
    address = replace(visit.address, dossier=contract.dossier)
    return f"<li>{visit.anchor('overzicht', text(contract.outcome.contract), address=address)}: {why}</li>"


if __name__ == "__main__":
    show(Visit.current())
