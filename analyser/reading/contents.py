"""Lines that are not what they look like: listed clauses that are none, and table rows that are."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from analyser.model import BlockKind
from analyser.reading.clause_numbers import Style
from analyser.reading.headings import looks_like_heading
from analyser.reading.outline import Line

_MAX_ENTRY_CHARACTERS = 150
_MIN_LEADERS = 2  # lines with leaders or page numbers that make a table of contents
_MIN_REPEATED = 4  # lines that return as headings later, where no page numbers tell

_TITLE: Final = re.compile(
    r"(inhoud|inhoudsopgave|inhoudstafel|(table of )?contents|index)\s*[.:]?", re.IGNORECASE
)
_LEADERS: Final = re.compile(
    r"(?:\.{3,}|…+|(?:\. ){3,}|_{3,}|\t+| {3,})[\s.]*(?:p(?:agina|\.)?\s*)?\d{1,4}\s*$"
)
_PAGE: Final = re.compile(r"[\s.…_]+\d{1,4}\s*$")


def contents_lines(lines: list[Line]) -> frozenset[int]:
    """The indexes of lines that belong to a table of contents, its title included."""
    found: set[int] = set()
    later = _last_occurrences(lines)
    at = 0
    while at < len(lines):
        end = _run_end(lines, at)
        members = [line.index for line in lines[at:end] if _is_listed(line, later)]
        if members:
            first, last = members[0], members[-1]
            titled = first > 0 and _TITLE.fullmatch(lines[first - 1].text.strip(" #")) is not None
            if _is_contents(lines[first : last + 1], later, titled):
                found.update(range(first - titled, last + 1))
        at = max(at + 1, end)
    return frozenset(found)


def listed_annexes(lines: list[Line]) -> frozenset[int]:
    """The indexes of lines such as "Bijlage 2: Tarieven" that stand in a list of annexes.

    An annex that is followed by the next annex, and not by any text, is only being named. The
    last one of such a run is named too, unless text follows it that no later annex claims.
    """
    found: set[int] = set()
    annexes = [line for line in lines if line.markers and line.markers[0].style is Style.ANNEX]
    names = [line.markers[0].number for line in annexes]
    for place, (line, after) in enumerate(pairwise(annexes)):
        if after.index == line.index + 1:
            found.add(line.index)
            if names[place + 1] in names[place + 2 :] or after.index == lines[-1].index:
                found.add(after.index)
    return frozenset(found)


def layout_rows(lines: list[Line]) -> frozenset[int]:
    """Rows of tables that only lay out numbered clauses: "7.3 | De leverancier ...".

    Where at least half of a table's rows start with an article or a number of two levels, its
    columns are margins and its rows are clauses.
    """
    found: set[int] = set()
    run: list[Line] = []
    for line in [*lines, None]:
        if line is not None and line.block.kind is BlockKind.TABLE_ROW:
            run.append(line)
            continue
        numbered = sum(any(m.style is Style.ARTICLE or m.depth >= 2 for m in row.markers) for row in run)
        if len(run) >= 2 and numbered * 2 >= len(run):
            found.update(row.index for row in run)
        run = []
    return frozenset(found)


def _run_end(lines: list[Line], first: int) -> int:
    """The end of the run of short lines from ``first`` that could be entries of a list."""
    at = first
    while at < len(lines) and _could_be_entry(lines[at]):
        at += 1
    return at


def _could_be_entry(line: Line) -> bool:
    if line.block.kind in (BlockKind.FOOTNOTE, BlockKind.TEXT_BOX):
        return False
    if len(_LEADERS.sub("", line.text)) > _MAX_ENTRY_CHARACTERS:
        return False
    if _LEADERS.search(line.text) or line.block.kind in (BlockKind.HEADER, BlockKind.FOOTER):
        return True
    entry = _entry(line.text)
    return bool(entry) and not entry.endswith((".", ":", ";", ",")) and _has_heading_shape(line)


def _has_heading_shape(line: Line) -> bool:
    entry = _PAGE.sub("", line.text)
    if any(looks_like_heading(entry[marker.rest :]) for marker in line.markers):
        return True
    return looks_like_heading(entry) or line.is_marked_heading


def _is_listed(line: Line, later: dict[str, int]) -> bool:
    """Whether a line points elsewhere: by a page number after leaders, or by returning later."""
    return _LEADERS.search(line.text) is not None or later.get(_entry(line.text), -1) > line.index


def _is_contents(run: list[Line], later: dict[str, int], titled: bool) -> bool:
    """Whether a run of short lines lists what comes later."""
    entries = [line for line in run if line.block.kind not in (BlockKind.HEADER, BlockKind.FOOTER)]
    led = sum(_LEADERS.search(line.text) is not None for line in entries)
    if led >= _MIN_LEADERS and led * 2 >= len(entries):
        return True
    returning = sum(later.get(_entry(line.text), -1) > run[-1].index for line in entries)
    if titled:
        return returning >= 2
    numbered = sum(bool(line.markers) for line in entries)
    return returning >= _MIN_REPEATED and returning * 2 >= len(entries) and numbered * 2 >= len(entries)


def _last_occurrences(lines: list[Line]) -> dict[str, int]:
    """For each short line, where it stands last."""
    short = (line for line in lines if len(line.text) <= _MAX_ENTRY_CHARACTERS)
    return {_entry(line.text): line.index for line in short}


def _entry(text: str) -> str:
    """A line as it returns in the body: without leaders, page number and case."""
    bare = _PAGE.sub("", _LEADERS.sub("", text))
    return " ".join(bare.split()).strip(" .").casefold()
