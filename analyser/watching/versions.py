"""What a watch goes over: documents, each with its dated versions. Nothing is read here."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from typing import Protocol

from analyser.comparing.timeline import Stamp


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a document. ``content`` tells where its source keeps it; None: it was taken away."""

    stamp: Stamp
    name: str  # of its file, without folders
    content: str | None


@dataclass(frozen=True, slots=True)
class Watched:
    """A document with its versions, oldest first; at least one."""

    name: str
    versions: tuple[Version, ...]
    is_cut: bool = False  # whether its source begins halfway: versions before the first are not there

    def within(self, since: date | None, until: date | None) -> tuple[Version, ...]:
        """The versions from ``since`` up to and including ``until``."""
        return tuple(
            version
            for version in self.versions
            if (since is None or version.stamp.day >= since) and (until is None or version.stamp.day <= until)
        )

    def at(self, day: date, aside: Collection[Stamp] = ()) -> Version | None:
        """The version in force at the end of ``day``, ``aside`` left out; None where all are younger."""
        return next(
            (
                version
                for version in reversed(self.versions)
                if version.stamp.day <= day and version.stamp not in aside
            ),
            None,
        )


class Source(Protocol):
    """Where versions come from."""

    @property
    def skipped(self) -> tuple[str, ...]:
        """Files that are no version: without a date, or of another kind."""

    def documents(self) -> tuple[Watched, ...]:
        """All of them in order of name. Raises UsageError where there is none."""

    def fetch(self, version: Version) -> bytes:
        """What a version holds. Raises InputError where it cannot be had."""

    def close(self) -> None:
        """Let go of what was opened."""


def chosen(documents: Iterable[Watched], patterns: Iterable[str]) -> tuple[Watched, ...]:
    """The documents that fit at least one pattern as of a shell, in any case; all where there is none."""
    wanted = [pattern.casefold() for pattern in patterns]
    return tuple(
        document
        for document in documents
        if not wanted or any(fnmatchcase(document.name.casefold(), pattern) for pattern in wanted)
    )


def dated(name: str, versions: Iterable[Version], *, is_cut: bool = False) -> Watched:
    """A document whose versions are in order of time, and in the order given where that is the same."""
    return Watched(name, tuple(sorted(versions, key=lambda version: version.stamp.moment)), is_cut)
