"""Create a coalition, and write what an import of its roster planned."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

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
    rows = {entry.key: Member(coalition=coalition, key=entry.key, **_columns(entry)) for entry in fresh}
    put_in(list(rows.values()))
    for key, pk in Member.objects.filter(coalition=coalition).values_list("key", "pk"):
        if key in rows:
            rows[key].pk = pk
    put_in([_term(rows[entry.key], held) for entry in fresh for held in entry.holders])
    put_in([_delegate(rows[entry.key], named) for entry in fresh for named in entry.delegates])
    put_in([Domain(member=rows[entry.key], domain=domain) for entry in fresh for domain in entry.domains])


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
        _fill(row, _term(member, held)).save()
    delegates = [row for row in member.delegates.all() if row.only_for_id is None]
    for named in _different(entry.delegates, [delegate_of(row) for row in delegates]):
        known = next((row for row in delegates if _same_delegate(row, named)), None)
        _fill(known or Delegate(member=member), _delegate(member, named)).save()
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


# What a file cannot say of a delegate: where the authority is from, that it has ended, that one letter was
# handed on.
_NOT_IMPORTED = ("until", "source", "only_for", "handed_on_by")


def _fill(row: Row, values: Row) -> Row:
    """The stored row with the new row's values; its id, and what an import does not know, stay."""
    for field in row._meta.concrete_fields:
        if not field.primary_key and field.name not in _NOT_IMPORTED:
            setattr(row, field.attname, getattr(values, field.attname))
    return row


def _term(member: Member, held: HolderTerm) -> Term:
    return Term(
        member=member,
        name=held.name,
        given=held.given or "",
        family=held.family or "",
        honorific=held.honorific or "",
        start=held.start,
        end=held.end,
        email=held.email or "",
        phone=held.phone or "",
    )


def _delegate(member: Member, named: DelegateEntry) -> Delegate:
    return Delegate(
        member=member,
        name=named.name,
        named_by=named.named_by,
        role=named.role or "",
        email=named.email or "",
        since=named.since,
    )
