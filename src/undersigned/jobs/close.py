"""Close the letters whose deadline has passed."""

import logging
from datetime import datetime

from undersigned.actions.letters.close import close_if_due
from undersigned.queries.letters import due_to_close

_log = logging.getLogger("undersigned.letters")


def close_due_letters(at: datetime) -> int:
    """How many were closed."""
    closed = [slug for slug in due_to_close(at) if close_if_due(slug=slug, at=at)]
    for slug in closed:
        _log.info("closed %s: its deadline has passed", slug)
    return len(closed)
