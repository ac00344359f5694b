"""Reading the library's YAML files into their models, keeping every problem and hashing every byte."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

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
    "float_parsing": "hier hoort een getal te staan",
    "float_type": "hier hoort een getal te staan",
    "literal_error": "deze waarde bestaat niet",
    "enum": "deze waarde bestaat niet",
    "tuple_type": "hier hoort een lijst te staan",
    "model_type": "hier horen sleutels met waarden te staan",
}
"""What pydantic says most, by the kind of its error; the rest stays in English."""


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
            return strict_yaml(data)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            nl, en = (f" {word} {mark.line + 1}" if mark else "" for word in ("regel", "line"))
            why = getattr(error, "problem", error)
            self.problems.append(
                Text(f"{name}:{nl} is geen geldige YAML: {why}", f"{name}:{en} is not valid YAML: {why}")
            )
            return None

    def _validate(self, name: str, raw: object, kind: type[M]) -> M | None:
        try:
            return kind.model_validate(raw)
        except ValidationError as error:
            for problem in error.errors(include_url=False, include_input=False):
                where = ".".join(str(part) for part in problem["loc"])
                said = _IN_DUTCH.get(problem["type"], problem["msg"])
                self.problems.append(Text(f"{name}: {where}: {said}", f"{name}: {where}: {problem['msg']}"))
            return None


_SAFE_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _LOADER(_SAFE_LOADER):  # type: ignore[valid-type, misc]
    """YAML in which ``no`` is a word and not False, and a key written twice is an error."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.constructor.ConstructorError(
                    None, None, f"key {key!r} stands twice", node.start_mark
                )
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
