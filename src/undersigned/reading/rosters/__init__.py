"""Roster files, one module a kind: bytes in, rows with their numbers out."""

from importlib import import_module
from pathlib import PurePath

from undersigned.domain.roster_table import RosterTable
from undersigned.errors import Unreadable

# Ending of the file's name → the module that reads it, loaded on use.
KINDS: dict[str, str] = {"csv": "csv", "tsv": "csv", "txt": "csv", "xlsx": "xlsx"}

LARGEST = 50_000_000
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
    module = import_module(f"{__name__}.{kind}")
    try:
        table: RosterTable = module.read(data)
    except Unreadable as trouble:
        raise trouble.within(name) from None
    return table


def _refuse_if_too_large(name: str, data: bytes) -> None:
    if len(data) > LARGEST:
        raise Unreadable(
            f"the file is larger than {LARGEST // 1_000_000} MB; a roster of ten thousand members is "
            "smaller than 5 MB. Is it the right file?",
            where=name,
        )
