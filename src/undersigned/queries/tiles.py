"""The tiles of a stored log, each from the rows that it takes: at most 256 of them, however long the log is.

Tiles of every width are given, not only the widest: a receipt's checkpoint may be of any size.
"""

from collections.abc import Sequence
from functools import lru_cache

from undersigned.evidence.leaf import leaf_hash
from undersigned.evidence.tiles import TILE_HEIGHT, TILE_WIDTH, nodes_from_tiles, pack_entries
from undersigned.evidence.tree import inclusion_proof
from undersigned.records.models import Entry, Log, TileRoot

_TILES_AT_HAND = 16  # more than one proof reads


def entries_between(log: Log, first: int, end: int) -> list[bytes]:
    """The entries from the first index up to, not with, the end."""
    if first >= end:
        return []
    rows = Entry.objects.filter(log=log, index__gte=first, index__lt=end).order_by("index")
    return [bytes(content) for content in rows.values_list("content", flat=True)]


def entry_tile(log: Log, number: int, width: int) -> bytes | None:
    """An entry tile; None where the log does not reach so far."""
    first = number * TILE_WIDTH
    if first + width > log.size:
        return None
    return pack_entries(entries_between(log, first, first + width))


def hash_tile(log: Log, level: int, number: int, width: int) -> bytes | None:
    """A tile of hashes; None where the log does not reach so far."""
    first = number * TILE_WIDTH
    if first + width > log.size >> TILE_HEIGHT * level:
        return None
    return b"".join(_hashes(log, level, first, first + width))


def _hashes(log: Log, level: int, first: int, end: int) -> Sequence[bytes]:
    if level == 0:
        return [leaf_hash(entry) for entry in entries_between(log, first, end)]
    below = TileRoot.objects.filter(log=log, level=level - 1, number__gte=first, number__lt=end)
    return [bytes(root) for root in below.order_by("number").values_list("root", flat=True)]


def path_of(log: Log, index: int, size: int) -> list[bytes]:
    """The path of an entry in the log as it was with `size` entries."""

    @lru_cache(maxsize=_TILES_AT_HAND)
    def read(level: int, number: int, width: int) -> bytes:
        tile = hash_tile(log, level, number, width)
        assert tile is not None  # noqa: S101  # a proof asks for tiles within the size alone
        return tile

    return inclusion_proof(nodes_from_tiles(read, size), index, size)
