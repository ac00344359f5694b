"""The portfolio in long form, read again."""

from __future__ import annotations

import gc
import io
import tracemalloc
from typing import Any

import portfolios
import pyarrow.parquet as pq
import pytest

from analyser.library import ClauseLibrary
from analyser.model import Severity, Verdict
from analyser.portfolio import File, Line, Outcome
from analyser.report import portfolio_parquet

TYPES = {
    "contract": "string",
    "supplier": "string",
    "files": "list<element: struct<name: string not null, sha256: string, pages: int32, "
    "words: int64 not null, language: string> not null>",
    "status": "string",
    "refusal": "string",
    "requirement": "string",
    "theme": "string",
    "severity": "string",
    "verdict": "string",
    "confidence": "double",
    "review": "bool",
    "place": "string",
    "why": "string",
    "report": "string",
}


def read(data: bytes) -> Any:
    return pq.read_table(io.BytesIO(data))


def test_columns_and_types(library: ClauseLibrary) -> None:
    for count in (0, 3):
        table = read(portfolio_parquet.render(portfolios.Contracts(library, count), library))
        assert {field.name: str(field.type) for field in table.schema} == TYPES


def test_a_row_for_each_contract_and_requirement(library: ClauseLibrary) -> None:
    contracts = portfolios.Contracts(library, 20)
    expected = []
    for outcome in contracts:
        files = [
            {
                "name": file.name,
                "sha256": file.sha256 or None,
                "pages": file.pages,
                "words": file.words,
                "language": file.language or None,
            }
            for file in outcome.files
        ]
        about = {"contract": outcome.contract, "supplier": outcome.supplier or None, "files": files}
        if outcome.refusal:
            expected.append(dict.fromkeys(TYPES) | about | {"status": "refused", "refusal": "damaged"})
        for line in outcome.lines:
            expected.append(
                about
                | {
                    "status": "judged",
                    "refusal": None,
                    "requirement": line.requirement,
                    "theme": line.theme,
                    "severity": line.severity.value,
                    "verdict": line.verdict.value,
                    "confidence": line.confidence,
                    "review": line.review,
                    "place": line.place or None,
                    "why": line.why or None,
                    "report": outcome.report,
                }
            )
    table = read(portfolio_parquet.render(contracts, library))
    assert table.num_rows == 18 * 60 + 2
    assert table.to_pylist() == expected


def test_the_file_says_by_what_it_was_judged(library: ClauseLibrary) -> None:
    schema = pq.read_schema(io.BytesIO(portfolio_parquet.render([], library)))
    assert schema.metadata == {
        b"library_version": library.version.encode(),
        b"library_sha256": library.sha256.encode(),
        b"profile": b"rijk",
        b"profile_sha256": library.profile.sha256.encode(),
        b"model_sha256": library.model_sha256.encode(),
        b"law_as_of": str(library.manifest.law_as_of).encode(),
    }


def test_a_contract_without_lines_has_one_row(library: ClauseLibrary) -> None:
    table = read(portfolio_parquet.render([Outcome("a", ())], library))
    assert table.to_pylist() == [dict.fromkeys(TYPES) | {"contract": "a", "files": [], "status": "judged"}]


def test_names_no_file_can_hold_are_mended(library: ClauseLibrary) -> None:
    name = "a\udc80\x00.pdf"
    line = Line("weg", "weg", Severity.LOW, Verdict.MISSING, 0.5, review=False, place=name, why=name)
    outcome = Outcome(name, (File(name),), name, name, (line,))
    [row] = read(portfolio_parquet.render([outcome], library)).to_pylist()
    mended = [row[key] for key in ("contract", "supplier", "report", "place", "why")]
    assert mended == ["a\ufffd\ufffd.pdf"] * 5
    assert row["files"][0]["name"] == "a\ufffd\ufffd.pdf"


def test_repeated_words_are_kept_once(library: ClauseLibrary) -> None:
    file = pq.ParquetFile(io.BytesIO(portfolio_parquet.render(portfolios.Contracts(library, 20), library)))
    group = file.metadata.row_group(0)
    columns = {group.column(i).path_in_schema: group.column(i) for i in range(group.num_columns)}
    assert [name for name in ("contract", "requirement", "verdict", "files.list.element.sha256")
            if not columns[name].has_dictionary_page] == []  # fmt: skip


def test_the_same_contracts_give_the_same_bytes(library: ClauseLibrary) -> None:
    contracts = portfolios.Contracts(library, 20)
    assert portfolio_parquet.render(contracts, library) == portfolio_parquet.render(contracts, library)


def test_memory_does_not_grow_with_the_contracts(
    library: ClauseLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows are written as they come: what is held is a group of rows, and the file itself."""
    monkeypatch.setattr(portfolio_parquet, "_GROUP", 540)

    def peak(count: int) -> int:
        gc.collect()
        tracemalloc.start()
        data = portfolio_parquet.render(portfolios.Contracts(library, count), library)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        rows = count * 9 // 10 * 60 + count // 10  # every tenth is refused
        assert pq.ParquetFile(io.BytesIO(data)).num_row_groups == -(-rows // 540)
        return peak - len(data)

    peak(10)  # what is imported and remembered once
    assert peak(400) < 1.5 * peak(40)
