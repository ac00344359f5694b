"""Workbooks as every report of ours makes them: text stays text, and the same input the same bytes."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from tempfile import TemporaryDirectory
from typing import Any, Final

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from analyser.errors import UsageError
from analyser.model import Verdict
from analyser.report.summary import clean

MADE = datetime(2000, 1, 1)  # fixed: the clock would make every report differ
ROWS: Final = 1_048_576  # rows Excel allows on a sheet
_CELL: Final = 32_767  # characters Excel allows in a cell
_TINTS: Final = {
    Verdict.MET: ("#0B5324", "#DFF3E4"),
    Verdict.PARTIAL: ("#6B4300", "#FFF0CF"),
    Verdict.CONTRARY: ("#8F1414", "#FDE4E4"),
    Verdict.MISSING: ("#64176A", "#F6E3F8"),
    Verdict.NOT_APPLICABLE: ("#484848", "#ECECEC"),
    Verdict.UNREAD: ("#12407F", "#E0EBFB"),
}


@dataclass(frozen=True, slots=True)
class Tinted:
    """A cell that shows a verdict: text with the verdict's colours."""

    text: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Share:
    """A cell that shows a part of a whole, 0..1, in per cent."""

    value: float


Cell = str | int | float | date | Tinted | Share | None
AddRow = Callable[[Sequence[Cell]], None]


@contextmanager
def large_workbook(title: str, *, rows: int = ROWS) -> Iterator[Workbook]:
    """A workbook whose rows wait on disk, so that it may hold any number of them.

    They wait in a folder that only this user may read, and that is gone afterwards, whatever happens. A
    table of more than ``rows`` rows goes on on a further sheet. Raises UsageError where that disk is full.
    """
    try:
        with TemporaryDirectory(prefix="analyser-") as folder:
            book = Workbook(title, {"constant_memory": True, "tmpdir": folder, "use_zip64": True}, rows=rows)
            try:
                yield book
            finally:
                book.close()  # where that was not done: its files on disk are open
    except (OSError, XlsxWriterException) as error:
        raise UsageError(
            what_nl="Het werkboek kan niet worden gemaakt: er is geen plaats voor tijdelijke bestanden. Maak "
            "ruimte op de schijf, of wijs met TMPDIR een andere map aan.",
            what_en="The workbook cannot be made: there is no room for temporary files. Make room on the "
            "disk, or name another folder with TMPDIR.",
        ) from error


class Workbook:
    """A workbook under construction; ``close`` gives its bytes."""

    def __init__(self, title: str, options: dict[str, Any] | None = None, *, rows: int = ROWS) -> None:
        self._buffer = io.BytesIO()
        self._rows = rows
        self._book: Any = xlsxwriter.Workbook(
            self._buffer,
            {"strings_to_formulas": False, "strings_to_urls": False} | (options or {"in_memory": True}),
        )
        self._book.set_properties({"title": clean(title), "created": MADE})
        wrapped = {"text_wrap": True, "valign": "top"}
        self._plain = self._book.add_format(wrapped)
        self._bold = self._book.add_format(wrapped | {"bold": True})
        self._day = self._book.add_format(wrapped | {"num_format": "yyyy-mm-dd"})
        self._share = self._book.add_format(wrapped | {"num_format": "0%"})
        self._header = self._book.add_format(wrapped | {"bold": True, "bg_color": "#E3E8EF", "bottom": 1})
        self._tints = {
            verdict: self._book.add_format(wrapped | {"font_color": ink, "bg_color": ground})
            for verdict, (ink, ground) in _TINTS.items()
        }

    def facts(self, name: str, rows: Iterable[Sequence[Cell]], widths: Sequence[int]) -> None:
        """A sheet to read from top to bottom; the first cell of a row is its name."""
        sheet = self._sheet(name, widths)
        for index, row in enumerate(rows):
            self._write(sheet, index, row[:1], self._bold)
            self._write(sheet, index, row[1:], self._plain, first=1)

    def table(
        self,
        name: str,
        header: Sequence[str],
        rows: Iterable[Sequence[Cell]],
        widths: Sequence[int],
        *,
        frozen: int = 0,
    ) -> None:
        """A sheet to filter and sort: header frozen, as are the first ``frozen`` columns.

        Rows that do not fit go on on a sheet with a number behind its name: "Gaten 2".
        """
        with self.growing(name, header, widths, frozen=frozen) as add:
            for row in rows:
                add(row)

    @contextmanager
    def growing(
        self, name: str, header: Sequence[str], widths: Sequence[int], *, frozen: int = 0
    ) -> Iterator[AddRow]:
        """As ``table``, a row at a time. Several may grow side by side."""
        number = last = 0
        sheet: Any = None

        def begin() -> None:
            nonlocal number, last, sheet
            number, last = number + 1, 0
            sheet = self._sheet(name if number == 1 else f"{name} {number}", widths)
            self._write(sheet, 0, header, self._header)

        def end() -> None:
            sheet.freeze_panes(1, frozen)
            sheet.autofilter(0, 0, last, len(header) - 1)
            sheet.repeat_rows(0)

        def add(row: Sequence[Cell]) -> None:
            nonlocal last
            if last + 1 == self._rows:
                end()
                begin()
            last += 1
            self._write(sheet, last, row, self._plain)

        begin()
        yield add
        end()

    def close(self) -> bytes:
        """Finish the workbook; a second time changes nothing."""
        if not self._book.fileclosed:
            self._book.close()
        return self._buffer.getvalue()

    def _sheet(self, name: str, widths: Sequence[int]) -> Any:
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        return sheet

    def _write(self, sheet: Any, row: int, cells: Sequence[Cell], style: Any, *, first: int = 0) -> None:
        for column, cell in enumerate(cells, first):
            if isinstance(cell, Tinted):
                sheet.write_string(row, column, fit(cell.text), self._tints[cell.verdict])
            elif isinstance(cell, Share):
                sheet.write_number(row, column, cell.value, self._share)
            elif isinstance(cell, date):
                sheet.write_datetime(row, column, cell, self._day)
            elif isinstance(cell, int | float):
                sheet.write_number(row, column, cell, style)
            elif cell:  # an empty text would count as filled in a filter
                sheet.write_string(row, column, fit(cell), style)


def fit(text: str) -> str:
    """Text that a cell can hold; what is cut off ends in "…"."""
    text = clean(text)
    return text if len(text) <= _CELL else text[: _CELL - 1] + "…"
