"""A document through time: the verdicts that changed from one version to the next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from analyser.comparing.changes import Turn, Versions, turn_of
from analyser.library import ClauseLibrary
from analyser.model import Assessment, Finding, Severity, Text, Verdict

_LONGEST: Final = 400  # characters of the words that decided


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which version: when it came, and how its source calls it (a commit, a path)."""

    moment: datetime  # in UTC; midnight where only the day is known
    source: str
    is_timed: bool = False  # whether the time of the day is known
    is_technical: bool = False  # its archive says that the recording changed, and not the terms

    @property
    def day(self) -> date:
        """The day in UTC."""
        return self.moment.date()


@dataclass(frozen=True, slots=True)
class Held:
    """A verdict as one version had it, with the words that decided; no words where nothing was found."""

    verdict: Verdict
    clause: str
    page: int | None
    words: str
    language: str  # of the document


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is kept of a version: the verdicts, and no text but the words that decided."""

    held: tuple[tuple[str, Held], ...]  # by requirement, in the library's order
    words: int  # of its text
    unread: tuple[Text, ...]  # what could not be read of it

    @classmethod
    def of(cls, assessment: Assessment, unread: Iterable[Text]) -> Snapshot:
        """The verdicts of an assessment."""
        return cls(
            tuple(
                (finding.requirement, _held(finding, assessment.languages[0]))
                for finding in assessment.findings
            ),
            sum(document.word_count for document in assessment.documents),
            tuple(unread),
        )


@dataclass(frozen=True, slots=True)
class Step:
    """A verdict that changed from one version that was read to the next one."""

    requirement: str
    severity: Severity
    turn: Turn
    earlier: Stamp
    later: Stamp
    before: Held | None  # None where that version was not judged on it
    after: Held | None


@dataclass(frozen=True, slots=True)
class Unread:
    """A version that was not judged, and why: it could not be read, or only a fragment was recorded."""

    stamp: Stamp
    code: str
    reason: Text


@dataclass(frozen=True, slots=True)
class Since:
    """What changed since the version that was reviewed. ``versions`` is None where a side was not read."""

    reviewed: Stamp | None  # None: on that day there was no version
    newest: Stamp | None  # the newest that could be read; None: not one could
    versions: Versions | None
    newer: tuple[Stamp, ...] = ()  # newer than that, and not to be read
    is_lost: bool = False  # whether the version of that day may be one that is not in the archive here


@dataclass(frozen=True, slots=True)
class Timeline:
    """One document through time."""

    document: str
    first: Stamp
    last: Stamp
    versions: int
    judged: int  # versions that were judged
    steps: tuple[Step, ...]  # oldest first, in each version the gravest first
    unread: tuple[Unread, ...]
    partly: tuple[tuple[Stamp, tuple[Text, ...]], ...]  # versions of which a part could not be read
    since: Since | None  # None where no day was given
    is_cut: bool = False  # whether the archive begins halfway: versions before the first are not there


@dataclass(frozen=True, slots=True)
class Watch:
    """Documents through time, in order of name; ``skipped`` are files that are no version of one."""

    timelines: tuple[Timeline, ...]
    skipped: tuple[str, ...]
    since: date | None
    until: date | None
    reviewed: date | None

    @property
    def is_worse(self) -> bool:
        """Whether a verdict got worse since the version that was reviewed, or nobody can tell."""
        return any(_is_worse(timeline.since) for timeline in self.timelines if timeline.since is not None)


def _is_worse(since: Since) -> bool:
    if since.newer or since.is_lost:
        return True
    if since.versions is None:
        return since.reviewed is not None  # a younger document has nothing to be worse than
    return any(verdict.turn is Turn.WORSE for verdict in since.versions.comparison.verdicts)


def steps_between(
    earlier: Stamp, before: Snapshot, later: Stamp, after: Snapshot, library: ClauseLibrary
) -> Sequence[Step]:
    """The verdicts that changed, worse first, and in each turn the gravest first."""
    old, new = dict(before.held), dict(after.held)
    steps = []
    for requirement in library.requirements:
        was, is_now = old.get(requirement.id), new.get(requirement.id)
        turn = turn_of(was.verdict if was else None, is_now.verdict if is_now else None)
        if turn is not Turn.SAME:
            steps.append(Step(requirement.id, requirement.severity, turn, earlier, later, was, is_now))
    turns, severities = tuple(Turn), tuple(Severity)
    return sorted(steps, key=lambda step: (turns.index(step.turn), severities.index(step.severity)))


def _held(finding: Finding, language: str) -> Held:
    if not finding.evidence:
        return Held(finding.verdict, "", None, "", language)
    first = finding.evidence[0]
    words = first.text if len(first.text) <= _LONGEST else f"{first.text[:_LONGEST].rstrip()} …"
    return Held(finding.verdict, first.clause, first.page, words, language)
