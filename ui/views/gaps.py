"""The outcome: one sentence, the knock-outs, the counts, and every gap with a link to its finding."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import streamlit as st

from analyser.library import ClauseLibrary
from analyser.model import Assessment, Finding, Verdict
from analyser.report import summary
from ui import texts
from ui.components.award_line import show_award_line
from ui.components.badges import finding_badges, verdict_badge
from ui.components.comments import show_comments
from ui.components.details import show_details
from ui.components.dossier import open_dossier
from ui.components.downloads import downloads
from ui.components.filters import show_filters
from ui.components.finishing import show_progress
from ui.components.messages import alert, text
from ui.components.papers import show_papers
from ui.components.review_files import show_review_files
from ui.components.row import show_row
from ui.components.subjects import show_subjects
from ui.components.tallies import show_tallies
from ui.components.theme_picture import show_theme_picture
from ui.dossiers import Dossier
from ui.visit import Screen, Visit, library_of


def show(visit: Visit) -> None:
    """The overview of one dossier."""
    st.title(visit.say(texts.GAPS), anchor=False)
    opened = open_dossier(visit)
    if opened is None:
        return
    dossier, assessment = opened
    held = library_of(assessment)
    _dossier(dossier, held, visit)
    _conclusion(assessment, visit)
    visit.link(Screen.COMPARE, visit.say(texts.COMPARE_WITH), address=visit.at_list())
    show_award_line(dossier, visit)
    show_subjects(dossier, assessment, held, visit)
    _unread(assessment, visit)
    show_theme_picture(assessment, held, visit)
    with st.expander(visit.say(texts.PER_THEME)):
        show_tallies(assessment, held, visit)
    show_papers(assessment, visit)
    _table(assessment, visit)
    _files(assessment, visit)
    show_progress(dossier, assessment, visit)
    show_review_files(dossier, assessment, held, visit)
    show_comments(dossier, visit)
    st.header(visit.say(texts.DOWNLOADS), anchor=False)
    downloads(dossier, assessment, held, visit)
    show_details(dossier, visit)


def _dossier(dossier: Dossier, held: ClauseLibrary, visit: Visit) -> None:
    """Which dossier this is, who has it, how far it is, whose contract it is and by whose conditions."""
    stored = dossier.stored
    status = visit.say(texts.STATUS[stored.status])
    profile = visit.say(texts.PROFILE_LINE, title=held.profile.title[visit.language])
    owner = visit.say(texts.WITH, who=stored.owner)
    st.html(
        f"<p><strong>{text(stored.title)}</strong> · {text(owner)} · {escape(status)}"
        f"{_supplier(dossier, visit)} · {text(profile)}</p>"
    )


def _supplier(dossier: Dossier, visit: Visit) -> str:
    """Whose contract it is, and whether we found that in it; "" where it is not known."""
    stored = dossier.stored
    if not stored.supplier:
        return ""
    named = f" · {text(visit.say(texts.SUPPLIER_LINE, name=stored.supplier))}"
    return f"{named} ({escape(visit.say(texts.FROM_CONTRACT))})" if stored.supplier_found else named


def _conclusion(assessment: Assessment, visit: Visit) -> None:
    """The outcome in a sentence, and the knock-outs by name."""
    knock_outs = summary.knock_outs(assessment.findings)
    kind = "error" if knock_outs else "info"
    st.html(f'<p class="conclusion {kind}">{escape(summary.conclusion(assessment, visit.language))}</p>')
    totals = summary.counts(assessment.findings)
    badges = (f"<span>{totals[v]} {verdict_badge(v, visit)}</span>" for v in Verdict if totals[v])
    st.html(f'<p class="badges totals">{" ".join(badges)}</p>')
    about = summary.about(assessment, library_of(assessment), visit.language)
    st.html(f"<p>{escape(visit.words['about'])}: {escape(about)}.</p>")


def _unread(assessment: Assessment, visit: Visit) -> None:
    """What was not read stands above the gaps: nothing may be called missing without it."""
    words = visit.words
    unread = summary.notices(assessment, visit.language, unread=True)
    if unread:
        alert("warning", words["unread_title"], unread)
    notices = summary.notices(assessment, visit.language, unread=False)
    if notices:
        alert("info", words["notices_title"], notices)


def _table(assessment: Assessment, visit: Visit) -> None:
    """The findings that pass the filters, grouped by severity."""
    held = library_of(assessment)
    with st.expander(visit.say(texts.FILTER)):
        show_filters(visit, held)
    findings = visit.shown(assessment)
    shown = visit.say(texts.SHOWN, n=len(findings), total=len(assessment.findings))
    st.html(f'<p role="status">{escape(shown)}</p>')
    if not findings:
        alert("info", visit.say(texts.NONE_SHOWN))
    several = len(assessment.documents) > 1
    for severity in dict.fromkeys(finding.severity for finding in findings):
        group = [finding for finding in findings if finding.severity is severity]
        st.header(f"{visit.words['severity'][severity].capitalize()} ({len(group)})", anchor=False)
        for finding in group:
            _row(finding, held, visit, several=several)


def _row(finding: Finding, held: ClauseLibrary, visit: Visit, *, several: bool) -> None:
    """One requirement: status, what and why, and where."""
    requirement = held.requirement(finding.requirement)
    place = summary.first_place(finding, visit.language, with_file=several)
    why = summary.why(finding, requirement, visit.language)
    show_row(
        "row", finding.requirement, visit, Screen.FINDING, requirement.title[visit.language],
        replace(visit.address, requirement=finding.requirement, place=1),
        status=finding_badges(finding, visit),
        why=f'<p class="why">{text(why)}</p>',
        where=f"<p>{text(place) or escape(visit.say(texts.NOT_FOUND_PLACE))}</p>",
    )  # fmt: skip


def _files(assessment: Assessment, visit: Visit) -> None:
    """Which files were read, as what, and how much."""
    words = visit.words
    head = "".join(
        f'<th scope="col">{escape(words[name])}</th>'
        for name in ("file", "format", "pages", "words", "text_language", "view_label")
    )
    rows = "".join(
        f'<tr><th scope="row">{text(document.name)}</th><td>{document.format.upper()}</td>'
        f"<td>{len(document.pages) or escape(words['no_pages'])}</td><td>{document.word_count}</td>"
        f"<td>{escape(words['language'][language])}</td><td>{escape(words['view'][document.view])}</td></tr>"
        for document, language in zip(assessment.documents, assessment.languages, strict=True)
    )
    with st.expander(visit.say(texts.FILES_READ)):
        st.html(
            f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(words["files"])}">'
            f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
        )


if __name__ == "__main__":
    show(Visit.current())
