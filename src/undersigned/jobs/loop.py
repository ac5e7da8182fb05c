"""The job loop: everything that is due, again and again. Any number of loops may run side by side."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from threading import Event

from django.core.signals import request_finished, request_started

from undersigned.actions.acting import PROGRAM, acting
from undersigned.actions.readings import throw_away_old_readings
from undersigned.actions.roster_uploads import throw_away_old
from undersigned.jobs.by_letter import LettersFailed
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


def run_once(following: Following | None = None) -> list[str]:
    """Do all that is due, each job by itself; the names of those that failed, of which the log tells more.

    Deadlines and reminders first, for they make mails; the mails; the web hooks. What is no longer needed of
    the public is forgotten on the way.
    """
    jobs: dict[str, Callable[[], object]] = {
        "close": lambda: close_due_letters(now()),
        "follow": lambda: (following or Following()).follow(now()),
        "publish": lambda: publish_due_letters(now()),
        "tell the public": lambda: tell_the_public(now),
        "forget the public": lambda: _forgetting.run(now),
        "look again": lambda: look_at_asks(now()),
        "remind": lambda: remind_in_rounds(now()),
        "post": lambda: post_mails(now),
        "call": lambda: call_hooks(now),
        "throw away rosters": lambda: throw_away_old(now()),
        "throw away readings": lambda: throw_away_old_readings(now()),
        "forget": lambda: forget_what_is_over(now()),
    }
    with acting(PROGRAM):
        return [name for name, job in jobs.items() if not _is_done(name, job)]


def _is_done(name: str, job: Callable[[], object]) -> bool:
    try:
        job()
        return True
    except LettersFailed as failed:
        _log.error("the job “%s” failed for %s; it is tried again", name, failed)
    except Exception as trouble:
        _log.exception(
            "the job “%s” failed (%s: %s); it is tried again", name, type(trouble).__name__, trouble
        )
    return False


def run_until(stop: Event) -> None:
    """Work until told to stop. Trouble is tried again after a pause: the loop itself never dies of it."""
    following = Following()
    while not stop.is_set():
        request_started.send(sender=run_until)  # so that Django drops a database connection that has gone bad
        failed = run_once(following)
        request_finished.send(sender=run_until)
        stop.wait(_PAUSE_AFTER_TROUBLE_SECONDS if failed else PAUSE_SECONDS)
