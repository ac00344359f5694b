"""Before award: for each check how it stands, who did it when, and the form that records it."""

from __future__ import annotations

from html import escape

import streamlit as st

from analyser.award import Check
from analyser.report import award
from analyser.report.texts.review import long_day
from analyser.store import Action
from analyser.store.checks import StoredFact
from ui import texts
from ui.address import Address
from ui.components.award_form import place_of, show_form
from ui.components.messages import alert, text
from ui.components.notice import show_notice
from ui.dossiers import Dossier
from ui.visit import Screen, Visit, checklist


def show(visit: Visit) -> None:
    """The checks of one dossier."""
    st.title(visit.say(texts.AWARD), anchor=False)
    dossier = visit.dossiers.find(visit.address.dossier)
    if dossier is None:
        alert("warning", visit.say(texts.GONE))
        visit.link(Screen.DOSSIERS, visit.say(texts.DOSSIERS), address=Address(language=visit.language))
        return
    before, language = dossier.before_award(checklist()), visit.language
    st.html(f"<p><strong>{text(dossier.stored.title)}</strong></p>")
    visit.link(Screen.GAPS, f"↑ {visit.say(texts.BACK)}", address=visit.at_list())
    st.html(f"<p>{escape(visit.say(texts.AWARD_HELP))}</p>")
    summed = f"{award.count(before, language)}. {award.still_open(before, language)}"
    st.html(f'<p role="status">{escape(summed.strip())}</p>')
    if not dossier.may(Action.RECORD):
        alert("info", visit.say(texts.DOSSIER_IS_CLOSED if dossier.closed else texts.AWARD_MAY_NOT))
    recorded = dossier.facts()
    for check in checklist().checks:
        _check(dossier, check, tuple(recorded.get(check.id, ())), visit)
    st.html(f'<p class="note hash">{escape(award.provenance(checklist(), language))}</p>')


def _check(dossier: Dossier, check: Check, facts: tuple[StoredFact, ...], visit: Visit) -> None:
    """One check: its fact, its rules, what was recorded before, and the form."""
    title, last = check.title[visit.language], facts[-1] if facts else None
    with st.container(key=f"check-{check.id}"):
        st.header(title, anchor=False)
        show_notice(place_of(check))
        stand = award.stand(last.fact if last else None, visit.language)
        st.html(f"<p>{escape(check.question[visit.language])} <strong>{escape(stand)}</strong></p>")
        if last is not None:
            st.html(_told(last, visit))
        if dossier.may(Action.RECORD):
            with st.expander(visit.say(texts.AWARD_RECORD, title=title)):
                show_form(dossier, check, last, visit)
        with st.expander(f"{visit.say(texts.AWARD_WHY)}: {title}"):
            _rules(check, visit)
        if len(facts) > 1:
            with st.expander(f"{visit.say(texts.AWARD_EARLIER, n=len(facts) - 1)}: {title}"):
                st.html("".join(_told(stored, visit, named=True) for stored in reversed(facts[:-1])))


def _told(stored: StoredFact, visit: Visit, *, named: bool = False) -> str:
    """A fact as HTML; ``named`` with how it stood."""
    items = [f"{escape(name)}: {text(value)}" for name, value in award.details(stored.fact, visit.language)]
    if named:
        items.insert(0, f"<strong>{escape(award.stand(stored.fact, visit.language))}</strong>")
    day = long_day(stored.made.astimezone().date(), visit.language)
    told = text(visit.say(texts.AWARD_RECORDED, who=stored.author, day=day))
    items.append(f'<span class="note">{told}</span>')
    return f'<ul class="facts">{"".join(f"<li>{item}</li>" for item in items)}</ul>'


def _rules(check: Check, visit: Visit) -> None:
    """Why this is asked, and each rule with its dates, what it asks and how sure we are."""
    items = "".join(
        f"<li>{escape(rule)}: <strong>{escape(says)}</strong></li>"
        for rule, says in award.asks(check, checklist(), visit.language)
    )
    st.html(f"<p>{escape(check.why[visit.language])}</p><ul>{items}</ul>")


if __name__ == "__main__":
    show(Visit.current())
