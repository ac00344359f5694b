"""The dossiers at hand: find one by title, file or contract, see how far it is, and open it."""

from __future__ import annotations

from datetime import datetime
from html import escape
from typing import Final

import streamlit as st

from analyser.report.texts.review import long_day
from analyser.store import Action
from analyser.store.records import Progress, State, Status
from ui import texts
from ui.address import Address
from ui.components.messages import alert, label, text
from ui.components.row import show_row
from ui.visit import Screen, Visit

_MOST: Final = 200  # lines on the page; who has more, searches
_SECONDS: Final = 2.0  # between looks at dossiers that are being judged


def show(visit: Visit) -> None:
    """The list, changed last first."""
    st.title(visit.say(texts.DOSSIERS), anchor=False)
    st.html(f"<p>{visit.say(texts.SUBTITLE)}</p>")
    if visit.actor.may(Action.UPLOAD):
        visit.link(Screen.NEW, f"+ {visit.say(texts.NEW)}", address=Address(language=visit.language))
    words = st.text_input(visit.say(texts.SEARCH), key="dossier-search", help=visit.say(texts.DOSSIERS_HELP))
    status: Status | None = st.pills(
        visit.say(texts.DOSSIER_STATUS),
        list(Status),
        key="dossier-status",
        format_func=lambda status: visit.say(texts.STATUS[status]),
    )
    found = visit.dossiers.search(words, _MOST + 1, status)
    count = min(len(found), _MOST)
    counted = texts.ONE_DOSSIER if count == 1 else texts.DOSSIERS_FOUND
    st.html(f'<p role="status">{escape(visit.say(counted, n=count))}</p>')
    if len(found) > _MOST:
        alert("info", visit.say(texts.MORE_DOSSIERS, n=_MOST))
    if not found:
        alert("info", visit.say(texts.NO_DOSSIERS))
    if any(_under_way(line) for line in found):
        _watched(found[:_MOST], words, status, visit)
    else:
        _lines(found[:_MOST], visit)


@st.fragment(run_every=_SECONDS)
def _watched(found: tuple[Progress, ...], words: str, status: Status | None, visit: Visit) -> None:
    """The lines, looked up anew while an analysis runs; the page is drawn anew where one has ended."""
    now = visit.dossiers.search(words, _MOST, status)
    if _states(now) != _states(found):
        st.rerun()
    _lines(now, visit)


def _under_way(line: Progress) -> bool:
    return line.state in (State.WAITING, State.RUNNING)


def _states(lines: tuple[Progress, ...]) -> list[tuple[str, State]]:
    return [(line.dossier.id, line.state) for line in lines]


def _lines(lines: tuple[Progress, ...], visit: Visit) -> None:
    for line in lines:
        _line(line, visit)


def _line(line: Progress, visit: Visit) -> None:
    """One dossier: its title as a link, supplier and files, how far it is, who has it, when it changed."""
    dossier = line.dossier
    files = ", ".join(document.name for document in dossier.documents)
    about = f"{dossier.supplier} · {files}" if dossier.supplier else files
    show_row(
        "line", dossier.id, visit, Screen.GAPS, label(dossier.title),
        Address(language=visit.language, dossier=dossier.id),
        files=f'<p class="why">{text(about)}</p>',
        state=f"<p>{'<br>'.join(map(escape, _how_far(line, visit)))}</p>",
        who=f"<p>{text(dossier.owner)}<br>{escape(_when(dossier.changed, visit))}</p>",
    )  # fmt: skip


def _how_far(line: Progress, visit: Visit) -> list[str]:
    """The state of the analysis, and of the review as soon as there is something to review."""
    if line.dossier.status is Status.CLOSED:
        return [visit.say(texts.STATUS[Status.CLOSED])]
    if line.state is not State.DONE:
        return [visit.say(texts.STATE[line.state])]
    return [
        visit.say(texts.STATE[line.state]),
        visit.say(texts.PROGRESS_SHORT, n=line.decided, total=line.judged),
    ]


def _when(time: datetime, visit: Visit) -> str:
    """A day as it is written: 21 november 2026."""
    return long_day(time.astimezone().date(), visit.language)


if __name__ == "__main__":
    show(Visit.current())
