"""Reading the library's YAML files into their models, keeping every problem and hashing every byte."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

M = TypeVar("M", bound=BaseModel)


class LibraryFiles:
    """Reads YAML files into models, keeps the problems and hashes what it read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._hash = hashlib.sha256()
        self.problems: list[str] = []

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
            self.problems.append(f"{name}: a list was expected")
            return ()
        read = (self._validate(f"{name}[{i}]", item, kind) for i, item in enumerate(raw))
        return tuple(model for model in read if model is not None)

    def digest(self) -> str:
        return self._hash.hexdigest()

    def _yaml(self, name: str) -> object:
        try:
            data = (self._folder / name).read_bytes()
        except OSError as error:
            self.problems.append(f"{name}: cannot be read ({error.strerror})")
            return None
        self._hash.update(name.encode() + b"\0" + data + b"\0")
        try:
            return yaml.load(data, Loader=_LOADER)  # noqa: S506 - a SafeLoader, made stricter
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            where = f" line {mark.line + 1}" if mark else ""
            self.problems.append(f"{name}:{where} is not valid YAML: {getattr(error, 'problem', error)}")
            return None

    def _validate(self, name: str, raw: object, kind: type[M]) -> M | None:
        try:
            return kind.model_validate(raw)
        except ValidationError as error:
            for problem in error.errors(include_url=False, include_input=False):
                where = ".".join(str(part) for part in problem["loc"])
                self.problems.append(f"{name}: {where}: {problem['msg']}")
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
