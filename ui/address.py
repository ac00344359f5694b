"""What a web address of the application says: language, dossiers, filters, requirement, place, search, scope.

Everything needed to show a page again stands in its address, so that a link can be mailed and the
back button works. An address comes from outside: whatever it holds that does not exist is ignored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, TypeVar

from analyser.model import GAPS, Finding, Severity, Verdict
from analyser.report.texts import Tongue
from analyser.store.records import Status
from ui.scope import Scope, is_period
from ui.search import Search

E = TypeVar("E", bound=StrEnum)

ALL = "all"
"""In place of verdicts: no filter. Without any verdict in the address, the gaps are shown."""

_LONGEST_SEARCH: Final = 200  # characters; nobody types more, and every requirement is compared


@dataclass(frozen=True, slots=True)
class Filters:
    """Which findings the table shows; an empty tuple lets everything through."""

    themes: tuple[str, ...] = ()
    verdicts: tuple[Verdict, ...] = GAPS
    severities: tuple[Severity, ...] = ()
    review: bool = False

    def lets(self, finding: Finding) -> bool:
        """Whether the table shows this finding."""
        return (
            (not self.themes or finding.theme in self.themes)
            and (not self.verdicts or finding.verdict in self.verdicts)
            and (not self.severities or finding.severity in self.severities)
            and (finding.review or not self.review)
        )


@dataclass(frozen=True, slots=True)
class Address:
    """One page of the application, as its query parameters say."""

    language: Tongue = "nl"
    dossier: str = ""
    filters: Filters = Filters()
    requirement: str = ""
    place: int = 1
    search: Search = field(default_factory=Search)
    other: str = ""  # the dossier that this one is compared with
    scope: Scope = field(default_factory=Scope)

    @property
    def query(self) -> dict[str, str | list[str]]:
        """The parameters that lead here; what has its default is left out."""
        filters = self.filters
        query: dict[str, str | list[str]] = {}
        if self.language != "nl":
            query["lang"] = self.language
        if self.dossier:
            query["dossier"] = self.dossier
        if filters.themes:
            query["theme"] = list(filters.themes)
        if filters.verdicts != GAPS:
            query["verdict"] = [str(verdict) for verdict in filters.verdicts] or ALL
        if filters.severities:
            query["severity"] = [str(severity) for severity in filters.severities]
        if filters.review:
            query["review"] = "1"
        if self.requirement:
            query["requirement"] = self.requirement
        if self.place > 1:
            query["place"] = str(self.place)
        if self.other:
            query["with"] = self.other
        return query | self._search_query | self._scope_query

    @property
    def _search_query(self) -> dict[str, str | list[str]]:
        query: dict[str, str | list[str]] = {}
        if self.search.words:
            query["words"] = self.search.words
        if self.search.themes:
            query["library-theme"] = list(self.search.themes)
        if self.search.severities:
            query["library-severity"] = [str(severity) for severity in self.search.severities]
        return query

    @property
    def _scope_query(self) -> dict[str, str | list[str]]:
        scope = self.scope
        named = {
            "status": scope.status.value if scope.status else "",
            "owner": scope.owner,
            "supplier": scope.supplier,
            "period": scope.period,
            "map": scope.theme,
            "profile": scope.profile,
        }
        return {name: value for name, value in named.items() if value}


def language_of(values: Sequence[str]) -> Tongue:
    """The language that ``lang`` asks for; Dutch unless it is English."""
    return "en" if values and values[-1] == "en" else "nl"


def read_address(values: Callable[[str], Sequence[str]]) -> Address:
    """The address that ``values`` spells; ``values`` gives every value of one parameter."""
    place = (*values("place"), "1")[0]
    return Address(
        language=language_of(values("lang")),
        dossier=(*values("dossier"), "")[0],
        filters=Filters(
            themes=tuple(dict.fromkeys(values("theme"))),
            verdicts=_verdicts(values("verdict")),
            severities=_members(Severity, values("severity")),
            review="1" in values("review"),
        ),
        requirement=(*values("requirement"), "")[0],
        place=int(place) if place.isascii() and place.isdecimal() and len(place) <= 4 else 1,
        search=Search(
            words=" ".join((*values("words"), "")[0][:_LONGEST_SEARCH].split()),
            themes=tuple(dict.fromkeys(values("library-theme"))),
            severities=_members(Severity, values("library-severity")),
        ),
        other=(*values("with"), "")[0],
        scope=_scope(values),
    )


def _scope(values: Callable[[str], Sequence[str]]) -> Scope:
    status = _members(Status, values("status"))
    period = (*values("period"), "")[0]
    return Scope(
        status=status[0] if len(status) == 1 else None,
        owner=(*values("owner"), "")[0],
        supplier=(*values("supplier"), "")[0],
        period=period if is_period(period) else "",
        theme=(*values("map"), "")[0],
        profile=(*values("profile"), "")[0],
    )


def _verdicts(values: Sequence[str]) -> tuple[Verdict, ...]:
    """The verdicts in the order in which they are shown; the gaps where the address names none."""
    if ALL in values:
        return ()
    chosen = _members(Verdict, values)
    ordered = (*GAPS, *(verdict for verdict in Verdict if verdict not in GAPS))
    return tuple(verdict for verdict in ordered if verdict in chosen) or GAPS


def _members(kind: type[E], values: Iterable[str]) -> tuple[E, ...]:
    wanted = set(values)
    return tuple(member for member in kind if member.value in wanted)
