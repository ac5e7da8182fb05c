"""Play the planned rounds of reminders whose moment has come."""

import logging
from datetime import datetime

from undersigned.actions.letters.rounds import play_rounds
from undersigned.queries.rounds import letters_with_rounds

_log = logging.getLogger("undersigned.letters")


def remind_in_rounds(at: datetime) -> int:
    """How many offices were reminded."""
    total = 0
    for slug in letters_with_rounds(at):
        reminded = play_rounds(slug=slug, at=at)
        if reminded:
            _log.info("reminded %s offices about %s, as planned", reminded, slug)
        total += reminded
    return total
