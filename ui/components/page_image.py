"""A page of a PDF as a picture, the passage marked and the deciding words framed.

One picture a page travels, and the passage stands beside it as text: nothing depends on seeing it.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from analyser.model import Box, Document, Evidence
from analyser.report.summary import clean
from ui import texts
from ui.components.messages import alert, label
from ui.dossiers import Dossier
from ui.visit import Visit, server


@dataclass(frozen=True, slots=True)
class Marks:
    """What is marked for one passage, in reading order."""

    passage: tuple[Box, ...]
    deciding: tuple[Box, ...]

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages with marks."""
        return tuple(sorted({box.page for box in self.passage}))


def marks_of(document: Document, evidence: Evidence) -> Marks:
    """The boxes of a passage and of the words in it that decided."""
    deciding = (box for start, end in evidence.deciding for box in document.words.boxes(start, end))
    return Marks(evidence.boxes, tuple(deciding))


def show_pages(dossier: Dossier, document: Document, evidence: Evidence, visit: Visit) -> bool:
    """Show the page or pages on which a passage stands. False where none can be drawn."""
    marks = marks_of(document, evidence)
    pages = marks.pages or ((evidence.page,) if evidence.page is not None else ())
    drawn = [_show_page(dossier, document, page, marks, visit) for page in pages]
    return any(drawn)


def _show_page(dossier: Dossier, document: Document, page: int, marks: Marks, visit: Visit) -> bool:
    image = _picture(dossier.data_of(document), document.sha256, page, marks.passage, marks.deciding)
    if image is None:
        alert("warning", visit.say(texts.PAGE_FAILED, page=page))
        return False
    alt = visit.say(texts.PAGE_ALT, page=page, file=clean(document.name), quotes=visit.words["quotes"])
    caption = f"{visit.say(texts.PAGE, page=page)} · {label(document.name)}"
    st.image(image, caption=caption, width="stretch", output_format="PNG", alt=alt)
    return True


@st.cache_data(max_entries=32, ttl=3600, show_spinner=False)
def _picture(
    _data: bytes,
    sha256: str,  # noqa: ARG001 - stands for the data in the cache's key
    page: int,
    passage: tuple[Box, ...],
    deciding: tuple[Box, ...],
) -> bytes | None:
    """The picture, drawn once."""
    return server().picture(_data, page, passage, deciding)
