"""Circulate a draft: fix its text as edition 1 and invite; invite more; extend the deadline."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from undersigned.actions.acting import note_letter
from undersigned.actions.evidence import open_log
from undersigned.actions.invitations import Office, Reach, extension_mail, invite_offices, office_of, reach_of
from undersigned.actions.letters import lock_letter, require
from undersigned.actions.letters.asking import Asking, ask_offices, require_sending
from undersigned.actions.letters.edition import fix_text
from undersigned.actions.letters.remind import unanswered
from undersigned.actions.letters.rounds import play_again
from undersigned.actions.public_signing.opening import open_form
from undersigned.domain.history import Deed
from undersigned.domain.letters import (
    Access,
    CirculationFacts,
    LetterState,
    Step,
    may_circulate,
    may_extend,
)
from undersigned.domain.public_signing import FormChoice
from undersigned.domain.reasons import Reason
from undersigned.domain.sending import Sending
from undersigned.domain.zones import name_of_zone
from undersigned.errors import Refused
from undersigned.queries.roster import members_by_key, members_with_people
from undersigned.reading.letter_source import read_letter_source
from undersigned.records.models import Letter, Member

AT_ONCE = Sending()


@transaction.atomic
def circulate(  # noqa: PLR0913  # each is a decision of its own
    *,
    slug: str,
    deadline: datetime,
    members: Iterable[str] | None,
    sending: Sending = AT_ONCE,
    form: FormChoice | None = None,
    at: datetime,
) -> Letter:
    """Fix the text as edition 1, invite these members, and queue their mails: all of it or nothing.

    `members` is None for everybody who can be invited. With a `form` the letter is open: the public signs it
    as well, and it is public from now on.
    Refused: not-a-draft, letter-has-no-date, deadline-in-the-past, nobody-invited, member-unknown,
    member-not-in-office, member-has-no-address, or with a reason of `require_sending`.
    """
    letter = lock_letter(slug)
    offices = _offices(letter, members, at)
    read = read_letter_source(letter.source.encode("utf-8"))
    facts = CirculationFacts(
        state=LetterState(letter.state),
        has_date=read.document.date is not None,
        deadline=deadline,
        invited=len(offices),
        access=Access.INVITED if form is None else Access.OPEN,
    )
    if reason := may_circulate(facts, at):
        raise Refused(reason)
    letter.state = LetterState.CIRCULATING
    letter.deadline, letter.deadline_zone = deadline, name_of_zone(deadline)
    letter.circulated_at = at
    letter.access = facts.access
    letter.save(update_fields=["state", "deadline", "deadline_zone", "circulated_at", "access"])
    if form is not None:
        open_form(letter, form)
    open_log(letter, at=at)
    fix_text(letter, read, number=1, at=at)
    _send_invitations(letter, offices, sending, at=at)
    note_letter(Deed.CIRCULATED, letter, at=at, invited=len(offices))
    return letter


@transaction.atomic
def invite(*, slug: str, members: Iterable[str] | None, sending: Sending = AT_ONCE, at: datetime) -> Letter:
    """Invite more members. Refused (member-already-invited) for one who is."""
    letter = lock_letter(slug)
    require(letter, Step.INVITE)
    offices = _offices(letter, members, at)
    if not offices:
        raise Refused(Reason.NOBODY_INVITED)
    _send_invitations(letter, offices, sending, at=at)
    note_letter(Deed.INVITED, letter, at=at, invited=len(offices))
    return letter


def _offices(letter: Letter, members: Iterable[str] | None, at: datetime) -> list[Office]:
    """The offices to invite: those asked for, or all that can be invited and are not yet."""
    reach = reach_of(letter)
    invited = set(letter.invitations.values_list("member_id", flat=True))
    if members is None:
        rest = (row for row in members_with_people(letter.coalition) if row.pk not in invited)
        return [office for row in rest if (office := _reachable(row, reach, at))]
    rows = members_by_key(letter.coalition, members)
    for member in rows:
        if member.pk in invited:
            raise Refused(Reason.MEMBER_ALREADY_INVITED, member=member.key)
    return [office_of(member, reach, at=at) for member in rows]


def _reachable(member: Member, reach: Reach, at: datetime) -> Office | None:
    try:
        return office_of(member, reach, at=at)
    except Refused:
        return None


def _send_invitations(letter: Letter, offices: list[Office], sending: Sending, *, at: datetime) -> None:
    require_sending(letter, "invitation", sending, at=at)
    invite_offices(letter, offices, sending, at=at)


@transaction.atomic
def extend(*, slug: str, deadline: datetime, notice: Sending | None = None, at: datetime) -> Letter:
    """Set a later deadline; with a notice, every office that has not answered is told.

    Rounds of reminders that are planned by the deadline move with it.
    """
    letter = lock_letter(slug)
    old = letter.deadline or deadline
    if reason := may_extend(LetterState(letter.state), new=deadline, old=old, at=at):
        raise Refused(reason)
    letter.deadline, letter.deadline_zone = deadline, name_of_zone(deadline)
    letter.save(update_fields=["deadline", "deadline_zone"])
    note_letter(Deed.EXTENDED, letter, at=at, deadline=deadline.isoformat(), zone=letter.deadline_zone)
    play_again(letter, at=at)
    if notice is not None:
        require_sending(letter, "deadline-extended", notice, at=at)
        asking = Asking(extension_mail, f"deadline-extended:{deadline:%Y-%m-%dT%H:%M%z}", notice)
        ask_offices(letter, unanswered(letter), asking, at=at)
    return letter
