"""Letters from elsewhere in the example: one in the archive as a record, one read and not decided on yet."""

from datetime import date, datetime
from typing import Final

from undersigned import examples
from undersigned.actions.readings import Found, keep_record, read_file
from undersigned.queries.roster import coalition_by_slug

_FOUND: Final = Found(
    address="https://harbor-towns.example/letters/winter-ferry",
    note="From the page of the Harbor Towns; read in, not signed here.",
)


def read_in(coalition: str, file: str, today: date, at: datetime) -> int:
    """Read a file of the example's folder `elsewhere`; the reading's number."""
    text = examples.read(f"elsewhere/{file}", today)
    return read_file(coalition=coalition_by_slug(coalition), file_name=file, data=text.encode(), at=at).pk


def keep(coalition: str, file: str, today: date, at: datetime) -> None:
    """The same, put into the archive as a record."""
    reading = read_in(coalition, file, today, at)
    keep_record(coalition=coalition_by_slug(coalition), reading=reading, found=_FOUND, at=at)
