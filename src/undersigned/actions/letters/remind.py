"""Remind the offices that have not answered: when the organiser says so, or on the day an office named."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from undersigned.actions.acting import note_letter
from undersigned.actions.invitations import Office, Outgoing, new_link, office_of, reach_of, reminder_of
from undersigned.actions.letters import letters_to_lock, lock_letter, require
from undersigned.actions.mail import About
from undersigned.domain.history import Deed
from undersigned.domain.letters import LetterState, Step
from undersigned.domain.signing import UNANSWERED
from undersigned.errors import Refused
from undersigned.queries.board import states_of
from undersigned.queries.pauses import pauses_that_ended, resting
from undersigned.queries.roster import today_at
from undersigned.records.models import Invitation, Letter, Pause


@transaction.atomic
def remind(*, slug: str, at: datetime) -> int:
    """Remind every office that has not answered, at most once a day; how many offices were reminded.

    An office that asked to be asked again on a later day is left in peace until then, and so is a person who
    is away.
    """
    letter = lock_letter(slug)
    require(letter, Step.REMIND)
    reminded = remind_offices(letter, _unanswered(letter), at=at)
    note_letter(Deed.REMINDED, letter, at=at, reminded=reminded)
    return reminded


def _unanswered(letter: Letter) -> list[Invitation]:
    states = states_of(letter)
    return [row for row in invited(letter) if states[row.pk] in UNANSWERED]


def invited(letter: Letter) -> QuerySet[Invitation]:
    """A letter's invitations, with what an office is made from."""
    return letter.invitations.select_related("member").prefetch_related(
        "links", "pauses", "member__terms", "member__delegates", "member__domains"
    )


def remind_offices(letter: Letter, rows: Iterable[Invitation], *, at: datetime) -> int:
    """Queue a reminder to each of these offices that may have one now; how many had."""
    reach, outgoing, reminded = reach_of(letter), Outgoing(), []
    for row in rows:
        if row.reminded_at is not None and row.reminded_at.date() == at.date():
            continue
        try:
            office = office_of(row.member, reach, at=at)
        except Refused:  # the term ended or the address went since the invitation: nobody to remind
            continue
        if _write(letter, row, office, outgoing, at=at):
            reminded.append(row.pk)
    outgoing.send(at=at)
    Invitation.objects.filter(pk__in=reminded).update(reminded_at=at)
    return len(reminded)


def _write(letter: Letter, row: Invitation, office: Office, outgoing: Outgoing, *, at: datetime) -> bool:
    """Write the reminders to one office, but to nobody who rests; whether there was anybody to write to."""
    rests = resting(row.pauses.all(), today_at(row.member, at))
    awake = [each for each in office.recipients if not rests(each.delegate)]
    for recipient in awake:
        made = new_link(row, office.term, recipient.delegate, at=at, domain=recipient.domain)
        key = f"reminder:{letter.pk}:{row.member.pk}:{recipient.who}:{at:%Y-%m-%d}"
        about = About(letter.coalition, key, letter, row, unsubscribe=made.no_mail)
        outgoing.add(made, reminder_of(letter, office, made.way("i")), recipient.email, about)
    return bool(awake)


@transaction.atomic
def ask_again(*, letter: int, at: datetime) -> int:
    """Remind the offices of a letter whose own day has come, if they have not answered; how many."""
    locked = letters_to_lock().get(pk=letter)
    ended = pauses_that_ended(locked, at)
    waiting = {pause.invitation_id for pause in ended}
    Pause.objects.filter(pk__in=[pause.pk for pause in ended]).delete()
    if locked.state != LetterState.CIRCULATING:
        return 0
    return remind_offices(locked, [row for row in _unanswered(locked) if row.pk in waiting], at=at)
