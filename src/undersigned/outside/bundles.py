"""Packed bundles in the data folder: of each letter one, the latest, named after the state that it shows."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from undersigned.errors import OutsideFailure
from undersigned.outside.files import write_file

_LOCK = ".turn"


def folder_of(data_dir: Path, slug: str) -> Path:
    return data_dir / "bundles" / slug


@contextmanager
def in_turn(folder: Path) -> Iterator[None]:
    """One process at a time: whoever waited finds what the one before has packed."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise OutsideFailure(f"{folder}: {error.strerror}", retry=True) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def kept(folder: Path) -> Path | None:
    """The bundle that is kept; None if there is none."""
    return next(iter(sorted(folder.glob("*.zip"))), None)


def keep(folder: Path, name: str, packed: bytes) -> Path:
    """Keep this bundle, and none besides it."""
    path = folder / name
    write_file(path, packed)
    _delete(other for other in folder.glob("*.zip") if other != path)
    return path


def forget(folder: Path) -> None:
    """Delete what is kept: somebody in it left the list. It is packed anew when it is asked for."""
    _delete(folder.glob("*.zip"))


def _delete(paths: Iterator[Path]) -> None:
    for path in paths:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise OutsideFailure(f"{path}: {error.strerror}", retry=True) from error
