"""Circulate a draft: fix its text as edition 1 and invite; extend the deadline; invite more."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from undersigned.actions.acting import note_letter
from undersigned.actions.evidence import open_log
from undersigned.actions.invitations import invite_offices, office_of, reach_of
from undersigned.actions.letters import lock_letter, require
from undersigned.actions.letters.edition import fix_text
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
from undersigned.domain.zones import name_of_zone
from undersigned.errors import Refused
from undersigned.queries.roster import members_by_key
from undersigned.reading.letter_source import read_letter_source
from undersigned.records.models import Letter


@transaction.atomic
def circulate(
    *,
    slug: str,
    deadline: datetime,
    members: Iterable[str],
    at: datetime,
    form: FormChoice | None = None,
) -> Letter:
    """Fix the text as edition 1, invite these members, and queue their mails: all of it or nothing.

    With a `form` the letter is open: the public signs it as well, and it is public from now on.
    Refused: not-a-draft, letter-has-no-date, deadline-in-the-past, nobody-invited, member-unknown,
    member-not-in-office, member-has-no-address.
    """
    letter = lock_letter(slug)
    reach = reach_of(letter)
    offices = [office_of(member, reach, at=at) for member in members_by_key(letter.coalition, members)]
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
    invite_offices(letter, offices, at=at)
    note_letter(Deed.CIRCULATED, letter, at=at, invited=len(offices))
    return letter


@transaction.atomic
def invite(*, slug: str, members: Iterable[str], at: datetime) -> Letter:
    """Invite more members to a circulating letter. Refused (member-already-invited) for one who is."""
    letter = lock_letter(slug)
    require(letter, Step.INVITE)
    rows = members_by_key(letter.coalition, members)
    if not rows:
        raise Refused(Reason.NOBODY_INVITED)
    invited = set(letter.invitations.values_list("member_id", flat=True))
    for member in rows:
        if member.pk in invited:
            raise Refused(Reason.MEMBER_ALREADY_INVITED, member=member.key)
    reach = reach_of(letter)
    invite_offices(letter, [office_of(member, reach, at=at) for member in rows], at=at)
    note_letter(Deed.INVITED, letter, at=at, invited=len(rows))
    return letter


@transaction.atomic
def extend(*, slug: str, deadline: datetime, at: datetime) -> Letter:
    letter = lock_letter(slug)
    old = letter.deadline or deadline
    if reason := may_extend(LetterState(letter.state), new=deadline, old=old, at=at):
        raise Refused(reason)
    letter.deadline, letter.deadline_zone = deadline, name_of_zone(deadline)
    letter.save(update_fields=["deadline", "deadline_zone"])
    note_letter(Deed.EXTENDED, letter, at=at, deadline=deadline.isoformat(), zone=letter.deadline_zone)
    return letter
