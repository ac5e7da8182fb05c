"""Who can be invited to a letter, and why somebody cannot."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from undersigned.domain.reasons import Reason
from undersigned.domain.roster import delegates_on, holder_on, standing_on
from undersigned.queries.pages import ListPage, Wanted, members_found, page_of
from undersigned.queries.roster import entry_of, members_of, today_at
from undersigned.queries.signing import standing_signatures
from undersigned.records.models import Letter, Member


@dataclass(frozen=True, slots=True)
class Candidate:
    """A member of the coalition. `why_not` is None where the office can be invited now."""

    member: str
    holder: str | None
    office: str
    place: str
    region: str
    delegates: int
    why_not: Reason | None


def candidates_for(letter: Letter, *, at: datetime) -> tuple[Candidate, ...]:
    """All members in order of key, those invited before with the reason why not again."""
    return _candidates(letter, members_of(letter.coalition), at)


def _candidates(letter: Letter, members: Iterable[Member], at: datetime) -> tuple[Candidate, ...]:
    invited = set(letter.invitations.values_list("member_id", flat=True))
    return tuple(_candidate(member, invited, at) for member in members)


def candidates_page(letter: Letter, wanted: Wanted, *, at: datetime) -> ListPage[Candidate]:
    """A page of the members in order of place."""
    found = members_found(members_of(letter.coalition), wanted.search)
    return page_of(found, wanted, lambda members: _candidates(letter, members, at))


def invitable(letter: Letter, *, at: datetime) -> list[str]:
    """Keys of all members that can be invited now."""
    return [row.member for row in candidates_for(letter, at=at) if row.why_not is None]


def signed_before(letter: Letter, *, at: datetime) -> list[str]:
    """Keys of those who stand on the letter that this one follows, and can be invited now."""
    if letter.follows is None:
        return []
    stood = set(standing_signatures(letter.follows).values_list("invitation__member__key", flat=True))
    return [key for key in invitable(letter, at=at) if key in stood]


def _candidate(member: Member, invited: set[int], at: datetime) -> Candidate:
    today = today_at(member, at)
    entry = entry_of(member, on=today)
    _, holder = standing_on(entry.holders, today)
    delegates = [delegate for delegate in delegates_on(entry, today) if delegate.email]
    return Candidate(
        member=member.key,
        holder=holder.name if holder else None,
        office=member.office,
        place=member.place or member.organisation or "",
        region=member.region or "",
        delegates=len(delegates),
        why_not=Reason.MEMBER_ALREADY_INVITED if member.pk in invited else why_unreachable(member, at=at),
    )


def why_unreachable(member: Member, *, at: datetime) -> Reason | None:
    """Why nobody of this office can be written to now; None where somebody can."""
    today = today_at(member, at)
    entry = entry_of(member, on=today)
    holder = holder_on(entry.holders, today)
    if holder is None:
        return Reason.MEMBER_NOT_IN_OFFICE
    if holder.email or any(delegate.email for delegate in delegates_on(entry, today)):
        return None
    return Reason.MEMBER_HAS_NO_ADDRESS
