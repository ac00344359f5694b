"""The measures in the words of one sentence; ``analyser.matching.quantities`` puts them in the ``Doc``.

Words come in lower case without blanks. Each rule looks at one place and answers with what starts
there; ``find`` walks from left to right and never counts a word twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from analyser.matching.bounds import Comparator, comparator
from analyser.matching.measures import (
    CALENDAR,
    COUNTS,
    DISTRIBUTIVE,
    MONEY,
    MULTIPLES,
    PER,
    PER_YEAR,
    PERCENT,
    POWER,
    TIME,
    TIMES,
    WORKING,
    Unit,
    adjective,
    attached,
    recurring,
)
from analyser.matching.numerals import Number, figures, is_number, read_number

Kind = Literal["duration", "percentage", "money", "multiple", "frequency", "power", "ratio"]
Words = Sequence[str]


class Measured(NamedTuple):
    """A measure between two words of a sentence, before its comparator is read."""

    start: int
    end: int
    kind: Kind
    value: float
    unit: str
    working: bool = False
    per: str = ""


_REFERENCES: Final = frozenset(
    "artikel artikelen art. artt. article articles lid leden section sections sec. clause clauses clausule"
    " par. paragraaf paragraph § bijlage annex schedule exhibit appendix nr. nr no. nummer number hoofdstuk"
    " chapter pagina page blz. versie version overweging recital iso iec nen rfc onderdeel iso/iec".split()
)
_CLOCK: Final = re.compile(r"(?:[01]?\d|2[0-4])[.:][0-5]\d")
_GROUP: Final = re.compile(r"\d{3}(?:,-|,\d\d)?")
_OBJECT: Final = frozenset(  # what a multiple is of: "vier maal [de vergoeding]", "twice [the fees]"
    "de het the een deze dit dat that such its zijn haar uw your our onze van of hun their this amount"
    " amounts fees fee vergoeding vergoedingen bedrag opdrachtsom contractwaarde contractsom"
    " jaarvergoeding jaaromzet totale total aggregate annual jaarlijkse overeengekomen betaalde"
    " gefactureerde maximale".split()
)
_SPAN_WORDS: Final = frozenset("- – — tot à to t/m".split())  # "30 tot 60 dagen"
_CHOICE_WORDS: Final = frozenset("of or".split())  # "30 of 60 dagen"
_BETWEEN: Final = frozenset("tussen between".split())
_RATIOS: Final = {"pue": "PUE", "dcie": "DCiE"}
_REPEATED: Final = frozenset("( [ zegge : say in words letters voluit written gelijk aan".split())
_PERIOD_OPENERS: Final = DISTRIBUTIVE | frozenset(
    "a an in de het any calendar kalender contract binnen".split()
)
_PER_ADJECTIVES: Final = CALENDAR | frozenset(
    "aaneengesloten afzonderlijke individuele verzekerde single individual separate schadeveroorzakende elke"
    " iedere named registered genoemde actieve active data security geconstateerde".split()
)
_OCCASIONS: Final = (
    "audit", "controle", "inspecti", "test", "pentest", "penetrati", "review", "evaluati", "rapport", "report"
)  # fmt: skip
_CONTEXT: Final = 10  # words before a number in which its comparator is looked for
_RATIO_REACH: Final = 8  # words between "PUE" and its number

_OPTIONAL: Final = re.compile(r"\((\w+?)-?\)(?=\w)|(?<=\w)\(\w+\)$")


@lru_cache(maxsize=65_536)
def plain_word(word: str) -> str:
    """A word without optional pieces and possessive: "dag(en)" -> dag, "(werk)dagen" -> werkdagen."""
    word = word.replace("’", "'")
    if "(" in word and len(word) > 1:
        word = _OPTIONAL.sub(lambda match: match[1] or "", word)
    return word[:-2] if word.endswith("'s") and word != "euro's" else word


@lru_cache(maxsize=65_536)
def may_measure(word: str) -> bool:
    """Whether a word can open a measure at all: most cannot and are skipped."""
    word = plain_word(word)
    return (
        word == "["
        or is_number(word)
        or word.startswith(tuple(_RATIOS))
        or word in MONEY
        or word in COUNTS
        or word in MULTIPLES
        or word in DISTRIBUTIVE
        or adjective(word) is not None
        or recurring(word) is not None
    )


def find(words: Words) -> Iterator[tuple[Measured, Comparator]]:
    """The measures of one sentence from left to right, each with its comparator."""
    at = 0
    while at < len(words):
        found = _range(words, at) if may_measure(words[at]) else ()
        if found:
            yield from found
            at = found[-1][0].end
            continue
        measured = _at(words, at) if may_measure(words[at]) else None
        if measured is None:
            at += 1
            continue
        measured = _repeated(words, _with_per(words, measured))
        yield measured, _comparator(words, measured)
        at = measured.end


def _comparator(words: Words, measured: Measured) -> Comparator:
    before = " ".join(words[max(0, measured.start - _CONTEXT) : measured.start])
    return comparator(before, " ".join(words[measured.end : measured.end + 4]))


def _at(words: Words, at: int) -> Measured | None:
    """The measure that starts at a word, or None."""
    word = words[at]
    if word in MONEY:
        return _money_before(words, at)
    if word.startswith(tuple(_RATIOS)):
        return _ratio(words, at)
    if (is_number(word) or word == "[") and not (at and words[at - 1] in _REFERENCES):
        measured = _numbered(words, at)
        if measured is not None:
            return measured
    if word in COUNTS:
        return _counted(words, at, Number(COUNTS[word], at + 1))
    if word in DISTRIBUTIVE and (period := _period(words, at)):
        return Measured(at, period.end, "frequency", period.value, "per year")
    if word in MULTIPLES and _is_multiple(words, at):
        return Measured(at, at + 1, "multiple", MULTIPLES[word], "times")
    return _single_word(words, at)


def _single_word(words: Words, at: int) -> Measured | None:
    """A measure in one word: "driejarige", "jaarlijks", "24u", "5kW"."""
    word = words[at]
    if (times := recurring(word)) is not None:
        return Measured(at, at + 1, "frequency", times, "per year")
    if measure := adjective(word):
        return _duration(at, at + 1, measure.value, TIME[measure.unit])
    measure = attached(word)
    if measure is None:
        return None
    if measure.unit in POWER:
        return Measured(at, at + 1, "power", measure.value * POWER[measure.unit], "kW")
    if measure.unit == "x":
        return _counted(words, at, Number(measure.value, at + 1))
    return _duration(at, at + 1, measure.value, TIME["uur"])


# --- numbers with a unit -------------------------------------------------------------------------


def _numbered(words: Words, at: int) -> Measured | None:
    """A number and the unit after it."""
    number = read_number(words, at)
    if number is None or number.end >= len(words):
        return None
    unit, end = words[number.end], number.end + 1
    bare_article = words[at] in ("een", "één", "a", "an") and number == Number(1.0, at + 1)
    if not bare_article:
        if unit in PERCENT or words[number.end : end + 1] == ["per", "cent"]:
            exact = read_number(words, at, fraction=True) or number
            return Measured(at, end + (unit == "per"), "percentage", exact.value, "percent")
        if unit in POWER:
            return Measured(at, end, "power", number.value * POWER[unit], "kW")
        if unit in TIMES:
            return _counted(words, at, Number(number.value, end))
        if money := _money_after(words, at, number):
            return money
    elif unit in TIMES:
        counted = _counted(words, at, Number(number.value, end))
        # "een keer de ..." is "once the ..."; only the stressed form counts
        return counted if counted is None or counted.kind == "frequency" or words[at] == "één" else None
    return _timed(words, at, number) or _occasions(words, at, number)


def _occasions(words: Words, at: int, number: Number) -> Measured | None:
    """ "one (1) on-site audit per year", "twee penetratietesten per jaar"."""
    for place in range(number.end, min(number.end + 3, len(words))):
        if words[place].startswith(_OCCASIONS) and (period := _period(words, place + 1)):
            return Measured(at, period.end, "frequency", number.value * period.value, "per year")
    return None


def _timed(words: Words, at: int, number: Number) -> Measured | None:
    """A number and a unit of time: "zes volle maanden", "10 (werk)dagen", "half an hour"."""
    end, working = number.end, False
    while end < len(words) and (words[end] in CALENDAR or words[end] in WORKING or words[end] in "()"):
        working |= words[end] in WORKING
        end += 1
    if number.value == 0.5 and words[end : end + 1] in (["a"], ["an"]):
        end += 1
    unit = TIME.get(words[end]) if end < len(words) else None
    if unit is None or _is_clock(words, at, unit) or (unit.name == "years" and number.value >= 1000):
        return None
    return _duration(at, end + 1, number.value, unit, working)


def _duration(start: int, end: int, value: float, unit: Unit, working: bool = False) -> Measured:
    is_working = unit.working or (working and unit.name in ("hours", "days"))
    return Measured(start, end, "duration", value * unit.factor, unit.name, is_working)


def _is_clock(words: Words, at: int, unit: Unit) -> bool:
    """ "09.00 uur" and "om 17 uur" tell the time."""
    if unit.name != "hours":
        return False
    return bool(_CLOCK.fullmatch(words[at])) or (at > 0 and words[at - 1] in ("om", "vanaf"))


def _money_before(words: Words, at: int) -> Measured | None:
    """A currency and the amount after it: "€ 1.250.000,-", "EUR 10 000", "$ 1.25 million"."""
    if at + 1 >= len(words) or words[at + 1] in ("een", "a", "an") or not is_number(words[at + 1]):
        return None
    number = _grouped(words, at + 1) or read_number(words, at + 1)
    if number is None or (number.end < len(words) and words[number.end] in TIME):
        return None
    start = at - 1 if at and words[at] == "$" and words[at - 1] == "us" else at
    return Measured(start, number.end, "money", number.value, MONEY[words[at]])


def _money_after(words: Words, at: int, number: Number) -> Measured | None:
    """An amount and the currency after it: "vijftigduizend euro", "100 US dollars"."""
    number = _grouped(words, at) or number
    end = number.end + (words[number.end : number.end + 1] == ["us"])
    currency = MONEY.get(words[end]) if end < len(words) else None
    if currency is None or (end + 1 < len(words) and figures(words[end + 1]) is not None):
        return None  # "1. € 500": the currency belongs to the number after it
    return Measured(at, end + 1, "money", number.value, currency)


def _grouped(words: Words, at: int) -> Number | None:
    """Thousands parted by blanks: "1 250 000"."""
    if not (words[at].isdigit() and len(words[at]) <= 3):
        return None
    end = at + 1
    while end < len(words) and _GROUP.fullmatch(words[end]):
        end += 1
    value = figures("".join(words[at:end])) if end > at + 1 else None
    return Number(value, end) if value is not None else None


def _ratio(words: Words, at: int) -> Measured | None:
    """The number that goes with "PUE" or "DCiE"."""
    unit = next(name for start, name in _RATIOS.items() if words[at].startswith(start))
    for place in range(at + 1, min(at + _RATIO_REACH, len(words))):
        value = figures(words[place], fraction=True)
        if value is not None:
            bare = place + 1 == len(words) or words[place + 1] not in TIME
            return Measured(place, place + 1, "ratio", value, unit) if bare and value < 10 else None
    return None


# --- how often, and how many times ---------------------------------------------------------------


def _counted(words: Words, start: int, count: Number) -> Measured | None:
    """ "tweemaal per jaar" is a frequency, "twee maal de vergoeding" a multiple, "once" alone neither."""
    if period := _period(words, count.end):
        return Measured(start, period.end, "frequency", count.value * period.value, "per year")
    of_something = count.end < len(words) and words[count.end] in _OBJECT
    if not of_something or (count.value == 1 and words[start] in COUNTS):
        return None  # "eenmaal de termijn verstreken" counts nothing
    return Measured(start, count.end, "multiple", count.value, "times")


def _period(words: Words, at: int) -> Number | None:
    """How many times a year a period comes round: "per jaar" 1, "om de twee jaar" 0.5, "a month" 12."""
    end = at
    while end < len(words) and end < at + 3 and words[end] in _PERIOD_OPENERS:
        end += 1
    opened = words[at:end]
    if not opened or opened[0] in ("de", "het") or opened in (["om"], ["binnen"], ["binnen", "de"]):
        return None
    if end < len(words) and words[end] in ("andere", "other"):
        return _recurs(words, end + 1, 2.0)
    number = read_number(words, end) if end < len(words) and is_number(words[end]) else None
    if number is not None:
        return _recurs(words, number.end, number.value)
    if opened[0] in ("in", "binnen", "om") and not DISTRIBUTIVE.intersection(opened[1:]):
        return None  # "in het jaar" says when, not how often
    return _recurs(words, end, 1.0)


def _recurs(words: Words, at: int, many: float) -> Number | None:
    """The rate of a period of ``many`` units; None where no unit from a day up stands at ``at``."""
    while at < len(words) and words[at] in CALENDAR:
        at += 1
    unit = TIME.get(words[at]) if at < len(words) else None
    if unit is None or unit.name == "hours" or many <= 0:
        return None
    rate = PER_YEAR[unit.name.removesuffix("s")] / (unit.factor * many)
    return Number(rate, at + 1)


def _is_multiple(words: Words, at: int) -> bool:
    """ "het dubbele van", "double the fees"; not "in tweevoud opgemaakt"."""
    before = words[at - 1] if at else ""
    return before != "in" and at + 1 < len(words) and words[at + 1] in _OBJECT


# --- what surrounds a measure --------------------------------------------------------------------


def _with_per(words: Words, measured: Measured) -> Measured:
    """The measure with what it is for each of: "per gebeurtenis", "a month"."""
    at = measured.end
    if measured.kind in ("frequency", "multiple", "ratio") or words[at : at + 1] not in _PER_OPENERS:
        return measured
    at += 1
    while at < len(words) and at < measured.end + 3 and words[at] in _PER_ADJECTIVES:
        at += 1
    name = PER.get(words[at]) if at < len(words) else None
    if not name:
        return measured
    # "100 USD per user per month": the second one is read over, not counted as "monthly"
    return _with_per(words, measured._replace(end=at + 1, per=measured.per or name))


_PER_OPENERS: Final = (["per"], ["a"], ["an"], ["each"], ["every"])


def _repeated(words: Words, measured: Measured) -> Measured:
    """The measure with its repetition in brackets: "€ 500,- (zegge: vijfhonderd euro)"."""
    at = measured.end
    if at >= len(words) or words[at] not in "([":
        return measured
    while at < len(words) and at < measured.end + 5 and words[at] in _REPEATED:
        at += 1
    again = _at(words, at) if at < len(words) else None
    same = again is not None and again[2:5] == measured[2:5]
    if again is None or not same or again.end >= len(words) or words[again.end] not in ")]":
        return measured
    return measured._replace(end=again.end + 1)


def _range(words: Words, at: int) -> tuple[tuple[Measured, Comparator], ...]:
    """Both ends of "30 tot 60 dagen", "tussen 5 en 10%", "one or two years"; () where there is no range."""
    if not is_number(words[at]) or words[at] in ("een", "a", "an") or (at and words[at - 1] in _REFERENCES):
        return ()
    low = read_number(words, at)
    if low is None or low.end + 1 >= len(words) or not is_number(words[low.end + 1]):
        return ()
    link = words[low.end]
    spans = link in _SPAN_WORDS or (link in ("en", "and") and at > 0 and words[at - 1] in _BETWEEN)
    high = _numbered(words, low.end + 1) if spans or link in _CHOICE_WORDS else None
    if high is None or high.kind not in ("duration", "percentage") or low.value >= _count(words, low.end + 1):
        return ()
    if high.unit == "hours" and _CLOCK.fullmatch(words[at]):
        return ()
    high = _with_per(words, high)
    # the low end is told in the unit of the high one: "2 tot 3 kwartalen" is 6 to 9 months
    value = low.value * high.value / _count(words, low.end + 1)
    lower = Measured(at, low.end, high.kind, value, high.unit, high.working, high.per)
    if not spans:
        bound = _comparator(words, lower)
        return ((lower, bound), (high, bound))
    return ((lower, "at_least"), (high, "at_most"))


def _count(words: Words, at: int) -> float:
    """The number as written, before its unit multiplied it."""
    number = read_number(words, at)
    return number.value if number else 0.0
