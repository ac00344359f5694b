"""Whether a paragraph reads as a title, whatever style it was typed in."""

from __future__ import annotations

import re

_MOST_WORDS = 20
_SENTENCE_WORDS = 12  # a title may end in a full stop, a sentence this long that does is a clause

_NAMED = re.compile(
    r"(?:(?:artikel|article|art\.|bijlage|annex|appendix|hoofdstuk|chapter|module|schedule|deel|part|clause|section)"
    r"\s+(?:\d|[IVX]+\b|[A-Z]\b)|\d+(?:\.\d+)*[.)]?\s+[A-Z])",
    re.IGNORECASE,
)


def reads_as_title(text: str) -> bool:
    """Whether a paragraph in a heading style is a title and not a whole clause.

    Many templates give clauses a heading style for the sake of its numbering.
    """
    words = len(text.split())
    if words > _MOST_WORDS or text.endswith((";", ",")):
        return False
    return not (text.endswith(".") and words > _SENTENCE_WORDS)


def reads_as_numbered_title(text: str) -> bool:
    """Whether bold text such as "Artikel 7 Aansprakelijkheid" or "7. Aansprakelijkheid" is a title."""
    return bool(_NAMED.match(text)) and reads_as_title(text) and not text.endswith((".", ":"))
