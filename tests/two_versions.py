"""Two judged versions of a contract, made by hand: a clause moved, one reworded, verdicts turned."""

from __future__ import annotations

from collections.abc import Sequence

from documents import document_of

from analyser.comparing import Versions, compare
from analyser.library import ClauseLibrary
from analyser.model import (
    Assessment,
    Certainty,
    Document,
    Evidence,
    Finding,
    Notice,
    Receipt,
    Role,
    Severity,
    Text,
    Verdict,
)

OLD = """
Artikel 1 Beveiliging
1.1 Leverancier versleutelt alle gegevens van Opdrachtgever met sleutels die Opdrachtgever beheert.
1.2 Leverancier meldt een datalek binnen 24 uur na ontdekking aan Opdrachtgever.
1.3 Elk kwartaal ontvangt Opdrachtgever een verslag van alle storingen in de dienst.
Artikel 2 Betaling
2.1 Opdrachtgever betaalt een factuur die klopt binnen 30 dagen na ontvangst daarvan, zonder korting.
2.2 Opdrachtgever mag een factuur die niet klopt <b>geheel</b> terugsturen.
"""
NEW = """
Artikel 1 Beveiliging
1.1 Leverancier versleutelt alle gegevens van Opdrachtgever met sleutels die Opdrachtgever beheert.
1.2 Leverancier meldt een datalek binnen 96 uur na ontdekking aan Opdrachtgever.
Artikel 2 Betaling
2.1 Opdrachtgever betaalt een factuur die klopt binnen 30 dagen na ontvangst daarvan, zonder korting.
2.2 Leverancier maakt elke nacht een back-up en test het terugzetten daarvan elk jaar.
2.3 Elk kwartaal ontvangt Opdrachtgever een verslag van alle storingen in de dienst.
"""

V = Verdict
VERDICTS = (  # by severity: the requirement, and the words that decided in each version
    (Severity.KNOCK_OUT, (V.MET, "binnen 24 uur"), (V.PARTIAL, "binnen 96 uur")),
    (Severity.HIGH, (V.MISSING, ""), (V.MET, "elke nacht een back-up")),
    (Severity.MEDIUM, (V.MET, "terugsturen"), None),
    (Severity.LOW, (V.MET, "binnen 30 dagen"), (V.MET, "binnen 30 dagen")),
)


def requirements(library: ClauseLibrary) -> tuple[str, ...]:
    """The first requirement of each severity."""
    return tuple(
        next(r.id for r in library.requirements if r.severity is severity) for severity, _, _ in VERDICTS
    )


def made(library: ClauseLibrary) -> Versions:
    """The two versions; a part of the new one could not be read."""
    names = requirements(library)
    old = _assessment(document_of(OLD, "oud.docx"), names, [before for _, before, _ in VERDICTS])
    new_document = document_of(NEW, "nieuw.docx")
    unread = Notice("docx-part-unread", unread=True, part="word/footnotes.xml")
    new_document = Document(
        new_document.name, "1" * 64, new_document.format, new_document.text, new_document.blocks,
        new_document.clauses, notices=(unread,),
    )  # fmt: skip
    new = _assessment(new_document, names, [after for _, _, after in VERDICTS])
    return compared(old, new, library)


def compared(old: Assessment, new: Assessment, library: ClauseLibrary) -> Versions:
    return Versions(old, new, compare(old, new, library))


def _assessment(
    document: Document, names: Sequence[str], verdicts: Sequence[tuple[Verdict, str] | None]
) -> Assessment:
    findings = tuple(
        _finding(document, name, severity, *judged)
        for name, (severity, _, _), judged in zip(names, VERDICTS, verdicts, strict=True)
        if judged is not None
    )
    return Assessment("1.0.0", "a" * 64, "", (document,), ("nl",), (), "all", findings)


def _finding(document: Document, name: str, severity: Severity, verdict: Verdict, words: str) -> Finding:
    return Finding(
        name, "privacy", severity, verdict, 0.9, Certainty.SURE, False, Text("", ""),
        (_evidence(document, words),) if words else (), (), (), Receipt(0, 0, (), ()),
    )  # fmt: skip


def _evidence(document: Document, words: str) -> Evidence:
    at = document.text.index(words)
    block = document.block_at(at)
    clause = document.clause_at(at)
    assert block is not None
    assert clause is not None
    return Evidence(
        document.name, clause.label, None, document.text[block.start : block.end], block.start, block.end,
        (), Role.FOR, "regel", ((at, at + len(words)),),
    )  # fmt: skip
