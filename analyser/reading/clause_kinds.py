"""From finished nodes to clauses: what only the whole tree can tell, and the ranges."""

from __future__ import annotations

from analyser.model import Clause, ClauseKind
from analyser.reading.headings import defined_term, is_definitions_heading
from analyser.reading.outline import BOXES, Node

_MIN_DEFINITIONS = 3  # lines that define a term, where no heading says so


def clauses_of(root: Node) -> tuple[Clause, ...]:
    """The clauses below ``root``, parents before children and in reading order."""
    clauses: list[Clause] = []
    for child in root.children:
        _emit(child, None, clauses)
    return tuple(clauses)


def settle_kinds(node: Node) -> None:
    """Settle what only the whole tree can tell: definitions, and headings above headings."""
    for child in node.children:
        settle_kinds(child)
    if node.is_root or node.kind not in BOXES:
        return
    is_announced = node.heading is not None and is_definitions_heading(node.heading)
    is_silent = node.kind is ClauseKind.ARTICLE and node.heading is None
    if is_announced or (is_silent and _mostly_defines(node)):
        node.kind = ClauseKind.DEFINITIONS
    elif node.is_bare_heading and any(child.kind is ClauseKind.ARTICLE for child in node.children):
        node.kind = ClauseKind.PART


def _mostly_defines(node: Node) -> bool:
    texts = [
        child.lines[0].words(child.marker) if child.marker else child.lines[0].text
        for child in node.children
        if child.lines and child.kind in (ClauseKind.PARAGRAPH, ClauseKind.ITEM)
    ]
    defining = sum(defined_term(text) is not None for text in texts)
    return defining >= _MIN_DEFINITIONS and defining * 5 >= len(texts) * 4


def _emit(node: Node, parent: int | None, clauses: list[Clause]) -> int:
    """Append ``node`` and all below it to ``clauses``; returns where it ends in the text."""
    start = _start_of(node)
    index = len(clauses)
    clauses.append(Clause(start, start, node.kind, node.number, node.heading, parent, node.label))
    ends = [_emit(child, index, clauses) for child in node.children]
    end = max([*(line.block.end for line in node.lines), *ends], default=start)
    clauses[index] = Clause(start, end, node.kind, node.number, node.heading, parent, node.label)
    return end


def _start_of(node: Node) -> int:
    starts = [line.block.start for line in node.lines[:1]]
    if node.children:
        starts.append(_start_of(node.children[0]))
    return min(starts)
