"""The job loop: everything that is due, again and again. Any number of loops may run side by side."""

import logging
from datetime import UTC, datetime
from threading import Event

from django.core.signals import request_finished, request_started

from undersigned.actions.acting import PROGRAM, acting
from undersigned.actions.roster_uploads import throw_away_old
from undersigned.jobs.call import call_hooks
from undersigned.jobs.close import close_due_letters
from undersigned.jobs.follow import Following
from undersigned.jobs.post import post_mails

PAUSE_SECONDS = 1.0
_PAUSE_AFTER_TROUBLE_SECONDS = 10.0
_log = logging.getLogger("undersigned.jobs")


def now() -> datetime:
    """The jobs' clock."""
    return datetime.now(UTC)


def run_once(following: Following | None = None) -> None:
    """Do all that is due: deadlines and dates first, which make mails; then the mails; then the web hooks."""
    with acting(PROGRAM):
        close_due_letters(now())
        (following or Following()).follow(now())
        post_mails(now)
        call_hooks(now)
        throw_away_old(now())


def run_until(stop: Event) -> None:
    """Work until told to stop. Trouble is logged and tried again: the loop itself never dies of it."""
    following = Following()
    while not stop.is_set():
        pause = PAUSE_SECONDS
        request_started.send(sender=run_until)  # so that Django drops a database connection that has gone bad
        try:
            run_once(following)
        except Exception:
            _log.exception("a job failed; it is tried again")
            pause = _PAUSE_AFTER_TROUBLE_SECONDS
        finally:
            request_finished.send(sender=run_until)
        stop.wait(pause)
