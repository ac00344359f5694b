"""Lines of print gathered into paragraphs, headings and list items.

Works on lines in reading order, over column and page breaks: a paragraph that runs on is one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Final

from analyser.model import BlockKind
from analyser.reading.pdf_words import Line, usual_size

_CHAPTER: Final = (
    r"(?:artikel|article|art\.|hoofdstuk|chapter|section|paragraaf|bijlage|annex|appendix|schedule"
    r"|deel|part|module|addendum)\s+(?:\d{1,3}(?:\.\d{1,3})*[a-z]?|[ivxlc]{1,6}|[a-z])(?=[\s.:)–—-]|$)"
)
_MARKER: Final = re.compile(
    r"(?:(?P<hash>\#{1,6})\s+)?(?P<bullet>[-–—•·●○◦▪■□▫➢►✓*‣⁃](?:\s+|$))?"
    r"(?P<number>" + _CHAPTER + r"|\d{1,3}(?:\.\d{1,3}){1,4}[a-z]?[.)]?(?=\s|$)"  # 7.3, 7.3.1
    r"|\d{1,3}[a-z]?[.)](?=\s|$)"  # 7. or 7)
    r"|\((?:\d{1,3}|[a-z]|[ivx]{1,5})\)(?=\s|$)"  # (7), (a), (ii)
    r"|(?:[a-z]|[ivx]{1,5})[.)](?=\s|$)"  # a. or ii)
    r"|\ufffd[.)](?=\s|$)"  # a letter lost
    r"|[A-Z][.)](?=\s+[A-Z])"
    r"|§\s*\d+(?:\.\d+)*"
    r")?",
    re.IGNORECASE,
)
_IS_CHAPTER: Final = re.compile(_CHAPTER, re.IGNORECASE)
_REFERRING: Final = re.compile(
    r"(?:artikel(?:en)?|art\.|lid|leden|onder(?:deel)?|punt|paragraaf|hoofdstuk|bijlage|article|articles|"
    r"section|sections|clause|clauses|paragraph|annex|en|of|and|or|t/m|tot|to|van|de|het|the|in|no\.|nr\.|"
    r"sub|eur|€|[(§])$",
    re.IGNORECASE,
)
_SENTENCE_END: Final = re.compile(r"[.;:!?…]['\"”’»)\]]*$")
_LEADER: Final = re.compile(r"(?:\.{4,}|…{2,}|(?:\. ){4,})\s*\d*$")
_FOOTNOTE: Final = re.compile(r"(?:\d{1,2}|\*+|[¹²³⁴-⁹])\s*\D")
_HEADING_WORDS: Final = 14


@dataclass(slots=True)
class Paragraph:
    """Lines that make one block. ``number`` is the printed one, as it stands in the text."""

    lines: list[Line]
    kind: BlockKind = BlockKind.PARAGRAPH
    number: str | None = None
    right: float = 0.0  # where the column of its last line ends

    @property
    def page(self) -> int:
        return self.lines[0].page


@dataclass(frozen=True, slots=True)
class Marker:
    """How a line opens: a number, a bullet, or (neither) not at all."""

    number: str | None
    bullet: bool
    hashed: bool

    def __bool__(self) -> bool:
        return self.number is not None or self.bullet or self.hashed


@dataclass(slots=True)
class Run:
    """Lines below each other in one column."""

    lines: list[Line] = field(default_factory=list)
    right: float = 0.0


def read_marker(text: str) -> Marker:
    """The number or bullet that a line opens with."""
    match = _MARKER.match(text)
    if match is None:
        return Marker(None, False, False)
    return Marker(match["number"] or None, match["bullet"] is not None, match["hash"] is not None)


def take_footnotes(lines: list[Line], body: float, height: float) -> tuple[list[Line], list[Line]]:
    """Part footnotes (small print at the foot of the page, opened by a number or star) from text."""
    at = len(lines)
    while at > 0 and lines[at - 1].size < 0.88 * body and lines[at - 1].top > 0.55 * height:
        at -= 1
    if at == 0 or at == len(lines) or not _FOOTNOTE.match(lines[at].text):
        return lines, []
    return lines[:at], lines[at:]


@dataclass(frozen=True, slots=True)
class Typography:
    """What is usual in a document: text size, weight, and baseline distance for each size."""

    size: float
    bold: bool
    leading: dict[float, float]

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Typography:
        """Measure a whole document's lines, in reading order."""
        weights: Counter[bool] = Counter()
        for line in lines:
            weights[line.bold] += len(line.words)
        return cls(usual_size(lines), weights[True] > weights[False], _leading(_runs(lines)))


def into_paragraphs(lines: Sequence[Line], usual: Typography) -> list[Paragraph]:
    """Gather lines, in reading order over columns and pages, into paragraphs."""
    runs = _runs(lines)
    _measure_rights(runs)
    leading = usual.leading
    found: list[Paragraph] = []
    for run in runs:
        for index, line in enumerate(run.lines):
            last = found[-1] if found else None
            marker = read_marker(line.text)
            fresh = last is None or (
                _starts_in_run(last, line, marker, leading)
                if index
                else _starts_after_break(last, line, marker)
            )
            if fresh or last is None:
                last = Paragraph([line], number=marker.number)
                found.append(last)
            else:
                last.lines.append(line)
            last.right = run.right
    for paragraph in found:
        if len(paragraph.lines) > 1 and _is_lone_bullet(paragraph.lines[0]):
            paragraph.number = read_marker(paragraph.lines[1].text).number
        paragraph.kind = _kind(paragraph, usual)
    return found


def _runs(lines: Iterable[Line]) -> list[Run]:
    """Part lines where the print goes up the page, to another column or to another page."""
    runs: list[Run] = []
    last: Line | None = None
    for line in lines:
        if last is None or line.page != last.page or _goes_up(last, line) or _aside(last, line):
            runs.append(Run())
        runs[-1].lines.append(line)
        last = line
    return runs


def _goes_up(last: Line, line: Line) -> bool:
    return line.top < last.top - 0.5 * last.size


def _aside(last: Line, line: Line) -> bool:
    """Whether a line stands beside the last one's column, with nothing of it below or above."""
    return not line.upright or not last.upright or line.x0 > last.x1 + 4 * line.size


def _measure_rights(runs: list[Run]) -> None:
    """Give each run the right edge of its column; short runs borrow that of longer ones."""
    full: list[tuple[float, float, float]] = []  # left, right, size of the runs that tell
    for run in runs:
        ordered = sorted(line.x1 for line in run.lines)
        run.right = ordered[-1] if len(ordered) < 8 else ordered[int(0.95 * (len(ordered) - 1))]
        if len(ordered) >= 8:
            full.append((min(line.x0 for line in run.lines), run.right, len(ordered)))
    for run in runs:
        if len(run.lines) < 8:
            left, right = min(line.x0 for line in run.lines), max(line.x1 for line in run.lines)
            near = [r for (l, r, _) in full if l - 20 <= left < r and right <= r + 20]  # noqa: E741
            run.right = max(run.right, min(near)) if near else run.right


def _leading(runs: Iterable[Run]) -> dict[float, float]:
    """The usual distance between baselines for each font size (to half a point)."""
    steps: dict[float, list[float]] = {}
    for run in runs:
        for last, line in pairwise(run.lines):
            step = line.baseline - last.baseline
            if abs(last.size - line.size) < 0.3 and 0.6 * line.size < step < 3 * line.size:
                steps.setdefault(round(2 * line.size) / 2, []).append(step)
    return {size: _usual_step(held) for size, held in steps.items()}


def _usual_step(steps: list[float]) -> float:
    """The smallest distance that is common: that between the lines of a paragraph."""
    ordered = sorted(steps)
    return median(ordered[: max(1, (len(ordered) + 1) // 2)])


def _starts_in_run(last: Paragraph, line: Line, marker: Marker, leading: dict[float, float]) -> bool:
    """Whether a line below the last one of the same column starts a new block."""
    before = last.lines[-1]
    if before.hyphen or (len(last.lines) == 1 and _is_lone_bullet(before) and not marker.bullet):
        return False
    if abs(before.size - line.size) > 0.12 * max(before.size, line.size) and not _small_words(before, line):
        return True
    step = line.baseline - before.baseline
    usual = leading.get(round(2 * line.size) / 2, 1.2 * line.size)
    if step > usual + 0.3 * line.size:
        return True
    if before.bold != line.bold and _changes_weight(last, line):
        return True
    if _LEADER.search(before.text):
        return True
    if marker and _opens(before, line, marker, last):
        return True
    return _ends_short(last, line)


def _is_lone_bullet(line: Line) -> bool:
    return len(line.words) == 1 and len(line.words[0].text) == 1 and read_marker(line.text).bullet


def _small_words(before: Line, line: Line) -> bool:
    """Whether a change of size may be a footnote mark or a symbol and not other text."""
    return min(len(before.words), len(line.words)) == 1 and not any(
        char.isalpha() for held in (before, line) if len(held.words) == 1 for char in held.text
    )


def _changes_weight(last: Paragraph, line: Line) -> bool:
    """Whether a change between bold and plain parts a heading from text, not a bold phrase in it."""
    before = last.lines[-1]
    if line.bold:
        return _ends_sentence(before) or _fits(before, line, last.right)
    return len(last.lines) < 4 and all(held.bold for held in last.lines) and not line.text[:1].islower()


def _opens(before: Line, line: Line, marker: Marker, last: Paragraph) -> bool:
    """Whether a marker at a line's start opens a block, and is no reference broken over two lines."""
    if marker.hashed or _ends_sentence(before) or _fits(before, line, last.right):
        return True
    if _REFERRING.search(before.text):
        return False
    if line.x0 < before.x0 - 0.8 * line.size:  # hanging number
        return True
    if marker.number is None:
        return line.words[0].text in "•●▪■○◦➢►‣" or before.x0 > line.x0 + 1
    rest = line.text[len(marker.number) :].lstrip(" .):–—-")
    if _IS_CHAPTER.match(marker.number):
        return rest[:1].isupper() and len(line.words) <= _HEADING_WORDS and line.text[:1].isupper()
    return rest[:1].isupper() or not rest


def _ends_short(last: Paragraph, line: Line) -> bool:
    """Whether the last line was broken off though the next word would have fitted."""
    before = last.lines[-1]
    if not _fits(before, line, last.right):
        return False
    if _ends_sentence(before):
        return True
    return not line.text[:1].islower() and (before.x1 < last.right - 6 * line.size or len(last.lines) == 1)


def _fits(before: Line, line: Line, right: float) -> bool:
    """Whether the first word of a line had room on the line before it."""
    word = line.words[0]
    return before.x1 + (word.x1 - word.x0) + 0.6 * line.size < right


def _ends_sentence(line: Line) -> bool:
    return not line.hyphen and _SENTENCE_END.search(line.text) is not None


def _starts_after_break(last: Paragraph, line: Line, marker: Marker) -> bool:
    """Whether the first line of a column or page starts a new block instead of running on."""
    before = last.lines[-1]
    if not before.upright or not line.upright:
        return before.upright or line.upright or line.page != before.page
    if before.hyphen:
        return False
    if abs(before.size - line.size) > 0.12 * line.size or before.bold != line.bold:
        return True
    if _ends_sentence(before) or _LEADER.search(before.text):
        return True
    if marker and not (marker.number and _REFERRING.search(before.text)):
        return True
    return not line.text[:1].islower() and _fits(before, line, last.right - line.size)


def _kind(paragraph: Paragraph, usual: Typography) -> BlockKind:
    """Heading, item, text box (print at an angle) or paragraph."""
    first, last = paragraph.lines[0], paragraph.lines[-1]
    if not first.upright:
        return BlockKind.TEXT_BOX
    if _LEADER.search(last.text):  # a line of a table of contents
        return BlockKind.PARAGRAPH
    marker = read_marker(first.text)
    if marker.hashed or (not marker.bullet and _is_heading(paragraph, marker, usual)):
        return BlockKind.HEADING
    return BlockKind.ITEM if marker else BlockKind.PARAGRAPH


def _is_heading(paragraph: Paragraph, marker: Marker, usual: Typography) -> bool:
    """Whether a paragraph is short and set apart: bigger, bolder, in capitals, or "Artikel 7 ..."."""
    lines = paragraph.lines
    if sum(len(line.words) for line in lines) > _HEADING_WORDS or len(lines) > 3:
        return False
    ending = lines[-1].text[-1:]
    letters = [char for line in lines for char in line.text if char.isalpha()]
    if not letters or ending in ";,:":
        return False
    if lines[0].size > 1.1 * usual.size or (not usual.bold and all(line.bold for line in lines)):
        return True
    if ending == "." and len(lines[0].words) > 2:
        return False
    chapter = marker.number is not None and _IS_CHAPTER.match(marker.number) is not None
    return (chapter and lines[0].text[0].isupper()) or (
        len(letters) > 3 and all(char.isupper() for char in letters)
    )
