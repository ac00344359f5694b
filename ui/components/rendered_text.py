"""The text round a passage, for files without pages and for pages that cannot be drawn."""

from __future__ import annotations

from bisect import bisect_right
from html import escape
from typing import Final

import streamlit as st

from analyser.model import Block, BlockKind, Document, Evidence
from analyser.report.summary import clean

_AROUND: Final = 4  # blocks before and after the passage
_BEFORE: Final = 500  # characters before it at most: the passage is to be seen without scrolling
_FURNITURE: Final = (BlockKind.HEADER, BlockKind.FOOTER)


def show_text(document: Document, evidence: Evidence, language: str) -> None:
    """Show the paragraphs before, in and after a passage, its words marked."""
    st.html(text_around(document, evidence, language))


def text_around(document: Document, evidence: Evidence, language: str) -> str:
    """The paragraphs as HTML; ``language`` is that of the document."""
    paragraphs = "".join(_paragraph(document, block, evidence) for block in blocks_around(document, evidence))
    return f'<div class="contract-text" lang="{language}" tabindex="0">{paragraphs}</div>'


def blocks_around(document: Document, evidence: Evidence) -> tuple[Block, ...]:
    """The blocks that hold the passage, with some neighbours; running headers and footers left out."""
    blocks = [block for block in document.blocks if block.kind not in _FURNITURE or _touches(block, evidence)]
    first = max(0, bisect_right(blocks, evidence.start, key=lambda block: block.start) - 1)
    last = bisect_right(blocks, evidence.end - 1, key=lambda block: block.start)
    begin = first
    while begin > max(0, first - _AROUND) and blocks[first].start - blocks[begin - 1].start <= _BEFORE:
        begin -= 1
    return tuple(blocks[begin : last + _AROUND])


def _touches(block: Block, evidence: Evidence) -> bool:
    return block.start < evidence.end and evidence.start < block.end


def _paragraph(document: Document, block: Block, evidence: Evidence) -> str:
    """One block: the passage on a tint, the deciding words in <mark>."""
    tag = "h3" if block.kind is BlockKind.HEADING else "p"
    start, end = max(block.start, evidence.start), min(block.end, evidence.end)
    if start >= end:
        return f"<{tag}>{_clean(document.text[block.start : block.end])}</{tag}>"
    pieces, at = [], start
    for left, right in sorted(evidence.deciding):
        left, right = max(left, at), min(right, end)
        if left < right:
            pieces += [_clean(document.text[at:left]), f"<mark>{_clean(document.text[left:right])}</mark>"]
            at = right
    passage = "".join((*pieces, _clean(document.text[at:end])))
    before, after = document.text[block.start : start], document.text[end : block.end]
    return f'<{tag}>{_clean(before)}<span class="passage">{passage}</span>{_clean(after)}</{tag}>'


def _clean(words: str) -> str:
    return escape(clean(words))
