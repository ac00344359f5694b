"""Tables of a PDF page: words put into the cells that ruling lines draw.

Only tables with lines are seen; columns kept apart by white space alone stay running text. The
lines come from pdfium (``pdf_objects``), so a table costs no second reading of the page.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from analyser.reading.pdf_objects import Rule
from analyser.reading.pdf_words import Line, Word

_SNAP: Final = 3.0  # points within which lines are the same line, or touch
_MAX_CELLS: Final = 20_000


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


@dataclass(slots=True)
class Grid:
    """Ruling lines that touch each other: where columns and rows part, and which walls are missing.

    ``region[row][column]`` numbers the cell that an elementary field belongs to; merged cells
    share a number.
    """

    xs: list[float]
    ys: list[float]
    region: list[list[int]]

    def field_at(self, x: float, y: float) -> tuple[int, int] | None:
        """Row and column of the elementary field that holds a point; None outside the grid."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1:
            return row, column
        return None


def take_tables(lines: list[Line], rules: Sequence[Rule]) -> tuple[list[Line], list[Table]]:
    """Part a page's lines into running text and tables.

    Lines that only frame text (one column or one row) are no table: their words stay where
    they were. Lines of print keep their order.
    """
    if not lines or len(rules) < 4:
        return lines, []
    tables: list[Table] = []
    for grid in find_grids(rules):
        rest, table = _fill(grid, lines)
        if table is not None:
            lines = rest
            tables.append(table)
    return lines, tables


def find_grids(rules: Sequence[Rule]) -> list[Grid]:
    """The grids of at least two columns and two rows that ruling lines draw."""
    grids = []
    for group in _touching(rules):
        across = [rule for rule in group if rule.is_horizontal]
        down = [rule for rule in group if not rule.is_horizontal]
        xs = _snapped(
            [rule.x0 for rule in down] + _ends(rule.x0 for rule in across) + _ends(rule.x1 for rule in across)
        )
        ys = _snapped(
            [rule.top for rule in across]
            + _ends(rule.top for rule in down)
            + _ends(rule.bottom for rule in down)
        )
        if len(down) < 1 or len(xs) < 3 or len(ys) < 3 or len(xs) * len(ys) > _MAX_CELLS:
            continue
        grids.append(Grid(xs, ys, _regions(xs, ys, across, down)))
    return grids


def _ends(values: Iterable[float]) -> list[float]:
    """The outermost values: a table may have no side lines of its own."""
    held = list(values)
    return [min(held), max(held)] if held else []


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


def _snapped(values: list[float]) -> list[float]:
    """Sorted values, those within the snapping distance as one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _SNAP:
            found.append(value)
    return found


def _nearest(values: list[float], value: float) -> int:
    at = bisect_right(values, value + _SNAP) - 1
    return max(at, 0)


def _regions(xs: list[float], ys: list[float], across: list[Rule], down: list[Rule]) -> list[list[int]]:
    """Number the cells: fields with no wall between them are one."""
    columns, rows = len(xs) - 1, len(ys) - 1
    left_wall = [[False] * (columns + 1) for _ in range(rows)]
    top_wall = [[False] * columns for _ in range(rows + 1)]
    for rule in down:
        column = _nearest(xs, rule.x0)
        for row in range(_nearest(ys, rule.top), _nearest(ys, rule.bottom)):
            left_wall[row][column] = True
    for rule in across:
        row = _nearest(ys, rule.top)
        for column in range(_nearest(xs, rule.x0), _nearest(xs, rule.x1)):
            top_wall[row][column] = True
    region = [[-1] * columns for _ in range(rows)]
    count = 0
    for row in range(rows):
        for column in range(columns):
            if region[row][column] >= 0:
                continue
            stack = [(row, column)]
            region[row][column] = count
            while stack:
                r, c = stack.pop()
                for nr, nc, walled in (
                    (r, c + 1, left_wall[r][c + 1]), (r, c - 1, left_wall[r][c]),
                    (r + 1, c, top_wall[r + 1][c]), (r - 1, c, top_wall[r][c]),
                ):  # fmt: skip
                    if not walled and 0 <= nr < rows and 0 <= nc < columns and region[nr][nc] < 0:
                        region[nr][nc] = count
                        stack.append((nr, nc))
            count += 1
    return region


def _fill(grid: Grid, lines: list[Line]) -> tuple[list[Line], Table | None]:
    """The lines outside a grid, and the table the others make; None where it is no table."""
    rest: list[Line] = []
    cells: dict[int, list[Line]] = {}
    for line in lines:
        inside: dict[int, list[Word]] = {}
        outside: list[Word] = []
        for word in line.words:
            place = grid.field_at((word.x0 + word.x1) / 2, (word.top + word.bottom) / 2)
            if place is None or not line.upright:
                outside.append(word)
            else:
                inside.setdefault(grid.region[place[0]][place[1]], []).append(word)
        if outside:
            rest.append(_part(line, outside))
        for region, words in inside.items():
            cells.setdefault(region, []).append(_part(line, words))
    starts = _region_starts(grid)
    filled = sorted((starts[region], region) for region in cells)
    if len({row for (row, _), _ in filled}) < 2 or len({column for (_, column), _ in filled}) < 2:
        return lines, None
    table = Table(lines[0].page, grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1])
    at = -1
    for (row, _), region in filled:
        if row != at:
            table.rows.append(TableRow([]))
            at = row
        table.rows[-1].cells.append(cells[region])
    return rest, table


def _region_starts(grid: Grid) -> dict[int, tuple[int, int]]:
    """The first row and column of each region."""
    starts: dict[int, tuple[int, int]] = {}
    for row, regions in enumerate(grid.region):
        for column, region in enumerate(regions):
            known = starts.get(region, (row, column))
            starts[region] = min(known[0], row), min(known[1], column)
    return starts


def _part(line: Line, words: list[Word]) -> Line:
    """A line of some of the words of another."""
    if len(words) == len(line.words):
        return line
    hyphen = line.hyphen and words[-1] is line.words[-1]
    return Line(line.page, words, line.baseline, line.size, line.bold, line.upright, hyphen)
