"""Dates as a calendar that other programs subscribe to (RFC 5545)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

MEDIA_TYPE = "text/calendar; charset=utf-8"
_READ_AGAIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """One entry, at a moment or for a whole day.

    `key` is what it is known by when it moves, `address` where more is said of it.
    """

    key: str
    at: datetime | date
    summary: str
    address: str


def render(name: str, dates: Iterable[CalendarDate], *, host: str, at: datetime) -> bytes:
    """The calendar; `host` makes its keys this installation's own, `at` is when it was made."""
    calendar = Calendar()
    calendar.add("prodid", "-//Undersigned//Undersigned//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", _READ_AGAIN, parameters={"VALUE": "DURATION"})
    for each in dates:
        entry = Event()
        entry.add("uid", f"{each.key}@{host}")
        entry.add("dtstamp", at)
        entry.add("dtstart", each.at)
        entry.add("summary", each.summary)
        entry.add("url", each.address)
        calendar.add_component(entry)
    return bytes(calendar.to_ical())
