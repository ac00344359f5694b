"""Questions about a document's clause tree: what stands around a clause, and what introduces it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator

from analyser.model import ClauseKind, Document

_ASIDE = frozenset({ClauseKind.FURNITURE, ClauseKind.NOTE, ClauseKind.TABLE})


def ancestors(document: Document, clause_index: int) -> Iterator[int]:
    """The indexes of the clauses around a clause, innermost first, without the clause itself."""
    parent = document.clauses[clause_index].parent
    while parent is not None:
        yield parent
        parent = document.clauses[parent].parent


def heading_path(document: Document, clause_index: int) -> tuple[str, ...]:
    """The headings a clause stands under, outermost first, its own included."""
    inward = [clause_index, *ancestors(document, clause_index)]
    headings = [document.clauses[index].heading for index in reversed(inward)]
    return tuple(heading for heading in headings if heading is not None)


def children(document: Document, clause_index: int) -> tuple[int, ...]:
    """The indexes of the clauses directly below a clause, in reading order."""
    end = document.clauses[clause_index].end
    found: list[int] = []
    for index in range(clause_index + 1, len(document.clauses)):
        clause = document.clauses[index]
        if clause.start >= end:
            break
        if clause.parent == clause_index:
            found.append(index)
    return tuple(found)


def own_ranges(document: Document, clause_index: int) -> tuple[tuple[int, int], ...]:
    """The ranges of a clause's own text: what stands in it and in none of its children.

    White space at either end of a range is left out, and so are ranges of nothing else.
    """
    clause = document.clauses[clause_index]
    ranges: list[tuple[int, int]] = []
    at = clause.start
    for child in children(document, clause_index):
        ranges.append((at, document.clauses[child].start))
        at = document.clauses[child].end
    ranges.append((at, clause.end))
    trimmed = (_trimmed(document.text, start, end) for start, end in ranges)
    return tuple((start, end) for start, end in trimmed if start < end)


def innermost_clauses(document: Document) -> dict[int, int]:
    """The innermost clause that holds each block: its index, by where the block starts."""
    found: dict[int, int] = {}
    open_clauses: list[int] = []
    following = 0
    for block in document.blocks:
        while following < len(document.clauses) and document.clauses[following].start <= block.start:
            open_clauses.append(following)
            following += 1
        open_clauses = [index for index in open_clauses if block.start < document.clauses[index].end]
        if open_clauses:
            found[block.start] = open_clauses[-1]
    return found


class Leads:
    """What introduces the lists of one document. A list is gone through once, however many items it has."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._children: dict[int, list[int]] = defaultdict(list)
        for index, clause in enumerate(document.clauses):
            if clause.parent is not None:
                self._children[clause.parent].append(index)
        self._own: dict[int, tuple[tuple[int, int], ...]] = {}
        self._starts: dict[tuple[int, ClauseKind], dict[int, int]] = {}

    def of(self, clause_index: int) -> tuple[int, int] | None:
        """The range of the words that introduce the list a clause is an item of.

        "De leverancier zal: a) ... b) ..." has the same lead for both items: the block of the
        parent's own text that stands last before the list. None where the clause is no item of a
        list, or where nothing introduces it; a heading introduces nothing.
        """
        clauses, text = self._document.clauses, self._document.text
        clause = clauses[clause_index]
        if clause.parent is None or clause.kind not in (ClauseKind.ITEM, ClauseKind.PARAGRAPH):
            return None
        if clause.kind is ClauseKind.PARAGRAPH and clause.number is None:
            return None
        before = self._last_own(clause.parent, self._list_start(clause_index, clause.parent, clause.kind))
        if before is None:
            return None
        first, last = before
        line = text.rfind("\n", first, last) + 1 or first
        lead = _trimmed(text, line, last)
        words = text[slice(*lead)]
        heading = clauses[clause.parent].heading
        if heading is not None and words.endswith(heading):
            return None
        if clause.kind is ClauseKind.PARAGRAPH and not words.endswith((":", ";")):
            return None  # paragraphs of an article stand on their own unless a colon ties them
        return lead

    def _last_own(self, parent: int, start: int) -> tuple[int, int] | None:
        """The last range of the parent's own text that ends before ``start``."""
        if parent not in self._own:
            self._own[parent] = own_ranges(self._document, parent)
        ranges = self._own[parent]
        at = bisect_right(ranges, start, key=lambda own: own[1])
        return ranges[at - 1] if at else None

    def _list_start(self, clause_index: int, parent: int, kind: ClauseKind) -> int:
        """Where the first item of the run of items around a clause starts.

        A run ends where the parent says something of its own between two items. Tables, notes and
        page furniture between two items do not end it.
        """
        if (parent, kind) not in self._starts:
            self._starts[parent, kind] = self._run_starts(parent, kind)
        return self._starts[parent, kind][clause_index]

    def _run_starts(self, parent: int, kind: ClauseKind) -> dict[int, int]:
        clauses, text = self._document.clauses, self._document.text
        starts: dict[int, int] = {}
        before: int | None = None
        for index in self._children[parent]:
            starts[index] = clauses[index].start
            if before is not None:
                joins = clauses[before].kind in _ASIDE or clauses[before].kind is kind
                if joins and not text[clauses[before].end : clauses[index].start].strip():
                    starts[index] = starts[before]
            before = index
        return starts


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
