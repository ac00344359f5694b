"""An assessment made by hand from the real library, with all six verdicts in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from analyser.library import ClauseLibrary, Requirement
from analyser.model import (
    Assessment,
    Block,
    BlockKind,
    Box,
    Certainty,
    Clause,
    ClauseKind,
    Document,
    Evidence,
    Finding,
    Format,
    Notice,
    Page,
    PageStatus,
    Receipt,
    Role,
    Subject,
    Text,
    Verdict,
)

LINES = (
    "1.1 Leverancier meldt een datalek <b>binnen   96 uur</b> & op eigen kosten.",
    "1.2 Leverancier mag alle invoer bewaren.",
    "=2+2 Leverancier levert een back-up.\x1b[31m",
)
"""Lines of a contract that try what a report must withstand: markup, a formula, an escape code."""

DECIDING = "binnen   96 uur"
MODEL_SHA256 = "5" * 64
CONFIDENCES = (0.93, 0.78, 0.5)  # one for each certainty, in turn
CYCLE = (
    Verdict.MET,
    Verdict.PARTIAL,
    Verdict.CONTRARY,
    Verdict.MISSING,
    Verdict.NOT_APPLICABLE,
    Verdict.UNREAD,
)


def document(name: str = "Raamovereenkomst <proef>.pdf") -> Document:
    """A PDF of two pages, the second one not read."""
    text = "\n".join(LINES)
    blocks, clauses, at = [], [], 0
    for index, line in enumerate(LINES):
        end = at + len(line)
        blocks.append(Block(at, end, BlockKind.PARAGRAPH, 1))
        clauses.append(Clause(at, end, ClauseKind.PARAGRAPH, None, None, None, f"artikel 1.{index + 1}"))
        at = end + 1
    return Document(
        name=name,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        format=Format.PDF,
        text=text,
        blocks=tuple(blocks),
        clauses=tuple(clauses),
        pages=(
            Page(1, 595, 842, PageStatus.READ, 22, 0, len(text)),
            Page(2, 595, 842, PageStatus.UNREAD, 0, len(text), len(text)),
        ),
        notices=(Notice("page-unread", unread=True, page=2), Notice("page-second-reader", page=1)),
    )


def passage(source: Document, line: int, role: Role, rule: str, deciding: str = "") -> Evidence:
    """One line of ``source`` as evidence; ``deciding`` are words of that line."""
    block = source.blocks[line]
    text = source.text[block.start : block.end]
    at = block.start + text.index(deciding)
    return Evidence(
        file=source.name,
        clause=source.clauses[line].label,
        page=1,
        text=" ".join(text.split()),
        start=block.start,
        end=block.end,
        boxes=(Box(1, 72.0, 90.123, 300.5, 102.0),),
        role=role,
        rule=rule,
        deciding=((at, at + len(deciding)),) if deciding else (),
        score=0.42 if role is Role.NEAREST else None,
    )


def assessment(library: ClauseLibrary, verdicts: tuple[Verdict, ...] = CYCLE) -> Assessment:
    """Every requirement judged, the verdicts taken in turn."""
    source = document()
    return Assessment(
        library.version,
        library.sha256,
        MODEL_SHA256,
        (source,),
        ("nl",),
        (Subject.PERSONAL_DATA, Subject.CLOUD),
        "detected",
        tuple(_findings(library, source, verdicts)),
    )


def _findings(library: ClauseLibrary, source: Document, verdicts: tuple[Verdict, ...]) -> Iterator[Finding]:
    for index, requirement in enumerate(library.requirements):
        verdict = verdicts[index % len(verdicts)]
        ids = tuple(element.id for element in requirement.elements)
        whole = verdict in (Verdict.MET, Verdict.NOT_APPLICABLE)
        yield Finding(
            requirement=requirement.id,
            theme=requirement.theme,
            severity=requirement.severity,
            verdict=verdict,
            confidence=CONFIDENCES[index % len(CONFIDENCES)],
            certainty=tuple(Certainty)[index % len(Certainty)],
            review=verdict in (Verdict.MET, Verdict.UNREAD),
            explanation=Text(f"Uitleg bij {requirement.id}.", f"Explanation of {requirement.id}."),
            evidence=_evidence(source, requirement, verdict),
            found=ids if whole else ids[:1],
            lacking=() if whole else ids[1:],
            receipt=Receipt(3, 22, (passage(source, 1, Role.NEAREST, ""),), (f"{source.name}, p. 2",)),
        )


def _evidence(source: Document, requirement: Requirement, verdict: Verdict) -> tuple[Evidence, ...]:
    rule = requirement.rules[0].id
    if verdict in (Verdict.MET, Verdict.PARTIAL):
        return (passage(source, 0, Role.FOR, rule, DECIDING), passage(source, 2, Role.FOR, rule))
    if verdict is Verdict.CONTRARY:
        return (passage(source, 1, Role.AGAINST, rule, "mag"),)
    return ()
