"""Decisions as labels: a folder that ``analyser evaluate`` reads, made of what people decided.

A label is the verdict that a person gave, or let stand. Whoever decided saw the analysis first, so these
labels flatter it: they tell where it was overruled, and less of what nobody noticed. The words of a contract
go along only where that is asked.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, select

from analyser.errors import UsageError
from analyser.library.profiles import DEFAULT_PROFILE
from analyser.model import Assessment, Role, Verdict, View
from analyser.review import Outcome
from analyser.store import audit, schema
from analyser.store.base import Part
from analyser.store.codec import decode
from analyser.store.dossiers import dossier_of
from analyser.store.overruled import Said, standing
from analyser.store.people import Action, Actor
from analyser.store.records import StoredDossier

_VERDICTS: Final = (Verdict.MET, Verdict.PARTIAL, Verdict.CONTRARY, Verdict.MISSING)


@dataclass(slots=True)
class Exported:
    """What was written, and what was left out and why.

    ``left_out`` counts dossiers under "files" (several of them: the form knows one a contract) and "changes"
    (tracked ones, judged in another view), and decisions under "verdict" (none to speak of), "profile"
    (another one) and "requirement" (the library no longer has it).
    """

    documents: int = 0
    labels: int = 0
    left_out: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class _Labelled:
    """A dossier of one file, with its labels by requirement."""

    dossier: StoredDossier
    file: str  # of the contract, in the folder
    language: str
    labels: Mapping[str, Mapping[str, Any]]


class Labels(Part):
    """The decisions over all dossiers, as labels."""

    def export(
        self,
        actor: Actor,
        folder: Path,
        requirements: Collection[str],
        profile: str,
        *,
        since: datetime | None = None,
        with_texts: bool = False,
    ) -> Exported:
        """Write the labels that were decided under ``profile`` into an empty folder; the log has it first.

        Raises NotAllowed, StoreBroken, or UsageError where the folder cannot be written or holds something.
        """
        actor.require(Action.LEARN)
        _make(folder)
        done = Exported()
        with self.reading() as connection:
            found = self._labelled(connection, {*requirements}, profile, since, done)
            labelled = [_labels_of(connection, *one, with_texts=with_texts) for one in found]
        done.documents, done.labels = len(labelled), sum(len(one.labels) for one in labelled)
        with self.writing() as connection:
            audit.enter(
                connection, actor=actor.name, action="labels.exported", made=self.now(),
                details={"documents": done.documents, "labels": done.labels, "texts": with_texts},
            )  # fmt: skip
        try:
            for one in labelled:
                self._write(folder, one, with_texts=with_texts)
            index = {"documents": [_entry(one) for one in labelled]}
            _put(folder / "index.json", index)  # last: half a folder is none
        except OSError as error:
            raise _unwritable(folder) from error
        return done

    def _labelled(
        self,
        connection: Connection,
        requirements: Collection[str],
        profile: str,
        since: datetime | None,
        done: Exported,
    ) -> Iterator[tuple[StoredDossier, Sequence[Said], Collection[str]]]:
        """The dossiers with a label, by id; the decisions that make them, and on what people differ.

        What is left out is counted.
        """
        by_dossier = defaultdict[str, list[Said]](list)
        for said in standing(connection, since):
            by_dossier[said.dossier].append(said)
        disputed = _disputed(connection)
        for key in sorted(by_dossier):
            dossier = dossier_of(connection, key)
            if len(dossier.documents) > 1 or dossier.view is not View.ACCEPTED:
                done.left_out["files" if len(dossier.documents) > 1 else "changes"] += 1
                continue
            kept = []
            for said in by_dossier[key]:
                why = _why_not(said, requirements, profile)
                if why:
                    done.left_out[why] += 1
                else:
                    kept.append(said)
            if kept:
                yield dossier, sorted(kept, key=lambda said: said.requirement), disputed[key]

    def _write(self, folder: Path, one: _Labelled, *, with_texts: bool) -> None:
        _put(folder / "labels" / f"{one.dossier.id}.json", {"labels": one.labels})
        if with_texts:
            data = self.files.get(one.dossier.documents[0].sha256)
            place = folder / one.file
            place.parent.mkdir(mode=0o700, exist_ok=True)
            place.write_bytes(data)


def _labels_of(
    connection: Connection,
    dossier: StoredDossier,
    said: Sequence[Said],
    disputed: Collection[str],
    *,
    with_texts: bool,
) -> _Labelled:
    """The labels of a dossier. The evidence of each is that of the analysis it was decided on."""
    last = max(one.analysis for one in said)
    needed = {one.analysis for one in said} if with_texts else {last}
    assessments = {analysis: _assessment(connection, analysis) for analysis in needed}
    labels = {}
    for one in said:
        let_stand = with_texts and one.own is None
        labels[one.requirement] = {
            "verdict": _verdict(one).value,
            "evidence": _evidence(assessments[one.analysis], one.requirement) if let_stand else [],
            "agreed": one.requirement not in disputed,
        }
    form = assessments[last].documents[0].format.value
    return _Labelled(dossier, f"documents/{dossier.id}.{form}", assessments[last].languages[0], labels)


def _evidence(assessment: Assessment, requirement: str) -> list[str]:
    """The words that a verdict rests on."""
    finding = next(f for f in assessment.findings if f.requirement == requirement)
    return [evidence.text for evidence in finding.evidence if evidence.role is not Role.NEAREST]


def _why_not(said: Said, requirements: Collection[str], profile: str) -> str:
    """Why a decision is no label; "" where it is one."""
    if said.requirement not in requirements:
        return "requirement"
    if (said.profile or DEFAULT_PROFILE) != profile:
        return "profile"
    if said.outcome is Outcome.NOT_APPLICABLE or _verdict(said) not in _VERDICTS:
        return "verdict"
    return ""


def _verdict(said: Said) -> Verdict:
    return said.own or said.judged


def _disputed(connection: Connection) -> Mapping[str, set[str]]:
    """Requirements of each dossier on which people, each by their own last decision, differ.

    Who says that one does not matter for the contract differs from who gives a verdict.
    """
    decisions, findings = schema.decisions, schema.findings
    rows = connection.execute(
        select(
            decisions.c.dossier, decisions.c.requirement, decisions.c.author, decisions.c.verdict,
            decisions.c.outcome, findings.c.verdict.label("judged"),
        )
        .join(findings, findings.c.analysis == decisions.c.analysis)
        .where(findings.c.requirement == decisions.c.requirement)
        .order_by(decisions.c.number)
    )  # fmt: skip
    held = defaultdict[tuple[str, str], dict[str, str]](dict)
    for row in rows:
        aside = row.outcome == Outcome.NOT_APPLICABLE
        held[row.dossier, row.requirement][row.author] = "" if aside else row.verdict or row.judged
    found = defaultdict[str, set[str]](set)
    for (dossier, requirement), verdicts in held.items():
        if len({*verdicts.values()}) > 1:
            found[dossier].add(requirement)
    return found


def _assessment(connection: Connection, analysis: int) -> Assessment:
    table = schema.analyses
    return decode(connection.execute(select(table.c.result).where(table.c.id == analysis)).scalar_one())


def _entry(one: _Labelled) -> dict[str, str]:
    """A line of the index; the hash tells which contract it is where the texts did not go along."""
    return {
        "name": one.dossier.id,
        "file": one.file,
        "lang": one.language,
        "sha256": one.dossier.documents[0].sha256,
    }


def _make(folder: Path) -> None:
    """An empty folder with a place for labels, closed to other accounts of the machine."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise UsageError(
                what_nl=f"De map {folder.name} is niet leeg. Kies een nieuwe of een lege map.",
                what_en=f"The folder {folder.name} is not empty. Choose a new or an empty one.",
            )
        folder.chmod(0o700)  # one that was there already may be open
        (folder / "labels").mkdir(mode=0o700)
    except OSError as error:
        raise _unwritable(folder) from error


def _put(path: Path, content: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _unwritable(folder: Path) -> UsageError:
    return UsageError(
        what_nl=f"De map {folder.name} kan niet worden geschreven.",
        what_en=f"The folder {folder.name} cannot be written.",
    )
