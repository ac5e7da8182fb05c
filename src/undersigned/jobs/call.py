"""Call the web hooks that have something to be told, each at least once; a repeated call has its same id."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial

from django.conf import settings

from undersigned.actions.programs import mark_accepted, mark_not_accepted, stop_gone_hook, take_due_calls
from undersigned.domain.hooks import headers_of
from undersigned.errors import OutsideFailure
from undersigned.outside import hooks
from undersigned.outside.hooks import Answer
from undersigned.queries.programs import QueuedCall

_TOGETHER = 10
_GONE = 410
_log = logging.getLogger("undersigned.hooks")


def call_hooks(now: Callable[[], datetime]) -> int:
    """Make a batch of the calls that are due, all at once, for mails wait behind; how many were accepted."""
    calls = take_due_calls(most=_TOGETHER, at=now())
    if not calls:
        return 0
    with ThreadPoolExecutor(_TOGETHER) as threads:
        answers = list(threads.map(partial(_make, at=now()), calls))
    return sum(_mark(call, answer, at=now()) for call, answer in zip(calls, answers, strict=True))


def _make(queued: QueuedCall, at: datetime) -> Answer | OutsideFailure:
    """In a thread of its own, which touches no table. One call that cannot be made holds up no other."""
    call = queued.call
    try:
        return hooks.call(call.address, call.body, headers_of(call, at), private=settings.PRIVATE_HOOKS)
    except OutsideFailure as failure:
        return failure
    except Exception as trouble:
        said = f"{type(trouble).__name__}: {trouble}"
        _log.exception("web hook %s: %s", queued.hook, said)
        return OutsideFailure(said, retry=True)


def _mark(call: QueuedCall, answer: Answer | OutsideFailure, *, at: datetime) -> bool:
    if isinstance(answer, OutsideFailure):
        _log.warning("web hook %s: %s", call.hook, answer)
        mark_not_accepted(call, answer=str(answer), retry=answer.retry, at=at)
        return False
    if 200 <= answer.status < 300:
        mark_accepted(call, answer=answer.words, at=at)
        return True
    _log.warning("web hook %s answered %s", call.hook, answer.words)
    mark_not_accepted(call, answer=answer.words, retry=answer.status != _GONE, at=at)
    if answer.status == _GONE:  # it wants no more calls
        stop_gone_hook(call, at=at)
    return False
