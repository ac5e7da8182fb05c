"""Zips of one honest bundle, packed in ways that a verifier may take or has to refuse."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from zlib import crc32

from tests.proof.letters import whole_bundle
from undersigned.proof import layout

EXTRA_TIME = struct.pack("<HHBI", 0x5455, 5, 1, 1_800_000_000)
EXTRA_NAME = struct.pack("<HHBI", 0x7075, 15, 1, crc32(b"policy")) + b"checkpoint"


@dataclass(frozen=True)
class Packed:
    """One file of a zip, said twice: before it and in the directory."""

    name: bytes
    content: bytes
    before: bytes = b""  # what stands before its header
    flags: int = 0
    descriptor: bytes = b""
    local_name: bytes | None = None
    local_size: int | None = None
    local_flags: int | None = None
    method: int = 0
    extra: bytes = b""
    local_extra: bytes = b""
    crc: int | None = None
    packed: bytes | None = None  # if it is not the content itself
    version: int = 20
    attributes: int = 0


def plain() -> list[Packed]:
    parts = {name: content for name, content in whole_bundle().items() if name not in layout.NOT_COVERED}
    return [Packed(name.encode(), content) for name, content in parts.items()]


def joined(
    files: list[Packed], before: bytes = b"", between: bytes = b"", behind: bytes = b"", comment: bytes = b""
) -> bytes:
    """The zip as bytes. What is put before it or between is reckoned with in its offsets."""
    zipped, directory = bytearray(before), bytearray()
    for file in files:
        zipped += file.before
        offset, size = len(zipped), len(file.content)
        crc = crc32(file.content) if file.crc is None else file.crc
        packed = file.content if file.packed is None else file.packed
        sizes = (crc, len(packed), size)
        follows = (
            (0, 0, 0)
            if file.descriptor
            else (crc, len(packed), size if file.local_size is None else file.local_size)
        )
        name = file.name if file.local_name is None else file.local_name
        flags = file.flags if file.local_flags is None else file.local_flags
        zipped += struct.pack("<4sHHHHH", b"PK\3\4", 20, flags, file.method, 0, 33) + struct.pack(
            "<III", *follows
        )
        zipped += struct.pack("<HH", len(name), len(file.local_extra)) + name + file.local_extra
        zipped += packed + file.descriptor
        directory += struct.pack("<4sHHHHHH", b"PK\1\2", 20, file.version, file.flags, file.method, 0, 33)
        directory += struct.pack("<IIIHHHHH", *sizes, len(file.name), len(file.extra), 0, 0, 0)
        directory += struct.pack("<II", file.attributes, offset)
        directory += file.name + file.extra
    zipped += between
    end = (0, 0, len(files), len(files), len(directory), len(zipped), len(comment))
    return bytes(zipped + directory + struct.pack("<4sHHHHIIH", b"PK\5\6", *end) + comment + behind)


def with_first(**changes: object) -> bytes:
    first, *others = plain()
    return joined([replace(first, **changes), *others])  # type: ignore[arg-type]  # fields by name


def descriptor(file: Packed, signature: bytes = b"PK\7\x08", size: int | None = None) -> bytes:
    length = len(file.content) if size is None else size
    return signature + struct.pack("<III", crc32(file.content), len(file.content), length)


def followed(signature: bytes, size: int | None = None) -> bytes:
    """Every file with its sizes behind it, as programs write that do not know them before."""
    files = [replace(file, flags=8, descriptor=descriptor(file, signature, size)) for file in plain()]
    return joined(files)


def by_the_library() -> bytes:
    """As Python packs a folder: with entries for the folders in it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for folder in ("tile/", "tile/0/", "history/"):
            archive.mkdir(folder)
        for file in plain():
            archive.writestr(zipfile.ZipInfo(file.name.decode()), file.content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def hidden() -> bytes:
    """A file that only its own header names."""
    other = Packed(b"letter.json", b"{}")
    alone = joined([other])
    return with_first(before=alone[: alone.index(b"PK\1\2")])


def deflated(data: bytes) -> bytes:
    packing = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packing.compress(data) + packing.flush()


def text_packed_as(pack: Callable[[bytes], bytes], method: int = 8) -> bytes:
    """The printed letter packed in some way, with its right length and CRC."""
    files = [
        replace(file, packed=pack(file.content), method=method) if file.name == b"letter.txt" else file
        for file in plain()
    ]
    return joined(files)


def with_second_directory() -> bytes:
    """A zip64's end before the end, leading to another directory: in one the first file is a link."""
    files = plain()
    linked = joined([replace(files[0], attributes=0o120777 << 16), *files[1:]])
    start = struct.unpack_from("<I", linked, len(linked) - 6)[0]
    directory, other = linked[start:-22], joined(files)[start:-22]
    place = start + len(directory) + len(other)
    numbers = (len(files), len(files), len(other), place - len(other))
    ends = struct.pack("<4sQHHIIQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, *numbers)
    ends += struct.pack("<4sIQI", b"PK\6\7", 0, place, 1)
    last = directory.rindex(b"PK\1\2") + 32  # the length of its comment
    comment = struct.pack("<H", len(other + ends))
    directory = directory[:last] + comment + directory[last + 2 :] + other + ends
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, len(files), len(files), len(directory), start, 0)
    return linked[:start] + directory + end


def damaged(name: str) -> bytes:
    files = [replace(file, crc=1) if file.name == name.encode() else file for file in plain()]
    return joined(files)


ZIPS: dict[str, tuple[Callable[[], bytes], str]] = {
    "packed plainly": (lambda: joined(plain()), "holds"),
    "as the library packs a folder": (by_the_library, "holds"),
    "with the time in an extra field": (
        lambda: with_first(extra=EXTRA_TIME, local_extra=EXTRA_TIME),
        "holds",
    ),
    "sizes behind each file": (lambda: followed(b"PK\7\x08"), "holds"),
    "sizes behind each file, without their signature": (lambda: followed(b""), "holds"),
    "a damaged readme": (
        lambda: joined([*plain(), Packed(b"README.txt", b"Nothing.", crc=1)]),
        "holds",
    ),
    "a damaged list": (lambda: damaged("signatories.tsv"), "does-not-hold"),
    "a damaged file of readers": (lambda: damaged("letter.pdf"), "does-not-hold"),
    "a damaged text": (lambda: damaged("letter.en.md"), "does-not-hold"),
    "bytes before it": (lambda: joined(plain(), before=b"#!/bin/sh\n"), "cannot-tell"),
    "bytes before its directory": (lambda: joined(plain(), between=b"Eve Extra"), "cannot-tell"),
    "bytes behind it": (lambda: joined(plain(), behind=b"Eve Extra"), "cannot-tell"),
    "a comment": (lambda: joined(plain(), comment=b"Eve Extra"), "cannot-tell"),
    "a zip behind it": (lambda: joined(plain(), behind=joined([Packed(b"policy", b"x")])), "cannot-tell"),
    "a file in no directory": (hidden, "cannot-tell"),
    "another name before the file": (lambda: with_first(local_name=b"letter.jsom"), "cannot-tell"),
    "another size before the file": (lambda: with_first(local_size=3), "cannot-tell"),
    "other flags before the file": (lambda: with_first(local_flags=0x800), "cannot-tell"),
    "a second name in an extra field": (lambda: with_first(extra=EXTRA_NAME), "cannot-tell"),
    "a second name in the extra field before the file": (
        lambda: with_first(local_extra=EXTRA_NAME),
        "cannot-tell",
    ),
    "other sizes behind each file": (lambda: followed(b"PK\7\x08", size=3), "cannot-tell"),
    "a file packed in a rare way": (lambda: with_first(method=12), "cannot-tell"),
    "a file that is locked": (lambda: with_first(flags=1), "cannot-tell"),
    "an empty folder": (lambda: joined([*plain(), Packed(b"Eve Extra signed too/", b"")]), "cannot-tell"),
    "a folder with bytes of its own": (lambda: joined([*plain(), Packed(b"tile/", b"Eve")]), "cannot-tell"),
    "a link": (lambda: with_first(attributes=0o120777 << 16), "cannot-tell"),
    "a name that no bundle has": (lambda: joined([*plain(), Packed(b"Eve Extra", b"")]), "cannot-tell"),
    "a name that is cut": (lambda: joined([*plain(), Packed(b"README.txt\0Eve", b"")]), "cannot-tell"),
    "a name that is no text": (
        lambda: joined([*plain(), Packed(b"\xff", b"", flags=0x800)]),
        "cannot-tell",
    ),
    "a folder that is locked": (lambda: joined([*plain(), Packed(b"tile/", b"", flags=1)]), "cannot-tell"),
    "a folder whose name is cut": (lambda: joined([*plain(), Packed(b"tile/\0Eve", b"")]), "cannot-tell"),
    "a file that is patched": (lambda: with_first(flags=0x20), "cannot-tell"),
    "a version that is not known": (lambda: with_first(version=64), "cannot-tell"),
    "other sizes in an extra field": (
        lambda: with_first(extra=struct.pack("<HHQQ", 1, 16, 1, 1)),
        "cannot-tell",
    ),
    "an extra field that is cut": (lambda: with_first(extra=EXTRA_TIME[:-1]), "cannot-tell"),
    "a second directory": (with_second_directory, "cannot-tell"),
    "a readme that unpacks to far more": (
        lambda: joined(
            [*plain(), Packed(b"README.txt", bytes(1 << 26), method=8, packed=deflated(bytes(1 << 26)))]
        ),
        "cannot-tell",
    ),
    "a file with bytes behind it": (
        lambda: text_packed_as(lambda text: text + b"Eve Extra, Mayor\n", method=0),
        "cannot-tell",
    ),
    "a packed file with bytes behind it": (
        lambda: text_packed_as(lambda text: deflated(text) + b"Eve Extra, Mayor\n"),
        "does-not-hold",
    ),
    "a file that is longer than it says": (
        lambda: text_packed_as(lambda text: deflated(text + b"Eve Extra, Mayor\n")),
        "does-not-hold",
    ),
    "a packed file without its end": (
        lambda: text_packed_as(lambda text: deflated(text)[:-1]),
        "does-not-hold",
    ),
    "a file twice": (lambda: joined([*plain(), plain()[0]]), "cannot-tell"),
    "cut": (lambda: joined(plain())[:-30], "cannot-tell"),
    "no files": (lambda: joined([]), "cannot-tell"),
}


def zips() -> Iterator[tuple[str, bytes, str]]:
    """Name, bytes and the verdict they deserve."""
    for name, (make, verdict) in ZIPS.items():
        yield name, make(), verdict
