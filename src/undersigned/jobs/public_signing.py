"""What open letters need with nobody present: closing mails in parts, and forgetting in time."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from undersigned.actions.public_signing.expire import (
    forget_addresses,
    forget_counts,
    forget_unconfirmed,
    tell_of_closing,
)

_EVERY = timedelta(minutes=10)
_log = logging.getLogger("undersigned.letters")


def tell_the_public(now: Callable[[], datetime]) -> int:
    """Queue the closing mails of all letters that have closed; how many."""
    told = 0
    while part := tell_of_closing(at=now()):
        told += part
    return told


class Forgetting:
    """Looks every ten minutes for what is no longer needed."""

    def __init__(self) -> None:
        self._next: datetime | None = None

    def run(self, now: Callable[[], datetime], *, at_once: bool = False) -> None:
        at = now()
        if self._next is not None and at < self._next and not at_once:
            return
        self._next = at + _EVERY
        forget_counts(at=at)
        while forget_unconfirmed(at=at):
            pass
        if letters := forget_addresses(at=at):
            _log.info("deleted the addresses of %s closed letters", letters)
