"""Play the planned rounds of reminders whose moment has come."""

import logging
from datetime import datetime

from undersigned.actions.letters.rounds import play_rounds
from undersigned.jobs.by_letter import each_letter
from undersigned.queries.rounds import letters_with_rounds

_log = logging.getLogger("undersigned.letters")


def remind_in_rounds(at: datetime) -> int:
    """How many offices were reminded."""

    def remind(slug: str) -> int:
        if reminded := play_rounds(slug=slug, at=at):
            _log.info("reminded %s offices about %s, as planned", reminded, slug)
        return reminded

    return sum(each_letter(remind, letters_with_rounds(at)))
