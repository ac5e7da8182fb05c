"""Let asks lapse whose last day has passed, and remind the organisers to look again at others."""

import logging
from datetime import datetime

from undersigned.actions.tracking import let_lapse, remind_to_look
from undersigned.queries.tracking import letters_with_lapses, plans_to_look_at

_log = logging.getLogger("undersigned.letters")


def look_at_asks(at: datetime) -> int:
    """How many asks lapsed."""
    lapsed = 0
    for slug in letters_with_lapses(at.date()):
        if number := let_lapse(slug=slug, at=at):
            _log.info("%s: %s asks have lapsed", slug, number)
            lapsed += number
    for plan in plans_to_look_at(at.date()):
        remind_to_look(plan=plan, at=at)
    return lapsed
