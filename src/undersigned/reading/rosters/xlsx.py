"""Rosters in Excel's .xlsx: the first sheet, its cells as the text a person sees in them."""

import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook

from undersigned.domain.roster_table import Remark, RosterTable, TableRow
from undersigned.errors import Unreadable
from undersigned.reading.rosters import NOT_A_SPREADSHEET

_MOST_BYTES_UNPACKED = 150_000_000
_MOST_PARTS = 1_000
_MOST_ROWS, _MOST_COLUMNS = 100_000, 200


def read(data: bytes) -> RosterTable:
    """The table. A row with a formula or an error in it carries a trouble: its value may be out of date."""
    _refuse_a_bomb(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions that it leaves out
            workbook = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            sheets = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
            rows = list(_rows(sheets[0])) if sheets else []
            others = [sheet.title for sheet in sheets[1:]]
            workbook.close()
    except Unreadable:
        raise
    except Exception:  # a damaged file fails in openpyxl with whatever comes first
        raise Unreadable(NOT_A_SPREADSHEET) from None
    if not any(not row.is_blank for row in rows):
        raise Unreadable("the first sheet is empty; its first row would name the columns")
    header, *body = rows
    notes = (Remark(None, "other-sheets-left-out", {"sheets": ", ".join(others)}),) if others else ()
    return RosterTable(header.cells, tuple(row for row in body if not row.is_blank), notes)


def _refuse_a_bomb(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            listed = parts.infolist()
            sizes = sum(part.file_size for part in listed)
            if sizes > _MOST_BYTES_UNPACKED or len(listed) > _MOST_PARTS:
                raise Unreadable(
                    "unpacked, this file would be far larger than any roster; save the sheet as CSV"
                )
            for part in listed:
                with parts.open(part) as start:
                    if b"<!DOCTYPE" in start.read(2_000):
                        raise Unreadable(NOT_A_SPREADSHEET)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise Unreadable(NOT_A_SPREADSHEET) from None


def _rows(sheet: Any) -> Iterator[TableRow]:  # openpyxl's read-only sheet has no public type
    sheet.reset_dimensions()  # what a file says about its own size is often wrong
    for number, cells in enumerate(sheet.iter_rows(max_col=_MOST_COLUMNS), 1):
        if number > _MOST_ROWS:
            raise Unreadable(f"the sheet has more than {_MOST_ROWS:,} rows; is it the right file?")
        troubles = tuple(
            Remark(number, "cell-is-formula", {"column": cell.column_letter, "text": str(cell.value)[:60]})
            for cell in cells
            if getattr(cell, "data_type", None) in ("f", "e")
        )
        yield TableRow(number, _without_empty_end(tuple(_text(cell.value) for cell in cells)), troubles)


def _text(value: object) -> str:
    """A cell's value as text: a date as 2026-12-31, a whole number without its decimals."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _without_empty_end(cells: tuple[str, ...]) -> tuple[str, ...]:
    filled = [index for index, cell in enumerate(cells) if cell.strip()]
    return cells[: filled[-1] + 1] if filled else ()
