"""Remind the offices that have not answered: when the organiser says so, or on the day an office named."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from undersigned.actions.acting import note_letter
from undersigned.actions.invitations import reminder_mail
from undersigned.actions.letters import lock_letter, require
from undersigned.actions.letters.asking import Asking, ask_offices, require_sending
from undersigned.domain.history import Deed
from undersigned.domain.letters import LetterState, Step
from undersigned.domain.own_words import OwnWords
from undersigned.domain.reasons import Reason
from undersigned.domain.sending import Sending, may_be_reminded
from undersigned.domain.signing import UNANSWERED
from undersigned.errors import Refused
from undersigned.queries.board import states_of
from undersigned.queries.mail import own_words
from undersigned.queries.pauses import pauses_that_ended
from undersigned.records.models import Invitation, Letter, Pause

KIND = "reminder"


@transaction.atomic
def remind(*, slug: str, own: OwnWords | None = None, at: datetime) -> int:
    """Remind every office that has not answered, at most once in 20 hours; how many offices were reminded.

    An office that asked to be asked again on a later day is left in peace until then, and so is a person who
    is away. Without words of the organiser's own, those of the last time are used.
    Refused with a reason of `require_sending`.
    """
    letter = lock_letter(slug)
    require(letter, Step.REMIND)
    if own is not None:
        require_sending(letter, KIND, Sending(own), at=at)
    reminded = remind_offices(letter, unanswered(letter), at=at)
    note_letter(Deed.REMINDED, letter, at=at, reminded=reminded)
    return reminded


@transaction.atomic
def remind_office(*, slug: str, invitation: int, at: datetime) -> None:
    """Remind one office. Refused: reminded-today, or recipient-unknown where nobody may be written to."""
    letter = lock_letter(slug)
    require(letter, Step.REMIND)
    rows = [row for row in unanswered(letter) if row.pk == invitation]
    if any(not may_be_reminded(row.reminded_at, at) for row in rows):
        raise Refused(Reason.REMINDED_TODAY)
    if not remind_offices(letter, rows, at=at):
        raise Refused(Reason.RECIPIENT_UNKNOWN)
    note_letter(Deed.REMINDED, letter, at=at, reminded=1)


def unanswered(letter: Letter) -> list[Invitation]:
    states = states_of(letter)
    return [row for row in invited(letter) if states[row.pk] in UNANSWERED]


def invited(letter: Letter) -> QuerySet[Invitation]:
    """A letter's invitations, with what an office is made from."""
    return letter.invitations.select_related("member").prefetch_related(
        "links", "pauses", "member__terms", "member__delegates", "member__domains"
    )


def remind_offices(letter: Letter, rows: Iterable[Invitation], *, at: datetime) -> int:
    """Queue a reminder to each of these offices that may have one now; how many had."""
    asking = Asking(reminder_mail, f"reminder:{at:%Y-%m-%dT%H:%M}", Sending(own_words(letter, KIND)))
    due = [row for row in rows if may_be_reminded(row.reminded_at, at)]
    reminded = ask_offices(letter, due, asking, at=at)
    Invitation.objects.filter(pk__in=[row.pk for row in reminded]).update(reminded_at=at)
    return len(reminded)


@transaction.atomic
def ask_again(*, slug: str, at: datetime) -> int:
    """Remind the offices of a letter whose own day has come, if they have not answered; how many."""
    letter = lock_letter(slug)
    ended = pauses_that_ended(letter, at)
    waiting = {pause.invitation_id for pause in ended}
    Pause.objects.filter(pk__in=[pause.pk for pause in ended]).delete()
    if letter.state != LetterState.CIRCULATING:
        return 0
    return remind_offices(letter, [row for row in unanswered(letter) if row.pk in waiting], at=at)
