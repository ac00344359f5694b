"""Terms, amounts, percentages and the like, as values that a requirement can be held against.

Every quantity is a span in ``doc.spans["quantities"]``, in reading order and without overlap; its
value stands in ``span._.quantity``::

    "uiterlijk binnen vijf (5) werkdagen"    duration  5 days, working, at_most
    "€ 1.250.000,- per gebeurtenis"          money     1250000 EUR per event, exact
    "ten minste eenmaal per twee jaar"       frequency 0.5 per year, at_least

Article numbers, dates, clock times, laws and standards ("artikel 7 lid 2", "12 maart 2024", "09.00
uur", "2016/679", "ISO 27001", "24/7") are none.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc, Span

from analyser.matching.bounds import Comparator
from analyser.matching.columns import column
from analyser.matching.measuring import Kind, find, may_measure, plain_word

_HOURS: Final = {"hours": 1.0, "days": 24.0, "weeks": 168.0, "months": 730.5, "years": 8766.0}
_WORKING_HOURS: Final = {"hours": 24 * 7 / 40, "days": 24 * 7 / 5}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A measure as the contract states it.

    ``unit`` is "hours", "days", "weeks", "months" or "years" (duration; minutes become hours and
    quarters three months), "percent", "EUR", "USD" or "GBP" (money), "times" (multiple), "per year"
    (frequency), "kW" (power), "PUE" or "DCiE" (ratio). ``per`` is what it is for each of: "hour",
    "day", "week", "month", "quarter", "year", "event", "breach", "user", or "" where nothing is said.
    ``text`` is the contract's own words, the span's.
    """

    kind: Kind
    value: float
    unit: str
    comparator: Comparator
    working: bool
    per: str
    text: str

    def hours(self) -> float:
        """A duration in hours as they pass on the clock, weekends and nights included.

        A working day is 7/5 of a day and a working hour 7 x 24 / 40 of an hour, since a term in
        working time runs on while nobody works; a month is 1/12 of a year of 365.25 days. Raises
        ValueError for what is no duration.
        """
        if self.kind != "duration":
            raise ValueError(f"a {self.kind} lasts no time")
        return self.value * (_WORKING_HOURS if self.working else _HOURS)[self.unit]

    def days(self) -> float:
        """As ``hours``, in days of 24 hours."""
        return self.hours() / 24


@Language.component("quantities", requires=["token.is_sent_start"], assigns=["doc.spans", "span._.quantity"])
def quantities(doc: Doc) -> Doc:
    """Find the quantities of every sentence."""
    values: dict[tuple[int, int], Quantity] = {}
    spans: list[Span] = []
    starts = doc.user_data["sentence_starts"]
    strings = doc.vocab.strings
    ids: list[int] = column(doc, "LOWER").tolist()
    table = {word: strings[word] for word in set(ids)}
    lower = [table[word] for word in ids]
    for first, last in pairwise((*starts, len(doc))):
        if not any(map(may_measure, lower[first:last])):
            continue
        tokens = [index for index in range(first, last) if not lower[index].isspace()]
        for found, bound in find([plain_word(lower[index]) for index in tokens]):
            span = doc[tokens[found.start] : tokens[found.end - 1] + 1]
            values[span.start, span.end] = Quantity(
                found.kind, found.value, found.unit, bound, found.working, found.per, span.text
            )
            spans.append(span)
    doc.user_data["quantities"] = values
    doc.spans["quantities"] = spans
    return doc


def of_span(span: Span) -> Quantity | None:
    """The quantity that ``span`` is, or None."""
    found: Quantity | None = span.doc.user_data.get("quantities", {}).get((span.start, span.end))
    return found
