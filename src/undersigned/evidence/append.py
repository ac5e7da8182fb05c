"""Appending to a log, without its storage: from the last peaks and new entries to all that has to be stored.

Whoever stores holds a lock on the log's head while this runs, writes everything in the same transaction, and
answers only after the commit. One checkpoint seals the whole group; every entry has its own path to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from undersigned.evidence import checkpoint
from undersigned.evidence.checkpoint import Checkpoint
from undersigned.evidence.leaf import LONGEST_ENTRY, leaf_hash
from undersigned.evidence.note import SigningKey
from undersigned.evidence.peaks import Growth, Peaks
from undersigned.evidence.tiles import TILE_HEIGHT, TileRoot


@dataclass(frozen=True, slots=True)
class Appended:
    """What an append gave: the new part of the tree, and the checkpoint over all of it.

    `tile_roots` are the roots of the tiles that it filled.
    """

    first: int
    leaves: tuple[bytes, ...]
    growth: Growth
    peaks: Peaks
    root: bytes
    tile_roots: tuple[TileRoot, ...]
    checkpoint: bytes


def append(origin: str, peaks: Peaks, entries: Sequence[bytes], signers: Sequence[SigningKey]) -> Appended:
    """Append one entry or many. `signers` are all keys in force; each has the origin as its name."""
    if not entries or any(len(entry) > LONGEST_ENTRY for entry in entries):
        raise ValueError(f"an append needs entries, each of at most {LONGEST_ENTRY} bytes")
    leaves = tuple(map(leaf_hash, entries))
    growth = Growth(peaks, leaves)
    root = growth.root()
    return Appended(
        first=peaks.size,
        leaves=leaves,
        growth=growth,
        peaks=growth.peaks(),
        root=root,
        tile_roots=tuple(
            TileRoot(level // TILE_HEIGHT - 1, number, node)
            for level, number, node in growth.completed(TILE_HEIGHT)
        ),
        checkpoint=checkpoint.sign(Checkpoint(origin, growth.size, root), *signers),
    )
