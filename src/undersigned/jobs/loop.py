"""The job loop: everything that is due, again and again. Any number of loops may run side by side."""

import logging
from datetime import UTC, datetime
from threading import Event

from django.core.signals import request_finished, request_started

from undersigned.actions.acting import PROGRAM, acting
from undersigned.actions.readings import throw_away_old_readings
from undersigned.actions.roster_uploads import throw_away_old
from undersigned.jobs.call import call_hooks
from undersigned.jobs.close import close_due_letters
from undersigned.jobs.follow import Following
from undersigned.jobs.forget import forget_what_is_over
from undersigned.jobs.look_again import look_at_asks
from undersigned.jobs.post import post_mails
from undersigned.jobs.public_signing import Forgetting, tell_the_public
from undersigned.jobs.publish import publish_due_letters
from undersigned.jobs.remind import remind_in_rounds

PAUSE_SECONDS = 1.0
_PAUSE_AFTER_TROUBLE_SECONDS = 10.0
_log = logging.getLogger("undersigned.jobs")
_forgetting = Forgetting()


def now() -> datetime:
    """The jobs' clock."""
    return datetime.now(UTC)


def run_once(following: Following | None = None) -> None:
    """Do all that is due: deadlines and reminders first, for they make mails; the mails; the web hooks.

    What is no longer needed of the public is forgotten on the way.
    """
    with acting(PROGRAM):
        close_due_letters(now())
        (following or Following()).follow(now())
        publish_due_letters(now())
        tell_the_public(now)
        _forgetting.run(now)
        look_at_asks(now())
        remind_in_rounds(now())
        post_mails(now)
        call_hooks(now)
        throw_away_old(now())
        throw_away_old_readings(now())
        forget_what_is_over(now())


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
