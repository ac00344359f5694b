"""One requirement of the library, with all that a buyer needs to ask for it."""

from __future__ import annotations

from html import escape

import streamlit as st

from analyser.library import ClauseLibrary, QuantityTest, Requirement
from analyser.model import Verdict
from analyser.report import summary
from analyser.report.profiles import changes_of
from ui import texts
from ui.components.badges import severity_badge, verdict_badge
from ui.components.examples import show_examples
from ui.components.messages import alert
from ui.components.requirement import (
    both,
    note,
    show_advice,
    show_model_clause,
    show_norm,
    show_sources,
)
from ui.visit import Screen, Visit


def show(visit: Visit) -> None:
    """The requirement that the address names."""
    held = visit.held
    requirement = held.by_id.get(visit.address.requirement)
    if requirement is None:
        st.title(visit.say(texts.REQUIREMENT), anchor=False)
        alert("warning", visit.say(texts.NO_FINDING))
        visit.link(Screen.LIBRARY, visit.say(texts.BACK_TO_LIBRARY), address=visit.at_list())
        return
    st.set_page_config(page_title=visit.title(requirement.title))
    _neighbours(requirement, held, visit)
    st.title(requirement.title[visit.language], anchor=False)
    _about(requirement, held, visit)
    left, right = st.columns([3, 2], gap="large")
    with left:
        show_norm(requirement, visit)
        _criteria(requirement, visit)
        show_advice(requirement, visit)
        show_model_clause(requirement, visit.language, visit)
    with right:
        show_sources(requirement, visit)
        st.html(f'<p class="note">{escape(visit.say(texts.SURENESS_HELP))}</p>')
        _numbers(requirement, visit)
        _terms(requirement, visit)
    show_examples(requirement, held, visit)


def _neighbours(requirement: Requirement, held: ClauseLibrary, visit: Visit) -> None:
    """Previous and next as the library lists them, within the search where the requirement passes it."""
    search = visit.address.search
    listed = [each for each in held.requirements if search.lets(each)]
    if requirement not in listed:
        listed = list(held.requirements)
    at = listed.index(requirement)
    with st.container(horizontal=True, vertical_alignment="center", key="neighbours"):
        visit.link(Screen.LIBRARY, f"↑ {visit.say(texts.BACK_TO_LIBRARY)}", address=visit.at_list())
        if at > 0:
            before = visit.at_requirement(listed[at - 1].id)
            visit.link(Screen.REQUIREMENT, f"← {visit.say(texts.PREVIOUS_REQUIREMENT)}", address=before)
        position = visit.say(texts.REQUIREMENT_POSITION, n=at + 1, total=len(listed))
        st.html(f"<p>{escape(position)}</p>", width="content")
        if at + 1 < len(listed):
            after = visit.at_requirement(listed[at + 1].id)
            visit.link(Screen.REQUIREMENT, f"{visit.say(texts.NEXT_REQUIREMENT)} →", address=after)


def _about(requirement: Requirement, held: ClauseLibrary, visit: Visit) -> None:
    """Severity, theme, when it applies, and its id; and the finding where there is a dossier."""
    words = visit.words
    titles = {str(signs.subject): signs.title[visit.language] for signs in held.manifest.subjects}
    titles["always"] = words["always"]
    applies = ", ".join(titles.get(name, name) for name in requirement.applies_when)
    facts = (
        f"{words['theme']}: {held.theme(requirement.theme).title[visit.language]}",
        f"{words['applies_when']}: {applies}",
        f"{words['identifier']}: {requirement.id}",
    )
    changed = changes_of(held, requirement.id, visit.language)
    st.html(
        f'<p class="badges">{severity_badge(requirement.severity, visit)}</p>'
        f'<p class="note">{escape(" · ".join(facts))}</p>'
        + "".join(f'<p class="note">{escape(line)}</p>' for line in changed)
    )
    if visit.address.dossier:
        finding = visit.at_requirement(requirement.id)
        visit.link(Screen.FINDING, visit.say(texts.FINDING_OF_DOSSIER), address=finding)


def _criteria(requirement: Requirement, visit: Visit) -> None:
    """What counts as met, partial and contrary."""
    criteria = {
        Verdict.MET: requirement.criteria.met,
        Verdict.PARTIAL: requirement.criteria.partial,
        Verdict.CONTRARY: requirement.criteria.contrary,
    }
    st.header(visit.say(texts.COUNTS_AS), anchor=False)
    items = "".join(
        f"<dt>{verdict_badge(verdict, visit)}</dt><dd>{escape(text[visit.language])}</dd>"
        for verdict, text in criteria.items()
    )
    st.html(f'<dl class="criteria">{items}</dl>')


def _numbers(requirement: Requirement, visit: Visit) -> None:
    """The numbers a contract is held against, with their ground and how sure it is."""
    if not requirement.tests:
        return
    st.header(visit.say(texts.NUMBERS), anchor=False)
    st.html(f'<p class="note">{escape(visit.say(texts.NUMBERS_HELP))}</p>')
    st.html(f"<ul>{''.join(_number(test, requirement, visit) for test in requirement.tests)}</ul>")


def _number(test: QuantityTest, requirement: Requirement, visit: Visit) -> str:
    words = visit.words
    value = escape(summary.threshold(test, visit.language))
    sureness = escape(f"{words['basis']} {words['sureness'][test.confidence]}")
    labels = [
        element.label[visit.language]
        for element in requirement.elements
        if element.limit and element.limit.metric == test.metric
    ]
    use = "; ".join(labels) or visit.say(texts.NOT_COMPARED)
    return f"<li><strong>{value}</strong> ({sureness})<br>{escape(use)}{note(test.basis)}</li>"


def _terms(requirement: Requirement, visit: Visit) -> None:
    """Words to look for in a contract, the user's language first."""
    st.header(visit.say(texts.TERMS), anchor=False)
    st.html(f'<p class="note">{escape(visit.say(texts.TERMS_HELP))}</p>')
    terms = {"nl": requirement.terms.nl, "en": requirement.terms.en}
    for language in both(visit.language):
        name = visit.words["in_language"].format(language=visit.words["language"][language])
        found = escape(", ".join(terms[language]))
        st.html(f'<p>{escape(name)}: <span lang="{language}">{found}</span></p>')


if __name__ == "__main__":
    show(Visit.current())
