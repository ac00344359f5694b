"""Reading the library's YAML files into their models, keeping every problem and hashing every byte."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from analyser.errors import LibraryError
from analyser.model import Text

M = TypeVar("M", bound=BaseModel)


_IN_DUTCH = {
    "extra_forbidden": "deze sleutel bestaat niet",
    "missing": "deze sleutel ontbreekt",
    "too_short": "hier hoort er ten minste één te staan",
    "string_too_short": "hier hoort tekst te staan",
    "string_type": "hier hoort tekst te staan",
    "string_pattern_mismatch": "dit is niet geschreven zoals het hoort",
    "float_type": "hier hoort een getal te staan, zonder eenheid en met een punt: 99.5",
    "string_too_long": "deze tekst is te lang",
    "finite_number": "hier hoort een getal te staan",
    "greater_than_equal": "dit getal kan niet onder nul zijn",
    "literal_error": "deze waarde bestaat niet",
    "enum": "deze waarde bestaat niet",
    "no_day": "schrijf de dag als 2026-11-03",
    "ends_before_since": "until ligt vóór since",
    "ended_by_nothing": "until en replaced_by horen bij elkaar",
    "sure_of_nothing": "confidence zonder says",
    "tuple_type": "hier hoort een lijst te staan",
    "model_type": "hier horen sleutels met waarden te staan",
}
"""What pydantic says most, by the kind of its error; the rest stays in English."""

_YAML_IN_DUTCH = {
    "found character that cannot start any token": "hier mag dit teken niet staan: spring in met spaties en "
    "niet met tabs, en zet tekst die met een leesteken begint tussen aanhalingstekens",
    "mapping values are not allowed in this context": "hier mag geen dubbele punt staan: zet de tekst tussen "
    "aanhalingstekens, of laat de regel even ver inspringen als de andere",
    "did not find expected key": "deze regel springt anders in dan de andere, of er ontbreekt een sleutel",
    "could not find expected ':'": "hier ontbreekt een dubbele punt, of een aanhalingsteken",
    "did not find expected ',' or '}'": "er ontbreekt een komma, een accolade of een aanhalingsteken",
    "did not find expected ',' or ']'": "er ontbreekt een komma, een haak of een aanhalingsteken",
    "did not find expected '-' indicator": "deze regel springt anders in dan de andere, of mist een -",
    "found unhashable key": "een sleutel is gewone tekst, zonder haken of accolades",
    "found unexpected end of stream": "een aanhalingsteken, haak of accolade wordt nergens gesloten",
}
"""What the parser says most; the rest stays in English."""


def broken(problems: Iterable[Text]) -> LibraryError:
    """The error that lists every problem, a line each."""
    listed = [*problems]
    return LibraryError(
        problems="\n".join(problem.en for problem in listed),
        problems_nl="\n".join(problem.nl for problem in listed),
    )


def not_named(name: str) -> Text:
    """A file that would silently never be used."""
    return Text(f"{name}: staat niet in library.yaml", f"{name}: not named in library.yaml")


class LibraryFiles:
    """Reads YAML files into models, keeps the problems and hashes what it read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._hash = hashlib.sha256()
        self.problems: list[Text] = []

    def model(self, name: str, kind: type[M]) -> M | None:
        raw = self._yaml(name)
        return None if raw is None else self._validate(name, raw, kind)

    def optional(self, name: str, kind: type[M]) -> M | None:
        """As ``model``; a file that is not there is no problem."""
        return self.model(name, kind) if (self._folder / name).exists() else None

    def models(self, name: str, kind: type[M]) -> tuple[M, ...]:
        raw = self._yaml(name)
        if raw is None:
            return ()
        if not isinstance(raw, list):
            self.problems.append(
                Text(f"{name}: hier hoort een lijst te staan", f"{name}: a list was expected")
            )
            return ()
        read = (self._validate(f"{name}[{i}]", item, kind) for i, item in enumerate(raw))
        return tuple(model for model in read if model is not None)

    def digest(self) -> str:
        return self._hash.hexdigest()

    def _yaml(self, name: str) -> object:
        try:
            data = (self._folder / name).read_bytes()
        except OSError as error:
            self.problems.append(
                Text(
                    f"{name}: kan niet worden gelezen ({error.strerror})",
                    f"{name}: cannot be read ({error.strerror})",
                )
            )
            return None
        self._hash.update(name.encode() + b"\0" + data + b"\0")
        try:
            read = strict_yaml(data)
        except yaml.YAMLError as error:
            told = yaml_problem(error)
            self.problems.append(Text(f"{name}: {told.nl}", f"{name}: {told.en}"))
            return None

        if read is None:
            self.problems.append(Text(f"{name}: is leeg", f"{name}: is empty"))
        return read

    def _validate(self, name: str, raw: object, kind: type[M]) -> M | None:
        try:
            return kind.model_validate(raw)
        except ValidationError as error:
            for problem in _each(error):
                where = ": ".join([name, *([_place(problem["loc"], raw)] if problem["loc"] else [])])
                said = _IN_DUTCH.get(problem["type"], problem["msg"])
                if problem["type"] in ("literal_error", "enum"):
                    said += f"; kies uit: {problem['ctx']['expected'].replace(' or ', ', ')}"
                self.problems.append(Text(f"{where}: {said}", f"{where}: {problem['msg']}"))
            return None


def _each(error: ValidationError) -> Iterator[ErrorDetails]:
    """Every problem but a list that is too short because what stands in it is wrong."""
    found = error.errors(include_url=False, include_input=False)
    for problem in found:
        loc = problem["loc"]
        inside = any(other["loc"][: len(loc)] == loc != other["loc"] for other in found)
        if problem["type"] != "too_short" or not inside:
            yield problem


def _place(loc: Sequence[str | int], raw: object) -> str:
    """Keys and numbers on the way to a problem, each list's member with its id: "off.0 (eis-id).reason"."""
    way = []
    for part in loc:
        way.append(str(part))
        try:
            raw = raw[part]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            raw = None
        if isinstance(part, int) and isinstance(raw, dict) and isinstance(raw.get("id"), str):
            way[-1] += f" ({raw['id']})"
    return ".".join(way)


class _WrittenTwice(yaml.constructor.ConstructorError):
    """A key that stands twice in one mapping."""


def yaml_problem(error: yaml.YAMLError) -> Text:
    """Where YAML is not well-formed, and why: "regel 3 is geen geldige YAML: ..."."""
    mark = getattr(error, "problem_mark", None)
    nl, en = (f"{word} {mark.line + 1} " if mark else "" for word in ("regel", "line"))
    why = str(getattr(error, "problem", None) or "")
    said = _YAML_IN_DUTCH.get(why, why)
    if isinstance(error, yaml.reader.ReaderError):
        said, why = (
            "sla het bestand op als platte tekst in UTF-8, zonder onzichtbare tekens",
            "save the file as plain text in UTF-8, without invisible characters",
        )
    elif isinstance(error, _WrittenTwice):
        said = why.replace("key", "sleutel", 1).replace("stands twice", "staat er twee keer")
    elif why.startswith("could not determine a constructor"):  # and would quote what stands there
        said, why = (
            "zet tekst die met een uitroepteken begint tussen aanhalingstekens",
            "put text that begins with an exclamation mark between quotation marks",
        )
    return Text(f"{nl}is geen geldige YAML: {said}", f"{en}is not valid YAML: {why}")


_SAFE_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _LOADER(_SAFE_LOADER):  # type: ignore[valid-type, misc]
    """YAML in which ``no`` is a word and not False, and a key written twice is an error."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                mark = node.value[len(keys) - 1 - keys[::-1].index(key)][0].start_mark
                raise _WrittenTwice(None, None, f"key {key!r} stands twice", mark)
        found: dict[object, object] = super().construct_mapping(node, deep)
        return found


_LOADER.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if tag.rsplit(":", 1)[-1] not in ("bool", "timestamp")]
    for first, resolvers in _SAFE_LOADER.yaml_implicit_resolvers.items()
}
_LOADER.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(true|false)$"), list("tf"))


def strict_yaml(data: bytes) -> object:
    """What a file holds, in that YAML. Raises yaml.YAMLError."""
    return yaml.load(data, Loader=_LOADER)  # noqa: S506 - a SafeLoader, made stricter
