"""A tree as an append needs it: its *peaks*, the largest complete nodes from left to right.

size 5    level 2   [abcd]            two peaks, [abcd] and e: one for each bit of the size. They are all
          level 0            e        that the next leaf's proof, the next root and the next peaks take.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

from undersigned.evidence.leaf import EMPTY_ROOT, HASH_BYTES, node_hash
from undersigned.evidence.tree import level_above


@dataclass(frozen=True, slots=True)
class Peaks:
    """The size of a tree, and its peaks."""

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    @classmethod
    def from_bytes(cls, size: int, data: bytes) -> Self:
        """Read back what `to_bytes` gave; `size` is kept beside it."""
        if len(data) != size.bit_count() * HASH_BYTES:
            raise ValueError(f"{len(data)} bytes cannot be the peaks of {size} leaves")
        starts = range(0, len(data), HASH_BYTES)
        return cls(size, tuple(data[start : start + HASH_BYTES] for start in starts))

    def to_bytes(self) -> bytes:
        return b"".join(self.hashes)

    def push(self, leaf: bytes) -> "Peaks":
        """The tree with one leaf more."""
        hashes, node, size = list(self.hashes), leaf, self.size
        while size & 1:
            node, size = node_hash(hashes.pop(), node), size >> 1
        return Peaks(self.size + 1, (*hashes, node))

    def extend(self, leaves: Iterable[bytes]) -> "Peaks":
        peaks = self
        for leaf in leaves:
            peaks = peaks.push(leaf)
        return peaks

    def root(self) -> bytes:
        if not self.hashes:
            return EMPTY_ROOT
        *others, node = self.hashes
        for peak in reversed(others):
            node = node_hash(peak, node)
        return node

    def by_level(self) -> dict[int, bytes]:
        """Each peak by the level it stands at."""
        levels = (level for level in reversed(range(self.size.bit_length())) if self.size >> level & 1)
        return dict(zip(levels, self.hashes, strict=True))


class Node(NamedTuple):
    """A complete node of a tree: it never changes again."""

    level: int
    place: int
    hash: bytes


class Growth:
    """A tree with new leaves appended: each level of it as far as it is new, hashed once.

    A sibling that is wholly old is always a peak, so nothing but the old peaks and the new leaves is needed.
    """

    def __init__(self, before: Peaks, leaves: Sequence[bytes]) -> None:
        self._before = before
        self.size = before.size + len(leaves)
        self._levels = list(_levels(before, leaves))

    def root(self) -> bytes:
        return self._levels[-1][1][0]

    def peaks(self) -> Peaks:
        places = (level for level in reversed(range(self.size.bit_length())) if self.size >> level & 1)
        return Peaks(self.size, tuple(self._node(level, (self.size >> level) - 1) for level in places))

    def _node(self, level: int, index: int) -> bytes:
        first, nodes = self._levels[level]
        return nodes[index - first]

    def path(self, index: int) -> tuple[bytes, ...]:
        """The path from the new leaf at this index to the root: what a receipt needs.

        A group of signatures gets one checkpoint, and each of its receipts its own path to it. As in the
        tree, a sibling that is missing at the right end is skipped.
        """
        path = []
        for first, nodes in self._levels[:-1]:
            sibling = (index ^ 1) - first
            if sibling < len(nodes):
                path.append(nodes[sibling])
            index >>= 1
        return tuple(path)

    def completed(self, every: int) -> list[Node]:
        """The nodes that these leaves completed, of every so many levels above the leaves."""
        return [
            Node(level, first + offset, node)
            for level in range(every, len(self._levels), every)
            for first, nodes in [self._levels[level]]
            for offset, node in enumerate(nodes)
            if self._before.size < (first + offset + 1) << level <= self.size
        ]


Level = tuple[int, list[bytes]]
"""The nodes of one level from an even index on to the right end: that index, and they."""


def _levels(before: Peaks, leaves: Sequence[bytes]) -> Iterable[Level]:
    """The levels from the leaves up to the root. A peak joins in where the new part begins on the right."""
    peaks = before.by_level()
    level, first, nodes = 0, before.size, list(leaves)
    while True:
        if first & 1:
            first, nodes = first - 1, [peaks[level], *nodes]
        yield first, nodes
        if first == 0 and len(nodes) == 1:
            return
        level, first, nodes = level + 1, first >> 1, level_above(nodes)
