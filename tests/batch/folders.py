"""Folders of small contracts, and a look at what a batch wrote."""

from __future__ import annotations

from pathlib import Path

import docx

from analyser.batch.state import FILE

LINES = (
    "Artikel 1 Aansprakelijkheid",
    "1.1 Leverancier is niet aansprakelijk voor enige schade van Opdrachtgever.",
    "1.2 De klant betaalt de factuur binnen 30 dagen na ontvangst.",
    "1.3 Het maken van een back-up is geheel voor rekening van de klant.",
)


def contract(path: Path, *more: str) -> None:
    """A Word file of a few clauses."""
    path.parent.mkdir(parents=True, exist_ok=True)
    document = docx.Document()
    for line in (*LINES, *more):
        document.add_paragraph(line)
    document.save(str(path))


def written(output: Path) -> dict[str, bytes]:
    """All that a batch wrote, by path; its own database, which holds times, left out."""
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file() and path.name != FILE
    }
