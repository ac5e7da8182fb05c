"""A backup as one file: a zip that holds every row, every file of the data folder, and what this host sealed.

    manifest.json               what it is: when, by which version, how many rows of which table
    rows/<table>.jsonl          the rows of one table, one a line, in any database's terms
    files/<path>                the data folder, but for what is secret and what can be made again
    sealed.json                 origin → size and root of the largest seal (`outside.guard`)
    keys/<name>                 only where they were asked for

It is readable by its owner alone: it has the addresses of people in it.
"""

import json
import os
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from undersigned.errors import OutsideFailure, Unreadable
from undersigned.outside.guard import Sealed

FORMAT = "undersigned.backup/1"
_MANIFEST, _SEALED = "manifest.json", "sealed.json"
_FILE = re.compile(r"files/((?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*)")
_TROUBLE = (
    OSError,
    zipfile.BadZipFile,
    zlib.error,
    ValueError,
    KeyError,
    TypeError,
    NotImplementedError,
    EOFError,
)


@dataclass(frozen=True, slots=True)
class Manifest:
    """`migrations` are those of our tables that the rows fit; `tables` how many rows each has."""

    made_at: str
    version: str
    base_url: str
    migrations: list[str]
    tables: dict[str, int]
    files: int
    with_keys: bool
    format: str = FORMAT


class Writing:
    """A backup that is being written."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.files = 0

    @contextmanager
    def rows(self, table: str) -> Iterator[IO[bytes]]:
        with self._archive.open(f"rows/{table}.jsonl", "w", force_zip64=True) as stream:
            yield stream

    def file(self, path: str, content: bytes) -> None:
        self._archive.writestr(f"files/{path}", content)
        self.files += 1

    def key(self, name: str, content: bytes) -> None:
        self._archive.writestr(f"keys/{name}", content)

    def sealed(self, seals: Mapping[str, Sealed]) -> None:
        said = {origin: [seal.size, seal.root] for origin, seal in seals.items()}
        self._archive.writestr(_SEALED, json.dumps(said, indent=1))

    def manifest(self, manifest: Manifest) -> None:
        self._archive.writestr(_MANIFEST, json.dumps(asdict(manifest), indent=1, ensure_ascii=False))


@contextmanager
def writing(path: Path) -> Iterator[Writing]:
    """Write a backup, whole or not at all; what was at this path before stays until it is done."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        descriptor = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        try:
            with os.fdopen(descriptor, "w+b") as stream:
                with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
                    yield Writing(archive)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(draft, path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise OutsideFailure(f"{path}: cannot be written ({error.strerror})", retry=False) from error


class Reading:
    """A backup that was opened. What it says of itself was found to be whole."""

    def __init__(self, archive: zipfile.ZipFile, where: str) -> None:
        self._archive = archive
        self._where = where
        self.manifest = self._manifest()
        self.sealed = {origin: Sealed(*seal) for origin, seal in self._json(_SEALED).items()}

    def _manifest(self) -> Manifest:
        said = self._json(_MANIFEST)
        if said.get("format") != FORMAT:
            raise ValueError("another format")
        return Manifest(**said)

    def _json(self, name: str) -> dict[str, Any]:
        said = json.loads(self._archive.read(name))
        if not isinstance(said, dict):
            raise ValueError(name)
        return said

    @contextmanager
    def rows(self, table: str) -> Iterator[IO[bytes]]:
        """The rows of a table, line by line. Raises `Unreadable` where the file is damaged."""
        with _told(self._where, f"rows/{table}.jsonl"), self._archive.open(f"rows/{table}.jsonl") as stream:
            yield stream

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Path in the data folder, and content. A path that leads out of it is no file of ours."""
        for name in self._archive.namelist():
            if match := _FILE.fullmatch(name):
                with _told(self._where, name):
                    content = self._archive.read(name)
                yield match[1], content

    def key(self, name: str) -> bytes | None:
        with _told(self._where, name):
            return self._archive.read(f"keys/{name}") if self.manifest.with_keys else None


@contextmanager
def reading(path: Path) -> Iterator[Reading]:
    """Open a backup. Raises `Unreadable` for what is none, or not all of one."""
    with _told(str(path), ""):
        archive = zipfile.ZipFile(path)
    with archive:
        with _told(str(path), ""):
            opened = Reading(archive, str(path))
        yield opened


@contextmanager
def _told(where: str, part: str) -> Iterator[None]:
    """What goes wrong with the file, told as ours."""
    try:
        yield
    except FileNotFoundError as error:
        raise Unreadable("there is no such file", where=where) from error
    except _TROUBLE as error:
        what = f"its part {part} is damaged" if part else "is no whole backup of undersigned"
        raise Unreadable(f"{what}; take another one", where=where) from error
