"""The list of signatories as a spreadsheet: every cell is text, in the letter's order."""

import io
import re
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from undersigned.domain.columns import SIGNATORY_COLUMNS, row_of
from undersigned.domain.publishing import Publication, Rendered
from undersigned.domain.spreadsheets import guarded
from undersigned.outputs import packed

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDE = ("name", "office", "title", "place", "organisation", "on_behalf_of", "note")
_WHEN_IT_WAS_SAVED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def render(publication: Publication) -> Rendered:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Signatories")
    sheet.freeze_panes = "A2"
    for index, column in enumerate(SIGNATORY_COLUMNS):
        sheet.column_dimensions[chr(ord("A") + index)].width = 30 if column in _WIDE else 12
    sheet.append([_head(sheet, column) for column in SIGNATORY_COLUMNS])
    for signatory in publication.document.signatories:
        sheet.append([_cell(sheet, text) for text in row_of(signatory)])
    written = io.BytesIO()
    book.save(written)
    return Rendered("signatories.xlsx", MEDIA_TYPE, packed(_parts_without_time(written)))


def _head(sheet: WriteOnlyWorksheet, column: str) -> Cell:
    cell = WriteOnlyCell(sheet, column)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: WriteOnlyWorksheet, text: str) -> Cell | str | None:
    """Text stays text: what looks like a formula is marked as text for whoever edits the cell, too."""
    if guarded(text) == text:
        return text or None
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell


def _parts_without_time(written: io.BytesIO) -> list[tuple[str, bytes]]:
    with ZipFile(written) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    return [(name, _WHEN_IT_WAS_SAVED.sub(rb"\g<1>1980-01-01T00:00:00Z", part)) for name, part in parts]
