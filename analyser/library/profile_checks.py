"""What the shape of a profile cannot say: whether it contradicts itself, or names what is not there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import chain
from typing import Final

from analyser.library.profile_schema import ProfileFile
from analyser.library.schema import QuantityTest, Requirement
from analyser.model import Text

_UNITS: Final = {
    "hours": "uur|uren|hours?",
    "days": "dagen|dag|days?",
    "working days": "werkdagen|werkdag|working days?",
    "months": "maanden|maand|months?",
    "years": "jaren|jaar|years?",
    "percent": "%|procent|percent",
}
_SPELLED: Final = {
    1: "een|één|one", 2: "twee|two", 3: "drie|three", 4: "vier|four", 5: "vijf|five", 6: "zes|six",
    7: "zeven|seven", 8: "acht|eight", 9: "negen|nine", 10: "tien|ten", 12: "twaalf|twelve",
    15: "vijftien|fifteen", 20: "twintig|twenty", 24: "vierentwintig|twenty-four", 30: "dertig|thirty",
    48: "achtenveertig|forty-eight", 60: "zestig|sixty", 72: "tweeënzeventig|seventy-two",
}  # fmt: skip


def conflicts(
    file: ProfileFile, requirements: Mapping[str, Requirement], themes: Collection[str]
) -> Iterator[Text]:
    """Why a profile cannot be laid over a library with these requirements and themes."""
    yield from _additions(file, requirements, themes)
    yield from _unknown(file, requirements)
    yield from _numbers(file, requirements)
    yield from _twice(file)
    off = {change.id for change in file.off}
    for key in ("replace", "severity", "tests"):
        for place, change in enumerate(getattr(file, key)):
            if change.id in off:
                yield _problem(
                    file, f"{key}.{place}: {change.id}",
                    "staat ook bij off; kies één van beide", "stands under off as well; choose one",
                )  # fmt: skip
    yield from _replacements(file, requirements)
    if {*requirements} <= off and not file.add:
        yield _problem(file, "off", "er blijft geen eis over", "no requirement is left")


def stale_numbers(
    file: ProfileFile, before: Mapping[str, Requirement], after: Mapping[str, Requirement]
) -> Iterator[Text]:
    """Texts that still name the old number of a test, so that a report would contradict its own verdict."""
    for where, old, requirement in _turned(file, before, after):
        said = re.compile(rf"(?<![\w.,])(?:{_written(old)}) (?:{_UNITS[old.unit]})(?!\w)", re.IGNORECASE)
        for key, text in _texts(requirement, old.metric):
            found = said.search(text)
            if found:
                yield _problem(
                    file, f"{where}: {requirement.id}",
                    f"{key} noemt nog {found[0]!r}; schrijf die tekst onder replace opnieuw",
                    f"{key} still says {found[0]!r}; write that text anew under replace",
                )  # fmt: skip


def _turned(
    file: ProfileFile, before: Mapping[str, Requirement], after: Mapping[str, Requirement]
) -> Iterator[tuple[str, QuantityTest, Requirement]]:
    """Each number that no longer holds: where the profile changed it, what it was, and whose it is."""
    changed = {(change.id, change.metric): f"tests.{place}" for place, change in enumerate(file.tests)}
    for place, replaced in enumerate(file.replace):
        for test in replaced.parts.tests or ():
            changed.setdefault((replaced.id, test.metric), f"replace.{place}.parts.tests")
    for (name, metric), where in changed.items():
        holds = {(test.value, test.unit) for test in after[name].tests}
        for old in before[name].tests if name in before else ():
            if old.metric == metric and old.unit in _UNITS and (old.value, old.unit) not in holds:
                yield where, old, after[name]


def _additions(
    file: ProfileFile, requirements: Mapping[str, Requirement], themes: Collection[str]
) -> Iterator[Text]:
    for place, change in enumerate(file.add):
        added, where = change.requirement, f"add.{place}.requirement"
        if added.id in requirements:
            yield _problem(
                file, f"{where}.id: {added.id}", "deze eis bestaat al; gebruik replace",
                "this requirement exists already; use replace",
            )  # fmt: skip
        if added.theme not in themes:
            yield _problem(
                file, f"{where}.theme: {added.theme}", "dit thema bestaat niet", "this theme does not exist"
            )


def _unknown(file: ProfileFile, requirements: Mapping[str, Requirement]) -> Iterator[Text]:
    """Requirements and instruments that are not there, or not any more after the profile it builds on."""
    for key in ("replace", "off", "severity", "tests"):
        for place, change in enumerate(getattr(file, key)):
            if change.id not in requirements:
                yield _problem(
                    file, f"{key}.{place}.id: {change.id}", "deze eis bestaat niet",
                    "this requirement does not exist",
                )  # fmt: skip
    cited = {source.instrument for held in requirements.values() for source in held.sources}
    for place, remark in enumerate(file.instruments):
        if not any(instrument.startswith(remark.instrument) for instrument in cited):
            yield _problem(
                file, f"instruments.{place}.instrument: {remark.instrument}",
                "geen bron heet zo", "no source is called so",
            )  # fmt: skip


def _numbers(file: ProfileFile, requirements: Mapping[str, Requirement]) -> Iterator[Text]:
    anew = {change.id: change.parts.tests or () for change in file.replace}
    for place, change in enumerate(file.tests):
        if change.id not in requirements:
            continue
        if change.metric in {test.metric for test in anew.get(change.id, ())}:
            yield _problem(
                file, f"tests.{place}: {change.id} {change.metric}",
                "staat ook bij replace; kies één van beide", "stands under replace as well; choose one",
            )  # fmt: skip
        elif change.metric not in {test.metric for test in requirements[change.id].tests}:
            yield _problem(
                file, f"tests.{place}.metric: {change.id} {change.metric}",
                "dit getal heeft de eis niet", "the requirement has no such number",
            )  # fmt: skip


def _replacements(file: ProfileFile, requirements: Mapping[str, Requirement]) -> Iterator[Text]:
    """Replacements that replace nothing, and parts to drop that are not there or are written anew."""
    for place, change in enumerate(file.replace):
        where = f"replace.{place}: {change.id}"
        if not (change.parts.given or change.drop or change.cite):
            yield _problem(file, where, "hier wordt niets vervangen", "nothing is replaced here")
        held = requirements.get(change.id)
        anew = {
            part.id for key in ("rules", "elements", "weakeners") for part in getattr(change.parts, key) or ()
        }
        for name in change.drop:
            if held is not None and (name in anew or name not in {part.id for part in held.parts}):
                yield _problem(
                    file, f"replace.{place}.drop: {change.id} {name}",
                    "dit onderdeel heeft de eis niet, of het wordt ook opnieuw geschreven",
                    "the requirement has no such part, or it is written anew as well",
                )  # fmt: skip


def _twice(file: ProfileFile) -> Iterator[Text]:
    """The same thing changed twice in one way: nobody could say which of the two holds."""
    keys: dict[str, list[tuple[str, ...]]] = {
        "add": [(change.requirement.id,) for change in file.add],
        "replace": [(change.id,) for change in file.replace],
        "off": [(change.id,) for change in file.off],
        "severity": [(change.id,) for change in file.severity],
        "tests": [(change.id, change.metric) for change in file.tests],
        "instruments": [(change.instrument,) for change in file.instruments],
    }
    for key, named in keys.items():
        for place, names in enumerate(named):
            if names in named[:place]:
                yield _problem(
                    file, f"{key}.{place}: {' '.join(names)}", "staat er twee keer", "stands twice"
                )


def _texts(requirement: Requirement, metric: str) -> Iterator[tuple[str, str]]:
    """What people read of a requirement and of the elements that hold it against ``metric``, with its key."""
    named = chain(
        ((key, getattr(requirement, key)) for key in ("title", "norm", "advice", "model_clause")),
        ((f"criteria.{key}", getattr(requirement.criteria, key)) for key in ("met", "partial", "contrary")),
        (
            (f"elements {element.id} label", element.label)
            for element in requirement.elements
            if element.limit is not None and element.limit.metric == metric
        ),
    )
    for key, words in named:
        yield f"{key}.nl", words.nl
        yield f"{key}.en", words.en


def _written(test: QuantityTest) -> str:
    """How a text may write a test's number: "48", "99,5", "zes"."""
    plain = f"{test.value:g}"
    ways = [re.escape(plain), re.escape(plain.replace(".", ","))]
    spelled = _SPELLED.get(int(test.value)) if test.value.is_integer() else None
    return "|".join(dict.fromkeys([*ways, *([spelled] if spelled else [])]))


def _problem(file: ProfileFile, where: str, nl: str, en: str) -> Text:
    name = f"profiles/{file.id}.yaml"
    return Text(f"{name}: {where}: {nl}", f"{name}: {where}: {en}")
