"""Roster files, one module a kind: bytes in, rows with their numbers out."""

from importlib import import_module
from pathlib import PurePath

from undersigned.domain.roster_table import RosterTable, table_from_json
from undersigned.errors import Unreadable
from undersigned.reading.isolated import read_isolated

# Ending of the file's name → the module that reads it, loaded on use.
KINDS: dict[str, str] = {"csv": "csv", "tsv": "csv", "txt": "csv", "xlsx": "xlsx"}
PARSED_APART = frozenset({"xlsx"})  # a small one can be made to take much memory and time: `isolated`

LARGEST = 50_000_000
NOT_A_SPREADSHEET = (
    "this is not an .xlsx file, or it is damaged; open it in a spreadsheet and save it again, or as CSV"
)
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def read_rows(name: str, data: bytes) -> RosterTable:
    """The rows of a roster file. Its name's ending says its kind; without one, its first bytes do.

    Raises `Unreadable`, with the place where reading stopped, for a file that is none.
    """
    _refuse_if_too_large(name, data)
    if data.startswith(_OLD_EXCEL):
        raise Unreadable("this is an Excel file of the old kind; save it as .xlsx or as CSV", where=name)
    ending = PurePath(name).suffix.lower().removeprefix(".")
    looks_like = "xlsx" if data.startswith(_ZIP) else "csv"
    kind = KINDS.get(ending, looks_like)
    if kind == "csv" and looks_like == "xlsx":
        raise Unreadable("this is a spreadsheet and not CSV; give its name the ending .xlsx", where=name)
    try:
        return _read_apart(kind, data) if kind in PARSED_APART else _read_here(kind, data)
    except Unreadable as trouble:
        raise trouble.within(name) from None


def _read_apart(kind: str, data: bytes) -> RosterTable:
    if not data.startswith(_ZIP):
        raise Unreadable(NOT_A_SPREADSHEET)
    return table_from_json(read_isolated(f"rosters.{kind}", data))


def _read_here(kind: str, data: bytes) -> RosterTable:
    table: RosterTable = import_module(f"{__name__}.{kind}").read(data)
    return table


def _refuse_if_too_large(name: str, data: bytes) -> None:
    if len(data) > LARGEST:
        raise Unreadable(
            f"the file is larger than {LARGEST // 1_000_000} MB; a roster of ten thousand members is "
            "smaller than 5 MB. Is it the right file?",
            where=name,
        )
