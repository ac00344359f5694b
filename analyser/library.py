"""The clause library: requirements as validated data, and what a lawyer may write in it.

``clause_library/library.yaml`` names the version and, theme by theme, the requirements in the order in
which every report shows them; ``clause_library/requirements/ID.yaml`` holds one requirement.
``clause_library/vocabulary.yaml`` holds the word classes ({supplier}, {may}, ...) that patterns use.

Loading checks everything that can be checked without a contract: unknown keys are refused, ids are
unique, every norm has a source, every pattern parses, every word class exists. ``analyser library
check``, the tests and the application call the same function.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from analyser.errors import LibraryError, UsageError
from analyser.model import Severity, Subject
from analyser.patterns import PatternError, parse_pattern

LIBRARY_FOLDER = Path(__file__).resolve().parent.parent / "clause_library"

Language = Literal["nl", "en"]
Sureness = Literal["verified", "likely", "unverified"]
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
M = TypeVar("M", bound=BaseModel)


class _Strict(BaseModel):
    """Frozen, and unknown keys are an error: a typing slip never passes as an ignored key."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Bilingual(_Strict):
    """One text in Dutch and in English."""

    nl: Sentence
    en: Sentence

    def __getitem__(self, language: str) -> str:
        return self.nl if language == "nl" else self.en


class Source(_Strict):
    """Where a norm comes from, and how sure we are of it.

    ``number_confidence`` is about the article number and title, ``confidence`` about what we say
    stands there: verified = read in the source itself; likely = expert knowledge or the same-title
    article of ARBIT-2014; unverified = do not rely on it.
    """

    instrument: Sentence
    article: str | None = None
    number_confidence: Sureness
    confidence: Sureness
    note: str | None = None


class QuantityTest(_Strict):
    """A number the contract is held against. ``basis`` says where the number comes from."""

    metric: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+$")]
    operator: Literal["<=", ">=", "="]
    value: float
    unit: Sentence
    basis: Sentence
    confidence: Sureness


class Criteria(_Strict):
    """What counts as met, partial and contrary, for people; rules are their translation."""

    met: Bilingual
    partial: Bilingual
    contrary: Bilingual


class Patterns(_Strict):
    """Patterns in each language; see clause_library/README.md for how they are written."""

    nl: tuple[Sentence, ...] = ()
    en: tuple[Sentence, ...] = ()


class Rule(Patterns):
    """Sentences that speak for or against the buyer.

    effect
        ``for``       gives what the norm asks, whoever is the subject of the sentence
        ``against``   takes it away
        ``wanted``    names an act the norm wants: a duty of the supplier or a right of the buyer counts
                      for, a denied duty counts against
        ``unwanted``  names an act the norm forbids: a permission or a plain statement counts against, a
                      prohibition counts for
    defeats
        only for ``against``: True where it makes the verdict contrary although something else in the
        contract speaks for the buyer; False where both together are partial.
    weak
        what it gives is never more than partial, however complete the rest is.
    """

    id: Identifier
    effect: Literal["for", "against", "wanted", "unwanted"]
    label: Bilingual
    defeats: bool = True
    weak: bool = False


class Limit(_Strict):
    """A quantity in a sentence held against one of the requirement's tests."""

    metric: str
    kind: Literal["duration", "percentage", "money", "multiple", "frequency", "power", "ratio"]


class Element(Patterns):
    """A part of the norm that must be there for ``met``; what lacks is named in the explanation.

    Found where a pattern matches (or, with ``limit``, where a quantity passes the test; with both,
    where the two stand in one sentence) within ``scope``: the article of the evidence, or anywhere
    in the dossier. A quantity that fails the test is reported with its words.
    ``otherwise`` tells what a failed ``limit`` means for the verdict.
    """

    id: Identifier
    label: Bilingual
    scope: Literal["sentence", "article", "dossier"] = "article"
    limit: Limit | None = None
    otherwise: Literal["partial", "contrary"] = "partial"


class Weakener(Patterns):
    """Words that keep a favourable sentence from being ``met``: conditions, costs, best efforts."""

    id: Identifier
    label: Bilingual


class Example(_Strict):
    """A clause of our own wording with its verdict; tests and lawyers read it.

    ``missing`` marks a near miss: the same vocabulary about another subject or another party.
    """

    verdict: Literal["met", "partial", "contrary", "missing"]
    language: Language
    text: Sentence
    why: Sentence


class Requirement(_Strict):
    """One requirement of the library, with all that is needed to find, judge and explain it."""

    id: Identifier
    theme: Identifier
    severity: Severity
    applies_when: tuple[Literal["always"] | Subject, ...] = Field(min_length=1)
    title: Bilingual
    norm: Bilingual
    criteria: Criteria
    advice: Bilingual
    model_clause: Bilingual
    sources: tuple[Source, ...] = Field(min_length=1)
    tests: tuple[QuantityTest, ...] = ()
    terms: Patterns
    rules: tuple[Rule, ...] = Field(min_length=1)
    elements: tuple[Element, ...] = ()
    weakeners: tuple[Weakener, ...] = ()
    examples: tuple[Example, ...] = ()

    @property
    def parts(self) -> tuple[Rule | Element | Weakener, ...]:
        """Everything that holds patterns, in the order written."""
        return (*self.rules, *self.elements, *self.weakeners)

    def applies_to(self, subjects: frozenset[Subject]) -> bool:
        """Whether a contract about ``subjects`` is held to this requirement (any subject suffices)."""
        return "always" in self.applies_when or any(s in subjects for s in self.applies_when)

    def test(self, metric: str) -> QuantityTest:
        """The test called ``metric``. Raises KeyError where there is none."""
        for test in self.tests:
            if test.metric == metric:
                return test
        raise KeyError(metric)


class Theme(_Strict):
    """A group of requirements, shown together."""

    id: Identifier
    title: Bilingual
    requirements: tuple[Identifier, ...] = Field(min_length=1)


class SubjectSigns(Patterns):
    """How a contract shows what it is about: ``at_least`` sentences must match."""

    subject: Subject
    title: Bilingual
    at_least: int = Field(ge=1)
    implies: tuple[Subject, ...] = ()


class Manifest(_Strict):
    """``library.yaml``: version, state of the law, themes in order, signs of what a contract is about."""

    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
    law_as_of: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    disclaimer: Bilingual
    themes: tuple[Theme, ...]
    subjects: tuple[SubjectSigns, ...]


class WordClass(Patterns):
    """Words that stand for one idea in patterns, written {name}."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z]+$")]
    why: Sentence


@dataclass(frozen=True)
class ClauseLibrary:
    """The library as loaded: requirements in report order, with version and content hash.

    ``sha256`` covers every file that was read, so two reports with the same hash were judged by
    the same rules to the letter.
    """

    manifest: Manifest
    requirements: tuple[Requirement, ...]
    word_classes: tuple[WordClass, ...]
    sha256: str

    @property
    def version(self) -> str:
        """The version the lawyers gave it, ``major.minor.patch``."""
        return self.manifest.version

    @cached_property
    def by_id(self) -> Mapping[str, Requirement]:
        """Requirements by id."""
        return {requirement.id: requirement for requirement in self.requirements}

    def requirement(self, requirement_id: str) -> Requirement:
        """The requirement with this id. Raises UsageError where the library has none."""
        try:
            return self.by_id[requirement_id]
        except KeyError as error:
            raise UsageError(
                what_nl=f"De bibliotheek kent geen eis {requirement_id!r}. Zie: analyser library list.",
                what_en=f"The library has no requirement {requirement_id!r}. See: analyser library list.",
            ) from error

    def theme(self, theme_id: str) -> Theme:
        """The theme with this id. Raises KeyError where there is none."""
        for theme in self.manifest.themes:
            if theme.id == theme_id:
                return theme
        raise KeyError(theme_id)


def library_folder() -> Path:
    """Where the library stands: ``ANALYSER_LIBRARY``, or the one that came with the program."""
    return Path(os.environ.get("ANALYSER_LIBRARY") or LIBRARY_FOLDER)


def load_library(folder: Path | None = None) -> ClauseLibrary:
    """Read and check the whole library. Raises LibraryError that lists every problem, a line each."""
    folder = folder or library_folder()
    reader = _Reader(folder)
    manifest = reader.model("library.yaml", Manifest)
    word_classes = reader.models("vocabulary.yaml", WordClass)
    requirements = [
        reader.model(f"requirements/{requirement_id}.yaml", Requirement)
        for theme in (manifest.themes if manifest else ())
        for requirement_id in theme.requirements
    ]
    if manifest is None or reader.problems:
        raise LibraryError(problems="\n".join(reader.problems))
    library = ClauseLibrary(manifest, tuple(r for r in requirements if r), word_classes, reader.digest())
    problems = [*_stray_files(folder, library), *check(library)]
    if problems:
        raise LibraryError(problems="\n".join(problems))
    return library


class _Reader:
    """Reads YAML files into models, keeps the problems and hashes what it read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._hash = hashlib.sha256()
        self.problems: list[str] = []

    def model(self, name: str, kind: type[M]) -> M | None:
        raw = self._yaml(name)
        return None if raw is None else self._validate(name, raw, kind)

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


def _stray_files(folder: Path, library: ClauseLibrary) -> Iterator[str]:
    """Requirement files that the manifest does not name would silently never be used."""
    for path in sorted((folder / "requirements").glob("*.yaml")):
        if path.stem not in library.by_id:
            yield f"requirements/{path.name}: not named in library.yaml"


def check(library: ClauseLibrary) -> list[str]:
    """Every problem of a library whose files are well-formed, a line each; empty when sound."""
    classes = {word_class.name for word_class in library.word_classes}
    problems: list[str] = []

    def check_patterns(where: str, patterns: Patterns) -> None:
        for language in ("nl", "en"):
            for pattern in getattr(patterns, language):
                try:
                    parsed = parse_pattern(pattern)
                except PatternError as error:
                    problems.append(f"{where}.{language}: {pattern!r}: {error}")
                    continue
                for name in sorted(parsed.classes - classes):
                    problems.append(f"{where}.{language}: {pattern!r}: no word class {{{name}}}")

    for duplicate in _twice([r.id for r in library.requirements]):
        problems.append(f"library.yaml: requirement {duplicate} stands twice")
    for word_class in library.word_classes:
        check_patterns(f"vocabulary.yaml {word_class.name}", word_class)
    for signs in library.manifest.subjects:
        check_patterns(f"library.yaml subject {signs.subject}", signs)
    for theme in library.manifest.themes:
        for requirement_id in theme.requirements:
            if library.by_id[requirement_id].theme != theme.id:
                problems.append(f"{requirement_id}: stands under theme {theme.id} in library.yaml")
    for requirement in library.requirements:
        problems.extend(_check_requirement(requirement))
        for part in requirement.parts:
            check_patterns(f"{requirement.id} {part.id}", part)
    return problems


def _check_requirement(requirement: Requirement) -> Iterator[str]:
    """What the shape of one file cannot say: ids, metrics, both languages served."""
    for duplicate in _twice([part.id for part in requirement.parts]):
        yield f"{requirement.id}: id {duplicate} stands twice"
    metrics = {test.metric for test in requirement.tests}
    for element in requirement.elements:
        if element.limit and element.limit.metric not in metrics:
            yield f"{requirement.id} {element.id}: no test called {element.limit.metric}"
        if not element.limit and not (element.nl or element.en):
            yield f"{requirement.id} {element.id}: neither patterns nor a limit"
    for language in ("nl", "en"):
        if not any(getattr(rule, language) for rule in requirement.rules if rule.effect != "against"):
            yield f"{requirement.id}: no rule in {language} that can speak for the buyer"


def _twice(names: list[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})
