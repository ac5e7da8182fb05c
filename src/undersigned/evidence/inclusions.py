"""Many inclusion proofs under one root, checked together: receipts of one checkpoint share most of their way.

A path that was believed has shown, of every node on its way, that this node leads to the root with the rest
of the path. Where a later path comes to the same place, its node and its rest have to be the very same, for
anything else leads to another root; so they are compared and not hashed again. What is believed and what is
refused is exactly what `tree.check_inclusion` believes and refuses.
"""

from collections.abc import Sequence

from undersigned.errors import Unverifiable
from undersigned.evidence.leaf import begin_node, node_hash
from undersigned.evidence.tree import Head, require_length


class Inclusions:
    """What was shown so far under a head: by the place of a node, the node, and a path that leads past it."""

    def __init__(self, head: Head) -> None:
        self._head = head
        self._first_place = 1 << (head.size - 1).bit_length()
        self._shown: dict[int, tuple[bytes, Sequence[bytes]]] = {}

    def check(self, leaf: bytes, index: int, path: Sequence[bytes]) -> None:
        """Raise `Unverifiable` unless the path leads from the leaf to the root."""
        meet = require_length(index, self._head.size, path)
        # Places are numbered as in a heap: the root has 1, and below n lie 2n and 2n + 1. Up to the level
        # where its way meets that of the last leaf, the place alone tells on which side a sibling stands.
        shown, place, node = self._shown, self._first_place | index, leaf
        seen = {}
        for step in range(meet):
            if place in shown:
                known, way = shown[place]
                if node != known or path[step:] != way[step:]:
                    raise Unverifiable("inclusion", "the path does not lead to the root of the checkpoint")
                break
            seen[place] = node, path
            above = begin_node()
            if place & 1:
                above.update(path[step])
                above.update(node)
            else:
                above.update(node)
                above.update(path[step])
            node = above.digest()
            place >>= 1
        else:
            self._climb(node, path[meet:])
        shown.update(seen)

    def _climb(self, node: bytes, path: Sequence[bytes]) -> None:
        """The last part of the way, where every sibling stands on the left."""
        for sibling in path:
            node = node_hash(sibling, node)
        if node != self._head.root:
            raise Unverifiable("inclusion", "the path does not lead to the root of the checkpoint")


Known = dict[Head, Inclusions]
"""What was shown so far, under several heads."""
