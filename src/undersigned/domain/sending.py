"""How mails go out: in whose words; at once, at a time, or at the same hour where each office is; and the
rounds of reminders.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from undersigned.domain.own_words import OURS, OwnWords
from undersigned.domain.reasons import Reason
from undersigned.domain.zones import zone_named

# Nobody is reminded again so soon, whoever asks for it.
PAUSE = timedelta(hours=20)
_FIRST_ZONE = "+14:00"
# A round that was missed for so long is not made up for: it would come at the wrong time of day.
_TOO_LATE = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Round:
    """When mails to many offices go: so many days before the deadline, or on a day; at `hour`.

    `zone` is the zone that the hour is in, or "" for each office's own. Exactly one of `days_before` and `on`
    is there.
    """

    hour: time
    zone: str = ""
    days_before: int | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Sending:
    """How the mails of one act go out. `when` is None for at once."""

    own: OwnWords = OURS
    when: Round | None = None


def moment_of(planned: Round, deadline: datetime, deadline_zone: str, office_zone: str) -> datetime:
    """When an office in this zone is reminded; one whose zone is unknown ("") as where the deadline was set.

    Days before the deadline count where the deadline was set.
    """
    day = planned.on
    if day is None:
        last = deadline.astimezone(zone_named(deadline_zone)).date()
        day = last - timedelta(days=planned.days_before or 0)
    return datetime.combine(day, planned.hour, zone_named(planned.zone or office_zone or deadline_zone))


def first_moment(planned: Round, deadline: datetime, deadline_zone: str) -> datetime:
    """When the first office of the world is reminded: before then there is nothing to look for."""
    return moment_of(planned, deadline, deadline_zone, _FIRST_ZONE)


def may_be_planned(planned: Round, deadline: datetime, deadline_zone: str, at: datetime) -> Reason | None:
    """Whether a round can still come for anybody, and before the deadline."""
    moment = moment_of(planned, deadline, deadline_zone, deadline_zone)
    if moment <= at:
        return Reason.TIME_NOT_USABLE
    return Reason.TIME_AFTER_DEADLINE if moment >= deadline else None


def is_due(moment: datetime, planned_at: datetime, at: datetime) -> bool:
    """Whether this moment has come. One that was past when the round was planned never comes."""
    return planned_at <= moment <= at < moment + _TOO_LATE


def is_over(moment: datetime, planned_at: datetime, at: datetime) -> bool:
    """Whether nothing can come of this moment any more."""
    return moment < planned_at or moment + _TOO_LATE <= at


def may_be_reminded(last: datetime | None, at: datetime) -> bool:
    return last is None or at - last >= PAUSE
