"""Sentences of a contract, and the language each is written in.

A sentence never crosses a line break: the readers put one block (paragraph, item, row) on a line.
Within a line only ``.``, ``!``, ``?`` and ``…`` can end one. A number or letter that opens a sentence
belongs to it, a semicolon or colon never ends it::

    "7.3 Leverancier meldt dit, m.u.v. art. 4. De termijn is 2.5 dag. b. Klant betaalt."
     |                                         |                      |
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from analyser.matching.columns import column, offsets, set_columns
from analyser.matching.lexicon import abbreviations, language_words, sentence_openers

_LINE: Final = re.compile(r"[^\n]+")
# The mark, what closes after it, the gap, and whatever comes next on the same line. A cell border
# " | " after the mark stays with the sentence before it.
_END: Final = re.compile(r"([.]+|[!?]+|…+)([)\]\"”’'»]*)([^\S\n]*(?:\|[^\S\n]*)?)(?=[^\s])")
# Numbering that opens a sentence and so does not end one: "7.3.", "a.", "(ii).", "Artikel 7."
_MARKER: Final = re.compile(
    r"[-•–*·#\"“(\[]*\s*(?:(?:artikel|art\.|article|section|clause|clausule|bijlage|annex|hoofdstuk|chapter"
    r"|paragraaf|schedule|exhibit|appendix|deel|part|module|§|ad)\s*)?"
    r"(?:\d+[a-z]?(?:\.\d+)*[a-z]?|[a-z]{1,2}|[ivxlc]{1,6})[)\].]*",
    re.IGNORECASE,
)
_NEXT_MARKER: Final = re.compile(r"(?:\d+(?:\.\d+)*[.)]?|\(?(?:[a-z]|[ivx]{1,5}|\d+)[.)])\s+\S")
_NEXT_NUMBERING: Final = re.compile(r"(?:\d+(?:\.\d+)+\.?|\d+[.)])\s+[A-ZÀ-Þ]")
_BULLETS: Final = frozenset("•◦▪–●○-§")
_OPENING: Final = "\"'“‘„«([*"
_LAST_WORD: Final = re.compile(r"[^\s(\[\"“‘„«|/]*\Z")
_NEXT_WORD: Final = re.compile(r"[^\W\d_]+")
_DOTTED: Final = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_INITIAL: Final = re.compile(r"[A-ZÀ-Þ]|[A-Z][a-z]?\.[A-Z]|IJ|Th|Chr|Ph")
# "Bijlage A. De ..." ends where "J. De Vries" does not.
# "... het volgende: 1. De dienst; 2. De prijs": the dot of a marker inside a line
_INNER_MARKER: Final = re.compile(r"[:;,]\s+(?:\d{1,2}|[a-z]|[ivx]{1,4})\Z")
_LABEL: Final = re.compile(
    r"\b(?:bijlage|annex|appendix|schedule|exhibit|deel|part|optie|option|perceel|lot|fase|phase|tabel"
    r"|table|categorie|category|klasse|class|partij|party|versie|module|artikel|article|lid|onder|sub)\s+\Z",
    re.IGNORECASE,
)
_PARTICLES: Final = frozenset({"de", "het", "van", "den", "der", "te", "ten", "ter", "in", "op", "a", "the"})
# "gegevens.De" and "gegevens.12 De": a blank or a footnote sign was lost on the way
_GLUED_BEFORE: Final = re.compile(r"[a-zà-ÿ]{3}\Z")
_GLUED_AFTER: Final = re.compile(r"(?:[A-ZÀ-Þ][a-zà-ÿ]+[\s,]|\d{1,2}\s+[A-ZÀ-Þ][a-zà-ÿ])")


def sentence_starts(text: str) -> list[int]:
    """Offsets at which the sentences of ``text`` start, rising; blank lines start none."""
    starts: list[int] = []
    for line in _LINE.finditer(text):
        content = line.group().lstrip()
        if not content:
            continue
        start = line.end() - len(content)
        starts.append(start)
        starts.extend(_starts_within(text, start, line.end()))
    return starts


def _starts_within(text: str, start: int, end: int) -> Iterator[int]:
    """The sentences after the first in one line; ``start`` is where the first one starts."""
    for match in _END.finditer(text, start, end):
        if _ends(text, start, match):
            start = match.end()
            footnote = re.compile(r"\d{1,2}\s+").match(text, start) if not match[3] else None
            start = footnote.end() if footnote else start
            yield start


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the mark of ``match`` closes the sentence that starts at ``start``."""
    mark, _, gap = match.groups()
    before, after = text[start : match.start()], text[match.end() : match.end() + 40]
    if not gap:
        return mark == "." and bool(_GLUED_BEFORE.search(before) and _GLUED_AFTER.match(after))
    if len(mark) > 3 or _MARKER.fullmatch(text, start, match.end(1)):
        return False  # a dotted line to fill in; or the numbering that opens the sentence
    if mark == "." and _INNER_MARKER.search(before):
        return False
    if mark == "." and (verdict := _after_short_form(before, after)) is not None:
        return verdict
    return _opens(before, after)


def _after_short_form(before: str, after: str) -> bool | None:
    """Whether a dot after an abbreviation or initial ends the sentence; None: it is neither."""
    found = _LAST_WORD.search(before)
    word = found.group() if found else ""
    opener = _NEXT_WORD.match(after.lstrip(_OPENING))
    capital = bool(opener) and after.lstrip(_OPENING)[:1].isupper()
    likely = capital and opener is not None and opener.group().lower() in sentence_openers()
    ending = abbreviations().get(f"{word}.".lower())
    if _INITIAL.fullmatch(word) and (len(word) == 1 or ending is None):
        if _LABEL.search(before[: -len(word)]):
            return None
        return likely and opener is not None and opener.group().lower() not in _PARTICLES
    if ending == "number":
        return False if after[:1].isdigit() or re.match(r"[IVX]+\b", after) else None
    if ending == "never":
        return False
    if ending == "often":
        return capital
    if ending == "maybe" or _DOTTED.fullmatch(word):
        return likely or bool(_NEXT_NUMBERING.match(after))
    return None


def _opens(before: str, after: str) -> bool:
    """Whether ``after`` can be the opening of a sentence."""
    if after[0] in _BULLETS:
        return True
    if _NEXT_MARKER.match(after) and not after[0].isdigit():
        return True
    bare = after.lstrip(_OPENING)
    first = bare[:1]
    if first.isdigit():
        # "bld. 7" and "1. 2" go on; "... gegevens. 30 dagen na ..." and "... 4. 7.3 De ..." do not
        last = _LAST_WORD.search(before)
        return bool(_NEXT_NUMBERING.match(after)) or (last is not None and len(last.group()) > 3)
    return first.isupper() or after.startswith(("'s ", "’s ", "'t ", "’t ", "e-mail"))


@Language.component("sentence_bounds", assigns=["token.is_sent_start"])
def sentence_bounds(doc: Doc) -> Doc:
    """Mark where sentences start; line breaks and blanks stay with the sentence before them."""
    doc.user_data["sentence_starts"] = ()
    if not len(doc):
        return doc
    places_of = offsets(doc)
    starts = np.asarray(sentence_starts(doc.user_data["text"]), dtype=np.int64)
    places = np.searchsorted(places_of, starts)
    places = places[places < len(doc)]
    marks = np.full(len(doc), -1, dtype=np.int64)
    marks[places[places_of[places] == starts[: len(places)]]] = 1  # a start inside a token is none
    marks[0] = 1
    set_columns(doc, marks.astype(np.uint64), "SENT_START")
    doc.user_data["sentence_starts"] = tuple(np.flatnonzero(marks == 1).tolist())
    return doc


# --- language of each sentence -------------------------------------------------------------------

_DUTCH: Final = re.compile(r"ij|heid|lijk|atie|isch|baar|aa[^r]?|uu|oe[drvnkt]|eu[rw]|sch|ings|zw")
_ENGLISH: Final = re.compile(
    r"tion|ment$|ity$|ness$|ship$|^th|wh|ough|ly$|ies$|cy$|able|ould|ance$|ence$|ive$"
)
_WINDOW: Final = 4  # sentences to each side that speak for a short one
_LIMIT: Final = 6.0  # no single sentence outshouts its neighbours


class _Evidence:
    """What a word says about the language: above 0 Dutch, below 0 English; kept by word id."""

    def __init__(self, vocab: Vocab) -> None:
        self._strings = vocab.strings
        self._known: dict[int, float] = {}

    def of(self, ids: NDArray[np.uint64]) -> NDArray[np.float64]:
        distinct, inverse = np.unique(ids, return_inverse=True)
        values = np.array([self._of_word(int(word)) for word in distinct], dtype=np.float64)
        return values[inverse.reshape(-1)]

    def _of_word(self, word: int) -> float:
        if word not in self._known:
            if len(self._known) > 200_000:
                self._known.clear()
            self._known[word] = word_evidence(self._strings[word])
        return self._known[word]


def word_evidence(word: str) -> float:
    """Evidence of one word in lower case: +1 or -1 from the list, less from its spelling."""
    listed = language_words().get(word)
    if listed:
        return 1.0 if listed == "nl" else -1.0
    if len(word) < 4 or not word.isalpha():
        return 0.0
    return 0.4 * bool(_DUTCH.search(word)) - 0.4 * bool(_ENGLISH.search(word))


def smoothed_languages(evidence: NDArray[np.float64]) -> tuple[str, ...]:
    """A language for each sentence from the evidence of its words.

    A sentence that says enough decides alone; a short one follows its neighbours, then the whole
    document, then "nl".
    """
    own = np.clip(evidence, -_LIMIT, _LIMIT)
    total = np.concatenate([[0.0], np.cumsum(own)])
    index = np.arange(len(own))
    low, high = np.maximum(index - _WINDOW, 0), np.minimum(index + _WINDOW + 1, len(own))
    around = (total[high] - total[low] - own) / np.maximum(high - low - 1, 1)
    majority = 0.2 if evidence.sum() >= 0 else -0.2
    score = own + 0.5 * np.clip(around, -3.0, 3.0) + majority
    return tuple("nl" if value >= 0 else "en" for value in score)


@Language.factory("sentence_language", requires=["token.is_sent_start"], assigns=["token._.language"])
class SentenceLanguage:
    """Fills ``doc.user_data["sentence_languages"]``: "nl" or "en", parallel to ``doc.sents``."""

    def __init__(self, nlp: Language, name: str) -> None:  # noqa: ARG002 - spaCy passes it
        self._evidence = _Evidence(nlp.vocab)

    def __call__(self, doc: Doc) -> Doc:
        starts = doc.user_data.get("sentence_starts", ())
        if not starts:
            doc.user_data["sentence_languages"] = ()
            return doc
        words = self._evidence.of(column(doc, "LOWER"))
        doc.user_data["sentence_languages"] = smoothed_languages(np.add.reduceat(words, np.array(starts)))
        return doc
