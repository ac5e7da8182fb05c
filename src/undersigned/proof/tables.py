"""Comparing `signatories.csv`, read as strictly as RFC 4180 spells it, with the proved list."""

import re

from undersigned.domain.columns import SIGNATORY_COLUMNS
from undersigned.domain.spreadsheets import unguarded
from undersigned.domain.text import UNPRINTABLE
from undersigned.errors import Unverifiable
from undersigned.proof.readable import (
    SHOWN,
    Proved,
    check_parts_of_the_name,
    key_from,
    key_of,
    quoted,
    same_people,
)

_FILE = "signatories.csv"
# Nothing is given back while matching (`++`, `*+`): places to go back to would take a hundred times as much.
_CELL = re.compile(r'(?:"((?:[^"]++|"")*+)"|([^",\r\n]*+))(,|\r\n|\n|\Z)')


def compare_csv(data: bytes, proved: Proved) -> None:
    """A header row of known columns, then one row for each signatory. Raises `Unverifiable`.

    A column that is not there shows nothing, so nothing of it is compared. No cell holds more than one line:
    a second one would look like one more row.
    """
    columns, *rows = read_csv(data)
    if strange := sorted(set(columns) - set(SIGNATORY_COLUMNS)):
        raise Unverifiable(_FILE, f"has a column that is not known, {quoted(strange[0])}")
    if len(set(columns)) != len(columns) or not {"name", "organisation"} & set(columns):
        raise Unverifiable(_FILE, "has a doubled column, or neither “name” nor “organisation”")
    shown = []
    for number, row in enumerate(rows, start=2):
        if len(row) != len(columns):
            raise Unverifiable(_FILE, f"row {number} has another number of cells than the header")
        if odd := next((cell for cell in row if UNPRINTABLE.search(cell)), None):
            raise Unverifiable(_FILE, f"row {number} has {quoted(odd)}, which is no line of text")
        shown.append(dict(zip(columns, map(unguarded, row), strict=True)))
    hidden = {part: "" for column, part in SHOWN.items() if column not in columns}
    says_how = any(each.get("how") for each in shown)
    same_people(
        _FILE,
        [(*key_from(each, _FILE), each["how"] if says_how else "") for each in shown],
        [(*key_of(row._replace(**hidden)), row.how if says_how else "") for row in proved.rows],
    )
    for each in shown:
        check_parts_of_the_name(each, _FILE)


def read_csv(data: bytes) -> list[list[str]]:
    """The cells of a CSV (RFC 4180), strictly; a byte order mark is allowed. Raises `Unverifiable`."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        raise Unverifiable(_FILE, "is not UTF-8 text") from trouble
    rows: list[list[str]] = [[]]
    position = 0
    while position < len(text):
        cell = _CELL.match(text, position)
        if cell is None:
            raise Unverifiable(_FILE, f"row {len(rows)} is not spelt as CSV")
        rows[-1].append(cell[2] if cell[1] is None else cell[1].replace('""', '"'))
        position = cell.end()
        if cell[3] == "," and position == len(text):
            rows[-1].append("")
        elif cell[3] in ("\n", "\r\n") and position < len(text):
            rows.append([])
    return rows
