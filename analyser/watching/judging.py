"""Versions judged one after another in a process of their own, so that none can do harm.

What comes back of a version is its verdicts with the words that decided; its text stays behind. So memory
does not grow with the number of versions. A text that was judged before is not judged again.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from analyser.comparing import Versions, compare
from analyser.comparing.timeline import Snapshot
from analyser.errors import InputError, OutOfMemory, ReaderFailed
from analyser.isolation import bounds_of, insist, judging_seconds
from analyser.model import Assessment, Subject, Text
from analyser.processes import Processes, begin_step, more_time
from analyser.reading.limits import Limits
from analyser.reading.notices import describe

if TYPE_CHECKING:
    from analyser.library import ClauseLibrary

_KEPT: Final = 500  # outcomes of earlier texts, a few kB each: terms are changed to and fro

Named = tuple[bytes, str]  # what a file holds, and its name


@dataclass(frozen=True, slots=True)
class Basis:
    """What every version is judged with."""

    applies: Sequence[Subject] | str
    profile: str | None
    limits: Limits


class Judge:
    """One process that judges what it is given. ``close`` it."""

    def __init__(self, basis: Basis) -> None:
        self._basis = basis
        self._processes = Processes(bounds_of(basis.limits))
        self._kept: OrderedDict[str, Snapshot | InputError] = OrderedDict()

    def close(self) -> None:
        """End the process."""
        self._processes.kill()

    def snapshot(self, data: bytes, name: str) -> Snapshot:
        """The verdicts on a version. Raises InputError where it cannot be read."""
        key = f"{name}\0{hashlib.sha256(data).hexdigest()}"
        if key not in self._kept:
            self._kept[key] = self._judged(data, name)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        found = self._kept[key]
        if isinstance(found, InputError):
            raise found
        return found

    def versions(self, old: Named, new: Named) -> Versions:
        """Two versions, compared. Raises InputError where one cannot be read."""
        return insist(
            lambda: self._processes.submit(_compared_here, old, new, self._basis),
            new[1],
            self._basis.limits,
        )

    def _judged(self, data: bytes, name: str) -> Snapshot | InputError:
        try:
            return insist(
                lambda: self._processes.submit(_snapshot_here, (data, name), self._basis),
                name,
                self._basis.limits,
            )
        except InputError as error:
            return error


def _snapshot_here(version: Named, basis: Basis) -> Snapshot:
    assessment = _assessment_here(version, basis)
    (document,) = assessment.documents
    return Snapshot.of(
        assessment, (Text(describe(notice, "nl"), describe(notice, "en")) for notice in document.unread)
    )


def _compared_here(old: Named, new: Named, basis: Basis) -> Versions:
    before, after = (_assessment_here(version, basis) for version in (old, new))
    return Versions(before, after, compare(before, after, _library(basis.profile)))


def _assessment_here(version: Named, basis: Basis) -> Assessment:
    """Runs in the process: read and judge. Raises InputError whatever goes wrong with the file."""
    from analyser.pipeline import analyse_documents
    from analyser.reading.terms import read_terms

    data, name = version
    begin_step(name)
    try:
        document = read_terms(data, name, basis.limits)
        more_time(judging_seconds([document]))
        return analyse_documents([document], _library(basis.profile), applies=basis.applies)
    except InputError:
        raise
    except MemoryError as error:
        raise OutOfMemory(name, limit_mb=basis.limits.max_memory_mb) from error
    except Exception as error:  # a fault of ours in one version must not cost the others
        raise ReaderFailed(name, kind=type(error).__name__) from error


@cache
def _library(profile: str | None) -> ClauseLibrary:
    from analyser.library import load_library

    return load_library(profile=profile)
