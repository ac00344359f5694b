"""The portfolio as files, made when asked for and entered in the log."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Final
from urllib.parse import urlencode, urljoin

import streamlit as st

from analyser.portfolio import Outcome, Run
from analyser.report import overview, portfolio_html, portfolio_parquet
from analyser.store import Action
from analyser.store.portfolios import Contracts
from analyser.store.trends import Month
from ui import texts
from ui.address import Address
from ui.components.messages import alert
from ui.visit import Visit, checklist, server

_TYPES: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html",
    "parquet": "application/vnd.apache.parquet",
}


@dataclass(frozen=True, slots=True)
class _Outcomes:
    """What became of each contract, with the address of its overview in the application."""

    contracts: Contracts
    page: str  # the address of a page of the application
    visit: Visit

    def __iter__(self) -> Iterator[Outcome]:
        for contract in self.contracts:
            query = Address(language=self.visit.language, dossier=contract.dossier).query
            yield replace(
                contract.outcome, report=urljoin(self.page, f"overzicht?{urlencode(query, doseq=True)}")
            )


def show_portfolio_files(months: Sequence[Month], visit: Visit) -> None:
    """A button for each form."""
    st.header(visit.say(texts.PORTFOLIO_EXPORT), anchor=False)
    if not visit.actor.may(Action.EXPORT):
        alert("info", visit.say(texts.PORTFOLIO_MAY_NOT_EXPORT))
        return
    st.html(f"<p>{escape(visit.say(texts.PORTFOLIO_EXPORT_HELP))}</p>")
    runs = [month.run for month in months[:-1]]  # the last one is how it is now
    with st.container(horizontal=True, key="portfolio-files"):
        for form, mime in _TYPES.items():
            st.download_button(
                visit.say(texts.PORTFOLIO_FORMATS[form]),
                data=_maker(form, st.context.url or "", runs, visit),
                file_name=f"{visit.say(texts.PORTFOLIO).lower()}.{form}",
                mime=mime,
                key=f"portfolio-{form}",
                on_click="ignore",
            )


def _maker(form: str, page: str, runs: Sequence[Run], visit: Visit) -> Callable[[], bytes]:
    def made() -> bytes:
        portfolios, scope = server().store.portfolios, visit.address.scope
        with portfolios.open(
            visit.actor, scope.selection, visit.scoped, visit.language, checklist=checklist()
        ) as contracts:
            data = _rendered(form, _Outcomes(contracts, page, visit), runs, visit)
            count = len(contracts)
        portfolios.exported(visit.actor, form, data, count)
        return data

    return made


def _rendered(form: str, outcomes: _Outcomes, runs: Sequence[Run], visit: Visit) -> bytes:
    if form == "xlsx":
        return overview.render(outcomes, (), visit.scoped, visit.language, runs)
    if form == "html":
        return portfolio_html.render(outcomes, visit.scoped, visit.language, runs).encode()
    return portfolio_parquet.render(outcomes, visit.scoped)
