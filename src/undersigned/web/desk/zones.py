"""Times and their zones in the desk's forms."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from django.http import HttpRequest

from undersigned.domain.reasons import Reason
from undersigned.errors import Refused

_USUAL_ZONES = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Puerto_Rico",
    "UTC",
)


def zone_fields() -> dict[str, Any]:
    return {"usual_zones": _USUAL_ZONES, "zones": sorted(available_timezones() - set(_USUAL_ZONES))}


def deadline_fields(request: HttpRequest) -> dict[str, Any]:
    """What the template `desk/deadline.html` shows."""
    return {
        "deadline": request.POST.get("deadline", ""),
        "zone": request.POST.get("zone", "America/New_York"),
        **zone_fields(),
    }


def deadline_in(request: HttpRequest) -> datetime:
    """The deadline that was typed. Refused (deadline-without-zone) where it is not a time with its zone."""
    typed = request.POST.get("deadline", "")
    try:
        local = datetime.fromisoformat(typed)
        zone = ZoneInfo(request.POST.get("zone", ""))
    except (ValueError, ZoneInfoNotFoundError):
        raise Refused(Reason.DEADLINE_WITHOUT_ZONE, text=typed) from None
    return local if local.tzinfo else local.replace(tzinfo=zone)


def typed_deadline(request: HttpRequest) -> datetime | None:
    """The same; None where nothing usable was typed."""
    try:
        return deadline_in(request)
    except Refused:
        return None
