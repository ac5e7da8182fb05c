"""Changes of one member that an organiser types into a form: cleaned and checked by the rules of an import.

Unlike in a file, an empty field means "nothing": what was there before goes. Each function gives the member
as it will be, or the remarks that say why not; nothing is written here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from undersigned.domain.roster import DelegateEntry, HolderTerm, MemberEntry, holder_on
from undersigned.domain.roster_columns import ColumnMap
from undersigned.domain.roster_import import settled
from undersigned.domain.roster_rows import RosterRow, clean_row
from undersigned.domain.roster_seats import Seat, seat_of
from undersigned.domain.roster_table import Remark, TableRow
from undersigned.domain.roster_terms import cannot_both_run, remark_on_line, same_person

SEAT_FIELDS = (
    "office",
    "office_plural",
    "place",
    "region",
    "country",
    "jurisdiction",
    "organisation",
    "domain",
)
HOLDER_FIELDS = ("name", "given", "family", "honorific", "start", "end", "email", "phone")
DELEGATE_FIELDS = ("delegate_name", "delegate_role", "delegate_email", "delegate_since")
MEMBER_FIELDS = (*SEAT_FIELDS, "external_id", *HOLDER_FIELDS)

Remarks = tuple[Remark, ...]
_ROW = 1  # a form is one row


def cleaned(typed: Mapping[str, str]) -> RosterRow | Remarks:
    """What was typed, by known name, as a row whose every cell is of its right kind."""
    return clean_row(TableRow(_ROW, tuple(typed.values())), ColumnMap(tuple(typed)))


def with_new_holder(
    member: MemberEntry, typed: Mapping[str, str], *, predecessor_ends: str, on: date
) -> MemberEntry | Remarks:
    """A succession: who holds the office on this day leaves it, and another follows.

    The predecessor's last day is the one typed, else the day on which the new term begins, else a day that
    stands already.
    """
    row = cleaned({"office": member.office, **typed})
    ended = cleaned({"office": member.office, "name": "–", "end": predecessor_ends})
    if not isinstance(row, RosterRow) or not isinstance(ended, RosterRow):
        return tuple(remark for one in (row, ended) if not isinstance(one, RosterRow) for remark in one)
    if row.name is None:
        return (Remark(_ROW, "holder-nameless"),)
    held, before = _held(row, row.name), holder_on(member.holders, on)
    holders = member.holders
    if before is not None:
        end = ended.end or _earlier(before.end, row.start)
        if before.start and end and end < before.start:
            values = {"start": before.start, "end": end}
            return (Remark(_ROW, "term-ends-before-it-starts", values),)
        holders = _with(holders, before, replace(before, end=end))
    return _checked(member, (*holders, held), held, on)


def with_term(
    member: MemberEntry, stored: HolderTerm, typed: Mapping[str, str], on: date
) -> MemberEntry | Remarks:
    """One of the member's terms as it was typed anew; those whom that holder named follow a respelt name."""
    row = cleaned({"office": member.office, **typed})
    if not isinstance(row, RosterRow):
        return row
    if row.name is None:
        return (Remark(_ROW, "holder-nameless"),)
    held = _held(row, row.name)
    delegates = tuple(
        replace(one, named_by=held.name) if one.named_by == stored.name else one for one in member.delegates
    )
    return _checked(replace(member, delegates=delegates), _with(member.holders, stored, held), held, on)


def named_delegate(named_by: str, typed: Mapping[str, str]) -> DelegateEntry | Remarks:
    """The delegate whom this office-holder named, as typed."""
    row = cleaned({"office": "–", "name": named_by, **typed})
    if not isinstance(row, RosterRow):
        return row
    if row.delegate_name is None:
        return (Remark(_ROW, "delegate-without-name"),)
    return DelegateEntry(
        row.delegate_name, named_by, row.delegate_role, row.delegate_email, row.delegate_since
    )


def with_delegate(
    member: MemberEntry, stored: DelegateEntry, typed: Mapping[str, str]
) -> MemberEntry | Remarks:
    """The member with one of its delegates as typed anew."""
    named = named_delegate(stored.named_by, typed)
    if not isinstance(named, DelegateEntry):
        return named
    others = tuple(one for one in member.delegates if one != stored)
    if any(_same_delegate(one, named) for one in others):
        return (Remark(_ROW, "delegate-already", {"name": named.name}),)
    return settled(replace(member, delegates=(*others, named)))


def with_seat(
    member: MemberEntry, typed: Mapping[str, str], others: Iterable[MemberEntry]
) -> MemberEntry | Remarks:
    """The member with another office or place, which none of the others has; its key, people and id stay."""
    row = cleaned(typed)
    if not isinstance(row, RosterRow):
        return row
    found = seat_of(row._replace(external_id=member.external_id))
    if isinstance(found, Remark):
        return (found,)
    seat, _ = found
    if same := next((one for one in others if Seat.of(one).identity == seat.identity), None):
        return (Remark(_ROW, "seat-taken", {"member": same.key}),)
    return settled(seat.entry(member.key, row.domains, member.holders, member.delegates))


def typed_seat(member: MemberEntry) -> dict[str, str]:
    """What stands in the form of a member's office before anything is typed."""
    values = {name: getattr(member, name) or "" for name in SEAT_FIELDS if name != "domain"}
    return {**values, "domain": " ".join(member.domains)}


def typed_holder(term: HolderTerm) -> dict[str, str]:
    return {name: _text(getattr(term, name)) for name in HOLDER_FIELDS}


def typed_delegate(delegate: DelegateEntry) -> dict[str, str]:
    return {name: _text(getattr(delegate, name.removeprefix("delegate_"))) for name in DELEGATE_FIELDS}


def _text(value: str | date | None) -> str:
    return value.isoformat() if isinstance(value, date) else value or ""


def _held(row: RosterRow, name: str) -> HolderTerm:
    return HolderTerm(
        name=name,
        given=row.given,
        family=row.family,
        honorific=row.honorific,
        start=row.start,
        end=row.end,
        email=row.email,
        phone=row.phone,
    )


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day is not None), default=None)


def _with(holders: tuple[HolderTerm, ...], old: HolderTerm, new: HolderTerm) -> tuple[HolderTerm, ...]:
    return tuple(new if one == old else one for one in holders)


def _checked(
    member: MemberEntry, holders: tuple[HolderTerm, ...], held: HolderTerm, on: date
) -> MemberEntry | Remarks:
    """The member with these holders, unless the term that was typed cannot be printed, or one of the others
    cannot be true beside it.
    """
    if remark := remark_on_line(_ROW, member, held):
        return (remark,)
    for other in holders:
        if other is held:
            continue
        if same_person(other.name, held.name) and (other.start, other.end) == (held.start, held.end):
            return (Remark(_ROW, "term-already", {"name": held.name}),)
        days = {on, *(day for day in (held.start, other.start) if day and day > on)}
        if any(cannot_both_run(held, other, day) for day in days):
            values = {"one": held.name, "other": other.name}
            return (Remark(_ROW, "both-would-be-in-office", values),)
    return settled(replace(member, holders=holders))


def _same_delegate(one: DelegateEntry, other: DelegateEntry) -> bool:
    if one.named_by.casefold() != other.named_by.casefold():
        return False
    if one.email and other.email:
        return one.email.casefold() == other.email.casefold()
    return one.name.casefold() == other.name.casefold()
