"""Example clauses of the library's clause bank, by verdict."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

import streamlit as st

from analyser.errors import LibraryError
from analyser.library import ClauseLibrary, Requirement
from analyser.library.bank import BankClause, load_examples
from analyser.model import Verdict
from analyser.report import summary
from ui import texts
from ui.components.messages import alert
from ui.components.requirement import both
from ui.visit import Visit

_VERDICTS: Final = (Verdict.MET, Verdict.PARTIAL, Verdict.CONTRARY, Verdict.MISSING)


def show_examples(requirement: Requirement, library: ClauseLibrary, visit: Visit) -> None:
    """Every example with its reason, the user's language first; a bank that is broken is told."""
    st.header(visit.words["examples"], anchor=False)
    try:
        examples = load_examples(library.folder, requirement.id)
    except LibraryError as error:
        alert("error", visit.say(texts.LIBRARY_BROKEN), error.message(visit.language).splitlines())
        return
    if not examples:
        st.html(f"<p>{escape(visit.say(texts.NO_EXAMPLES))}</p>")
        return
    st.html(f"<p>{escape(visit.say(texts.EXAMPLES_OWN))}</p>")
    for verdict in _VERDICTS:
        of_verdict = [example for example in examples if example.verdict == verdict.value]
        if of_verdict:
            _show_verdict(verdict, of_verdict, visit)


def _show_verdict(verdict: Verdict, examples: Sequence[BankClause], visit: Visit) -> None:
    words = visit.words
    with st.expander(f"{summary.verdict_word(verdict, visit.language)} ({len(examples)})"):
        if verdict is Verdict.MISSING:
            st.html(f"<p>{escape(visit.say(texts.EXAMPLES_NEAR))}</p>")
        for language in both(visit.language):
            figures = [_figure(example, visit) for example in examples if example.language == language]
            if figures:
                name = words["language"][language]
                st.subheader(words["in_language"].format(language=name), anchor=False)
                st.html("".join(figures))


def _figure(example: BankClause, visit: Visit) -> str:
    """A clause with its reason, both in the clause's own language."""
    return (
        f'<figure class="quote example {example.verdict}">'
        f'<blockquote lang="{example.language}">{escape(example.text)}</blockquote>'
        f'<figcaption class="note">{escape(visit.words["why"])}: '
        f'<span lang="{example.language}">{escape(example.reason)}</span></figcaption></figure>'
    )
