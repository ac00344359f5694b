"""What the shape of one file cannot say: ids, patterns, word classes, themes and tests that must agree."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import TYPE_CHECKING

from analyser.library.schema import Patterns, Requirement
from analyser.patterns import PatternError, parse_pattern

if TYPE_CHECKING:
    from analyser.library import ClauseLibrary


def check(library: ClauseLibrary) -> list[str]:
    """Every problem of a library whose files are well-formed, a line each; empty when sound."""
    problems: list[str] = []
    for duplicate in _twice([r.id for r in library.requirements]):
        problems.append(f"library.yaml: requirement {duplicate} stands twice")
    classes = {word_class.name for word_class in library.word_classes}
    for word_class in library.word_classes:
        problems.extend(_check_patterns(f"vocabulary.yaml {word_class.name}", word_class, classes))
    for signs in library.manifest.subjects:
        problems.extend(_check_patterns(f"library.yaml subject {signs.subject}", signs, classes))
    for theme in library.manifest.themes:
        for requirement_id in theme.requirements:
            if library.by_id[requirement_id].theme != theme.id:
                problems.append(f"{requirement_id}: stands under theme {theme.id} in library.yaml")
    for requirement in library.requirements:
        problems.extend(check_requirement(requirement, classes))
    return problems


def check_requirement(requirement: Requirement, classes: Set[str]) -> Iterator[str]:
    """Every problem of one requirement; ``classes`` are the names of the word classes there are."""
    yield from _check_requirement(requirement)
    for part in requirement.parts:
        yield from _check_patterns(f"{requirement.id} {part.id}", part, classes)


def _check_patterns(where: str, patterns: Patterns, classes: Set[str]) -> Iterator[str]:
    for language in ("nl", "en"):
        for pattern in getattr(patterns, language):
            try:
                parsed = parse_pattern(pattern)
            except PatternError as error:
                yield f"{where}.{language}: {pattern!r}: {error}"
                continue
            for name in sorted(parsed.classes - classes):
                yield f"{where}.{language}: {pattern!r}: no word class {{{name}}}"


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
