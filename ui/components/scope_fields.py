"""Which dossiers the portfolio is about: the choice stands in the address, so that it can be mailed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from analyser.model import Text
from analyser.report.summary import clean
from analyser.store.portfolios import Choices
from analyser.store.records import Status
from ui import texts
from ui.components.profiles import profile_title
from ui.scope import UNKNOWN, periods
from ui.visit import Visit


def show_scope(visit: Visit, choices: Choices) -> None:
    """Five lists; "" in each stands for all."""
    spans = tuple(periods(choices.first, choices.last)) if choices.first and choices.last else ()
    unknown = {UNKNOWN: visit.say(texts.NO_SUPPLIER)}
    fields: tuple[tuple[str, Text, Sequence[str], Callable[[str], str]], ...] = (
        (
            "supplier",
            texts.SUPPLIER,
            (*choices.suppliers, UNKNOWN),
            lambda name: unknown.get(name, clean(name)),
        ),
        ("status", texts.SCOPE_STATUS, [*Status], lambda status: visit.say(texts.STATUS[Status(status)])),
        ("owner", texts.SCOPE_OWNER, choices.owners, clean),
        ("period", texts.SCOPE_PERIOD, spans, lambda period: _period(period, visit)),
        ("profile", texts.EVERY_PROFILE, choices.profiles, lambda profile: profile_title(profile, visit)),
    )
    for column, (name, title, options, words) in zip(st.columns(5), fields, strict=True):
        with column:
            _field(name, visit.say(title), options, words, visit)


def _field(name: str, title: str, options: Sequence[str], words: Callable[[str], str], visit: Visit) -> None:
    """One list; what the address asks for and nobody has any more stands in it as well."""
    chosen = getattr(visit.address.scope, name) or ""
    st.session_state[f"scope-{name}"] = chosen
    st.selectbox(
        title,
        [*dict.fromkeys(("", *options, chosen))],
        key=f"scope-{name}",
        format_func=lambda option: words(option) if option else visit.say(texts.ANY),
        on_change=_to_address,
        args=(visit,),
    )


def _to_address(visit: Visit) -> None:
    """Write what the lists say into the address; the script then runs again and reads it."""
    chosen = st.session_state
    scope = replace(
        visit.address.scope,
        status=chosen["scope-status"] or None,
        **{name: chosen[f"scope-{name}"] for name in ("supplier", "owner", "period", "profile")},
    )
    st.query_params.from_dict(replace(visit.address, scope=scope).query)


def _period(period: str, visit: Visit) -> str:
    """As a person says it: "2026", "2026, 4e kwartaal"."""
    year, _, quarter = period.partition("-Q")
    return visit.say(texts.QUARTER, year=year, n=quarter) if quarter else year
