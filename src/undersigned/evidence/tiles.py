"""A log as static files: hashes and entries in tiles of 256 (C2SP tlog-tiles v0).

    tile/entries/000.p/12      entries 0–11: each its length in two bytes, then itself
    tile/0/000.p/12            their leaf hashes, 32 bytes each
    tile/1/000                 at each level above: one hash for every full tile below
    tile/0/x001/234            tile 1234: three digits a folder, all but the last marked with an x

A full tile is 256 wide, has no `.p/<width>`, and never changes.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from undersigned.errors import Unverifiable
from undersigned.evidence.leaf import HASH_BYTES, LONGEST_ENTRY
from undersigned.evidence.tree import NodeSource, root_of

TILE_WIDTH = 256
TILE_HEIGHT = 8  # levels of the tree in one tile: 2**8 = 256
_TILE_PATH = re.compile(r"(?!x000)(?:x[0-9]{3}/){0,4}[0-9]{3}")  # a log has fewer than 2**53 entries

TileReader = Callable[[int, int, int], bytes]
"""Gives the bytes of the tile (tile level, number, width)."""


class TileRoot(NamedTuple):
    """The root of a full tile: one hash in a tile of the level above."""

    level: int
    number: int
    root: bytes


def tile_number_path(number: int) -> str:
    """1234067 → "x001/x234/067"."""
    path = f"{number % 1000:03}"
    while number >= 1000:
        number //= 1000
        path = f"x{number % 1000:03}/{path}"
    return path


def tile_number(path: str) -> int | None:
    """The number a path stands for; None unless it is the one spelling of a number."""
    if not _TILE_PATH.fullmatch(path):
        return None
    return int(path.replace("x", "").replace("/", ""))


def tile_path(kind: str, number: int, width: int = TILE_WIDTH) -> str:
    """`kind` is "entries" or a tile level."""
    partial = f".p/{width}" if width < TILE_WIDTH else ""
    return f"tile/{kind}/{tile_number_path(number)}{partial}"


def tiles_of(count: int) -> Iterator[tuple[int, int]]:
    """(number, width) of each tile that holds `count` things, in order."""
    full, rest = divmod(count, TILE_WIDTH)
    yield from ((number, TILE_WIDTH) for number in range(full))
    if rest:
        yield full, rest


def pack_entries(entries: Sequence[bytes]) -> bytes:
    """An entry tile."""
    if any(len(entry) > LONGEST_ENTRY for entry in entries):
        raise ValueError(f"an entry is longer than {LONGEST_ENTRY} bytes")
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def unpack_entries(data: bytes, width: int) -> list[bytes]:
    """The entries of a tile that has to hold exactly `width`. Raises `Unverifiable`."""
    entries: list[bytes] = []
    start = 0
    while start < len(data) and len(entries) < width:
        end = start + 2 + int.from_bytes(data[start : start + 2], "big")
        entries.append(data[start + 2 : end])
        start = end
    if start != len(data) or len(entries) != width:
        raise Unverifiable("entries", f"an entry tile does not hold exactly {width} entries")
    return entries


def hash_tiles(leaf_hashes: Sequence[bytes]) -> Iterator[tuple[str, bytes]]:
    """The path and bytes of every hash tile over these leaves, lowest level first."""
    level, hashes = 0, list(leaf_hashes)
    while hashes:
        above = []
        for number, wide in tiles_of(len(hashes)):
            tile = hashes[number * TILE_WIDTH : number * TILE_WIDTH + wide]
            yield tile_path(str(level), number, wide), b"".join(tile)
            if wide == TILE_WIDTH:
                above.append(root_of(tile))
        level, hashes = level + 1, above


def nodes_from_tiles(read: TileReader, size: int) -> NodeSource:
    """The complete nodes of a log of this size, read from its tiles: O(log size) of them for a proof."""

    def complete(level: int, index: int) -> bytes:
        tile_level, inside = divmod(level, TILE_HEIGHT)
        first = (index << inside) % TILE_WIDTH
        number = (index << inside) // TILE_WIDTH
        width = min(TILE_WIDTH, (size >> (TILE_HEIGHT * tile_level)) - number * TILE_WIDTH)
        tile = read(tile_level, number, width)
        if len(tile) != width * HASH_BYTES:
            raise Unverifiable("tiles", f"{tile_path(str(tile_level), number, width)} has another length")
        hashes = (tile[at * HASH_BYTES : (at + 1) * HASH_BYTES] for at in range(first, first + (1 << inside)))
        return root_of(list(hashes))

    return complete
