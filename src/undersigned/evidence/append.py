"""Appending to a log, without its storage: from the last peaks and new entries to all that has to be stored.

Whoever stores holds a lock on the log's head while this runs, writes everything in the same transaction, and
answers only after the commit. One checkpoint seals the whole group, and every entry gets its own path to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from undersigned.evidence import checkpoint
from undersigned.evidence.checkpoint import Checkpoint
from undersigned.evidence.leaf import LONGEST_ENTRY, leaf_hash
from undersigned.evidence.note import SigningKey
from undersigned.evidence.tree import Peaks


@dataclass(frozen=True, slots=True)
class Appended:
    """What an append gave. `paths` lead from each new entry, in order, to the root that is sealed."""

    first: int
    leaves: tuple[bytes, ...]
    paths: tuple[tuple[bytes, ...], ...]
    peaks: Peaks
    checkpoint: bytes


def append(origin: str, peaks: Peaks, entries: Sequence[bytes], signers: Sequence[SigningKey]) -> Appended:
    """Append one entry or many. `signers` are all keys in force; each has the origin as its name."""
    if not entries or any(len(entry) > LONGEST_ENTRY for entry in entries):
        raise ValueError(f"an append needs entries, each of at most {LONGEST_ENTRY} bytes")
    leaves = tuple(leaf_hash(entry) for entry in entries)
    after = peaks.extend(leaves)
    return Appended(
        first=peaks.size,
        leaves=leaves,
        paths=tuple(map(tuple, peaks.proofs_for(leaves))),
        peaks=after,
        checkpoint=checkpoint.sign(Checkpoint(origin, after.size, after.root()), *signers),
    )
