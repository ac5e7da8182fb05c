"""Let asks lapse whose last day has passed, and remind the organisers to look again at others."""

import logging
from datetime import datetime

from undersigned.actions.tracking import let_lapse, remind_to_look
from undersigned.jobs.by_letter import each_letter
from undersigned.queries.tracking import letters_to_look_at, letters_with_lapses

_log = logging.getLogger("undersigned.letters")


def look_at_asks(at: datetime) -> int:
    """How many asks lapsed."""

    def lapse(slug: str) -> int:
        if lapsed := let_lapse(slug=slug, at=at):
            _log.info("%s: %s asks have lapsed", slug, lapsed)
        return lapsed

    try:
        return sum(each_letter(lapse, letters_with_lapses(at.date())))
    finally:
        each_letter(lambda slug: remind_to_look(slug=slug, at=at), letters_to_look_at(at.date()))
