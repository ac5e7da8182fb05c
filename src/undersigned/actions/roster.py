"""Create a coalition, and write what an import of its roster planned."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction

from undersigned.actions.acting import Upon, note
from undersigned.actions.signing.succession import follow_in_all_letters
from undersigned.domain.history import Deed
from undersigned.domain.reasons import Reason
from undersigned.domain.roster import DelegateEntry, HolderTerm, MemberEntry
from undersigned.domain.roster_columns import ColumnMap
from undersigned.domain.roster_import import ImportPlan, plan_import
from undersigned.domain.roster_table import RosterTable
from undersigned.domain.text import slug_of
from undersigned.errors import Refused
from undersigned.queries.roster import delegate_of, member_entries, members_of, named_terms, term_of
from undersigned.records.models import Coalition, Delegate, Domain, Member, Term
from undersigned.records.sql.many import put_in

T = TypeVar("T")
Row = TypeVar("Row", Term, Delegate)


@transaction.atomic
def create_coalition(*, slug: str, name: str, at: datetime) -> Coalition:
    if not slug or slug != slug_of(slug):
        raise Refused(Reason.SLUG_NOT_USABLE, slug=slug)
    if Coalition.objects.filter(slug=slug).exists():
        raise Refused(Reason.COALITION_EXISTS, slug=slug)
    coalition = Coalition.objects.create(slug=slug, name=name)
    note(Deed.FOUNDED, coalition, at=at)
    return coalition


@transaction.atomic
def import_roster(
    *, coalition: Coalition, table: RosterTable, columns: ColumnMap, at: datetime, dry_run: bool
) -> ImportPlan:
    """Plan the import on the roster as it stands, and write it unless it is a dry run: all of it or nothing.

    The coalition's row is locked, so that two imports follow each other.
    """
    Coalition.objects.select_for_update().get(pk=coalition.pk)
    plan = plan_import(table, columns, member_entries(coalition), at.date())
    if plan.to_write and not dry_run:
        write_members(coalition, plan.to_write)
        note(Deed.ROSTER_IMPORTED, coalition, Upon(), at=at, **counts_of(plan))
        follow_in_all_letters(coalition, at=at)
    return plan


def counts_of(plan: ImportPlan) -> dict[str, int]:
    """What an import does, in numbers."""
    return {
        "added": len(plan.added),
        "changed": len(plan.changed),
        "vacated": len(plan.vacated),
        "unchanged": len(plan.unchanged),
        "refused": len(plan.refused),
    }


def write_members(coalition: Coalition, entries: tuple[MemberEntry, ...]) -> None:
    """Each member as the plan says it will be. Rows that a signature hangs on are changed, never replaced."""
    stored = {member.key: member for member in members_of(coalition)}
    for entry in entries:
        if entry.key in stored:
            Member.objects.filter(pk=stored[entry.key].pk).update(**_columns(entry))
            _write_people(stored[entry.key], entry)
    fresh = [entry for entry in entries if entry.key not in stored]
    of_coalition = {"coalition_id": coalition.pk}
    put_in(Member, [{**of_coalition, "key": entry.key, **_columns(entry)} for entry in fresh])
    ids = dict(Member.objects.filter(coalition=coalition).values_list("key", "pk"))
    own = [({"member_id": ids[entry.key]}, entry) for entry in fresh]
    put_in(Term, [{**member, **_term(held)} for member, entry in own for held in entry.holders])
    put_in(Delegate, [{**member, **_delegate(named)} for member, entry in own for named in entry.delegates])
    put_in(Domain, [{**member, "domain": domain} for member, entry in own for domain in entry.domains])


def _columns(entry: MemberEntry) -> dict[str, str]:
    return {
        "external_id": entry.external_id or "",
        "office": entry.office,
        "office_plural": entry.office_plural or "",
        "place": entry.place or "",
        "region": entry.region or "",
        "region_code": entry.region_code or "",
        "country": entry.country or "",
        "jurisdiction": entry.jurisdiction or "",
        "organisation": entry.organisation or "",
        "time_zone": entry.time_zone or "",
    }


def _write_people(member: Member, entry: MemberEntry) -> None:
    """Bring the terms, delegates and domains of a stored member to what the entry says."""
    terms = named_terms(member)
    free = [row for row in terms if term_of(row) not in entry.holders]
    for held in _different(entry.holders, [term_of(row) for row in terms]):
        row = _same_term(free, held) or Term(member=member)
        free = [other for other in free if other is not row]
        _filled(row, _term(held)).save()
    delegates = [row for row in member.delegates.all() if row.only_for_id is None]
    for named in _different(entry.delegates, [delegate_of(row) for row in delegates]):
        known = next((row for row in delegates if _same_delegate(row, named)), None)
        _filled(known or Delegate(member=member), _delegate(named)).save()
    known_domains = {row.domain for row in member.domains.all()}
    for domain in set(entry.domains) - known_domains:
        Domain.objects.create(member=member, domain=domain)


def _different(wanted: tuple[T, ...], stored: list[T]) -> list[T]:
    return [value for value in wanted if value not in stored]


def _same_term(rows: list[Term], held: HolderTerm) -> Term | None:
    """The stored row that this term is a newer reading of.

    By name and days, else name and last day, else both days (a name respelt), else the name alone.
    """
    readings: tuple[Callable[[Term], bool], ...] = (
        lambda row: row.name == held.name and (row.start, row.end) == (held.start, held.end),
        lambda row: row.name == held.name and row.end == held.end,
        lambda row: (row.start, row.end) == (held.start, held.end),
        lambda row: row.name == held.name,
    )
    for same in readings:
        if row := next((row for row in rows if same(row)), None):
            return row
    return None


def _same_delegate(row: Delegate, named: DelegateEntry) -> bool:
    if row.named_by.casefold() != named.named_by.casefold():
        return False
    return (row.email or row.name).casefold() == (
        named.email or named.name
    ).casefold() or row.name == named.name


def _filled(row: Row, values: dict[str, Any]) -> Row:
    """The stored row with these values; its id, and what an import does not know, stay."""
    for name, value in values.items():
        setattr(row, name, value)
    return row


def _term(held: HolderTerm) -> dict[str, Any]:
    return {
        "name": held.name,
        "given": held.given or "",
        "family": held.family or "",
        "honorific": held.honorific or "",
        "start": held.start,
        "end": held.end,
        "email": held.email or "",
        "phone": held.phone or "",
    }


def _delegate(named: DelegateEntry) -> dict[str, Any]:
    """What a file can say of a delegate; not until when, from what source, or for which letter alone."""
    return {
        "name": named.name,
        "named_by": named.named_by,
        "role": named.role or "",
        "email": named.email or "",
        "since": named.since,
    }
