"""One finding: the norm, the verdict and its ground on the left; the place in the contract on the right."""

from __future__ import annotations

from html import escape

import streamlit as st

from analyser.library import Requirement
from analyser.model import Assessment, Evidence, Finding, Verdict
from analyser.report import summary
from ui import texts
from ui.components.badges import finding_badges
from ui.components.comments import show_comments
from ui.components.decision import show_decision
from ui.components.dossier import open_dossier
from ui.components.finishing import show_next
from ui.components.messages import alert, text
from ui.components.page_image import show_pages
from ui.components.quotes import language_of, quote, share
from ui.components.rendered_text import show_text
from ui.components.requirement import show_advice, show_model_clause, show_norm, show_sources
from ui.components.second_reading import show_second_reader
from ui.dossiers import Dossier
from ui.visit import Screen, Visit, in_order, library_of


def show(visit: Visit) -> None:
    """The finding that the address names."""
    top = st.container()
    opened = open_dossier(visit)
    if opened is None:
        top.title(visit.say(texts.FINDING), anchor=False)
        return
    dossier, assessment = opened
    finding = next((f for f in assessment.findings if f.requirement == visit.address.requirement), None)
    if finding is None:
        st.title(visit.say(texts.FINDING), anchor=False)
        alert("warning", visit.say(texts.NO_FINDING))
        visit.link(Screen.GAPS, visit.say(texts.BACK), address=visit.at_list())
        return
    requirement = library_of(assessment).requirement(finding.requirement)
    st.set_page_config(page_title=visit.title(requirement.title))
    _neighbours(finding, assessment, visit)
    st.title(requirement.title[visit.language], anchor=False)
    st.html(finding_badges(finding, visit))
    places = places_of(finding)
    left, right = st.columns([1, 1], gap="large")
    with left:
        _verdict(finding, requirement, visit)
        _quotes(finding, assessment, visit)
        _receipt(finding, assessment, visit)
    with right, st.container(key="place"):
        _place(dossier, assessment, finding, places, visit)
    show_advice(requirement, visit)
    language = summary.contract_language(assessment)
    show_model_clause(requirement, language, visit)
    show_second_reader(dossier, assessment, finding, requirement, visit)
    show_decision(dossier, finding, requirement.model_clause[language], visit)
    if not dossier.closed:
        show_next(dossier.waiting(), assessment, visit, here=finding.requirement)
    show_comments(dossier, visit, finding.requirement)
    show_sources(requirement, visit)


def places_of(finding: Finding) -> tuple[Evidence, ...]:
    """The passages that can be shown: the evidence, or else the nearest passages of what is missing."""
    return finding.evidence or finding.receipt.nearest


def _neighbours(finding: Finding, assessment: Assessment, visit: Visit) -> None:
    """Previous and next in the order of the table, within its filters where the finding passes them."""
    ids = [f.requirement for f in visit.shown(assessment)]
    if finding.requirement not in ids:
        ids = [f.requirement for f in in_order(assessment)]
    at = ids.index(finding.requirement)
    with st.container(horizontal=True, vertical_alignment="center", key="neighbours"):
        visit.link(Screen.GAPS, f"↑ {visit.say(texts.BACK)}", address=visit.at_list())
        if at > 0:
            before = visit.at_requirement(ids[at - 1])
            with st.container(key="previous-finding", width="content"):
                visit.link(Screen.FINDING, f"← {visit.say(texts.PREVIOUS)}", address=before)
        st.html(f"<p>{visit.say(texts.POSITION, n=at + 1, total=len(ids))}</p>", width="content")
        if at + 1 < len(ids):
            after = visit.at_requirement(ids[at + 1])
            with st.container(key="next-finding", width="content"):
                visit.link(Screen.FINDING, f"{visit.say(texts.NEXT)} →", address=after)
    st.html(f'<p class="note keys">{escape(visit.say(texts.KEYS))}</p>')


def _verdict(finding: Finding, requirement: Requirement, visit: Visit) -> None:
    """What was found and against which norm."""
    words = visit.words
    st.header(words["explanation"], anchor=False)
    st.html(f"<p>{text(finding.explanation[visit.language])}</p>")
    for heading, ids in (("elements_found", finding.found), ("elements_lacking", finding.lacking)):
        labels = summary.elements(requirement, ids, visit.language)
        if labels:
            items = "".join(f"<li>{escape(label)}</li>" for label in labels)
            st.html(f"<p>{escape(words[heading])}:</p><ul>{items}</ul>")  # type: ignore[literal-required]
    if finding.verdict is not Verdict.NOT_APPLICABLE:
        confidence = visit.say(
            texts.CONFIDENCE,
            band=words["certainty"][finding.certainty],
            value=share(finding.confidence, visit.language),
        )
        st.html(f'<p class="note">{confidence}. {escape(words["confidence_note"])}</p>')
    show_norm(requirement, visit)
    visit.link(Screen.REQUIREMENT, visit.say(texts.IN_LIBRARY), address=visit.at_requirement(requirement.id))


def _quotes(finding: Finding, assessment: Assessment, visit: Visit) -> None:
    """Every passage that counted, with a link that shows it on the right."""
    if not finding.evidence:
        return
    st.header(visit.words["quotes"], anchor=False)
    st.html(f'<p class="note"><mark>{escape(visit.say(texts.MARKED))}</mark></p>')
    _passages(finding.evidence, finding, assessment, visit)


def _receipt(finding: Finding, assessment: Assessment, visit: Visit) -> None:
    """What was searched before something was called missing."""
    if finding.verdict not in (Verdict.MISSING, Verdict.UNREAD):
        return
    words = visit.words
    receipt = finding.receipt
    st.header(words["receipt"], anchor=False)
    searched = words["receipt_text"].format(passages=receipt.passages, words=receipt.words)
    st.html(f"<p>{escape(searched)}</p>")
    if receipt.unread:
        alert("warning", words["unread_title"], receipt.unread)
    if receipt.nearest:
        st.subheader(words["nearest"], anchor=False)
        _passages(receipt.nearest, finding, assessment, visit)
    else:
        st.html(f"<p>{escape(words['nothing_near'])}</p>")


def _passages(passages: tuple[Evidence, ...], finding: Finding, assessment: Assessment, visit: Visit) -> None:
    for number, evidence in enumerate(passages, 1):
        st.html(quote(assessment, evidence, visit))
        if number == min(visit.address.place, len(passages)):
            st.html(f'<p class="note">{escape(visit.say(texts.SHOWN_PLACE))}</p>')
        else:
            visit.link(
                Screen.FINDING,
                f"{visit.say(texts.SHOW_PLACE)} ({number})",
                address=visit.at_requirement(finding.requirement, number),
            )


def _place(
    dossier: Dossier, assessment: Assessment, finding: Finding, places: tuple[Evidence, ...], visit: Visit
) -> None:
    """The contract itself, at the passage in hand."""
    st.header(visit.say(texts.IN_CONTRACT), anchor=False)
    if not places:
        st.html(f"<p>{escape(visit.say(texts.NO_PLACE))}</p>")
        return
    at = min(max(visit.address.place, 1), len(places))
    _place_links(finding, at, len(places), visit)
    evidence = places[at - 1]
    several = len(assessment.documents) > 1
    st.html(f"<p><strong>{text(summary.place(evidence, visit.language, with_file=several))}</strong></p>")
    document = summary.document_of(assessment, evidence)
    if document is None:
        return
    if not document.pages:
        st.html(f'<p class="note">{escape(visit.say(texts.NO_PAGES))}</p>')
    if not document.pages or not show_pages(dossier, document, evidence, visit):
        show_text(document, evidence, language_of(assessment, evidence))


def _place_links(finding: Finding, at: int, total: int, visit: Visit) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="places"):
        if at > 1:
            address = visit.at_requirement(finding.requirement, at - 1)
            visit.link(Screen.FINDING, f"← {visit.say(texts.PREVIOUS_PLACE)}", address=address)
        st.html(f"<p>{visit.say(texts.PLACE, n=at, total=total)}</p>", width="content")
        if at < total:
            address = visit.at_requirement(finding.requirement, at + 1)
            visit.link(Screen.FINDING, f"{visit.say(texts.NEXT_PLACE)} →", address=address)


if __name__ == "__main__":
    show(Visit.current())
