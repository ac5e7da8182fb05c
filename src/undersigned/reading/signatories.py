"""A list of signatories, CSV or XLSX with a header row, as `Signatory` values in the order of the rows.

Columns: `domain.columns`. Any order, any case; a column that is not known is refused by its name.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any, cast, get_args

from undersigned.domain.cells import unguarded
from undersigned.domain.columns import SIGNATORY_COLUMNS
from undersigned.domain.documents import Confirmation, How, Signatory, SignatoryStatus, Source
from undersigned.domain.text import tidy, trouble_in_line
from undersigned.errors import Unreadable
from undersigned.wording import speak

LARGEST_FILE = 200_000_000
LONGEST_NOTE = 2_000
_YES = frozenset(("yes", "y", "true", "1", "x", "sí", "si", "oui"))
_NO = frozenset(("", "no", "n", "false", "0", "non"))
_PLAIN = frozenset(SIGNATORY_COLUMNS) - {"lead", "rank", "date", "status", "how"}
_ZIP = b"PK\x03\x04"

Row = tuple[int, list[str]]


def read_signatories(data: bytes) -> tuple[Signatory, ...]:
    """The rows of the list. `Unreadable` says the row (the header is row 1) and the column."""
    if len(data) > LARGEST_FILE:
        raise Unreadable(f"the file has {len(data):,} bytes; a list may have {LARGEST_FILE:,}")
    if not data.strip():
        raise Unreadable("the file is empty; a list has a header row, such as “name,office,place,region”")
    rows = _xlsx_rows(data) if data.startswith(_ZIP) else _csv_rows(data)
    _, header = next(rows, (1, []))
    columns = _columns(header)
    return tuple(_signatory(row, columns, cells) for row, cells in rows if any(cells))


def _columns(header: list[str]) -> list[str]:
    """The columns by their known names, in the order of the file."""
    columns = [re.sub(r"[\s-]+", "_", tidy(name).casefold()) for name in header]
    while columns and not columns[-1]:
        columns.pop()
    for number, name in enumerate(columns, start=1):
        if name not in SIGNATORY_COLUMNS:
            near = get_close_matches(name, SIGNATORY_COLUMNS, n=1, cutoff=0.6)
            right = f"did you mean “{near[0]}”?" if near else f"known are {', '.join(SIGNATORY_COLUMNS)}"
            raise _trouble(1, number, f"unknown column “{header[number - 1]}”; {right}")
        if name in columns[: number - 1]:
            raise _trouble(1, number, f"the column “{name}” is there twice; keep one")
    if "name" not in columns and "organisation" not in columns:
        raise Unreadable("the header needs a column “name” or “organisation”", where="row 1")
    return columns


def _trouble(row: int, column: int | str, what: str) -> Unreadable:
    name = f"“{column}”" if isinstance(column, str) else str(column)
    return Unreadable(what, where=f"row {row}, column {name}")


def _signatory(row: int, columns: list[str], cells: list[str]) -> Signatory:
    if any(cells[len(columns) :]):
        raise Unreadable(
            f"there are {len(cells)} cells and {len(columns)} columns; put cells with commas in quotes",
            where=f"row {row}",
        )
    texts = {name: tidy(cell) for name, cell in zip(columns, cells, strict=False)}
    for name, text in texts.items():
        _refuse_unprintable(row, name, text)
    if not (texts.get("name") or texts.get("organisation")):
        raise Unreadable("neither a name nor an organisation is given", where=f"row {row}")
    known: dict[str, Any] = {name: text or None for name, text in texts.items() if name in _PLAIN}
    signatory = Signatory(**known, source=Source(line=row))
    return replace(
        signatory,
        lead=_flag(row, "lead", texts.get("lead", "")),
        rank=_whole_number(row, "rank", texts.get("rank", "")),
        date=_day(row, "date", texts.get("date", "")),
        status=_status(row, texts.get("status", "")),
        confirmed=_confirmed(row, texts.get("how", "")),
    )


def _refuse_unprintable(row: int, column: str, text: str) -> None:
    trouble = trouble_in_line(text)
    if trouble is None or (column == "note" and trouble in ("too-long", "web-address") and len(text) <= LONGEST_NOTE):
        return
    raise _trouble(row, column, speak("en").reason(trouble, field=column))


def _flag(row: int, column: str, text: str) -> bool:
    if text.casefold() not in _YES | _NO:
        raise _trouble(row, column, f"“{text}” is neither yes nor no")
    return text.casefold() in _YES


def _whole_number(row: int, column: str, text: str) -> int | None:
    if not text:
        return None
    if not re.fullmatch(r"-?[0-9]{1,9}", text):
        raise _trouble(row, column, f"“{text}” is not a whole number")
    return int(text)


def _day(row: int, column: str, text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10]) if re.match(r"\d{4}-\d{2}-\d{2}(?:$|[T ])", text) else _not_a_date()
    except ValueError as trouble:
        what = f"“{text}” is not a date; write year-month-day, such as 2016-12-29"
        raise _trouble(row, column, what) from trouble


def _not_a_date() -> date:
    raise ValueError


def _status(row: int, text: str) -> SignatoryStatus:
    word = re.sub(r"[\s-]+", "_", text.casefold()) or "current"
    if word not in get_args(SignatoryStatus):
        raise _trouble(row, "status", f"“{text}” is none of {', '.join(get_args(SignatoryStatus))}")
    return cast(SignatoryStatus, word)


def _confirmed(row: int, text: str) -> Confirmation | None:
    if not text:
        return None
    if text.casefold() not in get_args(How):
        raise _trouble(row, "how", f"“{text}” is none of {', '.join(get_args(How))}")
    return Confirmation(how=cast(How, text.casefold()), by="self")


def _csv_rows(data: bytes) -> Iterator[Row]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        line = data[: trouble.start].count(b"\n") + 1
        raise Unreadable("this is not UTF-8 text; save the list as CSV UTF-8", where=f"line {line}") from trouble
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise Unreadable("this is not a CSV file (it has a NUL byte); save the list as CSV UTF-8", where=f"line {line}")
    first = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, cells in enumerate(reader, start=1):
            yield number, [unguarded(cell) for cell in cells]
    except csv.Error as trouble:
        raise Unreadable(f"this is not CSV ({trouble})", where=f"line {reader.line_num}") from trouble


def _xlsx_rows(data: bytes) -> Iterator[Row]:
    """The rows of the first sheet; formulas count by the value that was stored with them."""
    from openpyxl import load_workbook  # 80 ms that a CSV list need not wait for

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        rows: Iterable[tuple[object, ...]] = book.worksheets[0].iter_rows(values_only=True)
        for number, cells in enumerate(rows, start=1):
            yield number, [_cell(cell) for cell in cells]
    except (zipfile.BadZipFile, KeyError, ValueError, IndexError, OSError, EOFError) as trouble:
        raise Unreadable("this is not a whole XLSX file; save the list again, or as CSV UTF-8") from trouble


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
