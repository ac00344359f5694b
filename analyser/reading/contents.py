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
_MIN_LINE = 3  # dots, low lines or spaces that lead the eye to a page number
_PAGE_NUMBER: Final = re.compile(r"(?<!\d)\d{1,4}\Z")
_PAGE_WORD: Final = re.compile(r"(?:pagina|p\.?)\Z")
_LEADERS: Final = re.compile(r"\.{3}|(?:\. ){3}|\t| {3}")
_SPACES: Final = "".join(sign for sign in map(chr, range(0x3001)) if sign.isspace())


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
    last = {line.markers[0].number: place for place, line in enumerate(annexes)}  # where a name stands last
    for place, (line, after) in enumerate(pairwise(annexes)):
        if after.index == line.index + 1:
            found.add(line.index)
            if last[after.markers[0].number] > place + 1 or after.index == lines[-1].index:
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
    leaders = _leaders_at(line.text)
    if (len(line.text) if leaders is None else leaders) > _MAX_ENTRY_CHARACTERS:
        return False
    if leaders is not None or line.block.kind in (BlockKind.HEADER, BlockKind.FOOTER):
        return True
    entry = _entry(line.text)
    return bool(entry) and not entry.endswith((".", ":", ";", ",")) and _has_heading_shape(line)


def _has_heading_shape(line: Line) -> bool:
    entry = _without_page(line.text)
    if any(looks_like_heading(entry[marker.rest :]) for marker in line.markers):
        return True
    return looks_like_heading(entry) or line.is_marked_heading


def _is_listed(line: Line, later: dict[str, int]) -> bool:
    """Whether a line points elsewhere: by a page number after leaders, or by returning later."""
    return _leaders_at(line.text) is not None or later.get(_entry(line.text), -1) > line.index


def _is_contents(run: list[Line], later: dict[str, int], titled: bool) -> bool:
    """Whether a run of short lines lists what comes later."""
    entries = [line for line in run if line.block.kind not in (BlockKind.HEADER, BlockKind.FOOTER)]
    led = sum(_leaders_at(line.text) is not None for line in entries)
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
    leaders = _leaders_at(text)
    bare = _without_page(text if leaders is None else text[:leaders])
    return " ".join(bare.split()).strip(" .").casefold()


def _leaders_at(text: str) -> int | None:
    """Where the dots, low lines or spaces before a page number at the end of ``text`` begin.

    Read from the end, and each character once: a row of dots a page long must not cost its cube.
    """
    before = _before_number(text)
    if before is None:
        return None
    spaced = before.rstrip(_SPACES)
    word = _PAGE_WORD.search(spaced[-6:])
    for end in (len(spaced) - len(word.group()), len(before)) if word else (len(before),):
        gap = len(before[:end].rstrip(_SPACES + "."))
        line = len(before[:gap].rstrip("…"))
        if line < gap:
            return line
        line = len(before[:gap].rstrip("_"))
        if gap - line >= _MIN_LINE:
            return line
        if found := _LEADERS.search(before, gap, end):
            return found.start()
    return None


def _without_page(text: str) -> str:
    """``text`` up to a page number at its end and what leads to it."""
    before = _before_number(text)
    bare = None if before is None else before.rstrip(_SPACES + ".…_")
    return text if bare is None or bare == before else bare


def _before_number(text: str) -> str | None:
    """What stands before a number of at most four digits at the end of ``text``; None without one."""
    bare = text.rstrip(_SPACES)
    number = _PAGE_NUMBER.search(bare[-5:])
    return None if number is None else bare[: len(bare) - len(number.group())]
