"""Sentences by which one paper changes another: "artikel 5 van de overeenkomst komt te luiden ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from analyser.matching.sentences import sentence_starts
from analyser.model import Document
from analyser.precedence.mentions import Mention, mentions

_PLACE: Final = r"(?:artikel|artikelen|lid|paragraaf|article|section|clause|paragraph)\s\d"
_CHANGES: Final = re.compile(
    rf"\b{_PLACE}.{{0,160}}?\b(?:kom(?:t|en)\s.{{0,60}}?te\sluiden|luid(?:t|en)\s(?:voortaan|nu|als\svolgt)|"
    r"(?:wordt|worden)\s.{0,80}?\b(?:vervangen|gewijzigd|geschrapt|verwijderd)|verval(?:t|len)|"
    r"(?:is|are|shall\sbe)\s(?:hereby\s)?(?:deleted|replaced|amended|restated)|"
    r"(?:shall|will)\s(?:now\s)?read\sas\sfollows)|"
    rf"\b(?:wijzig(?:t|en)|vervang(?:t|en)|amends?|replaces?)\s.{{0,60}}?{_PLACE}",
    re.IGNORECASE | re.DOTALL,
)


_PERHAPS: Final = re.compile(
    r"\b(?:kan|kunnen|mag|mogen|indien|als(?!\svolgt)|wanneer|mocht|zou(?:den)?|may|can|could|if|where|when|should|nietig\w*|"
    r"invalid\w*)\b",
    re.IGNORECASE,
)


def changes(document: Document, start: int, end: int) -> Iterator[tuple[int, int, tuple[Mention, ...]]]:
    """Sentences of ``document.text[start:end]`` that change an article, and the papers each names.

    A sentence that names none, or only its own paper, changes what its paper as a whole changes. What may be
    changed some day is not.
    """
    for block in document.blocks:
        if block.start < start or block.end > end:
            continue
        text = document.text[block.start : block.end]
        if not _CHANGES.search(text):
            continue
        bounds = [block.start + at for at in sentence_starts(text)] or [block.start]
        for first, last in pairwise((*bounds, block.end)):
            found = _CHANGES.search(document.text, first, last)
            if found and not _PERHAPS.search(document.text, first, found.end()):
                named = mentions(document.text, first, last)
                yield first, last, tuple(mention for mention in named if not mention.own)
