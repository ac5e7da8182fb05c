"""Whether a zip is laid out plainly: its files one after another, then its directory, and nothing else; and
what its files unpack to.

A zip says everything twice, before each file and in the directory at its end, and may have bytes that belong
to neither. Programs differ in which of the two they believe, so one zip can unpack to two bundles: one that
is checked, another that is read. In a plain one there is no second meaning:

    file, file, … directory, end            each file: header, name, extra, data, perhaps a descriptor

PKWARE's APPNOTE.TXT, 4.3; without zip64, of which no bundle has need.
"""

import struct
import zipfile
import zlib
from collections.abc import Sequence
from itertools import pairwise
from typing import IO

from undersigned.errors import Unreadable

_HEADER = struct.Struct("<4s2xHH4xIIIHH")  # 4.3.7: what stands before each file
_END = struct.Struct("<4sHHHHIIH")  # 4.3.16: the end of the directory
_SIZES_FOLLOW = 0x0008  # they stand in a descriptor behind the data too
_HARMLESS = 0x0806 | _SIZES_FOLLOW  # how well it was packed, and that names are UTF-8; others lock or mend
_HIGHEST_VERSION = 63
_DESCRIPTOR = b"PK\x07\x08"  # 4.3.9.3: this signature may be left out
_CONTRADICTING = (0x0001, 0x7075)  # 4.5.3, 4.6.9: extra fields with other sizes, or another name
_OTHER_END = b"PK\x06\x07"  # 4.3.15: leads to the directory of a zip64
_OTHER_END_LENGTH = 20


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
    _check_folders(entries)


def _end_of(entry: zipfile.ZipInfo, file: IO[bytes]) -> int:
    """Where the file's data and its descriptor end, if header and directory say the same of it."""
    file.seek(entry.header_offset)
    start = file.read(_HEADER.size)
    if len(start) != _HEADER.size:
        raise Unreadable("is cut")
    *said, name_length, extra_length = _HEADER.unpack(start)
    name, extra = file.read(name_length), file.read(extra_length)
    if not _is_said_twice(entry, name, said):
        raise Unreadable(f"says two things of {entry.filename[:80]!r}")
    if not _is_ordinary(entry) or not _is_harmless(extra) or not _is_harmless(entry.extra):
        raise Unreadable(f"has {entry.filename[:80]!r} packed in a way that a bundle never is")
    end: int = entry.header_offset + _HEADER.size + name_length + extra_length + entry.compress_size
    if not entry.flag_bits & _SIZES_FOLLOW:
        return end
    sizes = struct.pack("<III", entry.CRC, entry.compress_size, entry.file_size)
    return end + _descriptor(file, end, sizes)


def _is_said_twice(entry: zipfile.ZipInfo, name: bytes, said: Sequence[object]) -> bool:
    """Whether a file's own header says what the directory says; its name the library cuts at U+0000."""
    *beginning, crc, packed, size = said
    sizes = (crc, packed, size)
    follow = entry.flag_bits & _SIZES_FOLLOW and sizes == (0, 0, 0)
    return (
        name == entry.filename.encode("utf-8", "replace")
        and beginning == [b"PK\x03\x04", entry.flag_bits, entry.compress_type]
        and bool(follow or sizes == (entry.CRC, entry.compress_size, entry.file_size))
    )


def _is_ordinary(entry: zipfile.ZipInfo) -> bool:
    """Whether every program that unpacks zips takes the file for the same."""
    stored = entry.compress_type == zipfile.ZIP_STORED
    packed = entry.compress_type == zipfile.ZIP_DEFLATED or (
        stored and entry.compress_size == entry.file_size
    )
    known = not entry.flag_bits & ~_HARMLESS and entry.extract_version <= _HIGHEST_VERSION
    return packed and known and not entry.comment


def _descriptor(file: IO[bytes], at: int, said: bytes) -> int:
    """How long the descriptor at this place is. Raises `Unreadable` where there is none that says this."""
    file.seek(at)
    found = file.read(len(said) + 4)
    for descriptor in (_DESCRIPTOR + said, said):
        if found.startswith(descriptor):
            return len(descriptor)
    raise Unreadable("has a file that is followed by other sizes than its own")


def _is_harmless(extra: bytes) -> bool:
    """Whether extra fields are whole, one behind another, and none gives the file a second name or size."""
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<HH", extra)
        if kind in _CONTRADICTING or len(extra) < 4 + length:
            return False
        extra = extra[4 + length :]
    return not extra


def _check_end(file: IO[bytes], files_end: int, number: int) -> None:
    """The directory begins where the files end, and nothing stands behind it."""
    length = file.seek(0, 2)
    file.seek(max(0, length - _END.size - _OTHER_END_LENGTH))
    two_ends = file.read(len(_OTHER_END)) == _OTHER_END
    file.seek(length - _END.size)
    signature, disk, first_disk, here, in_all, size, start, comment = _END.unpack(file.read(_END.size))
    plain = signature == b"PK\x05\x06" and (disk, first_disk, comment) == (0, 0, 0)
    whole = start == files_end and start + size == length - _END.size and here == in_all == number
    if two_ends or not (plain and whole):
        raise Unreadable("has something before, between or behind its files that is no part of a plain zip")


def _check_folders(entries: Sequence[zipfile.ZipInfo]) -> None:
    """A folder is named once, and where something lies in it: else its name were one more thing to read.

    In order, what lies in a folder stands right behind it: a file, or a folder in which again something lies.
    """
    names = sorted(entry.filename for entry in entries)
    for name, following in pairwise([*names, ""]):
        if name.endswith("/") and (following == name or not following.startswith(name)):
            raise Unreadable(f"{name[:80]!r} is a folder with nothing in it, or is there twice")
    for entry in entries:
        if entry.is_dir() and (entry.file_size or entry.compress_size):
            raise Unreadable(f"{entry.filename[:80]!r} is a folder with bytes of its own")


def unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """What all packed bytes of a file in a plain zip give. Raises `Unreadable` unless that is what was said.

    A library that stops at the length that was said leaves bytes unread, which another would unpack.
    """
    file = archive.fp
    if file is None:
        raise ValueError("the zip was closed before it was read")
    file.seek(entry.header_offset)
    *_, name_length, extra_length = _HEADER.unpack(file.read(_HEADER.size))
    file.seek(name_length + extra_length, 1)
    packed = file.read(entry.compress_size)
    content = packed if entry.compress_type == zipfile.ZIP_STORED else _inflated(packed, entry.file_size)
    if content is None or len(content) != entry.file_size or zlib.crc32(content) != entry.CRC:
        raise Unreadable(f"{entry.filename} is damaged")
    return content


def _inflated(packed: bytes, size: int) -> bytes | None:
    """The bytes of one whole deflate stream; None if it ends too early, goes on, or gives more than that."""
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    content = inflater.decompress(packed, size + 1)
    return content if inflater.eof and not inflater.unused_data else None
