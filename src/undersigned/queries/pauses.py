"""Who asked not to be written to before a day, and whose day has come."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from undersigned.domain.letters import LetterState
from undersigned.queries.roster import today_at
from undersigned.records.models import Delegate, Letter, Pause

_EARLIEST = timedelta(hours=14)  # where the day begins, before UTC


def resting(pauses: Iterable[Pause], today: date) -> Callable[[Delegate | None], bool]:
    """Whether somebody is not to be written to today: the whole office rests, or this person is away."""
    running = [pause for pause in pauses if pause.until > today]
    office = any(not pause.away for pause in running)
    away = {pause.delegate_id for pause in running if pause.away}
    return lambda delegate: office or (delegate.pk if delegate else None) in away


def pauses_that_ended(letter: Letter, at: datetime) -> list[Pause]:
    """Those of a letter whose day has come, where the office is."""
    rows = Pause.objects.filter(invitation__letter=letter).select_related("invitation__member")
    return [row for row in rows if row.until <= today_at(row.invitation.member, at)]


def letters_with_ended_pauses(at: datetime) -> list[str]:
    """Slugs of circulating letters with a pause whose day has come in the first places of the earth."""
    rows = Pause.objects.filter(
        invitation__letter__state=LetterState.CIRCULATING, until__lte=(at + _EARLIEST).date()
    ).values_list("invitation__letter__slug", flat=True)
    return sorted(set(rows))
