"""The rollback guard: what this host has sealed, kept outside the database.

A backup that is restored would let the installation sign a second history. So each checkpoint is noted in a
file beside the signing key, after the commit and before the answer; before a log is sealed again, the
database must extend all that the file knows.
"""

import json
import os
import threading
from dataclasses import dataclass, field
from pathlib import Path

from undersigned.errors import OutsideFailure


@dataclass(frozen=True, slots=True)
class Sealed:
    """The largest seal noted for a log. `root` is hexadecimal."""

    size: int
    root: str


@dataclass
class Guard:
    """One file for all logs of a host; one line a seal. Other processes append to it as well."""

    file: Path
    _known: dict[str, Sealed] = field(default_factory=dict)
    _read_to: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def latest(self, origin: str) -> Sealed | None:
        """The largest seal noted for this log, by any process; None if there is none."""
        with self._lock:
            self._catch_up()
            return self._known.get(origin)

    def note(self, origin: str, sealed: Sealed) -> None:
        """Note a seal durably. Raises OutsideFailure if the disk does not take it."""
        line = json.dumps([origin, sealed.size, sealed.root]) + "\n"
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self.file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                os.write(descriptor, line.encode("utf-8"))
                os.fdatasync(descriptor)
            finally:
                os.close(descriptor)
        except OSError as error:
            raise OutsideFailure(f"{self.file}: cannot be written ({error.strerror})", retry=True) from error

    def _catch_up(self) -> None:
        try:
            with self.file.open("rb") as stream:
                stream.seek(self._read_to)
                new = stream.read()
        except FileNotFoundError:
            return
        whole, _, _ = new.rpartition(b"\n")  # a line that is being written is read the next time
        for line in whole.split(b"\n") if whole else []:
            origin, size, root = json.loads(line)
            if origin not in self._known or self._known[origin].size < size:
                self._known[origin] = Sealed(size, root)
        self._read_to += len(whole) + 1 if whole else 0
