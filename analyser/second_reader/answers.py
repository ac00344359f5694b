"""What of an answer is kept: a verdict of ours, a reason, and a quote that stands in what was sent.

An answer is text of a stranger's: the model may be wrong, may be another than it says, and reads words that
a supplier wrote. Whatever does not fit is thrown away whole, and only why is told.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from analyser.model import Verdict
from analyser.second_reader.question import VERDICTS, Question, plain

LONGEST: Final = 1_000  # characters of a reason or a quote that are kept; the rest is cut off
_SHORTEST: Final = 3  # words of a quote: fewer stand in any text
_HYPHENS: Final = ("-", "\u2010", "\u2011")
_FENCE: Final = "```"  # round JSON; many models cannot leave it out


class Outcome(StrEnum):
    """What came of asking."""

    ANSWERED = "answered"
    DISCARDED = "discarded"  # there was an answer, and it cannot be shown
    TIMED_OUT = "timed-out"
    REFUSED = "refused"  # the other side said no, or sent us elsewhere
    FAILED = "failed"  # no connection, or the other side broke down


class Why(StrEnum):
    """Why there is nothing to show."""

    TOO_LARGE = "too-large"
    PROTOCOL_BODY = "other-body"  # not what the protocol says: a page of HTML, say
    FORM = "form"  # no JSON object with exactly a verdict, a reason and a quote
    VERDICT = "verdict"  # none of ours
    QUOTE = "quote"  # not in what was sent, or too short to prove anything
    TIME = "time"
    REDIRECT = "redirect"
    KEY = "key"
    REQUEST = "request"  # not understood, unknown model, or too many questions
    SERVER = "server"
    CONNECTION = "connection"
    CERTIFICATE = "certificate"
    PROTOCOL = "protocol"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one question. ``verdict``, ``reason`` and ``quote`` only where it was answered."""

    outcome: Outcome
    why: Why | None = None
    verdict: Verdict | None = None
    reason: str = ""
    quote: str = ""  # "" where the verdict is "missing" and nothing was quoted


def read_answer(data: bytes, question: Question) -> Answer:
    """The answer in a body of the protocol, checked against what was asked."""
    said = _said(data)
    if said is None:
        return _discarded(Why.PROTOCOL_BODY)
    found = _parsed(_unfenced(said.strip()))
    if not isinstance(found, dict) or {*found} != {"verdict", "reason", "quote"}:
        return _discarded(Why.FORM)
    verdict, reason, quote = (found[name] for name in ("verdict", "reason", "quote"))
    if not isinstance(verdict, str) or not isinstance(reason, str) or not isinstance(quote, str):
        return _discarded(Why.FORM)
    if verdict not in VERDICTS:
        return _discarded(Why.VERDICT)
    reason, quote = plain(reason), plain(quote)
    if not reason:
        return _discarded(Why.FORM)
    if not _stands(quote, verdict, question):
        return _discarded(Why.QUOTE)
    return Answer(Outcome.ANSWERED, None, Verdict(verdict), _cut(reason), _cut(quote))


def _stands(quote: str, verdict: str, question: Question) -> bool:
    """Whether the quote proves that the passages were read."""
    if not quote:
        return verdict == Verdict.MISSING
    words = [word for word in quote.split() if any(map(str.isalnum, word))]
    return len(words) >= _SHORTEST and any(_holds(passage.text, quote) for passage in question.passages)


def _holds(text: str, quote: str) -> bool:
    """Whether the quote stands in the text in whole words: "onwettig" is not "wettig"."""
    start = text.find(quote)
    while start >= 0:
        end = start + len(quote)
        if not (_one_word(text[start - 1 : start], quote[0]) or _one_word(quote[-1], text[end : end + 1])):
            return True
        start = text.find(quote, start + 1)
    return False


def _one_word(left: str, right: str) -> bool:
    """Whether two neighbours belong to one word or number; a footnote's number ends a word."""
    letters = all(character.isalpha() or character in _HYPHENS for character in (left, right))
    return letters or (left.isdigit() and right.isdigit())


def _unfenced(said: str) -> str:
    """Not by a pattern: of text that a stranger chose, one may try every way to divide the blanks."""
    if len(said) < 2 * len(_FENCE) or not (said.startswith(_FENCE) and said.endswith(_FENCE)):
        return said
    return said[len(_FENCE) : -len(_FENCE)].removeprefix("json")


def _said(data: bytes) -> str | None:
    """The words of the model; None where the body is not of the protocol."""
    try:
        said = _parsed(data.decode("utf-8"))["choices"][0]["message"]["content"]
    except (UnicodeDecodeError, LookupError, TypeError):
        return None
    return said if isinstance(said, str) else None


def _parsed(text: str) -> Any:
    """JSON, or None; lists in lists in lists are an error of depth."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def _discarded(why: Why) -> Answer:
    return Answer(Outcome.DISCARDED, why)
