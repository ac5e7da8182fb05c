"""Django's SQLite, but writers of different processes queue in the kernel. Django looks for this file's name.

SQLite lets a writer that finds the database locked sleep, up to a tenth of a second at a time, and whoever
wakes first goes next: with eight writers, some wait for seconds. A lock on a file beside the database lets
them in one after another. It is only the queue: SQLite's own lock, taken next, remains the guard.

The place in the queue is waited for without a limit, on purpose. The kernel keeps a fair order only among
those who sleep in it; whoever polled, to be able to give up, would be overtaken again and again. The wait
ends nevertheless: no transaction of ours waits for anything but the disk, and the kernel frees the lock of
a process that dies. SQLite's own limit (`timeout`) still stands behind it, for whoever writes without
queueing: other programs, and single statements outside a transaction, which are over in a moment and wait
as SQLite lets them.
"""

import fcntl
import os
from typing import Any

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._queue: int | None = None

    def _start_transaction_under_autocommit(self) -> None:
        self._wait_for_turn()
        try:
            with self.wrap_database_errors:
                self.connection.execute(f"BEGIN {self.transaction_mode or ''}")  # type: ignore[attr-defined]  # as below
        except BaseException:
            self._leave_queue()
            raise

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]  # private in Django: not in its types
        finally:
            self._leave_queue()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]  # private in Django: not in its types
        finally:
            self._leave_queue()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]  # private in Django: not in its types
        finally:
            if self._queue is not None:
                os.close(self._queue)
                self._queue = None

    def _wait_for_turn(self) -> None:
        """Each connection opens the file for itself: the lock is the opening's, so threads wait too."""
        if self.is_in_memory_db():
            return
        if self._queue is None:
            self._queue = os.open(
                f"{self.settings_dict['NAME']}-queue", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600
            )
        fcntl.flock(self._queue, fcntl.LOCK_EX)

    def _leave_queue(self) -> None:
        if self._queue is not None:
            fcntl.flock(self._queue, fcntl.LOCK_UN)
