"""Reads of the coalition's roster, as the plain values of `domain.roster`."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, tzinfo
from typing import Any

from django.db.models import QuerySet

from undersigned.domain.reasons import Reason
from undersigned.domain.roster import (
    DelegateEntry,
    HolderTerm,
    MemberEntry,
)
from undersigned.domain.zones import zone_named
from undersigned.errors import Refused
from undersigned.records.models import Coalition, Delegate, Domain, Member, Term


def coalition_by_slug(slug: str) -> Coalition:
    """Refused (coalition-unknown) if there is none."""
    try:
        return Coalition.objects.get(slug=slug)
    except Coalition.DoesNotExist:
        raise Refused(Reason.COALITION_UNKNOWN, slug=slug) from None


def all_coalitions() -> list[Coalition]:
    return list(Coalition.objects.order_by("slug"))


def member_entries(coalition: Coalition) -> tuple[MemberEntry, ...]:
    """All members in order of key, with every term and every delegate ever recorded, ended ones too."""
    return tuple(entry_of(member) for member in members_of(coalition))


def members_of(coalition: Coalition) -> QuerySet[Member]:
    """Members in order of key, with terms, delegates and domains read in three queries."""
    return (
        Member.objects.filter(coalition=coalition)
        .prefetch_related("terms", "delegates", "domains")
        .order_by("key")
    )


def members_with_people(coalition: Coalition) -> list[Member]:
    """The same, grouped by hand: thousands cost what their rows cost. To be read by `rows_of` alone."""
    members = list(Member.objects.filter(coalition=coalition).order_by("key"))
    for people, model in (("terms", Term), ("delegates", Delegate), ("domains", Domain)):
        grouped: dict[int, list[Any]] = defaultdict(list)
        for row in model.objects.filter(member__coalition=coalition).order_by("pk"):
            grouped[row.member_id].append(row)
        for member in members:
            member.__dict__.setdefault("_prefetched_objects_cache", {})[people] = grouped[member.pk]
    return members


def members_by_key(coalition: Coalition, keys: Iterable[str]) -> list[Member]:
    """Members in the order asked. Refused (member-unknown) for the first key that is none."""
    wanted = list(dict.fromkeys(keys))
    found = {member.key: member for member in members_of(coalition)}
    for key in wanted:
        if key not in found:
            raise Refused(Reason.MEMBER_UNKNOWN, member=key)
    return [found[key] for key in wanted]


def entry_of(member: Member, *, on: date | None = None, letter: int | None = None) -> MemberEntry:
    """One member as plain values. With `on`, delegates whose authority has ended by that day are left out.

    Those to whom one letter was handed on are there for that `letter` alone.
    """
    delegates = [
        row
        for row in rows_of(member, "delegates")
        if row.only_for_id in (None, letter) and (on is None or row.until is None or on < row.until)
    ]
    return MemberEntry(
        key=member.key,
        office=member.office,
        office_plural=member.office_plural or None,
        place=member.place or None,
        region=member.region or None,
        region_code=member.region_code or None,
        country=member.country or None,
        jurisdiction=member.jurisdiction or None,
        organisation=member.organisation or None,
        external_id=member.external_id or None,
        time_zone=member.time_zone or None,
        domains=tuple(sorted(row.domain for row in rows_of(member, "domains"))),
        holders=holders_of(member),
        delegates=tuple(delegate_of(row) for row in sorted(delegates, key=lambda row: row.pk)),
    )


def rows_of(member: Member, people: str) -> Iterable[Any]:
    """The member's terms, delegates or domains: those that were read with it, where they were.

    Asking the member for them makes a query object each time, which costs more than the rows of most.
    """
    read: dict[str, Iterable[Any]] = getattr(member, "_prefetched_objects_cache", {})
    if people in read:
        return read[people]
    asked: QuerySet[Any] = getattr(member, people).all()
    return asked


def holders_of(member: Member) -> tuple[HolderTerm, ...]:
    return tuple(term_of(row) for row in sorted(named_terms(member), key=lambda row: row.pk))


def named_terms(member: Member) -> list[Term]:
    """The member's terms, but those of forgotten people: rows without a name that a signature hangs on."""
    return [row for row in rows_of(member, "terms") if row.name]


def term_of(term: Term) -> HolderTerm:
    return HolderTerm(
        name=term.name,
        given=term.given or None,
        family=term.family or None,
        honorific=term.honorific or None,
        start=term.start,
        end=term.end,
        email=term.email or None,
        phone=term.phone or None,
    )


def delegate_of(delegate: Delegate) -> DelegateEntry:
    return DelegateEntry(
        name=delegate.name,
        named_by=delegate.named_by,
        role=delegate.role or None,
        email=delegate.email or None,
        since=delegate.since,
    )


def zone_of(member: Member) -> tzinfo:
    """The member's time zone; UTC where none is known."""
    return zone_named(member.time_zone)


def today_at(member: Member, at: datetime) -> date:
    """The date where the office is: terms begin and end by the place's own calendar."""
    return at.astimezone(zone_of(member)).date()
