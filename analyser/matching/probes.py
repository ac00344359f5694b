"""The library compiled for matching: every pattern of every rule, element and weakener, looked up by phrase.

A probe is one pattern with the part of the library it belongs to. A passage is asked only the probes
of which a phrase was found in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from analyser.library import ClauseLibrary, Element, Rule, SubjectSigns, Weakener
from analyser.matching.passages import Passage
from analyser.matching.phrases import CompiledGroup, CompiledPattern, PhraseBook
from analyser.patterns import parse_pattern

Part = Rule | Element | Weakener | SubjectSigns
Ranges = tuple[tuple[int, int], ...]  # token ranges in the Doc

_NEAR = 8  # words between two groups joined by "~"


@dataclass(frozen=True, slots=True)
class Probe:
    """One pattern and what it is a sign of; ``requirement`` is "" for signs of a contract's subject."""

    requirement: str
    part: Part
    pattern: CompiledPattern


class ProbeTable:
    """All probes of a library in one language."""

    def __init__(self, library: ClauseLibrary, language: str) -> None:
        classes = {c.name: getattr(c, language) for c in library.word_classes}
        self.book = PhraseBook(language, classes)
        self._by_phrase: dict[int, list[Probe]] = defaultdict(list)
        for signs in library.manifest.subjects:
            self._add("", signs)
        for requirement in library.requirements:
            for part in requirement.parts:
                self._add(requirement.id, part)

    def _add(self, requirement: str, part: Part) -> None:
        for source in getattr(part, self.book.language):
            compiled = self.book.compile(parse_pattern(source))
            probe = Probe(requirement, part, compiled)
            anchor = min(
                (group for group in compiled.groups if not group.context and not group.excluded),
                key=lambda group: len(group.phrases),
            )
            for number in anchor.phrases:
                self._by_phrase[number].append(probe)

    def ask(self, passage: Passage) -> Iterator[tuple[Probe, Ranges]]:
        """Probes that match ``passage``, each once, with the token ranges that made them match."""
        asked: set[int] = set()
        for number in (*passage.hits, *passage.lead_hits):
            for probe in self._by_phrase.get(number, ()):
                if id(probe) in asked:
                    continue
                asked.add(id(probe))
                ranges = match(probe.pattern, passage)
                if ranges is not None:
                    yield probe, ranges


def match(pattern: CompiledPattern, passage: Passage) -> Ranges | None:
    """The token ranges that satisfy ``pattern`` in ``passage``, or None.

    At least one range stands in the sentence itself: a lead-in or a heading alone says nothing.
    """
    if any(_is_lacking(group, passage) for group in pattern.groups):
        return None  # nine in ten patterns end here
    found: list[tuple[int, int]] = []
    previous: Ranges = ()
    for group in pattern.groups:
        ranges = _ranges(group, passage)
        if group.excluded:
            if ranges:
                return None
            continue
        if group.near and previous:
            ranges, previous = _near(previous, ranges)
            if ranges:
                found[-1] = previous[0]
        if ranges:
            found.append(ranges[0])
            previous = ranges
        elif group.context and not passage.heading_hits.isdisjoint(group.phrases):
            previous = ()
        else:
            return None
    start, end = passage.sentence.start, passage.sentence.end
    if not any(start <= first and last <= end for first, last in found):
        return None
    return tuple(sorted(set(found)))


def _is_lacking(group: CompiledGroup, passage: Passage) -> bool:
    """Whether the sentence and its lead-in lack what they must hold, wherever it would stand."""
    if group.excluded or group.context:
        return False
    phrases = group.phrases
    return passage.hits.keys().isdisjoint(phrases) and passage.lead_hits.keys().isdisjoint(phrases)


def _ranges(group: CompiledGroup, passage: Passage) -> Ranges:
    """Where the group's phrases stand: in the sentence first, then in its lead-in."""
    own = [r for number in passage.hits.keys() & group.phrases for r in passage.hits[number]]
    lead = [r for number in passage.lead_hits.keys() & group.phrases for r in passage.lead_hits[number]]
    return (*sorted(own), *sorted(lead))


def _near(left: Ranges, right: Ranges) -> tuple[Ranges, Ranges]:
    """The ranges of ``right`` within reach of one of ``left``, and those of ``left`` they reach."""
    pairs = [(r, p) for r in right for p in left if _distance(p, r) <= _NEAR]
    return tuple(dict.fromkeys(r for r, _ in pairs)), tuple(dict.fromkeys(p for _, p in pairs))


def _distance(left: tuple[int, int], right: tuple[int, int]) -> int:
    """Words between two ranges; 0 where they touch or overlap."""
    return max(right[0] - left[1], left[0] - right[1], 0)
