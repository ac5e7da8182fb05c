"""A roster as CSV: every column of the contract, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable

from undersigned.domain.roster import MemberEntry
from undersigned.domain.roster_columns import COLUMNS
from undersigned.domain.roster_export import export_rows
from undersigned.domain.spreadsheets import guarded


def render(members: Iterable[MemberEntry]) -> bytes:
    """The file, in UTF-8. Reading and importing it changes nothing."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for row in export_rows(members):
        writer.writerow({column: guarded(cell) for column, cell in row.items()})
    return text.getvalue().encode("utf-8")
