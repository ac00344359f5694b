"""What the shape of one file cannot say: ids, patterns, word classes, themes and tests that must agree."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import TYPE_CHECKING

from analyser.library.schema import HOURS, Element, Patterns, Requirement
from analyser.model import Text
from analyser.patterns import PatternError, parse_pattern

if TYPE_CHECKING:
    from analyser.library import ClauseLibrary


def check(library: ClauseLibrary) -> list[Text]:
    """Every problem of a library whose files are well-formed, a line each; empty when sound."""
    problems: list[Text] = []
    for duplicate in _twice([r.id for r in library.requirements]):
        problems.append(
            _at(f"library.yaml: {duplicate}", "deze eis staat er twee keer", "this requirement stands twice")
        )
    classes = {word_class.name for word_class in library.word_classes}
    for word_class in library.word_classes:
        problems.extend(_check_patterns(f"vocabulary.yaml {word_class.name}", word_class, classes))
    for signs in library.manifest.subjects:
        problems.extend(_check_patterns(f"library.yaml subject {signs.subject}", signs, classes))
    for theme in library.manifest.themes:
        for requirement_id in theme.requirements:
            if library.by_id[requirement_id].theme != theme.id:
                problems.append(
                    _at(requirement_id, f"staat in library.yaml onder thema {theme.id}",
                        f"stands under theme {theme.id} in library.yaml")
                )  # fmt: skip
    for requirement in library.requirements:
        problems.extend(check_requirement(requirement, classes))
    return problems


def check_requirement(requirement: Requirement, classes: Set[str]) -> Iterator[Text]:
    """Every problem of one requirement; ``classes`` are the names of the word classes there are."""
    yield from _check_requirement(requirement)
    for part in requirement.parts:
        yield from _check_patterns(f"{requirement.id} {part.id}", part, classes)


def _check_patterns(where: str, patterns: Patterns, classes: Set[str]) -> Iterator[Text]:
    for language in ("nl", "en"):
        for pattern in getattr(patterns, language):
            try:
                parsed = parse_pattern(pattern)
            except PatternError as error:
                yield _at(f"{where}.{language}: {pattern!r}", error.nl, error.en)
                continue
            for name in sorted(parsed.classes - classes):
                yield _at(
                    f"{where}.{language}: {pattern!r}",
                    f"geen woordklasse {{{name}}}",
                    f"no word class {{{name}}}",
                )


def _check_requirement(requirement: Requirement) -> Iterator[Text]:
    """What the shape of one file cannot say: ids, metrics, units, both languages served."""
    for duplicate in _twice([part.id for part in requirement.parts]):
        yield _at(
            requirement.id, f"onderdeel {duplicate} staat er twee keer", f"part {duplicate} stands twice"
        )
    for element in requirement.elements:
        yield from _check_element(requirement, element)
    for language in ("nl", "en"):
        if not any(getattr(rule, language) for rule in requirement.rules if rule.effect != "against"):
            yield _at(
                requirement.id, f"geen regel in {language} die voor de koper kan spreken",
                f"no rule in {language} that can speak for the buyer",
            )  # fmt: skip


def _check_element(requirement: Requirement, element: Element) -> Iterator[Text]:
    """An element that nothing can be held against, or by a number that cannot be compared."""
    where, limit = f"{requirement.id} {element.id}", element.limit
    if limit is None:
        if not (element.nl or element.en):
            yield _at(where, "heeft patronen noch een limit", "neither patterns nor a limit")
        return
    tests = {test.metric: test for test in requirement.tests}
    if limit.metric not in tests:
        yield _at(where, f"de eis heeft geen getal {limit.metric}", f"no test called {limit.metric}")
    elif limit.kind == "duration" and tests[limit.metric].unit.removesuffix("s") not in HOURS:
        unit, known = tests[limit.metric].unit, ", ".join(f"{name}s" for name in HOURS)
        yield _at(
            where, f"{limit.metric}: de eenheid {unit} is geen tijd; kies uit: {known}",
            f"{limit.metric}: the unit {unit} is no time; choose from: {known}",
        )  # fmt: skip


def _twice(names: list[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})


def _at(where: str, nl: str, en: str) -> Text:
    return Text(f"{where}: {nl}", f"{where}: {en}")
