"""A time zone is kept by its name, or by its offset where it has none."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from undersigned.domain.zones import name_of_zone, zone_named


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        (ZoneInfo("America/New_York"), "America/New_York"),
        (timezone(timedelta(hours=-5)), "-05:00"),
        (timezone(timedelta(hours=5, minutes=30)), "+05:30"),
        (timezone(-timedelta(hours=3, minutes=30)), "-03:30"),
        (UTC, "UTC"),
    ],
)
def test_a_zone_is_found_again_by_its_name(zone: timezone, name: str) -> None:
    at = datetime(2026, 12, 1, 17, 0, tzinfo=zone)
    assert name_of_zone(at) == name
    assert at.astimezone(zone_named(name)).isoformat() == at.isoformat()


def test_a_name_that_is_none_is_taken_for_utc() -> None:
    assert zone_named("Mars/Olympus").utcoffset(datetime(2026, 1, 1, tzinfo=UTC)) == timedelta()
