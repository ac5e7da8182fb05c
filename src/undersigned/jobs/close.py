"""Close the letters whose deadline has passed."""

import logging
from datetime import datetime

from undersigned.actions.letters.close import close_if_due
from undersigned.jobs.by_letter import each_letter
from undersigned.queries.letters import due_to_close

_log = logging.getLogger("undersigned.letters")


def close_due_letters(at: datetime) -> int:
    """How many were closed."""

    def close(slug: str) -> bool:
        if closed := close_if_due(slug=slug, at=at):
            _log.info("closed %s: its deadline has passed", slug)
        return closed

    return sum(each_letter(close, due_to_close(at)))
