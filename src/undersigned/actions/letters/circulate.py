"""Circulate a draft: fix its text as edition 1 and invite; extend the deadline; invite more; remind."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from undersigned.actions.evidence import open_log
from undersigned.actions.invitations import Office, invite_offices, new_link, office_of, reminder_of
from undersigned.actions.letters import lock_letter, require
from undersigned.actions.letters.edition import fix_text
from undersigned.actions.mail import About, queue_all
from undersigned.actions.public_signing.opening import open_form
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
from undersigned.domain.signing import UNANSWERED
from undersigned.domain.zones import name_of_zone
from undersigned.errors import Refused
from undersigned.messages import Message
from undersigned.queries.board import states_of
from undersigned.queries.roster import members_by_key
from undersigned.reading.letter_source import read_letter_source
from undersigned.records.models import Invitation, Letter, PersonalLink


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
    offices = [office_of(member, at=at) for member in members_by_key(letter.coalition, members)]
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
    _send_invitations(letter, offices, at=at)
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
    _send_invitations(letter, [office_of(member, at=at) for member in rows], at=at)
    return letter


def _send_invitations(letter: Letter, offices: list[Office], *, at: datetime) -> None:
    links, mails = invite_offices(letter, offices, at=at)
    PersonalLink.objects.bulk_create(links, batch_size=500)
    queue_all(mails, at=at)


@transaction.atomic
def extend(*, slug: str, deadline: datetime, at: datetime) -> Letter:
    letter = lock_letter(slug)
    old = letter.deadline or deadline
    if reason := may_extend(LetterState(letter.state), new=deadline, old=old, at=at):
        raise Refused(reason)
    letter.deadline, letter.deadline_zone = deadline, name_of_zone(deadline)
    letter.save(update_fields=["deadline", "deadline_zone"])
    return letter


@transaction.atomic
def remind(*, slug: str, at: datetime) -> int:
    """Remind every office that has not answered, at most once a day; how many offices were reminded."""
    letter = lock_letter(slug)
    require(letter, Step.REMIND)
    states = states_of(letter)
    rows = [
        row
        for row in letter.invitations.select_related("member").prefetch_related(
            "member__terms", "member__delegates", "member__domains"
        )
        if states[row.pk] in UNANSWERED
    ]
    links: list[PersonalLink] = []
    mails: list[tuple[Message, str, About]] = []
    reminded = [row for row in rows if _remind_one(letter, row, links, mails, at=at)]
    PersonalLink.objects.bulk_create(links, batch_size=500)
    queue_all(mails, at=at)
    Invitation.objects.filter(pk__in=[row.pk for row in reminded]).update(reminded_at=at)
    return len(reminded)


def _remind_one(
    letter: Letter,
    row: Invitation,
    links: list[PersonalLink],
    mails: list[tuple[Message, str, About]],
    *,
    at: datetime,
) -> bool:
    """Add the links and mails of one reminder; False if the office was reminded today or cannot be."""
    if row.reminded_at is not None and row.reminded_at.date() == at.date():
        return False
    try:
        office = office_of(row.member, at=at)
    except Refused:  # the term ended or the address went since the invitation: nobody to remind
        return False
    for recipient in office.recipients:
        link, token = new_link(row, office.term, recipient.delegate, at=at)
        links.append(link)
        key = f"reminder:{letter.pk}:{row.member.pk}:{recipient.who}:{at:%Y-%m-%d}"
        mails.append(
            (reminder_of(letter, office, token), recipient.email, About(letter.coalition, key, letter, row))
        )
    return True
