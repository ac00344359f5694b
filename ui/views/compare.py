"""Two versions of a contract: which verdicts turned, and which clauses changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from difflib import SequenceMatcher
from html import escape
from typing import Final

import streamlit as st

from analyser.comparing import Comparison, Turn, VerdictTurn, compare
from analyser.model import Assessment, Text, Verdict
from analyser.report import summary
from analyser.report.texts.review import long_day
from analyser.store import Action
from analyser.store.records import StoredDossier
from ui import texts
from ui.address import Address
from ui.components.badges import severity_badge, verdict_badge
from ui.components.dossier import open_dossier
from ui.components.messages import alert, label, text
from ui.components.row import show_row
from ui.components.versions import side_by_side
from ui.dossiers import Dossier
from ui.visit import Screen, Visit, library

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
    _reservations(old, new, visit)
    comparison = _compared(old, new)
    _conclusion(comparison, visit)
    _verdicts(comparison, visit)
    _clauses(comparison, old, new, visit)


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
        visit.say(texts.OLD, title=_name(old.stored, visit)),
        visit.say(texts.NEW_ONE, title=_name(new.stored, visit)),
    )
    st.html("".join(f"<p>{text(line)}</p>" for line in lines))
    swapped = replace(visit.address, dossier=old.key, other=new.key, place=1)
    visit.link(Screen.COMPARE, visit.say(texts.SWAP), address=swapped)


def _reservations(old: Assessment, new: Assessment, visit: Visit) -> None:
    """What may make a difference that no one wrote."""
    if old.library_sha256 != new.library_sha256:
        alert("warning", visit.say(texts.OTHER_LIBRARY))
    unread = [
        visit.say(side, title=notice)
        for side, assessment in ((texts.OLD, old), (texts.NEW_ONE, new))
        for notice in summary.notices(assessment, visit.language, unread=True)
    ]
    if unread:
        alert("warning", visit.say(texts.NOT_ALL_READ), unread)


def _fingerprint(assessment: Assessment) -> tuple[object, ...]:
    """All of an assessment that a comparison depends on."""
    return (
        assessment.library_sha256,
        tuple((document.name, document.sha256, document.view.value) for document in assessment.documents),
        tuple((finding.requirement, finding.verdict.value) for finding in assessment.findings),
    )


@st.cache_resource(max_entries=_HELD, show_spinner=False, hash_funcs={Assessment: _fingerprint})
def _compared(old: Assessment, new: Assessment) -> Comparison:
    """The comparison of two assessments; the last few are kept at hand."""
    return compare(old, new, library())


# -- what changed ---------------------------------------------------------------------------------


def _conclusion(comparison: Comparison, visit: Visit) -> None:
    """The outcome in one sentence."""
    turns = Counter(verdict.turn for verdict in comparison.verdicts)
    parts = [
        _counted(texts.TURNED[turn], turns[turn], visit)
        for turn in (Turn.BETTER, Turn.WORSE, Turn.OTHER)
        if turns[turn]
    ]
    verdicts = ", ".join(parts) or visit.say(texts.NONE_TURNED)
    changed = len(comparison.changed)
    clauses = (
        _counted(texts.CLAUSES_CHANGED, changed, visit) if changed else visit.say(texts.NO_CLAUSE_CHANGED)
    )
    kind = "error" if turns[Turn.WORSE] else "info"
    st.html(f'<p class="conclusion {kind}" role="status">{escape(verdicts)}; {escape(clauses)}.</p>')


def _counted(one_and_many: tuple[Text, Text], n: int, visit: Visit) -> str:
    one, many = one_and_many
    return visit.say(one) if n == 1 else visit.say(many, n=n)


def _verdicts(comparison: Comparison, visit: Visit) -> None:
    """The verdicts that turned, grouped by how; each leads to the finding in the new version."""
    for turn in (Turn.WORSE, Turn.BETTER, Turn.OTHER):
        group = [verdict for verdict in comparison.turned if verdict.turn is turn]
        if group:
            st.header(f"{visit.say(texts.TURN[turn])} ({len(group)})", anchor=False)
        for verdict in group:
            _row(verdict, visit)


def _row(verdict: VerdictTurn, visit: Visit) -> None:
    requirement = library().requirement(verdict.requirement)
    turned = (
        f'<p class="badges"><span>{escape(visit.say(texts.WAS))}</span> {_badge(verdict.before, visit)} '
        f"<span>{escape(visit.say(texts.IS_NOW))}</span> {_badge(verdict.after, visit)} "
        f"{severity_badge(verdict.severity, visit)}</p>"
    )
    show_row(
        "turn", requirement.id, visit, Screen.FINDING, label(requirement.title[visit.language]),
        visit.at_requirement(requirement.id), turned=turned,
    )  # fmt: skip


def _badge(verdict: Verdict | None, visit: Visit) -> str:
    if verdict is not None:
        return verdict_badge(verdict, visit)
    return f'<span class="badge verdict-not_applicable">{escape(visit.say(texts.NOT_ASKED))}</span>'


def _clauses(comparison: Comparison, old: Assessment, new: Assessment, visit: Visit) -> None:
    """The clauses that changed, or all of them; ``place`` of the address says how many hundreds."""
    top = st.container()
    everything = st.toggle(visit.say(texts.SHOW_SAME), key="compare-all")
    clauses = comparison.clauses if everything else comparison.changed
    top.header(visit.say(texts.ALL_CLAUSES if everything else texts.CHANGED_CLAUSES), anchor=False)
    if not clauses:
        st.html(f"<p>{escape(visit.say(texts.NO_CLAUSES))}</p>")
        return
    shown = clauses[: _AT_ONCE * max(visit.address.place, 1)]
    counted = visit.say(texts.CLAUSES_SHOWN, n=len(shown), total=len(clauses))
    st.html(f'<p role="status">{escape(counted)}</p>')
    st.html(side_by_side(shown, old, new, visit))
    if len(shown) < len(clauses):
        more = replace(visit.address, place=max(visit.address.place, 1) + 1)
        visit.link(Screen.COMPARE, visit.say(texts.MORE_CLAUSES), address=more)


if __name__ == "__main__":
    show(Visit.current())
