"""One run of the script: who asks for what, and the links that lead on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from html import escape
from typing import NoReturn
from urllib.parse import urlencode

import streamlit as st

from analyser.award import Checklist, load_checklist
from analyser.errors import AnalyserError
from analyser.library import DEFAULT_PROFILE, Bilingual, ClauseLibrary, library_folder
from analyser.library.kept import kept_library
from analyser.model import GAPS, Assessment, Finding, Text
from analyser.report import summary
from analyser.report.texts import Texts, Tongue
from analyser.report.texts import texts as report_texts
from analyser.store import Actor
from ui import texts
from ui.address import Address, read_address
from ui.dossiers import Dossiers
from ui.server import Server
from ui.sign_in import Refused, SignIn, visitor


class Screen(StrEnum):
    """The pages, by their file; Streamlit links by these names."""

    DOSSIERS = "views/dossiers.py"
    NEW = "views/new.py"
    GAPS = "views/gaps.py"
    FINDING = "views/finding.py"
    AWARD = "views/award.py"
    PORTFOLIO = "views/portfolio.py"
    COMPARE = "views/compare.py"
    LIBRARY = "views/library.py"
    REQUIREMENT = "views/requirement.py"
    ADMINISTRATION = "views/administration.py"


@st.cache_resource(show_spinner=False)
def server() -> Server:
    """The store of this server with its workers. Raises StoreBroken or UsageError where it cannot start."""
    return Server()


def library(profile: str = "") -> ClauseLibrary:
    """The clause library under a profile ("": that of the installation), loaded anew where it was edited.

    Raises LibraryError where it is broken, and UsageError where there is no such profile.
    """
    return kept_library(profile)


def library_of(assessment: Assessment) -> ClauseLibrary:
    """The library under the profile that an assessment was made by. Raises as ``library``."""
    return library(assessment.profile.id if assessment.profile else DEFAULT_PROFILE)


def _library_or_own(profile: str) -> ClauseLibrary:
    """The library under a profile that an address names: one that is not there, or broken, is ignored."""
    try:
        return library(profile)
    except AnalyserError:
        return library()


@st.cache_resource(show_spinner=False)
def checklist() -> Checklist:
    """What is recorded before award, loaded once. Raises LibraryError where it is broken."""
    return load_checklist(library_folder())


@dataclass(frozen=True)  # no slots: the visitor is looked up once
class Visit:
    """What the page in hand is asked to show, and to whom."""

    address: Address

    @classmethod
    def current(cls) -> Visit:
        """The visit that this run of the script serves."""
        return cls(read_address(st.query_params.get_all))

    @cached_property
    def visitor(self) -> Actor | Refused:
        """Who visits, or why they do not get in. Raises UsageError where the sign-in is set up wrongly."""
        sign_in = SignIn.from_environment(os.environ)
        return visitor(sign_in, server().store, st.user, st.get_option("server.address"))

    @property
    def actor(self) -> Actor:
        """Who visits, on a page that only those see who got in."""
        visitor = self.visitor
        if isinstance(visitor, Refused):  # signed out on this very run
            st.stop()
        return visitor

    @property
    def dossiers(self) -> Dossiers:
        """The dossiers, as the visitor may use them."""
        return Dossiers(server(), self.actor)

    @cached_property
    def scoped(self) -> ClauseLibrary:
        """The library under the profile of the address, else of the installation."""
        return _library_or_own(self.address.scope.profile)

    @cached_property
    def held(self) -> ClauseLibrary:
        """As ``scoped``; where the address names no profile but a dossier, under that one's."""
        if self.address.scope.profile or not self.address.dossier:
            return self.scoped
        dossier = self.dossiers.find(self.address.dossier)
        return _library_or_own(dossier.stored.profile if dossier is not None else "")

    @property
    def language(self) -> Tongue:
        """The language that the user reads."""
        return self.address.language

    @property
    def words(self) -> Texts:
        """The words that screens and reports share."""
        return report_texts(self.language)

    def say(self, text: Text, **places: object) -> str:
        """A sentence in the user's language with its places filled in."""
        return text[self.language].format(**places)

    def number(self, count: int, words: tuple[Text, Text]) -> str:
        """The singular or the plural of a sentence."""
        return summary.number(count, words[0][self.language], words[1][self.language])

    def title(self, page: Text | Bilingual) -> str:
        """How the browser names a page in its tabs and history: "Overzicht · Contractanalyse"."""
        return f"{page[self.language]} · {self.say(texts.TITLE)}"

    def link(self, screen: Screen, label: str, *, address: Address) -> None:
        """A real link to ``screen``: it can be opened in a tab, kept and mailed."""
        st.page_link(screen.value, label=label, query_params=address.query)

    def anchor(self, page: str, label: str, *, address: Address) -> str:
        """A plain link for a table of our own; ``page`` is its path, ``label`` HTML."""
        query = escape(urlencode(address.query, doseq=True))
        return f'<a href="{page}?{query}" target="_self">{label}</a>'

    def go(self, screen: Screen, address: Address) -> NoReturn:
        """Leave for another page at once."""
        st.switch_page(screen.value, query_params=address.query)

    def at_requirement(self, requirement: str, place: int = 1) -> Address:
        """The address of a requirement, as finding of this dossier or in the library; filters are kept."""
        return replace(self.address, requirement=requirement, place=place, other="")

    def at_list(self) -> Address:
        """The address of a page about many: this dossier's overview, or the library; filters are kept."""
        return replace(self.address, requirement="", place=1, other="")

    def shown(self, assessment: Assessment) -> tuple[Finding, ...]:
        """The findings that pass the filters, in the order of the table: gravest first."""
        return tuple(finding for finding in in_order(assessment) if self.address.filters.lets(finding))


def in_order(assessment: Assessment) -> tuple[Finding, ...]:
    """The gaps as the reports order them, then the rest in the library's order."""
    return (*summary.gaps(assessment.findings), *_no_gaps(assessment))


def _no_gaps(assessment: Assessment) -> Iterator[Finding]:
    return (finding for finding in assessment.findings if finding.verdict not in GAPS)
