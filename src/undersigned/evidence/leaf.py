"""The two hashes of the tree (RFC 6962, section 2.1).

    leaf hash = SHA-256(0x00 || entry)          node hash = SHA-256(0x01 || left || right)

The first byte keeps an entry from passing for a node, and a node from passing for an entry.
"""

from hashlib import sha256

HASH_BYTES = 32
LONGEST_ENTRY = 65_535  # an entry's length is written in two bytes (tlog-tiles)
EMPTY_ROOT = sha256(b"").digest()


begin_node = sha256(b"\x01").copy
"""A hash that has taken in the first byte of a node: `update` it with left and right, take its `digest`.
Where many nodes are hashed, a copy of one that has begun costs less than to set up another.
"""


def leaf_hash(entry: bytes) -> bytes:
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()
