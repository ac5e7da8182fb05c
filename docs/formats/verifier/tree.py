"""The tree and its tiles: RFC 6962, 2.1, and C2SP tlog-tiles."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

from verifier.trouble import require


def root_of(hashes: Sequence[bytes]) -> bytes:
    level = list(hashes)
    while len(level) > 1:
        pairs = [level[at : at + 2] for at in range(0, len(level), 2)]
        level = [sha256(b"\x01" + b"".join(pair)).digest() if len(pair) == 2 else pair[0] for pair in pairs]
    return level[0] if level else sha256(b"").digest()


def tile_name(number: int, width: int) -> str:
    name = f"{number % 1000:03}"
    while number := number // 1000:
        name = f"x{number % 1000:03}/{name}"
    return name if width == 256 else f"{name}.p/{width}"


def tiles_of(length: int) -> list[tuple[str, slice]]:
    """The names of the tiles that so many fill, and what lies in each."""
    parts = [slice(first, min(first + 256, length)) for first in range(0, length, 256)]
    return [(tile_name(part.start // 256, part.stop - part.start), part) for part in parts]


def entries_in(data: bytes) -> Iterable[bytes]:
    while data:
        length = int.from_bytes(data[:2], "big")
        require(len(data) >= 2 + length, "an entry is cut")
        yield data[2 : 2 + length]
        data = data[2 + length :]
