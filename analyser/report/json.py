"""The machine-readable report; its shape is fixed by docs/report.schema.json.

The same files, library and options give the same bytes: nothing in it depends on the clock, the
machine or the path of a file.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from analyser.award import BeforeAward, Check
from analyser.model import (
    Assessment,
    Box,
    Document,
    Evidence,
    Finding,
    Notice,
    PageStatus,
    Profile,
    Receipt,
    Stack,
)
from analyser.reading.notices import describe

SCHEMA_VERSION = "1.4"


def render(assessment: Assessment, before: BeforeAward | None = None) -> str:
    """The report as JSON text, each finding on a line of its own, ending in a line feed.

    Python's own encoder is ten times slower where it indents, and most of a report is boxes.
    """
    about = to_dict(assessment, before)
    findings = about.pop("findings")
    head = json.dumps(about, ensure_ascii=False, indent=2).removesuffix("\n}")
    lines = ",\n".join(f"    {json.dumps(finding, ensure_ascii=False)}" for finding in findings)
    return f'{head},\n  "findings": [\n{lines}\n  ]\n}}\n'


def to_dict(assessment: Assessment, before: BeforeAward | None = None) -> dict[str, Any]:
    """The report as plain values; ``before`` is what was recorded before award, beside the verdicts."""
    return {
        "schema_version": SCHEMA_VERSION,
        "library": {
            "version": assessment.library_version,
            "sha256": assessment.library_sha256,
            "model_sha256": assessment.model_sha256 or None,
            "profile": _profile(assessment.profile),
        },
        "contract": {
            "files": [
                _file(document, language)
                for document, language in zip(assessment.documents, assessment.languages, strict=True)
            ],
            "applies": [str(subject) for subject in assessment.applies],
            "applies_source": assessment.applies_source,
        },
        "stack": _stack(assessment.stack),
        "before_award": None if before is None else _before(before),
        "findings": [_finding(finding) for finding in assessment.findings],
    }


def _before(before: BeforeAward) -> dict[str, Any]:
    """The list and how each check stands; no checks where the facts could not be read, and why."""
    content, problem = before.checklist.content, before.problem
    return {
        "checklist": {
            "version": content.version,
            "law_as_of": content.law_as_of.isoformat(),
            "sha256": before.checklist.sha256,
        },
        "problem": None if problem is None else {"nl": problem.nl, "en": problem.en},
        "checks": [_check(check, before) for check in content.checks] if problem is None else [],
    }


def _check(check: Check, before: BeforeAward) -> dict[str, Any]:
    """How one check stands; null for all that nobody recorded."""
    fact = before.facts.get(check.id)
    day, proof, risk = (fact.day, fact.proof, fact.risk_class) if fact else (None, None, None)
    return {
        "id": check.id,
        "title": {"nl": check.title.nl, "en": check.title.en},
        "status": str(fact.stand) if fact else None,
        "who": (fact.who if fact else "") or None,
        "date": day.isoformat() if day else None,
        "document": asdict(proof) if proof else None,
        "note": (fact.note if fact else "") or None,
        "risk_class": str(risk) if risk else None,
    }


def _profile(profile: Profile | None) -> dict[str, Any] | None:
    """Whose conditions prevailed; None where it was judged before there were profiles."""
    if profile is None:
        return None
    return {
        "id": profile.id,
        "title": {"nl": profile.title.nl, "en": profile.title.en},
        "organisation": {"nl": profile.organisation.nl, "en": profile.organisation.en},
        "sha256": profile.sha256 or None,
    }


def _stack(stack: Stack) -> dict[str, Any]:
    """The papers, the highest first; ``precedences`` point into that list."""
    return {
        "papers": [asdict(paper) for paper in stack.papers],
        "precedences": [asdict(precedence) for precedence in stack.precedences],
        "disputes": [[asdict(one), asdict(other)] for one, other in stack.disputes],
        "rejected": [asdict(citation) for citation in stack.rejected],
    }


def _file(document: Document, language: str) -> dict[str, Any]:
    return {
        "name": document.name,
        "sha256": document.sha256,
        "format": str(document.format),
        "pages": len(document.pages) or None,
        "pages_read": _pages_read(document) if document.pages else None,
        "words": document.word_count,
        "language": language,
        "view": str(document.view),
        "open_changes": len(document.revisions),
        "comments": len(document.comments),
        "unread": [_notice(notice) for notice in document.notices if notice.unread],
        "warnings": [_notice(notice) for notice in document.notices if not notice.unread],
    }


def _pages_read(document: Document) -> dict[str, Any]:
    """The numbers of the pages that were not simply read, by how they were read.

    ``incomplete`` holds pages of any status but "unread" on which text may be missing.
    """
    by_status: dict[PageStatus, list[int]] = {status: [] for status in PageStatus}
    for page in document.pages:
        by_status[page.status].append(page.number)
    told = {notice.page for notice in document.notices if notice.unread}
    return {
        "second_reader": by_status[PageStatus.SECOND_READER],
        "ocr": [
            {"page": number, "confidence": _confidence(document, number)}
            for number in by_status[PageStatus.OCR]
        ],
        "incomplete": [
            page.number
            for page in document.pages
            if page.number in told and page.status is not PageStatus.UNREAD
        ],
        "empty": by_status[PageStatus.EMPTY],
        "unread": by_status[PageStatus.UNREAD],
    }


def _confidence(document: Document, page: int) -> int | None:
    """What text recognition said of a page, in percent; None where no notice tells."""
    said = (dict(notice.details).get("confidence") for notice in document.notices if notice.page == page)
    return next((int(percent) for percent in said if percent is not None), None)


def _notice(notice: Notice) -> dict[str, Any]:
    return {
        "code": notice.code,
        "page": notice.page,
        "part": notice.part,
        "nl": describe(notice, "nl"),
        "en": describe(notice, "en"),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "requirement": finding.requirement,
        "theme": finding.theme,
        "severity": str(finding.severity),
        "verdict": str(finding.verdict),
        "confidence": finding.confidence,
        "certainty": str(finding.certainty),
        "review": finding.review,
        "explanation": {"nl": finding.explanation.nl, "en": finding.explanation.en},
        "evidence": [_evidence(evidence) for evidence in finding.evidence],
        "found": list(finding.found),
        "lacking": list(finding.lacking),
        "receipt": _receipt(finding.receipt),
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "file": evidence.file,
        "clause": evidence.clause,
        "page": evidence.page,
        "text": evidence.text,
        "start": evidence.start,
        "end": evidence.end,
        "boxes": [_box(box) for box in evidence.boxes],
        "role": str(evidence.role),
        "rule": evidence.rule,
        "deciding": [list(words) for words in evidence.deciding],
    }


def _box(box: Box) -> list[float]:
    """[page, x0, top, x1, bottom]; a hundredth of a point is finer than any printer."""
    return [box.page, *(round(side, 2) for side in (box.x0, box.top, box.x1, box.bottom))]


def _receipt(receipt: Receipt) -> dict[str, Any]:
    return {
        "passages": receipt.passages,
        "words": receipt.words,
        "nearest": [{**_evidence(near), "score": near.score} for near in receipt.nearest],
        "unread": list(receipt.unread),
        "absent": list(receipt.absent),
    }
