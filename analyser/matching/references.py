"""Cross-references inside a dossier: "zoals bepaald in artikel 9.2", "bijlage B", "Section 4(b)".

A reference is resolved to the clause it names: in the document itself, nearest in the tree first, or,
for an annex, in another document of the dossier. A reference to a law ("artikel 28 AVG") is none.

A sentence may also set aside what it refers to: "In afwijking van artikel 9 ...", "Section 4 does not
apply". Who relies on the clause must read that sentence too, so the matcher keeps it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from analyser.model import Clause, ClauseKind, Document
from analyser.reading.tree import ancestors


@dataclass(frozen=True, slots=True)
class Target:
    """A clause that a sentence refers to: document of the dossier and range of characters in it."""

    document: int
    start: int
    end: int

    def holds(self, document: int, offset: int) -> bool:
        """Whether the clause holds the character at ``offset`` of ``document``."""
        return document == self.document and self.start <= offset < self.end


class SetAside(StrEnum):
    """What a sentence does to the clause it refers to."""

    NOT = "not"
    PARTLY = "partly"  # for a case, or by another rule: "in afwijking van artikel 9 geldt ..."
    WHOLLY = "wholly"  # "artikel 9 is niet van toepassing."


@dataclass(frozen=True, slots=True)
class Reference:
    """Where in a document's text clauses are referred to, and what the sentence does to them."""

    start: int
    end: int
    targets: tuple[Target, ...]
    aside: SetAside


_NUMBER: Final = r"(?:[A-Z]\.?)?\d{1,3}(?:\.\d{1,3})*"
_PART: Final = r"(?:\s?\((?:\d{1,2}|(?-i:[a-z]{1,3}|[A-Z]))\))*"  # (AVG) is no part
_THROUGH: Final = r"tot en met|t/m|through|to|[-\u2013]"
_SUBSECTION: Final = (
    rf"(?:,?\s(?:lid|leden)\s\d{{1,2}}(?:(?:,|\s(?:en|of|{_THROUGH}))\s?\d{{1,2}}(?!\.\d))*"
    r"|,?\s(?:eerste|tweede|derde|vierde|vijfde|zesde|zevende)\slid)?"
    r"(?:,?\s(?:onder|sub|onderdeel)\s[a-z]\b)?"
)
_ITEM: Final = rf"{_NUMBER}{_PART}{_SUBSECTION}"
_MORE: Final = rf"(?:(?:,(?:\s(?:and|or))?|\s?(?:en|of|and|or|{_THROUGH}))\s?{_ITEM})*"
_CLAUSE: Final = re.compile(
    rf"(?:\b(?:artikel(?:en)?|artt?\.|paragraaf|paragrafen|clauses?|sections?|articles?|paragraphs?)|§+)\s?"
    rf"(?P<items>{_ITEM}{_MORE})",
    re.IGNORECASE,
)
_ANNEX: Final = re.compile(
    r"\b(?i:bijlagen?|annex(?:es)?|schedules?|appendix|appendices|exhibits?|addendum)\s"
    r"(?P<items>(?:\d{1,2}|[A-Z]|[IVX]{1,4})\b"
    r"(?:(?:,(?:\s(?:and|or))?|\s(?:en|of|and|or))\s(?:\d{1,2}|[A-Z]|[IVX]{1,4})\b)*)"
)
# the same word before an annex in small letters or in capitals only
_ANNEX_NAME: Final = re.compile(
    r"\b(?i:bijlage|annex|schedule|appendix|exhibit|addendum)[\s_-]{0,2}(?P<key>\d{1,2}|[A-Za-z]|[IVXivx]{1,4})\b"
)
_LAW: Final = re.compile(
    r"\W{1,2}(?:(?:van|of|uit|in|under|bij|to)\s)?(?:(?:de|het|the)\s)?"
    r"(?:avg|gdpr|uavg|bw|burgerlijk wetboek|wet\b|woo\b|ai[- ]verordening|ai act|verordening|richtlijn"
    r"|regulation|directive|act\b|code\b|algemene verordening|general data|data act|dataverordening|scc"
    r"|standard contractual|modelcontract|arbit|gibit|awb|rv\b|aanbestedingswet|lid\s\d+\s(?:avg|bw)"
    r"|\d+\s(?:avg|gdpr|bw)\b|gw\b|werkenrecht|auteurswet)",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(rf"({_NUMBER}){_PART}{_SUBSECTION}", re.IGNORECASE)
_RANGE: Final = re.compile(rf"(?<![.\d])(\d{{1,3}})\s?(?:{_THROUGH})\s?(\d{{1,3}})(?![.\d])")
_SUBSECTIONS: Final = re.compile(_SUBSECTION, re.IGNORECASE)
_LONGEST_RANGE: Final = 30  # a longer one is a slip or a year
_ANNEX_KEY: Final = re.compile(r"\d{1,2}|[IVX]{1,4}|[A-Z]")
_ENDS: Final = re.compile(r"\s?(?:[.;\n]|$)")
_BW: Final = re.compile(r"\s?:\s?\d")  # artikel 6:248

_ASIDE_BEFORE: Final = re.compile(
    r"(?:\bin afwijking van|\bafwijking(?:en)? op|\bniettegenstaande|\bongeacht|\banders dan"
    r"|\bals uitzondering op|\btoepasselijkheid van|\btoepassing van|\bin plaats van"
    r"|\bnotwithstanding|\bderogation (?:from|of)|\bexception to|\bregardless of|\bcontrary to"
    r"|\birrespective of|\bin lieu of|\bsupersedes?)"
    r"(?:\s(?:het|de|the|in|bepaalde|gestelde|provisions? of|anything (?:to the contrary )?in|foregoing in"
    r"|bepalingen? van|what is (?:provided|stated) in|dit|this)){0,5}\s$",
    re.IGNORECASE,
)
_NEEDS_EXCLUSION: Final = ("toepasselijkheid van", "toepassing van")
_ASIDE_AFTER: Final = re.compile(
    r"^(?:(?!\b(?:artikel|section|clause|article)s?\b)[^.;\n]){0,60}?"
    r"\s(?:(?:is|zijn|blijft|blijven)\s(?:(?!artikel)\w+\s){0,3}?niet van toepassing"
    r"|(?<=^\s)niet van toepassing"  # "dan is artikel 5 niet van toepassing"
    r"|(?:vindt|vinden)\s(?:\w+\s){0,3}?geen toepassing|(?:geldt|gelden)\s(?:\w+\s){0,2}?niet\b"
    r"|(?:vervalt|vervallen|komt te vervallen)(?!\sniet\b)"
    r"|(?:wordt|worden)\s(?:(?!niet\b)\w+\s){0,2}?(?:uitgesloten|geschrapt)"
    r"|(?:do|does|shall|will)\snot\sapply|(?:is|are)\s(?:hereby\s)?(?:disapplied|excluded|deleted|waived))",
    re.IGNORECASE,
)
_EXCLUDED: Final = re.compile(r"^[^.;\n]{0,60}?\s(?:uitgesloten|excluded)\b", re.IGNORECASE)
_REACH: Final = 90  # characters before a reference in which the words that set it aside can stand


class References:
    """All cross-references of a dossier; made once, asked for each sentence."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = documents
        self._clauses = [_numbered(document) for document in documents]
        self._annexes = [_annexes(document) for document in documents]
        self._named = {key: number for number, d in enumerate(documents) for key in _annex_of_name(d)}

    def of(self, document: int) -> tuple[Reference, ...]:
        """The references in a document of the dossier that lead somewhere, in reading order."""
        text = self._documents[document].text
        found: list[Reference] = []
        for match in _CLAUSE.finditer(text):
            if not _is_law(text, match.end()):
                keys = _keys(match["items"])
                found.extend(
                    self._reference(text, match, [self._clause(document, key, match) for key in keys])
                )
        for match in _ANNEX.finditer(text):
            if not _is_law(text, match.end()):
                keys = _ANNEX_KEY.findall(match["items"])
                found.extend(
                    self._reference(text, match, [self._annex(document, key, match) for key in keys])
                )
        return tuple(sorted(found, key=lambda reference: reference.start))

    def _reference(
        self, text: str, match: re.Match[str], targets: Sequence[Target | None]
    ) -> Iterator[Reference]:
        known = tuple(dict.fromkeys(target for target in targets if target is not None))
        if known:
            yield Reference(match.start(), match.end(), known, _aside(text, match.start(), match.end()))

    def _clause(self, document: int, key: str, match: re.Match[str]) -> Target | None:
        """The clause numbered ``key`` that stands nearest in the tree; None for the clause itself."""
        candidates = self._clauses[document].get(key, ())
        if not candidates:
            return None
        whole = self._documents[document]
        own = set(_around(whole, match.start()))
        clauses = whole.clauses
        best = max(
            candidates,
            key=lambda i: (
                clauses[i].kind is not ClauseKind.PARAGRAPH or "." in key,  # "artikel 7" is no item 7
                len(own.intersection(ancestors(whole, i))),
                -i,
            ),
        )
        return None if best in own else Target(document, clauses[best].start, clauses[best].end)

    def _annex(self, document: int, key: str, match: re.Match[str]) -> Target | None:
        for index in self._annexes[document].get(key, ()):
            clause = self._documents[document].clauses[index]
            if not clause.start <= match.start() < clause.end:
                return Target(document, clause.start, clause.end)
        other = self._named.get(key)
        if other is None or other == document:
            return None
        return Target(other, 0, len(self._documents[other].text))


def _keys(items: str) -> list[str]:
    """The clause numbers in "4.2, 5 tot en met 7": a range of whole numbers holds what stands between."""
    keys: list[str] = _NUMBERED.findall(items)
    for found in _RANGE.finditer(_SUBSECTIONS.sub("", items)):
        first, last = int(found[1]), int(found[2])
        at = keys.index(found[2]) if found[2] in keys else len(keys)
        keys[at:at] = [str(number) for number in range(first + 1, min(last, first + _LONGEST_RANGE))]
    return keys


def _aside(text: str, start: int, end: int) -> SetAside:
    """What is done to the clause referred to in ``text[start:end]``."""
    before = text[max(0, start - _REACH) : start]
    after = text[end : end + 2 * _REACH]
    behind = _ASIDE_AFTER.search(after)
    if behind is not None:
        return SetAside.WHOLLY if _ENDS.match(after, behind.end()) else SetAside.PARTLY
    leading = _ASIDE_BEFORE.search(before)
    if leading is None:
        return SetAside.NOT
    if leading.group().lower().startswith(_NEEDS_EXCLUSION):
        return SetAside.WHOLLY if _EXCLUDED.search(after) else SetAside.NOT
    return SetAside.PARTLY


def _is_law(text: str, end: int) -> bool:
    following = text[end : end + 60]
    return _LAW.match(following) is not None or _BW.match(following) is not None


def _numbered(document: Document) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for index, clause in enumerate(document.clauses):
        if clause.number is not None and clause.kind in _REFERRED:
            found[clause.number].append(index)
    return found


_REFERRED: Final = (ClauseKind.ARTICLE, ClauseKind.PARAGRAPH, ClauseKind.DEFINITIONS)


def _annexes(document: Document) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for index, clause in enumerate(document.clauses):
        if clause.kind is ClauseKind.ANNEX and clause.number is not None:
            found[clause.number].append(index)
    return found


def _annex_of_name(document: Document) -> Iterator[str]:
    """What a file of the dossier is called as an annex: by its name, or by its first line."""
    first_line = document.text.strip().split("\n", 1)[0][:80]
    for text in (document.name, first_line):
        found = _ANNEX_NAME.search(text)
        if found is not None:
            yield found["key"].upper()


def _around(document: Document, offset: int) -> Iterator[int]:
    """The clauses that hold ``offset``."""
    clauses: Sequence[Clause] = document.clauses
    return (index for index, clause in enumerate(clauses) if clause.start <= offset < clause.end)
