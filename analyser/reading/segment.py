"""From the blocks of a file to the tree of its clauses.

The walk goes through the lines once, in reading order, and holds the innermost open clause.
Each line opens a clause or adds to one, so that every line stands in exactly one clause's own
text. Nothing is dropped: what fits nowhere becomes an unnumbered paragraph.
"""

from __future__ import annotations

from typing import Final

from analyser.model import BlockKind, Clause, ClauseKind
from analyser.reading.clause_kinds import clauses_of, settle_kinds
from analyser.reading.clause_numbers import Marker, Style, readings
from analyser.reading.contents import contents_lines, layout_rows, listed_annexes
from analyser.reading.draft import Draft
from analyser.reading.headings import (
    closes_contract,
    defined_term,
    is_body_text,
    is_unfinished,
    looks_like_heading,
    run_in_heading,
)
from analyser.reading.labels import set_labels
from analyser.reading.outline import BOXES, Line, Node, lines_of
from analyser.reading.placement import LISTS, Place, Placement

_FURNITURE: Final = frozenset({BlockKind.HEADER, BlockKind.FOOTER})
_NOTES: Final = frozenset({BlockKind.FOOTNOTE, BlockKind.TEXT_BOX})
_MAX_DEPTH = 12  # deeper nesting is a fault or an attack, never a contract


def segment(draft: Draft) -> tuple[Clause, ...]:
    """The clauses of ``draft``, parents before children and in reading order.

    A clause's range runs from its first line to the last line of its last child. Its own text is
    the lines in that range which stand in none of its children.
    """
    text = draft.text
    lines = lines_of(text, draft.blocks)
    root = _Walk(lines).tree()
    settle_kinds(root)
    set_labels(root, text)
    return clauses_of(root)


class _Walk:
    """One pass over the lines; ``_top`` is the innermost clause that is open."""

    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines
        self._placement = Placement(lines)
        self._listing = contents_lines(lines)
        self._named_annexes = listed_annexes(lines)
        self._laid_out = layout_rows(lines)
        self._root = Node(ClauseKind.PART, None)
        self._top = self._root
        self._before: Line | None = None  # the line of body text before this one
        self._table: Node | None = None
        self._aside: list[Node] = []  # furniture and notes that wait for the next line's place

    def tree(self) -> Node:
        """The root above all clauses."""
        for line in self._lines:
            if line.block.kind in _FURNITURE:
                self._set_aside(line, ClauseKind.FURNITURE)
            elif line.block.kind in _NOTES:
                self._set_aside(line, ClauseKind.NOTE)
            elif line.index in self._listing:
                self._list_contents(line)
            elif line.block.kind is BlockKind.TABLE_ROW and line.index not in self._laid_out:
                self._add_row(line)
            else:
                self._table = None
                self._add_body(line)
                self._before = line
        self._settle(self._root)
        return self._root

    def _add_body(self, line: Line) -> None:
        if self._runs_on(line):
            self._append(self._top, line)
            return
        if line.index not in self._named_annexes:
            place = self._placement.best(line, self._top, self._before)
            if place is not None:
                self._open_numbered(line, place)
                return
        if self._is_title_of_top(line):
            self._top.heading = _plain(line.text)
            self._append(self._top, line)
        elif self._is_bare_heading(line):
            self._open_heading(line)
        else:
            self._add_paragraph(line)

    def _runs_on(self, line: Line) -> bool:
        """Whether a sentence that a page or column broke off goes on in this line."""
        if self._before is None or self._top.is_root or not self._top.lines:
            return False
        if line.is_marked_heading or line.block.number or self._before.is_marked_heading:
            return False
        is_numbered = any(not marker.word[:1].islower() for marker in line.markers)
        if is_numbered or not is_unfinished(self._before.text):
            return False
        first = line.text.lstrip(" (\"'“‘")[:1]
        breaks_page = line.block.page != self._before.block.page and is_body_text(self._before.text)
        return first.islower() or breaks_page

    # -- numbered lines ---------------------------------------------------------------------

    def _open_numbered(self, line: Line, place: Place) -> None:
        parent = place.parent
        if place.promotes:
            parent.kind = ClauseKind.PART
        if place.restarts:
            parent = self._open_agreement(parent)
        marker = place.marker
        node = self._open(place.kind, parent, line, marker)
        if node.kind is not ClauseKind.ITEM:
            node.heading = _heading_of(line, marker, self._body_after(line))
        node.is_headed = line.is_headed(marker)
        parent.last[marker.style, marker.form] = marker
        self._count(node, marker)
        self._infer_number(parent, marker)
        for inner in readings(line.words(marker)):  # "7.1 a) ...": the first item on its parent's line
            if inner.is_first and inner.values:
                node.last[inner.style, inner.form] = inner

    def _count(self, node: Node, marker: Marker) -> None:
        """Let the container know the latest article, and the latest "7.3"."""
        container = node.container() if node.kind is not ClauseKind.ANNEX else self._root
        is_inner_decimal = marker.depth >= 2 and marker.style is Style.DECIMAL
        if node.kind is ClauseKind.ARTICLE or is_inner_decimal:
            container.articles[marker.form] = marker

    @staticmethod
    def _infer_number(parent: Node, marker: Marker) -> None:
        """A bare heading above 7.1 is article 7, whose number was lost or never printed."""
        if marker.form == "#.#" and marker.depth == 2 and parent.is_bare_heading:
            parent.number = parent.number or str(marker.values[0])

    def _open_agreement(self, parent: Node) -> Node:
        """The node for another agreement in the file, in which article numbers begin again.

        A bare heading that is still open is its title; without one the agreement gets a node
        without text of its own.
        """
        container = parent.container()
        outside = container.parent if container.is_agreement and container.parent else container
        title = None
        for node in self._top.path():
            if node is container:
                break
            is_chapter = node.kind is ClauseKind.PART
            if (is_chapter or node.is_bare_heading) and not _counts_articles(node):
                title = node
        if title is not None and title.parent is not None:
            if title.kind is not ClauseKind.PART:
                title.parent.children.remove(title)  # it closed the article it seemed to divide
                title.parent = outside
                outside.children.append(title)
            title.kind = ClauseKind.PART
            title.is_agreement = True
            return title
        self._settle(outside)
        agreement = Node(ClauseKind.PART, outside, is_agreement=True)
        outside.children.append(agreement)
        return agreement

    # -- lines without a number -------------------------------------------------------------

    def _is_title_of_top(self, line: Line) -> bool:
        """Whether ``line`` is the heading of "Artikel 7" or "Bijlage 2" on the line above it."""
        top = self._top
        if top.kind not in BOXES or top.marker is None or top.heading is not None or top.has_body:
            return False
        if self._before is None or top.lines[-1] is not self._before:
            return False
        if top.lines[0].words(top.marker):
            return False
        return line.is_marked_heading or (looks_like_heading(line.text) and not line.markers)

    def _is_bare_heading(self, line: Line) -> bool:
        if line.block.kind in (BlockKind.ITEM, BlockKind.TABLE_ROW) or line.index in self._named_annexes:
            return False
        if line.is_marked_heading:
            return True
        if not looks_like_heading(line.text) or defined_term(line.text):
            return False
        if self._before is not None and is_unfinished(self._before.text) and not self._top.is_root:
            return False
        after = self._body_after(line)
        return after is not None and (
            is_body_text(after.text) or self._placement.opens_article(after) or after.is_trusted
        )

    def _open_heading(self, line: Line) -> None:
        top = self._top
        if _is_empty_heading(top) and top.parent is not None and _is_empty_heading(top.parent, children=1):
            self._append(top, line)  # a title page: lines of print, not levels of a tree
            return
        if self._stands_above_articles(line):
            parent = _outside(self._top, line.block.level)
            kind = ClauseKind.PART
        else:
            parent, kind = self._heading_place(line)
        node = self._open(kind, parent, line, None)
        node.heading = _plain(line.text)
        node.is_headed = True

    def _heading_place(self, line: Line) -> tuple[Node, ClauseKind]:
        """Beside the open article or inside it, by outline level where the file has one."""
        level = line.block.level
        top = self._top
        if _is_empty_heading(top) and top.kind in (ClauseKind.ARTICLE, ClauseKind.PART):
            deeper = level is None or top.level is None or level > top.level
            if deeper:
                return top, ClauseKind.ARTICLE
        article = next(
            (node for node in top.path() if node.kind is ClauseKind.ARTICLE and not node.is_root), None
        )
        if article is None or closes_contract(line.text) or self._numbers_on_past(article, line):
            return _outside(top, level), ClauseKind.ARTICLE
        if level is not None and article.level is not None and line.is_marked_heading:
            is_inside = level > article.level
        else:
            is_inside = article.marker is not None  # among numbered articles, a heading divides one
        if not is_inside:
            return _outside(top, level), ClauseKind.ARTICLE
        return article, ClauseKind.PARAGRAPH if article.marker is not None else ClauseKind.ARTICLE

    def _numbers_on_past(self, article: Node, line: Line) -> bool:
        """Whether 8.1 follows a heading below article 7, so that the heading is article 8."""
        after = self._body_after(line)
        if after is None or article.values is None:
            return False
        return any(m.form == "#.#" and m.depth == 2 and m.values[:1] != article.values for m in after.markers)

    def _stands_above_articles(self, line: Line) -> bool:
        """Whether the next line that is no bare heading starts an article."""
        for after in self._lines[line.index + 1 : line.index + 8]:
            if after.block.kind in _FURNITURE or after.block.kind in _NOTES:
                continue
            if self._placement.opens_article(after):
                return True
            if not after.is_marked_heading or after.markers:
                return False
        return False

    def _add_paragraph(self, line: Line) -> None:
        """Text without number or heading: part of a clause that is open, or one of its own."""
        top = self._top
        continued = self._continued(line)
        if continued is not None:
            self._append(continued, line)
            return
        while top.kind is ClauseKind.ITEM and top.parent is not None:
            top = top.parent
        if line.block.kind is BlockKind.ITEM and not line.markers:
            self._open(ClauseKind.ITEM, top, line, None)  # a list item whose number is unknown
            return
        is_tail = top is not self._top and line.text.lstrip()[:1].islower()
        if top.kind is ClauseKind.PARAGRAPH and (top.marker is not None or top.heading or is_tail):
            self._append(top, line)
            return
        while top.kind is ClauseKind.PARAGRAPH and top.parent is not None:
            top = top.parent
        self._open(ClauseKind.PARAGRAPH, top, line, None)

    def _continued(self, line: Line) -> Node | None:
        """The open item that a later line counts on from, so that this text still belongs to it."""
        if self._top.kind is not ClauseKind.ITEM:
            return None
        for after in self._lines[line.index + 1 : line.index + 12]:
            if after.is_marked_heading:
                return None
            for node in self._top.path():
                if node.kind is not ClauseKind.ITEM or node.marker is None:
                    break
                if node.marker.values and any(m.steps_from(node.marker) == 1 for m in after.markers):
                    return node
            if after.markers:
                return None
        return None

    # -- tables, lists of contents, and what stands beside the text --------------------------

    def _add_row(self, line: Line) -> None:
        if self._table is None:
            top = self._top
            announced = self._before is not None and self._before.text.rstrip().endswith(":")
            while top.kind is ClauseKind.ITEM and not announced and top.parent is not None:
                top = top.parent
            self._table = self._leaf(ClauseKind.TABLE, top, line)
            self._top = top
        else:
            self._append_leaf(self._table, line)

    def _list_contents(self, line: Line) -> None:
        box = self._top.nearest(*BOXES) or self._root
        last = box.children[-1] if box.children else None
        held = last is not None and last.lines and last.lines[-1].index in self._listing
        if held and last is not None and last.kind is ClauseKind.FURNITURE:
            self._append_leaf(last, line)
        else:
            self._leaf(ClauseKind.FURNITURE, box, line)
            self._top = box

    def _set_aside(self, line: Line, kind: ClauseKind) -> None:
        self._aside.append(Node(kind, self._root, lines=[line]))

    def _settle(self, parent: Node) -> None:
        """Give what was set aside a place under ``parent``, before its next line."""
        for node in self._aside:
            node.parent = parent
            parent.children.append(node)
        self._aside.clear()

    def _open(self, kind: ClauseKind, parent: Node, line: Line, marker: Marker | None) -> Node:
        while parent.parent is not None and sum(1 for _ in parent.path()) > _MAX_DEPTH:
            parent = parent.parent
        self._settle(parent)
        node = Node(kind, parent, marker, lines=[line], level=line.block.level)
        node.number = marker.number or None if marker is not None else None
        parent.children.append(node)
        self._top = node
        return node

    def _leaf(self, kind: ClauseKind, parent: Node, line: Line) -> Node:
        """A clause that never holds others; the open clause stays open."""
        self._settle(parent)
        node = Node(kind, parent, lines=[line])
        parent.children.append(node)
        return node

    def _append(self, node: Node, line: Line) -> None:
        self._settle(node)
        node.lines.append(line)
        self._top = node

    def _append_leaf(self, node: Node, line: Line) -> None:
        self._settle(node)
        node.lines.append(line)

    def _body_after(self, line: Line) -> Line | None:
        for after in self._lines[line.index + 1 : line.index + 6]:
            if after.block.kind not in _FURNITURE and after.block.kind not in _NOTES:
                return after
        return None


def _counts_articles(node: Node) -> bool:
    """Whether numbered articles stand directly under a heading or chapter."""
    return any(child.marker is not None and child.kind is ClauseKind.ARTICLE for child in node.children)


def _plain(heading: str) -> str:
    """A heading without the marks of Markdown, which some terms are printed with."""
    return heading.strip().strip("#*").strip() or heading.strip()


def _is_empty_heading(node: Node, children: int = 0) -> bool:
    return node.is_bare_heading and len(node.lines) == 1 and len(node.children) == children


def _outside(top: Node, level: int | None) -> Node:
    """The chapter, annex, agreement or file in which a heading of this outline level stands."""
    for node in top.path():
        if node.is_container:
            return node
        if node.kind is ClauseKind.PART and node.marker is not None:
            return node
        is_outer = level is not None and node.level is not None and node.level < level
        if is_outer and (node.kind is ClauseKind.PART or node.is_bare_heading):
            return node
    raise AssertionError("the root is a container")


def _heading_of(line: Line, marker: Marker, after: Line | None) -> str | None:
    """The heading after a number; None for a sentence, even where its line breaks off early."""
    words = line.words(marker)
    if not words:
        return None
    if not line.is_headed(marker):
        return run_in_heading(words)
    is_sure = line.is_marked_heading or marker.style in (Style.ARTICLE, Style.ANNEX, Style.PART)
    goes_on = after is not None and (
        after.markers[0].style in LISTS if after.markers else not after.text.lstrip()[:1].isupper()
    )
    if goes_on and not is_sure:
        return None
    return words.rstrip(".:") if words.count(".") <= 1 else words
