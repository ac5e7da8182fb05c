"""Time zones by name: IANA's ("America/New_York"), or an offset ("-05:00") where that is all we know."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_OFFSET = re.compile(r"([+-])(\d\d):(\d\d)")


def zone_named(name: str) -> tzinfo:
    """The zone of a name that `name_of_zone` gave; UTC for one that is none."""
    if found := _OFFSET.fullmatch(name):
        offset = timedelta(hours=int(found[2]), minutes=int(found[3]))
        return timezone(-offset if found[1] == "-" else offset)
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def name_of_zone(at: datetime) -> str:
    """The zone that a time was given in. `at` is aware."""
    key = getattr(at.tzinfo, "key", None)
    if key is not None:
        return str(key)
    offset = at.utcoffset() or timedelta()
    minutes = int(offset.total_seconds()) // 60
    if not minutes:
        return "UTC"
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
