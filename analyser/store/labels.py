"""Decisions as labels: a folder that ``analyser evaluate`` reads, made of what people decided.

A label is the verdict that a person gave, or let stand. Whoever decided saw the analysis first, so these
labels flatter it: they tell where it was overruled, and less of what nobody noticed. The words of a contract
go along only where that is asked.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
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
    """A dossier of one file, with the decisions on it that make labels."""

    dossier: StoredDossier
    assessment: Assessment  # the last one that was decided on
    said: tuple[Said, ...]
    disputed: frozenset[str]  # requirements on which two people gave different verdicts


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
        """Write the labels that were decided under ``profile`` into an empty folder; entered in the log.

        Raises NotAllowed, StoreBroken, or UsageError where the folder cannot be written or holds something.
        """
        actor.require(Action.LEARN)
        _make(folder)
        done = Exported()
        with self.reading() as connection:
            labelled = [*self._labelled(connection, {*requirements}, profile, since, done)]
        try:
            for one in labelled:
                self._write(folder, one, with_texts=with_texts)
            index = {"documents": [_entry(one) for one in labelled]}
            _put(folder / "index.json", index)  # last: half a folder is none
        except OSError as error:
            raise _unwritable(folder) from error
        done.documents, done.labels = len(labelled), sum(len(one.said) for one in labelled)
        with self.writing() as connection:
            audit.enter(
                connection, actor=actor.name, action="labels.exported", made=self.now(),
                details={"documents": done.documents, "labels": done.labels, "texts": with_texts},
            )  # fmt: skip
        return done

    def _labelled(
        self,
        connection: Connection,
        requirements: Collection[str],
        profile: str,
        since: datetime | None,
        done: Exported,
    ) -> Iterator[_Labelled]:
        """The dossiers with a label, by id; what is left out is counted."""
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
                kept.sort(key=lambda said: said.requirement)
                last = _assessment(connection, max(said.analysis for said in kept))
                yield _Labelled(dossier, last, tuple(kept), frozenset(disputed[key]))

    def _write(self, folder: Path, one: _Labelled, *, with_texts: bool) -> None:
        found = {finding.requirement: finding for finding in one.assessment.findings}
        labels: dict[str, dict[str, Any]] = {}
        for said in one.said:
            label: dict[str, Any] = {"verdict": _verdict(said).value, "evidence": []}
            if with_texts and said.own is None and said.requirement in found:
                evidence = found[said.requirement].evidence
                label["evidence"] = [e.text for e in evidence if e.role is not Role.NEAREST]
            labels[said.requirement] = label | {"agreed": said.requirement not in one.disputed}
        _put(folder / "labels" / f"{one.dossier.id}.json", {"labels": labels})
        if with_texts:
            data = self.files.get(one.dossier.documents[0].sha256)
            place = folder / _file(one)
            place.parent.mkdir(mode=0o700, exist_ok=True)
            place.write_bytes(data)


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
    """Requirements of each dossier on which people, each by their own last decision, differ."""
    decisions, findings = schema.decisions, schema.findings
    rows = connection.execute(
        select(
            decisions.c.dossier, decisions.c.requirement, decisions.c.author, decisions.c.verdict,
            findings.c.verdict.label("judged"),
        )
        .join(findings, findings.c.analysis == decisions.c.analysis)
        .where(findings.c.requirement == decisions.c.requirement)
        .order_by(decisions.c.number)
    )  # fmt: skip
    held = defaultdict[tuple[str, str], dict[str, str]](dict)
    for row in rows:
        held[row.dossier, row.requirement][row.author] = row.verdict or row.judged
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
        "file": _file(one),
        "lang": one.assessment.languages[0],
        "sha256": one.dossier.documents[0].sha256,
    }


def _file(one: _Labelled) -> str:
    return f"documents/{one.dossier.id}.{one.assessment.documents[0].format.value}"


def _make(folder: Path) -> None:
    """An empty folder with a place for labels, closed to other accounts of the machine."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise UsageError(
                what_nl=f"De map {folder.name} is niet leeg. Kies een nieuwe of een lege map.",
                what_en=f"The folder {folder.name} is not empty. Choose a new or an empty one.",
            )
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
