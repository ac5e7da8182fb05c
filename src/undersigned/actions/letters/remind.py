"""Remind who has not answered: all of a letter now, or in rounds that are planned; one office alone."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from undersigned.actions.invitations import reminder_to
from undersigned.actions.letters import lock_letter, require
from undersigned.actions.letters.asking import Asking, ask_the_unanswered, require_sending, require_time
from undersigned.domain.letters import LetterState, Step
from undersigned.domain.own_words import OwnWords
from undersigned.domain.reasons import Reason
from undersigned.domain.sending import PAUSE, Round, Sending, first_moment, is_due, is_over, moment_of
from undersigned.errors import Refused
from undersigned.queries.mail import own_words
from undersigned.queries.rounds import round_of
from undersigned.records.models import Invitation, Letter, ReminderRound

KIND = "reminder"


@transaction.atomic
def remind(*, slug: str, own: OwnWords | None = None, at: datetime) -> int:
    """Remind every office that has not answered, at most once in 20 hours; how many offices were reminded.

    Without words of their own, those of the last time are used. Refused with a reason of `require_sending`.
    """
    letter = lock_letter(slug)
    require(letter, Step.REMIND)
    if own is not None:
        require_sending(letter, KIND, Sending(own), at=at)
    return len(_remind(letter, letter.invitations.all(), at=at))


@transaction.atomic
def remind_office(*, slug: str, invitation: int, at: datetime) -> None:
    """Remind one office. Refused: reminded-today, or recipient-unknown where nobody can be written to."""
    letter = lock_letter(slug)
    require(letter, Step.REMIND)
    one = letter.invitations.filter(pk=invitation)
    if not _not_lately(one, at).exists():
        raise Refused(Reason.REMINDED_TODAY)
    if not _remind(letter, one, at=at):
        raise Refused(Reason.RECIPIENT_UNKNOWN)


def _remind(letter: Letter, invitations: QuerySet[Invitation], *, at: datetime) -> list[Invitation]:
    asking = Asking(reminder_to, f"reminder:{at:%Y-%m-%dT%H:%M:%S}", Sending(own_words(letter, KIND)))
    reminded = ask_the_unanswered(letter, _not_lately(invitations, at), asking, at=at)
    Invitation.objects.filter(pk__in=[row.pk for row in reminded]).update(reminded_at=at)
    return reminded


def _not_lately(invitations: QuerySet[Invitation], at: datetime) -> QuerySet[Invitation]:
    return invitations.exclude(reminded_at__gt=at - PAUSE)


@transaction.atomic
def plan_round(*, slug: str, planned: Round, own: OwnWords, at: datetime) -> ReminderRound:
    """Plan a round of reminders. Whoever has answered by then is left alone.

    Refused with a reason of `require_sending`.
    """
    letter = lock_letter(slug)
    require(letter, Step.REMIND)
    require_sending(letter, KIND, Sending(own), at=at)
    require_time(letter, planned, at=at)
    return ReminderRound.objects.create(
        letter=letter,
        days_before=planned.days_before,
        on=planned.on,
        hour=planned.hour,
        zone=planned.zone,
        planned_at=at,
        next_at=first_moment(planned, letter.deadline or at, letter.deadline_zone),
    )


@transaction.atomic
def drop_round(*, slug: str, planned: int) -> None:
    """Take back a round that has not been played out; nothing happens if there is none."""
    letter = lock_letter(slug)
    letter.reminder_rounds.filter(pk=planned, finished_at=None).delete()


@transaction.atomic
def play_rounds(*, slug: str, at: datetime) -> int:
    """Remind wherever the moment of a round has come; how many offices were reminded."""
    letter = lock_letter(slug)
    if letter.state != LetterState.CIRCULATING or letter.deadline is None or letter.deadline <= at:
        return 0
    zones = set(letter.invitations.values_list("member__time_zone", flat=True))
    rounds = letter.reminder_rounds.filter(finished_at=None).order_by("pk")
    return sum(_play(letter, row, zones, at=at) for row in rounds)


def _play(letter: Letter, row: ReminderRound, zones: Iterable[str], *, at: datetime) -> int:
    """Remind the offices of the zones whose moment has come, and note which zones are done with."""
    planned, deadline = round_of(row), letter.deadline or at
    reminded, left = 0, []
    for zone in sorted(set(zones) - set(row.done_zones)):
        moment = moment_of(planned, deadline, letter.deadline_zone, zone)
        if is_due(moment, row.planned_at, at):
            reminded += len(_remind(letter, letter.invitations.filter(member__time_zone=zone), at=at))
        elif not is_over(moment, row.planned_at, at):
            left.append(moment)
            continue
        row.done_zones.append(zone)
    row.next_at = min(left, default=deadline)
    row.finished_at = None if left else at
    row.save(update_fields=["done_zones", "next_at", "finished_at"])
    return reminded
