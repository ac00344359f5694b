"""Choose the files of one contract, say what they are about, and have them judged."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

import streamlit as st

from analyser.errors import QuotaReached
from analyser.model import Subject, View
from analyser.store import Upload
from ui import texts
from ui.address import Address
from ui.components.messages import alert
from ui.visit import Screen, Visit, dossiers, library

_SAMPLES: Final = Path(__file__).resolve().parents[2] / "samples" / "contracts"
_SAMPLE: Final = "ai-saas-met-gaten.pdf"


def show(visit: Visit) -> None:
    """The form, and a sample for who has no contract at hand."""
    st.title(visit.say(texts.UPLOAD), anchor=False)
    st.html(f"<p>{visit.say(texts.SUBTITLE)}</p>")
    alert("info", visit.say(texts.LOCAL))
    with st.form("upload"):
        uploaded = st.file_uploader(
            visit.say(texts.FILES),
            type=["pdf", "docx", "odt"],
            accept_multiple_files=True,
            help=visit.say(texts.FILES_HELP),
        )
        titles = {signs.subject: signs.title[visit.language] for signs in library().manifest.subjects}
        subjects: list[Subject] = st.multiselect(
            visit.say(texts.SUBJECTS),
            list(titles),
            format_func=lambda subject: titles[subject],
            placeholder=visit.say(texts.SUBJECTS_AUTO),
            help=visit.say(texts.SUBJECTS_HELP),
        )
        view: View | None = st.radio(
            visit.say(texts.CHANGES),
            list(View),
            format_func=lambda view: visit.say(texts.CHANGES_OPTION[view]),
        )
        sent = st.form_submit_button(visit.say(texts.JUDGE), type="primary")
    if sent and not uploaded:
        alert("error", visit.say(texts.NO_FILES))
    elif sent:
        _judge(
            visit, [Upload(file.name, file.getvalue()) for file in uploaded], subjects, view or View.ACCEPTED
        )
    sample = sample_contract()
    if sample is not None:
        st.html(f"<p>{visit.say(texts.SAMPLE_HELP)}</p>")
        if st.button(visit.say(texts.SAMPLE)):
            _judge(visit, [Upload(sample.name, sample.read_bytes())], [], View.ACCEPTED)


def sample_contract(folder: Path = _SAMPLES) -> Path | None:
    """The contract to try with, or None where the samples were not installed."""
    preferred = folder / _SAMPLE
    if preferred.is_file():
        return preferred
    return next(iter(sorted(folder.glob("*.pdf"))), None)


def _judge(visit: Visit, uploads: list[Upload], subjects: list[Subject], view: View) -> None:
    try:
        key = dossiers().hand_in(uploads, subjects, view)
    except QuotaReached as error:
        alert("error", error.message(visit.language))
        return
    visit.go(Screen.GAPS, replace(Address(language=visit.language), dossier=key))


if __name__ == "__main__":
    show(Visit.current())
