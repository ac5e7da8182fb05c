"""Zips of one honest bundle, packed in ways that a verifier may take or has to refuse."""

import io
import struct
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from zlib import Z_FINISH, Z_SYNC_FLUSH, compressobj, crc32

from tests.proof.letters import whole_bundle
from undersigned.proof import layout

EXTRA_TIME = struct.pack("<HHBI", 0x5455, 5, 1, 1_800_000_000)
EXTRA_NAME = struct.pack("<HHBI", 0x7075, 15, 1, crc32(b"policy")) + b"checkpoint"


@dataclass(frozen=True)
class Packed:
    """One file of a zip, said twice: before it and in the directory. What is None is what it has to be."""

    name: bytes
    content: bytes
    packed: bytes | None = None
    method: int = 0
    flags: int = 0
    version: int = 20
    attributes: int = 0
    comment: bytes = b""
    crc: int | None = None
    extra: bytes = b""
    before: bytes = b""  # what stands before its header
    descriptor: bytes = b""  # what stands behind its data; then there are no sizes in its header
    local_name: bytes | None = None
    local_size: int | None = None
    local_flags: int | None = None
    local_extra: bytes = b""

    @property
    def data(self) -> bytes:
        return self.content if self.packed is None else self.packed

    @property
    def sizes(self) -> bytes:
        """CRC, packed size and size, as in the directory."""
        crc = crc32(self.content) if self.crc is None else self.crc
        return struct.pack("<III", crc, len(self.data), len(self.content))

    def header(self) -> bytes:
        flags = self.flags if self.local_flags is None else self.local_flags
        name = self.name if self.local_name is None else self.local_name
        sizes = bytes(12) if self.descriptor else self.sizes
        if self.local_size is not None:
            sizes = sizes[:8] + struct.pack("<I", self.local_size)
        start = struct.pack("<4sHHHHH", b"PK\3\4", self.version, flags, self.method, 0, 33)
        lengths = struct.pack("<HH", len(name), len(self.local_extra))
        return start + sizes + lengths + name + self.local_extra

    def listed(self, offset: int) -> bytes:
        """Its entry in the directory."""
        start = struct.pack("<4sHHHHHH", b"PK\1\2", 20, self.version, self.flags, self.method, 0, 33)
        lengths = struct.pack("<HHHHH", len(self.name), len(self.extra), len(self.comment), 0, 0)
        place = struct.pack("<II", self.attributes, offset)
        return start + self.sizes + lengths + place + self.name + self.extra + self.comment


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
        directory += file.listed(len(zipped))
        zipped += file.header() + file.data + file.descriptor
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


def with_second_directory() -> bytes:
    """A zip64's end before the end, leading to another directory: in one the first file is a link."""
    files = plain()
    other = joined(files)
    directory = other[struct.unpack_from("<I", other, len(other) - 6)[0] : -22]
    hidden = len(other) - 22  # where the second directory lies: in the comment of the last file
    ends = struct.pack("<4sQHHIIQQ", b"PK\6\6", 44, 45, 45, 0, 0, len(files), len(files))
    ends += struct.pack("<QQ4sIQI", len(directory), hidden, b"PK\6\7", 0, hidden + len(directory), 1)
    linked = replace(files[0], attributes=0o120777 << 16)
    return joined([linked, *files[1:-1], replace(files[-1], comment=directory + ends)])


def with_one(name: str, **changes: object) -> bytes:
    """One file packed in another way than the others."""
    return joined(
        [replace(file, **changes) if file.name == name.encode() else file for file in plain()]  # type: ignore[arg-type]  # as above
    )


def damaged(name: str) -> bytes:
    return with_one(name, crc=1)


def deflated(content: bytes, *, whole: bool = True) -> bytes:
    packer = compressobj(wbits=-15)
    return packer.compress(content) + packer.flush(Z_FINISH if whole else Z_SYNC_FLUSH)


PDF = whole_bundle()["letter.pdf"]


def pdf_sizes(packed: bytes) -> bytes:
    return b"PK\7\x08" + struct.pack("<III", crc32(PDF), len(packed), len(PDF))


def packed_pdf(packed: bytes, method: int = 8) -> bytes:
    """A file that readers are shown, packed so that it may unpack to something else than what was said."""
    return with_one("letter.pdf", packed=packed, method=method)


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
    "a file that is deflated": (lambda: packed_pdf(deflated(PDF)), "holds"),
    "a deflated file that goes on past its length": (
        lambda: packed_pdf(deflated(PDF + b"Eve Extra")),
        "does-not-hold",
    ),
    "a deflated file with more behind its stream": (
        lambda: packed_pdf(deflated(PDF) + deflated(b"Eve Extra")),
        "does-not-hold",
    ),
    "a deflated file without an end": (lambda: packed_pdf(deflated(PDF, whole=False)), "does-not-hold"),
    "a deflated file that is cut": (lambda: packed_pdf(deflated(PDF)[:-1]), "does-not-hold"),
    "a deflated file that is nothing": (lambda: packed_pdf(b""), "does-not-hold"),
    "a file that was not packed but is longer than it says": (
        lambda: packed_pdf(PDF + b"Eve Extra", method=0),
        "cannot-tell",
    ),
    "a file that was not packed but is longer than the sizes behind it": (
        lambda: with_one("letter.pdf", packed=PDF + b"Eve", flags=8, descriptor=pdf_sizes(PDF + b"Eve")),
        "cannot-tell",
    ),
    "a link": (lambda: with_first(attributes=0o120777 << 16), "cannot-tell"),
    "a name that no bundle has": (lambda: joined([*plain(), Packed(b"Eve Extra", b"")]), "cannot-tell"),
    "a name of very many folders": (
        lambda: joined([*plain(), Packed(b"tile/0/" + b"x001/" * 2_000 + b"000", b"")]),
        "cannot-tell",
    ),
    "a name that is cut": (lambda: joined([*plain(), Packed(b"README.txt\0Eve", b"")]), "cannot-tell"),
    "a name that is no text": (
        lambda: joined([*plain(), Packed(b"\xff", b"", flags=0x800)]),
        "cannot-tell",
    ),
    "a folder that is locked": (lambda: joined([*plain(), Packed(b"tile/", b"", flags=1)]), "cannot-tell"),
    "a folder whose name is cut": (lambda: joined([*plain(), Packed(b"tile/\0Eve", b"")]), "cannot-tell"),
    "a comment on a file": (lambda: with_first(comment=b"Eve Extra"), "cannot-tell"),
    "other sizes in an extra field": (
        lambda: with_first(extra=struct.pack("<HHQQ", 1, 16, 1, 1)),
        "cannot-tell",
    ),
    "a second directory": (with_second_directory, "cannot-tell"),
    "a readme that unpacks to far more": (
        lambda: joined(
            [*plain(), Packed(b"README.txt", bytes(1 << 26), method=8, packed=deflated(bytes(1 << 26)))]
        ),
        "cannot-tell",
    ),
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
    "an extra field that is cut": (lambda: with_first(extra=EXTRA_TIME[:-1]), "cannot-tell"),
    "an extra field that is cut before the file": (
        lambda: with_first(local_extra=EXTRA_TIME + b"Eve"),
        "cannot-tell",
    ),
    "a file of a version to come": (lambda: with_first(version=64), "cannot-tell"),
    "a file that mends another": (lambda: with_first(flags=0x20), "cannot-tell"),
    "a file locked with a strong password": (lambda: with_first(flags=0x41), "cannot-tell"),
    "a file packed in a rare way": (lambda: with_first(method=12), "cannot-tell"),
    "a file that is locked": (lambda: with_first(flags=1), "cannot-tell"),
    "an empty folder": (lambda: joined([*plain(), Packed(b"Eve Extra signed too/", b"")]), "cannot-tell"),
    "a folder with bytes of its own": (lambda: joined([*plain(), Packed(b"tile/", b"Eve")]), "cannot-tell"),
    "a folder with packed bytes of its own": (
        lambda: joined([*plain(), Packed(b"tile/", b"", packed=b"Eve Extra")]),
        "cannot-tell",
    ),
    "a folder with bytes behind it": (
        lambda: joined([*plain(), Packed(b"tile/", b"Eve", flags=8, descriptor=b"PK\7\x08")]),
        "cannot-tell",
    ),
    "a folder with nothing but an empty folder": (
        lambda: joined([*plain(), Packed(b"editions/7/", b""), Packed(b"editions/7/8/", b"")]),
        "cannot-tell",
    ),
    "a folder twice": (lambda: joined([*plain(), *[Packed(b"tile/", b"")] * 2]), "cannot-tell"),
    "a file twice": (lambda: joined([*plain(), plain()[0]]), "cannot-tell"),
    "cut": (lambda: joined(plain())[:-30], "cannot-tell"),
    "no files": (lambda: joined([]), "cannot-tell"),
}


def zips() -> Iterator[tuple[str, bytes, str]]:
    """Name, bytes and the verdict they deserve."""
    for name, (make, verdict) in ZIPS.items():
        yield name, make(), verdict
