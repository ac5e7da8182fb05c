"""Follow the offices: who is to be asked again today, and whose successor is to be asked instead."""

import logging
from datetime import datetime, timedelta
from functools import partial

from undersigned.actions.letters.remind import ask_again
from undersigned.actions.signing.succession import follow_offices
from undersigned.jobs.by_letter import each_letter
from undersigned.queries.pauses import letters_with_ended_pauses
from undersigned.queries.succession import letters_left_behind

_EVERY = timedelta(minutes=10)  # a day begins somewhere every half hour at most
_log = logging.getLogger("undersigned.letters")


class Following:
    """What a change of the date brings, looked for now and then and not at every turn of the loop."""

    def __init__(self) -> None:
        self.next_at: datetime | None = None

    def follow(self, at: datetime) -> None:
        if self.next_at is not None and at < self.next_at:
            return
        self.next_at = at + _EVERY
        try:
            each_letter(partial(_ask_again, at), letters_with_ended_pauses(at))
        finally:
            each_letter(partial(_follow, at), letters_left_behind(at))


def _ask_again(at: datetime, slug: str) -> None:
    if asked := ask_again(slug=slug, at=at):
        _log.info("asked %s offices about %s again", asked, slug)


def _follow(at: datetime, slug: str) -> None:
    if followed := follow_offices(slug=slug, at=at):
        _log.info("followed %s offices to a new holder in %s", followed, slug)
