"""Rosters in CSV: commas, semicolons or tabs; UTF-8, or UTF-16 that says so."""

import codecs
import csv
import io
import re

from undersigned.domain.roster_table import RosterTable, TableRow
from undersigned.domain.spreadsheets import unguarded
from undersigned.errors import Unreadable

_DELIMITERS = ",;\t"


def read(data: bytes) -> RosterTable:
    """The table, its cells without the apostrophe that guards against formulas."""
    text = _text(data)
    if not text.strip():
        raise Unreadable("the file is empty; its first row would name the columns")
    records = _records(text, _delimiter(text))
    header, *rows = (
        TableRow(number, tuple(map(unguarded, cells))) for number, cells in enumerate(records, 1)
    )
    return RosterTable(header.cells, tuple(row for row in rows if not row.is_blank))


def _text(data: bytes) -> str:
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                raise Unreadable(
                    "the file begins as UTF-16 and does not go on so; save it as “CSV UTF-8”"
                ) from None
    if b"\0" in data:
        raise Unreadable(
            "the file has NUL characters, so it is no CSV, or it is UTF-16 without its mark; "
            "save it as “CSV UTF-8”",
            where=f"row {data[: data.index(0)].count(10) + 1}",
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        raise _other_encoding(data, trouble.start) from None


def _other_encoding(data: bytes, start: int) -> Unreadable:
    """Where the first bytes stand that are not UTF-8, and how they read in the likeliest other encoding."""
    before = data[:start].decode("utf-8-sig")
    delimiter = _delimiter(before)
    try:
        records = list(csv.reader(io.StringIO(before, newline=""), delimiter=delimiter)) or [[""]]
    except csv.Error:
        return Unreadable("this is not UTF-8, and perhaps no text at all; save the file as “CSV UTF-8”")
    if before.endswith(("\n", "\r")):
        records.append([""])
    rest = data[start : start + 40].decode("cp1252", errors="replace")
    cell = "".join(records[-1][-1:]) + re.split(rf"[{delimiter}\r\n]", rest)[0]
    column = max(len(records[-1]) - 1, 0)
    name = f" “{records[0][column]}”" if len(records) > 1 and column < len(records[0]) else f" {column + 1}"
    return Unreadable(
        f"this is not UTF-8 (perhaps “{cell.strip()[-60:]}” in an older encoding); "
        "save the file as “CSV UTF-8”",
        where=f"row {len(records)}, column{name}",
    )


def _delimiter(text: str) -> str:
    """The one of the three that stands most often in the header."""
    header = text.lstrip("\r\n").split("\n", 1)[0]
    return max(_DELIMITERS, key=header.count)


def _records(text: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    records: list[list[str]] = []
    try:
        records.extend(reader)
    except csv.Error:
        raise Unreadable(
            "the quotation marks do not match; a cell that begins with one ends with one, "
            "and any inside are doubled",
            where=f"row {len(records) + 1}",
        ) from None
    return records
