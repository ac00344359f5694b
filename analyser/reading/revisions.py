"""Tracked changes and margin comments of a DOCX or ODT: what each view shows, and where it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from analyser.model import Comment, Notice, Revision, View
from analyser.reading.draft import Draft
from analyser.reading.line import Line, Mark

INSERTION: Final = "insertion"
DELETION: Final = "deletion"
MOVE_FROM: Final = "move-from"
MOVE_TO: Final = "move-to"
PARAGRAPH_MARK: Final = "¶"  # text of a change that only splits or joins paragraphs

_HIDDEN: Final = {
    View.ACCEPTED: frozenset((DELETION, MOVE_FROM)),
    View.REJECTED: frozenset((INSERTION, MOVE_TO)),
    View.MARKED: frozenset[str](),
}


@dataclass(frozen=True, slots=True)
class Change:
    """Kind, author and date of a change, as the file states them."""

    kind: str
    author: str
    date: str


@dataclass(eq=False, slots=True)
class _Passage:
    """The words of one change, with the place where they stand or would have stood."""

    change: Change
    words: Line
    start: Mark
    end: Mark


class Changes:
    """Follows the open changes while a file is read, in reading order.

    Of each kind at most one passage is open, however many changes make it up: what a word costs does
    not grow with them.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        self._depth: Counter[str] = Counter()  # how many changes of each kind are open
        self._held: dict[str, _Passage] = {}  # the passage of each kind that is open
        self._passages: list[_Passage] = []
        self._told: set[tuple[str, Line]] = set()  # kinds of change that begin or end in a line

    def shows(self, kind: str) -> bool:
        """Whether this view shows the words of a change of this kind."""
        return kind not in _HIDDEN[self.view]

    @property
    def visible(self) -> bool:
        """Whether words read now belong to the text of this view."""
        return _HIDDEN[self.view].isdisjoint(self._held)

    def open(self, change: Change, line: Line) -> None:
        """Begin a change at the end of ``line``.

        A change inside one of its own kind is the same change; so is one that follows on another of the same
        author and moment without a word between: Word cuts an insertion at every change of font.
        """
        if change.kind not in self._held:
            self._held[change.kind] = self._continued(change, line) or self._begun(change, line)
        self._depth[change.kind] += 1

    def close(self, change: Change, line: Line) -> None:
        """End a change that was opened, at the end of ``line``. Changes need not nest (ODT)."""
        self._depth[change.kind] -= 1
        if not self._depth[change.kind]:
            self._held.pop(change.kind).end = line.here()
            self._told.add((change.kind, line))

    def hear(self, text: str) -> None:
        """Note words for every open change, shown or not."""
        for passage in self._held.values():
            passage.words.write(text)

    def mark_changed(self, change: Change, line: Line) -> None:
        """Note that a paragraph mark was inserted or deleted, unless its words tell so already."""
        if (change.kind, line) not in self._told:
            self._begun(change, line).words.write(PARAGRAPH_MARK)

    def _continued(self, change: Change, line: Line) -> _Passage | None:
        """The latest passage, where this change goes on with it."""
        last = self._passages[-1] if self._passages and not self._held else None
        return last if last is not None and (last.change, last.end) == (change, line.here()) else None

    def _begun(self, change: Change, line: Line) -> _Passage:
        here = line.here()
        passage = _Passage(change, Line(), here, here)
        self._passages.append(passage)
        self._told.add((change.kind, line))
        return passage

    def finish(self, draft: Draft) -> None:
        """Put the changes and their notice in the draft, when all its text is there."""
        text = draft.text
        draft.view = self.view
        for passage in self._passages:
            words, span = passage.words.text, None
            if self.shows(passage.change.kind):
                span = _span(passage.start, passage.end, text)
            if span is not None and span[0] < span[1]:
                words = text[slice(*span)].replace("\n", " ")
            else:
                span = None
            if words:
                start, end = span or (None, None)
                change = passage.change
                draft.revisions.append(Revision(change.kind, change.author, change.date, words, start, end))
        if draft.revisions:
            details = (("count", str(len(draft.revisions))), ("view", self.view.value))
            draft.notices.append(Notice("tracked-changes", details=details))


class Comments:
    """Where margin comments begin and end; an id without an end is anchored to a point."""

    def __init__(self) -> None:
        self._starts: dict[str, Mark] = {}
        self._ends: dict[str, Mark] = {}

    def start(self, identity: str, line: Line) -> None:
        """The commented words begin at the end of ``line``."""
        self._starts.setdefault(identity, line.here())

    def end(self, identity: str, line: Line) -> None:
        """The commented words end at the end of ``line``."""
        self._ends[identity] = line.here()

    def point(self, identity: str, line: Line) -> None:
        """The comment hangs here, for one whose words were not marked."""
        if identity not in self._starts:
            self._starts[identity] = line.here()
            self._ends[identity] = line.here()

    def finish(self, draft: Draft, written: Iterable[tuple[str, Change, str]]) -> None:
        """Put the comments in the draft: id, who and when, and the text of each."""
        text = draft.text
        for identity, change, words in written:
            start = self._starts.get(identity)
            span = None if start is None else _span(start, self._ends.get(identity, start), text)
            first, last = span or (None, None)
            draft.comments.append(Comment(change.author, change.date, words, first, last))


def _span(first: Mark, last: Mark, text: str) -> tuple[int, int] | None:
    """The range between two marks without white space at its ends; None where one was not placed."""
    start, end = first.place(), last.place()
    if start is None or end is None:
        return None
    start, end = min(start, len(text)), min(max(start, end), len(text))
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
