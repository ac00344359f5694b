"""What goes back to the supplier: the files made from the decisions, made when asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from typing import Final

import streamlit as st

from analyser.errors import CannotAnnotate
from analyser.library import ClauseLibrary
from analyser.model import Assessment, Document, Format, Text
from analyser.report import summary
from analyser.report.docx_review import docx_review
from analyser.report.issues import issue_list
from analyser.report.letter import letter
from analyser.report.pdf_review import check_annotatable, pdf_review
from analyser.review import Review
from analyser.store import Action
from ui import texts
from ui.components.messages import alert, label
from ui.dossiers import Dossier
from ui.visit import Visit

_DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PDF: Final = "application/pdf"


def show_review_files(dossier: Dossier, assessment: Assessment, library: ClauseLibrary, visit: Visit) -> None:
    """The files, as soon as something goes back."""
    st.header(visit.say(texts.BACK_TO_SUPPLIER), anchor=False)
    if not dossier.held.actor.may(Action.EXPORT):
        alert("info", visit.say(texts.MAY_NOT_EXPORT))
        return
    review = dossier.review(assessment, library, summary.contract_language(assessment))
    if not review.remarks:
        alert("info", visit.say(texts.NOTHING_GOES_BACK))
        return
    decisions = dossier.decisions()
    with st.container(horizontal=True, key="review-files"):
        first = next((d for d in assessment.documents if d.format is Format.DOCX), None)
        for document in assessment.documents:
            _contract(dossier, document, review, visit, with_missing=document is first)
        _button(
            dossier, visit.say(texts.LETTER), "brief.docx", _DOCX, "letter",
            lambda: letter(review, assessment.documents),
        )  # fmt: skip
        _button(
            dossier, visit.say(texts.ISSUE_LIST), "bevindingen.xlsx", _XLSX, "issues",
            lambda: issue_list(
                assessment, library, decisions, visit.language, made=review.made.astimezone().date()
            ),
        )  # fmt: skip


def _contract(
    dossier: Dossier, document: Document, review: Review, visit: Visit, *, with_missing: bool
) -> None:
    """The contract itself with the remarks in it; an ODT is served by the letter."""
    name, stem = label(document.name), PurePath(document.name).stem
    if document.format is Format.DOCX:
        _button(
            dossier, visit.say(texts.WORD_WITH_REMARKS, file=name), f"{stem}-opmerkingen.docx", _DOCX, "docx",
            lambda: docx_review(dossier.data_of(document), document, review, with_missing=with_missing),
        )  # fmt: skip
    elif document.format is Format.PDF:
        obstacle = _obstacle(dossier.data_of(document), document, document.sha256)
        if obstacle is not None:
            alert("warning", obstacle[visit.language])
            return
        _button(
            dossier, visit.say(texts.PDF_WITH_REMARKS, file=name), f"{stem}-opmerkingen.pdf", _PDF, "pdf",
            lambda: pdf_review(dossier.data_of(document), document, review),
        )  # fmt: skip


@st.cache_data(max_entries=64, show_spinner=False)
def _obstacle(
    _data: bytes,
    _document: Document,
    sha256: str,  # noqa: ARG001 - stands for both in the cache's key
) -> Text | None:
    """Why no remarks can be put in a PDF, None where they can: a download that fails says nothing."""
    try:
        check_annotatable(_data, _document)
    except CannotAnnotate as error:
        return Text(error.message("nl"), error.message("en"))
    return None


def _button(
    dossier: Dossier, title: str, file_name: str, mime: str, kind: str, make: Callable[[], bytes]
) -> None:
    def made() -> bytes:
        return dossier.exported(kind, make())

    st.download_button(
        title, data=made, file_name=file_name, mime=mime, key=f"{kind}-{file_name}", on_click="ignore"
    )
