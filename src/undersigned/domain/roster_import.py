"""What importing a file would do to a roster: planned here, shown to the organiser, then written as it is.

Entries in, a plan out; nothing is written here. A member that the file does not name stays as it is, and what
a file leaves empty is not taken away. Importing the same file again changes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from undersigned.domain.roster import DelegateEntry, MemberEntry, Standing, in_order_of_time, standing_on
from undersigned.domain.roster_columns import ColumnMap
from undersigned.domain.roster_remarks import remarks_on_terms
from undersigned.domain.roster_rows import RosterRow, clean_row
from undersigned.domain.roster_seats import Seat, seat_of
from undersigned.domain.roster_table import Remark, RosterTable
from undersigned.domain.roster_terms import (
    Term,
    joined_spellings,
    refuse_two_in_office,
    refuse_unprintable,
    terms_of,
    with_stored,
)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The members a file adds, changes, leaves without a holder, and finds as they are: each as it will be.

    `refused` and `notes` are in the file's order; a note that is not about one row comes first.
    """

    added: tuple[MemberEntry, ...] = ()
    changed: tuple[MemberEntry, ...] = ()
    vacated: tuple[MemberEntry, ...] = ()
    unchanged: tuple[MemberEntry, ...] = ()
    refused: tuple[Remark, ...] = ()
    notes: tuple[Remark, ...] = ()

    @property
    def to_write(self) -> tuple[MemberEntry, ...]:
        """Every member whose record differs from what is stored."""
        return self.added + self.changed + self.vacated


@dataclass
class _Group:
    """The rows of a file that mean one member."""

    seat: Seat
    rows: list[RosterRow]
    stored: MemberEntry | None = None


def plan_import(
    table: RosterTable, columns: ColumnMap, existing: Sequence[MemberEntry], on: date
) -> ImportPlan:
    """What importing the table would do. `on` is the day that "in office" and "ended" are asked of."""
    refused: list[Remark] = []
    notes = list(table.notes)
    groups = _grouped(_cleaned(table, columns, refused), existing, refused, notes)
    taken = {member.key for member in existing}
    sorted_out: dict[str, list[MemberEntry]] = {"added": [], "changed": [], "vacated": [], "unchanged": []}
    already = {remark.row for remark in refused}
    for group in groups:
        group.rows = [row for row in group.rows if row.number not in already]
        key = group.stored.key if group.stored else group.seat.key(taken)
        entry = _entry(group, key, on, refused, notes)
        if entry is None:
            continue
        taken.add(key)
        sorted_out[_what_happens(group.stored, entry, on)].append(entry)
    if absent := len(existing) - sum(group.stored is not None for group in groups):
        notes.append(Remark(None, "not-in-file", {"count": absent}))
    refused = _one_for_each_row(refused)
    gone = {remark.row for remark in refused}
    kept = [note for note in notes if note.row is None or note.row not in gone]
    named = [row for group in groups for row in group.rows if row.name and row.number not in gone]
    if unknown := sum(row.start is None for row in named):
        kept.append(Remark(None, "starts-unknown", {"count": unknown}))
    return ImportPlan(
        **{name: tuple(entries) for name, entries in sorted_out.items()},
        refused=tuple(refused),
        notes=tuple(sorted(kept, key=_place_in_file)),
    )


def _cleaned(table: RosterTable, columns: ColumnMap, refused: list[Remark]) -> list[RosterRow]:
    rows = []
    for row in table.rows:
        cleaned = clean_row(row, columns)
        if isinstance(cleaned, RosterRow):
            rows.append(cleaned)
        else:
            refused += cleaned
    return rows


@dataclass
class _Groups:
    """Finds the group a row belongs to: by its external id, else by the office and place it means."""

    by_external_id: dict[str, _Group] = field(default_factory=dict)
    by_identity: dict[tuple[str, ...], _Group] = field(default_factory=dict)
    found: list[_Group] = field(default_factory=list)

    def group_of(self, seat: Seat) -> _Group:
        """The group of a row that means this seat; a new one for the first such row."""
        if seat.external_id and seat.external_id in self.by_external_id:
            return self.by_external_id[seat.external_id]
        identity = seat.identity
        group = self.by_identity.get(identity)
        if group is None or (seat.external_id and group.seat.external_id):
            return self.add(_Group(seat, []), identity)  # the ids tell one office from the same again
        return group

    def add(self, group: _Group, identity: tuple[str, ...]) -> _Group:
        self.found.append(group)
        if group.seat.external_id:
            self.by_external_id[group.seat.external_id] = group
        self.by_identity.setdefault(identity, group)
        return group


def _grouped(
    rows: list[RosterRow], existing: Sequence[MemberEntry], refused: list[Remark], notes: list[Remark]
) -> list[_Group]:
    groups = _Groups()
    for member in existing:
        seat = Seat.of(member)
        groups.add(_Group(seat, [], member), seat.identity)
    for row in rows:
        found = seat_of(row)
        if isinstance(found, Remark):
            refused.append(found)
            continue
        seat, odd = found
        group = groups.group_of(seat)
        if group.rows and group.seat.identity != seat.identity:
            pair = (group.rows[0].number, row.number)
            values = {"first": pair[0], "second": pair[1]}
            refused += [Remark(number, "external-id-differs", values) for number in pair]
            continue
        group.seat = seat.filled_from(group.seat) if not group.rows else group.seat.filled_from(seat)
        if group.seat.external_id:
            groups.by_external_id.setdefault(group.seat.external_id, group)
        group.rows.append(row)
        notes += (*row.notes, *odd)
    return [group for group in groups.found if group.rows]


def _entry(
    group: _Group, key: str, on: date, refused: list[Remark], notes: list[Remark]
) -> MemberEntry | None:
    """The member as it will be; None if every row that means it is refused."""
    rows = group.rows
    stored = group.stored or MemberEntry(key, group.seat.office)
    mine: list[Remark] = []
    terms = joined_spellings(terms_of(rows, mine), notes, mine)
    terms = with_stored(terms, stored.holders, notes)
    refuse_two_in_office(terms, on, mine)
    refuse_unprintable(group.seat.entry(key, (), (), ()), terms, mine)
    refused += mine
    gone = {remark.row for remark in mine}
    rows = [row for row in rows if row.number not in gone]
    if not rows:
        return None
    standing = [_as_it_stands(term) if gone & {row.number for row in term.rows} else term for term in terms]
    terms = [term for term in standing if term is not None]
    notes += remarks_on_terms(terms, on)
    return settled(
        group.seat.entry(
            key,
            domains=stored.domains + tuple(domain for row in rows for domain in row.domains),
            holders=tuple(term.held for term in terms),
            delegates=_delegates(terms, stored.delegates),
        )
    )


def _as_it_stands(term: Term) -> Term | None:
    """A term whose rows are refused: as it is stored, if it is."""
    return Term(term.stored, stored=term.stored) if term.stored else None


def _delegates(terms: list[Term], stored: tuple[DelegateEntry, ...]) -> tuple[DelegateEntry, ...]:
    """The stored delegates and the file's; one of the same holder and address, or else name, is the same."""
    if not stored and not any(term.delegates for term in terms):
        return ()
    renamed = {term.stored.name: term.held.name for term in terms if term.stored}
    found: dict[tuple[str, str], DelegateEntry] = {}
    kept = [
        replace(delegate, named_by=renamed.get(delegate.named_by, delegate.named_by)) for delegate in stored
    ]
    for delegate in (*kept, *(named for term in terms for named in term.delegates)):
        who = (delegate.named_by.casefold(), (delegate.email or delegate.name).casefold())
        before = found.get(who, delegate)
        found[who] = replace(
            delegate,
            role=delegate.role or before.role,
            email=delegate.email or before.email,
            since=delegate.since or before.since,
        )
    return tuple(found.values())


def settled(member: MemberEntry) -> MemberEntry:
    """The member with its people and domains in their order and each once, so that two can be compared."""
    domains = tuple(sorted(set(member.domains)))
    holders = in_order_of_time(member.holders)
    delegates = tuple(sorted(member.delegates, key=lambda one: (one.named_by, one.name, one.email or "")))
    if (domains, holders, delegates) == (member.domains, member.holders, member.delegates):
        return member  # as most are: a member has one holder, and no more than one delegate
    return replace(member, domains=domains, holders=holders, delegates=delegates)


def _what_happens(stored: MemberEntry | None, entry: MemberEntry, on: date) -> str:
    if stored is None:
        return "added"
    if settled(stored) == entry:
        return "unchanged"
    before, after = (standing_on(member.holders, on)[0] for member in (stored, entry))
    return "vacated" if before is Standing.CURRENT and after is not Standing.CURRENT else "changed"


def _one_for_each_row(remarks: list[Remark]) -> list[Remark]:
    """In the file's order; of the same thing said twice about a row, the first."""
    first = {(remark.row, remark.code, tuple(remark.values.items())): remark for remark in reversed(remarks)}
    return sorted(first.values(), key=_place_in_file)


def _place_in_file(remark: Remark) -> tuple[int, str]:
    return remark.row or 0, remark.code
