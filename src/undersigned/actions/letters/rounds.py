"""Rounds of reminders that are planned: which stop by themselves, for they leave out who has answered."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from undersigned.actions.acting import note_letter
from undersigned.actions.letters import lock_letter, require
from undersigned.actions.letters.asking import require_sending, require_time
from undersigned.actions.letters.remind import KIND, remind_offices, unanswered
from undersigned.domain.history import Deed
from undersigned.domain.letters import LetterState, Step
from undersigned.domain.own_words import OwnWords
from undersigned.domain.sending import Round, Sending, first_moment, is_due, is_over, moment_of
from undersigned.queries.rounds import round_of
from undersigned.records.models import Letter, ReminderRound


@transaction.atomic
def plan_round(*, slug: str, planned: Round, own: OwnWords, at: datetime) -> ReminderRound:
    """Plan a round of reminders. Refused with a reason of `require_sending`."""
    letter = lock_letter(slug)
    require(letter, Step.REMIND)
    require_sending(letter, KIND, Sending(own), at=at)
    require_time(letter, planned, at=at)
    note_letter(Deed.REMINDER_PLANNED, letter, at=at)
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
def drop_round(*, slug: str, planned: int, at: datetime) -> None:
    """Take back a round that has not been played out; nothing happens if there is none."""
    letter = lock_letter(slug)
    dropped, _ = letter.reminder_rounds.filter(pk=planned, finished_at=None).delete()
    if dropped:
        note_letter(Deed.REMINDER_TAKEN_BACK, letter, at=at)


@transaction.atomic
def play_rounds(*, slug: str, at: datetime) -> int:
    """Remind wherever the moment of a round has come; how many offices were reminded."""
    letter = lock_letter(slug)
    if letter.state != LetterState.CIRCULATING or letter.deadline is None or letter.deadline <= at:
        return 0
    zones = set(letter.invitations.values_list("member__time_zone", flat=True))
    rounds = letter.reminder_rounds.filter(finished_at=None, next_at__lte=at).order_by("pk")
    return sum(_play(letter, row, zones, at=at) for row in rounds)


def _play(letter: Letter, row: ReminderRound, zones: Iterable[str], *, at: datetime) -> int:
    """Remind the offices of the zones whose moment has come, and note which zones are done with."""
    planned, deadline = round_of(row), letter.deadline or at
    due, left = set(), []
    for zone in sorted(set(zones) - set(row.done_zones)):
        moment = moment_of(planned, deadline, letter.deadline_zone, zone)
        if is_due(moment, row.planned_at, at):
            due.add(zone)
        elif not is_over(moment, row.planned_at, at):
            left.append(moment)
            continue
        row.done_zones.append(zone)
    row.next_at = min(left, default=deadline)
    row.finished_at = None if left else at
    row.save(update_fields=["done_zones", "next_at", "finished_at"])
    if not due:
        return 0
    rows = [each for each in unanswered(letter) if each.member.time_zone in due]
    return remind_offices(letter, rows, at=at)


def play_again(letter: Letter, *, at: datetime) -> None:
    """Rounds so many days before the deadline count from the new one; what of them is past stays past."""
    for row in letter.reminder_rounds.filter(days_before__isnull=False):
        row.done_zones, row.finished_at, row.planned_at = [], None, at
        row.next_at = first_moment(round_of(row), letter.deadline or at, letter.deadline_zone)
        row.save(update_fields=["done_zones", "finished_at", "planned_at", "next_at"])
