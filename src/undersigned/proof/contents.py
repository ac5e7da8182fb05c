"""Opening a bundle that a stranger made: a folder or a zip, within limits, with nothing followed anywhere.

A name has to be one that a bundle can have; a link, a doubled name, two names that differ by case alone, a
file that is larger than it may be or that unpacks to more than it said: each condemns the whole.
"""

import io
import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from undersigned.errors import Unreadable
from undersigned.proof import layout
from undersigned.proof.zipped import check_layout, unpacked

_MOST_SHRUNK = 200  # no honest bundle is packed into less than a two hundredth of itself
_ALWAYS_ALLOWED = 1 << 26
_FOLDER_DEPTH = 12


class Contents:
    """The files of a bundle by their names, each read when it is asked for."""

    def __init__(self, sizes: dict[str, int], read: Callable[[str], bytes]) -> None:
        self._sizes = sizes
        self._read = read

    def __iter__(self) -> Iterator[str]:
        return iter(self._sizes)

    def __contains__(self, path: object) -> bool:
        return path in self._sizes

    def __len__(self) -> int:
        return len(self._sizes)

    def size(self, path: str) -> int:
        return self._sizes[path]

    def sha256(self, path: str) -> str:
        """The file's hash, in hexadecimal."""
        return sha256(self.read(path)).hexdigest()

    def read(self, path: str) -> bytes:
        """The file's bytes; never more than it said it had. Raises `Unreadable`."""
        content = self._read(path)
        if len(content) != self._sizes[path]:
            raise Unreadable(f"{path} has another length than it said")
        return content


def from_parts(parts: dict[str, bytes]) -> Contents:
    """A bundle that is in memory already."""
    return Contents(_checked((path, len(content)) for path, content in parts.items()), parts.__getitem__)


def from_folder(folder: Path) -> Contents:
    """Open a folder. Raises `Unreadable`."""
    sizes = _checked(_walk(folder, "", _FOLDER_DEPTH))

    def read(path: str) -> bytes:
        descriptor = os.open(folder / path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        with open(descriptor, "rb") as file:
            return file.read(sizes[path] + 1)

    return Contents(sizes, _within_the_system(read))


def from_zip(packed: bytes | Path) -> Contents:
    """Open a zip. Raises `Unreadable`."""
    try:
        archive = zipfile.ZipFile(packed if isinstance(packed, Path) else io.BytesIO(packed))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as trouble:
        raise Unreadable("is not a zip that can be read") from trouble
    entries = archive.infolist()
    sizes = _checked(
        (_name_of(entry), entry.file_size) for entry in entries if not entry.filename.endswith("/")
    )
    try:
        length = packed.stat().st_size if isinstance(packed, Path) else len(packed)
        check_layout(archive)
    except OSError as trouble:
        raise Unreadable("is not a zip that can be read") from trouble
    if sum(sizes.values()) > max(_ALWAYS_ALLOWED, _MOST_SHRUNK * length):
        raise Unreadable("unpacks to far more than an honest bundle does")
    return Contents(sizes, _within_the_system(lambda path: unpacked(archive, archive.getinfo(path))))


def _name_of(entry: zipfile.ZipInfo) -> str:
    """The name of a file in a zip, unless it is a link or the like."""
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        raise Unreadable(f"{entry.filename[:80]!r} is a link or something else that is no file")
    return entry.filename


def _walk(folder: Path, inside: str, deep: int) -> Iterator[tuple[str, int]]:
    try:
        with os.scandir(folder / inside) as found:
            entries = [(f"{inside}{entry.name}", entry.stat(follow_symlinks=False)) for entry in found]
    except OSError as trouble:
        raise Unreadable("is not a folder that can be read") from trouble
    for path, status in entries:
        if stat.S_ISLNK(status.st_mode):
            raise Unreadable(f"{path!r} is a link; a bundle has none")
        if stat.S_ISDIR(status.st_mode) and deep:
            yield from _walk(folder, f"{path}/", deep - 1)
        elif stat.S_ISREG(status.st_mode):
            yield path, status.st_size
        else:
            raise Unreadable(f"{path!r} is no ordinary file")


def _checked(found: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Name → size, if all of it is within the limits."""
    sizes: dict[str, int] = {}
    spellings: set[str] = set()
    for path, size in found:
        if not layout.is_part(path):
            raise Unreadable(f"{path[:80]!r} is no file that a bundle can have")
        if path.lower() in spellings:
            raise Unreadable(f"{path!r} is there twice")
        if size > layout.largest(path):
            raise Unreadable(f"{path!r} is larger than such a file can be")
        spellings.add(path.lower())
        sizes[path] = size
        if len(sizes) > layout.MOST_FILES:
            raise Unreadable(f"has more than {layout.MOST_FILES} files")
    if sum(sizes.values()) > layout.LARGEST_BUNDLE:
        raise Unreadable("is larger than a bundle can be")
    return sizes


def _within_the_system(read: Callable[[str], bytes]) -> Callable[[str], bytes]:
    """The same reading, with the system's troubles told as ours."""

    def carefully(path: str) -> bytes:
        try:
            return read(path)
        except (
            OSError,
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,
        ) as trouble:
            raise Unreadable(f"{path} cannot be read") from trouble

    return carefully
