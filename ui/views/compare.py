"""Two versions of a contract: which verdicts turned, and which clauses changed."""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher
from html import escape
from typing import Final

import streamlit as st

from analyser.comparing import VerdictTurn, Versions, compare
from analyser.library import ClauseLibrary
from analyser.model import Assessment, Verdict
from analyser.report import comparison, summary
from analyser.report.texts import comparison as words
from analyser.report.texts.review import long_day
from analyser.store import Action
from analyser.store.records import StoredDossier
from ui import texts
from ui.address import Address
from ui.components.badges import severity_badge, verdict_badge
from ui.components.comparison_files import show_comparison_files
from ui.components.dossier import open_dossier
from ui.components.messages import alert, label, text
from ui.components.row import show_row
from ui.components.versions import side_by_side
from ui.dossiers import Dossier
from ui.visit import Screen, Visit, library_of

_MOST: Final = 200  # dossiers to choose from
_AT_ONCE: Final = 100  # clauses; who wants more, asks for them
_HELD: Final = 8  # comparisons at hand


def show(visit: Visit) -> None:
    """The dossier of the address, as the new version, beside the one it is compared with."""
    st.title(visit.say(texts.COMPARE_TITLE), anchor=False)
    opened = open_dossier(visit)
    if opened is None:
        return
    dossier, new = opened
    other = _choose(dossier, visit)
    if other is None:
        return
    old = _assessment_of(other, visit)
    if old is None:
        return
    _which(other, dossier, visit)
    versions = _compared(old, new)
    _reservations(versions, visit)
    _conclusion(versions, visit)
    _verdicts(versions, visit)
    show_comparison_files(other, dossier, versions, library_of(new), visit)
    _clauses(versions, visit)


# -- the other version ----------------------------------------------------------------------------


def _choose(dossier: Dossier, visit: Visit) -> Dossier | None:
    """The dossier to compare with, by the address; None after telling the user why there is none."""
    other = visit.dossiers.find(visit.address.other) if visit.address.other else None
    if other is not None and other.key == dossier.key:
        other = None
    choices = [line.dossier for line in visit.dossiers.search("", _MOST) if line.dossier.id != dossier.key]
    if other is not None and other.key not in [choice.id for choice in choices]:
        choices.append(other.stored)
    if not choices:
        alert("info", visit.say(texts.NO_OTHER_VERSION))
        if visit.actor.may(Action.UPLOAD):
            visit.link(Screen.NEW, visit.say(texts.NEW), address=Address(language=visit.language))
        return None
    choices.sort(key=lambda choice: -_likeness(choice, dossier.stored))
    named = {choice.id: _name(choice, visit) for choice in choices}
    st.session_state["compare-with"] = other.key if other is not None else None
    st.selectbox(
        visit.say(texts.OTHER_VERSION),
        list(named),
        key="compare-with",
        format_func=lambda key: named[key],
        help=visit.say(texts.OTHER_VERSION_HELP),
        placeholder=visit.say(texts.CHOOSE_VERSION),
        on_change=_to_address,
        args=(visit,),
    )
    if other is None and visit.address.other:
        alert("warning", visit.say(texts.OTHER_GONE))
    return other


def _to_address(visit: Visit) -> None:
    """Write the choice into the address; the script then runs again and reads it."""
    chosen = st.session_state["compare-with"] or ""
    st.query_params.from_dict(replace(visit.address, other=chosen, place=1).query)


def _name(dossier: StoredDossier, visit: Visit) -> str:
    """How a dossier is told from others of the same title: by its files and its day."""
    files = ", ".join(document.name for document in dossier.documents)
    day = long_day(dossier.made.astimezone().date(), visit.language)
    return summary.clean(f"{dossier.title} ({files}), {day}")


def _likeness(one: StoredDossier, other: StoredDossier) -> float:
    """How like two dossiers are by their title or by one of their files, 0..1."""

    def names(dossier: StoredDossier) -> set[str]:
        return {dossier.title.casefold(), *(document.name.casefold() for document in dossier.documents)}

    return max(SequenceMatcher(None, a, b).ratio() for a in sorted(names(one)) for b in sorted(names(other)))


def _assessment_of(other: Dossier, visit: Visit) -> Assessment | None:
    """What was found in the old version; None after telling the user that it was not judged."""
    outcome = other.outcome()
    if outcome is None or outcome.assessment is None:
        alert("warning", visit.say(texts.OTHER_NOT_JUDGED))
        address = Address(language=visit.language, dossier=other.key)
        visit.link(Screen.GAPS, visit.say(texts.OPEN_OTHER), address=address)
        return None
    return outcome.assessment


def _which(old: Dossier, new: Dossier, visit: Visit) -> None:
    """Which version is which, and a link that turns them round."""
    lines = (
        visit.say(words.OLD, title=_name(old.stored, visit)),
        visit.say(words.NEW_ONE, title=_name(new.stored, visit)),
    )
    st.html("".join(f"<p>{text(line)}</p>" for line in lines))
    swapped = replace(visit.address, dossier=old.key, other=new.key, place=1)
    visit.link(Screen.COMPARE, visit.say(texts.SWAP), address=swapped)


def _reservations(versions: Versions, visit: Visit) -> None:
    """What may make a difference that no one wrote."""
    if comparison.has_other_library(versions):
        alert("warning", visit.say(words.OTHER_LIBRARY))
    unread = comparison.unread(versions, visit.language)
    if unread:
        alert("warning", visit.say(words.NOT_ALL_READ), list(unread))


def _fingerprint(assessment: Assessment) -> tuple[object, ...]:
    """All of an assessment that a comparison depends on."""
    return (
        assessment.library_sha256,
        tuple((document.name, document.sha256, document.view.value) for document in assessment.documents),
        tuple((finding.requirement, finding.verdict.value) for finding in assessment.findings),
    )


@st.cache_resource(max_entries=_HELD, show_spinner=False, hash_funcs={Assessment: _fingerprint})
def _compared(old: Assessment, new: Assessment) -> Versions:
    """Two assessments, compared; the last few are kept at hand."""
    return Versions(old, new, compare(old, new, library_of(new)))


# -- what changed ---------------------------------------------------------------------------------


def _conclusion(versions: Versions, visit: Visit) -> None:
    """The outcome in one sentence."""
    kind = "error" if comparison.is_worse(versions) else "info"
    said = escape(comparison.conclusion(versions, visit.language))
    st.html(f'<p class="conclusion {kind}" role="status">{said}</p>')


def _verdicts(versions: Versions, visit: Visit) -> None:
    """The verdicts that turned, grouped by how; each leads to the finding in the new version."""
    for turn in comparison.TURNS:
        group = comparison.turned(versions, turn)
        if group:
            st.header(f"{visit.say(words.TURN[turn])} ({len(group)})", anchor=False)
        for verdict in group:
            _row(verdict, library_of(versions.new), visit)


def _row(verdict: VerdictTurn, held: ClauseLibrary, visit: Visit) -> None:
    requirement = held.requirement(verdict.requirement)
    turned = (
        f'<p class="badges"><span>{escape(visit.say(words.WAS))}</span> {_badge(verdict.before, visit)} '
        f"<span>{escape(visit.say(words.IS_NOW))}</span> {_badge(verdict.after, visit)} "
        f"{severity_badge(verdict.severity, visit)}</p>"
    )
    show_row(
        "turn", requirement.id, visit, Screen.FINDING, label(requirement.title[visit.language]),
        visit.at_requirement(requirement.id), turned=turned,
    )  # fmt: skip


def _badge(verdict: Verdict | None, visit: Visit) -> str:
    if verdict is not None:
        return verdict_badge(verdict, visit)
    return f'<span class="badge verdict-not_applicable">{escape(visit.say(words.NOT_ASKED))}</span>'


def _clauses(versions: Versions, visit: Visit) -> None:
    """The clauses that changed, or all of them; ``place`` of the address says how many hundreds."""
    top = st.container()
    everything = st.toggle(visit.say(texts.SHOW_SAME), key="compare-all")
    clauses = versions.comparison.clauses if everything else versions.comparison.changed
    top.header(visit.say(texts.ALL_CLAUSES if everything else words.CHANGED_CLAUSES), anchor=False)
    if not clauses:
        st.html(f"<p>{escape(visit.say(words.NO_CLAUSES))}</p>")
        return
    shown = clauses[: _AT_ONCE * max(visit.address.place, 1)]
    counted = visit.say(texts.CLAUSES_SHOWN, n=len(shown), total=len(clauses))
    st.html(f'<p role="status">{escape(counted)}</p>')
    st.html(side_by_side(shown, versions, visit))
    if len(shown) < len(clauses):
        more = replace(visit.address, place=max(visit.address.place, 1) + 1)
        visit.link(Screen.COMPARE, visit.say(texts.MORE_CLAUSES), address=more)


if __name__ == "__main__":
    show(Visit.current())
