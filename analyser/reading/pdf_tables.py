"""Tables of a PDF page: words put into the cells that ruling lines draw.

pdfplumber's table finder makes cells of ruling lines; the lines come from pdfium (``pdf_objects``), so
a table costs no second parse of the page (ten times the price of reading it). Only tables with lines
are seen; columns kept apart by white space alone stay running text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from analyser.reading.pdf_objects import Rule
from analyser.reading.pdf_words import Line, Word

_SNAP: Final = 3.0  # points within which lines are the same line, or touch
_MAX_CROSSINGS: Final = 4_000  # a finer grid is a drawing; pdfplumber's search would grow with its square

Cell = tuple[float, float, float, float]  # x0, top, x1, bottom


@dataclass(slots=True)
class TableRow:
    """The filled cells of a row, left to right; each holds its lines in reading order."""

    cells: list[list[Line]]


@dataclass(slots=True)
class Table:
    """A table with its place on the page, in points from the top left corner."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    rows: list[TableRow] = field(default_factory=list)


def take_tables(lines: list[Line], rules: Sequence[Rule]) -> tuple[list[Line], list[Table]]:
    """Part a page's lines into running text and tables.

    Lines that only frame text (one column or one row) are no table: their words stay where
    they were. Lines of print keep their order.
    """
    if not lines or len(rules) < 4:
        return lines, []
    tables: list[Table] = []
    for cells in find_grids(rules):
        rest, table = _fill(cells, lines)
        if table is not None:
            lines = rest
            tables.append(table)
    return lines, tables


def find_grids(rules: Sequence[Rule]) -> list[list[Cell]]:
    """The cells of each table that ruling lines draw: top to bottom, then left to right."""
    from pdfplumber import table as finder  # half a second, and most contracts have no ruled page

    tables: list[list[Cell]] = []
    for group in _touching(rules):
        edges = [_edge(rule) for rule in (*group, *_frame(group))]
        merged = finder.merge_edges(edges, _SNAP, _SNAP, _SNAP, _SNAP)
        across = sum(edge["orientation"] == "h" for edge in merged)
        if across * (len(merged) - across) > _MAX_CROSSINGS:
            continue
        crossings = finder.edges_to_intersections(merged, _SNAP, _SNAP)
        tables.extend(
            sorted(cells, key=lambda cell: (cell[1], cell[0]))
            for cells in finder.cells_to_tables(finder.intersections_to_cells(crossings))
        )
    return tables


def _edge(rule: Rule) -> dict[str, Any]:
    """A rule as pdfplumber's table finder takes it."""
    return {
        "orientation": "h" if rule.is_horizontal else "v",
        "x0": rule.x0,
        "x1": rule.x1,
        "top": rule.top,
        "bottom": rule.bottom,
        "width": rule.x1 - rule.x0,
        "height": rule.bottom - rule.top,
    }


def _frame(rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """The four sides around a group: a table may have no side lines of its own."""
    x0, x1 = min(rule.x0 for rule in rules), max(rule.x1 for rule in rules)
    top, bottom = min(rule.top for rule in rules), max(rule.bottom for rule in rules)
    return (
        Rule(x0, top, x1, top),
        Rule(x0, bottom, x1, bottom),
        Rule(x0, top, x0, bottom),
        Rule(x1, top, x1, bottom),
    )


def _touching(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules in groups that hang together, so that an underlined word is no part of a table."""
    parent = list(range(len(rules)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    order = sorted(range(len(rules)), key=lambda index: rules[index].top)
    open_rules: list[int] = []
    for index in order:
        rule = rules[index]
        open_rules = [other for other in open_rules if rules[other].bottom >= rule.top - _SNAP]
        for other in open_rules:
            if rules[other].x0 <= rule.x1 + _SNAP and rule.x0 <= rules[other].x1 + _SNAP:
                parent[root(other)] = root(index)
        open_rules.append(index)
    groups: dict[int, list[Rule]] = {}
    for index in order:
        groups.setdefault(root(index), []).append(rules[index])
    return [group for group in groups.values() if len(group) >= 4]


def _fill(cells: list[Cell], lines: list[Line]) -> tuple[list[Line], Table | None]:
    """The lines outside a grid, and the table the others make; None where it is no table."""
    rest: list[Line] = []
    filled: dict[Cell, list[Line]] = {}
    for line in lines:
        inside: dict[Cell, list[Word]] = {}
        outside: list[Word] = []
        for word in line.words:
            cell = _cell_of(cells, word) if line.upright else None
            if cell is None:
                outside.append(word)
            else:
                inside.setdefault(cell, []).append(word)
        if outside:
            rest.append(_part(line, outside))
        for cell, words in inside.items():
            filled.setdefault(cell, []).append(_part(line, words))
    if len({cell[1] for cell in filled}) < 2 or len({cell[0] for cell in filled}) < 2:
        return lines, None
    table = Table(
        lines[0].page,
        min(cell[0] for cell in cells),
        min(cell[1] for cell in cells),
        max(cell[2] for cell in cells),
        max(cell[3] for cell in cells),
    )
    at: float | None = None
    for cell in sorted(filled, key=lambda cell: (cell[1], cell[0])):
        if at is None or cell[1] > at:
            table.rows.append(TableRow([]))
            at = cell[1]
        table.rows[-1].cells.append(filled[cell])
    return rest, table


def _cell_of(cells: list[Cell], word: Word) -> Cell | None:
    """The cell that holds the middle of a word; None outside the grid."""
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    for cell in cells:
        if cell[0] <= x < cell[2] and cell[1] <= y < cell[3]:
            return cell
    return None


def _part(line: Line, words: list[Word]) -> Line:
    """A line of some of the words of another."""
    if len(words) == len(line.words):
        return line
    hyphen = line.hyphen and words[-1] is line.words[-1]
    return Line(line.page, words, line.baseline, line.size, line.bold, line.upright, hyphen)
