"""The files of a zip that says nothing twice: "as a zip" in bundle.md."""

import io
import struct
import zipfile
import zlib

from verifier.trouble import require

DAMAGED = b"\xff"  # what no file of a bundle looks like: only what somebody asks for counts


def files_in(data: bytes) -> dict[str, bytes]:
    """Name → bytes. Raises DoesNotHold or BadZipFile."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        listed = sorted(packed.infolist(), key=lambda each: each.header_offset)
        at = 0
        for each in listed:
            require(each.header_offset == at, "something lies between the files")
            require(
                each.compress_type in (0, 8) and not each.flag_bits & 1, "a file is packed in another way"
            )
            at = end_of(each, data)
        end = struct.unpack_from("<4s4H2IH", data, len(data) - 22)
        require(end[0] == b"PK\5\6" and end[1:3] == (0, 0) and end[7] == 0, "something lies behind the files")
        require(
            end[3] == end[4] == len(listed) and at == end[6] == len(data) - 22 - end[5], "it is no plain zip"
        )
        names = [each.filename for each in listed if not each.is_dir()]
        require(len(names) == len({name.lower() for name in names}), "a file is there twice")
        for each in (each for each in listed if each.is_dir()):
            full = any(name.startswith(each.filename) for name in names)
            require(full and not each.file_size, "a folder has nothing in it")
        return {name: read(packed, name) for name in names}


def read(packed: zipfile.ZipFile, name: str) -> bytes:
    try:
        return packed.read(name)
    except (zipfile.BadZipFile, zlib.error, EOFError):
        return DAMAGED


def end_of(each: zipfile.ZipInfo, data: bytes) -> int:
    """Where the file ends whose header has to say what the directory says."""
    head = struct.unpack_from("<4sHHH4x3IHH", data, each.header_offset)
    sizes = (each.CRC, each.compress_size, each.file_size)
    require(head[0] == b"PK\3\4" and head[2:4] == (each.flag_bits, each.compress_type), "two headers differ")
    name = each.header_offset + 30
    require(data[name : name + head[7]] == each.orig_filename.encode(), "a file has two names")
    data_begins = name + head[7] + head[8]
    for extra in (data[name + head[7] : data_begins], each.extra):
        while len(extra) >= 4:
            kind, length = struct.unpack_from("<HH", extra)
            require(kind != 0x7075, "a file has a second name")
            extra = extra[4 + length :]
    end: int = data_begins + each.compress_size
    if each.flag_bits & 8:
        require(head[4:7] in (sizes, (0, 0, 0)), "a file has two sizes")
        behind = struct.pack("<3I", *sizes)
        signed = data[end : end + 16] == b"PK\7\x08" + behind
        require(signed or data[end : end + 12] == behind, "a file has two sizes")
        return end + (16 if signed else 12)
    require(head[4:7] == sizes, "a file has two sizes")
    return end
