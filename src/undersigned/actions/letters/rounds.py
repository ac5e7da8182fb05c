"""What a new deadline does to the rounds of reminders that are planned by it."""

from datetime import datetime

from undersigned.domain.sending import first_moment
from undersigned.queries.rounds import round_of
from undersigned.records.models import Letter


def play_again(letter: Letter, *, at: datetime) -> None:
    """Rounds so many days before the deadline count from the new one; what of them is past stays past."""
    for row in letter.reminder_rounds.filter(days_before__isnull=False):
        row.done_zones, row.finished_at, row.planned_at = [], None, at
        row.next_at = first_moment(round_of(row), letter.deadline or at, letter.deadline_zone)
        row.save(update_fields=["done_zones", "finished_at", "planned_at", "next_at"])
