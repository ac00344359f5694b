"""Two versions for machines; the shape is fixed by docs/comparison.schema.json."""

from __future__ import annotations

import json
from typing import Any

from analyser.comparing import Aligned, Passage, Turn, VerdictTurn, Versions
from analyser.model import Assessment, Document, Evidence, Verdict
from analyser.reading.notices import describe
from analyser.report import comparison

SCHEMA_VERSION = "1.0"


def render(versions: Versions) -> str:
    """The comparison as JSON text, ending in a line feed."""
    return (
        json.dumps({"schema_version": SCHEMA_VERSION, **to_dict(versions)}, ensure_ascii=False, indent=1)
        + "\n"
    )


def to_dict(versions: Versions) -> dict[str, Any]:
    """The comparison as plain values: what turned and what changed, with counts of what did not."""
    verdicts = versions.comparison.verdicts
    return {
        "old": _version(versions.old, versions.aside[0]),
        "new": _version(versions.new, versions.aside[1]),
        "counts": {
            "verdicts": {
                str(turn): sum(verdict.turn is turn for verdict in verdicts)
                for turn in (*comparison.TURNS, Turn.SAME)
            },
            "clauses": {str(change): count for change, count in comparison.counted(versions).items()},
        },
        "verdicts": [_turned(verdict, versions) for verdict in versions.comparison.turned],
        "clauses": [_clause(clause) for clause in versions.comparison.changed],
    }


def _version(assessment: Assessment, aside: tuple[str, ...]) -> dict[str, Any]:
    profile = assessment.profile
    return {
        "library": {
            "version": assessment.library_version,
            "sha256": assessment.library_sha256,
            "model_sha256": assessment.model_sha256 or None,
            "profile": None if profile is None else profile.id,
        },
        "files": [
            _file(document, language)
            for document, language in zip(assessment.documents, assessment.languages, strict=True)
        ],
        "aside": list(aside),
        "applies": [str(subject) for subject in assessment.applies],
        "applies_source": assessment.applies_source,
    }


def _file(document: Document, language: str) -> dict[str, Any]:
    return {
        "name": document.name,
        "sha256": document.sha256,
        "format": str(document.format),
        "pages": len(document.pages) or None,
        "words": document.word_count,
        "language": language,
        "unread": [
            {
                "code": notice.code,
                "page": notice.page,
                "part": notice.part,
                "nl": describe(notice, "nl"),
                "en": describe(notice, "en"),
            }
            for notice in document.unread
        ],
    }


def _turned(verdict: VerdictTurn, versions: Versions) -> dict[str, Any]:
    old, new = comparison.sides(verdict, versions)
    return {
        "requirement": verdict.requirement,
        "severity": str(verdict.severity),
        "turn": str(verdict.turn),
        "before": _judged(verdict.before, old.evidence),
        "after": _judged(verdict.after, new.evidence),
    }


def _judged(verdict: Verdict | None, evidence: tuple[Evidence, ...]) -> dict[str, Any] | None:
    if verdict is None:
        return None
    return {"verdict": str(verdict), "evidence": [_evidence(passage) for passage in evidence]}


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "file": evidence.file,
        "clause": evidence.clause,
        "page": evidence.page,
        "text": evidence.text,
        "start": evidence.start,
        "end": evidence.end,
        "role": str(evidence.role),
        "rule": evidence.rule,
        "deciding": [list(words) for words in evidence.deciding],
    }


def _clause(clause: Aligned) -> dict[str, Any]:
    return {
        "change": str(clause.change),
        "moved": clause.moved,
        "renumbered": clause.is_renumbered,
        "old": [_passage(passage) for passage in clause.old],
        "new": [_passage(passage) for passage in clause.new],
        "runs": [{"mark": str(run.mark), "old": run.old, "new": run.new} for run in clause.runs],
    }


def _passage(passage: Passage) -> dict[str, Any]:
    return {
        "file": passage.document,
        "clause": passage.label,
        "page": passage.page,
        "number": passage.number,
        "text": passage.text,
    }
