"""Delete what was kept for a while only: undecided files, tries to sign in, sessions that ended."""

from datetime import datetime

from undersigned.actions.roster_uploads import throw_away_old
from undersigned.actions.sign_in.devices import forget_expired
from undersigned.actions.sign_in.tries import forget_old_tries


def forget_what_is_over(at: datetime) -> int:
    """How many rows were deleted."""
    return throw_away_old(at) + forget_old_tries(at) + forget_expired(at)
