"""Facts from a file beside a contract, ``voor-gunning.yaml``, for who works without the application.

::

    dpia:
      status: done
      who: J. Jansen, privacy officer
      date: 2026-11-03
      document: {name: dpia-v2.pdf, sha256: 64 hexadecimal digits}
    risicoklasse:
      status: done
      who: Team AI
      date: 2026-10-20
      risk_class: limited
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Final

import yaml
from pydantic import BeforeValidator, StringConstraints, ValidationError
from pydantic_core import PydanticCustomError

from analyser.award.checklist import Checklist
from analyser.award.facts import BeforeAward, Fact, Proof, RiskClass, Stand, problems
from analyser.errors import BadFacts, FileMissing
from analyser.library.files import strict_yaml, yaml_problem
from analyser.library.schema import Strict
from analyser.model import Text

FACTS_FILE: Final = "voor-gunning.yaml"

LONGEST_FILE: Final = 200_000  # bytes; eight facts with the longest notes take less
_Line = Annotated[str, StringConstraints(strip_whitespace=True)]
_SAID: Final = {
    "extra_forbidden": Text("onbekende sleutel", "unknown key"),
    "missing": Text("ontbreekt", "is missing"),
    "enum": Text("onbekende waarde", "unknown value"),
    "string_type": Text("tekst verwacht", "text was expected"),
    "model_type": Text("sleutels met waarden verwacht", "keys with values were expected"),
}
_DAY: Final = Text("schrijf de datum als 2026-11-03", "write the date as 2026-11-03")
_OTHER: Final = Text("klopt niet", "is not right")


def _no_number(written: object) -> object:
    """What is no number: that would be taken for seconds since 1970."""
    if isinstance(written, int | float):
        raise PydanticCustomError("date_type", "no day")
    return written


class _Document(Strict):
    name: _Line
    sha256: _Line


class _Entry(Strict):
    """One fact as it is written."""

    status: Stand
    who: _Line = ""
    date: Annotated[datetime.date | None, BeforeValidator(_no_number)] = None
    document: _Document | None = None
    note: _Line = ""
    risk_class: RiskClass | None = None


def read_facts_file(path: Path, checklist: Checklist, today: datetime.date) -> BeforeAward:
    """The facts of a file on this machine. Raises FileMissing or BadFacts."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FileMissing(path.name) from error
    return read_facts(data, path.name, checklist, today)


def read_facts(data: bytes, name: str, checklist: Checklist, today: datetime.date) -> BeforeAward:
    """The facts that a file's content gives. Raises BadFacts that lists every problem, a line each."""
    raw = _mapping(data, name)
    facts: dict[str, Fact] = {}
    found: list[Text] = []
    for check, value in raw.items():
        try:
            fact = _fact(str(check), _Entry.model_validate(value))
        except ValidationError as error:
            found += [Text(f"{check}: {text.nl}", f"{check}: {text.en}") for text in _told(error)]
            continue
        wrong = problems(fact, checklist, today)
        found += [Text(f"{check}: {text.nl}", f"{check}: {text.en}") for text in wrong]
        facts[fact.check] = fact
    if found:
        raise _bad(name, found)
    return BeforeAward(checklist, facts)


def _mapping(data: bytes, name: str) -> Mapping[Any, Any]:
    if len(data) > LONGEST_FILE:
        raise _bad(name, [Text("het bestand is te groot", "the file is too large")])
    try:
        raw = strict_yaml(data)
    except yaml.YAMLError as error:
        raise _bad(name, [yaml_problem(error)]) from error
    except (RecursionError, ValueError) as error:
        raise _bad(name, [Text("geen geldige YAML", "not valid YAML")]) from error
    if raw is None:
        return {}
    if not isinstance(raw, dict):
        raise _bad(name, [Text("onderdelen met hun stand verwacht", "checks with how they stand expected")])
    return raw


def _fact(check: str, line: _Entry) -> Fact:
    proof = Proof(line.document.name, line.document.sha256.lower()) if line.document else None
    return Fact(check, line.status, line.who, line.date, proof, line.note, line.risk_class)


def _told(error: ValidationError) -> Iterator[Text]:
    """Where the shape is wrong and how; never what was written there, which may be about a person."""
    for problem in error.errors(include_url=False, include_input=False):
        where = ".".join(str(part) for part in problem["loc"])
        kind = problem["type"]
        said = _DAY if kind.startswith("date") else _SAID.get(kind, _OTHER)
        choices = problem.get("ctx", {}).get("expected", "") if kind == "enum" else ""
        nl, en = (f" ({choices.replace(' or ', word)})" if choices else "" for word in (" of ", " or "))
        yield Text(f"{where} {said.nl}{nl}".strip(), f"{where} {said.en}{en}".strip())


def _bad(name: str, found: list[Text]) -> BadFacts:
    return BadFacts(
        name,
        problems_nl="; ".join(text.nl.rstrip(".") for text in found),
        problems_en="; ".join(text.en.rstrip(".") for text in found),
    )
