"""A commitment: 32 bytes that bind a record and tell nothing of it once the salt is deleted.

    commitment = SHA-256("undersigned/opening/v1\\n" || salt (32 random bytes) || record)

The commitment stands in the log for ever. The *opening*, salt and record, lies beside the log and can be
deleted: what is left is a value that nobody can open, not even by guessing the right record.
"""

from dataclasses import dataclass
from hashlib import sha256

SALT_BYTES = 32
_DOMAIN = b"undersigned/opening/v1\n"


@dataclass(frozen=True, slots=True)
class Opening:
    """What a commitment was made from. `salt` is 32 secret random bytes, made anew for each record."""

    salt: bytes
    record: bytes

    def commitment(self) -> bytes:
        return commit(self.salt, self.record)


def commit(salt: bytes, record: bytes) -> bytes:
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes")
    return sha256(_DOMAIN + salt + record).digest()
