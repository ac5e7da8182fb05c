"""One member of a roster as its page shows it: the office, its holders, its delegates, its letters."""

from dataclasses import dataclass
from datetime import date, datetime

from undersigned.domain.reasons import Reason
from undersigned.domain.roster import MemberEntry, Standing, delegates_on, holder_on, standing_on
from undersigned.errors import Refused
from undersigned.queries.board import BoardRow, answers_of
from undersigned.queries.roster import (
    delegate_of,
    entry_of,
    holders_of,
    members_of,
    named_terms,
    term_of,
    today_at,
)
from undersigned.records.models import Coalition, Delegate, Letter, Member, Term


@dataclass(frozen=True, slots=True)
class TermShown:
    """One person's time in the office. `now`: it is theirs today."""

    id: int
    name: str
    honorific: str
    start: date | None
    end: date | None
    email: str
    phone: str
    now: bool


@dataclass(frozen=True, slots=True)
class DelegateShown:
    """Who acts, or acted, for an office-holder. `now`: may act today. `until`: when the authority ended.

    `source` says where the authority is from; "" for the roster. `only_for` is the title of the one letter
    that it reaches, or "".
    """

    id: int
    name: str
    role: str
    email: str
    named_by: str
    source: str
    only_for: str
    since: date | None
    until: date | None
    now: bool


@dataclass(frozen=True, slots=True)
class MemberView:
    """`terms` and `delegates` begin with those of now; `today` is the day where the office is."""

    entry: MemberEntry
    standing: Standing
    today: date
    terms: tuple[TermShown, ...]
    delegates: tuple[DelegateShown, ...]
    letters: tuple[tuple[Letter, BoardRow], ...]


def member_by_key(coalition: Coalition, key: str) -> Member:
    """With its terms, delegates and domains. Refused (member-unknown) if there is none."""
    try:
        return members_of(coalition).get(key=key)
    except Member.DoesNotExist:
        raise Refused(Reason.MEMBER_UNKNOWN, member=key) from None


def term_by_id(member: Member, term: int) -> Term:
    """Refused (row-gone) if the member has no such term."""
    found = next((row for row in named_terms(member) if row.pk == term), None)
    if found is None:
        raise Refused(Reason.ROW_GONE)
    return found


def delegate_by_id(member: Member, delegate: int) -> Delegate:
    """Refused (row-gone) if the member has no such delegate, or the authority has ended."""
    found = next((row for row in member.delegates.all() if row.pk == delegate and row.until is None), None)
    if found is None:
        raise Refused(Reason.ROW_GONE)
    return found


def member_view(member: Member, at: datetime) -> MemberView:
    today = today_at(member, at)
    return MemberView(
        entry=entry_of(member),
        standing=standing_on(holders_of(member), today)[0],
        today=today,
        terms=_terms(member, today),
        delegates=_delegates(member, today),
        letters=answers_of(member),
    )


def _terms(member: Member, today: date) -> tuple[TermShown, ...]:
    holder = holder_on(holders_of(member), today)
    shown = (
        TermShown(
            id=row.pk,
            name=row.name,
            honorific=row.honorific,
            start=row.start,
            end=row.end,
            email=row.email,
            phone=row.phone,
            now=term_of(row) == holder,
        )
        for row in named_terms(member)
    )
    return tuple(sorted(shown, key=lambda one: (one.now, one.end or date.max, one.id), reverse=True))


def _delegates(member: Member, today: date) -> tuple[DelegateShown, ...]:
    acting = delegates_on(entry_of(member, on=today), today)
    shown = (
        DelegateShown(
            id=row.pk,
            name=row.name,
            role=row.role,
            email=row.email,
            named_by=row.named_by,
            source=row.source,
            only_for=row.only_for.title if row.only_for else "",
            since=row.since,
            until=row.until,
            now=delegate_of(row) in acting,
        )
        for row in member.delegates.select_related("only_for")
    )
    return tuple(sorted(shown, key=lambda one: (not one.now, one.name)))
