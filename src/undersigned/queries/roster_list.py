"""The roster as a list: who holds each office on a day, whole or a page at a time."""

from dataclasses import dataclass
from datetime import date, datetime

from undersigned.domain.roster import DelegateEntry, Standing, delegates_on, standing_on
from undersigned.queries.pages import ListPage, Wanted, members_found, page_of
from undersigned.queries.roster import entry_of, members_of, today_at
from undersigned.queries.roster_gaps import Gaps
from undersigned.records.models import Coalition, Member


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A member on a day: who holds the office, or held it last. `delegates` may act that day."""

    member: str
    office: str
    place: str
    region: str
    jurisdiction: str | None
    holder: str | None
    start: date | None
    end: date | None
    status: Standing
    email: str | None
    delegates: tuple[DelegateEntry, ...]


def roster_on(coalition: Coalition, at: datetime | date) -> tuple[RosterRow, ...]:
    """The roster in order of member key, on a day, or on the day it is in each place at a time."""
    return tuple(_roster_row(member, at) for member in members_of(coalition))


@dataclass(frozen=True, slots=True)
class Filter:
    """Which members are looked for; "" for all."""

    region: str = ""
    office: str = ""
    gap: str = ""


def roster_page(
    coalition: Coalition, at: datetime, wanted: Wanted, kept: Filter, gaps: Gaps
) -> ListPage[RosterRow]:
    """A page of the roster in order of place, on the day it is in each place."""
    found = members_found(members_of(coalition), wanted.search)
    if kept.region:
        found = found.filter(region=kept.region)
    if kept.office:
        found = found.filter(office=kept.office)
    if kept.gap:
        lacking = {member for member, lacks in gaps.items() if kept.gap in lacks}
        in_order = found.prefetch_related(None).values_list("pk", flat=True)
        keys = [member for member in in_order if member in lacking]
        return page_of(keys, wanted, lambda page: _rows_of(page, at))
    return page_of(found, wanted, lambda members: [_roster_row(member, at) for member in members])


def _rows_of(keys: list[int], at: datetime) -> list[RosterRow]:
    members = Member.objects.prefetch_related("terms", "delegates", "domains").in_bulk(keys)
    return [_roster_row(members[key], at) for key in keys]


def _roster_row(member: Member, at: datetime | date) -> RosterRow:
    day = today_at(member, at) if isinstance(at, datetime) else at
    entry = entry_of(member, on=day)
    standing, holder = standing_on(entry.holders, day)
    return RosterRow(
        member=entry.key,
        office=entry.office,
        place=entry.place or entry.organisation or "",
        region=entry.region or "",
        jurisdiction=entry.jurisdiction,
        holder=holder.name if holder else None,
        start=holder.start if holder else None,
        end=holder.end if holder else None,
        status=standing,
        email=holder.email if holder else None,
        delegates=delegates_on(entry, day),
    )
