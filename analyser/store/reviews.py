"""What people do with findings: decide, sign off, comment, export, and finish.

Decisions are only added. Who decides says which decision was the last one they saw; where another came
in between, theirs is refused, so that two reviewers never overwrite each other unseen.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping, and_, func, insert, select
from sqlalchemy.exc import IntegrityError

from analyser.errors import Conflict, NotAllowed, NotFinished, NotThere
from analyser.model import Severity, Verdict
from analyser.review import Decision, Outcome
from analyser.store import audit, schema
from analyser.store.base import Part
from analyser.store.dossiers import moment, open_dossier, update_dossier
from analyser.store.people import Action, Actor, Role
from analyser.store.records import Export, State, Status, StoredComment, StoredDecision, StoredDossier


class Reviews(Part):
    """Decisions on findings, and what comes of them."""

    def decide(
        self,
        actor: Actor,
        dossier: str,
        requirement: str,
        outcome: Outcome,
        reason: str,
        *,
        after: int,
        verdict: Verdict | None = None,
        proposal: str | None = None,
    ) -> StoredDecision:
        """Add a decision on the last finished analysis. ``after`` is the number of the last one seen, or 0.

        Raises NotAllowed, NotThere, DossierClosed, or Conflict where someone decided in between.
        """
        actor.require(Action.DECIDE)
        decision = Decision(requirement, outcome, reason.strip(), actor.name, self.now(), verdict, proposal)
        try:
            with self.writing() as connection:
                open_dossier(connection, dossier)
                last = self._last(connection, dossier, requirement)
                if last is not None and last.number != after:
                    raise _conflict(last)
                analysis, judged = _judged(connection, dossier, requirement)
                return _add(connection, dossier, analysis, judged, after + 1, decision)
        except IntegrityError as error:  # someone's decision was written between our look and our write
            with self.writing() as connection:
                last = self._last(connection, dossier, requirement)
            if last is None:
                raise
            raise _conflict(last) from error

    def history(self, actor: Actor, dossier: str, requirement: str) -> tuple[StoredDecision, ...]:
        """All decisions on one requirement, oldest first; the last one holds."""
        actor.require(Action.READ)
        with self.reading() as connection:
            return tuple(d for d in _decisions(connection, dossier) if d.decision.requirement == requirement)

    def standing(self, actor: Actor, dossier: str) -> dict[str, StoredDecision]:
        """The decision that holds, for each requirement decided on."""
        actor.require(Action.READ)
        with self.reading() as connection:
            return _standing(connection, dossier)

    def sign_off(self, actor: Actor, dossier: str, decision: StoredDecision) -> None:
        """A second person's signature under a decision.

        Raises NotAllowed for whoever made it, Conflict where it no longer holds or is signed already.
        """
        actor.require(Action.SIGN_OFF)
        if decision.decision.author == actor.name:
            raise NotAllowed(role=actor.role.value, action="sign-off-own")
        now = self.now()
        with self.writing() as connection:
            open_dossier(connection, dossier)
            last = self._last(connection, dossier, decision.decision.requirement)
            if last is None:
                raise NotThere()
            if last.id != decision.id or last.signed_by is not None:
                raise _conflict(last)
            connection.execute(
                insert(schema.sign_offs).values(decision=decision.id, author=actor.name, made=now)
            )
            audit.enter(
                connection, actor=actor.name, action="decision.signed", made=now, dossier=dossier,
                details={"of": decision.id},
            )  # fmt: skip

    def comment(self, actor: Actor, dossier: str, text: str, requirement: str | None = None) -> None:
        """Say something to colleagues, about one requirement or the whole dossier."""
        actor.require(Action.COMMENT)
        if not text.strip():
            raise ValueError("a comment without words")
        now = self.now()
        with self.writing() as connection:
            open_dossier(connection, dossier)
            connection.execute(
                insert(schema.comments).values(
                    dossier=dossier, requirement=requirement, text=text.strip(), author=actor.name, made=now
                )
            )
            audit.enter(
                connection, actor=actor.name, action="comment.made", made=now, dossier=dossier,
                details={"requirement": requirement},
            )  # fmt: skip

    def comments(
        self, actor: Actor, dossier: str, requirement: str | None = None
    ) -> tuple[StoredComment, ...]:
        """What was said about one requirement, or (None) about the whole dossier."""
        actor.require(Action.READ)
        table = schema.comments
        about = table.c.requirement.is_(None) if requirement is None else table.c.requirement == requirement
        with self.reading() as connection:
            rows = connection.execute(
                select(table).where(table.c.dossier == dossier, about).order_by(table.c.id)
            ).mappings()
            return tuple(StoredComment(r["requirement"], r["text"], r["author"], r["made"]) for r in rows)

    def exported(self, actor: Actor, dossier: str, kind: str, data: bytes) -> None:
        """Enter that a file was made from the decisions."""
        actor.require(Action.EXPORT)
        now, sha256 = self.now(), hashlib.sha256(data).hexdigest()
        with self.writing() as connection:
            connection.execute(
                insert(schema.exports).values(
                    dossier=dossier, kind=kind, sha256=sha256, author=actor.name, made=now
                )
            )
            audit.enter(
                connection, actor=actor.name, action="dossier.exported", made=now, dossier=dossier,
                details={"kind": kind, "sha256": sha256},
            )  # fmt: skip

    def exports(self, actor: Actor, dossier: str) -> tuple[Export, ...]:
        """The files that were made."""
        actor.require(Action.READ)
        table = schema.exports
        with self.reading() as connection:
            rows = connection.execute(
                select(table).where(table.c.dossier == dossier).order_by(table.c.id)
            ).mappings()
            return tuple(Export(r["kind"], r["sha256"], r["author"], r["made"]) for r in rows)

    def close(self, actor: Actor, dossier: StoredDossier) -> StoredDossier:
        """Finish a review. Raises NotFinished where a finding waits for a decision or a signature.

        Who works alone has no second person: knock-outs then need no signature.
        """
        actor.require(Action.CLOSE)
        now = self.now()
        with self.writing() as connection:
            open_dossier(connection, dossier.id)
            undecided, unsigned = _waiting(connection, dossier.id)
            if actor.role is Role.ALONE:
                unsigned = ()
            if undecided or unsigned:
                raise NotFinished(undecided=len(undecided), unsigned=len(unsigned))
            changed = update_dossier(connection, dossier, now, status=Status.CLOSED)
            audit.enter(connection, actor=actor.name, action="dossier.closed", made=now, dossier=dossier.id)
            return changed

    def reopen(self, actor: Actor, dossier: StoredDossier) -> StoredDossier:
        """Open a finished review again."""
        actor.require(Action.CLOSE)
        now = self.now()
        with self.writing() as connection:
            changed = update_dossier(connection, dossier, now, status=Status.OPEN)
            audit.enter(connection, actor=actor.name, action="dossier.reopened", made=now, dossier=dossier.id)
            return changed

    def waiting(self, actor: Actor, dossier: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Requirements without a decision, and knock-outs whose decision lacks a second signature."""
        actor.require(Action.READ)
        with self.reading() as connection:
            return _waiting(connection, dossier)

    @staticmethod
    def _last(connection: Connection, dossier: str, requirement: str) -> StoredDecision | None:
        return _standing(connection, dossier).get(requirement)


def _add(
    connection: Connection, dossier: str, analysis: int, judged: Verdict, number: int, decision: Decision
) -> StoredDecision:
    row = {
        "dossier": dossier, "requirement": decision.requirement, "number": number, "analysis": analysis,
        "outcome": decision.outcome.value, "verdict": decision.verdict.value if decision.verdict else None,
        "proposal": decision.proposal, "reason": decision.reason, "author": decision.author,
        "made": decision.made,
    }  # fmt: skip
    key = connection.execute(insert(schema.decisions).values(row)).inserted_primary_key
    assert key is not None  # an integer key that the database gave out
    audit.enter(
        connection, actor=decision.author, action="decision.made", made=decision.made, dossier=dossier,
        details={"decision": key[0], "sha256": audit.decision_hash(row)},
    )  # fmt: skip
    return StoredDecision(key[0], number, decision, judged, None, None)


def _decisions(connection: Connection, dossier: str) -> Sequence[StoredDecision]:
    decisions, signs, findings = schema.decisions, schema.sign_offs, schema.findings
    of_it = and_(
        findings.c.analysis == decisions.c.analysis, findings.c.requirement == decisions.c.requirement
    )
    rows = connection.execute(
        select(
            decisions,
            findings.c.verdict.label("judged"),
            signs.c.author.label("signed_by"),
            signs.c.made.label("signed"),
        )
        .join(findings, of_it)
        .outerjoin(signs, signs.c.decision == decisions.c.id)
        .where(decisions.c.dossier == dossier)
        .order_by(decisions.c.requirement, decisions.c.number)
    ).mappings()
    return [_decision(row) for row in rows]


def _decision(row: RowMapping) -> StoredDecision:
    decision = Decision(
        row["requirement"], Outcome(row["outcome"]), row["reason"], row["author"], row["made"],
        Verdict(row["verdict"]) if row["verdict"] else None, row["proposal"],
    )  # fmt: skip
    return StoredDecision(
        row["id"], row["number"], decision, Verdict(row["judged"]), row["signed_by"], row["signed"]
    )


def _standing(connection: Connection, dossier: str) -> dict[str, StoredDecision]:
    return {stored.decision.requirement: stored for stored in _decisions(connection, dossier)}


def _judged(connection: Connection, dossier: str, requirement: str) -> tuple[int, Verdict]:
    """The last finished analysis with a finding on the requirement, and its verdict. Raises NotThere."""
    analyses, findings = schema.analyses, schema.findings
    row = connection.execute(
        select(analyses.c.id, findings.c.verdict)
        .join(findings, findings.c.analysis == analyses.c.id)
        .where(
            analyses.c.dossier == dossier,
            analyses.c.state == State.DONE,
            findings.c.requirement == requirement,
        )
        .order_by(analyses.c.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        raise NotThere()
    return row.id, Verdict(row.verdict)


def _waiting(connection: Connection, dossier: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    analyses, findings = schema.analyses, schema.findings
    last = (
        select(func.max(analyses.c.id))
        .where(analyses.c.dossier == dossier, analyses.c.state == State.DONE)
        .scalar_subquery()
    )
    rows = connection.execute(
        select(findings.c.requirement, findings.c.severity)
        .where(findings.c.analysis == last, findings.c.verdict != Verdict.NOT_APPLICABLE)
        .order_by(findings.c.requirement)
    ).all()
    standing = _standing(connection, dossier)
    undecided = tuple(row.requirement for row in rows if row.requirement not in standing)
    unsigned = tuple(
        row.requirement
        for row in rows
        if row.severity == Severity.KNOCK_OUT
        and row.requirement in standing
        and standing[row.requirement].signed_by is None
    )
    return undecided, unsigned


def _conflict(last: StoredDecision) -> Conflict:
    return Conflict(who=last.decision.author, when=moment(last.decision.made))
