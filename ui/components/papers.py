"""The papers of the dossier in their rank order, with what is missing."""

from __future__ import annotations

import streamlit as st

from analyser.model import Assessment
from analyser.report import papers
from analyser.report.texts.papers import papers_texts
from ui.components.messages import text
from ui.visit import Visit


def show_papers(assessment: Assessment, visit: Visit) -> None:
    """Show the stack and what its clauses say; nothing where the dossier is one paper."""
    picture = papers.picture(assessment.stack, visit.language)
    if not picture:
        return
    st.header(papers_texts(visit.language)["title"], anchor=False)
    said = "".join(f"<li>{text(line)}</li>" for line in papers.sentences(assessment.stack, visit.language))
    st.html(f"{picture}<ul>{said}</ul>")
