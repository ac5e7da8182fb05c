"""Change one member of a roster as an organiser typed it: the office, its holder, who acts for the holder.

Each verb locks the coalition, asks the same rules as an import, and writes or refuses (row-refused, with the
remarks that say why). Rows that a signature hangs on are changed, never replaced.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from undersigned.actions.acting import Upon, note
from undersigned.actions.roster import import_roster, write_members
from undersigned.actions.signing.authority import Colleague, Grant, record_authority
from undersigned.actions.signing.succession import follow_in_all_letters
from undersigned.domain.history import Deed
from undersigned.domain.reasons import Reason
from undersigned.domain.roster import DelegateEntry, MemberEntry
from undersigned.domain.roster_by_hand import (
    Remarks,
    named_delegate,
    with_delegate,
    with_new_holder,
    with_seat,
    with_term,
)
from undersigned.domain.roster_columns import ColumnMap
from undersigned.domain.roster_table import RosterTable, TableRow
from undersigned.errors import Refused
from undersigned.queries.members import delegate_by_id, member_by_key, term_by_id
from undersigned.queries.roster import (
    delegate_of,
    entry_of,
    member_entries,
    term_of,
    today_at,
)
from undersigned.records.models import Coalition, Delegate, Domain, Member, Term

_ROW = 2  # of a file with this one row


@transaction.atomic
def add_member(*, coalition: Coalition, typed: Mapping[str, str], at: datetime) -> Member:
    """A member as a file with this one row would make it. Refused: row-refused, member-already-on-roster."""
    names = tuple(typed)
    table = RosterTable(names, (TableRow(_ROW, tuple(typed.values())),))
    plan = import_roster(coalition=coalition, table=table, columns=ColumnMap(names), at=at, dry_run=True)
    if plan.refused:
        raise Refused(Reason.ROW_REFUSED, remarks=plan.refused)
    if not plan.added:
        known = next(iter(plan.changed + plan.vacated + plan.unchanged))
        raise Refused(Reason.MEMBER_ALREADY_ON_ROSTER, member=known.key)
    write_members(coalition, plan.added)
    member = Member.objects.get(coalition=coalition, key=plan.added[0].key)
    note(Deed.MEMBER_ADDED, coalition, Upon(member=member), at=at)
    return member


@transaction.atomic
def change_office(*, coalition: Coalition, key: str, typed: Mapping[str, str], at: datetime) -> None:
    """Another office, place or other domains for a member; its key stays."""
    member = _locked(coalition, key)
    others = (entry for entry in member_entries(coalition) if entry.key != key)
    entry = _accepted(with_seat(entry_of(member), typed, others))
    write_members(coalition, (entry,))
    Domain.objects.filter(member=member).exclude(domain__in=entry.domains).delete()
    note(Deed.OFFICE_CHANGED, coalition, Upon(member=member), at=at)


@transaction.atomic
def follow_holder(
    *, coalition: Coalition, key: str, typed: Mapping[str, str], predecessor_ends: str, at: datetime
) -> None:
    """A succession: somebody new holds the office, and the term of who held it ends."""
    member = _locked(coalition, key)
    entry = with_new_holder(
        entry_of(member), typed, predecessor_ends=predecessor_ends, on=today_at(member, at)
    )
    write_members(coalition, (_accepted(entry),))
    note(Deed.HOLDER_FOLLOWED, coalition, Upon(member=member), at=at)
    follow_in_all_letters(coalition, at=at)


@transaction.atomic
def change_term(*, coalition: Coalition, key: str, term: int, typed: Mapping[str, str], at: datetime) -> None:
    """One term as typed anew: a name respelt, an address, the last day. Refused also: row-gone."""
    member = _locked(coalition, key)
    row = term_by_id(member, term)
    before = entry_of(member)
    after = _accepted(with_term(before, term_of(row), typed, today_at(member, at)))
    (held,) = {*after.holders} - {*before.holders} or {term_of(row)}
    Term.objects.filter(pk=row.pk).update(
        name=held.name,
        given=held.given or "",
        family=held.family or "",
        honorific=held.honorific or "",
        start=held.start,
        end=held.end,
        email=held.email or "",
        phone=held.phone or "",
    )
    Delegate.objects.filter(member=member, named_by=row.name).update(named_by=held.name)
    note(Deed.TERM_CHANGED, coalition, Upon(member=member), at=at)
    follow_in_all_letters(coalition, at=at)


@transaction.atomic
def name_delegate(*, coalition: Coalition, key: str, typed: Mapping[str, str], at: datetime) -> None:
    """Record whom the office-holder of today lets act, since when, and where that is written down.

    Refused also: with the reasons of `record_authority`.
    """
    member = _locked(coalition, key)
    fields = dict(typed)
    source = fields.pop("source", "")
    named = named_delegate("–", fields)
    if not isinstance(named, DelegateEntry):
        raise Refused(Reason.ROW_REFUSED, remarks=named)
    grant = Grant(
        Colleague(named.name, named.email or "", named.role or ""),
        source=source,
        since=named.since or today_at(member, at),
    )
    record_authority(coalition=coalition, member=key, grant=grant, at=at)


@transaction.atomic
def change_delegate(
    *, coalition: Coalition, key: str, delegate: int, typed: Mapping[str, str], at: datetime
) -> None:
    """A delegate's name, role, address, first day, or where the authority is from. Refused also: row-gone."""
    member = _locked(coalition, key)
    row = delegate_by_id(member, delegate)
    fields, source = dict(typed), typed.get("source", "")
    fields.pop("source", None)
    before = entry_of(member, on=today_at(member, at))
    after = _accepted(with_delegate(before, delegate_of(row), fields))
    (named,) = {*after.delegates} - {*before.delegates} or {delegate_of(row)}
    Delegate.objects.filter(pk=row.pk).update(
        name=named.name,
        role=named.role or "",
        email=named.email or "",
        since=named.since,
        source=source[:300],
    )
    note(Deed.DELEGATE_CHANGED, coalition, Upon(member=member), at=at)


def _locked(coalition: Coalition, key: str) -> Member:
    """The member; the roster waits for this transaction, as it does for an import."""
    Coalition.objects.select_for_update().get(pk=coalition.pk)
    return member_by_key(coalition, key)


def _accepted(outcome: MemberEntry | Remarks) -> MemberEntry:
    if isinstance(outcome, MemberEntry):
        return outcome
    raise Refused(Reason.ROW_REFUSED, remarks=outcome)
