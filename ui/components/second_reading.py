"""What a second reader says of a finding, beside ours; and the question, shown in full before it is sent.

Its words are a stranger's: shown as plain text, bounded by ``analyser.second_reader``, never as markup.
"""

from __future__ import annotations

import os
from html import escape
from typing import Final

import streamlit as st

from analyser.errors import StoreError, UsageError
from analyser.library import Requirement
from analyser.model import Assessment, Finding
from analyser.report import summary
from analyser.report.texts.review import long_day
from analyser.second_reader import Outcome, Question, Reader, question_of
from analyser.store import Action
from analyser.store.second_readings import SecondReading
from ui import texts
from ui.components.badges import verdict_badge
from ui.components.messages import Kind, alert, text
from ui.components.notice import notify, show_notice
from ui.dossiers import Dossier
from ui.visit import Visit

_PLACE: Final = "second-reader"
_ASKED: Final = "second-reader-asked"
_BUTTON: Final = "second-reader-{}"
_KIND: Final[dict[Outcome, Kind]] = {Outcome.ANSWERED: "info", Outcome.DISCARDED: "warning"}


def show_second_reader(
    dossier: Dossier, assessment: Assessment, finding: Finding, requirement: Requirement, visit: Visit
) -> None:
    """Earlier answers, and the next question where a second reader is set up; nothing where there is neither.

    An answer stays where the reader is gone: a decision may lean on it.
    """
    reader = _reader(visit)
    question = question_of(assessment, finding, requirement, visit.language) if reader else None
    if question is None and not dossier.second_readings(finding.requirement):
        return
    with st.container(key="second-reader"):
        st.header(visit.say(texts.SECOND_READER), anchor=False)
        if reader is None:
            st.html(f"<p>{text(visit.say(texts.SECOND_READER_GONE))}</p>")
        else:
            told = visit.say(texts.SECOND_READER_HELP, model=reader.model, host=reader.name)
            st.html(f"<p>{text(told)}</p>")
            _ask_what_was_clicked(dossier, finding, reader, visit)
        show_notice(_PLACE)
        language = summary.contract_language(assessment)
        for reading in reversed(dossier.second_readings(finding.requirement)):
            st.html(_said(reading, dossier.analysis, language, visit))
        if reader is not None and question is not None:
            _offer(dossier, question, reader, visit)


def _reader(visit: Visit) -> Reader | None:
    """The second reader that is set up; a warning where that was not done well."""
    try:
        return Reader.from_environment(os.environ)
    except UsageError as error:
        alert("warning", visit.say(texts.SECOND_READER_WRONG), [error.message(visit.language)])
        return None


def show_second_reader_notice(visit: Visit) -> None:
    """Before a contract is handed in: that words of it may go to a second reader, where there is one."""
    try:
        reader = Reader.from_environment(os.environ)
    except UsageError:
        return  # then nothing is sent
    if reader is not None:
        alert("info", visit.say(texts.SECOND_READER_NOTICE, host=reader.name))


def _offer(dossier: Dossier, question: Question, reader: Reader, visit: Visit) -> None:
    """All that would be sent, and the button that sends exactly that."""
    if dossier.closed:
        return
    if not dossier.may(Action.SECOND_READ):
        alert("info", visit.say(texts.MAY_NOT_ASK))
        return
    size = len(question.body(reader.model))
    with st.expander(visit.say(texts.WHAT_IS_SENT)):
        where = visit.say(texts.SENT_TO, model=reader.model, host=reader.name, n=size)
        st.html(
            f"<p>{text(where)}</p>"
            f"<p><strong>{escape(visit.say(texts.SENT_INSTRUCTION))}</strong></p>"
            f'<pre class="sent" lang="en">{text(question.instruction)}</pre>'
            f"<p><strong>{escape(visit.say(texts.SENT_DATA))}</strong></p>"
            f'<pre class="sent">{text(question.data)}</pre>'
        )
    st.button(
        visit.say(texts.ASK_SECOND_READER), key=_BUTTON.format(question.requirement),
        on_click=_click, args=(dossier.key, question, reader),
    )  # fmt: skip


def _click(dossier: str, question: Question, reader: Reader) -> None:
    """Runs before the page is drawn anew, with the question and the reader that the button was drawn with."""
    st.session_state[_ASKED] = (dossier, question, reader)


def _ask_what_was_clicked(dossier: Dossier, finding: Finding, reader: Reader, visit: Visit) -> None:
    """Send the question that was on the screen, while the page says what it waits for.

    Only in the run that the click began: one that came to nothing then does not send at a later visit.
    """
    key, question, shown = st.session_state.pop(_ASKED, ("", None, None))
    clicked = st.session_state.get(_BUTTON.format(finding.requirement), False)
    if not clicked or question is None:
        return
    if (key, question.requirement, shown) != (dossier.key, finding.requirement, reader):
        return
    try:
        with st.spinner(visit.say(texts.SECOND_READER_BUSY, n=reader.seconds)):
            answer = dossier.ask_second_reader(question, reader)
    except StoreError as error:
        notify(_PLACE, "error", error.message(visit.language))
        return
    told = [visit.say(texts.SECOND_CAME[answer.outcome])]
    told += [visit.say(texts.SECOND_WHY[answer.why])] if answer.why else []
    notify(_PLACE, _KIND.get(answer.outcome, "error"), " ".join(told))


def _said(reading: SecondReading, analysis: int, language: str, visit: Visit) -> str:
    """One question and its answer as HTML; ``analysis`` is the one on the page."""
    day = long_day(reading.made.astimezone().date(), visit.language)
    signed = visit.say(
        texts.SECOND_SIGNED, model=reading.model, host=reading.host, who=reading.author, day=day
    )
    older = "" if reading.analysis == analysis else f" {escape(visit.say(texts.SECOND_OLDER))}"
    foot = f'<p class="note">{text(signed)}.{older}</p>'
    answer = reading.answer
    if answer is None or answer.verdict is None:
        told = texts.SECOND_UNFINISHED if answer is None else texts.SECOND_CAME[answer.outcome]
        why = visit.say(texts.SECOND_WHY[answer.why]) if answer is not None and answer.why else ""
        return f'<div class="second">{_paragraph(f"{visit.say(told)} {why}")}{foot}</div>'
    quoted = f'<blockquote lang="{language}">“{text(answer.quote)}”</blockquote>' if answer.quote else ""
    says = f"{escape(visit.say(texts.SECOND_SAYS))} {verdict_badge(answer.verdict, visit)}"
    return (
        f'<div class="second quote"><p>{says}</p>'
        f'<p lang="{escape(reading.language)}">{text(answer.reason)}</p>{quoted}{foot}</div>'
    )


def _paragraph(words: str) -> str:
    return f"<p>{text(words.strip())}</p>"
