"""The units that contracts measure in, as tables, and how single words say a measure by themselves."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from analyser.matching.numerals import figures, word_value


class Unit(NamedTuple):
    """A unit of time: its canonical name, how many of it one is, and whether only working time counts."""

    name: str
    factor: float = 1.0
    working: bool = False


_TIME_WORDS: Final[dict[Unit, str]] = {
    Unit("hours", 1 / 3600): "seconde seconden second seconds",
    Unit("hours", 1 / 60): "minuut minuten minute minutes",
    Unit("hours"): "uur uren hour hours klokuren",
    Unit("hours", working=True): "werkuur werkuren kantooruur kantooruren",
    Unit("hours", 24): "etmaal etmalen",
    Unit("days"): "dag dagen day days kalenderdag kalenderdagen",
    Unit("days", 14): "fortnight",
    Unit("days", working=True): "werkdag werkdagen weekdag weekdagen weekdays bankwerkdagen",
    Unit("weeks"): "week weken weeks kalenderweek kalenderweken",
    Unit("months"): "maand maanden month months kalendermaand kalendermaanden",
    Unit("months", 3): "kwartaal kwartalen quarter quarters kalenderkwartaal kalenderkwartalen",
    Unit("years"): (
        "jaar jaren year years kalenderjaar kalenderjaren contractjaar contractjaren boekjaar boekjaren"
        " dienstjaar"
    ),
}
TIME: Final[dict[str, Unit]] = {word: unit for unit, words in _TIME_WORDS.items() for word in words.split()}
# Adjectives between a number and its unit; the second set turns it into working time.
CALENDAR: Final = frozenset(
    "kalender calendar consecutive aaneengesloten aaneensluitende achtereenvolgende opeenvolgende volle"
    " volledige hele gehele full natural contract clear additional further extra contractual"
    " successive volgende".split()
)
WORKING: Final = frozenset({"business", "working", "werk", "office"})
PER_YEAR: Final = {"day": 365.0, "week": 52.0, "month": 12.0, "quarter": 4.0, "year": 1.0}

MONEY: Final = {
    **dict.fromkeys("€ eur euro euro's euros".split(), "EUR"),
    **dict.fromkeys("$ usd dollar dollars us$".split(), "USD"),
    **dict.fromkeys("£ gbp pound pounds".split(), "GBP"),
}
PERCENT: Final = frozenset("% procent percent pct procentpunt ％".split())
POWER: Final = {"kw": 1.0, "kilowatt": 1.0, "mw": 1000.0, "megawatt": 1000.0, "watt": 0.001}
TIMES: Final = frozenset("maal keer times time malen x × ×de".split())
COUNTS: Final = {
    **dict.fromkeys("eenmaal éénmaal eens once".split(), 1.0),
    **dict.fromkeys("tweemaal twice".split(), 2.0),
    **dict.fromkeys("driemaal thrice".split(), 3.0),
    "viermaal": 4.0,
    "vijfmaal": 5.0,
    "zesmaal": 6.0,
    "tienmaal": 10.0,
    "twaalfmaal": 12.0,
}
MULTIPLES: Final = {
    **dict.fromkeys("dubbele double tweevoud tweevoudige twofold two-fold".split(), 2.0),
    **dict.fromkeys("drievoud drievoudige triple threefold three-fold".split(), 3.0),
    **dict.fromkeys("viervoud viervoudige fourfold".split(), 4.0),
    **dict.fromkeys("tienvoud tienvoudige tenfold".split(), 10.0),
}
FREQUENCIES: Final = {
    **dict.fromkeys("jaarlijks jaarlijkse annually annual yearly".split(), 1.0),
    **dict.fromkeys(
        "halfjaarlijks halfjaarlijkse biannually biannual semi-annually semi-annual semiannually".split(), 2.0
    ),
    **dict.fromkeys("biennially biennial".split(), 0.5),
    **dict.fromkeys("kwartaalsgewijs quarterly".split(), 4.0),
    **dict.fromkeys("maandelijks maandelijkse monthly".split(), 12.0),
    **dict.fromkeys("bimonthly bi-monthly".split(), 6.0),
    **dict.fromkeys("wekelijks wekelijkse weekly".split(), 52.0),
    **dict.fromkeys("dagelijks dagelijkse daily".split(), 365.0),
}
# What an amount is for: "€ 500 per dag", "EUR 1m per event".
_PER_WORDS: Final = {
    "hour": "uur hour",
    "day": "dag day kalenderdag werkdag",
    "week": "week",
    "month": "maand month kalendermaand",
    "quarter": "kwartaal quarter kalenderkwartaal",
    "year": "jaar year annum kalenderjaar contractjaar boekjaar verzekeringsjaar",
    "event": (
        "gebeurtenis event incident voorval schadegeval occurrence aanspraak claim schadeveroorzakende"
    ),
    "breach": "overtreding breach violation inbreuk schending tekortkoming",
    "user": "gebruiker user",
}
PER: Final = {word: name for name, words in _PER_WORDS.items() for word in words.split()}
PERIODS: Final = frozenset(PER_YEAR)
DISTRIBUTIVE: Final = frozenset("per elk elke ieder iedere each every om".split())

_ADJECTIVE: Final = re.compile(
    r"(?P<number>.+?)-?(?P<unit>daagse?|uurse?|urige?|weekse?|maandse?|jarige?"
    r"|day|hour|week|month|year|minute)s?"
)
_ADJECTIVE_UNITS: Final = {
    "da": "dagen",
    "uu": "uren",
    "ur": "uren",
    "we": "weken",
    "maa": "maanden",
    "ja": "jaren",
    "hour": "hours",
    "month": "months",
    "year": "years",
    "minute": "minutes",
}
_RECURRING: Final = re.compile(r"(?P<number>.+?)-?(?P<unit>jaarlijkse?|maandelijkse?|wekelijkse?)")
_ATTACHED: Final = re.compile(r"(?P<number>\d[\d.,]*)(?P<unit>u|h|uur|kw|mw|x)")


class Measure(NamedTuple):
    """A number and the word for its unit that were written as one word."""

    value: float
    unit: str


@lru_cache(maxsize=16_384)
def adjective(word: str) -> Measure | None:
    """ "driejarige" -> 3 jaren, "30-day" -> 30 days, "24-uurs" -> 24 uren."""
    match = _ADJECTIVE.fullmatch(word)
    if not match or ("-" not in word and match["unit"][0].isascii() and match["unit"] in _ADJECTIVE_UNITS):
        return None
    value = _value(match["number"])
    if value is None:
        return None
    unit = match["unit"]
    for start, name in _ADJECTIVE_UNITS.items():
        if unit == start or (unit not in TIME and unit.startswith(start)):
            return Measure(value, name)
    return Measure(value, unit)


@lru_cache(maxsize=16_384)
def recurring(word: str) -> float | None:
    """Times a year: "jaarlijks" 1, "driemaandelijkse" 4, "tweejaarlijks" 0.5; None for other words."""
    if word in FREQUENCIES:
        return FREQUENCIES[word]
    match = _RECURRING.fullmatch(word)
    if not match or (value := _value(match["number"])) is None or value <= 0:
        return None
    base = {"j": 1.0, "m": 12.0, "w": 52.0}[match["unit"][0]]
    return base / value


@lru_cache(maxsize=16_384)
def attached(word: str) -> Measure | None:
    """ "24u", "5kW", "2x": figures with their unit in one token."""
    match = _ATTACHED.fullmatch(word)
    value = figures(match["number"]) if match else None
    return Measure(value, match["unit"]) if match and value is not None else None


def _value(text: str) -> float | None:
    return figures(text) if text[:1].isdigit() else word_value(text)
