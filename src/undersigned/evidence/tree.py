"""The Merkle tree: its root, proofs that an entry is in it, proofs that it only grew.

Source: RFC 6962 section 2.1; the checking algorithms are those of RFC 9162, 2.1.3.2 and 2.1.4.2.

The tree is seen here in levels. Level 0 holds the leaf hashes; each level above is half as wide, rounded
up: two neighbours are hashed into one node, and an odd one at the right end moves up as it is. This is the
tree of RFC 6962 (whose split at the largest power of two leaves the odd part on the right as well).

    size 5    level 3   [     root     ]          the node at (level, index) covers the leaves
              level 2   [abcd]     [e]            index * 2**level up to (index + 1) * 2**level;
              level 1   [ab] [cd]  [e]            it is *complete* when all of them are there,
              level 0   a  b  c  d  e             and then it never changes again
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from undersigned.errors import Unverifiable
from undersigned.evidence.leaf import EMPTY_ROOT, begin_node, node_hash

NodeSource = Callable[[int, int], bytes]
"""Gives the hash of the complete node at (level, index): from memory, from tiles, from a table."""


def level_above(level: Sequence[bytes]) -> list[bytes]:
    """The next level up. One plain loop, because the root of a million leaves runs through it."""
    pairs = iter(level)
    above = []
    for left, right in zip(pairs, pairs, strict=False):
        node = begin_node()
        node.update(left)
        node.update(right)
        above.append(node.digest())
    if len(level) % 2:
        above.append(level[-1])
    return above


def root_of(leaf_hashes: Sequence[bytes]) -> bytes:
    """The root over all these leaf hashes; `EMPTY_ROOT` over none."""
    level = leaf_hashes
    while len(level) > 1:
        level = level_above(level)
    return level[0] if level else EMPTY_ROOT


def width(level: int, size: int) -> int:
    """How many nodes a tree of this size has at this level."""
    return -(-size >> level)


def node_at(complete: NodeSource, level: int, index: int, size: int) -> bytes:
    """The node at (level, index) of the tree of the first `size` leaves, complete or not."""
    if (index + 1) << level <= size:
        return complete(level, index)
    left = node_at(complete, level - 1, 2 * index, size)
    if 2 * index + 1 >= width(level - 1, size):
        return left
    return node_hash(left, node_at(complete, level - 1, 2 * index + 1, size))


def root_at(complete: NodeSource, size: int) -> bytes:
    """The root over the first `size` leaves."""
    return node_at(complete, (size - 1).bit_length(), 0, size) if size else EMPTY_ROOT


def _path_up(complete: NodeSource, level: int, index: int, size: int) -> list[bytes]:
    """The siblings on the way from the node at (level, index) up to the root."""
    path = []
    while width(level, size) > 1:
        if index ^ 1 < width(level, size):
            path.append(node_at(complete, level, index ^ 1, size))
        level, index = level + 1, index >> 1
    return path


def inclusion_proof(complete: NodeSource, index: int, size: int) -> list[bytes]:
    """The path that proves the leaf at `index` to be in the tree of the first `size` leaves."""
    if not 0 <= index < size:
        raise ValueError(f"no leaf {index} in a tree of {size}")
    return _path_up(complete, 0, index, size)


def consistency_proof(complete: NodeSource, old: int, new: int) -> list[bytes]:
    """The path that proves the tree of `old` leaves to be the beginning of the tree of `new`."""
    if not 0 < old <= new:
        raise ValueError(f"no consistency proof from {old} to {new}")
    if old == new:
        return []
    level, index = 0, old - 1
    while index & 1:  # climb to the largest complete node that ends where the old tree ended
        level, index = level + 1, index >> 1
    start = [node_at(complete, level, index, new)] if index else []
    return start + _path_up(complete, level, index, new)


def require_length(index: int, size: int, path: Sequence[bytes]) -> int:
    """The level at which the ways of this leaf and of the last one meet.

    Raises `Unverifiable` where there is no such leaf, or the path is longer or shorter than its way.
    """
    if not 0 <= index < size:
        raise Unverifiable("inclusion", f"there is no entry {index} in a log of {size}")
    meet = (index ^ (size - 1)).bit_length()
    if len(path) != meet + (index >> meet).bit_count():
        raise Unverifiable("inclusion", f"the path of entry {index} in a log of {size} has another length")
    return meet


def check_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> None:
    """Raise `Unverifiable` unless the path leads from the leaf to the root (RFC 9162, 2.1.3.2).

    Up to the level where the ways of this leaf and of the last one meet, a sibling stands on the side that
    the index tells. Above it the node is the last of its level, and has a sibling, always on its left, only
    where a bit of the index is set.
    """
    meet = require_length(index, size, path)
    node, position = leaf, index
    for sibling in path[:meet]:
        above = begin_node()
        if position & 1:
            above.update(sibling)
            above.update(node)
        else:
            above.update(node)
            above.update(sibling)
        node = above.digest()
        position >>= 1
    for sibling in path[meet:]:
        node = node_hash(sibling, node)
    if node != root:
        raise Unverifiable("inclusion", "the path does not lead to the root of the checkpoint")


@dataclass(frozen=True, slots=True)
class Head:
    """The state of a log: how many entries, and the root over them."""

    size: int
    root: bytes


def check_consistency(old: Head, new: Head, path: Sequence[bytes]) -> None:
    """Raise `Unverifiable` unless `new` is `old` with entries appended (RFC 9162, 2.1.4.2)."""
    if old.size > new.size:
        raise Unverifiable("consistency", f"a log of {new.size} entries cannot extend one of {old.size}")
    if old.size == new.size or old.size == 0:
        same = old.root == (new.root if old.size else EMPTY_ROOT)
        if path or not same:
            raise Unverifiable("consistency", f"two different logs of {old.size} entries")
        return
    if _roots_from(old.size, new.size, path, old.root) != (old.root, new.root):
        raise Unverifiable("consistency", f"the log of {new.size} does not begin with that of {old.size}")


def _roots_from(old: int, new: int, path: Sequence[bytes], old_root: bytes) -> tuple[bytes, bytes]:
    """The two roots that a consistency path leads to."""
    steps = list(path) if old & (old - 1) else [old_root, *path]
    if not steps:
        raise Unverifiable("consistency", "the path is too short")
    position, last = old - 1, new - 1
    while position & 1:
        position, last = position >> 1, last >> 1
    before = after = steps[0]
    for step in steps[1:]:
        if last == 0:
            raise Unverifiable("consistency", "the path is too long")
        if position & 1 or position == last:
            before, after = node_hash(step, before), node_hash(step, after)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            after = node_hash(after, step)
        position, last = position >> 1, last >> 1
    if last != 0:
        raise Unverifiable("consistency", "the path is too short")
    return before, after


class Tree:
    """A whole tree in memory, for whoever holds all leaf hashes: any root, any proof, at any size."""

    def __init__(self, leaf_hashes: Sequence[bytes]) -> None:
        self.size: Final = len(leaf_hashes)
        self._levels: list[Sequence[bytes]] = [leaf_hashes]
        while len(self._levels[-1]) > 1:
            self._levels.append(level_above(self._levels[-1]))

    def complete(self, level: int, index: int) -> bytes:
        return self._levels[level][index]

    def root(self, size: int | None = None) -> bytes:
        return root_at(self.complete, self._within(size))

    def inclusion(self, index: int, size: int | None = None) -> list[bytes]:
        return inclusion_proof(self.complete, index, self._within(size))

    def consistency(self, old: int, new: int | None = None) -> list[bytes]:
        return consistency_proof(self.complete, old, self._within(new))

    def _within(self, size: int | None) -> int:
        if size is None:
            return self.size
        if size > self.size:
            raise ValueError(f"a tree of {self.size} leaves knows nothing of {size}")
        return size
