"""The files of a zip that says nothing twice: "as a zip" in bundle.md."""

import io
import struct
import zipfile
import zlib

from verifier.names import check_names, largest
from verifier.trouble import DoesNotHold, require

DAMAGED = b"\xff"  # what no file of a bundle looks like: only what somebody asks for counts


def files_in(data: bytes) -> dict[str, bytes]:
    """Name → bytes. Raises DoesNotHold or BadZipFile."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        listed = sorted(packed.infolist(), key=lambda each: each.header_offset)
    files = [each for each in listed if not each.is_dir()]
    check_names([each.orig_filename for each in files])
    total = sum(each.file_size for each in files)
    require(total <= min(max(1 << 26, 200 * len(data)), 1 << 32), "it unpacks to too much")
    at, found = 0, {}
    for each in listed:
        require(each.header_offset == at, "something lies between the files")
        require(each.orig_filename == each.filename, "a name is not as it was written")
        begins, ends, at = span_of(each, data)
        found[each.filename] = unpacked(each, data[begins:ends])
    end = struct.unpack_from("<4s4H2IH", data, len(data) - 22)
    require(end[0] == b"PK\5\6" and end[1:3] == (0, 0) and end[7] == 0, "something lies behind the files")
    require(end[3] == end[4] == len(listed) and at == end[6] == len(data) - 22 - end[5], "it is no plain zip")
    require(data[-42:-38] != b"PK\6\7", "it is a zip64")
    require(len(found) == len(listed) and not any(each.comment for each in listed), "something is said twice")
    names = sorted(found)
    behind = dict(zip(names, [*names[1:], ""], strict=True))
    for each in listed:
        if each.is_dir():  # in order, what lies in it is the next name
            full = behind[each.filename].startswith(each.filename)
            require(full and not each.compress_size, "a folder has nothing in it")
        else:
            kind = each.external_attr >> 28
            require(kind in (0, 8), "a file is a link, or none at all")
            require(each.file_size <= largest(each.filename), "a file is too large")
    return {each.filename: found[each.filename] for each in files}


def unpacked(each: zipfile.ZipInfo, data: bytes) -> bytes:
    """What was packed; DAMAGED if it is not what was said."""
    try:
        if each.compress_type:
            deflated = zlib.decompressobj(-15)
            data = deflated.decompress(data, each.file_size + 1)
            require(deflated.eof and not deflated.unused_data, "something else was packed")
        require((len(data), zlib.crc32(data)) == (each.file_size, each.CRC), "something else was packed")
    except (DoesNotHold, zlib.error):
        return DAMAGED
    return data


def span_of(each: zipfile.ZipInfo, data: bytes) -> tuple[int, int, int]:
    """Where the data of a file begin and end, and the file, whose header says what the directory says."""
    require(each.header_offset + 30 <= len(data), "a file is cut")
    head = struct.unpack_from("<4sHHH4x3IHH", data, each.header_offset)
    sizes = (each.CRC, each.compress_size, each.file_size)
    require(head[0] == b"PK\3\4" and head[2:4] == (each.flag_bits, each.compress_type), "two headers differ")
    require(each.flag_bits & ~0x080E == 0 and each.compress_type in (0, 8), "a file is packed in another way")
    require(each.compress_type or each.compress_size == each.file_size, "a file has two sizes")
    name = each.header_offset + 30
    require(data[name : name + head[7]] == each.orig_filename.encode(), "a file has two names")
    data_begins = name + head[7] + head[8]
    for extra in (data[name + head[7] : data_begins], each.extra):
        while len(extra) >= 4:
            kind, length = struct.unpack_from("<HH", extra)
            require(kind not in (1, 0x7075) and 4 + length <= len(extra), "a file has a second name or size")
            extra = extra[4 + length :]
        require(not extra, "a file has a field that is cut")
    end: int = data_begins + each.compress_size
    if each.flag_bits & 8:
        require(head[4:7] in (sizes, (0, 0, 0)), "a file has two sizes")
        behind = struct.pack("<3I", *sizes)
        signed = data[end : end + 16] == b"PK\7\x08" + behind
        require(signed or data[end : end + 12] == behind, "a file has two sizes")
        return data_begins, end, end + (16 if signed else 12)
    require(head[4:7] == sizes, "a file has two sizes")
    return data_begins, end, end
