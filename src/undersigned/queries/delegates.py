"""Who may sign for an office, and since when, on whose word: for the office-holder's own eyes."""

from dataclasses import dataclass
from datetime import date, datetime

from undersigned.domain.delegates import may_hand_on, may_name_delegates
from undersigned.domain.reasons import Reason
from undersigned.domain.roster import delegates_on
from undersigned.queries.roster import delegate_of
from undersigned.queries.signing import facts_for, link_by_token


@dataclass(frozen=True, slots=True)
class DelegateShown:
    """`letter`: the authority reaches no further than the letter at hand, handed on by `handed_on_by`."""

    id: int
    name: str
    role: str
    email: str
    since: date | None
    source: str
    letter: bool
    handed_on_by: str


@dataclass(frozen=True, slots=True)
class ColleaguesView:
    """`why_not_hand_on` and `why_not_name` say why the one or the other cannot be done by this link."""

    title: str
    language: str
    coalition: str
    contact: str
    holder: str
    delegate: str | None
    delegates: tuple[DelegateShown, ...]
    gone: Reason | None
    why_not_hand_on: Reason | None
    why_not_name: Reason | None


def colleagues_view(token: str, *, at: datetime) -> ColleaguesView | None:
    """None if the token is none of ours. Delegates see nobody else's address."""
    link = link_by_token(token)
    if link is None:
        return None
    facts, letter = facts_for(link, edition_shown=None, at=at), link.invitation.letter
    why_not_name = may_name_delegates(facts)
    acting = delegates_on(facts.member, facts.today)
    rows = sorted(link.invitation.member.delegates.all(), key=lambda row: row.pk)
    contact = (letter.contact_name, letter.contact_phone, letter.contact_email)
    return ColleaguesView(
        title=letter.title,
        language=letter.language,
        coalition=letter.coalition.name,
        contact=", ".join(part for part in contact if part),
        holder=link.term.name,
        delegate=link.delegate.name if link.delegate else None,
        delegates=tuple(
            DelegateShown(
                row.pk,
                row.name,
                row.role,
                row.email,
                row.since,
                row.source,
                row.only_for_id is not None,
                row.handed_on_by,
            )
            for row in rows
            if why_not_name is None and row.until is None and delegate_of(row) in acting
        ),
        gone=Reason.LINK_REPLACED if link.replaced_at else None,
        why_not_hand_on=may_hand_on(facts, at),
        why_not_name=why_not_name,
    )
