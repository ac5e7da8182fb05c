"""How often a typed code may be tried: as people mistype, not as a program guesses."""

from datetime import timedelta

from undersigned.domain.reasons import Reason

# How long a try counts, and how long it is kept.
WINDOW = timedelta(minutes=15)
FROM_ONE_ORIGIN = 10
FROM_ALL = 300


def may_try(from_here: int, from_all: int) -> Reason | None:
    """Whether one more try is taken, after so many within the window."""
    too_many = from_here >= FROM_ONE_ORIGIN or from_all >= FROM_ALL
    return Reason.TOO_MANY_TRIES if too_many else None
