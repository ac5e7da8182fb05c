"""Members of a coalition: which office of which place, who holds it from when to when, who acts for them.

These are the plain values that an import plans with and that the tables keep: entries are read, planned
with (`domain.roster_import`), and written. Whether somebody is in office is never stored: it is asked of
the terms and a day, here.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Standing(StrEnum):
    """Whether an office is held on a day."""

    CURRENT = "current"
    FORMER = "former"  # nobody known to hold it now; the last known term has ended
    VACANT = "vacant"  # nobody is known to hold it or to have held it


class Gap(StrEnum):
    """What a member lacks before it can be invited well."""

    VACANT = "vacant"  # nobody is known to hold the office
    NO_ADDRESS = "no-address"  # the holder cannot be written to
    NO_DELEGATE = "no-delegate"  # nobody may act for the holder


@dataclass(frozen=True, slots=True)
class HolderTerm:
    """One person's time in one office. `start` and `end` are its first and last day, where the office is.

    No `end`: still in office. No `start`: it is not known, and begins after whoever's term ended before.
    """

    name: str
    given: str | None = None
    family: str | None = None
    honorific: str | None = None
    start: date | None = None
    end: date | None = None
    email: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class DelegateEntry:
    """Who acts for an office-holder. `named_by` is the name of that holder: a delegate goes when they go."""

    name: str
    named_by: str
    role: str | None = None
    email: str | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class MemberEntry:
    """One office of one jurisdiction or body in a coalition, with all who held it and act for it.

    `key` is what commands call the member by; it never changes. `region` is written as on an envelope ("NC",
    or a name where there is no code), `region_code` is ISO 3166-2 without the country, `jurisdiction` an Open
    Civic Data division id, `time_zone` an IANA name. `holders` are in order of time; `domains` are the
    official internet domains, in lower case.
    """

    key: str
    office: str
    office_plural: str | None = None
    place: str | None = None
    region: str | None = None
    region_code: str | None = None
    country: str | None = None
    jurisdiction: str | None = None
    organisation: str | None = None
    external_id: str | None = None
    time_zone: str | None = None
    domains: tuple[str, ...] = ()
    holders: tuple[HolderTerm, ...] = ()
    delegates: tuple[DelegateEntry, ...] = ()


def in_order_of_time(holders: tuple[HolderTerm, ...]) -> tuple[HolderTerm, ...]:
    """The terms as they followed each other: by their last day, for that is nearly always known."""
    return tuple(sorted(holders, key=lambda term: (term.end or date.max, term.start or date.min, term.name)))


def holder_on(holders: tuple[HolderTerm, ...], day: date) -> HolderTerm | None:
    """Who holds the office on this day; None if nobody is known to.

    Of two whose terms both run, a term with a known start goes first, the latest such; among terms without
    one, the earliest to end, because the next begins only after it. So on the day of a hand-over it is the
    new holder where the start is recorded, else the old one.
    """
    running = [
        term
        for term in in_order_of_time(holders)
        if (term.start is None or term.start <= day) and (term.end is None or day <= term.end)
    ]
    begun = [term for term in running if term.start is not None]
    if begun:
        return max(begun, key=lambda term: term.start or date.min)
    return running[0] if running else None


def standing_on(holders: tuple[HolderTerm, ...], day: date) -> tuple[Standing, HolderTerm | None]:
    """Whether the office is held on this day, and by whom: the holder, or the last one whose term ended."""
    if holder := holder_on(holders, day):
        return Standing.CURRENT, holder
    ended = [term for term in in_order_of_time(holders) if term.end is not None and term.end < day]
    return (Standing.FORMER, ended[-1]) if ended else (Standing.VACANT, None)


def delegates_on(member: MemberEntry, day: date) -> tuple[DelegateEntry, ...]:
    """Who may act for the office on this day: those whom the present holder named, since their first day."""
    holder = holder_on(member.holders, day) if member.delegates else None
    return tuple(
        delegate
        for delegate in member.delegates
        if holder is not None
        and delegate.named_by == holder.name
        and (delegate.since is None or delegate.since <= day)
    )


def gaps_on(member: MemberEntry, day: date) -> frozenset[Gap]:
    """What a member lacks on this day. Who is vacant lacks nothing else: there is nobody to have it."""
    holder = holder_on(member.holders, day)
    if holder is None:
        return frozenset({Gap.VACANT})
    lacking = {Gap.NO_ADDRESS: not holder.email, Gap.NO_DELEGATE: not delegates_on(member, day)}
    return frozenset(gap for gap, lacks in lacking.items() if lacks)
