"""The rollback guard: what this host has sealed, kept outside the database.

A backup that is restored would let the installation sign a second history. So each checkpoint is noted in a
file beside the signing key, after the commit and before the answer; before a log is sealed again, the
database must extend all that the file knows.

    {"made":"3f2a…"}                          which file this is: another one is read from its beginning
    ["example.org/letters/7",12,"9d4b…"]      one line a seal: origin, size, root
    (empty lines)                             room for the next ones

The room is made in advance, and nothing here asks for the state of the file: either would make a durable line
cost the disk two writes instead of one. A line that a loss of power tore was acknowledged to nobody: the next
is written over it. A file that was emptied, cut or put away while a process runs gets back with the next seal
what that process knows: whoever wants a host to forget what it has sealed has to stop it first.
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
_TAIL = 200
_LONGEST = 1 << 23  # some 70,000 seals; then only the last of each log is kept


@dataclass(frozen=True, slots=True)
class Sealed:
    """The largest seal noted for a log. `root` is hexadecimal."""

    size: int
    root: str


@dataclass
class Guard:
    """One file for all logs of a host. Other processes write to it as well.

    It was read up to `_end`, before which stands `_tail`. `_has_lost`: it no longer tells all that is known.
    """

    file: Path
    _known: dict[str, Sealed] = field(default_factory=dict)
    _stamp: bytes = b""
    _tail: bytes = b""
    _end: int = 0
    _has_lost: bool = False
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
                    _keep(self._known, origin, sealed)
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
        """Read the lines that are new since the last time; all of them if the file is not as it was left."""
        stamp = os.pread(descriptor, _STAMP_BYTES, 0)
        tail = os.pread(descriptor, len(self._tail), self._end - len(self._tail))
        if (stamp, tail) == (self._stamp, self._tail):
            self._read_on(descriptor)
            return
        self._stamp, self._tail, self._end, self._has_lost = stamp, b"", 0, True
        told = self._read_on(descriptor)
        self._has_lost = any(told.get(origin) != sealed for origin, sealed in self._known.items())

    def _read_on(self, descriptor: int) -> dict[str, Sealed]:
        """What the next lines tell, up to one that is not whole (yet)."""
        told: dict[str, Sealed] = {}
        while True:
            block = os.pread(descriptor, _BLOCK, self._end)
            if block.startswith(b"\n"):  # the room: nothing is new
                return told
            lines = block[: block.find(b"\n\n") + 1] or block[: block.rfind(b"\n") + 1]
            read = self._learn(lines, told)
            if not read:
                return told
            self._move_on(lines[:read])

    def _move_on(self, lines: bytes) -> None:
        self._end += len(lines)
        self._tail = lines[-_TAIL:]

    def _learn(self, lines: bytes, told: dict[str, Sealed]) -> int:
        """Take in these lines; how many bytes of them are behind us: all, but a broken last line."""
        read = 0
        for line in lines.splitlines(keepends=True):
            try:
                said = json.loads(line)
                if isinstance(said, list):
                    origin, size, root = said
                    for largest in (told, self._known):
                        _keep(largest, origin, Sealed(size, root))
            except (ValueError, TypeError):
                continue
            read = lines.index(line, read) + len(line)
        return read

    def _write(self, descriptor: int, line: bytes) -> None:
        if self._has_lost or self._end > _LONGEST:
            self._keep_the_last(descriptor, line)
            return
        size = os.lseek(descriptor, 0, os.SEEK_END)
        if size == 0:
            self._stamp = _stamp()
            size = os.pwrite(descriptor, self._stamp, 0)
            self._move_on(self._stamp)
        if self._end + len(line) >= size:
            os.pwrite(descriptor, b"\n" * _ROOM, size)
        os.pwrite(descriptor, line, self._end)
        self._move_on(line)

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


def _keep(largest: dict[str, Sealed], origin: str, sealed: Sealed) -> None:
    if origin not in largest or largest[origin].size < sealed.size:
        largest[origin] = sealed


def _stamp() -> bytes:
    return _written({"made": secrets.token_hex(16)}).encode() + b"\n"


def _line(origin: str, sealed: Sealed) -> bytes:
    return _written([origin, sealed.size, sealed.root]).encode() + b"\n"
