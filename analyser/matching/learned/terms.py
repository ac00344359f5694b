"""The words of a passage as the learned scores see them.

Two views of the same tokens: *subject terms* (what is it about: canonical words, pairs, parts of
compounds) and *stance terms* (who must, may or need not: the parties by their side, words in runs of up
to three, broken at punctuation). Every term knows the tokens it came from, so that a score can point at
its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from spacy.tokens import Token

from analyser.matching.actors import Parties, Party
from analyser.matching.compounds import parts

NUMBER = "#"
BREAK = "|"
_SIDES = {Party.SUPPLIER: "<supplier>", Party.BUYER: "<buyer>", Party.BOTH: "<party>"}
_BREAKING = frozenset(",;:.")
_SIGNS = frozenset("%€$")
_KEPT = 200_000
_words: dict[tuple[int, int], str] = {}  # what ``_word`` says, by the ids of the printed and canonical word


class Term(NamedTuple):
    """A feature and the tokens it stands for, ``[first, end)`` in the Doc."""

    name: str
    first: int
    end: int


def subject_terms(tokens: Iterable[Token]) -> Iterator[Term]:
    """Words, pairs of neighbouring words, and the parts of Dutch compounds (written ~part)."""
    words = [Term(name, token.i, token.i + 1) for token in tokens if (name := _word(token))]
    yield from words
    yield from (_join(pair) for pair in pairwise(words))
    yield from _parts(words)


def stance_terms(tokens: Iterable[Token], parties: Parties) -> Iterator[Term]:
    """The same with each party by its side, in runs of up to three that punctuation breaks."""
    run = [Term(name, token.i, token.i + 1) for token in tokens if (name := _acting(token, parties))]
    words = [term for term in run if term.name != BREAK]
    yield from words
    yield from (_join(pair) for pair in pairwise(run))
    yield from (_join(three) for three in zip(run, run[1:], run[2:], strict=False))
    yield from _parts(words)


def _word(token: Token) -> str:
    """The canonical word, "#" for any number, "" for what is no word."""
    key = (token.orth, token.norm)
    if key not in _words:
        if len(_words) > _KEPT:  # bounded: a service runs for months
            _words.clear()
        _words[key] = _name(token)
    return _words[key]


def _name(token: Token) -> str:
    if token.like_num:
        return NUMBER
    text = token.text
    return token.norm_.lower() if token.is_alpha or "-" in text[1:-1] or text == "%" else ""


def _acting(token: Token, parties: Parties) -> str:
    side = parties.of(token)
    if side is not None:
        return _SIDES[side]
    if token.text in _BREAKING:
        return BREAK
    return _word(token) or (token.text if token.text in _SIGNS else "")


def _join(terms: Sequence[Term]) -> Term:
    return Term(" ".join([term.name for term in terms]), terms[0].first, terms[-1].end)


def _parts(words: Sequence[Term]) -> Iterator[Term]:
    for word in words:
        held = parts(word.name)
        if len(held) > 1:
            yield from (Term(f"~{part}", word.first, word.end) for part in held)
