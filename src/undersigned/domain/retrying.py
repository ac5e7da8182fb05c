"""When what the world outside did not take is tried again: after growing pauses, for some three days."""

from datetime import timedelta

LAST_ATTEMPT = 20
_FIRST_PAUSE = timedelta(seconds=30)
_LONGEST_PAUSE = timedelta(hours=6)


def pause_after(attempts: int) -> timedelta:
    """How long to wait after so many attempts, at least one: half a minute, then twice as long each time."""
    doublings = min(attempts - 1, 12)
    return min(_FIRST_PAUSE * (1 << doublings), _LONGEST_PAUSE)
