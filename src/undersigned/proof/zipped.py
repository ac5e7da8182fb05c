"""Whether a zip is laid out plainly: its files one after another, then its directory, and nothing else.

A zip says everything twice, before each file and in the directory at its end, and may have bytes that belong
to neither. Programs differ in which of the two they believe, so one zip can unpack to two bundles: one that
is checked, another that is read. In a plain one there is no second meaning:

    file, file, … directory, end            each file: header, name, extra, data, perhaps a descriptor

PKWARE's APPNOTE.TXT, 4.3; without zip64, of which no bundle has need. Python's `zipfile` reads the directory;
the files are unpacked here, because it takes one that is longer than was said, or that has bytes behind it.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import IO

from undersigned.errors import Unreadable

_HEADER = struct.Struct("<4s2xHH4xIIIHH")  # 4.3.7: what stands before each file
_END = struct.Struct("<4sHHHHIIH")  # 4.3.16: the end of the directory
_SIZES_FOLLOW = 0x0008  # they stand in a descriptor behind the data instead
_DESCRIPTOR = b"PK\x07\x08"  # 4.3.9.3: this signature may be left out
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_FLAGS = 0x0806 | _SIZES_FOLLOW  # beside them: how hard it was packed, and that the name is UTF-8
_OTHER_SIZES, _OTHER_NAME = 0x0001, 0x7075  # 4.5.3 and 4.6.9: extra fields that contradict the header
_OTHER_END = b"PK\x06\x07"  # 4.3.15: it leads to the directory of a zip64
_OTHER_END_LENGTH = 20


def starts_of(archive: zipfile.ZipFile) -> dict[str, int]:
    """Where the data of each file begin. Raises `Unreadable` unless the zip is a plain one."""
    file, entries = _opened(archive), archive.infolist()
    at, starts = 0, {}
    for entry in sorted(entries, key=lambda each: each.header_offset):
        if entry.header_offset != at:
            raise Unreadable(f"has something before {entry.filename[:80]!r} that is no file of it")
        starts[entry.filename], at = _span_of(entry, file)
    _check_end(file, at, len(entries))
    _check_folders([entry.filename for entry in entries])
    return starts


def _opened(archive: zipfile.ZipFile) -> IO[bytes]:
    if archive.fp is None:
        raise ValueError("the zip was closed before it was read")
    return archive.fp


def unpacked(archive: zipfile.ZipFile, path: str, start: int) -> bytes:
    """A file's bytes, if they are what was said, and nothing stands behind them. Raises `BadZipFile`."""
    entry, file = archive.getinfo(path), _opened(archive)
    file.seek(start)
    content = file.read(entry.compress_size)
    whole = True
    if entry.compress_type == zipfile.ZIP_DEFLATED:
        unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
        content = unpacking.decompress(content, entry.file_size + 1)
        whole = unpacking.eof and not unpacking.unused_data
    if not whole or len(content) != entry.file_size or zlib.crc32(content) != entry.CRC:
        raise zipfile.BadZipFile(f"{entry.filename} is not what was said")
    return content


def _span_of(entry: zipfile.ZipInfo, file: IO[bytes]) -> tuple[int, int]:
    """Where the data begin, and where they or their descriptor end, if header and directory say the same."""
    file.seek(entry.header_offset)
    start = file.read(_HEADER.size)
    if len(start) != _HEADER.size:
        raise Unreadable("is cut")
    signature, flags, method, crc, packed, size, name_length, extra_length = _HEADER.unpack(start)
    name, extra = file.read(name_length), file.read(extra_length)
    said = (crc, packed, size)
    true = (entry.CRC, entry.compress_size, entry.file_size)
    follows = bool(flags & _SIZES_FOLLOW)
    same = (
        signature == b"PK\x03\x04"
        and name == entry.orig_filename.encode("utf-8", "replace")
        and (flags, method) == (entry.flag_bits, entry.compress_type)
        and (said == true or (follows and said == (0, 0, 0)))
    )
    if not same:
        raise Unreadable(f"says two things of {entry.filename[:80]!r}")
    if entry.is_dir() and entry.compress_size:
        raise Unreadable(f"{entry.filename[:80]!r} is a folder with bytes of its own")
    stretched = method == zipfile.ZIP_STORED and entry.compress_size != entry.file_size
    odd = method not in _METHODS or flags & ~_FLAGS or stretched
    if odd or not {*_kinds(extra), *_kinds(entry.extra)}.isdisjoint((_OTHER_SIZES, _OTHER_NAME)):
        raise Unreadable(f"has {entry.filename[:80]!r} packed in a way that a bundle never is")
    start = entry.header_offset + _HEADER.size + name_length + extra_length
    end = start + entry.compress_size
    return start, end + _descriptor(file, end, struct.pack("<III", *true)) if follows else end


def _descriptor(file: IO[bytes], at: int, said: bytes) -> int:
    """How long the descriptor at this place is. Raises `Unreadable` where there is none that says this."""
    file.seek(at)
    found = file.read(len(said) + 4)
    for descriptor in (_DESCRIPTOR + said, said):
        if found.startswith(descriptor):
            return len(descriptor)
    raise Unreadable("has a file that is followed by other sizes than its own")


def _kinds(extra: bytes) -> Iterator[int]:
    """The kinds of a header's extra fields. Raises `Unreadable` where one goes on beyond the header."""
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<HH", extra)
        yield kind
        if 4 + length > len(extra):
            raise Unreadable("has a file with an extra field that is cut")
        extra = extra[4 + length :]


def _check_end(file: IO[bytes], files_end: int, number: int) -> None:
    """The directory begins where the files end, and nothing stands behind it."""
    length = file.seek(0, 2)
    file.seek(max(0, length - _END.size - _OTHER_END_LENGTH))
    last = file.read()
    signature, disk, first_disk, here, in_all, size, start, comment = _END.unpack(last[-_END.size :])
    plain = signature == b"PK\x05\x06" and (disk, first_disk, comment) == (0, 0, 0)
    plain = plain and not last[: -_END.size].startswith(_OTHER_END)
    whole = start == files_end and start + size == length - _END.size and here == in_all == number
    if not (plain and whole):
        raise Unreadable("has something before, between or behind its files that is no part of a plain zip")


def _check_folders(names: Sequence[str]) -> None:
    """A folder is named only where something lies in it: else its name would be one more thing to read."""
    files = [name for name in names if not name.endswith("/")]
    folders = {name[: end + 1] for name in files for end, mark in enumerate(name) if mark == "/"}
    if empty := next((name for name in names if name.endswith("/") and name not in folders), None):
        raise Unreadable(f"{empty[:80]!r} is a folder with nothing in it")
