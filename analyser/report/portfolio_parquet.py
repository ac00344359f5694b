"""The portfolio in long form for other programs: a Parquet row for each contract and requirement.

Values are the codes of the JSON report ("knock-out", "contrary"), so that they stay the same in both
languages; ``place`` and ``why`` are sentences. What is not known is null, never "". docs/portfolio.md
describes the columns.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from analyser.library import ClauseLibrary
from analyser.portfolio import File, Line, Outcome
from analyser.report.summary import clean

_GROUP: Final = 8_192  # rows written together; two such groups are in memory at most
_FILE: Final = pa.struct(
    [
        pa.field("name", pa.string(), nullable=False),
        pa.field("sha256", pa.string()),
        pa.field("pages", pa.int32()),
        pa.field("words", pa.int64(), nullable=False),
        pa.field("language", pa.string()),
    ]
)
_COLUMNS: Final = (
    pa.field("contract", pa.string(), nullable=False),
    pa.field("supplier", pa.string()),
    pa.field("files", pa.list_(pa.field("element", _FILE, nullable=False)), nullable=False),
    pa.field("status", pa.string(), nullable=False),
    pa.field("refusal", pa.string()),
    pa.field("requirement", pa.string()),
    pa.field("theme", pa.string()),
    pa.field("severity", pa.string()),
    pa.field("verdict", pa.string()),
    pa.field("confidence", pa.float64()),
    pa.field("review", pa.bool_()),
    pa.field("place", pa.string()),
    pa.field("why", pa.string()),
    pa.field("report", pa.string()),
)


class Table:
    """The file under construction; ``close`` gives its bytes."""

    def __init__(self, library: ClauseLibrary) -> None:
        self._schema = pa.schema(
            _COLUMNS,
            metadata={
                "library_version": library.version,
                "library_sha256": library.sha256,
                "profile": library.profile.id,
                "profile_sha256": library.profile.sha256,
                "model_sha256": library.model_sha256,
                "law_as_of": str(library.manifest.law_as_of),
            },
        )
        self._target = io.BytesIO()
        self._writer = pq.ParquetWriter(self._target, self._schema, compression="zstd")
        self._waiting: list[dict[str, Any]] = []

    def add(self, outcome: Outcome) -> None:
        """A row for each line; one row, with null for its requirement, for a contract without lines."""
        self._waiting += _rows(outcome)
        while len(self._waiting) >= _GROUP:
            self._write(self._waiting[:_GROUP])
            del self._waiting[:_GROUP]

    def close(self) -> bytes:
        """Finish the file."""
        if self._waiting:
            self._write(self._waiting)
        self._writer.close()
        return self._target.getvalue()

    def _write(self, rows: list[dict[str, Any]]) -> None:
        self._writer.write_table(pa.Table.from_pylist(rows, schema=self._schema))


def render(outcomes: Iterable[Outcome], library: ClauseLibrary) -> bytes:
    """The file's bytes; rows in the order of ``outcomes``, and of the lines of each."""
    table = Table(library)
    for outcome in outcomes:
        table.add(outcome)
    return table.close()


def _rows(outcome: Outcome) -> Iterator[dict[str, Any]]:
    about = {
        "contract": clean(outcome.contract),
        "supplier": _known(outcome.supplier),
        "files": [_file(file) for file in outcome.files],
        "status": "refused" if outcome.refusal else "judged",
        "refusal": outcome.refusal.code if outcome.refusal else None,
        "report": _known(outcome.report),
    }
    for line in outcome.lines:
        yield about | _judged(line)
    if not outcome.lines:
        yield about


def _judged(line: Line) -> dict[str, Any]:
    return {
        "requirement": line.requirement,
        "theme": line.theme,
        "severity": str(line.severity),
        "verdict": str(line.verdict),
        "confidence": line.confidence,
        "review": line.review,
        "place": _known(line.place),
        "why": _known(line.why),
    }


def _file(file: File) -> dict[str, Any]:
    return {
        "name": clean(file.name),
        "sha256": _known(file.sha256),
        "pages": file.pages,
        "words": file.words,
        "language": _known(file.language),
    }


def _known(text: str) -> str | None:
    return clean(text) or None
