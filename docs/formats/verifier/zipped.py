"""The files of a zip with one meaning: the table and "As a zip" in bundle.md."""

import re
import struct
import zlib
from typing import NamedTuple

from verifier.trouble import require

DAMAGED = b"\xff"  # what no file of a bundle looks like: only what somebody asks for counts
NUMBER = r"(?:x(?!000/)\d{3}/(?:x\d{3}/)*)?\d{3}"
TEXT = "letter[.][a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}[.]md"
WIDTH = r"[.]p/(?:[1-9]\d?|1\d\d|2[0-4]\d|25[0-5])"
NAMES = re.compile(
    rf"README[.]txt|policy|checkpoint|history/[1-9]\d{{0,15}}|openings/{NUMBER}"
    rf"|tile/(?:entries|\d|[1-9]\d)/{NUMBER}(?:{WIDTH})?|(?:editions/[1-9]\d{{0,15}}/)?{TEXT}"
    r"|[a-z0-9][a-z0-9_-]{0,63}(?:[.][a-z0-9-]{1,12}){1,2}",
    re.ASCII,
)


class File(NamedTuple):
    """What the directory says of one."""

    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    name: str


def files_in(data: bytes) -> dict[str, bytes]:
    """Name → bytes. Raises DoesNotHold, or `struct.error` where the zip is cut."""
    found, directory = listed(data)
    at, files = 0, {}
    for each in sorted(found, key=lambda file: file.offset):
        require(each.offset == at, "something lies between the files")
        begin, at = place_of(each, data)
        if not each.name.endswith("/"):
            files[each.name] = unpacked(each, data[begin : begin + each.packed])
    require(at == directory, "something lies behind the files")
    check_names([each.name for each in found if each.name in files], found, len(data))
    return files


def listed(data: bytes) -> tuple[list[File], int]:
    """The files of the directory, and where it begins."""
    end = len(data) - 22
    mark, disk, first, here, number, length, start, comment = struct.unpack_from(
        "<4s4H2IH", data, max(end, 0)
    )
    require(mark == b"PK\5\6" and disk == first == comment == 0, "something lies behind the zip")
    require(here == number and start + length == end, "its end is another")
    require(data[max(0, end - 20) : end].find(b"PK\6\7") != 0, "it has two ends")
    files, at = [], start
    for _ in range(number):
        mark, version, flags, method, crc, packed, size, *lengths, mode, offset = struct.unpack_from(
            "<4s2x3H4x3I3H4x2I", data, at
        )
        names, extras, comments = lengths
        name = data[at + 46 : at + 46 + names].decode("ascii", "replace")
        known = not flags & ~0x080E and method in (0, 8) and version & 255 <= 63
        known = known and (method or packed == size) and not comments
        require(mark == b"PK\1\2" and known, "a file is packed in another way")
        require(mode >> 28 in (0, 8) or name.endswith("/"), "a file is none")
        check_extra(data[at + 46 + names : at + 46 + names + extras])
        files.append(File(flags, method, crc, packed, size, offset, name))
        at += 46 + names + extras + comments
    require(at == end, "the directory has another length")
    return files, start


def place_of(each: File, data: bytes) -> tuple[int, int]:
    """Where the data of a file begins, and where all of it ends."""
    mark, flags, method, *said, names, extras = struct.unpack_from("<4s2x2H4x3I2H", data, each.offset)
    name = each.offset + 30
    begin = name + names + extras
    behind = bool(flags & 8)
    sizes = [each.crc, each.packed, each.size]
    require(mark == b"PK\3\4" and (flags, method) == (each.flags, each.method), "two headers differ")
    require(said == sizes or (behind and not any(said)), "a file has two sizes")
    require(data[name : name + names] == each.name.encode(), "a file has two names")
    check_extra(data[name + names : begin])
    end = begin + each.packed
    if not behind:
        return begin, end
    words = struct.pack("<3I", *sizes)
    signed = data[end : end + 16] == b"PK\7\x08" + words
    require(signed or data[end : end + 12] == words, "a file has two sizes")
    return begin, end + (16 if signed else 12)


def check_extra(extra: bytes) -> None:
    while extra:
        kind, length = struct.unpack_from("<2H", extra)
        require(kind not in (1, 0x7075) and len(extra) >= 4 + length, "a file has a second name or size")
        extra = extra[4 + length :]


def unpacked(each: File, packed: bytes) -> bytes:
    content = packed
    if each.method:
        stream = zlib.decompressobj(-15)
        try:
            content = stream.decompress(packed, each.size + 1)
        except zlib.error:
            return DAMAGED
        if not stream.eof or stream.unused_data:
            return DAMAGED
    return content if (len(content), zlib.crc32(content)) == (each.size, each.crc) else DAMAGED


def check_names(names: list[str], found: list[File], length: int) -> None:
    """The names and sizes that a bundle can have."""
    require(all(map(NAMES.fullmatch, names)), "a name is none of a bundle")
    require(len(names) == len({name.lower() for name in names}) <= 65_000, "a file is there twice")
    folders = [each for each in found if each.name.endswith("/")]
    needed = {name[: mark.end()] for name in names for mark in re.finditer("/", name)}
    there = {each.name for each in folders}
    empty = not any(each.size or each.packed for each in folders)
    require(there <= needed and len(there) == len(folders) and empty, "a folder has nothing in it")
    require(sum(each.size for each in found) <= max(1 << 26, 200 * length), "it unpacks to far more")
    for each in found:
        small = each.name.startswith(("tile/", "openings/", "history/"))
        require(each.size <= (16_777_472 if small else 1 << 30), f"{each.name} is too large")
