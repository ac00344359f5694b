"""The dossiers of the review database as one visitor uses them: everything happens in their name and role."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePath

from analyser.award import BeforeAward, Checklist, Fact
from analyser.errors import NotThere
from analyser.library import ClauseLibrary
from analyser.model import Assessment, Document, Subject, Text, Verdict, View
from analyser.report.texts import Tongue
from analyser.review import Decision, Outcome, Review, review_of
from analyser.second_reader import Answer, Question, Reader
from analyser.store import Action, Actor, Role, Upload
from analyser.store.checks import StoredFact
from analyser.store.records import (
    Export,
    Progress,
    State,
    Status,
    StoredComment,
    StoredDecision,
    StoredDossier,
)
from analyser.store.second_readings import SecondReading
from ui.server import Server


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a dossier: the assessment of the files that could be read, and why others not."""

    assessment: Assessment | None  # None: no file could be read, or judging failed
    problems: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a review still needs before it can be finished, as names of requirements."""

    undecided: tuple[str, ...]
    unsigned: tuple[str, ...]  # knock-outs without a second signature


@dataclass(frozen=True, slots=True)
class Dossiers:
    """All that ``actor`` may do with dossiers; the store refuses the rest with NotAllowed."""

    server: Server
    actor: Actor

    def hand_in(
        self,
        uploads: Sequence[Upload],
        applies: Sequence[Subject],
        view: View,
        title: str = "",
        supplier: str = "",
        profile: str = "",
    ) -> str:
        """Keep a dossier and have it judged; returns its key. Raises QuotaReached.

        Without a title it is called after its first file; without a profile, the installation's prevails.
        """
        named = title.strip() or PurePath(uploads[0].name).stem.strip() or uploads[0].name
        return self.server.store.dossiers.create(
            self.actor, named, uploads, applies=applies, view=view, supplier=supplier, profile=profile
        )

    def find(self, key: str) -> Dossier | None:
        """The dossier with this key, or None where there is none."""
        try:
            return Dossier(self.server.store.dossiers.get(self.actor, key), self)
        except NotThere:
            return None

    def search(self, words: str, limit: int, status: Status | None = None) -> tuple[Progress, ...]:
        """Dossiers whose title, supplier or file names hold all ``words``, changed last first."""
        return self.server.store.dossiers.find(self.actor, words=words, status=status, limit=limit)

    def forget(self, key: str) -> None:
        """Delete a dossier, its files and its findings; nothing happens where it is gone already."""
        try:
            self.server.store.dossiers.delete(self.actor, key)
        except NotThere:
            return


@dataclass(frozen=True, slots=True)
class Dossier:
    """The files of one contract, and what became of them. ``stored`` is as it was when it was read."""

    stored: StoredDossier
    held: Dossiers

    @property
    def key(self) -> str:
        """What its address calls it."""
        return self.stored.id

    @property
    def closed(self) -> bool:
        """Whether its review is finished, so that nothing in it changes."""
        return self.stored.status is Status.CLOSED

    def may(self, action: Action) -> bool:
        """Whether the visitor can do this here and now."""
        changes = action in (
            Action.UPLOAD, Action.COMMENT, Action.RECORD, Action.DECIDE, Action.SIGN_OFF, Action.SECOND_READ,
        )  # fmt: skip
        return self.held.actor.may(action) and not (changes and self.closed)

    @property
    def seconds(self) -> int:
        """Whole seconds since its analysis was asked for."""
        asked = self.held.server.store.queue.last(self.held.actor, self.key).asked
        return int((datetime.now(UTC) - asked).total_seconds())

    def states(self) -> tuple[tuple[str, State], ...]:
        """How far the reading of each file is, by its name."""
        analysis = self.held.server.store.queue.last(self.held.actor, self.key)
        return tuple((reading.document.name, reading.state) for reading in analysis.readings)

    def outcome(self) -> Judged | None:
        """What became of it, or None while it waits or is being judged."""
        analysis = self.held.server.store.queue.last(self.held.actor, self.key)
        problems = tuple(reading.problem for reading in analysis.readings if reading.problem is not None)
        if analysis.state is State.DONE:
            return Judged(self.held.server.assessment(self.held.actor, analysis.id), problems)
        if analysis.state is State.FAILED:
            return Judged(None, problems or ((analysis.problem,) if analysis.problem else ()))
        return None

    def standing(self) -> dict[str, StoredDecision]:
        """The decision that holds, for each requirement decided on."""
        return self.held.server.store.reviews.standing(self.held.actor, self.key)

    def decisions(self) -> dict[str, Decision]:
        """What was decided, for each requirement decided on."""
        return {name: stored.decision for name, stored in self.standing().items()}

    def history(self, requirement: str) -> tuple[StoredDecision, ...]:
        """All decisions on one requirement, oldest first."""
        return self.held.server.store.reviews.history(self.held.actor, self.key, requirement)

    def decide(
        self,
        requirement: str,
        outcome: Outcome,
        reason: str,
        *,
        after: int,
        verdict: Verdict | None = None,
        proposal: str | None = None,
    ) -> None:
        """Add a decision; ``after`` is the number of the last one seen. Raises StoreError."""
        self.held.server.store.reviews.decide(
            self.held.actor, self.key, requirement, outcome, reason,
            after=after, verdict=verdict, proposal=proposal,
        )  # fmt: skip

    def sign_off(self, decision: StoredDecision) -> None:
        """Sign a colleague's decision. Raises StoreError."""
        self.held.server.store.reviews.sign_off(self.held.actor, self.key, decision)

    def waiting(self) -> Waiting:
        """What still has to be done; who works alone has no second person to sign."""
        undecided, unsigned = self.held.server.store.reviews.waiting(self.held.actor, self.key)
        return Waiting(undecided, () if self.held.actor.role is Role.ALONE else unsigned)

    def close(self) -> None:
        """Finish the review. Raises StoreError."""
        self.held.server.store.reviews.close(self.held.actor, self.stored)

    def reopen(self) -> None:
        """Open a finished review again. Raises StoreError."""
        self.held.server.store.reviews.reopen(self.held.actor, self.stored)

    @property
    def analysis(self) -> int:
        """The number of its last analysis."""
        return self.held.server.store.queue.last(self.held.actor, self.key).id

    def ask_second_reader(self, question: Question, reader: Reader) -> Answer:
        """Send a question about a finding. Raises StoreError."""
        return self.held.server.store.second_readings.ask(self.held.actor, self.key, question, reader)

    def second_readings(self, requirement: str) -> tuple[SecondReading, ...]:
        """What the second reader was asked about one requirement, oldest first."""
        return self.held.server.store.second_readings.of(self.held.actor, self.key, requirement)

    def facts(self) -> Mapping[str, Sequence[StoredFact]]:
        """All facts before award by check, oldest first; the last one of each holds."""
        return self.held.server.store.checks.history(self.held.actor, self.key)

    def before_award(self, checklist: Checklist) -> BeforeAward:
        """The facts that hold."""
        return self.held.server.store.checks.standing(self.held.actor, self.key, checklist)

    def record(self, fact: Fact, checklist: Checklist, *, after: int) -> None:
        """Add a fact; ``after`` is the number of the last one seen. Raises StoreError."""
        self.held.server.store.checks.record(self.held.actor, self.key, fact, checklist, after=after)

    def comments(self, requirement: str | None = None) -> tuple[StoredComment, ...]:
        """What colleagues said about one requirement, or (None) about the whole; oldest first."""
        return self.held.server.store.reviews.comments(self.held.actor, self.key, requirement)

    def comment(self, text: str, requirement: str | None = None) -> None:
        """Say something to colleagues. Raises StoreError."""
        self.held.server.store.reviews.comment(self.held.actor, self.key, text, requirement)

    def rename(self, title: str, owner: str, supplier: str | None = None, profile: str | None = None) -> None:
        """Give it a title, someone who has it, and a supplier and profile unless those are as they were.

        Another profile has it judged anew. Raises StoreError.
        """
        given = None if supplier == self.stored.supplier else supplier
        other = None if profile == self.stored.profile else profile
        self.held.server.store.dossiers.change(
            self.held.actor, self.stored, title=title, owner=owner, supplier=given, profile=other
        )
        if other is not None:
            self.judge_again()

    def is_about(self, applies: Sequence[Subject], *, again: bool) -> None:
        """Say what the contract is about; ``again`` has it judged anew. Raises StoreError."""
        self.held.server.store.dossiers.change(self.held.actor, self.stored, applies=applies)
        if again:
            self.judge_again()

    def review(self, assessment: Assessment, library: ClauseLibrary, language: Tongue) -> Review:
        """What of the decisions goes back to the supplier."""
        return review_of(
            assessment, library, self.decisions(), dossier=self.stored.title, language=language,
            author=self.held.actor.name, made=self.held.server.store.now(),
        )  # fmt: skip

    def exported(self, kind: str, data: bytes) -> bytes:
        """Enter in the log that a file was made from the decisions; gives the file back."""
        self.held.server.store.reviews.exported(self.held.actor, self.key, kind, data)
        return data

    def exports(self) -> tuple[Export, ...]:
        """The files that were made from the decisions, oldest first."""
        return self.held.server.store.reviews.exports(self.held.actor, self.key)

    def judge_again(self) -> None:
        """Have it judged anew. Raises StoreError."""
        self.held.server.store.dossiers.analyse_again(self.held.actor, self.key)

    def data_of(self, document: Document) -> bytes:
        """The file that ``document`` was read from. Raises KeyError where it is another dossier's."""
        for stored in self.stored.documents:
            if stored.sha256 == document.sha256:
                return self.held.server.store.dossiers.content(self.held.actor, stored)
        raise KeyError(document.sha256)
