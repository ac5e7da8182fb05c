"""The rounds of reminders that are planned for a letter."""

from dataclasses import dataclass
from datetime import datetime

from undersigned.domain.letters import LetterState
from undersigned.domain.sending import Round, moment_of
from undersigned.records.models import Letter, ReminderRound


def round_of(row: ReminderRound) -> Round:
    return Round(hour=row.hour, zone=row.zone, days_before=row.days_before, on=row.on)


@dataclass(frozen=True, slots=True)
class RoundShown:
    """A round that is still to come. `moment` is when, in the deadline's zone or that of the round."""

    id: int
    planned: Round
    moment: datetime


def rounds_of(letter: Letter) -> tuple[RoundShown, ...]:
    """The rounds that are still to be played, the next one first: none once the letter does not circulate."""
    if letter.deadline is None or letter.state not in (LetterState.DRAFT, LetterState.CIRCULATING):
        return ()
    rows = letter.reminder_rounds.filter(finished_at=None)
    zone = letter.deadline_zone
    shown = (
        RoundShown(row.pk, planned, moment_of(planned, letter.deadline, zone, zone))
        for row in rows
        for planned in (round_of(row),)
    )
    return tuple(sorted(shown, key=lambda each: each.moment))


def letters_with_rounds(at: datetime) -> tuple[str, ...]:
    """Slugs of circulating letters with a round that may have to be played now."""
    rows = ReminderRound.objects.filter(
        finished_at=None, next_at__lte=at, letter__state=LetterState.CIRCULATING, letter__deadline__gt=at
    )
    return tuple(rows.values_list("letter__slug", flat=True).distinct())
