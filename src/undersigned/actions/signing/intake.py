"""Many at once: whoever signs waits in a queue, and one thread of the process commits them in groups.

A durable commit costs the same for one signature and for a hundred, and the letter's log lets one writer in
at a time. So each request hands in its task and waits; the writer takes all that wait, does them in one
transaction, and answers each of them only after the commit and after what was to follow the commit. One code
path for 1 and for 100: every verb takes a list.

A task that breaks its transaction is found by doing the group again one by one, so that it fails alone. Who
gives up waiting is left out if the writer has not begun with it; the writer itself ends for nobody.
"""

import logging
import os
import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as WaitedTooLong
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import close_old_connections, connection, transaction

from undersigned.errors import OutsideFailure, Refused

Task = TypeVar("Task")
Outcome = TypeVar("Outcome")
# Does all tasks in the caller's transaction. One outcome for each, in order: a value, or why a rule says no.
Verb = Callable[[Sequence[Task]], Sequence[Outcome | Refused]]

_MOST_TOGETHER = 256
_MOST_WAITING = 4096
_PATIENCE_SECONDS = 20.0
_IDLE_SECONDS = 0.1
_log = logging.getLogger("undersigned.intake")


@dataclass(slots=True)
class _Waiting:
    """One task in the queue, and where its outcome goes."""

    verb: Verb[Any, Any]
    task: Any
    future: "Future[Any]" = field(default_factory=Future)


def do(verb: Verb[Task, Outcome], task: Task) -> Outcome:
    """Do one task, together with all that wait at the same time; what it came to, once it is durable.

    Inside a transaction of the caller it is done there and then. Refused as the verb says; OutsideFailure
    where the disk does not take it, or too many wait.
    """
    outcome = verb([task])[0] if connection.in_atomic_block else _writer().wait_for(_Waiting(verb, task))
    if isinstance(outcome, Refused):
        raise outcome
    return outcome


class Writer:
    """The thread that drains the queue of one process."""

    def __init__(self) -> None:
        self.process = os.getpid()
        self._queue: queue.Queue[_Waiting] = queue.Queue(_MOST_WAITING)
        self._thread = threading.Thread(target=self._run, name="intake", daemon=True)
        self._thread.start()

    def is_alive(self) -> bool:
        return self.process == os.getpid() and self._thread.is_alive()

    def wait_for(self, waiting: _Waiting) -> Any:
        try:
            self._queue.put_nowait(waiting)
            return waiting.future.result(_PATIENCE_SECONDS)
        except (queue.Full, WaitedTooLong):
            waiting.future.cancel()
            raise OutsideFailure("too many sign at this moment", retry=True) from None

    def _run(self) -> None:
        while True:
            group = self._next_group()
            try:
                close_old_connections()
                commit(group)
            except BaseException as trouble:  # whatever it is, the next group must find its writer
                _log.exception("a group was not committed")
                for each in group:
                    _answer(each, trouble)

    def _first(self) -> _Waiting:
        """Whoever waits next. While nobody does, no connection to the database is kept."""
        try:
            return self._queue.get(timeout=_IDLE_SECONDS)
        except queue.Empty:
            connection.close()
            return self._queue.get()

    def _next_group(self) -> list[_Waiting]:
        """All that wait now, at least one; those whose callers have given up are left out."""
        group = [self._first()]
        while len(group) < _MOST_TOGETHER:
            try:
                group.append(self._queue.get_nowait())
            except queue.Empty:
                break
        return [each for each in group if each.future.set_running_or_notify_cancel()]


def commit(group: Sequence[_Waiting]) -> None:
    """Do these tasks in one transaction and answer them; where that breaks, one by one."""
    try:
        outcomes = _together(group)
    except OutsideFailure as failure:  # perhaps after the commit: nothing of it is done twice
        outcomes = [failure] * len(group)
    except Exception as trouble:
        if len(group) > 1:
            for each in group:
                commit([each])
            return
        _log.exception("a task was not committed")
        outcomes = [trouble] * len(group)
    for each, outcome in zip(group, outcomes, strict=True):
        _answer(each, outcome)


def _together(group: Sequence[_Waiting]) -> list[Any]:
    """The outcomes of all tasks, durable. Each verb is called once, with all of its tasks.

    The verbs come in one order in every process, so that two groups never wait for each other crosswise.
    """
    outcomes: list[Any] = [None] * len(group)
    with transaction.atomic():
        for verb in sorted({each.verb for each in group}, key=_name_of):
            places = [place for place, each in enumerate(group) if each.verb is verb]
            found = verb([group[place].task for place in places])
            for place, outcome in zip(places, found, strict=True):
                outcomes[place] = outcome
    return outcomes


def _name_of(verb: Verb[Any, Any]) -> str:
    return f"{verb.__module__}.{verb.__qualname__}"


def _answer(waiting: _Waiting, outcome: Any) -> None:
    """Tell whoever waits; an exception is raised there."""
    if waiting.future.done():
        return
    if isinstance(outcome, BaseException) and not isinstance(outcome, Refused):
        waiting.future.set_exception(outcome)
    else:
        waiting.future.set_result(outcome)


_starting = threading.Lock()
_current: Writer | None = None


def _writer() -> Writer:
    """This process's writer: started by the first who signs, and anew should it ever have died."""
    global _current
    if _current is not None and _current.is_alive():
        return _current
    with _starting:
        if _current is None or not _current.is_alive():
            _current = Writer()
        return _current
