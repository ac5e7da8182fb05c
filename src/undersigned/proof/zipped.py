"""Whether a zip is laid out plainly: its files one after another, then its directory, and nothing else.

A zip says everything twice, before each file and in the directory at its end, and may have bytes that belong
to neither. Programs differ in which of the two they believe, so one zip can unpack to two bundles: one that
is checked, another that is read. In a plain one there is no second meaning:

    file, file, … directory, end            each file: header, name, extra, data, perhaps a descriptor

PKWARE's APPNOTE.TXT, 4.3; without zip64, of which no bundle has need.
"""

import struct
import zipfile
from collections.abc import Sequence
from typing import IO

from undersigned.errors import Unreadable

_HEADER = struct.Struct("<4s2xHH4xIIIHH")  # 4.3.7: what stands before each file
_END = struct.Struct("<4sHHHHIIH")  # 4.3.16: the end of the directory
_SIZES_FOLLOW = 0x0008  # they stand in a descriptor behind the data instead
_DESCRIPTOR = b"PK\x07\x08"  # 4.3.9.3: this signature may be left out
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_OTHER_NAME = 0x7075  # 4.6.9: an extra field that renames the file


def check_layout(archive: zipfile.ZipFile) -> None:
    """Raise `Unreadable` unless the zip is a plain one."""
    file, entries = archive.fp, archive.infolist()
    if file is None:
        raise ValueError("the zip was closed before it was checked")
    at = 0
    for entry in sorted(entries, key=lambda each: each.header_offset):
        if entry.header_offset != at:
            raise Unreadable(f"has something before {entry.filename[:80]!r} that is no file of it")
        at = _end_of(entry, file)
    _check_end(file, at, len(entries))
    _check_folders([entry.filename for entry in entries])


def _end_of(entry: zipfile.ZipInfo, file: IO[bytes]) -> int:
    """Where the file's data and its descriptor end, if header and directory say the same of it."""
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
    if entry.is_dir() and size:
        raise Unreadable(f"{entry.filename[:80]!r} is a folder with bytes of its own")
    if method not in _METHODS or _renames(extra) or _renames(entry.extra):
        raise Unreadable(f"has {entry.filename[:80]!r} packed in a way that a bundle never is")
    end: int = entry.header_offset + _HEADER.size + name_length + extra_length + entry.compress_size
    return end + _descriptor(file, end, struct.pack("<III", *true)) if follows else end


def _descriptor(file: IO[bytes], at: int, said: bytes) -> int:
    """How long the descriptor at this place is. Raises `Unreadable` where there is none that says this."""
    file.seek(at)
    found = file.read(len(said) + 4)
    for descriptor in (_DESCRIPTOR + said, said):
        if found.startswith(descriptor):
            return len(descriptor)
    raise Unreadable("has a file that is followed by other sizes than its own")


def _renames(extra: bytes) -> bool:
    """Whether an extra field gives the file a second name."""
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<HH", extra)
        if kind == _OTHER_NAME:
            return True
        extra = extra[4 + length :]
    return False


def _check_end(file: IO[bytes], files_end: int, number: int) -> None:
    """The directory begins where the files end, and nothing stands behind it."""
    length = file.seek(0, 2)
    file.seek(length - _END.size)
    signature, disk, first_disk, here, in_all, size, start, comment = _END.unpack(file.read(_END.size))
    plain = signature == b"PK\x05\x06" and (disk, first_disk, comment) == (0, 0, 0)
    whole = start == files_end and start + size == length - _END.size and here == in_all == number
    if not (plain and whole):
        raise Unreadable("has something before, between or behind its files that is no part of a plain zip")


def _check_folders(names: Sequence[str]) -> None:
    """A folder is named only where something lies in it: else its name would be one more thing to read."""
    files = [name for name in names if not name.endswith("/")]
    folders = {name[: end + 1] for name in files for end, mark in enumerate(name) if mark == "/"}
    if empty := next((name for name in names if name.endswith("/") and name not in folders), None):
        raise Unreadable(f"{empty[:80]!r} is a folder with nothing in it")
