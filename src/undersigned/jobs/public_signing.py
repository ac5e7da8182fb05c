"""What open letters need with nobody present: closing mails in parts, and forgetting in time."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from undersigned.actions.public_signing import expire
from undersigned.jobs.by_letter import each_letter
from undersigned.queries.public_due import (
    letters_to_forget_addresses_of,
    letters_to_tell_of_closing,
    letters_with_unconfirmed,
)

_EVERY = timedelta(minutes=10)
_log = logging.getLogger("undersigned.letters")


def tell_the_public(now: Callable[[], datetime]) -> int:
    """Queue the closing mails of all letters that have closed; how many."""
    return sum(each_letter(partial(_all_parts, expire.tell_of_closing, now), letters_to_tell_of_closing()))


def forget_unconfirmed(now: Callable[[], datetime]) -> int:
    """Delete what nobody confirmed; how many."""
    return sum(
        each_letter(partial(_all_parts, expire.forget_unconfirmed, now), letters_with_unconfirmed(now()))
    )


def forget_addresses(now: Callable[[], datetime]) -> int:
    """Delete the addresses that nobody needs any more; of how many letters."""

    def forget(slug: str) -> None:
        expire.forget_addresses(slug=slug, at=now())
        _log.info("deleted the addresses of %s", slug)

    return len(each_letter(forget, letters_to_forget_addresses_of(now())))


def _all_parts(do_part: Callable[..., int], now: Callable[[], datetime], slug: str) -> int:
    """Part by part, each a transaction, until nothing is left; how much it was."""
    done = 0
    while part := do_part(slug=slug, at=now()):
        done += part
    return done


class Forgetting:
    """Looks every ten minutes for what is no longer needed."""

    def __init__(self) -> None:
        self._next: datetime | None = None

    def run(self, now: Callable[[], datetime]) -> None:
        at = now()
        if self._next is not None and at < self._next:
            return
        self._next = at + _EVERY
        expire.forget_counts(at=at)
        try:
            forget_unconfirmed(now)
        finally:
            forget_addresses(now)
