"""The rollback guard: what this host has sealed, kept outside the database.

A backup that is restored would let the installation sign a second history. So each checkpoint is noted in a
file beside the signing key, after the commit and before the answer; before a log is sealed again, the
database must extend all that the file knows.

    {"made":"3f2a…"}                          which file this is: another one is read from its beginning
    ["example.org/letters/7",12,"9d4b…"]      one line a seal: origin, size, root
    (empty lines)                             room for the next ones

The room is made in advance, and nothing here asks for the state of the file: either would make a durable line
cost the disk two writes instead of one. A line that a loss of power tore was acknowledged to nobody: the next
is written over it.
"""

import fcntl
import json
import os
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from undersigned.errors import OutsideFailure

_written = json.JSONEncoder(separators=(",", ":")).encode

_STAMP_BYTES = 44
_GONE = b"gone"  # what a file begins with that another has taken the place of
_ROOM = 1 << 16
_BLOCK = 1 << 12
_LONGEST = 1 << 23  # some 70,000 seals; then only the last of each log is kept


@dataclass(frozen=True, slots=True)
class Sealed:
    """The largest seal noted for a log. `root` is hexadecimal."""

    size: int
    root: str


@dataclass
class Guard:
    """One file for all logs of a host. Other processes write to it as well."""

    file: Path
    _known: dict[str, Sealed] = field(default_factory=dict)
    _stamp: bytes = b""
    _end: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def latest(self, origin: str) -> Sealed | None:
        """The largest seal noted for this log, by any process; None if there is none.

        Raises OutsideFailure if the file cannot be read.
        """
        self._refresh()
        return self._known.get(origin)

    def all(self) -> dict[str, Sealed]:
        """The same for every log, by its origin."""
        self._refresh()
        return dict(self._known)

    def _refresh(self) -> None:
        try:
            descriptor = os.open(self.file, os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:
            return
        except OSError as error:
            raise self._unreadable(error) from error
        try:
            with self._lock:
                self._catch_up(descriptor)
        except OSError as error:
            raise self._unreadable(error) from error
        finally:
            os.close(descriptor)

    def _unreadable(self, error: OSError) -> OutsideFailure:
        return OutsideFailure(f"{self.file}: cannot be read ({error.strerror})", retry=True)

    def note(self, origin: str, sealed: Sealed) -> None:
        """Note a seal durably. Raises OutsideFailure if the disk does not take it."""
        line = _line(origin, sealed)
        try:
            with self._locked() as descriptor:
                with self._lock:
                    self._catch_up(descriptor)
                    self._write(descriptor, line)
                    self._keep(origin, sealed)
                fcntl.flock(descriptor, fcntl.LOCK_UN)  # others may write while the disk does
                os.fdatasync(descriptor)
        except OSError as error:
            raise OutsideFailure(f"{self.file}: cannot be written ({error.strerror})", retry=True) from error

    @contextmanager
    def _locked(self) -> Iterator[int]:
        """The file, ours alone; made if there is none."""
        while True:
            descriptor = self._open()
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX)
                if os.pread(descriptor, len(_GONE), 0) != _GONE:
                    yield descriptor
                    return
            finally:
                os.close(descriptor)

    def _open(self) -> int:
        how = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
        try:
            return os.open(self.file, how, 0o600)
        except FileNotFoundError:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            return os.open(self.file, how, 0o600)

    def _catch_up(self, descriptor: int) -> None:
        """Read the lines that are new since the last time, up to one that is not whole (yet)."""
        stamp = os.pread(descriptor, _STAMP_BYTES, 0)
        if stamp != self._stamp:
            self._stamp, self._end = stamp, 0
        while True:
            block = os.pread(descriptor, _BLOCK, self._end)
            if block.startswith(b"\n"):  # the room: nothing is new
                return
            lines = block[: block.find(b"\n\n") + 1] or block[: block.rfind(b"\n") + 1]
            read = self._learn(lines)
            if not read:
                return
            self._end += read

    def _learn(self, lines: bytes) -> int:
        """Take in these lines; how many bytes of them are behind us: all, but a broken last line."""
        read = 0
        for line in lines.splitlines(keepends=True):
            try:
                said = json.loads(line)
                if isinstance(said, list):
                    origin, size, root = said
                    self._keep(origin, Sealed(size, root))
            except (ValueError, TypeError):
                continue
            read = lines.index(line, read) + len(line)
        return read

    def _keep(self, origin: str, sealed: Sealed) -> None:
        if origin not in self._known or self._known[origin].size < sealed.size:
            self._known[origin] = sealed

    def _write(self, descriptor: int, line: bytes) -> None:
        size = os.lseek(descriptor, 0, os.SEEK_END)
        if size == 0:
            self._end = os.pwrite(descriptor, _stamp(), 0)
            size = self._end
        if self._end > _LONGEST:
            self._keep_the_last(descriptor, line)
            return
        if self._end + len(line) >= size:
            os.pwrite(descriptor, b"\n" * _ROOM, size)
        os.pwrite(descriptor, line, self._end)
        self._end += len(line)

    def _keep_the_last(self, old: int, line: bytes) -> None:
        """Put a file in its place that has the last seal of each log, and this line."""
        draft = self.file.with_name(f".{self.file.name}.part")
        lines = b"".join(_line(origin, sealed) for origin, sealed in self._known.items())
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(_stamp() + lines + line + b"\n" * _ROOM)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.file)
        os.pwrite(old, _GONE, 0)  # whoever has it open and waits for the lock opens the other
        folder = os.open(self.file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _stamp() -> bytes:
    return _written({"made": secrets.token_hex(16)}).encode() + b"\n"


def _line(origin: str, sealed: Sealed) -> bytes:
    return _written([origin, sealed.size, sealed.root]).encode() + b"\n"
