"""Online terms through time: dated versions in a folder or a git repository, judged one after another.

``watch`` is the only door. It reads what is on this machine and fetches nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from analyser.comparing.timeline import Since, Snapshot, Stamp, Step, Timeline, Unread, Watch, steps_between
from analyser.errors import InputError, UsageError
from analyser.library import ClauseLibrary
from analyser.model import Subject, Text
from analyser.reading.limits import Limits
from analyser.watching.folders import DatedFolder, would_be_read
from analyser.watching.history import History, git_folder
from analyser.watching.judging import Basis, Judge
from analyser.watching.versions import Source, Version, Watched, chosen

__all__ = ["Order", "watch", "would_be_read"]

_FRAGMENT = 5  # times fewer words than the version before, and the text came back later
_WITHDRAWN = Text(
    nl="Het document is bij deze versie uit het archief verwijderd.",
    en="The document was taken out of the archive with this version.",
)


@dataclass(frozen=True, slots=True)
class Order:
    """What to watch. ``reviewed`` is a day: the version in force at its end is the one that was reviewed."""

    folder: Path
    documents: tuple[str, ...] = ()  # patterns of names; none: all
    since: date | None = None
    until: date | None = None
    reviewed: date | None = None
    applies: Sequence[Subject] | str = "auto"
    profile: str | None = None  # None: that of this installation
    limits: Limits = field(default_factory=Limits)


def watch(order: Order, library: ClauseLibrary, tell: Callable[[str, int, int], None] | None = None) -> Watch:
    """Judge the versions of every document and say what changed between them.

    ``tell`` hears the document, how many of its versions are done and how many there are. Raises UsageError
    where there is nothing to watch; a version that cannot be read costs itself alone.
    """
    if order.reviewed is not None and order.until is not None and order.until < order.reviewed:
        raise UsageError(
            what_nl="--reviewed ligt na --until: er is dan geen nieuwere versie om mee te vergelijken.",
            what_en="--reviewed is after --until: there is no newer version to compare with then.",
        )
    source = _opened(order)
    judge = Judge(Basis(order.applies, order.profile, order.limits))
    try:
        documents = [
            (document, versions)
            for document in chosen(source.documents(), order.documents)
            if (versions := document.within(order.since, order.until))
        ]
        if not documents:
            raise UsageError(
                what_nl="Geen document past bij --document en heeft een versie tussen --since en --until.",
                what_en="No document fits --document and has a version between --since and --until.",
            )
        timelines = tuple(
            _Watching(document, versions, source, judge, library).timeline(order, tell)
            for document, versions in documents
        )
        return Watch(timelines, source.skipped, order.since, order.until, order.reviewed)
    finally:
        judge.close()
        source.close()


def _opened(order: Order) -> Source:
    """Raises UsageError where the folder is not there."""
    if not order.folder.is_dir():
        raise UsageError(
            what_nl=f"{order.folder} is geen map, of bestaat niet.",
            what_en=f"{order.folder} is not a folder, or does not exist.",
        )
    repository = git_folder(order.folder)
    if repository is not None:
        return History(repository, order.limits)
    return DatedFolder(order.folder, order.limits)


class _Watching:
    """One document, a version at a time."""

    def __init__(
        self,
        document: Watched,
        versions: Sequence[Version],
        source: Source,
        judge: Judge,
        library: ClauseLibrary,
    ) -> None:
        self._document = document
        self._versions = versions
        self._source = source
        self._judge = judge
        self._library = library
        self._held: tuple[Version, Snapshot] | None = None  # the last one that counts
        self._waiting: list[tuple[Version, Snapshot]] = []  # what may be fragments
        self._judged = 0
        self._steps: list[Step] = []
        self._unread: list[Unread] = []
        self._partly: list[tuple[Stamp, tuple[Text, ...]]] = []

    def timeline(self, order: Order, tell: Callable[[str, int, int], None] | None) -> Timeline:
        """Judge all versions; then compare the newest with the one that was reviewed."""
        for done, version in enumerate(self._versions, 1):
            snapshot = self._snapshot(version)
            if snapshot is not None and self._is_fragment(snapshot):
                self._waiting.append((version, snapshot))
            elif snapshot is not None:
                self._set_aside()
                self._take(version, snapshot)
            if tell is not None:
                tell(self._document.name, done, len(self._versions))
        for version, snapshot in self._waiting:  # the text did not come back: this is how it is now
            self._take(version, snapshot)
        return Timeline(
            self._document.name,
            self._versions[0].stamp,
            self._versions[-1].stamp,
            len(self._versions),
            self._judged,
            tuple(self._steps),
            tuple(sorted(self._unread, key=lambda version: version.stamp.moment)),
            tuple(self._partly),
            self._since(order.reviewed) if order.reviewed is not None else None,
            self._document.is_cut,
        )

    def _snapshot(self, version: Version) -> Snapshot | None:
        """The verdicts on a version; None where it could not be read, which is entered."""
        if version.content is None:
            self._unread.append(Unread(version.stamp, "withdrawn", _WITHDRAWN))
            return None
        try:
            snapshot = self._judge.snapshot(self._source.fetch(version), version.name)
        except InputError as error:
            self._enter_unread(version, error)
            return None
        return snapshot

    def _is_fragment(self, snapshot: Snapshot) -> bool:
        return self._held is not None and snapshot.words * _FRAGMENT < self._held[1].words

    def _set_aside(self) -> None:
        """Enter the fragments that were recorded between two whole texts."""
        for version, snapshot in self._waiting:
            reason = Text(
                nl=f"Er is maar een deel vastgelegd (woorden: {snapshot.words}); later is de tekst heel.",
                en=f"Only a part was recorded (words: {snapshot.words}); later the text is whole again.",
            )
            self._unread.append(Unread(version.stamp, "fragment", reason))
        self._waiting.clear()

    def _take(self, version: Version, snapshot: Snapshot) -> None:
        """Go on from the version before to this one."""
        if self._held is not None:
            earlier, before = self._held
            self._steps += steps_between(earlier.stamp, before, version.stamp, snapshot, self._library)
        self._held = version, snapshot
        self._judged += 1
        if snapshot.unread:
            self._partly.append((version.stamp, snapshot.unread))

    def _enter_unread(self, version: Version, error: InputError) -> None:
        reason = Text(error.message("nl"), error.message("en"))
        self._unread.append(Unread(version.stamp, error.code, reason))

    def _since(self, reviewed: date) -> Since:
        """What changed since the version in force on that day, in the newest one that could be read."""
        fragments = {unread.stamp for unread in self._unread if unread.code == "fragment"}
        before = self._document.at(reviewed, fragments)
        after = self._held[0] if self._held is not None else None
        newest = after.stamp if after is not None else None
        if before is None or before.content is None:  # not there yet, or withdrawn
            return Since(None, newest, None, is_lost=before is None and self._document.is_cut)
        if after is None:
            return Since(before.stamp, None, None)
        try:
            old, new = (self._source.fetch(version) for version in (before, after))
            versions = self._judge.versions((old, before.name), (new, after.name))
        except InputError:
            return Since(before.stamp, newest, None)
        return Since(before.stamp, newest, versions, self._after(after))

    def _after(self, version: Version) -> tuple[Stamp, ...]:
        """The versions that came after it and could not be read."""
        failed = {unread.stamp for unread in self._unread if unread.code != "withdrawn"}
        newer = self._versions[self._versions.index(version) + 1 :]
        return tuple(later.stamp for later in newer if later.stamp in failed)
