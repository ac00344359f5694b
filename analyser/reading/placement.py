"""Where a numbered line belongs: which reading of its number, and under which open clause.

A number is believed for its place in a sequence. "7." after "6." is article 7; "2018." after
anything is a year; "i." after "h." is a letter and after "De leverancier zal:" a Roman number.
Every reading is tried under every open clause, and the best fit above a threshold wins.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from analyser.model import BlockKind, ClauseKind
from analyser.reading.clause_numbers import Marker, Style
from analyser.reading.headings import opens_list
from analyser.reading.outline import Line, Node

_ACCEPT = 40
_LOOK_AHEAD = 120  # lines within which the second item of a list confirms the first

_PART_RANK: Final = {
    "deel": 1,
    "part": 1,
    "module": 1,
    "titel": 2,
    "hoofdstuk": 3,
    "chapter": 3,
    "afdeling": 4,
}
_REFERENCE_TAIL: Final = re.compile(
    r"\b(artikel(en)?|lid|leden|articles?|sections?|clauses?|paragraphs?|onder|sub|bijlagen?|annex)\s*$",
    re.IGNORECASE,
)
_REFERENCE_REST: Final = re.compile(r"[,;(a-zà-ö]|BW\b|AVG\b|GDPR\b|Rv\b")
LISTS: Final = frozenset(
    {Style.LETTER, Style.UPPER_LETTER, Style.ROMAN, Style.UPPER_ROMAN, Style.ORDINAL, Style.BULLET}
)


@dataclass(frozen=True, slots=True)
class Place:
    """Under which node a line opens a clause, and of which kind; ``score`` only ranks places."""

    score: float
    parent: Node
    kind: ClauseKind
    marker: Marker
    restarts: bool = False  # article numbers begin again: another agreement in the same file
    promotes: bool = False  # ``parent`` is a heading that turns out to stand above articles


class Placement:
    """The rules, with the lines that are still to come at hand."""

    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines
        self._at: dict[tuple[Style, str, tuple[int, ...]], list[int]] = defaultdict(list)
        for line in lines:
            for marker in line.markers:
                self._at[marker.style, marker.form, marker.values].append(line.index)

    def best(self, line: Line, top: Node, before: Line | None) -> Place | None:
        """The best place for ``line`` with ``top`` the innermost open clause; None: not a number.

        ``before`` is the line of body text that precedes it.
        """
        is_reference = before is not None and _REFERENCE_TAIL.search(before.text) is not None
        places = [
            place
            for marker in line.markers
            if line.is_trusted or not (is_reference and marker.style in (Style.DECIMAL, Style.ARTICLE))
            for place in self._places(line, marker, top, before)
            if place.score >= _ACCEPT
        ]
        return max(places, key=lambda place: place.score, default=None)

    def is_followed(self, line: Line, marker: Marker) -> bool:
        """Whether the next number of the same list stands further on."""
        if not marker.values:
            return True
        return self._next_at(line, marker) <= line.index + _LOOK_AHEAD

    def opens_article(self, line: Line) -> bool:
        """Whether ``line`` looks like the start of an article, whatever came before it."""
        return any(
            marker.depth == 1
            and (
                marker.style is Style.ARTICLE
                or (marker.style is Style.DECIMAL and self._is_article_line(line, marker))
            )
            and not _is_reference(line, marker)
            for marker in line.markers
        )

    def _places(self, line: Line, marker: Marker, top: Node, before: Line | None) -> list[Place]:
        if marker.style is Style.ANNEX:
            return _annex_places(line, marker, top)
        if marker.style is Style.PART:
            return _part_places(line, marker, top)
        if marker.style is Style.LID:
            return _lid_places(line, marker, top)
        if marker.depth >= 2:
            return _decimal_places(line, marker, top)
        if marker.style is Style.ARTICLE:
            return self._article_places(line, marker, top)
        if marker.style is Style.DECIMAL and marker.form == "#" and not line.words(marker)[:1].isupper():
            return []
        return [*self._continuing(line, marker, top), *self._starting(line, marker, top, before)]

    def _article_places(self, line: Line, marker: Marker, top: Node) -> list[Place]:
        """Worded articles: counted per container, whatever chapters stand between."""
        if _is_reference(line, marker):
            return []
        container = top.container()
        held = container.articles.get(marker.form)
        if held is None and container.articles and (open_article := top.nearest(ClauseKind.ARTICLE)):
            # "Section 1" below "Article III": a level of its own inside the article.
            inner = open_article.last.get((Style.ARTICLE, marker.form))
            if open_article.values is not None and (inner or marker.is_first):
                return [Place(85, open_article, ClauseKind.PARAGRAPH, marker)]
        parent = _part_or_container(top)
        if held is None:
            return [Place(90, parent, ClauseKind.ARTICLE, marker)]
        steps = marker.steps_from(held)
        if steps is not None:
            return [Place(100 if steps == 1 else 75, parent, ClauseKind.ARTICLE, marker)]
        if marker.is_first:
            return [Place(90, parent, ClauseKind.ARTICLE, marker, restarts=True)]
        score = 60 if line.is_headed(marker) or line.is_marked_heading else 0
        return [Place(score, parent, ClauseKind.ARTICLE, marker)]

    def _continuing(self, line: Line, marker: Marker, top: Node) -> list[Place]:
        """Places where the number follows on one that was seen before."""
        places: list[Place] = []
        for distance, node in enumerate(top.path()):
            held = node.last.get((marker.style, marker.form))
            score = _succession(marker, held)
            if not score:
                alike = (other for other in node.last.values() if other.style is marker.style)
                score = 0.55 * max((_succession(marker, other) for other in alike), default=0.0)
            if score:
                sibling = _last_sibling(node, marker)
                score += self._likeness(line, marker, sibling) - 2 * distance
                kind = sibling.kind if sibling is not None else ClauseKind.ITEM
                places.append(Place(score, node, kind, marker))
            if node.is_container:
                places.extend(self._continuing_count(line, marker, top, node))
                break  # no list runs on outside its annex or agreement
        return places

    def _continuing_count(self, line: Line, marker: Marker, top: Node, container: Node) -> list[Place]:
        """Articles that count on through chapters: 5 in part B after 4 in part A."""
        held = container.articles.get(marker.form)
        if held is None or held.style is not marker.style:
            return []
        parent = _part_or_container(top)
        if parent is container or parent.last.get((marker.style, marker.form)):
            return []
        score = 0.8 * _succession(marker, held) - (0 if self._is_article_line(line, marker) else 25)
        return [Place(score, parent, ClauseKind.ARTICLE, marker)]

    def _likeness(self, line: Line, marker: Marker, sibling: Node | None) -> float:
        """How well a line matches the look of the item it would follow."""
        if sibling is None:
            return 0.0
        score = 10.0 if line.is_headed(marker) == sibling.is_headed else -25.0
        if marker.style in LISTS:
            score = 0.0
        if line.block.level is not None and sibling.level is not None and line.block.level != sibling.level:
            score -= 60 if marker.style is Style.BULLET else 30
        return score

    def _starting(self, line: Line, marker: Marker, top: Node, before: Line | None) -> list[Place]:
        """Places where the number starts a list of its own."""
        is_open_count = marker.style is Style.DECIMAL and not top.container().articles.get(marker.form)
        if not marker.is_first and not (line.is_marked_heading and is_open_count):
            return []  # a printed heading may start at 7: the file is an extract
        announced = before is not None and opens_list(before.text) and not line.is_marked_heading
        confirmed = announced or line.is_trusted or line.is_marked_heading or self.is_followed(line, marker)
        if not (confirmed or self._has_inner(line, marker)):
            return []
        score = 50.0 + (20 if announced else 0) + (10 if line.is_trusted else 0)
        if marker.style is Style.ROMAN:
            score += self._roman_bonus(line, marker)
        if marker.style in (Style.DECIMAL, Style.UPPER_ROMAN, Style.UPPER_LETTER) and not announced:
            article = self._starting_article(line, marker, top, score)
            if article is not None:
                return [article]
        parent = _list_parent(line, marker, top, before)
        is_lid = marker.style is Style.DECIMAL and parent.kind in (ClauseKind.ARTICLE, ClauseKind.DEFINITIONS)
        return [Place(score, parent, ClauseKind.PARAGRAPH if is_lid else ClauseKind.ITEM, marker)]

    def _starting_article(self, line: Line, marker: Marker, top: Node, score: float) -> Place | None:
        """The place of a "1." that is an article rather than a paragraph or item; else None."""
        is_article_line = self._is_article_line(line, marker)
        is_decimal = marker.style is Style.DECIMAL
        article = top.nearest(ClauseKind.ARTICLE)
        outside = _part_or_container(top)
        held = top.container().articles.get(marker.form)
        if is_article_line and held is not None and held.style is marker.style:
            return Place(score + 15, outside, ClauseKind.ARTICLE, marker, restarts=True)
        if article is None and (is_decimal or is_article_line):
            kind = ClauseKind.ARTICLE if is_decimal else self._kind_above(line)
            return Place(score, outside, kind, marker)
        if article is not None and is_article_line and article.is_bare_heading and is_decimal:
            return Place(score + 10, article, ClauseKind.ARTICLE, marker, promotes=True)
        return None

    def _kind_above(self, line: Line) -> ClauseKind:
        """PART for "A. Algemeen" above "1. Definities", ARTICLE for "I. Definities" itself."""
        after = self._after(line)
        return ClauseKind.PART if after is not None and self.opens_article(after) else ClauseKind.ARTICLE

    def _is_article_line(self, line: Line, marker: Marker) -> bool:
        """A heading after the number, and something under it before the next number."""
        if self._has_inner(line, marker):
            return True
        if line.is_marked_heading:
            return True
        if not line.is_headed(marker):
            return False
        return self._next_at(line, marker) != line.index + 1

    def _has_inner(self, line: Line, marker: Marker) -> bool:
        """Whether the next line numbers on from this one: 7.1 after 7."""
        after = self._after(line)
        return (
            marker.style is Style.DECIMAL
            and after is not None
            and any(inner.values == (*marker.values, 1) for inner in after.markers)
        )

    def _roman_bonus(self, line: Line, marker: Marker) -> float:
        """Whether "i." counts as Roman: which comes first after it, "ii." or "j."?"""
        roman = self._next_at(line, marker)
        letter = self._first_after(line.index, (Style.LETTER, marker.form, (10,)))
        return 60.0 if roman < letter else 0.0

    def _next_at(self, line: Line, marker: Marker) -> int:
        following = (*marker.values[:-1], marker.values[-1] + 1)
        return self._first_after(line.index, (marker.style, marker.form, following))

    def _first_after(self, index: int, key: tuple[Style, str, tuple[int, ...]]) -> int:
        places = self._at.get(key, [])
        at = bisect_right(places, index)
        return places[at] if at < len(places) else len(self._lines) + _LOOK_AHEAD + 1

    def _after(self, line: Line) -> Line | None:
        """The next line of body text."""
        for after in self._lines[line.index + 1 : line.index + 6]:
            if after.block.kind not in (BlockKind.HEADER, BlockKind.FOOTER, BlockKind.FOOTNOTE):
                return after
        return None


def _is_reference(line: Line, marker: Marker) -> bool:
    """Whether "Artikel 7 van de voorwaarden ..." starts a sentence and not an article."""
    if line.is_trusted or line.is_marked_heading:
        return False
    if marker.word[:1].islower():  # "artikel 7 blijft van kracht" runs on from the line before
        return True
    words = line.words(marker)
    return bool(words) and _REFERENCE_REST.match(words) is not None


def _annex_places(line: Line, marker: Marker, top: Node) -> list[Place]:
    words = line.words(marker)
    if _is_reference(line, marker) and not (words.startswith("(") and len(words) < 60):
        return []
    if words and not line.is_headed(marker) and not words.startswith("("):
        return []
    root = list(top.path())[-1]
    return [Place(90, root, ClauseKind.ANNEX, marker)]


def _part_places(line: Line, marker: Marker, top: Node) -> list[Place]:
    words = line.words(marker)
    if _is_reference(line, marker) or (words and not line.is_headed(marker)):
        return []
    rank = _PART_RANK[marker.form]
    for node in top.path():
        held = node.marker
        is_outer_part = held is not None and held.style is Style.PART and _PART_RANK[held.form] < rank
        if node.is_container or is_outer_part:
            return [Place(90, node, ClauseKind.PART, marker)]
    return []


def _lid_places(line: Line, marker: Marker, top: Node) -> list[Place]:
    article = top.nearest(ClauseKind.ARTICLE, ClauseKind.DEFINITIONS)
    if article is None or _is_reference(line, marker):
        return []
    return [Place(90, article, ClauseKind.PARAGRAPH, marker)]


def _decimal_places(line: Line, marker: Marker, top: Node) -> list[Place]:
    """ "7.3": under the open 7, or under the heading whose number it betrays."""
    if marker.style is Style.ARTICLE and _is_reference(line, marker):
        return []
    is_annex_article = marker.form == "A.#" and marker.depth == 2 and line.is_headed(marker)
    kind = ClauseKind.ARTICLE if is_annex_article else ClauseKind.PARAGRAPH
    places: list[Place] = []
    for node in top.path():
        held = node.last.get((marker.style, marker.form))
        if node.values == marker.values[:-1]:
            score = 95.0 if _succession(marker, held) or marker.is_first else 85.0
            if held is not None and marker.steps_from(held) is None and held.depth == marker.depth:
                score = 45.0  # 7.2 after 7.5: a slip of the author, but still under 7
            places.append(Place(score, node, kind, marker))
        elif held is not None and _succession(marker, held) and node.values is None:
            places.append(Place(90, node, kind, marker))
        elif node.values is not None and node.values == marker.values[:-2]:
            places.append(Place(55, node, kind, marker))
        if node.is_container:
            break
    if places:
        return places
    parent = top.nearest(ClauseKind.ARTICLE, ClauseKind.DEFINITIONS)
    if parent is None or parent.marker is not None or is_annex_article:
        parent = _part_or_container(top)
    if marker.is_first and marker.depth == 2 and line.words(marker)[:1].isupper():
        return [Place(70, parent, kind, marker)]
    if line.is_trusted or _runs_on(marker, parent.container().articles.get("#.#")):
        return [Place(60, parent, kind, marker)]
    return []


def _runs_on(marker: Marker, held: Marker | None) -> bool:
    """Whether 8.2 may come after 7.9, though no line with 8 or 8.1 was seen."""
    return held is not None and held.values < marker.values and marker.values[0] - held.values[0] <= 1


def _succession(marker: Marker, held: Marker | None) -> float:
    """100 for the very next number, less for a gap (an item "vervallen"), 0 where it cannot follow."""
    steps = marker.steps_from(held) if held is not None else None
    if steps is None:
        return 0.0
    if steps == 1:
        return 100.0
    return 60.0 if steps <= 3 else 0.0


def _last_sibling(parent: Node, marker: Marker) -> Node | None:
    """The latest child of ``parent`` that counts in the same style."""
    for child in reversed(parent.children):
        if child.marker is not None and child.marker.style is marker.style:
            return child
    return None


def _part_or_container(top: Node) -> Node:
    """Where a new article goes: in the chapter that is open, or straight in its container."""
    return next(node for node in top.path() if node.is_container or node.kind is ClauseKind.PART)


def _list_parent(line: Line, marker: Marker, top: Node, before: Line | None) -> Node:
    """Under which clause a new list stands: the innermost that can introduce it."""
    if before is not None and opens_list(before.text):
        return top
    level = line.block.level
    for node in top.path():
        if node.parent is None or node.marker is None:
            continue
        is_alike = (node.marker.style, node.marker.form) == (marker.style, marker.form)
        is_deeper = level is not None and node.level is not None and level > node.level
        if is_alike and not is_deeper and node.kind in (ClauseKind.ITEM, ClauseKind.PARAGRAPH):
            return node.parent
    is_prose = top.marker is None and top.kind is ClauseKind.PARAGRAPH and top.heading is None
    is_finished = before is not None and before.text.rstrip().endswith(".")
    return top.parent if is_prose and is_finished and top.parent is not None else top
