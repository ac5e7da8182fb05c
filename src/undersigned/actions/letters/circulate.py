"""Circulate a draft: fix its text as edition 1 and invite; invite more; extend the deadline."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from undersigned.actions.evidence import open_log
from undersigned.actions.invitations import Office, extension_to, invite_offices, office_of
from undersigned.actions.letters import lock_letter, require
from undersigned.actions.letters.asking import Asking, ask_the_unanswered, require_sending
from undersigned.actions.letters.edition import fix_text
from undersigned.actions.letters.rounds import play_again
from undersigned.actions.mail import queue_all
from undersigned.domain.letters import (
    Access,
    CirculationFacts,
    LetterState,
    Step,
    may_circulate,
    may_extend,
)
from undersigned.domain.reasons import Reason
from undersigned.domain.sending import Sending
from undersigned.domain.zones import name_of_zone
from undersigned.errors import Refused
from undersigned.queries.candidates import reachable
from undersigned.queries.roster import members_by_key
from undersigned.reading.letter_source import read_letter_source
from undersigned.records.models import Letter, Member, PersonalLink

AT_ONCE = Sending()


@transaction.atomic
def circulate(
    *,
    slug: str,
    deadline: datetime,
    members: Iterable[str] | None,
    sending: Sending = AT_ONCE,
    at: datetime,
) -> Letter:
    """Fix the text as edition 1, invite these members, and queue their mails: all of it or nothing.

    `members` is None for everybody who can be invited.
    Refused: not-a-draft, letter-has-no-date, deadline-in-the-past, nobody-invited, member-unknown,
    member-not-in-office, member-has-no-address, or with a reason of `require_sending`.
    """
    letter = lock_letter(slug)
    offices = [office_of(member, at=at) for member in _chosen(letter, members, at)]
    read = read_letter_source(letter.source.encode("utf-8"))
    facts = CirculationFacts(
        state=LetterState(letter.state),
        has_date=read.document.date is not None,
        deadline=deadline,
        invited=len(offices),
        access=Access(letter.access),
    )
    if reason := may_circulate(facts, at):
        raise Refused(reason)
    letter.state = LetterState.CIRCULATING
    letter.deadline, letter.deadline_zone = deadline, name_of_zone(deadline)
    letter.circulated_at = at
    letter.save(update_fields=["state", "deadline", "deadline_zone", "circulated_at"])
    open_log(letter, at=at)
    fix_text(letter, read, number=1, at=at)
    _send_invitations(letter, offices, sending, at=at)
    return letter


@transaction.atomic
def invite(*, slug: str, members: Iterable[str] | None, sending: Sending = AT_ONCE, at: datetime) -> Letter:
    """Invite more members. Refused (member-already-invited) for one who is."""
    letter = lock_letter(slug)
    require(letter, Step.INVITE)
    rows = _chosen(letter, members, at)
    if not rows:
        raise Refused(Reason.NOBODY_INVITED)
    invited = set(letter.invitations.values_list("member_id", flat=True))
    for member in rows:
        if member.pk in invited:
            raise Refused(Reason.MEMBER_ALREADY_INVITED, member=member.key)
    _send_invitations(letter, [office_of(member, at=at) for member in rows], sending, at=at)
    return letter


def _chosen(letter: Letter, members: Iterable[str] | None, at: datetime) -> list[Member]:
    if members is None:
        return reachable(letter, at=at)
    return members_by_key(letter.coalition, members)


def _send_invitations(letter: Letter, offices: list[Office], sending: Sending, *, at: datetime) -> None:
    require_sending(letter, "invitation", sending, at=at)
    links, mails = invite_offices(letter, offices, sending, at=at)
    PersonalLink.objects.bulk_create(links, batch_size=500)
    queue_all(mails, at=at)


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
    play_again(letter, at=at)
    if notice is not None:
        require_sending(letter, "deadline-extended", notice, at=at)
        asking = Asking(extension_to, f"deadline-extended:{deadline:%Y-%m-%dT%H:%M%z}", notice)
        ask_the_unanswered(letter, letter.invitations.all(), asking, at=at)
    return letter
