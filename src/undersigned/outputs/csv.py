"""The list of signatories as CSV (RFC 4180, UTF-8), safe to open in a spreadsheet, in the letter's order."""

import csv
import io

from undersigned.domain.columns import SIGNATORY_COLUMNS, row_of
from undersigned.domain.publishing import Publication, Rendered
from undersigned.domain.spreadsheets import guarded


def render(publication: Publication) -> Rendered:
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(SIGNATORY_COLUMNS)
    writer.writerows([guarded(cell) for cell in row_of(each)] for each in publication.document.signatories)
    return Rendered("signatories.csv", "text/csv; charset=utf-8", table.getvalue().encode("utf-8"))
