"""The shelf: what is public at which address, in a small file beside the bytes, so that a page that many
read asks no database.

A publication takes the letter off the shelf before it commits and puts it back after. In between, and if the
process dies there, the shelf has a slip with the publication's token instead, and readers ask the database:
slower, and always right. Whoever puts back what another publication has taken off since does nothing.
"""

import fcntl
import json
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from undersigned.errors import OutsideFailure

_SLIP, _FILES = "taken_off_by", "files"


@dataclass(frozen=True, slots=True)
class OnShelf:
    """One file: where its bytes are kept (`outside.files`), and what it is."""

    sha256: str
    media_type: str


def take_off(data_dir: Path, slug: str) -> str:
    """From here on readers ask the database. Gives the token to put it back with; durable when it returns."""
    token = secrets.token_hex(8)
    with _held(data_dir):
        _write(_place(data_dir, slug), {_SLIP: token})
    return token


def put_back(data_dir: Path, slug: str, token: str, files: Mapping[str, OnShelf]) -> None:
    """The files by their names, unless somebody else has taken the letter off since."""
    place = _place(data_dir, slug)
    with _held(data_dir):
        if _read(place).get(_SLIP) == token:
            _write(place, {_FILES: {name: [file.sha256, file.media_type] for name, file in files.items()}})


def state_of_shelf(data_dir: Path, slug: str) -> tuple[int, int] | None:
    """What changes whenever the letter's place on the shelf does; None where it has none."""
    try:
        seen = os.stat(_place(data_dir, slug))
    except OSError:
        return None
    return seen.st_mtime_ns, seen.st_ino


def on_shelf(data_dir: Path, slug: str) -> dict[str, OnShelf]:
    """What readers can be given without asking; empty where they must ask."""
    files = _read(_place(data_dir, slug)).get(_FILES, {})
    return {name: OnShelf(sha256, media_type) for name, (sha256, media_type) in files.items()}


def _place(data_dir: Path, slug: str) -> Path:
    return data_dir / "published" / "shelf" / f"{slug}.json"


@contextmanager
def _held(data_dir: Path) -> Iterator[None]:
    """One writer at a time, whatever its process."""
    folder = _place(data_dir, "any").parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / ".lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
    except OSError as error:
        raise OutsideFailure(f"{error.filename or folder}: {error.strerror}", retry=True) from error


def _write(place: Path, said: Mapping[str, object]) -> None:
    draft = place.with_suffix(".draft")
    with draft.open("w", encoding="ascii") as stream:
        json.dump(said, stream)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(place)
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _read(place: Path) -> dict[str, Any]:
    try:
        said = json.loads(place.read_bytes())
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}
