"""Follow the offices: who is to be asked again today, and whose successor is to be asked instead."""

import logging
from datetime import datetime, timedelta

from undersigned.actions.letters.remind import ask_again
from undersigned.actions.signing.succession import follow_offices
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
        for letter in letters_with_ended_pauses(at):
            _told("asked %d offices again", ask_again(letter=letter, at=at))
        for letter in letters_left_behind(at):
            _told("followed %d offices to a new holder", follow_offices(letter=letter, at=at))


def _told(what: str, number: int) -> None:
    if number:
        _log.info(what, number)
