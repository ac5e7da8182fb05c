"""What has been told of one entry so far, and the region at its end."""

import re
from dataclasses import dataclass, field

from undersigned.domain.documents import SignatoryStatus
from undersigned.reading.whereabouts import where_is

LEFTOVERS = " \t,;·•|"
PARENTHESIS = re.compile(r"\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)")


@dataclass(slots=True)
class Found:
    """What has been told of one entry so far."""

    name: str | None = None
    honorific: str | None = None
    office: str | None = None
    title: list[str] = field(default_factory=list)
    place: str | None = None
    region: str | None = None
    region_code: str | None = None
    country: str | None = None
    organisation: str | None = None
    on_behalf_of: str | None = None
    note: list[str] = field(default_factory=list)
    status: SignatoryStatus = "current"
    columns: bool = False  # the pieces are cells of a table: the nearest to the name says the body


def set_region(text: str, found: Found) -> None:
    """Set region and country from a text that names one."""
    where = where_is(text)
    if where is None:
        return
    found.region = where.text if not where.is_country else found.region
    found.region_code = where.region_code
    found.country = where.text if where.is_country else where.country
    if where.is_country and not found.region:
        found.region = None


def with_region_at_the_end(place: str, found: Found) -> str:
    """ "Austin TX" and "Recife/PE" → the place, its region noted."""
    tail = re.match(r"^(.*\S)(?: |/|-)([A-Z]{2})$", place)
    if tail:
        set_region(tail.group(2), found)
        found.region = found.region or tail.group(2)
        return tail.group(1).strip(" /-,")
    return place
