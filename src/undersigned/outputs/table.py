"""Any table as CSV (RFC 4180, UTF-8) or as a spreadsheet, both safe to open."""

import csv
import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE as NOT_IN_XML
from openpyxl.styles import Font

from undersigned.domain.publishing import Rendered
from undersigned.domain.spreadsheets import guarded

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDEST = 50
_MARGIN = 2


def as_csv(name: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> Rendered:
    """The rows under their head; `name` is the file's, without its ending."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return Rendered(f"{name}.csv", "text/csv; charset=utf-8", table.getvalue().encode("utf-8"))


def as_xlsx(name: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> Rendered:
    """The same as a spreadsheet: every cell is text, the head stays in view and can be filtered by.

    What XML cannot hold is shown as a sign in its place.
    """
    kept = [[NOT_IN_XML.sub("\ufffd", text) for text in row] for row in rows]
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name[:31])
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{chr(ord('A') + len(head) - 1)}{len(kept) + 1}"
    for index, title in enumerate(head):
        longest = max((len(row[index]) for row in kept), default=0)
        width = min(max(longest, len(title)) + _MARGIN, _WIDEST)
        sheet.column_dimensions[chr(ord("A") + index)].width = width
    heads = [WriteOnlyCell(sheet, title) for title in head]
    for cell in heads:
        cell.font = Font(bold=True)
    sheet.append(heads)
    for row in kept:
        cells = [WriteOnlyCell(sheet, text) for text in row]
        for cell, text in zip(cells, row, strict=True):
            cell.data_type = "s"
            cell.quotePrefix = guarded(text) != text
        sheet.append(cells)
    written = io.BytesIO()
    book.save(written)
    return Rendered(f"{name}.xlsx", _XLSX, written.getvalue())
