"""A public list of official domains, in CSV: that of the registry of .gov, with its columns."""

import csv
import io

from undersigned.domain.official_domains import ListedDomain
from undersigned.errors import Unreadable
from undersigned.reading.encodings import decode

_COLUMNS = ("domain name", "domain type", "organization name", "state")


def read_domains(data: bytes) -> tuple[ListedDomain, ...]:
    """The cities' and counties' domains; other kinds are passed over. Raises `Unreadable`."""
    rows = csv.reader(io.StringIO(decode(data).text))
    header = [name.strip().casefold() for name in next(rows, [])]
    if missing := [name for name in _COLUMNS if name not in header]:
        raise Unreadable(f"has no column “{missing[0]}”; it needs {', '.join(_COLUMNS)}", where="line 1")
    places = [header.index(name) for name in _COLUMNS]
    listed = []
    for number, row in enumerate(rows, 2):
        if not any(row):
            continue
        if len(row) <= max(places):
            raise Unreadable("has fewer columns than the first line", where=f"line {number}")
        domain, kind, organisation, state = (row[place].strip() for place in places)
        match kind.casefold():
            case "city":
                listed.append(ListedDomain(domain.casefold(), "city", organisation, state))
            case "county":
                listed.append(ListedDomain(domain.casefold(), "county", organisation, state))
    return tuple(listed)
